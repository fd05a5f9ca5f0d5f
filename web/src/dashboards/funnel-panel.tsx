import { UnstyledButton } from '@mantine/core';
import { catalogue } from '../../../src/metrics/catalogue.ts';
import { dash } from '../app/format.ts';
import { useFormat, useText } from '../app/language.tsx';
import type { AskedFigure } from '../metrics/figure-drawer.tsx';
import { metricTexts } from '../metrics/texts.ts';
import { useAsOf } from '../metrics/use-as-of.ts';
import { FunnelBars } from '../ui/funnel-bars.tsx';
import type { FunnelStep } from '../ui/funnel-shares.ts';
import { Panel } from '../ui/panel.tsx';
import { Pill } from '../ui/pill.tsx';
import { todayTexts } from './texts.ts';
import type { Today } from './today.ts';
import { MetricTerm } from '../glossary/glossary-term.tsx';

/** From visitors to customers, and what of it finance has invoiced. */
export function FunnelPanel({ today, onOpen }: { today: Today; onOpen: (figure: AskedFigure) => void }) {
  const t = useText(todayTexts);
  const { from, to } = today.period;
  const steps = today.funnel.map(({ stage, side, value }) => ({
    key: stage,
    label: t(stage),
    count: value,
    side: side === 'both' || stage === 'handed_over' ? ('handover' as const) : side,
    unscaled: stage === 'visitors',
  }));
  const metricOf = (stage: string) => today.funnel.find((each) => each.stage === stage)?.metric;
  const open = (stage: string) => {
    const metric = metricOf(stage);
    if (metric) onOpen({ metric, from, to });
  };
  const label = ({ key, label: words }: FunnelStep) => {
    const metric = metricOf(key);
    return metric ? <MetricTerm metric={metric}>{words}</MetricTerm> : words;
  };
  return (
    <Panel
      title={t('funnel')}
      aside={
        <>
          <Pill tone="marketing">{t('marketing')}</Pill>
          <Pill tone="sales">{t('sales')}</Pill>
        </>
      }
    >
      <FunnelBars name={t('funnel')} steps={steps} renderLabel={label} onOpen={open} />
      <MoneyLine today={today} onOpen={onOpen} />
      <Origin today={today} />
    </Panel>
  );
}

function MoneyLine({ today, onOpen }: { today: Today; onOpen: (figure: AskedFigure) => void }) {
  const t = useText(todayTexts);
  const metricText = useText(metricTexts);
  const format = useFormat();
  const { from, to } = today.period;
  const { customers, invoicedCustomers, invoiced } = today.money;
  return (
    <div className="money-line">
      {customers !== null && (
        <UnstyledButton
          className="money-open"
          onClick={() => onOpen({ metric: invoicedCustomers === null ? 'customers' : 'invoiced_customers', from, to })}
        >
          {invoicedCustomers === null
            ? t('customersCounted', { n: customers })
            : t('customersInvoiced', { n: customers, invoiced: format.number(invoicedCustomers, 0) })}
        </UnstyledButton>
      )}
      {invoiced === null ? (
        <span className="second">
          {dash} {t('invoicedMoney')}. {metricText('invoicesFill')}
        </span>
      ) : (
        <UnstyledButton className="money-open" onClick={() => onOpen({ metric: 'invoiced_revenue', from, to })}>
          <strong className="money-amount">{format.money(invoiced)}</strong> {t('invoicedMoney')}
        </UnstyledButton>
      )}
    </div>
  );
}

/** Where the figures come from and how old they are; for a step without data, what would fill it. */
function Origin({ today }: { today: Today }) {
  const t = useText(todayTexts);
  const metricText = useText(metricTexts);
  const age = useAsOf();
  const sources = new Set(today.funnel.flatMap(({ metric }) => catalogue[metric].sources));
  if (today.money.invoiced) sources.add('invoices');
  const missing = new Map(
    today.funnel
      .filter(({ value }) => value === null)
      .map(({ stage, metric }) => [catalogue[metric].sources[0], stage] as const)
      .toReversed(),
  );
  return (
    <div className="origin second small">
      {[...missing]
        .toReversed()
        .map(
          ([source, stage]) =>
            source && <p key={source}>{t('missing', { what: t(stage), fill: metricText(`${source}Fill`) })}</p>,
        )}
      {today.money.unconverted > 0 && <p>{t('unconverted', { n: today.money.unconverted })}</p>}
      <p>
        {t('sources', { sources: [...sources].map((source) => metricText(source)).join(', ') })} · {age(today.asOf)}
      </p>
    </div>
  );
}
