import type { PeriodKind } from '../../../src/dashboards/period.ts';
import type { Checklist, Today } from '../../../src/dashboards/schema.ts';

export type { Checklist, Today };
export type NextHandoff = NonNullable<Today['waiting']['next']>;
export type Pace = NonNullable<Today['pace']>;
export type ChecklistKey = Checklist['items'][number]['key'];

export const periods = ['month', 'quarter', 'year'] as const satisfies PeriodKind[];

/** The period an address asks for; the month unless it is a known one. */
export function periodOf(asked: string | undefined): PeriodKind {
  return periods.find((each) => each === asked) ?? 'month';
}
