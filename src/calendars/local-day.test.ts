import { describe, expect, it } from 'vitest';
import { addDays, monthsOf, momentAt, startOfDay, startOfMonth, startOfWeek } from './local-day.ts';

const begins = (day: string, zone: string) => startOfDay(day, zone).toISOString();

describe('a local day', () => {
  it('begins at midnight of its zone, summer and winter, on the days of the change too', () => {
    expect(begins('2026-09-23', 'Europe/Copenhagen')).toBe('2026-09-22T22:00:00.000Z');
    expect(begins('2026-10-25', 'Europe/Copenhagen')).toBe('2026-10-24T22:00:00.000Z');
    expect(begins('2026-10-26', 'Europe/Copenhagen')).toBe('2026-10-25T23:00:00.000Z');
    expect(begins('2026-03-29', 'Europe/Copenhagen')).toBe('2026-03-28T23:00:00.000Z');
    expect(begins('2026-09-23', 'UTC')).toBe('2026-09-23T00:00:00.000Z');
  });

  it('begins at one o’clock where the clocks skip midnight, and at the first of two midnights', () => {
    expect(begins('2026-04-24', 'Africa/Cairo')).toBe('2026-04-23T22:00:00.000Z');
    expect(begins('2026-11-01', 'America/Havana')).toBe('2026-11-01T04:00:00.000Z');
  });

  it('is counted on over months and years', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
    expect(['2026-11-22', '2026-11-23', '2027-01-01'].map(startOfWeek)).toEqual(['2026-11-16', '2026-11-23', '2026-12-28']);
    expect(startOfMonth('2026-11-22')).toBe('2026-11-01');
    expect(startOfMonth('2026-11-22', 2)).toBe('2027-01-01');
  });
});

describe('months of a span', () => {
  it('are whole, or the part that lies in it', () => {
    expect(monthsOf('2026-11-01', '2027-01-01')).toEqual([
      { month: '2026-11-01', share: 1 },
      { month: '2026-12-01', share: 1 },
    ]);
    expect(monthsOf('2026-11-16', '2026-12-02')).toEqual([
      { month: '2026-11-01', share: 0.5 },
      { month: '2026-12-01', share: 1 / 31 },
    ]);
    expect(monthsOf('2026-11-16', '2026-11-16')).toEqual([]);
  });
});

it('a local time is the first moment that shows it; in the hour that is missing, as if the clocks had not changed', () => {
  const at = (local: string) => momentAt(local, 'Europe/Copenhagen').toISOString();
  expect(at('2026-09-24T12:00')).toBe('2026-09-24T10:00:00.000Z');
  expect(at('2026-10-25T02:30')).toBe('2026-10-25T00:30:00.000Z');
  expect(at('2027-03-28T02:30')).toBe('2027-03-28T01:30:00.000Z');
});
