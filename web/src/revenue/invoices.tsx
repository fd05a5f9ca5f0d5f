import './revenue.css';
import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMemo, useState } from 'react';
import type { Invoice } from '../../../src/revenue/schema.ts';
import { useCollection } from '../app/api.ts';
import { useFormat, useText } from '../app/language.tsx';
import { GlossaryTerm } from '../glossary/glossary-term.tsx';
import { useMay } from '../app/session.tsx';
import { ExportButton } from '../exports/export-button.tsx';
import { ImportLink } from '../imports/import-link.tsx';
import { CompanyLink } from '../companies/company-link.tsx';
import { DataTable, type Column } from '../ui/data-table.tsx';
import { Panel } from '../ui/panel.tsx';
import { Pill } from '../ui/pill.tsx';
import { EmptyState } from '../ui/states.tsx';
import { MatchDialog } from './match-dialog.tsx';
import { revenueTexts } from './texts.ts';
import { UnmatchedInvoices } from './unmatched-invoices.tsx';

/** Invoices and credit notes: first those without a customer, then all. */
export function Invoices() {
  const may = useMay();
  const [choosing, setChoosing] = useState<Invoice | null>(null);
  const choose = may('marketing', 'sales', 'finance') ? setChoosing : undefined;
  return (
    <>
      <UnmatchedInvoices onChoose={choose} />
      <AllInvoices onChoose={choose} />
      {choosing && <MatchDialog invoice={choosing} onClose={() => setChoosing(null)} />}
    </>
  );
}

function AllInvoices({ onChoose }: { onChoose: ((invoice: Invoice) => void) | undefined }) {
  const t = useText(revenueTexts);
  const format = useFormat();
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), 200);
  const invoices = useCollection<Invoice>('/invoices', { search: search || undefined });
  const columns = useMemo(
    (): Column<Invoice>[] => [
      { key: 'customer', header: t('customer'), value: ({ customerName }) => customerName, width: 'minmax(0, 2fr)' },
      {
        key: 'number',
        header: t('number'),
        value: ({ number }) => number,
        render: ({ number, kind }) => (
          <span>
            {number}
            {kind === 'credit_note' && <span className="second small"> {t('creditNote')}</span>}
          </span>
        ),
        width: 'minmax(0, 1.3fr)',
      },
      {
        key: 'issuedOn',
        header: t('issued'),
        value: ({ issuedOn }) => issuedOn,
        render: ({ issuedOn }) => format.date(issuedOn),
        width: '7rem',
      },
      {
        key: 'match',
        header: t('match'),
        value: ({ match }) => match.state,
        render: ({ match }) => <MatchPill match={match} />,
        width: 'minmax(0, 1.6fr)',
      },
      {
        key: 'net',
        header: t('net'),
        value: ({ net }) => net.amountMinor,
        render: ({ net }) => format.money(net),
        align: 'end',
        width: '8.5rem',
      },
    ],
    [t, format],
  );
  return (
    <Panel
      flush
      title={<GlossaryTerm term="invoice">{t('allInvoices')}</GlossaryTerm>}
      aside={
        <>
          <TextInput
            type="search"
            size="xs"
            aria-label={t('searchInvoices')}
            placeholder={t('searchInvoices')}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <ExportButton kind="invoices" query={{ search: search || undefined }} what={t('allInvoices')} />
        </>
      }
    >
      <DataTable
        label={t('allInvoices')}
        columns={columns}
        rowKey={({ id }) => id}
        {...(onChoose && { onOpen: onChoose })}
        {...invoices}
        {...(search === '' && {
          empty: (
            <EmptyState
              title={t('noInvoices')}
              detail={t('noInvoicesDetail')}
              action={
                <ImportLink variant="default" kind="invoices">
                  {t('importFile')}
                </ImportLink>
              }
            />
          ),
        })}
      />
    </Panel>
  );
}

/** How sure it is whose an invoice is: its deal where there is one, else the customer, else what is missing. */
function MatchPill({ match: { state, company, deal } }: { match: Invoice['match'] }) {
  const t = useText(revenueTexts);
  if (state === 'none') return <Pill tone="warn">{t('matchNone')}</Pill>;
  if (state === 'suggested') return <Pill tone="warn">{t('matchSuggested')}</Pill>;
  return (
    <span className="match">
      <Pill tone="ok">{t('matchConfirmed')}</Pill>
      <span className="second small">
        <CompanyLink company={company} /> · {deal?.name ?? t('matchWithoutDeal')}
      </span>
    </span>
  );
}
