import { describe, expect, it } from 'vitest';
import { due } from './clock.ts';
import { type CalendarRow, resolveCalendar, yearsOf } from './resolution.ts';

const office: CalendarRow = {
  timeZone: 'Europe/Copenhagen',
  weekly: {
    mon: [['09:00', '17:00']],
    tue: [['09:00', '17:00']],
    wed: [['09:00', '17:00']],
    thu: [['09:00', '17:00']],
    fri: [['09:00', '17:00']],
  },
  holidayCountry: 'DK',
  holidayRegion: null,
  holidaysAdded: ['2026-12-24'],
  holidaysRemoved: ['2026-12-25'],
};

describe('a kept calendar', () => {
  it('closes its country’s days and its own, and opens those it removed', () => {
    const calendar = resolveCalendar(office, ['2026-12-25', '2026-12-26'], []);
    expect(calendar.holidays).toEqual(['2026-12-24', '2026-12-26']);
    // Wednesday 16:00 and 4 hours: one on Wednesday, none on the 24th, three on the 25th that the company works.
    expect(due(new Date('2026-12-23T15:00:00Z'), 4, calendar)).toEqual(new Date('2026-12-25T11:00:00Z'));
  });

  it('stops for the absences of its member', () => {
    const calendar = resolveCalendar(office, [], [['2026-09-24T00:00', '2026-09-28T00:00']]);
    expect(due(new Date('2026-09-23T14:00:00Z'), 2, calendar)).toEqual(new Date('2026-09-28T08:00:00Z'));
  });

  it('knows the holidays of the year into which a clock runs, and of the one a zone still shows', () => {
    expect(yearsOf({ from: new Date('2026-01-01T00:30:00Z'), to: new Date('2026-12-31T23:00:00Z') })).toEqual([
      2025, 2026, 2027, 2028,
    ]);
  });
});
