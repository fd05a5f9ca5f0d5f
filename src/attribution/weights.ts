/**
 * How much each touch of a journey weighs, oldest touch first. Weights are relative: only their ratio matters. The models that
 * can are in whole numbers, so that splitting money by them is exact. `count` is at least 1.
 */

/** All to the first touch. */
export function firstWeights(count: number): number[] {
  return Array.from({ length: count }, (_, index) => (index === 0 ? 1 : 0));
}

/** All to the last touch. */
export function lastWeights(count: number): number[] {
  return Array.from({ length: count }, (_, index) => (index === count - 1 ? 1 : 0));
}

/** The same to every touch. */
export function linearWeights(count: number): number[] {
  return Array.from({ length: count }, () => 1);
}

/** 40 % to the first and to the last, 20 % shared by those between; one touch takes all, two take half each. */
export function positionWeights(count: number): number[] {
  if (count <= 2) return linearWeights(count);
  const end = 2 * (count - 2); // 40 : 40 : 20 ÷ (n − 2) = 2(n − 2) : 2(n − 2) : 1
  return Array.from({ length: count }, (_, index) => (index === 0 || index === count - 1 ? end : 1));
}

/**
 * 30 % each to the first touch, the touch that made the lead and the touch that made the deal; 10 % shared by the rest.
 * A touch that is two of these carries both; a milestone without a touch, and the rest where there is none, leave their share
 * to the others in proportion.
 *
 * @param leadTouch index of the touch that made the lead; undefined if there is none
 * @param dealTouch index of the touch that made the deal; undefined if there is none
 */
export function wShapedWeights(count: number, leadTouch: number | undefined, dealTouch: number | undefined): number[] {
  const milestones = [0, leadTouch, dealTouch].filter((index) => index !== undefined);
  const rest = count - new Set(milestones).size;
  const weights = Array.from({ length: count }, () => 0);
  for (const index of milestones) weights[index] = (weights[index] ?? 0) + 3 * Math.max(rest, 1); // 30 : 10 ÷ rest = 3 × rest : 1
  return weights.map((weight) => (weight === 0 ? 1 : weight));
}

/**
 * Half the weight for every half-life of age.
 *
 * @param ages in the unit of `halfLife`, any order. Measured from the youngest, so that very old journeys do not vanish
 */
export function timeDecayWeights(ages: readonly number[], halfLife: number): number[] {
  const youngest = ages.reduce((least, age) => Math.min(least, age), Infinity);
  return ages.map((age) => 2 ** (-(age - youngest) / halfLife));
}
