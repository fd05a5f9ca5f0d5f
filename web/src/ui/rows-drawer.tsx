import './rows-drawer.css';
import { Drawer } from '@mantine/core';
import { useMemo } from 'react';
import { useCollection, type Query } from '../app/api.ts';
import type { Format, Money } from '../app/format.ts';
import { useFormat } from '../app/language.tsx';
import { DataTable, type Column } from './data-table.tsx';

type Cell = string | number | boolean | null | Money;
export type EvidenceRow = Readonly<Record<string, Cell>>;

/** The rows behind a figure, as `…/rows` of a metric answers them. */
export interface Evidence {
  readonly title: string;
  readonly path: string;
  readonly query?: Query;
  /** The columns to show and their headings, in order; without it all fields that can be read. */
  readonly columns?: Readonly<Record<string, string>>;
  readonly href?: (row: EvidenceRow) => string;
}

/** Opens the rows behind a figure beside the screen. `evidence` null is closed. */
export function RowsDrawer({ evidence, onClose }: { evidence: Evidence | null; onClose: () => void }) {
  return (
    <Drawer
      opened={evidence !== null}
      onClose={onClose}
      title={evidence?.title}
      position="right"
      size="min(46rem, 100%)"
      classNames={{ body: 'rows-drawer' }}
    >
      {evidence && <Rows evidence={evidence} />}
    </Drawer>
  );
}

function Rows({ evidence }: { evidence: Evidence }) {
  const { title, path, query, href } = evidence;
  const format = useFormat();
  const found = useCollection<EvidenceRow>(path, query);
  const first = found.rows[0];
  const columns = useMemo(() => columnsOf(evidence, first, format), [evidence, first, format]);
  return (
    <DataTable
      label={title}
      columns={columns}
      rowKey={(row) => (typeof row['id'] === 'string' ? row['id'] : JSON.stringify(row))}
      {...(href && { href })}
      {...found}
    />
  );
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-/;
const instant = /^\d{4}-\d{2}-\d{2}T/;
const day = /^\d{4}-\d{2}-\d{2}$/;

function columnsOf(evidence: Evidence, first: EvidenceRow | undefined, format: Format): Column<EvidenceRow>[] {
  const readable = Object.entries(first ?? {}).filter(([, value]) => !(typeof value === 'string' && uuid.test(value)));
  const headings = evidence.columns ?? Object.fromEntries(readable.map(([key]) => [key, words(key)]));
  return Object.entries(headings).map(([key, header]) => {
    const sample = first?.[key];
    const isFigure = typeof sample === 'number' || (typeof sample === 'object' && sample !== null);
    return {
      key,
      header,
      value: (row) => sortable(row[key] ?? null),
      render: (row) => shown(row[key] ?? null, format),
      ...(isFigure && { align: 'end' as const }),
    };
  });
}

/** `firstContactAt` reads "First contact at", until the screen gives it a heading of its own. */
function words(key: string): string {
  const spaced = key.replaceAll(/([A-Z])/g, ' $1').toLowerCase();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

function sortable(cell: Cell): string | number | null {
  if (cell === null || typeof cell === 'string' || typeof cell === 'number') return cell;
  return typeof cell === 'boolean' ? Number(cell) : cell.amountMinor;
}

function shown(cell: Cell, format: Format): string {
  if (cell === null) return '–';
  if (typeof cell === 'number') return format.number(cell, 2);
  if (typeof cell === 'boolean') return cell ? '✓' : '–';
  if (typeof cell === 'object') return format.money(cell);
  if (instant.test(cell)) return `${format.date(cell)} ${format.time(cell)}`;
  return day.test(cell) ? format.date(cell) : cell;
}
