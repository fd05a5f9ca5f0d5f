import { expect, test } from 'vitest';
import { moved } from './rule-order.ts';

const list = ['a', 'b', 'c', 'd'];

test.each([
  [0, 2, ['b', 'c', 'a', 'd']],
  [3, 0, ['d', 'a', 'b', 'c']],
  [1, 2, ['a', 'c', 'b', 'd']],
])('a rule moves from %i to %i and the others keep their order', (from, to, expected) =>
  expect(moved(list, from, to)).toEqual(expected),
);

test.each([
  [0, -1],
  [3, 4],
  [2, 2],
  [9, 0],
])('there is no way from %i to %i', (from, to) => expect(moved(list, from, to)).toBe(list));
