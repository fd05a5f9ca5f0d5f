import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { apportion } from './apportion.ts';

const weights = fc
  .array(fc.oneof(fc.nat(1000), fc.double({ min: 0, max: 1e6, noNaN: true })), { minLength: 1, maxLength: 30 })
  .filter((all) => all.some((weight) => weight > 1e-6));

describe('splitting an amount by weight', () => {
  test('what is left after rounding down goes to the largest remainders, the earlier first', () => {
    expect(apportion(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(apportion(10, [1, 2, 4])).toEqual([1, 3, 6]); // 1.43, 2.86, 5.71: the two units left go to the second and the third
    expect(apportion(0, [1, 2])).toEqual([0, 0]);
  });

  test('a credit note undoes an invoice unit by unit', () => {
    expect(apportion(-100, [1, 1, 1])).toEqual([-34, -33, -33]);
  });

  test('the parts sum exactly to the amount and none is a whole unit from its share', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), weights, (amount, weights) => {
        const parts = apportion(amount, weights);
        expect(parts.reduce((sum, part) => sum + BigInt(part), 0n)).toBe(BigInt(amount));
        const all = weights.reduce((sum, weight) => sum + weight, 0);
        parts.forEach((part, index) => {
          const share = (amount * (weights[index] ?? 0)) / all;
          expect(Math.abs(part - share)).toBeLessThanOrEqual(1 + Math.abs(amount) * 1e-14);
        });
      }),
    );
  });

  test('amounts that are not whole and weights that carry nothing are refused', () => {
    expect(() => apportion(1.5, [1])).toThrow(RangeError);
    expect(() => apportion(1, [])).toThrow(RangeError);
    expect(() => apportion(1, [0, 0])).toThrow(RangeError);
    expect(() => apportion(1, [-1, 2])).toThrow(RangeError);
    expect(() => apportion(1, [NaN])).toThrow(RangeError);
  });
});
