import { type Calendar, due } from '../calendars/clock.ts';
import { WEEKDAYS } from '../calendars/schema.ts';

/** When a member does not want to be disturbed. Times are those of the wall clock in the zone of their working calendar. */
export interface Quiet {
  /** From one time of day up to but without another; past midnight where it ends earlier than it begins. */
  readonly hours: { readonly from: string; readonly until: string } | null;
  /** Outside their working calendar it is quiet too. */
  readonly workingHoursOnly: boolean;
}

type Ranges = readonly (readonly [string, string])[];

/**
 * The first moment from `now` on at which it is not quiet: `now` itself if it is not. A minute is quiet if and only if the wall clock shows
 * one of the quiet hours, or, for who asked for it, one that the calendar has closed. So a night in which the clocks change is as long as
 * the wall clock makes it. Where quiet never ends (the two leave nothing open, or an absence goes on for good) nothing is held.
 */
export function quietUntil(now: Date, { hours, workingHoursOnly }: Quiet, calendar: Calendar): Date {
  if (hours === null && !workingHoursOnly) return now;
  const open = hours === null ? allDay : hoursOutside(hours);
  const weekly = Object.fromEntries(
    WEEKDAYS.map((day) => [day, workingHoursOnly ? intersection(calendar.weekly[day] ?? [], open) : open]),
  ) as unknown as Calendar['weekly'];
  const { timeZone, holidays = [], absences = [] } = calendar;
  try {
    // The first open millisecond ends one later than it begins.
    const loud = due(now, MILLISECOND, workingHoursOnly ? { timeZone, weekly, holidays, absences } : { timeZone, weekly });
    return new Date(loud.getTime() - 1);
  } catch (error) {
    if (error instanceof RangeError) return now;
    throw error;
  }
}

/** In hours, as the clock counts. */
const MILLISECOND = 1 / 3_600_000;
const allDay: Ranges = [['00:00', '24:00']];

function hoursOutside({ from, until }: { from: string; until: string }): Ranges {
  const ranges: Ranges =
    from < until
      ? [
          ['00:00', from],
          [until, '24:00'],
        ]
      : [[until, from]];
  return ranges.filter(([start, end]) => start < end);
}

/** What lies in both. Times of day compare as text. */
function intersection(one: Ranges, other: Ranges): Ranges {
  return one.flatMap(([start, end]) =>
    other.map(([from, to]) => [start > from ? start : from, end < to ? end : to] as const).filter(([from, to]) => from < to),
  );
}
