import { SegmentedControl } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Deal } from '../../../src/deals/schema.ts';
import { useCollection } from '../app/api.ts';
import { useFormat, useText } from '../app/language.tsx';
import { GlossaryTerm, TermHelp } from '../glossary/glossary-term.tsx';
import { CompanyLink } from '../companies/company-link.tsx';
import { useUrlQuery } from '../app/url-query.ts';
import { ExportButton } from '../exports/export-button.tsx';
import { ImportLink } from '../imports/import-link.tsx';
import { DataTable, type Column } from '../ui/data-table.tsx';
import { Panel } from '../ui/panel.tsx';
import { Pill, type Tone } from '../ui/pill.tsx';
import { EmptyState } from '../ui/states.tsx';
import { revenueTexts } from './texts.ts';

const tones: Record<Deal['stage'], Tone> = { open: 'sales', won: 'ok', lost: 'neutral' };

/** What sales works on and has won, beside what became of it on invoices. */
export function Deals() {
  const t = useText(revenueTexts);
  const format = useFormat();
  const [{ stage }, change] = useUrlQuery();
  const deals = useCollection<Deal>('/deals', { stage });
  const columns = useMemo(
    (): Column<Deal>[] => [
      { key: 'name', header: t('deal'), value: ({ name }) => name, width: 'minmax(0, 2fr)' },
      {
        key: 'company',
        header: t('company'),
        value: ({ company }) => company?.name ?? null,
        render: ({ company, person }) => (
          <span className="match">
            <CompanyLink company={company} />
            {person && (
              <Link className="second small" to="/people/$personId" params={{ personId: person.id }}>
                {person.name}
              </Link>
            )}
          </span>
        ),
        width: 'minmax(0, 1.4fr)',
      },
      {
        key: 'stage',
        header: t('stage'),
        value: ({ stage }) => stage,
        render: ({ stage, stageName }) => <Pill tone={tones[stage]}>{stageName ?? t(`stage_${stage}`)}</Pill>,
        width: 'minmax(0, 1.2fr)',
      },
      { key: 'owner', header: t('owner'), value: ({ owner }) => owner?.name ?? null, wideOnly: true },
      {
        key: 'closedOn',
        header: t('closed'),
        value: ({ closedOn }) => closedOn,
        render: ({ closedOn }) => (closedOn === null ? '–' : format.date(closedOn)),
        align: 'end',
        width: '7rem',
      },
      {
        key: 'amount',
        header: t('amount'),
        value: ({ amount }) => amount?.amountMinor ?? null,
        render: ({ amount }) => (amount === null ? '–' : format.money(amount)),
        align: 'end',
        width: '7.5rem',
      },
      {
        key: 'invoiced',
        header: t('invoicedAmount'),
        help: <TermHelp term="invoice" word={t('invoicedAmount')} />,
        value: ({ invoiced }) => invoiced?.amountMinor ?? null,
        render: ({ invoiced }) => (invoiced === null ? '–' : format.money(invoiced)),
        align: 'end',
        width: '7.5rem',
      },
    ],
    [t, format],
  );
  return (
    <Panel
      flush
      title={<GlossaryTerm term="deal">{t('deals')}</GlossaryTerm>}
      aside={
        <>
          <SegmentedControl
            aria-label={t('stage')}
            value={stage ?? ''}
            onChange={(next) => change({ stage: next }, { replace: true })}
            data={[
              { value: '', label: t('allDeals') },
              ...(['open', 'won', 'lost'] as const).map((value) => ({ value, label: t(`stage_${value}`) })),
            ]}
          />
          <ExportButton kind="deals" query={{ stage }} what={t('deals')} />
        </>
      }
    >
      <DataTable
        label={t('deals')}
        columns={columns}
        rowKey={({ id }) => id}
        {...deals}
        empty={
          <EmptyState
            title={t('noDeals')}
            detail={t('noDealsDetail')}
            action={
              <ImportLink variant="default" kind="deals">
                {t('importFile')}
              </ImportLink>
            }
          />
        }
      />
    </Panel>
  );
}
