import { catalogue, type MetricKey } from '../../../src/metrics/catalogue.ts';
import type { Metric } from '../../../src/metrics/metric.ts';
import type { metricTexts } from './texts.ts';

interface Fill {
  readonly text: keyof typeof metricTexts;
  readonly values?: { readonly days: number };
}

/**
 * What a metric without a figure waits for. A count is missing only where nothing was ever recorded; a share or a median of hand-offs also
 * where the period has none; and what is judged after some days waits for its first case to grow that old.
 */
export function fillOf(metric: MetricKey): Fill {
  const { sources, aggregate, maturesInDays }: Metric = catalogue[metric];
  if (maturesInDays !== undefined) return { text: 'matureFill', values: { days: maturesInDays } };
  const [source = 'leads'] = sources;
  if (source === 'handoffs' && (aggregate === 'share' || aggregate === 'median')) return { text: 'handoffsInPeriodFill' };
  return { text: `${source}Fill` };
}
