import { describe, expect, it } from 'vitest';
import { closedWeek, isRange, readTime, stepped, weeklyOf, weekOf } from './week.ts';

describe('a typed time', () => {
  it.each([
    ['8', '08:00'],
    ['8.30', '08:30'],
    ['8:30', '08:30'],
    ['0830', '08:30'],
    ['kl. 9', '09:00'],
    ['17 u', '17:00'],
    ['5 pm', '17:00'],
    ['12 am', '00:00'],
    ['24', '24:00'],
  ])('%s is %s', (typed, time) => expect(readTime(typed)).toBe(time));

  it.each(['', '25', '8.60', '24.30', '13 pm', 'nine'])('"%s" is none', (typed) => expect(readTime(typed)).toBeNull());

  it('moves by quarters of an hour inside the day', () => {
    expect([stepped('8.30', 1), stepped('8:07', -1), stepped('23:55', 4), stepped('0', -1)]).toEqual([
      '08:45',
      '08:00',
      '24:00',
      '00:00',
    ]);
    expect(stepped('noon', 1)).toBe('noon');
  });
});

describe('a night', () => {
  const night = { mon: [['22:00', '24:00']], tue: [['00:00', '06:00']] } satisfies Parameters<typeof weekOf>[0];

  it('is typed as one range over midnight and kept as two', () => {
    expect(weeklyOf({ ...closedWeek, mon: [['22', '6']] })).toEqual(night);
    expect(weekOf(night)).toEqual({ ...closedWeek, mon: [['22:00', '06:00']] });
  });

  it('of Sunday ends on Monday, beside the hours of the day', () => {
    const week = { ...closedWeek, sun: [['22:00', '06:00']] as const, mon: [['09:00', '17:00']] as const };
    const kept = weeklyOf(week);
    expect(kept.mon).toEqual([
      ['00:00', '06:00'],
      ['09:00', '17:00'],
    ]);
    expect(weekOf(kept)).toEqual(week);
  });

  it('every night of the week comes back as it was typed', () => {
    const week = Object.fromEntries(
      Object.keys(closedWeek).map((day) => [day, [['22:00', '06:00']]]),
    ) as unknown as typeof closedWeek;
    expect(weekOf(weeklyOf(week))).toEqual(week);
  });

  it('is not made of days that are open round the clock, nor of one that ends at midnight', () => {
    const always = { mon: [['00:00', '24:00']], tue: [['00:00', '24:00']] } satisfies Parameters<typeof weekOf>[0];
    expect(weeklyOf(weekOf(always))).toEqual(always);
    expect(weeklyOf({ ...closedWeek, fri: [['18:00', '0']] })).toEqual({ fri: [['18:00', '24:00']] });
  });

  it('needs two times that differ', () => {
    expect([isRange(['22', '6']), isRange(['9', '9']), isRange(['9', '']), isRange(['24', '6'])]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});
