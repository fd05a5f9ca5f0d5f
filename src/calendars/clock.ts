/**
 * The business-hours clock: time measured in a working calendar.
 *
 * A UTC minute counts if and only if the wall clock of the calendar's zone shows an open minute. So the hour that is repeated in autumn counts
 * twice and the hour that is missing in spring not at all. Parts of a minute count exactly, to the millisecond.
 *
 * How: on the wall clock, open time is a weekly pattern less closures (holidays and absences), so "open time before t" is a formula, and so is
 * its inverse. Real time is a row of stretches with one offset each (`zone.ts`); both functions walk stretches, two or three a year.
 * Neither steps through days, hours or seconds.
 */
import { type Calendar, localMinute, minuteOfDay, WEEKDAYS } from './schema.ts';
import { type Stretch, stretchesOf } from './zone.ts';

export { localDate } from './zone.ts';
export { type Calendar, parseCalendar } from './schema.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

/** Monday 1970-01-05 00:00 of the wall clock, from which weeks are counted. */
const FIRST_MONDAY = 4 * DAY;

/** No span may be longer: a calendar that is closed for good (an absence without an end) must answer, not search. */
const HORIZON_YEARS = 200;

/** A half-open range of wall-clock time, in milliseconds. */
interface Range {
  readonly start: number;
  readonly end: number;
}

/** A calendar in the shape in which it can be computed with. All in milliseconds of the wall clock. */
interface Timetable {
  /** Merged ranges of the week, from Monday 00:00. */
  readonly week: readonly Range[];
  /** Open time of the week before each range; one longer than `week`, so that the last is the whole week's. */
  readonly openBeforeRange: readonly number[];
  readonly openPerWeek: number;
  /** Merged holidays and absences. */
  readonly closures: readonly Range[];
  /** Open time of the weekly pattern that the closures before each one have cost; one longer than `closures`. */
  readonly lostBeforeClosure: readonly number[];
}

/**
 * When a number of business hours is over: the moment the last needed minute ends, so closing time and not the next opening.
 *
 * @param hours ≥ 0, rounded to the millisecond; 0 gives `start` itself.
 * @throws RangeError if `hours` or `start` is out of range, the calendar has no working time, or the time is not over within 200 years.
 */
export function due(start: Date, hours: number, calendar: Calendar): Date {
  if (!Number.isFinite(hours) || hours < 0) throw new RangeError('The hours must be a number of 0 or more.');
  checkInstant(start, 'start');
  const timetable = timetableOf(calendar);
  let needed = Math.round(hours * HOUR);
  if (needed === 0) return new Date(start);

  const lastYear = Math.min(start.getUTCFullYear() + HORIZON_YEARS, 9999);
  for (let year = start.getUTCFullYear(); year <= lastYear; year++) {
    for (const stretch of stretchesOf(calendar.timeZone, year)) {
      const from = Math.max(start.getTime(), stretch.from);
      if (from >= stretch.until) continue;
      const openBefore = openUntil(from + stretch.offset, timetable);
      const open = openUntil(stretch.until + stretch.offset, timetable) - openBefore;
      if (open >= needed) return new Date(momentOf(openBefore + needed, timetable) - stretch.offset);
      needed -= open;
    }
  }
  throw new RangeError(`The calendar has not enough working time: ${hours} hours are not over by the end of ${lastYear}.`);
}

/**
 * Business minutes between two instants, exact to the millisecond (so not always whole).
 * `elapsed(s, due(s, h, c), c)` is 60 × h.
 *
 * @throws RangeError if `end` is before `start`, they are more than 200 years apart, or the calendar has no working time.
 */
export function elapsed(start: Date, end: Date, calendar: Calendar): number {
  checkInstant(start, 'start');
  checkInstant(end, 'end');
  if (end < start) throw new RangeError('The end must not be before the start.');
  checkSpan(start, end);
  const timetable = timetableOf(calendar);
  let open = 0;
  for (let year = start.getUTCFullYear(); year <= end.getUTCFullYear(); year++) {
    for (const stretch of stretchesOf(calendar.timeZone, year)) {
      const from = Math.max(start.getTime(), stretch.from);
      const until = Math.min(end.getTime(), stretch.until);
      if (from < until) open += openUntil(until + stretch.offset, timetable) - openUntil(from + stretch.offset, timetable);
    }
  }
  return open / MINUTE;
}

/**
 * The local dates from `from` up to but without `to` (both `2026-09-23`) on which the calendar has any open minute.
 *
 * @throws RangeError if a date is wrong, `to` is before `from`, or they are more than 200 years apart.
 */
export function businessDays(from: string, to: string, calendar: Calendar): string[] {
  const [first, end] = [startOfDate(from, 'from'), startOfDate(to, 'to')];
  if (end < first) throw new RangeError('The end of the period must not be before its start.');
  checkSpan(first, end);
  const timetable = timetableOf(calendar);
  const days: string[] = [];
  for (let day = first.getTime(); day < end.getTime(); day += DAY) {
    if (isOpenOn(day, calendar.timeZone, timetable)) days.push(new Date(day).toISOString().slice(0, 10));
  }
  return days;
}

/** Whether a wall-clock day, which a zone may skip or show in two parts, has an open minute that really happens. */
function isOpenOn(day: number, timeZone: string, timetable: Timetable): boolean {
  if (openUntil(day + DAY, timetable) === openUntil(day, timetable)) return false;
  return stretchesAround(day, timeZone).some((stretch) => {
    const from = Math.max(day, stretch.from + stretch.offset);
    const until = Math.min(day + DAY, stretch.until + stretch.offset);
    return from < until && openUntil(until, timetable) > openUntil(from, timetable);
  });
}

/** The stretches that may show a wall-clock day: no zone is further from UTC than 24 hours. */
function stretchesAround(day: number, timeZone: string): Stretch[] {
  const years = [...new Set([day - DAY, day + 2 * DAY].map((instant) => new Date(instant).getUTCFullYear()))];
  return years
    .flatMap((year) => stretchesOf(timeZone, year))
    .filter((stretch) => stretch.until > day - DAY && stretch.from < day + 2 * DAY);
}

/** Open wall-clock time from the first Monday to `local`, negative before it: the weekly pattern less what closures took. */
function openUntil(local: number, timetable: Timetable): number {
  const { closures, lostBeforeClosure } = timetable;
  const index = countWhile(closures, (closure) => closure.start < local) - 1;
  const closure = closures[index];
  const open = patternUntil(local, timetable);
  if (!closure) return open;
  const lostInside = patternUntil(Math.min(local, closure.end), timetable) - patternUntil(closure.start, timetable);
  return open - at(lostBeforeClosure, index) - lostInside;
}

/** The inverse of `openUntil`: the earliest wall-clock time by which `open` has passed. */
function momentOf(open: number, timetable: Timetable): number {
  const { closures, lostBeforeClosure } = timetable;
  // Past every closure that begins before this much time is open, its loss is made up for on the pattern.
  const passed = countWhile(
    closures,
    (closure, index) => patternUntil(closure.start, timetable) - at(lostBeforeClosure, index) < open,
  );
  return momentOfPattern(open + at(lostBeforeClosure, passed), timetable);
}

/** Open time of the weekly pattern, closures left aside, from the first Monday to `local`. */
function patternUntil(local: number, { week, openBeforeRange, openPerWeek }: Timetable): number {
  const weeks = Math.floor((local - FIRST_MONDAY) / WEEK);
  const rest = local - FIRST_MONDAY - weeks * WEEK;
  let open = weeks * openPerWeek;
  const index = countWhile(week, (range) => range.start < rest) - 1;
  const range = week[index];
  if (range) open += at(openBeforeRange, index) + Math.min(rest, range.end) - range.start;
  return open;
}

/** The inverse of `patternUntil`: closing time rather than the next opening. */
function momentOfPattern(open: number, { week, openBeforeRange, openPerWeek }: Timetable): number {
  const weeks = Math.ceil(open / openPerWeek) - 1;
  const rest = open - weeks * openPerWeek;
  const index = countWhile(week, (_, each) => at(openBeforeRange, each) < rest) - 1;
  const range = week[index];
  if (!range) throw new RangeError(NO_WORKING_TIME);
  return FIRST_MONDAY + weeks * WEEK + range.start + rest - at(openBeforeRange, index);
}

/** Calendars are values: nobody changes one that is in use, so its timetable is computed once. */
const timetables = new WeakMap<Calendar, Timetable>();
const NO_WORKING_TIME = 'The calendar has no working time; open at least one range on one weekday.';

function timetableOf(calendar: Calendar): Timetable {
  let timetable = timetables.get(calendar);
  if (!timetable) {
    timetable = layOut(calendar);
    timetables.set(calendar, timetable);
  }
  return timetable;
}

function layOut(calendar: Calendar): Timetable {
  const week = merge(
    WEEKDAYS.flatMap((day, index) =>
      (calendar.weekly[day] ?? []).map(([start, end]) => ({
        start: index * DAY + minuteOfDay(start) * MINUTE,
        end: index * DAY + minuteOfDay(end) * MINUTE,
      })),
    ),
  );
  const openBeforeRange = runningTotal(week.map((range) => range.end - range.start));
  const openPerWeek = at(openBeforeRange, week.length);
  if (openPerWeek <= 0) throw new RangeError(NO_WORKING_TIME);

  const closures = merge([
    ...(calendar.holidays ?? []).map((date) => ({ start: Date.parse(date), end: Date.parse(date) + DAY })),
    ...(calendar.absences ?? []).map(([start, end]) => ({ start: localMinute(start) * MINUTE, end: localMinute(end) * MINUTE })),
  ]);
  const pattern = { week, openBeforeRange, openPerWeek, closures: [], lostBeforeClosure: [0] };
  const lost = closures.map((closure) => patternUntil(closure.end, pattern) - patternUntil(closure.start, pattern));
  return { ...pattern, closures, lostBeforeClosure: runningTotal(lost) };
}

/** The union of ranges as ranges that neither overlap nor touch, in order. */
function merge(ranges: readonly Range[]): Range[] {
  const merged: Range[] = [];
  for (const range of ranges.filter(({ start, end }) => start < end).sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && range.start <= last.end) merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, range.end) };
    else merged.push(range);
  }
  return merged;
}

function runningTotal(amounts: readonly number[]): number[] {
  const totals = [0];
  for (const amount of amounts) totals.push(at(totals, totals.length - 1) + amount);
  return totals;
}

/** How many items from the front satisfy a test that, once false, stays false. By bisection. */
function countWhile<T>(items: readonly T[], holds: (item: T, index: number) => boolean): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(items[middle] as T, middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function at(numbers: readonly number[], index: number): number {
  return numbers[index] ?? 0;
}

function startOfDate(date: string, name: string): Date {
  const start = new Date(/^\d{4}-\d\d-\d\d$/.test(date) ? `${date}T00:00:00Z` : Number.NaN);
  checkInstant(start, name);
  return start;
}

function checkInstant(instant: Date, name: string): void {
  const year = instant.getUTCFullYear();
  if (!(year >= 1000 && year <= 9999)) throw new RangeError(`The ${name} must be a time in the years 1000 to 9999.`);
}

function checkSpan(start: Date, end: Date): void {
  if (end.getUTCFullYear() - start.getUTCFullYear() > HORIZON_YEARS) {
    throw new RangeError(`The start and the end must not be more than ${HORIZON_YEARS} years apart.`);
  }
}
