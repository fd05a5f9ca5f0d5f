import './data-table.css';
import { Checkbox, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import {
  createColumnHelper,
  createSortedRowModel,
  rowSortingFeature,
  sortFn_basic,
  tableFeatures,
  useTable,
  type Row as TableRow,
  type RowData,
} from '@tanstack/react-table';
import { Link } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, type CSSProperties, type ReactNode } from 'react';
import { useText } from '../app/language.tsx';
import { useRowSelection, type Selection } from './row-selection.ts';
import { EmptyState, ErrorState, Loading } from './states.tsx';
import { uiTexts } from './texts.ts';

export interface Column<Row> {
  readonly key: string;
  readonly header: string;
  /** The header is for screen readers alone: a column of buttons explains itself. */
  readonly headerHidden?: boolean;
  /** Stands beside the header: what opens the meaning of its word. */
  readonly help?: ReactNode;
  /** What the column sorts by, and shows unless `render` draws it. Null is no data: a dash, sorted last. */
  readonly value: (row: Row) => string | number | null;
  readonly render?: (row: Row) => ReactNode;
  readonly align?: 'end';
  /** A CSS grid track; `minmax(0, 1fr)` unless given. */
  readonly width?: string;
  /** Set false where the order of the rows is the server's. */
  readonly sortable?: boolean;
  /** What the server calls the order by this column, first the way that is asked for first: `['-created', 'created']`. */
  readonly orders?: readonly [string, string];
  /** Left out of the card that a row becomes on a phone. */
  readonly wideOnly?: boolean;
}

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel(), sortFns: { basic: sortFn_basic } });

/**
 * Rows of any number: only those in view are drawn. Takes a `useCollection` result as it is: `<DataTable {...leads} … />`.
 * The first column names the row; with `href` or `onOpen` the whole row opens it. On phones rows become cards.
 */
export function DataTable<Row extends RowData>(props: {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  href?: (row: Row) => string | undefined;
  onOpen?: (row: Row) => void;
  selected?: string | undefined;
  /** The order the server has the rows in, and how to ask for another: by it, columns with `orders` are sorted. */
  order?: { readonly by: string; readonly ask: (order: string) => void };
  selection?: Selection<Row>;
  loading?: boolean;
  error?: unknown;
  retry?: () => void;
  hasMore?: boolean;
  loadMore?: () => void;
  empty?: ReactNode;
}) {
  const {
    label,
    columns,
    rows,
    rowKey,
    href,
    onOpen,
    selected,
    order,
    selection,
    loading = false,
    error,
    retry,
    hasMore = false,
    loadMore,
    empty,
  } = props;
  const t = useText(uiTexts);
  const definitions = useMemo(() => {
    const helper = createColumnHelper<typeof features, Row>();
    return helper.columns(
      columns.map((column) =>
        helper.accessor((row) => column.value(row) ?? undefined, {
          id: column.key,
          header: column.header,
          enableSorting: column.orders === undefined && (column.sortable ?? true),
          sortFn: 'basic',
          sortUndefined: 'last',
        }),
      ),
    );
  }, [columns]);
  const data = useMemo(() => [...rows], [rows]);
  const table = useTable({ features, columns: definitions, data, getRowId: (row) => rowKey(row), enableSortingRemoval: true });
  const sorted = table.getRowModel().rows;

  const scroll = useRef<HTMLElement>(null);
  // oxlint-disable-next-line react/incompatible-library -- a warning for the React Compiler, which is not used
  const virtual = useVirtualizer({
    count: sorted.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => 49,
    getItemKey: (index) => sorted[index]?.id ?? index,
    overscan: 12,
  });
  const items = virtual.getVirtualItems();
  const { toggle, onKeyDown } = useRowSelection(
    sorted.map(({ id }) => id),
    selection,
    scroll,
    (index) => virtual.scrollToIndex(index),
  );
  const atEnd = (items.at(-1)?.index ?? -1) >= sorted.length - 20;
  useEffect(() => {
    if (atEnd && hasMore && !loading && !error) loadMore?.();
  }, [atEnd, hasMore, loading, error, loadMore]);

  if (error && rows.length === 0) return <ErrorState error={error} retry={retry} />;
  if (loading && rows.length === 0)
    return (
      <div className="data-table-wait">
        <Loading lines={6} />
      </div>
    );
  if (rows.length === 0) return empty ?? <EmptyState title={t('noRows')} />;

  const tracks = {
    '--tracks': [...(selection ? ['1.25rem'] : []), ...columns.map(({ width }) => width ?? 'minmax(0, 1fr)')].join(' '),
  } as CSSProperties;
  const chosen = selection && sorted.filter(({ id }) => selection.selected.has(id)).length;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/no-static-element-interactions -- the keys act on the rows, whose links have the focus
    <section
      ref={scroll}
      className="data-table"
      style={tracks}
      onKeyDown={onKeyDown}
      data-selects={selection && true}
      {...(!onOpen && !href && { tabIndex: 0, 'aria-label': label })}
    >
      <table aria-label={label} aria-rowcount={hasMore ? -1 : sorted.length + 1}>
        <thead className="data-table-head">
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id} className="data-table-row" aria-rowindex={1}>
              {selection && (
                <td className="data-table-check">
                  <Checkbox
                    size="sm"
                    color="ink"
                    iconColor="var(--panel)"
                    aria-label={t('selectShown')}
                    checked={chosen === sorted.length}
                    indeterminate={chosen !== 0 && chosen !== sorted.length}
                    onChange={() => selection.onSelect(new Set(chosen === sorted.length ? [] : sorted.map(({ id }) => id)))}
                  />
                </td>
              )}
              {group.headers.map(({ id, column }, index) => {
                const { header = '', headerHidden = false, help, align, orders } = columns[index] ?? {};
                const asked = order && orders?.includes(order.by) ? (order.by.startsWith('-') ? 'desc' : 'asc') : false;
                const direction = orders ? asked : column.getIsSorted();
                const sort = orders
                  ? () => order?.ask(order.by === orders[0] ? orders[1] : orders[0])
                  : column.getCanSort() && column.getToggleSortingHandler();
                return (
                  <th
                    key={id}
                    scope="col"
                    className="data-table-cell"
                    data-align={align}
                    aria-sort={direction ? sortWords[direction] : 'none'}
                  >
                    {sort ? (
                      <UnstyledButton className="data-table-sort" onClick={sort}>
                        {header}
                        {direction === 'asc' && <IconArrowUp size={14} aria-hidden />}
                        {direction === 'desc' && <IconArrowDown size={14} aria-hidden />}
                      </UnstyledButton>
                    ) : (
                      <span className={headerHidden ? 'off-screen' : undefined}>{header}</span>
                    )}
                    {help}
                  </th>
                );
              })}
            </tr>
          ))}
        </thead>
        <tbody className="data-table-body" style={{ height: virtual.getTotalSize() }}>
          {items.map((item) => {
            const row = sorted[item.index];
            return (
              row && (
                <tr
                  key={item.key}
                  ref={virtual.measureElement}
                  data-index={item.index}
                  aria-rowindex={item.index + 2}
                  aria-selected={selected === undefined ? undefined : row.id === selected}
                  className="data-table-row"
                  data-opens={(href?.(row.original) ?? onOpen) ? true : undefined}
                  data-selected={selection?.selected.has(row.id) || undefined}
                  style={{ transform: `translateY(${item.start}px)` }}
                >
                  {selection && (
                    <td className="data-table-check">
                      <Checkbox
                        size="sm"
                        color="ink"
                        iconColor="var(--panel)"
                        aria-label={t('selectNamed', { name: selection.nameOf(row.original) })}
                        checked={selection.selected.has(row.id)}
                        onChange={(event) => toggle(item.index, (event.nativeEvent as MouseEvent).shiftKey)}
                      />
                    </td>
                  )}
                  <Cells row={row} columns={columns} href={href} onOpen={onOpen} />
                </tr>
              )
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

const sortWords = { asc: 'ascending', desc: 'descending' } as const;

function Cells<Row extends RowData>(props: {
  row: TableRow<typeof features, Row>;
  columns: readonly Column<Row>[];
  href: ((row: Row) => string | undefined) | undefined;
  onOpen: ((row: Row) => void) | undefined;
}) {
  const { row, columns, href, onOpen } = props;
  const address = href?.(row.original);
  return columns.map((column, index) => {
    const content = column.render ? column.render(row.original) : (column.value(row.original) ?? '–');
    return (
      <td key={column.key} className="data-table-cell" data-align={column.align} data-wide-only={column.wideOnly}>
        {index > 0 && !column.headerHidden && (
          <span className="data-table-label" aria-hidden>
            {column.header}
          </span>
        )}
        <div className="data-table-value">
          {index === 0 && address !== undefined ? (
            <Link className="data-table-open" to={address}>
              {content}
            </Link>
          ) : index === 0 && onOpen ? (
            <UnstyledButton className="data-table-open" onClick={() => onOpen(row.original)}>
              {content}
            </UnstyledButton>
          ) : (
            content
          )}
        </div>
      </td>
    );
  });
}
