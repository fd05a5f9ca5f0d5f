/**
 * Pace: the waterfall of a period, cumulative actual against cumulative promise over its business days, and where it will end.
 * Works alike for leads (amount 1 each) and for lead value (minor units). No data stays null; a null is never a zero.
 */

import { courseOf, type Course } from './attainment.ts';

/** A business day of the period (`2026-09-23`) and the amount promised for it. */
export interface PromisedDay {
  readonly day: string;
  readonly promised: number;
}

/** What was delivered on a local date. */
export interface Delivery {
  readonly day: string;
  readonly amount: number;
}

export interface PaceInput {
  /** The business days of the period in order. Days under different versions of the agreement carry different promises. */
  readonly days: readonly PromisedDay[];
  /** What was delivered, in any order, several a day or none; null where it could not be measured. */
  readonly deliveries: readonly Delivery[] | null;
  /** The last local date that counts as elapsed. Give yesterday to leave a day that is still running out of the judgement. */
  readonly asOf: string;
  /** What one case amounts to: 1 for leads, `typicalCase` of the single values for money. */
  readonly caseSize?: number;
}

/** A business day in the waterfall, all cumulative. `actual` and `delta` (actual − promised) are null in the future and without data. */
export interface PacePoint {
  readonly day: string;
  readonly promised: number;
  readonly actual: number | null;
  readonly delta: number | null;
}

/** The period's total if it goes on like this, with the interval that holds it in 80 of 100 periods. */
export interface Projection {
  readonly expected: number;
  readonly low: number;
  readonly high: number;
}

export interface Pace {
  readonly points: readonly PacePoint[];
  readonly target: number;
  readonly promisedSoFar: number;
  readonly actual: number | null;
  /** Ahead of the promise by this much, behind it if negative. */
  readonly delta: number | null;
  /** What each business day left must bring, 0 if the target is reached; null when no day is left or nothing is known. */
  readonly requiredPerDay: number | null;
  readonly projection: Projection | null;
  /** By the rule of `courseOf`, which judges the clause of the same promise too; null where nothing is projected. */
  readonly state: Course | null;
}

/** The probability left out at either side of the interval: 10 % + 10 % leave 80 %. */
const TAIL = 0.1;

/** A target spread evenly over business days. */
export function spread(target: number, days: readonly string[]): PromisedDay[] {
  return days.map((day) => ({ day, promised: target / days.length }));
}

/**
 * The waterfall and pace of a period.
 *
 * Deliveries on days off belong to the business day before them (before the first one: to the first), so the last point is the whole period.
 * Required pace = (target − actual) ÷ business days left; projection = actual ÷ share of business days elapsed.
 */
export function pace({ days, deliveries, asOf, caseSize = 1 }: PaceInput): Pace {
  const elapsedDays = days.filter(({ day }) => day <= asOf).length;
  const daysLeft = days.length - elapsedDays;
  const delivered = (before: string | undefined) =>
    deliveries &&
    sum(deliveries.filter(({ day }) => day <= asOf && (before === undefined || day < before)).map(({ amount }) => amount));

  let promised = 0;
  const points = days.map((each, index): PacePoint => {
    promised += each.promised;
    const actual = index < elapsedDays ? delivered(days[index + 1]?.day) : null;
    return { day: each.day, promised: withoutNoise(promised), actual, delta: minus(actual, withoutNoise(promised)) };
  });

  const target = withoutNoise(promised);
  const promisedSoFar = points[elapsedDays - 1]?.promised ?? 0;
  const actual = delivered(undefined);
  const projection = actual === null || elapsedDays === 0 ? null : project(actual, elapsedDays, daysLeft, caseSize);
  return {
    points,
    target,
    promisedSoFar,
    actual,
    delta: minus(actual, promisedSoFar),
    requiredPerDay: actual === null || daysLeft === 0 ? null : Math.max(0, target - actual) / daysLeft,
    projection,
    state:
      actual === null || projection === null
        ? null
        : courseOf({ operator: '>=', target, value: actual, promisedSoFar: Math.floor(promisedSoFar), projection }),
  };
}

/**
 * The size of a case for money: sum of squares ÷ sum. A few big cases make a total as uncertain as a small number of equal ones of this size
 * would (compound Poisson). Null without a case.
 */
export function typicalCase(values: readonly number[]): number | null {
  const total = sum(values);
  return total > 0 ? sum(values.map((value) => value * value)) / total : null;
}

/**
 * Cases arrive as a Poisson process whose pace is itself only known from the days elapsed (Jeffreys prior). What is still to come is then
 * negative binomial, and the interval closes on the actual as the period ends.
 */
function project(actual: number, elapsedDays: number, daysLeft: number, caseSize: number): Projection {
  const expected = withoutNoise((actual * (elapsedDays + daysLeft)) / elapsedDays);
  if (daysLeft === 0) return { expected, low: expected, high: expected };
  const [low, high] = toCome(Math.max(0, actual) / caseSize + 0.5, daysLeft / (elapsedDays + daysLeft));
  return { expected, low: Math.min(expected, actual + low * caseSize), high: Math.max(expected, actual + high * caseSize) };
}

/**
 * The 10 % and 90 % quantiles of the negative binomial distribution with weights Γ(shape + j) ÷ j! × failure^j. The weights are summed outwards
 * from the most likely count, where they neither under- nor overflow.
 */
function toCome(shape: number, failure: number): [low: number, high: number] {
  const mode = Math.max(0, Math.floor(((shape - 1) * failure) / (1 - failure)));
  const negligible = 1e-12;
  const below: number[] = [];
  for (let count = mode, weight = 1; count > 0; count--) {
    weight /= ((shape + count - 1) / count) * failure;
    if (weight < negligible) break;
    below.push(weight);
  }
  const above: number[] = [];
  for (let count = mode, weight = 1; weight >= negligible; count++) {
    above.push(weight);
    weight *= ((shape + count) / (count + 1)) * failure;
  }
  const weights = [...below.toReversed(), ...above];
  const first = mode - below.length;
  return [first + quantile(weights, TAIL), first + quantile(weights, 1 - TAIL)];
}

/** The first index by which a share of the whole weight is reached. */
function quantile(weights: readonly number[], share: number): number {
  const enough = sum(weights) * share;
  let reached = 0;
  return weights.findIndex((weight) => (reached += weight) >= enough);
}

function minus(actual: number | null, promised: number): number | null {
  return actual === null ? null : withoutNoise(actual - promised);
}

/** Twelve digits: a hundred leads over 21 days shall add up to a hundred. */
function withoutNoise(value: number): number {
  return Number(value.toPrecision(12));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
