import type { Language } from '../platform/fields.ts';

/** What a metric is: a set of cases and an aggregate over them, so that the figure and the rows behind it can never differ. */

export const units = ['count', 'percent', 'money', 'minutes', 'ratio'] as const;
/** `percent` is 0–100; `money` is minor units of the workspace's currency; `minutes` are business minutes. */
export type Unit = (typeof units)[number];

/** By what a figure can be split and filtered. `day` and `month` are local to the workspace and only split. */
export const dimensions = ['channel', 'source', 'campaign', 'rep', 'leadType', 'returning', 'matched', 'month', 'day'] as const;
export type Dimension = (typeof dimensions)[number];

/** Which records the cases are found in. A workspace without any such record has no figure, rather than a zero. */
export const sources = ['touchpoints', 'leads', 'handoffs', 'deals', 'invoices', 'spend'] as const;
export type Source = (typeof sources)[number];

/**
 * How cases become a figure: their number; the share of hits; the sum or the median of their values; or one part's number or sum
 * divided by the other's. A case whose value is not known is left out of sums and medians.
 */
export type Aggregate = 'count' | 'share' | 'sum' | 'median' | Ratio;
export interface Ratio {
  readonly over: 'count' | 'sum';
  readonly under: 'count' | 'sum';
  /** The part whose cases say how many the figure rests on. */
  readonly casesOf: 'over' | 'under';
}

export type InLanguages = Readonly<Record<Language, string>>;

export interface Metric {
  readonly unit: Unit;
  readonly aggregate: Aggregate;
  readonly title: InLanguages;
  /** What is counted and what is not, in plain words. */
  readonly definition: InLanguages;
  readonly owner: 'marketing' | 'sales' | 'finance' | 'both';
  /** Where better lies. */
  readonly direction: 'up' | 'down';
  readonly dimensions: readonly Dimension[];
  readonly sources: readonly Source[];
  /** The versions that decide what is a case or a hit. */
  readonly judgedBy: readonly ('definition' | 'agreement')[];
  /** Days a case needs before it can be judged; a trailing clause looks that much further back. */
  readonly maturesInDays?: number;
}

export const byOrigin = ['channel', 'source', 'campaign', 'month', 'day'] as const satisfies Dimension[];
export const byLead = [...byOrigin, 'rep', 'returning'] as const satisfies Dimension[];
export const byHandoff = [...byLead, 'leadType'] as const satisfies Dimension[];
