import { startOfMonth } from '../calendars/local-day.ts';
import type { PromisedDay } from './pace.ts';
import type { Clause } from './schema.ts';

/** What is promised by when: a month's target is spread over its business days, each by the version in force on it. */

/** The clause of a version that promises the same thing as another: same metric, same direction, same segment. */
export function sameClause<C extends Clause>(clauses: readonly C[], { metric, operator, segment }: Clause): C | undefined {
  return clauses.find(
    (clause) => clause.metric === metric && clause.operator === operator && clause.segment.leadType === segment.leadType,
  );
}

/**
 * Each business day with its promise: the month's target then in force ÷ the business days of that month, 0 where nothing was promised.
 * @param days the business days of whole months, in order
 * @param targetOn the target a month has by the version in force on a day; null without one
 */
export function promisedDays(days: readonly string[], targetOn: (day: string) => number | null): PromisedDay[] {
  const inMonth = new Map<string, number>();
  for (const day of days) inMonth.set(startOfMonth(day), (inMonth.get(startOfMonth(day)) ?? 0) + 1);
  return days.map((day) => ({ day, promised: (targetOn(day) ?? 0) / (inMonth.get(startOfMonth(day)) ?? 1) }));
}

/** The part of a promise that is due by the end of a day. Twelve digits, so that all days together are the target again. */
export function promisedBy(days: readonly PromisedDay[], day: string): number {
  const due = days.filter((each) => each.day <= day).reduce((sum, { promised }) => sum + promised, 0);
  return Number(due.toPrecision(12));
}
