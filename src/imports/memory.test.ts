import { expect, test } from 'vitest';
import { openMemory } from './memory.ts';

test('what was added is known and nothing else, however many there are', () => {
  const memory = openMemory();
  const keys = Array.from({ length: 50_000 }, (_, n) => `email person${n}@nordhavn.dk`);
  for (const key of keys) memory.add(key);
  for (const key of keys) memory.add(key);
  expect(keys.every((key) => memory.has(key))).toBe(true);
  expect(keys.filter((key) => memory.has(`${key}.no`))).toEqual([]);
});
