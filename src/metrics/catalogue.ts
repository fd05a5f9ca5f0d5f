import { funnelMetrics } from './funnel-metrics.ts';
import { handoffMetrics } from './handoff-metrics.ts';
import type { Metric, Unit } from './metric.ts';
import { moneyMetrics } from './money-metrics.ts';

/**
 * THE catalogue: every figure of the product by its name. Dashboards, clauses and the API name metrics of it; nothing else computes a figure.
 */
const metrics = { ...funnelMetrics, ...handoffMetrics, ...moneyMetrics };

export type MetricKey = keyof typeof metrics;

export const catalogue: Readonly<Record<MetricKey, Metric>> = metrics;

export const metricKeys = Object.keys(metrics) as [MetricKey, ...MetricKey[]];

/** How a figure is judged against a target: what adds up over a period, or what describes cases and needs enough of them. */
export function measureKind({ unit, aggregate }: Metric): 'count' | 'money' | 'rate' | 'duration' {
  if (aggregate === 'count') return 'count';
  if (aggregate === 'sum') return 'money';
  return unit === ('minutes' satisfies Unit) ? 'duration' : 'rate';
}
