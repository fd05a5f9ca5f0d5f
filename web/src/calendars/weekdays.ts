import type { Weekday } from '../../../src/calendars/schema.ts';
import { localeOf, type Language } from '../app/define-texts.ts';

/** The days of a working week in the order of ISO 8601. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const satisfies Weekday[];

/** A weekday in a language: "mandag". */
export function weekdayName(day: Weekday, language: Language): string {
  // The first of January 2024 was a Monday.
  const date = new Date(Date.UTC(2024, 0, 1 + weekdays.indexOf(day)));
  return new Intl.DateTimeFormat(localeOf[language], { weekday: 'long', timeZone: 'UTC' }).format(date);
}
