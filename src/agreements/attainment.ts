/** Attainment: what a clause of the agreement promises held against what was measured. */

/** `count` and `money` add up over the period; `rate` and `duration` (a median, a percentile) describe cases and need enough of them. */
export type MeasureKind = 'count' | 'money' | 'rate' | 'duration';

/** How what is promised stands. */
export type Course = 'on course' | 'at risk' | 'off course';

/** How a clause stands. The last two are honest refusals to judge. */
export type AttainmentState = Course | 'too few to say' | 'no data';

/** Where what adds up will end if it goes on like this, with the interval around it (see pace.ts). */
interface Outlook {
  readonly expected: number;
  readonly low: number;
  readonly high: number;
}

/** A clause and its measurement in one period. */
export interface Measurement {
  /** `>=`: at least the target is promised (leads delivered). `<=`: at most (hours until first contact). */
  readonly operator: '>=' | '<=';
  readonly target: number;
  readonly kind: MeasureKind;
  /** What was measured; null where nothing could be. */
  readonly value: number | null;
  /** Cases behind a rate or a duration. */
  readonly n: number;
  /** For what adds up, while the period runs: the part of the target that is due by now. The whole target if absent. */
  readonly promisedSoFar?: number;
  /** For what adds up, while the period runs: where it will end. */
  readonly projection?: Outlook | null;
  /** Whether the period is over: then a promise was kept or it was not, and nothing is at risk any more. */
  readonly over?: boolean;
}

export interface Attainment {
  readonly state: AttainmentState;
  /** The part of the promise that is kept, 1 = kept. More than 1 only for `>=`: a limit cannot be kept more than fully. Null where not judged. */
  readonly share: number | null;
}

/** Below this many cases a rate or a duration says nothing. */
export const FEWEST_CASES = 20;

/** A promise kept to this share is at risk; below it, off course. */
const AT_RISK_SHARE = 0.8;

/**
 * Judges one clause.
 *
 * - No value, or a rate or duration of no case: `no data`. Fewer than 20 cases: `too few to say`.
 * - `>=`: share = value ÷ what is promised by now. `<=`: share = limit ÷ value, at most 1.
 * - What adds up in a period that still runs is judged by where it will end (`courseOf`); its share is the evidence of today.
 * - Anything else is on course from share 1, at risk from 0.8, else off course.
 * - A limit on what adds up, without a projection (at most 10 complaints in 90 days), is at risk once it runs ahead of its pace, and off
 *   course when it is overstepped: what has been added cannot be taken back.
 * - Once the period is over, what would be at risk is off course.
 */
export function attainment(measurement: Measurement): Attainment {
  const { operator, target, kind, value, n, projection, over = false } = measurement;
  const addsUp = kind === 'count' || kind === 'money';
  if (value === null || (!addsUp && n === 0)) return { state: 'no data', share: null };
  if (!addsUp && n < FEWEST_CASES) return { state: 'too few to say', share: null };

  const promised = dueByNow(measurement);
  const share = operator === '>=' ? shareOf(value, promised) : shareOf(promised, Math.max(value, promised));
  if (addsUp && projection && !over)
    return { state: courseOf({ operator, target, value, promisedSoFar: promised, projection }), share };
  if (share >= 1) return { state: 'on course', share };
  const lost = over || (addsUp && operator === '<=' ? value > target : share < AT_RISK_SHARE);
  return { state: lost ? 'off course' : 'at risk', share };
}

/**
 * The one rule for what adds up while its period runs, for a clause and for the waterfall of the same promise. On course: nothing that is
 * due by now is missing, or the projection keeps the promise. At risk: only the better end of its interval does. Off course: not even that.
 */
export function courseOf({
  operator,
  target,
  value,
  promisedSoFar,
  projection,
}: Pick<Measurement, 'operator' | 'target'> & { value: number; promisedSoFar: number; projection: Outlook }): Course {
  const keeps = (figure: number, promise: number) => (operator === '>=' ? figure >= promise : figure <= promise);
  if (keeps(value, promisedSoFar) || keeps(projection.expected, target)) return 'on course';
  return keeps(operator === '>=' ? projection.high : projection.low, target) ? 'at risk' : 'off course';
}

/** The part of the target that is due by now; of things that are counted, whole ones. */
function dueByNow({ kind, target, over = false, promisedSoFar = target }: Measurement): number {
  if (over || kind === 'rate' || kind === 'duration') return target;
  return kind === 'count' ? Math.floor(promisedSoFar) : promisedSoFar;
}

/** Of nothing promised, everything is kept. Twelve digits, so that 0.16 of 0.2 is 0.8 and not a little less. */
function shareOf(part: number, whole: number): number {
  return whole > 0 ? Number((part / whole).toPrecision(12)) : 1;
}
