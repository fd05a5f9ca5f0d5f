import { expect, test } from 'vitest';
import { bulletScale } from './bullet-scale.ts';

test('ticks of different promises stand in one line until a value passes the end', () => {
  expect(bulletScale(61, 70).promise).toBeCloseTo(0.9);
  expect(bulletScale(17.7, 20).promise).toBeCloseTo(0.9);
  expect(bulletScale(200, 100)).toMatchObject({ max: 200, value: 1, promise: 0.5 });
});

test('a natural maximum holds, and nothing leaves the track', () => {
  expect(bulletScale(0.97, 0.9, 1)).toEqual({ max: 1, value: 0.97, promise: 0.9 });
  expect(bulletScale(-5, 10)).toMatchObject({ value: 0 });
  expect(bulletScale(null, 0).promise).toBe(0);
});
