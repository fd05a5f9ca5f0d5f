/**
 * Public holidays of a country. For the server only: the web app must not import this file, since the holiday rules of all countries
 * (`date-holidays`) would come with it. A workspace edits the list it gets; the clock reads that list, not this file.
 */
import Holidays from 'date-holidays';

const DAY = 86_400_000;

/** A public holiday: a local date of its country and its name there. */
export interface PublicHoliday {
  readonly date: string;
  readonly name: string;
}

/**
 * The public holidays (days off by law, not observances or bank days) of a country in the given years, in order, one for each date.
 *
 * @param country ISO 3166-1 code such as `DK`.
 * @param language ISO 639-1 code for the names; the country's own language if absent or not known for that day.
 * @throws RangeError for a country without rules or a year outside of 1900 to 2100.
 */
export function publicHolidays(country: string, years: readonly number[], language?: string): PublicHoliday[] {
  const code = country.toUpperCase();
  const calendar = new Holidays();
  if (!Object.hasOwn(calendar.getCountries(), code)) {
    throw new RangeError(
      `There are no holiday rules for the country ${JSON.stringify(country.slice(0, 20))}; use a code such as "DK".`,
    );
  }
  calendar.init(code, { types: ['public'] });

  const byDate = new Map<string, PublicHoliday>();
  for (const year of years) {
    if (!Number.isInteger(year) || year < 1900 || year > 2100)
      throw new RangeError('Holidays are known for the years 1900 to 2100.');
    for (const { date, start, end, name } of calendar.getHolidays(year, language)) {
      const first = Date.parse(date.slice(0, 10));
      // Some feasts are several days in one entry; rounding forgives a change of the clocks in between.
      const days = Math.max(1, Math.round((end.getTime() - start.getTime()) / DAY));
      for (let day = 0; day < days; day++) {
        const each = new Date(first + day * DAY).toISOString().slice(0, 10);
        if (!byDate.has(each)) byDate.set(each, { date: each, name });
      }
    }
  }
  return [...byDate.values()].sort((a, b) => (a.date < b.date ? -1 : 1));
}
