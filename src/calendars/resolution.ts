import type { Calendar } from './schema.ts';

/** A calendar's own part, as a workspace keeps it. */
export interface CalendarRow {
  timeZone: string;
  weekly: Calendar['weekly'];
  holidayCountry: string | null;
  holidayRegion: string | null;
  holidaysAdded: readonly string[];
  holidaysRemoved: readonly string[];
}

/** The code of a country or a part of one, `DK` or `DE-BY` (ISO 3166). */
export function placeOf(country: string, region: string | null): string {
  return region === null ? country : `${country}-${region}`;
}

/** The days a kept calendar is closed: those of its country that were not removed, and those added. */
export function closedDays(row: CalendarRow, publicDays: readonly string[]): string[] {
  const removed = new Set(row.holidaysRemoved);
  return [...new Set([...publicDays.filter((date) => !removed.has(date)), ...row.holidaysAdded])].sort();
}

/** A calendar to compute with: the kept one, its closed days, and one member's absences. */
export function resolveCalendar(
  row: CalendarRow,
  publicDays: readonly string[],
  absences: readonly [string, string][],
): Calendar {
  return { timeZone: row.timeZone, weekly: row.weekly, holidays: closedDays(row, publicDays), absences: [...absences] };
}

/**
 * The years whose holidays a span of time may meet: its own, the one a zone may still or already show at its ends, and the one after,
 * into which a clock that starts at its end may run.
 */
export function yearsOf({ from, to }: { from: Date; to: Date }): number[] {
  const first = new Date(from.getTime() - 86_400_000).getUTCFullYear();
  const last = new Date(to.getTime() + 86_400_000).getUTCFullYear() + 1;
  return Array.from({ length: last - first + 1 }, (_, index) => first + index).filter((year) => year >= 1900 && year <= 2100);
}

/** Something as it was until it became something else. */
export interface Former {
  until: Date;
}

/** What held as far as was known at a moment: the first of the former states, in order of time, that had not ended by then, else what holds now. */
export function asKnownAt<State>(formers: readonly (State & Former)[], now: State, moment: Date): State {
  return formers.find(({ until }) => until > moment) ?? now;
}

/** An absence with when it became known and when it was withdrawn again. */
export interface KnownAbsence {
  id: string;
  startsAt: string;
  endsAt: string;
  createdAt: Date;
  withdrawnAt: Date | null;
}

/** Whether an absence counted as far as was known at a moment. */
export function isKnownAt({ createdAt, withdrawnAt }: KnownAbsence, moment: Date): boolean {
  return createdAt <= moment && (withdrawnAt === null || withdrawnAt > moment);
}
