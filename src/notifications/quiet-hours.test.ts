import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Calendar } from '../calendars/clock.ts';
import { quietUntil } from './quiet-hours.ts';

const office = (timeZone: string): Calendar => ({
  timeZone,
  weekly: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [['08:00', '16:00']]])),
});
const night = { hours: { from: '22:00', until: '07:00' }, workingHoursOnly: false };
const until = (now: string, quiet: Parameters<typeof quietUntil>[1], calendar = office('Europe/Copenhagen')) =>
  quietUntil(new Date(now), quiet, calendar).toISOString().replace(':00.000Z', 'Z');

describe('quiet hours', () => {
  test('hold news of the night until the morning, and nothing by day', () => {
    expect(until('2026-11-23T21:00Z', night)).toBe('2026-11-24T06:00Z');
    expect(until('2026-11-24T05:59:59.999Z', night)).toBe('2026-11-24T06:00Z');
    expect(until('2026-11-24T06:00Z', night)).toBe('2026-11-24T06:00Z');
    expect(until('2026-11-24T20:59Z', night)).toBe('2026-11-24T20:59Z');
  });

  test('are those of the wall clock in the nights in which clocks change', () => {
    expect(until('2026-10-24T21:00Z', night)).toBe('2026-10-25T06:00Z');
    expect(until('2026-03-28T21:30Z', night)).toBe('2026-03-29T05:00Z');
    // 02:30 comes twice and is quiet both times; 02:15 in spring never comes, so quiet that ends then ends at three.
    expect(until('2026-10-25T01:30Z', { ...night, hours: { from: '02:30', until: '02:45' } })).toBe('2026-10-25T01:45Z');
    expect(until('2026-03-29T00:59Z', { ...night, hours: { from: '01:00', until: '02:15' } })).toBe('2026-03-29T01:00Z');
  });

  test('with working hours only hold news over the weekend, a holiday and an absence', () => {
    const quiet = { hours: null, workingHoursOnly: true };
    expect(until('2026-11-20T15:00Z', quiet)).toBe('2026-11-23T07:00Z');
    expect(until('2026-11-20T14:59Z', quiet)).toBe('2026-11-20T14:59Z');
    const away: Calendar = {
      ...office('Europe/Copenhagen'),
      holidays: ['2026-11-23'],
      absences: [['2026-11-24T00:00', '2026-11-24T12:00']],
    };
    expect(until('2026-11-20T15:00Z', quiet, away)).toBe('2026-11-24T11:00Z');
    expect(until('2026-11-24T09:00Z', { ...quiet, hours: { from: '12:00', until: '13:00' } }, away)).toBe('2026-11-24T12:00Z');
  });

  test('that leave nothing open hold nothing', () => {
    expect(until('2026-11-23T12:00Z', { hours: { from: '08:00', until: '16:00' }, workingHoursOnly: true })).toBe(
      '2026-11-23T12:00Z',
    );
  });

  const zones = ['Europe/Copenhagen', 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Kolkata', 'America/Sao_Paulo'];
  const hhmm = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map(([hour, minute]) => clock(hour, minute));

  test('end at the first minute that the wall clock does not call quiet', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        hhmm,
        hhmm,
        fc.integer({ min: Date.UTC(2024, 0, 1) / 60_000, max: Date.UTC(2028, 0, 1) / 60_000 }),
        (timeZone, from, to, minute) => {
          fc.pre(from !== to);
          const now = new Date(minute * 60_000);
          const end = quietUntil(now, { hours: { from, until: to }, workingHoursOnly: false }, office(timeZone));
          const wall = wallClock(timeZone);
          const isQuiet = (at: Date) => (from < to ? from <= wall(at) && wall(at) < to : from <= wall(at) || wall(at) < to);
          expect(isQuiet(end)).toBe(false);
          for (let at = minute; at * 60_000 < end.getTime(); at += 1) expect(isQuiet(new Date(at * 60_000))).toBe(true);
          expect(quietUntil(end, { hours: { from, until: to }, workingHoursOnly: false }, office(timeZone))).toEqual(end);
        },
      ),
      { numRuns: 60 },
    );
  });
});

const clock = (hour: number, minute: number) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;

/** What a clock on the wall shows, by another way than the product's. */
function wallClock(timeZone: string) {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return (at: Date) => format.format(at);
}
