import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exponentOf, formatMinor, isCurrency, MoneyError, parseMinor, roundMinor, sumDecimals, sumMinor } from './money.ts';

const currency = fc.constantFrom('DKK', 'NOK', 'EUR', 'JPY', 'ISK', 'KWD', 'TND', 'CLF');
const amount = fc.maxSafeInteger();

describe('an amount', () => {
  test.each([
    ['1234.50', 'DKK', 123450],
    ['-0.05', 'DKK', -5],
    ['0.1', 'EUR', 10],
    ['144.', 'USD', 14400],
    ['.5', 'USD', 50],
    ['+7', 'NOK', 700],
    ['1500', 'JPY', 1500],
    ['1500.00', 'JPY', 1500],
    ['1.234', 'KWD', 1234],
    ['1.2', 'KWD', 1200],
    ['-0', 'DKK', 0],
    ['90071992547409.91', 'DKK', 9007199254740991],
  ])('%s %s is %i minor units', (decimal, code, minor) => {
    expect(parseMinor(decimal, code)).toBe(minor);
  });

  test.each([
    ['1.005', 'DKK', 'too many decimals: DKK has 2'],
    ['1.5', 'JPY', 'too many decimals: JPY has none'],
    ['1.2345', 'KWD', 'KWD has 3'],
    ['1,50', 'DKK', 'decimal point'],
    ['1e3', 'DKK', 'not an amount'],
    ['', 'DKK', 'not an amount'],
    ['.', 'DKK', 'not an amount'],
    ['NaN', 'DKK', 'not an amount'],
    ['12\u00003', 'DKK', 'not an amount'],
    ['90071992547409.92', 'DKK', 'too large'],
    ['9'.repeat(100_000), 'DKK', 'not an amount'],
    ['1', 'dkk', 'not a currency code'],
    ['1', 'XXX', 'not a currency code'],
  ])('%s %s is refused: %s', (decimal, code, message) => {
    expect(() => parseMinor(decimal, code)).toThrow(MoneyError);
    expect(() => parseMinor(decimal, code)).toThrow(message);
  });

  test('written and read again is the same, in every currency', () => {
    fc.assert(fc.property(amount, currency, (minor, code) => parseMinor(formatMinor(minor, code), code) === minor));
  });

  test('read is the digits with the point moved, never a float', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 90071992547408n }), fc.integer({ min: 0, max: 99 }), (whole, cents) => {
        const text = `${whole}.${String(cents).padStart(2, '0')}`;
        return BigInt(parseMinor(text, 'DKK')) === whole * 100n + BigInt(cents);
      }),
    );
  });
});

test('finer figures are rounded half away from zero, after they are summed', () => {
  expect(roundMinor('1.005', 'DKK')).toBe(101);
  expect(roundMinor('-1.005', 'DKK')).toBe(-101);
  expect(roundMinor('1.0049999999', 'DKK')).toBe(100);
  expect(roundMinor('0.5', 'JPY')).toBe(1);
  expect(roundMinor(sumDecimals(['0.004', '0.004', '0.004']), 'DKK')).toBe(1);
});

test('sums of decimals are exact', () => {
  expect(sumDecimals(['0.1', '0.2'])).toBe('0.3');
  expect(sumDecimals(['-1.5', '1.25'])).toBe('-0.25');
  expect(sumDecimals([])).toBe('0');
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -1e9, max: 1e9 })), (units) => {
      const decimals = units.map((unit) => formatMinor(unit, 'DKK'));
      return parseMinor(sumDecimals(decimals), 'DKK') === units.reduce((sum, unit) => sum + unit, 0);
    }),
  );
});

test('a sum that can no longer be held exactly is refused', () => {
  expect(sumMinor([1, 2, -3])).toBe(0);
  expect(() => sumMinor([Number.MAX_SAFE_INTEGER, 1])).toThrow(MoneyError);
});

test('currencies know their decimals', () => {
  expect(['DKK', 'ISK', 'BHD', 'UYW'].map(exponentOf)).toEqual([2, 0, 3, 4]);
  expect(isCurrency('SEK')).toBe(true);
  expect(isCurrency('KRONER')).toBe(false);
});
