import './revenue.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import type { FigureAnswer } from '../../../src/metrics/schema.ts';
import { resource } from '../app/api.ts';
import type { Money } from '../app/format.ts';
import { useFormat, useText } from '../app/language.tsx';
import { useMay, useSession } from '../app/session.tsx';
import { appTexts } from '../app/texts.ts';
import { FigureDrawer, type AskedFigure } from '../metrics/figure-drawer.tsx';
import { Figure } from '../ui/figure.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Panel } from '../ui/panel.tsx';
import { ErrorState, Loading } from '../ui/states.tsx';
import { useNow } from '../ui/use-now.ts';
import { periodsOf, type Period } from './periods.ts';
import { revenueTexts } from './texts.ts';

const isMoney = (value: FigureAnswer['value'] | undefined): value is Money => typeof value === 'object' && value !== null;

const useFigure = (metric: AskedFigure['metric'], period: Period, by?: string) =>
  useQuery(resource<FigureAnswer>(`/metrics/${metric}`, { ...period, by }));

/** The screen's sentence and the figures it stands on; each opens the invoices or the spend behind it. */
export function RevenueAnswer({ actions }: { actions: ReactNode }) {
  const t = useText(revenueTexts);
  const app = useText(appTexts);
  const format = useFormat();
  const now = useNow();
  const may = useMay();
  const { workspace } = useSession();
  const { month, year } = periodsOf(now, workspace.timeZone);
  const thisMonth = useFigure('invoiced_revenue', month);
  const thisYear = useFigure('invoiced_revenue', year, 'matched');
  const spend = useFigure('spend', year);
  const [asked, setAsked] = useState<AskedFigure | null>(null);

  if (thisYear.error) return <ErrorState error={thisYear.error} retry={() => void thisYear.refetch()} />;
  if (thisYear.isPending || thisMonth.isPending)
    return (
      <>
        <PageHeading answer={app('revenue')} actions={actions} />
        <Panel>
          <Loading lines={3} />
        </Panel>
      </>
    );

  const monthName = format.date(month.from, 'month').replace(/\s*\d{4}$/, '');
  const yearName = year.from.slice(0, 4);
  const total = thisYear.data.value;
  const matched = thisYear.data.groups?.find(({ key }) => key === 'true')?.value ?? null;
  const share =
    isMoney(total) && total.amountMinor !== 0 ? (isMoney(matched) ? matched.amountMinor : 0) / total.amountMinor : null;
  const amount = (value: FigureAnswer['value'] | undefined) => (isMoney(value) ? format.money(value) : null);
  const zero = format.money({ amountMinor: 0, currency: workspace.currency });
  const missing = (thisYear.data.unconverted ?? 0) + (spend.data?.unconverted ?? 0);
  const meta = (figure: FigureAnswer | undefined) => (figure ? { meta: t('asOf', { age: format.age(figure.asOf, now) }) } : {});
  const open = (metric: AskedFigure['metric'], period: Period, title: string, narrowed?: AskedFigure['narrowed']) => () =>
    setAsked({ metric, ...period, title, narrowed });

  const titles = {
    month: t('invoicedMonth', { month: monthName }),
    year: t('invoicedYear', { year: yearName }),
    matched: t('matched'),
    spend: t('spendYear', { year: yearName }),
  };
  return (
    <>
      <PageHeading
        answer={
          isMoney(total)
            ? t('invoicedAnswer', { month: amount(thisMonth.data?.value) ?? zero, monthName, year: amount(total) ?? zero })
            : t('nothingInvoiced')
        }
        sub={
          isMoney(total)
            ? share === null
              ? t('netOfVat')
              : t('matchedShare', { share: format.percent(share, 0) })
            : t('nothingInvoicedSub')
        }
        actions={actions}
      />
      <Panel>
        <div className="figures">
          <Figure
            label={titles.month}
            value={amount(thisMonth.data?.value)}
            promise={isMoney(total) ? t('netOfVat') : t('fillInvoices')}
            {...meta(thisMonth.data)}
            onOpen={open('invoiced_revenue', month, titles.month)}
          />
          <Figure
            label={titles.year}
            value={amount(total)}
            promise={isMoney(total) ? t('netOfVat') : t('fillInvoices')}
            {...meta(thisYear.data)}
            onOpen={open('invoiced_revenue', year, titles.year)}
          />
          <Figure
            label={titles.matched}
            value={share === null ? null : format.percent(share, 0)}
            promise={share === null ? t('fillInvoices') : titles.year}
            onOpen={open('invoiced_revenue', year, titles.matched, { matched: 'true' })}
          />
          <Figure
            label={titles.spend}
            value={amount(spend.data?.value)}
            promise={isMoney(spend.data?.value) ? t('netOfVat') : t('fillSpend')}
            {...(isMoney(spend.data?.value) ? meta(spend.data) : {})}
            onOpen={open('spend', year, titles.spend)}
          />
        </div>
        {missing > 0 && (
          <p className="revenue-missing second">
            {t('unconverted', { n: missing })}{' '}
            {may('finance') && (
              <Link to="/revenue/$section" params={{ section: 'rates' }}>
                {t('addRate')}
              </Link>
            )}
          </p>
        )}
      </Panel>
      <FigureDrawer figure={asked} onClose={() => setAsked(null)} />
    </>
  );
}
