import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { heldTexts } from './held-texts.ts';

test('each text is found by its number, an empty one and the last among them; beyond them is none', () => {
  const all = Array.from({ length: 1_000 }, (_, n) => (n % 7 === 0 ? '' : `Nørgård ${n} – ærø 😀`));
  const held = heldTexts();
  for (const text of all) held.add(text);
  expect(all.map((_, n) => held.at(n))).toEqual(all);
  for (const none of [1_000, 5_000, -1, Number.NaN, 0.5]) expect(held.at(none)).toBeUndefined();
});

test('they take little more than their signs, though each was cut from a larger text', () => {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const heap = () => {
    collect();
    return process.memoryUsage().heapUsed;
  };
  const before = heap();
  const [held, count, signs] = [heldTexts(), 100_000, 30];
  for (let from = 0; from < count; from += 1_000) {
    const larger = Buffer.alloc(1_000 * signs * 2, `text ${from} `).toString('latin1');
    for (let n = 0; n < 1_000; n += 1) held.add(larger.slice(n * signs * 2, n * signs * 2 + signs));
  }
  expect(heap() - before).toBeLessThan(count * signs * 1.5);
  expect(held.at(count - 1)).toHaveLength(signs);
});
