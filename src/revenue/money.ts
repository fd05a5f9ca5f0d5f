import { decimalsOf, isCurrency } from '../platform/currency.ts';
import { SaidError } from './sentences.ts';

export { isCurrency };

/** An amount in the currency's smallest unit (øre, cent, yen, fils) with its ISO 4217 code. Never a fraction, never a float. */
export interface Money {
  amountMinor: number;
  currency: string;
}

/** Why a text is not an amount in a currency; the message says what would be. */
export class MoneyError extends SaidError {
  override name = 'MoneyError';
}

/** The number of decimals of a currency: 2 for DKK, 0 for JPY, 3 for KWD. Throws `MoneyError` for an unknown code. */
export function exponentOf(currency: string): number {
  const exponent = decimalsOf(currency);
  if (exponent === undefined) {
    throw new MoneyError('unknownCurrency', { currency });
  }
  return exponent;
}

/** A decimal with a point, as XML and JSON write it: `-1234.50`, `144.`, `.5`; no exponent, no thousand separators. */
const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?$/;

/** Longer than any amount; what is longer is refused before it costs anything to compute with. */
const LONGEST_DECIMAL = 60;

/**
 * Reads a decimal text into minor units, digit by digit: `parseMinor('12.5', 'DKK')` is 1250. Zeros beyond the currency's decimals say
 * nothing and are allowed (`100.00` JPY is 100); any other digit there throws `MoneyError`, as does what is no decimal or too large to hold.
 */
export function parseMinor(decimal: string, currency: string): number {
  const { negative, whole, fraction } = digitsOf(decimal);
  const exponent = exponentOf(currency);
  if (/[1-9]/.test(fraction.slice(exponent))) {
    throw new MoneyError(exponent === 0 ? 'noDecimals' : 'tooManyDecimals', { value: decimal, currency, decimals: exponent });
  }
  return exact(BigInt(whole + fraction.slice(0, exponent).padEnd(exponent, '0')), negative, decimal);
}

/**
 * Like `parseMinor`, but what lies beyond the currency's decimals is rounded, half away from zero. Only for figures that are measured in
 * finer units than the currency's (advertising cost in micros), and only after they have been summed.
 */
export function roundMinor(decimal: string, currency: string): number {
  const { negative, whole, fraction } = digitsOf(decimal);
  const exponent = exponentOf(currency);
  const truncated = BigInt(whole + fraction.slice(0, exponent).padEnd(exponent, '0'));
  return exact(fraction.charAt(exponent) >= '5' ? truncated + 1n : truncated, negative, decimal);
}

/** Writes minor units as a decimal text with the currency's decimals: `formatMinor(-5, 'DKK')` is `-0.05`. Undone by `parseMinor`. */
export function formatMinor(amountMinor: number, currency: string): string {
  const exponent = exponentOf(currency);
  const digits = Math.abs(amountMinor)
    .toFixed(0)
    .padStart(exponent + 1, '0');
  const sign = amountMinor < 0 ? '-' : '';
  return exponent === 0 ? sign + digits : `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/** The sum of amounts in minor units of one currency. Throws `MoneyError` when it can no longer be held exactly. */
export function sumMinor(amounts: Iterable<number>): number {
  let sum = 0;
  for (const amount of amounts) {
    sum += amount;
    if (!Number.isSafeInteger(sum)) throw new MoneyError('sumTooLarge');
  }
  return sum;
}

/** The exact sum of decimal texts, as a decimal text: `sumDecimals(['0.1', '0.2'])` is `0.3`. */
export function sumDecimals(decimals: Iterable<string>): string {
  const terms = Array.from(decimals, digitsOf);
  const scale = Math.max(0, ...terms.map((term) => term.fraction.length));
  const total = terms.reduce((sum, { negative, whole, fraction }) => {
    const units = BigInt(whole + fraction.padEnd(scale, '0'));
    return negative ? sum - units : sum + units;
  }, 0n);
  const digits = (total < 0n ? -total : total).toString().padStart(scale + 1, '0');
  const sign = total < 0n ? '-' : '';
  return scale === 0 ? sign + digits : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

function digitsOf(decimal: string): { negative: boolean; whole: string; fraction: string } {
  const [, sign, whole = '', fraction = ''] = DECIMAL.exec(decimal) ?? [];
  if ((whole === '' && fraction === '') || decimal.length > LONGEST_DECIMAL) {
    throw new MoneyError('notAnAmount', { value: decimal.slice(0, 40) });
  }
  return { negative: sign === '-', whole: whole || '0', fraction };
}

function exact(magnitude: bigint, negative: boolean, decimal: string): number {
  if (magnitude > BigInt(Number.MAX_SAFE_INTEGER)) {
    throw new MoneyError('amountTooLarge', { value: decimal.slice(0, 40), most: Number.MAX_SAFE_INTEGER });
  }
  return magnitude === 0n ? 0 : Number(negative ? -magnitude : magnitude);
}
