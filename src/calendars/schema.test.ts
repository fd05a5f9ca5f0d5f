import { describe, expect, test } from 'vitest';
import { parseCalendar } from './schema.ts';

const calendar = { timeZone: 'Europe/Copenhagen', weekly: { mon: [['09:00', '17:00']] } };

describe('a working calendar', () => {
  test('is read with ranges up to midnight, holidays and absences', () => {
    const whole = {
      ...calendar,
      weekly: {
        sun: [
          ['00:00', '06:00'],
          ['22:00', '24:00'],
        ],
      },
      holidays: ['2024-02-29'],
      absences: [['2026-09-24T12:00', '2026-09-24T24:00']],
    };
    expect(parseCalendar(whole)).toEqual(whole);
  });

  test.each([
    [{ ...calendar, timeZone: 'Europe/Atlantis' }, 'timeZone must be an IANA time zone'],
    [{ ...calendar, timeZone: '+01:00' }, 'timeZone must be an IANA time zone'],
    [{ weekly: calendar.weekly }, 'timeZone must be an IANA time zone'],
    [{ ...calendar, weekly: {} }, 'weekly has no working time'],
    [{ ...calendar, weekly: { mon: [] } }, 'weekly has no working time'],
    [{ ...calendar, weekly: [] }, 'weekly must be ranges by weekday'],
    [{ timeZone: 'UTC' }, 'weekly must be ranges by weekday'],
    [{ ...calendar, weekly: { monday: [['09:00', '17:00']] } }, 'weekly has the unknown field "monday"'],
    [{ ...calendar, holiday: [] }, 'it has the unknown field "holiday"'],
    [{ ...calendar, weekly: { mon: [['09:00', '25:00']] } }, 'weekly.mon[0][1] must be a time of day'],
    [{ ...calendar, weekly: { mon: [['24:00', '24:00']] } }, 'weekly.mon[0][0] must be a time of day'],
    [
      { ...calendar, weekly: { mon: [['22:00', '06:00']] } },
      'weekly.mon[0] must end later than it starts; write a night as two ranges',
    ],
    [{ ...calendar, weekly: { mon: [['09:00']] } }, 'weekly.mon[0] must be a range'],
    [{ ...calendar, weekly: { mon: '09:00-17:00' } }, 'weekly.mon must be a list of ranges'],
    [{ ...calendar, holidays: ['2026-02-29'] }, 'holidays[0] must be a date'],
    [{ ...calendar, absences: [['2026-09-24T12:00', '2026-09-24T12:00']] }, 'absences[0] must end later'],
    [
      { ...calendar, absences: [['2026-02-30T12:00', '2026-09-24T12:00']] },
      'absences[0][0] must be a local time on a day that exists',
    ],
    [{ ...calendar, absences: [['2026-09-24', '2026-09-25']] }, 'absences[0][0] must be a local time to the minute'],
    [null, 'it'],
    ['nine to five', 'it'],
  ])('is refused in one sentence that names the field: %j', (input, message) => {
    expect(() => parseCalendar(input)).toThrow(`The calendar is not usable: ${message}`);
  });
});
