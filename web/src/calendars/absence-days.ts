import { addDays } from '../../../src/calendars/local-day.ts';

/** An absence as people say it: whole days, the last one included, or from a time to a time. All local. */
export interface TypedAbsence {
  readonly whole: boolean;
  readonly from: string;
  readonly to: string;
}

/** The stretch of local time somebody means: whole days end with the midnight after the last. */
export function stretchOf({ whole, from, to }: TypedAbsence): { startsAt: string; endsAt: string } {
  return whole ? { startsAt: `${from}T00:00`, endsAt: `${addDays(to, 1)}T00:00` } : { startsAt: from, endsAt: to };
}

/** How a stretch of local time is said. */
export function saidOf({ startsAt, endsAt }: { startsAt: string; endsAt: string }): TypedAbsence {
  const whole = startsAt.endsWith('T00:00') && endsAt.endsWith('T00:00');
  return whole
    ? { whole, from: startsAt.slice(0, 10), to: addDays(endsAt.slice(0, 10), -1) }
    : { whole, from: startsAt, to: endsAt };
}
