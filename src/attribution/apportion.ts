/**
 * Splits a whole amount by weight so that the parts sum exactly to it (largest remainder, also called Hamilton's method).
 *
 * Every part is its exact share rounded down; the units left over go, one each, to the largest remainders, the earlier part
 * first when two are equal. A negative amount (a credit note) is split as its positive twin, so that it undoes it unit by unit.
 *
 * @param amountMinor integer minor units of any currency, also negative
 * @param weights not negative and not all zero; whole numbers are used exactly
 * @returns as many integers as there are weights
 * @throws RangeError if the amount is no safe integer or the weights cannot carry it
 */
export function apportion(amountMinor: number, weights: readonly number[]): number[] {
  if (!Number.isSafeInteger(amountMinor)) throw new RangeError(`amount must be whole minor units, not ${amountMinor}`);
  if (weights.some((weight) => !(weight >= 0 && weight < Infinity)))
    throw new RangeError('weights must be finite and not negative');
  const exact = wholeWeights(weights);
  const sum = exact.reduce((total, weight) => total + weight, 0n);
  if (sum === 0n) throw new RangeError('at least one weight must be above zero');

  const amount = BigInt(Math.abs(amountMinor));
  const parts = exact.map((weight, index) => ({ index, whole: (amount * weight) / sum, remainder: (amount * weight) % sum }));
  const left = Number(parts.reduce((rest, part) => rest - part.whole, amount));
  const byRemainder = parts.toSorted((a, b) =>
    a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1,
  );
  for (const part of byRemainder.slice(0, left)) part.whole += 1n;

  return parts.map((part) => (amountMinor < 0 ? 0 - Number(part.whole) : Number(part.whole)));
}

/** Whole weights stay as they are; fractions are scaled to 52 bits of the largest, more than any amount of money can resolve. */
function wholeWeights(weights: readonly number[]): bigint[] {
  if (weights.every(Number.isSafeInteger)) return weights.map(BigInt);
  const largest = Math.max(...weights);
  return weights.map((weight) => BigInt(Math.round((weight / largest) * 2 ** 52)));
}
