import { describe, expect, test } from 'vitest';
import { businessDays, type Calendar, due, elapsed, localDate } from './clock.ts';

const workdays = (...ranges: [string, string][]): Calendar['weekly'] => ({
  mon: ranges,
  tue: ranges,
  wed: ranges,
  thu: ranges,
  fri: ranges,
});
const everyDay = (...ranges: [string, string][]): Calendar['weekly'] => ({ ...workdays(...ranges), sat: ranges, sun: ranges });
const danish = (weekly: Calendar['weekly'], closed: Partial<Calendar> = {}): Calendar => ({
  timeZone: 'Europe/Copenhagen',
  weekly,
  ...closed,
});

const tenToSix = danish(workdays(['10:00', '18:00']));
const nineToFive = danish(workdays(['09:00', '17:00']));
const always = danish(everyDay(['00:00', '24:00']));

describe('a clock of business hours falls due', () => {
  test.each([
    ['the next day when the day is too short', tenToSix, '2026-09-23T15:00+02:00', 10, '2026-09-24T17:00+02:00'],
    ['two days on when it starts after closing time', tenToSix, '2026-09-23T20:00+02:00', 10, '2026-09-25T12:00+02:00'],
    ['across one night', nineToFive, '2026-09-23T16:00+02:00', 4, '2026-09-24T12:00+02:00'],
    ['on Monday for a lead of Saturday', nineToFive, '2026-09-26T15:00+02:00', 4, '2026-09-28T13:00+02:00'],
    [
      'later by the lunch break',
      danish(workdays(['13:00', '17:00'], ['09:00', '12:00'])),
      '2026-09-23T11:00+02:00',
      4,
      '2026-09-23T16:00+02:00',
    ],
    [
      'after the holidays',
      { ...nineToFive, holidays: ['2026-12-24', '2026-12-25'] },
      '2026-12-23T16:00+01:00',
      4,
      '2026-12-28T12:00+01:00',
    ],
    ['in autumn, when an hour is repeated', always, '2026-10-24T20:00+02:00', 10, '2026-10-25T05:00+01:00'],
    ['in spring, when an hour is missing', always, '2027-03-27T20:00+01:00', 10, '2027-03-28T07:00+02:00'],
    [
      'after a holiday that shall not count and an absence of half a day',
      { ...tenToSix, holidays: ['2026-12-24'], absences: [['2026-09-24T12:00', '2026-09-25T00:00']] },
      '2026-09-23T15:00+02:00',
      10,
      '2026-09-25T15:00+02:00',
    ],
    [
      'at the very moment the clocks change',
      danish(everyDay(['00:00', '02:00'])),
      '2027-03-28T00:00+01:00',
      2,
      '2027-03-28T02:00+01:00',
    ],
    ['at closing time, not at the next opening', nineToFive, '2026-09-25T16:00+02:00', 1, '2026-09-25T17:00+02:00'],
    ['at once when no time is needed', nineToFive, '2026-09-26T15:00:30+02:00', 0, '2026-09-26T15:00:30+02:00'],
    ['to the second of its start', nineToFive, '2026-09-23T16:59:30+02:00', 1 / 60, '2026-09-24T09:00:30+02:00'],
  ] as [string, Calendar, string, number, string][])('%s', (_, calendar, start, hours, expected) => {
    expect(due(new Date(start), hours, calendar)).toEqual(new Date(expected));
    expect(elapsed(new Date(start), new Date(expected), calendar)).toBeCloseTo(hours * 60, 9);
  });
});

describe('time that a calendar does not have', () => {
  const start = new Date('2026-09-23T07:00:00Z');

  test('is never waited for: a calendar closed for good answers with an error', () => {
    const closed: Calendar = { ...nineToFive, absences: [['2000-01-01T00:00', '9999-12-31T24:00']] };
    expect(() => due(start, 1, closed)).toThrow('not enough working time');
    expect(elapsed(start, new Date('2036-09-23T07:00:00Z'), closed)).toBe(0);
  });

  test('is refused: no range at all, or only empty ones', () => {
    expect(() => due(start, 1, danish({}))).toThrow('no working time');
    expect(() => elapsed(start, start, danish({ mon: [] }))).toThrow('no working time');
  });

  test('is not measured backwards or in numbers that are none', () => {
    expect(() => elapsed(start, new Date('2026-09-23T06:59:59Z'), nineToFive)).toThrow('before the start');
    for (const hours of [-1, Number.NaN, Number.POSITIVE_INFINITY])
      expect(() => due(start, hours, nineToFive)).toThrow('The hours must be');
    expect(() => due(new Date(Number.NaN), 1, nineToFive)).toThrow('The start must be');
    expect(() => elapsed(start, new Date('2526-09-23T07:00:00Z'), nineToFive)).toThrow('200 years');
  });
});

describe('closures', () => {
  const wednesday = new Date('2026-09-23T00:00:00+02:00');
  const thursday = new Date('2026-09-24T00:00:00+02:00');
  const on = (closed: Partial<Calendar>) => elapsed(wednesday, thursday, { ...nineToFive, ...closed });

  test('that overlap, repeat or come unsorted are taken off once', () => {
    expect(
      on({
        absences: [
          ['2026-09-23T14:00', '2026-09-23T16:00'],
          ['2026-09-23T10:00', '2026-09-23T15:00'],
        ],
      }),
    ).toBe(120);
    expect(on({ holidays: ['2026-09-23', '2026-09-23'], absences: [['2026-09-23T10:00', '2026-09-23T12:00']] })).toBe(0);
    expect(
      on({
        absences: [
          ['2026-09-22T24:00', '2026-09-23T10:00'],
          ['2026-09-23T16:00', '2026-09-23T24:00'],
        ],
      }),
    ).toBe(360);
  });

  test('outside of working hours cost nothing', () => {
    expect(on({ absences: [['2026-09-23T17:00', '2026-09-24T09:00']], holidays: ['2026-09-26'] })).toBe(480);
  });

  test('ranges that overlap or touch count once', () => {
    expect(
      elapsed(
        wednesday,
        thursday,
        danish({
          wed: [
            ['12:00', '17:00'],
            ['09:00', '13:00'],
            ['17:00', '24:00'],
          ],
        }),
      ),
    ).toBe(900);
  });
});

describe('business days', () => {
  test('are the dates with an open minute, the end left out', () => {
    expect(businessDays('2026-12-23', '2026-12-29', { ...nineToFive, holidays: ['2026-12-24', '2026-12-25'] })).toEqual([
      '2026-12-23',
      '2026-12-28',
    ]);
    expect(businessDays('2026-09-23', '2026-09-23', nineToFive)).toEqual([]);
  });

  test('leave out a day that the zone skips and an hour that does not come', () => {
    const apia: Calendar = { timeZone: 'Pacific/Apia', weekly: everyDay(['09:00', '17:00']) };
    expect(businessDays('2011-12-29', '2012-01-01', apia)).toEqual(['2011-12-29', '2011-12-31']);
    expect(businessDays('2027-03-27', '2027-03-30', danish(everyDay(['02:00', '03:00'])))).toEqual(['2027-03-27', '2027-03-29']);
  });

  test('refuse a period that ends before it starts or dates that are none', () => {
    expect(() => businessDays('2026-09-24', '2026-09-23', nineToFive)).toThrow('before its start');
    expect(() => businessDays('soon', '2026-09-23', nineToFive)).toThrow('The from must be');
  });

  test('are dates of the wall, not of UTC', () => {
    expect(localDate(new Date('2026-09-23T22:30:00Z'), 'Europe/Copenhagen')).toBe('2026-09-24');
    expect(localDate(new Date('2026-01-01T04:00:00Z'), 'America/New_York')).toBe('2025-12-31');
  });
});
