/** Business days as judged: those of a month that is over are the ones it was known to have at its end, whatever its calendar became later. */
import { businessDays, type Calendar } from './clock.ts';
import { monthsOf, startOfDay, startOfMonth } from './local-day.ts';

/**
 * The business days of a half-open span of days, each month's by the calendar as known when the month ended.
 * @throws RangeError as `businessDays`
 */
export function businessDaysAsKnown(
  { from, to }: { from: string; to: string },
  calendarAt: (moment: Date) => Calendar,
  timeZone: string,
): string[] {
  return monthsOf(from, to).flatMap(({ month }) => {
    const next = startOfMonth(month, 1);
    return businessDays(month < from ? from : month, next > to ? to : next, calendarAt(startOfDay(next, timeZone)));
  });
}
