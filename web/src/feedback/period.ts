import { addDays } from '../../../src/calendars/local-day.ts';
import type { UrlQuery } from '../app/url-query.ts';

export const spans = ['30', '90', '365'] as const;
export type Span = (typeof spans)[number] | 'own';

export interface Period {
  readonly span: Span;
  /** The first day. */
  readonly from: string;
  /** The day after the last, as the API asks for it. */
  readonly to: string;
}

const isDay = (text: string | undefined): text is string =>
  text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));

/** The days an address asks for: `from` and `until` (the last day), else the last `days` up to today; 90 unless said. */
export function periodOf({ days, from, until }: UrlQuery, today: string): Period {
  if (isDay(from) && isDay(until) && from <= until) return { span: 'own', from, to: addDays(until, 1) };
  const span = spans.find((each) => each === days) ?? '90';
  const to = addDays(today, 1);
  return { span, from: addDays(to, -Number(span)), to };
}
