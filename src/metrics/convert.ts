import { exponentOf, isCurrency } from '../revenue/money.ts';

/**
 * An amount in another currency's minor units, rounded once, half to even, so that many halves do not add up to a drift.
 * @param rate units of `to` for one unit of `from`, as a decimal text such as "7.4605"
 * @returns null where either is no currency of ISO 4217
 */
export function convertMinor(amountMinor: number, from: string, to: string, rate: string): number | null {
  if (!isCurrency(from) || !isCurrency(to)) return null;
  const [whole = '', fraction = ''] = rate.split('.');
  const dividend = BigInt(amountMinor) * BigInt(whole + fraction) * 10n ** BigInt(exponentOf(to));
  return Number(divideHalfToEven(dividend, 10n ** BigInt(fraction.length + exponentOf(from))));
}

/** A quotient of whole numbers rounded to the nearest whole number, halves to the even one. */
export function divideHalfToEven(dividend: bigint, divisor: bigint): bigint {
  const negative = dividend < 0n !== divisor < 0n;
  const [top, bottom] = [magnitude(dividend), magnitude(divisor)];
  const quotient = top / bottom;
  const twice = (top % bottom) * 2n;
  const rounded = twice > bottom || (twice === bottom && quotient % 2n === 1n) ? quotient + 1n : quotient;
  return negative ? -rounded : rounded;
}

const magnitude = (value: bigint) => (value < 0n ? -value : value);
