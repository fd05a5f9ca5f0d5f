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

/** A part of a country that has holidays of its own: its code after the country's (ISO 3166-2, `BY` of `DE-BY`) and its name there. */
export interface Region {
  readonly code: string;
  readonly name: string;
}

/** The parts of a country that have holidays of their own; none where there are no such or the country has no rules. */
export function regionsOf(country: string): Region[] {
  const regions: Record<string, string> | undefined = new Holidays().getStates(country.toUpperCase());
  return Object.entries(regions ?? {})
    .map(([code, name]) => ({ code, name }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

/**
 * The public holidays (days off by law, not observances or bank days) of a place in the given years, in order, one for each date.
 *
 * @param place ISO 3166-1 code of a country such as `DK`, or ISO 3166-2 of a part of one with holidays of its own such as `DE-BY`.
 * @param language ISO 639-1 code for the names; the country's own language if absent or not known for that day.
 * @throws RangeError for a place without rules or a year outside of 1900 to 2100.
 */
export function publicHolidays(place: string, years: readonly number[], language?: string): PublicHoliday[] {
  const [country = '', region] = place.toUpperCase().split('-', 2);
  const calendar = new Holidays();
  if (!Object.hasOwn(calendar.getCountries(), country))
    throw new RangeError(
      `There are no holiday rules for the country ${JSON.stringify(place.slice(0, 20))}; use a code such as "DK".`,
    );
  if (region !== undefined && !regionsOf(country).some(({ code }) => code === region))
    throw new RangeError(`${country} has no region ${JSON.stringify(region.slice(0, 20))} with holidays of its own.`);
  calendar.init(region === undefined ? country : `${country}-${region}`, { types: ['public'] });

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

/** Whether the public holidays of a place are known: a country such as `DK`, or a part of one such as `DE-BY`. */
export function isKnown(place: string): boolean {
  try {
    publicHolidays(place, []);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
