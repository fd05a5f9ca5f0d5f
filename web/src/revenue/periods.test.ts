import { expect, test } from 'vitest';
import { periodsOf } from './periods.ts';

test('the month and year are those of the workspace’s own calendar', () => {
  const now = new Date('2026-12-31T23:30:00Z');
  expect(periodsOf(now, 'UTC')).toEqual({
    month: { from: '2026-12-01', to: '2027-01-01' },
    year: { from: '2026-01-01', to: '2027-01-01' },
  });
  expect(periodsOf(now, 'Europe/Copenhagen')).toEqual({
    month: { from: '2027-01-01', to: '2027-02-01' },
    year: { from: '2027-01-01', to: '2028-01-01' },
  });
});
