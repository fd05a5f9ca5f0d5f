import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Calendar, due, elapsed } from './clock.ts';
import { WEEKDAYS } from './schema.ts';

const MINUTE = 60_000;
const DAY = 1440;
/** Both changes of the clocks in each zone; Kolkata has none, and a half hour to UTC instead, as Lord Howe has a change of half an hour. */
const zones: [zone: string, ...changes: string[]][] = [
  ['Europe/Copenhagen', '2026-10-25', '2027-03-28'],
  ['Europe/London', '2026-10-25', '2027-03-28'],
  ['America/New_York', '2026-11-01', '2027-03-14'],
  ['Asia/Kolkata', '2026-10-25', '2027-03-28'],
  ['Australia/Lord_Howe', '2026-10-04', '2027-04-04'],
];

type Ranges = [string, string][];
const on = (days: readonly (typeof WEEKDAYS)[number][], ranges: Ranges): Calendar['weekly'] =>
  Object.fromEntries(days.map((day) => [day, ranges]));
const calendars: Record<string, Calendar['weekly']> = {
  office: on(WEEKDAYS.slice(0, 5), [
    ['13:00', '17:00'],
    ['08:30', '12:15'],
  ]),
  night: on(WEEKDAYS, [
    ['22:00', '24:00'],
    ['00:00', '06:00'],
  ]),
  weekend: on(['sat', 'sun'], [['00:00', '24:00']]),
  'day and night': on(WEEKDAYS, [['00:00', '24:00']]),
  'part time': { mon: [['09:00', '15:00']], wed: [['09:00', '12:30']], sun: [['01:30', '03:30']] },
};

/** The days before and after a change that the oracle has looked at. */
const BEFORE = 4;
const AFTER = 14;

/** What the wall of a zone shows at each UTC minute around a day, by asking Intl; it shares no code with the clock. */
function wallAround(zone: string, change: string): { first: number; shown: { date: string; weekday: string; time: string }[] } {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'short',
  });
  const first = Date.parse(change) - BEFORE * DAY * MINUTE;
  const shown = Array.from({ length: (BEFORE + AFTER) * DAY }, (_, minute) => {
    const [date = '', time = ''] = format.format(first + minute * MINUTE).split(' ');
    return { date, weekday: WEEKDAYS[(new Date(`${date}T00:00Z`).getUTCDay() + 6) % 7] ?? '', time };
  });
  return { first, shown };
}

describe.each(zones)('around the changes of the clocks in %s', (timeZone, ...changes) => {
  const walls = changes.map((change) => wallAround(timeZone, change));

  test.each(Object.entries(calendars))('the clock of %s hours counts the minutes the wall shows open', (_, weekly) => {
    const drawn = fc.record({
      wall: fc.constantFrom(...walls),
      // Half a minute after a whole one too: parts of a minute count exactly.
      start: fc.integer({ min: 0, max: 2 * BEFORE * DAY * 2 }).map((halves) => halves / 2),
      needed: fc.integer({ min: 1, max: 8 * 60 }),
      closed: fc.integer({ min: 0, max: BEFORE + 3 }),
      away: fc.tuple(fc.integer({ min: 0, max: 8 * DAY }), fc.integer({ min: 1, max: 2 * DAY })),
    });
    fc.assert(
      fc.property(drawn, ({ wall: { first, shown }, start, needed, closed, away: [from, length] }) => {
        const holiday = shown[closed * DAY]?.date ?? '';
        const local = (minute: number) => new Date(Date.parse(shown[0]?.date ?? '') + minute * MINUTE).toISOString().slice(0, 16);
        const away: [string, string] = [local(from), local(from + length)];
        const calendar: Calendar = { timeZone, weekly, holidays: [holiday], absences: [away] };
        const isOpen = ({ date, weekday, time }: (typeof shown)[number]) =>
          (weekly[weekday as 'mon'] ?? []).some(([opens, closes]) => opens <= time && time < closes) &&
          date !== holiday &&
          !(away[0] <= `${date}T${time}` && `${date}T${time}` < away[1]);

        let counted = 0;
        let minute = Math.floor(start);
        for (; counted < needed && minute < shown.length; minute++) {
          const inside = minute < start ? 1 - (start - minute) : 1;
          if (isOpen(shown[minute] as (typeof shown)[number])) counted += inside;
        }
        fc.pre(counted >= needed);
        const ends = minute - (counted - needed);
        const [startsAt, endsAt] = [new Date(first + start * MINUTE), new Date(first + ends * MINUTE)];
        expect(due(startsAt, needed / 60, calendar)).toEqual(endsAt);
        expect(elapsed(startsAt, endsAt, calendar)).toBe(needed);
      }),
      { numRuns: 60 },
    );
  });
});
