/**
 * Wall clocks of the world, from the time zone data that the JavaScript engine carries.
 *
 * Asking `Intl` for an offset costs some microseconds, so the changes of a zone are looked up once for each year and kept.
 * Everything is to the minute: before about 1900 (Monrovia: until 1972) wall clocks ran on offsets with seconds. A UTC minute shows the wall
 * clock's minute at its start, which is the same as rounding the offset down to a whole minute.
 */

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/**
 * The zone data is probed at this distance. The shortest stretch between two changes that cancel each other is 6.96 days in all of the data
 * (Recife 2000, Gaza 2040), so none can hide between two probes.
 */
const PROBE = 5 * DAY;

/** A stretch of time in which a zone's wall clock keeps one distance from UTC: local = UTC + `offset`. All in milliseconds, half-open. */
export interface Stretch {
  readonly from: number;
  readonly until: number;
  readonly offset: number;
}

interface Zone {
  readonly format: Intl.DateTimeFormat;
  readonly years: Map<number, readonly Stretch[]>;
}

const zones = new Map<string, Zone>();

/** Whether the engine knows `name` as an IANA time zone. Bare offsets such as `+01:00` are not zones: they have no daylight-saving rules. */
export function isTimeZone(name: string): boolean {
  try {
    return /^[A-Za-z]/.test(name) && zoneOf(name) !== undefined;
  } catch {
    return false;
  }
}

/**
 * The stretches of constant offset in a calendar year of UTC, in order and without gaps.
 * @throws RangeError for an unknown zone.
 */
export function stretchesOf(timeZone: string, year: number): readonly Stretch[] {
  const zone = zoneOf(timeZone);
  let stretches = zone.years.get(year);
  if (!stretches) {
    stretches = probe(zone.format, Date.UTC(year), Date.UTC(year + 1));
    zone.years.set(year, stretches);
  }
  return stretches;
}

/** Minutes that the wall clock of a zone is ahead of UTC at an instant. */
export function offsetMinutes(instant: Date, timeZone: string): number {
  const at = instant.getTime();
  const stretch = stretchesOf(timeZone, instant.getUTCFullYear()).find((each) => at < each.until);
  return stretch ? stretch.offset / MINUTE : 0;
}

/** The date on the wall of a zone at an instant, `2026-09-23`. */
export function localDate(instant: Date, timeZone: string): string {
  return new Date(instant.getTime() + offsetMinutes(instant, timeZone) * MINUTE).toISOString().slice(0, 10);
}

function zoneOf(name: string): Zone {
  // Names are case-insensitive; one spelling keeps the cache as small as the list of zones.
  const key = name.toLowerCase();
  let zone = zones.get(key);
  if (!zone) {
    zone = { format: new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' }), years: new Map() };
    zones.set(key, zone);
  }
  return zone;
}

function probe(format: Intl.DateTimeFormat, start: number, end: number): Stretch[] {
  const stretches: Stretch[] = [];
  let from = start;
  let offset = offsetAt(format, start);
  for (let known = start; known < end;) {
    const next = Math.min(known + PROBE, end);
    // The year's last probe is its last minute: the minute after it belongs to the next year.
    const last = next === end ? end - MINUTE : next;
    if (offsetAt(format, last) === offset) {
      known = next;
      continue;
    }
    const change = firstMinuteWithout(offset, format, known, last);
    stretches.push({ from, until: change, offset });
    from = known = change;
    offset = offsetAt(format, change);
  }
  return [...stretches, { from, until: end, offset }];
}

/** The first whole minute in (`low`, `high`] at which `offset` no longer holds; it holds at `low` and not at `high`. */
function firstMinuteWithout(offset: number, format: Intl.DateTimeFormat, low: number, high: number): number {
  while (high - low > MINUTE) {
    const middle = low + Math.floor((high - low) / 2 / MINUTE) * MINUTE;
    if (offsetAt(format, middle) === offset) low = middle;
    else high = middle;
  }
  return high;
}

/** Reads `GMT+01:00` (`GMT` alone, or `GMT-00:44:30`) off the formatter and rounds down to a whole minute. */
function offsetAt(format: Intl.DateTimeFormat, instant: number): number {
  const match = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(format.format(instant));
  if (!match) throw new Error('The engine does not tell offsets of time zones.');
  const [, sign = '+', hours = '0', minutes = '0', seconds = '0'] = match;
  const shift = Number(hours) * 60 + Number(minutes) + Number(seconds) / 60;
  return Math.floor(sign === '-' ? -shift : shift) * MINUTE;
}
