import { describe, expect, it } from 'vitest';
import { backOn, isAbsent } from './presence.ts';
import type { Calendar } from './schema.ts';

const day: [string, string][] = [['09:00', '24:00']];
const calendar: Calendar = {
  timeZone: 'Europe/Copenhagen',
  weekly: { mon: day, tue: day, wed: day, thu: day, fri: day },
  absences: [['2026-09-24T12:00', '2026-09-25T12:00']],
};
const local = (text: string) => new Date(`${text}:00+02:00`);

describe('presence', () => {
  it('ends where an absence begins, by the wall of the calendar', () => {
    expect(
      ['2026-09-24T11:59', '2026-09-24T12:00', '2026-09-25T11:59', '2026-09-25T12:00'].map((time) =>
        isAbsent(local(time), calendar),
      ),
    ).toEqual([false, true, true, false]);
  });

  it('is back today while there is working time left, else on the next working day', () => {
    expect(backOn(local('2026-09-23T23:59'), calendar)).toBe('2026-09-23');
    expect(backOn(local('2026-09-24T13:00'), calendar)).toBe('2026-09-25');
    expect(backOn(local('2026-09-26T10:00'), calendar)).toBe('2026-09-28');
  });
});
