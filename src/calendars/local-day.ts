/** Days of the wall calendar, `2026-09-23`: arithmetic on them, and the moment at which one begins in a zone. */
import { localDate, offsetMinutes } from './zone.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** The moment a local day begins: midnight, or where a change of the clocks skips it, the first minute after. */
export function startOfDay(day: string, timeZone: string): Date {
  const candidates = momentsOf(Date.parse(`${day}T00:00Z`), timeZone).filter((moment) => localDate(moment, timeZone) === day);
  return candidates.reduce((first, moment) => (moment < first ? moment : first), candidates[0] ?? new Date(`${day}T00:00Z`));
}

/** The moment the wall of a zone shows a local time, `2026-09-24T12:00`: the first of two where an hour is repeated, and
 * where one is missing what it would have been. */
export function momentAt(local: string, timeZone: string): Date {
  const wall = Date.parse(`${local}Z`);
  const [first] = momentsOf(wall, timeZone)
    .filter((moment) => moment.getTime() + offsetMinutes(moment, timeZone) * MINUTE === wall)
    .sort((one, other) => one.getTime() - other.getTime());
  return first ?? new Date(wall - offsetMinutes(new Date(wall - DAY), timeZone) * MINUTE);
}

/** When a wall may show a time: by what it shows the day before, and the day after. */
function momentsOf(wall: number, timeZone: string): Date[] {
  return [wall - DAY, wall + DAY].map((around) => new Date(wall - offsetMinutes(new Date(around), timeZone) * MINUTE));
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);
}

/** Days from one up to but without another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY);
}

/** The Monday of the week a day lies in (ISO 8601). */
export function startOfWeek(day: string): string {
  return addDays(day, -((new Date(day).getUTCDay() + 6) % 7));
}

/** The first day of the month a day lies in, or of one so many months later. */
export function startOfMonth(day: string, later = 0): string {
  return new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1 + later)).toISOString().slice(0, 10);
}

/** The months that a half-open span of days touches, each with the part of it that lies in the span. */
export function monthsOf(from: string, to: string): { month: string; share: number }[] {
  const months: { month: string; share: number }[] = [];
  for (let start = startOfMonth(from); start < to && from < to; start = startOfMonth(start, 1)) {
    const end = startOfMonth(start, 1);
    const inside = daysBetween(start < from ? from : start, end > to ? to : end);
    months.push({ month: start, share: inside / daysBetween(start, end) });
  }
  return months;
}
