/** Whether somebody is there: what routing asks of a calendar. */
import { type Calendar, due, localDate } from './clock.ts';
import { localMinute } from './schema.ts';
import { offsetMinutes } from './zone.ts';

/** Whether a personal absence covers a moment. */
export function isAbsent(moment: Date, calendar: Calendar): boolean {
  const local = moment.getTime() / 60_000 + offsetMinutes(moment, calendar.timeZone);
  return (calendar.absences ?? []).some(([start, end]) => localMinute(start) <= local && local < localMinute(end));
}

/**
 * The local day, `2026-09-23`, of the next working minute: today while there is one left.
 * @throws RangeError as `due`
 */
export function backOn(moment: Date, calendar: Calendar): string {
  // The last millisecond of that minute lies inside it, the moment it ends may be the next day.
  return localDate(new Date(due(moment, 1 / 60, calendar).getTime() - 1), calendar.timeZone);
}
