import { expect, test } from 'vitest';
import type { Calendar } from './clock.ts';
import { businessDaysAsKnown } from './month-days.ts';

const week = Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [['09:00', '17:00']]]));
const office = { timeZone: 'Europe/Copenhagen', weekly: week } as Calendar;

test('a month that is over keeps its business days when its calendar is changed later; the one that runs does not', () => {
  const changed = new Date('2026-10-15T12:00:00Z');
  const closed = ['2026-09-02', '2026-10-02', '2026-10-20'];
  const days = businessDaysAsKnown(
    { from: '2026-09-01', to: '2026-11-01' },
    (moment) => (moment < changed ? office : { ...office, holidays: closed }),
    'Europe/Copenhagen',
  );
  expect(closed.map((day) => days.includes(day))).toEqual([true, false, false]);
  expect(days.length).toBe(22 + 22 - 2);
});

test('a span inside a month holds only its own days, an empty one none', () => {
  const days = (from: string, to: string) => businessDaysAsKnown({ from, to }, () => office, 'Europe/Copenhagen');
  expect(days('2026-09-04', '2026-09-08')).toEqual(['2026-09-04', '2026-09-07']);
  expect(days('2026-09-04', '2026-09-04')).toEqual([]);
});
