import { expect, test } from 'vitest';
import { waterfallDays } from './waterfall-days.ts';

const points = [
  { day: '2026-11-27', index: 1, actual: 4, delta: -1, promised: 5 },
  { day: '2026-11-30', index: 2, actual: 4, delta: -6, promised: 10 },
  { day: '2026-12-01', index: 3, actual: 3, delta: -12, promised: 15 },
  { day: '2026-12-02', index: 4, actual: null, delta: null, promised: 20 },
];

test('each day adds what the running total grew by, takes back what it fell by, and is unknown while it is to come', () => {
  expect(waterfallDays(points).map(({ added }) => added)).toEqual([4, 0, -1, null]);
});

test('over several months the first business day of each carries its name', () => {
  expect(waterfallDays(points, (day) => day.slice(5, 7)).map(({ tick }) => tick)).toEqual(['11', undefined, '12', undefined]);
  expect(waterfallDays(points).every((day) => day.tick === undefined)).toBe(true);
});
