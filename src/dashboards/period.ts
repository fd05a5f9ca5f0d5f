import { startOfMonth } from '../calendars/local-day.ts';

export const periodKinds = ['month', 'quarter', 'year'] as const;
export type PeriodKind = (typeof periodKinds)[number];

const MONTHS: Record<PeriodKind, number> = { month: 1, quarter: 3, year: 12 };

/** The calendar month, quarter or year a day lies in, half-open. */
export function periodOf(kind: PeriodKind, day: string): { from: string; to: string } {
  const monthsIntoIt = (Number(day.slice(5, 7)) - 1) % MONTHS[kind];
  const from = startOfMonth(day, -monthsIntoIt);
  return { from, to: startOfMonth(from, MONTHS[kind]) };
}
