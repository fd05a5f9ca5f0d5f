import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { businessDays, type Calendar, due, elapsed, localDate } from './clock.ts';
import { WEEKDAYS } from './schema.ts';

/** The oracle: asks Intl what the wall shows at a UTC minute. It shares no code with the clock. */
function wallOf(calendar: Calendar): (minute: number) => { date: string; open: boolean } {
  const wall = new Intl.DateTimeFormat('sv-SE', {
    timeZone: calendar.timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  const absences = (calendar.absences ?? []).map(([from, until]) => [dayFirst(from), dayFirst(until)] as const);
  return (minute) => {
    const [date = '', time = ''] = wall.format(minute).split(' ');
    const weekday = WEEKDAYS[(new Date(`${date}T00:00Z`).getUTCDay() + 6) % 7] ?? 'mon';
    const open = (calendar.weekly[weekday] ?? []).some(([from, until]) => from <= time && time < until);
    const away = absences.some(([from, until]) => from <= `${date}T${time}` && `${date}T${time}` < until);
    return { date, open: open && !away && !(calendar.holidays ?? []).includes(date) };
  };
}

/** 24:00 is the next day's 00:00, for comparing as text. */
function dayFirst(text: string): string {
  return text.endsWith('24:00') ? new Date(Date.parse(text.slice(0, 10)) + DAY).toISOString().slice(0, 16) : text;
}

function openMinutes(start: number, end: number, calendar: Calendar): number {
  const wall = wallOf(calendar);
  let minutes = 0;
  for (let minute = start; minute < end; minute += 60_000) if (wall(minute).open) minutes++;
  return minutes;
}

const DAY = 86_400_000;

const workdays = (...ranges: [string, string][]): Calendar['weekly'] => ({
  mon: ranges,
  tue: ranges,
  wed: ranges,
  thu: ranges,
  fri: ranges,
});
const everyDay = (...ranges: [string, string][]): Calendar['weekly'] => ({ ...workdays(...ranges), sat: ranges, sun: ranges });

// Days around which walls behave oddly, and an ordinary one.
const oddDays: [string, string][] = [
  ['Europe/Copenhagen', '2026-09-23'],
  ['Europe/Copenhagen', '2026-10-25'],
  ['Europe/Copenhagen', '2027-03-28'],
  ['Australia/Lord_Howe', '2026-04-05'],
  ['Australia/Lord_Howe', '2026-10-04'],
  ['Pacific/Apia', '2011-12-30'],
  ['Pacific/Kiritimati', '1995-01-01'],
  ['America/St_Johns', '2006-10-29'],
  ['America/Havana', '2026-11-01'],
  ['Africa/Casablanca', '2026-02-15'],
  ['America/Recife', '2000-10-12'],
  ['Africa/Monrovia', '1972-01-07'],
  ['Europe/Amsterdam', '1937-07-01'],
  ['Asia/Kathmandu', '2026-01-01'],
  ['Asia/Gaza', '2040-10-22'],
  ['America/New_York', '2026-03-08'],
  ['Europe/Dublin', '1916-10-01'],
  ['Antarctica/Troll', '2026-03-29'],
];

const time = fc
  .integer({ min: 0, max: 96 })
  .map((quarter) => `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`);
const range = fc
  .tuple(time, time)
  .filter(([from, until]) => from !== until)
  .map(([a, b]): [string, string] => (a < b ? [a, b] : [b, a]));
const weekly = fc.oneof(
  fc.constantFrom(
    workdays(['09:00', '17:00']),
    workdays(['13:00', '17:00'], ['09:00', '12:30']),
    everyDay(['00:00', '24:00']),
    everyDay(['22:00', '24:00'], ['00:00', '06:00']),
    everyDay(['01:30', '03:10']),
    { sat: [['08:00', '20:00']], sun: [['00:00', '24:00']] } as Calendar['weekly'],
  ),
  fc
    .record(
      Object.fromEntries(WEEKDAYS.map((day) => [day, fc.array(range, { maxLength: 3 })])) as Record<
        (typeof WEEKDAYS)[number],
        fc.Arbitrary<[string, string][]>
      >,
    )
    .filter((week) => Object.values(week).flat().length > 0),
);
const situation = fc
  .record({
    odd: fc.constantFrom(...oddDays),
    weekly,
    shift: fc.integer({ min: -1440 * 3, max: 1440 }),
    minutes: fc.integer({ min: 0, max: 1440 * 4 }),
    holidays: fc.array(fc.integer({ min: -3, max: 3 }), { maxLength: 2 }),
    absences: fc.array(fc.tuple(fc.integer({ min: -4 * 96, max: 4 * 96 }), fc.integer({ min: 1, max: 96 })), { maxLength: 3 }),
  })
  .map(({ odd: [timeZone, day], weekly: week, shift, minutes, holidays, absences }) => {
    const middle = Date.parse(day);
    const local = (quarters: number) => new Date(middle + quarters * 900_000).toISOString().slice(0, 16);
    const start = middle + shift * 60_000;
    const calendar: Calendar = {
      timeZone,
      weekly: week,
      holidays: holidays.map((days) => new Date(middle + days * DAY).toISOString().slice(0, 10)),
      absences: absences.map(([from, length]) => [local(from), local(from + length)]),
    };
    return { calendar, start, end: start + minutes * 60_000 };
  });

describe('for every calendar, zone and stretch of time', () => {
  test('the clock agrees with a wall that is read every minute', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(situation, ({ calendar, start, end }) => {
        expect(elapsed(new Date(start), new Date(end), calendar)).toBe(openMinutes(start, end, calendar));
      }),
      { numRuns: 150 },
    );
  });

  test('due is the end of the last needed minute, which is an open one', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(situation, fc.integer({ min: 1, max: 6000 }), ({ calendar, start }, minutes) => {
        const end = due(new Date(start), minutes / 60, calendar);
        expect(elapsed(new Date(start), end, calendar)).toBe(minutes);
        expect(openMinutes(end.getTime() - 60_000, end.getTime(), calendar)).toBe(1);
      }),
    );
  });

  const hours = fc.double({ min: 0, max: 20_000, noNaN: true });
  const instant = fc.date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });

  test('elapsed until due is the hours that were asked for, over years and fractions of seconds', () => {
    fc.assert(
      fc.property(situation, instant, hours, ({ calendar }, start, asked) => {
        expect(elapsed(start, due(start, asked, calendar), calendar)).toBe(Math.round(asked * 3_600_000) / 60_000);
      }),
    );
  });

  test('a later start or more hours never fall due earlier', () => {
    fc.assert(
      fc.property(
        situation,
        instant,
        fc.integer({ min: 0, max: 10 * DAY }),
        hours,
        hours,
        ({ calendar }, start, later, one, other) => {
          const [less, more] = one < other ? [one, other] : [other, one];
          const whenDue = (from: Date, needed: number) => {
            try {
              return due(from, needed, calendar);
            } catch (error) {
              // A quarter of an hour a week makes some hours take longer than the clock reckons, and it says so.
              fc.pre(!(error instanceof RangeError));
              throw error;
            }
          };
          expect(whenDue(start, less) <= whenDue(start, more)).toBe(true);
          expect(whenDue(start, less) <= whenDue(new Date(start.getTime() + later), less)).toBe(true);
        },
      ),
    );
  });

  test('elapsed adds up: until noon and from noon on is the whole', () => {
    fc.assert(
      fc.property(situation, fc.tuple(instant, instant, instant), ({ calendar }, instants) => {
        const [first, second, third] = instants.sort((a, b) => a.getTime() - b.getTime());
        expect(elapsed(first, second, calendar) + elapsed(second, third, calendar)).toBeCloseTo(
          elapsed(first, third, calendar),
          4,
        );
      }),
    );
  });

  test('a date is a business day if a minute of it on the wall is open', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(situation, ({ calendar, start }) => {
        const wall = wallOf(calendar);
        const days = new Set<string>();
        for (let minute = start; minute < start + 4 * DAY; minute += 60_000) {
          const { date, open } = wall(minute);
          if (open) days.add(date);
        }
        const [first, last] = [
          localDate(new Date(start + DAY), calendar.timeZone),
          localDate(new Date(start + 3 * DAY), calendar.timeZone),
        ];
        expect(businessDays(first, last, calendar)).toEqual([...days].filter((day) => first <= day && day < last).sort());
      }),
      { numRuns: 25 },
    );
  });
});
