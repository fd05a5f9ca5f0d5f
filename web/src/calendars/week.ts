import type { KeptCalendar, Weekday } from '../../../src/calendars/schema.ts';
import { weekdays } from './weekdays.ts';

/** The ranges of each day as they are typed, from and to; one that ends at or before its start runs over midnight. A day without one is closed. */
export type Week = Readonly<Record<Weekday, readonly Range[]>>;
export type Range = readonly [from: string, to: string];

type Weekly = KeptCalendar['weekly'];

export const closedWeek: Week = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };

/**
 * A time of day as somebody types it, as `HH:MM`: "8", "8.30", "8:30", "0830", "8,30", "17 u", "kl. 9", "5 pm". `24:00` is the end of the day.
 * Null for what is no time.
 */
export function readTime(text: string): string | null {
  const match = /^(?:kl\.? ?)?(\d{1,2})(?:[.:,h ]?(\d{2}))? ?(?:u(?:ur)?|h|t)?\.? ?(am|pm)?$/i.exec(text.trim());
  if (!match) return null;
  const [, hours = '', minutes = '00', half] = match;
  const noon = half?.toLowerCase();
  if (noon && (Number(hours) < 1 || Number(hours) > 12)) return null;
  const hour = noon ? (Number(hours) % 12) + (noon === 'pm' ? 12 : 0) : Number(hours);
  const minute = Number(minutes);
  return minute < 60 && (hour < 24 || (hour === 24 && minute === 0)) ? clockTime(hour * 60 + minute) : null;
}

/** A quarter of an hour earlier or later, from midnight to midnight; what is no time stays as it is. */
export function stepped(text: string, quarters: number): string {
  const time = readTime(text);
  if (time === null) return text;
  const now = minuteOf(time) / 15;
  const next = ((quarters > 0 ? Math.floor(now) : Math.ceil(now)) + quarters) * 15;
  return clockTime(Math.max(0, Math.min(1440, next)));
}

/** Whether a range can be kept: two times, of which the second may lie on the next day. */
export function isRange([from, to]: Range): boolean {
  const [start, end] = [readTime(from), readTime(to)];
  return start !== null && end !== null && start !== '24:00' && start !== end;
}

/** A week as it is typed, of a calendar as it is kept: what goes on past midnight stands as one range on the day it begins. */
export function weekOf(weekly: Weekly): Week {
  const isNightly = (day: Weekday) => {
    const evening = lastOf(weekly[day]);
    const morning = firstOf(weekly[after(day)]);
    return evening?.[1] === '24:00' && morning?.[0] === '00:00' && morning[1] < evening[0] ? morning : null;
  };
  const shown = (day: Weekday): Range[] => {
    const morning = isNightly(day);
    const cameOver = isNightly(before(day));
    const ranges = ordered(weekly[day]).filter((_, index) => !(cameOver && index === 0));
    return morning ? ranges.map((range, index) => (index === ranges.length - 1 ? [range[0], morning[1]] : range)) : ranges;
  };
  return Object.fromEntries(weekdays.map((day) => [day, shown(day)])) as Record<Weekday, Range[]>;
}

/** The calendar as it is kept, of a week as it is typed: each night in two. What is no time stays as typed, for the server to refuse. */
export function weeklyOf(week: Week): Weekly {
  const kept: Partial<Record<Weekday, [string, string][]>> = {};
  const add = (day: Weekday, range: [string, string]) => (kept[day] = [...(kept[day] ?? []), range]);
  for (const day of weekdays)
    for (const [from, to] of week[day]) {
      const [start, end] = [readTime(from) ?? from, readTime(to) ?? to];
      if (!isRange([from, to]) || start < end) add(day, [start, end]);
      else {
        add(day, [start, '24:00']);
        if (end !== '00:00') add(after(day), ['00:00', end]);
      }
    }
  return Object.fromEntries(weekdays.flatMap((day) => (kept[day] ? [[day, ordered(kept[day])]] : [])));
}

const ordered = (ranges: readonly (readonly [string, string])[] = []): [string, string][] =>
  ranges.map(([from, to]): [string, string] => [from, to]).sort(([one], [other]) => (one < other ? -1 : 1));
const firstOf = (ranges: Weekly[Weekday]) => ordered(ranges)[0];
const lastOf = (ranges: Weekly[Weekday]) => ordered(ranges).at(-1);
const after = (day: Weekday): Weekday => weekdays[(weekdays.indexOf(day) + 1) % 7] ?? 'mon';
const before = (day: Weekday): Weekday => weekdays[(weekdays.indexOf(day) + 6) % 7] ?? 'mon';
const minuteOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const clockTime = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
