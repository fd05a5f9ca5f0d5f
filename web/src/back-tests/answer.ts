import { FEWEST_CASES } from '../../../src/back-tests/back-test.ts';
import type { BackTestItem } from '../../../src/back-tests/schema.ts';

type Result = NonNullable<BackTestItem['result']>;

export interface Answer {
  /** Sales-ready leads a month, as a mean of whole months; of the running month alone where there is no other. */
  readonly draft: number;
  readonly inForce: number | null;
  readonly handedOver: number;
  /** How many months the means are of. */
  readonly months: number;
}

/** What a back-test says in one sentence. The month that is still running is no whole month and left out. */
export function answerOf({ months }: Pick<Result, 'months'>): Answer {
  const whole = months.length > 1 ? months.slice(0, -1) : months;
  const mean = (of: (month: Result['months'][number]) => number) =>
    whole.reduce((sum, month) => sum + of(month), 0) / Math.max(1, whole.length);
  return {
    draft: mean(({ draft }) => draft),
    inForce: whole.some(({ inForce }) => inForce === null) ? null : mean(({ inForce }) => inForce ?? 0),
    handedOver: mean(({ handedOver }) => handedOver),
    months: whole.length,
  };
}

/** A share with what it stands on; null percent where the cases are too few to say. */
export interface ShareOf {
  readonly percent: number | null;
  readonly n: number;
}

export interface CriterionRow {
  readonly key: string;
  readonly labels: Result['criteria'][number]['labels'];
  /** Of the leads judged that met it, and that did not, the share sales accepted. */
  readonly met: ShareOf;
  readonly missed: ShareOf;
  /** Percentage points between the two; null where either is too few to say. */
  readonly difference: number | null;
}

/** The criteria against sales' verdict, the most telling first; those with too few cases last. */
export function criteriaAgainstVerdict(criteria: Result['criteria']): CriterionRow[] {
  return criteria
    .map(({ key, labels, metAccepted, metRejected, missedAccepted, missedRejected }) => {
      const met = share(metAccepted, metAccepted + metRejected);
      const missed = share(missedAccepted, missedAccepted + missedRejected);
      const difference = met.percent === null || missed.percent === null ? null : met.percent - missed.percent;
      return { key, labels, met, missed, difference };
    })
    .toSorted((a, b) => telling(b) - telling(a));
}

const telling = ({ difference }: CriterionRow) => (difference === null ? -1 : Math.abs(difference));

function share(part: number, n: number): ShareOf {
  return { percent: n < FEWEST_CASES ? null : (100 * part) / n, n };
}
