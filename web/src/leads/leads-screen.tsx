import './leads.css';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useMemo, useState } from 'react';
import type { LeadItem } from '../../../src/leads/schema.ts';
import type { Channel } from '../../../src/touchpoints/kinds.ts';
import { useCollection } from '../app/api.ts';
import { useLanguage, useText } from '../app/language.tsx';
import { useSession } from '../app/session.tsx';
import { appTexts } from '../app/texts.ts';
import { useUrlQuery } from '../app/url-query.ts';
import { CompanyLink } from '../companies/company-link.tsx';
import { ExportButton } from '../exports/export-button.tsx';
import { channelNames } from '../touchpoints/texts.ts';
import { customerTexts } from '../people/texts.ts';
import { DataTable, type Column } from '../ui/data-table.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState } from '../ui/states.tsx';
import { LeadFilters, LeadViews, useLeadView, type LeadView } from './lead-filters.tsx';
import { nameOfLead } from './lead-name.ts';
import { canBeHandedOver } from './moves.ts';
import { NextStep } from './next-step.tsx';
import { ScoreGrade } from './score.tsx';
import { StagePill } from './stage-pill.tsx';
import { leadTexts } from './texts.ts';

const HandOverDialog = lazy(() => import('./hand-over-dialog.tsx'));

/** All leads, narrowed and ordered by what stands in the address. */
export function LeadsScreen() {
  const t = useText(leadTexts);
  const app = useText(appTexts);
  const customers = useText(customerTexts);
  const { member } = useSession();
  const [query, change] = useUrlQuery();
  const { search, stage, owner, channel, ready, createdFrom, sort } = query;
  const asked = { search, stage, owner, channel, ready, createdFrom, sort };
  const leads = useCollection<LeadItem>('/leads', asked);
  const view = useLeadView(query);
  const [handingOver, setHandingOver] = useState<LeadItem | null>(null);
  const handsOver = member.role === 'marketing' || member.role === 'admin';
  const columns = useColumns(handsOver ? setHandingOver : undefined);
  const complete = !leads.loading && !leads.hasMore && leads.rows.length > 0;
  const counted = t(view === 'viewReady' ? 'countReady' : 'countOfView', { n: leads.rows.length });
  return (
    <div className="stack">
      <PageHeading
        answer={complete ? counted : app('leads')}
        sub={<Link to="/duplicates">{customers('duplicates')}</Link>}
        actions={<ExportButton kind="leads" query={asked} what={app('leads')} />}
      />
      <LeadViews />
      <LeadFilters query={query} change={change} />
      <Panel flush>
        <DataTable
          label={app('leads')}
          columns={columns}
          rowKey={({ id }) => id}
          href={({ id }) => `/leads/${id}`}
          empty={<Nothing view={view} narrowed={Object.keys(query).some((key) => key !== 'sort')} />}
          {...leads}
        />
      </Panel>
      <Suspense>{handingOver && <HandOverDialog leadId={handingOver.id} onClose={() => setHandingOver(null)} />}</Suspense>
    </div>
  );
}

/** The order is the server's, which knows all leads and not only those already read. */
function useColumns(handOver: ((lead: LeadItem) => void) | undefined): Column<LeadItem>[] {
  const t = useText(leadTexts);
  const { language } = useLanguage();
  return useMemo(() => {
    const column = (each: Omit<Column<LeadItem>, 'sortable'>): Column<LeadItem> => ({ ...each, sortable: false });
    return [
      column({
        key: 'person',
        header: t('person'),
        value: nameOfLead,
        render: (lead) => (
          <span className="lead-person">
            {nameOfLead(lead)}
            {lead.person.title && <span className="second small">{lead.person.title}</span>}
          </span>
        ),
        width: 'minmax(0, 1.6fr)',
      }),
      column({
        key: 'company',
        header: t('company'),
        value: ({ company }) => company?.name ?? null,
        render: ({ company }) => <CompanyLink company={company} />,
        width: 'minmax(0, 1.5fr)',
      }),
      column({
        key: 'stage',
        header: t('stage'),
        value: ({ stage }) => stage,
        render: ({ stage }) => <StagePill stage={stage} />,
        width: '8.75rem',
      }),
      column({
        key: 'score',
        header: t('score'),
        value: ({ score }) => score?.engagement ?? null,
        render: ({ id, score }) => <ScoreGrade leadId={id} score={score} />,
        width: '6.75rem',
      }),
      column({ key: 'owner', header: t('owner'), value: ({ owner }) => owner?.name ?? null, width: 'minmax(0, 1fr)' }),
      column({
        key: 'channel',
        header: t('channel'),
        value: ({ channel }) => (channel === null ? null : (channelNames[channel as Channel]?.[language] ?? channel)),
        width: 'minmax(0, 1fr)',
        wideOnly: true,
      }),
      column({
        key: 'next',
        header: t('nextStep'),
        value: ({ nextStep }) => nextStep?.text ?? null,
        render: (lead) =>
          handOver && lead.score?.ready && canBeHandedOver(lead) ? (
            <Button size="compact-sm" color="marketing" variant="light" onClick={() => handOver(lead)}>
              {t('handOver')}
            </Button>
          ) : (
            <NextStep lead={lead} />
          ),
        width: 'minmax(0, 1.3fr)',
      }),
    ];
  }, [t, language, handOver]);
}

function Nothing({ view, narrowed }: { view: LeadView | undefined; narrowed: boolean }) {
  const t = useText(leadTexts);
  if (view === 'viewReady') return <EmptyState title={t('noneReady')} detail={t('noneReadyDetail')} />;
  if (view === 'viewNew') return <EmptyState title={t('noneNew')} />;
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
