import './leads.css';
import { Button, SegmentedControl } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import type { LeadCounts, LeadItem } from '../../../src/leads/schema.ts';
import { resource, useCollection } from '../app/api.ts';
import { useText } from '../app/language.tsx';
import { useSession } from '../app/session.tsx';
import { appTexts } from '../app/texts.ts';
import { useUrlQuery } from '../app/url-query.ts';
import { ExportButton } from '../exports/export-button.tsx';
import { customerTexts } from '../people/texts.ts';
import { DataTable } from '../ui/data-table.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState, Loading } from '../ui/states.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { LatestBulkChange } from './bulk-progress.tsx';
import { columnsAsked, ColumnChooser, useLeadColumns } from './lead-columns.tsx';
import { LeadFilters } from './lead-filters.tsx';
import { nameOfLead } from './lead-name.ts';
import { addressOf, filtersOf, viewQueryOf } from './lead-query.ts';
import { LeadViews, UnknownParts, useLeadViews } from './lead-views.tsx';
import { leadTexts } from './texts.ts';
import { viewTexts } from './view-texts.ts';

const HandOverDialog = lazy(() => import('./hand-over-dialog.tsx'));
const LeadBoard = lazy(() => import('./lead-board.tsx'));

/** All leads, narrowed, ordered and laid out by what stands in the address. */
export function LeadsScreen() {
  const t = useText(leadTexts);
  const v = useText(viewTexts);
  const app = useText(appTexts);
  const customers = useText(customerTexts);
  const [query, change] = useUrlQuery();
  const { views, open, opening } = useLeadViews(query);
  const filters = useMemo(() => filtersOf(query), [query]);
  const counts = useQuery(resource<LeadCounts>('/leads/counts', filters));
  const isBoard = query['layout'] === 'board';
  const bare = query['view'] === undefined && Object.keys(viewQueryOf(query)).length === 0;
  useEffect(() => {
    if (bare && opening) change(addressOf(opening), { replace: true });
  }, [bare, opening, change]);
  const sorted = { ...filters, sort: query['sort'] };
  return (
    <div className="stack leads-screen">
      <PageHeading
        answer={counts.data ? t(open?.key === 'ready' ? 'countReady' : 'countOfView', { n: counts.data.all }) : app('leads')}
        sub={<Link to="/duplicates">{customers('duplicates')}</Link>}
        actions={
          <>
            <SegmentedControl
              size="xs"
              aria-label={v('layout')}
              value={isBoard ? 'board' : 'table'}
              onChange={(layout) => change({ layout: layout === 'board' ? layout : '' })}
              data={(['table', 'board'] as const).map((value) => ({ value, label: v(value) }))}
            />
            {!isBoard && <ColumnChooser query={query} change={change} />}
            <Button
              component={Link}
              to="/import"
              variant="default"
              size="compact-sm"
              leftSection={<IconUpload size={16} aria-hidden />}
            >
              {v('import')}
            </Button>
            <ExportButton kind="leads" query={sorted} what={app('leads')} />
          </>
        }
      />
      <LeadViews query={query} change={change} views={views} open={open} />
      {open && open.unknown.length > 0 && <UnknownParts view={open} />}
      <LeadFilters query={query} change={change} />
      <LatestBulkChange />
      {isBoard ? (
        <Suspense fallback={<Loading lines={8} />}>
          <LeadBoard filters={filters} counts={counts.data} />
        </Suspense>
      ) : (
        // What was selected in one list means nothing in another.
        <LeadTable key={JSON.stringify(sorted)} filters={filters} all={counts.data?.all} viewKey={open?.key} />
      )}
    </div>
  );
}

function LeadTable({
  filters,
  all,
  viewKey,
}: {
  filters: ReturnType<typeof filtersOf>;
  all: number | undefined;
  viewKey: string | undefined;
}) {
  const app = useText(appTexts);
  const { role } = useSession().member;
  const [query, change] = useUrlQuery();
  const sort = query['sort'] ?? '-created';
  const leads = useCollection<LeadItem>('/leads', { ...filters, sort });
  const [handingOver, setHandingOver] = useState<LeadItem | null>(null);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [everyMatch, setEveryMatch] = useState(false);
  const handsOver = role === 'marketing' || role === 'admin';
  const changes = handsOver || role === 'sales';
  const columns = useLeadColumns(columnsAsked(query), handsOver ? setHandingOver : undefined);
  const select = (keys: ReadonlySet<string>) => {
    setSelected(keys);
    setEveryMatch(false);
  };
  const shown = everyMatch ? new Set(leads.rows.map(({ id }) => id)) : selected;
  return (
    <>
      <Panel flush>
        <DataTable
          label={app('leads')}
          columns={columns}
          rowKey={({ id }) => id}
          href={({ id }) => `/leads/${id}`}
          order={{ by: sort, ask: (order) => change({ sort: order }) }}
          {...(changes && { selection: { selected: shown, onSelect: select, nameOf: nameOfLead } })}
          empty={<Nothing viewKey={viewKey} narrowed={Object.keys(filters).length > 0} />}
          {...leads}
        />
      </Panel>
      {shown.size > 0 && (
        <BulkBar
          selected={shown}
          filters={filters}
          all={all}
          everyMatch={everyMatch}
          onEveryMatch={() => setEveryMatch(true)}
          onClear={() => select(new Set())}
        />
      )}
      <Suspense>{handingOver && <HandOverDialog leadId={handingOver.id} onClose={() => setHandingOver(null)} />}</Suspense>
    </>
  );
}

function Nothing({ viewKey, narrowed }: { viewKey: string | undefined; narrowed: boolean }) {
  const t = useText(leadTexts);
  if (viewKey === 'ready') return <EmptyState title={t('noneReady')} detail={t('noneReadyDetail')} />;
  if (viewKey === 'new') return <EmptyState title={t('noneNew')} />;
  if (narrowed) return <EmptyState title={t('noneMatch')} />;
  return (
    <EmptyState
      title={t('noLeads')}
      detail={t('noLeadsDetail')}
      action={
        <Button variant="default" component={Link} to="/settings">
          {t('toSettings')}
        </Button>
      }
    />
  );
}
