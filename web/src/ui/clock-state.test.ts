import { expect, test } from 'vitest';
import { clockState } from './clock-state.ts';

const dayInCopenhagen = (moment: Date) => moment.toLocaleDateString('en-CA', { timeZone: 'Europe/Copenhagen' });
const now = new Date('2026-11-20T22:30:00Z');
const stateAt = (due: string) => clockState(new Date(due), now, dayInCopenhagen);

test('only the last hour is red, and the deadline itself is still in time', () => {
  expect(stateAt('2026-11-20T22:29:00Z')).toBe('overdue');
  expect(stateAt('2026-11-20T22:30:00Z')).toBe('lastHour');
  expect(stateAt('2026-11-20T23:30:00Z')).toBe('lastHour');
});

test('a day ends at midnight where the workspace is, not in UTC', () => {
  expect(stateAt('2026-11-20T23:31:00Z')).toBe('later');
  expect(clockState(new Date('2026-11-20T22:50:00Z'), new Date('2026-11-20T20:00:00Z'), dayInCopenhagen)).toBe('today');
});
