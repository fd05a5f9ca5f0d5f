import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { convertMinor, divideHalfToEven } from './convert.ts';

describe('converting money', () => {
  it('is exact to the minor unit, whatever decimals the currencies have', () => {
    expect(convertMinor(100_00, 'EUR', 'DKK', '7.4605')).toBe(746_05);
    expect(convertMinor(-19_99, 'EUR', 'DKK', '7.4605')).toBe(-149_14);
    expect(convertMinor(1_000, 'JPY', 'DKK', '0.0461')).toBe(46_10);
    expect(convertMinor(1_500, 'KWD', 'EUR', '3')).toBe(4_50);
    expect(convertMinor(9_007_199_254_740_99, 'EUR', 'DKK', '1.0000000001')).toBe(900_719_925_564_171);
  });

  it('rounds halves to the even unit, below zero too', () => {
    expect([5, 15, 25, -5, -15].map((minor) => convertMinor(minor, 'EUR', 'DKK', '0.1'))).toEqual(
      [0, 2, 2, -0, -2].map((value) => value + 0),
    );
  });

  it('has no answer for what is no currency', () => {
    expect(convertMinor(100, 'XQQ', 'DKK', '1')).toBeNull();
  });

  it('lies within half a unit of the quotient, and a credit note takes back exactly its invoice', () => {
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 18n), 10n ** 18n), fc.bigInt(1n, 10n ** 9n), (top, bottom) => {
        const rounded = divideHalfToEven(top, bottom);
        const rest = (top - rounded * bottom) * 2n;
        expect((rest < 0n ? -rest : rest) <= bottom).toBe(true);
        expect(divideHalfToEven(-top, bottom)).toBe(-rounded);
      }),
    );
  });
});
