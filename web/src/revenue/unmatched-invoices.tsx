import { Button } from '@mantine/core';
import type { Invoice } from '../../../src/revenue/schema.ts';
import { api, useCollection, useCommand } from '../app/api.ts';
import { useFormat, useText } from '../app/language.tsx';
import { Failure } from '../ui/failure.tsx';
import { Panel } from '../ui/panel.tsx';
import { Pill } from '../ui/pill.tsx';
import { ErrorState } from '../ui/states.tsx';
import { useUndo } from '../ui/undo-toast.tsx';
import { revenueTexts } from './texts.ts';

/** What a decision on a match changes. */
export const matchRefresh = ['/invoices', '/deals', '/metrics', '/today', '/leads'];

/** Invoices nobody knows the customer of, those with a suggestion first; confirmed, chosen or dismissed in one click. */
export function UnmatchedInvoices({ onChoose }: { onChoose: ((invoice: Invoice) => void) | undefined }) {
  const t = useText(revenueTexts);
  const suggested = useCollection<Invoice>('/invoices', { match: 'suggested' });
  const unknown = useCollection<Invoice>('/invoices', { match: 'none' });
  const waiting = [...suggested.rows, ...unknown.rows];
  const more = suggested.hasMore ? suggested : unknown;
  if (suggested.error) return <ErrorState error={suggested.error} retry={suggested.retry} />;
  if (suggested.loading || unknown.loading || waiting.length === 0) return null;
  return (
    <Panel
      flush
      title={t('waitingForMatch')}
      sub={t('waitingForMatchSub')}
      aside={<Pill tone="warn">{`${waiting.length}${more.hasMore ? '+' : ''}`}</Pill>}
    >
      <ul className="unmatched">
        {waiting.map((invoice) => (
          <Unmatched key={invoice.id} invoice={invoice} onChoose={onChoose} />
        ))}
      </ul>
      {more.hasMore && (
        <div className="unmatched-more">
          <Button variant="subtle" onClick={more.loadMore}>
            {t('allInvoices')}
          </Button>
        </div>
      )}
    </Panel>
  );
}

function Unmatched(props: { invoice: Invoice; onChoose: ((invoice: Invoice) => void) | undefined }) {
  const { invoice, onChoose } = props;
  const { id, kind, number, customerName, issuedOn, net, suggestions } = invoice;
  const t = useText(revenueTexts);
  const format = useFormat();
  const say = useUndo();
  const [best] = suggestions;
  const confirm = useCommand(
    ({ company, deal }: Invoice['suggestions'][number]) =>
      api.post(`/invoices/${id}/match`, { companyId: company.id, ...(deal && { dealId: deal.id }) }),
    { refresh: matchRefresh, done: (_, { company }) => say(t('matchedTo', { number, company: company.name })) },
  );
  const dismiss = useCommand(() => api.delete(`/invoices/${id}/match`), { refresh: matchRefresh });
  return (
    <li className="unmatched-row">
      <div className="unmatched-who">
        <span className="unmatched-name">{customerName}</span>
        <span className="second small">
          {t(kind === 'credit_note' ? 'creditNote' : 'invoice')} {number} · {format.date(issuedOn)}
        </span>
      </div>
      <span className="unmatched-amount">{format.money(net)}</span>
      <div className="unmatched-guess">
        {best ? (
          <>
            <span>
              <span className="second">{t('looksLike')}</span> {best.company.name}
              {best.deal && <span className="second"> · {best.deal.name}</span>}
            </span>
            <span className="second small">{t(`basis_${best.basis}`, { share: format.percent(best.likeness, 0) })}</span>
          </>
        ) : (
          <span className="second">{t('nobodyLike')}</span>
        )}
      </div>
      {onChoose && (
        <div className="unmatched-actions">
          {best && (
            <Button size="xs" loading={confirm.isPending} onClick={() => confirm.mutate(best)}>
              {t('confirm')}
            </Button>
          )}
          <Button size="xs" variant="default" onClick={() => onChoose(invoice)}>
            {t('choose')}
          </Button>
          {best && (
            <Button size="xs" variant="subtle" loading={dismiss.isPending} onClick={() => dismiss.mutate()}>
              {t('dismiss')}
            </Button>
          )}
        </div>
      )}
      <Failure error={confirm.error ?? dismiss.error} />
    </li>
  );
}
