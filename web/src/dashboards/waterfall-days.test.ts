import { expect, test } from 'vitest';
import { waterfallDays } from './waterfall-days.ts';

const points = [
  { day: '2026-11-27', index: 1, actual: 4, added: 4, delta: -1, promised: 5 },
  { day: '2026-11-30', index: 2, actual: 4, added: 0, delta: -6, promised: 10 },
  { day: '2026-12-01', index: 3, actual: null, added: null, delta: null, promised: 15 },
];

test('over several months the first business day of each carries its name', () => {
  expect(waterfallDays(points, (day) => day.slice(5, 7)).map(({ tick }) => tick)).toEqual(['11', undefined, '12']);
});

test('within a month the business days are numbered, and one to come stays unknown', () => {
  expect(waterfallDays(points)).toEqual([
    { label: '1', added: 4, promised: 5 },
    { label: '2', added: 0, promised: 10 },
    { label: '3', added: null, promised: 15 },
  ]);
});
