import type { Metric, Ratio } from './metric.ts';

/** What a set of cases adds up to, before a metric makes a figure of it. */
export interface Tally {
  n: number;
  /** Cases that can be a hit or not, and those that are. */
  judged: number;
  hits: number;
  /** Cases whose value is known, and the sum of their values. */
  valued: number;
  total: number;
  median: number | null;
  p90: number | null;
  calendarMedian: number | null;
  calendarP90: number | null;
}

/** A metric has one part, `over`; a ratio divides it by `under`. A part without a case has no tally. */
export interface Tallies {
  over?: Tally | undefined;
  under?: Tally | undefined;
}

export interface FigureValue {
  value: number | null;
  n: number;
  p90?: number | null;
  calendar?: { value: number | null; p90: number | null };
  unconverted?: number;
}

const nothing: Tally = {
  n: 0,
  judged: 0,
  hits: 0,
  valued: 0,
  total: 0,
  median: null,
  p90: null,
  calendarMedian: null,
  calendarP90: null,
};

/**
 * The figure a metric makes of its cases. Without cases a count or a sum is 0 only where records of its kind are kept at all (`known`);
 * a share, a median and a ratio without cases are null: no data is never a zero.
 */
export function figureOf({ unit, aggregate }: Pick<Metric, 'unit' | 'aggregate'>, tallies: Tallies, known: boolean): FigureValue {
  const { over = nothing, under = nothing } = tallies;
  const unconverted =
    unit === 'money' || unit === 'ratio'
      ? { unconverted: missing(over, aggregate, 'over') + missing(under, aggregate, 'under') }
      : {};
  if (aggregate === 'count') return { value: known || over.n > 0 ? over.n : null, n: over.n };
  if (aggregate === 'share') return { value: over.judged > 0 ? (100 * over.hits) / over.judged : null, n: over.judged };
  if (aggregate === 'sum') return { value: sumOf(over, known), n: over.valued, ...unconverted };
  if (aggregate === 'median')
    return { value: over.median, n: over.valued, p90: over.p90, calendar: { value: over.calendarMedian, p90: over.calendarP90 } };

  const amount = (tally: Tally, how: 'count' | 'sum') =>
    how === 'sum' ? sumOf(tally, known) : known || tally.n > 0 ? tally.n : null;
  const [top, bottom] = [amount(over, aggregate.over), amount(under, aggregate.under)];
  const n = casesIn(aggregate.casesOf === 'over' ? over : under, aggregate[aggregate.casesOf]);
  if (top === null || !bottom) return { value: null, n, ...unconverted };
  const quotient = top / bottom;
  return { value: unit === 'percent' ? 100 * quotient : unit === 'money' ? halfToEven(quotient) : quotient, n, ...unconverted };
}

function sumOf({ n, valued, total }: Tally, known: boolean): number | null {
  return valued > 0 || (known && n === 0) ? total : null;
}

const casesIn = ({ n, valued }: Tally, how: 'count' | 'sum') => (how === 'sum' ? valued : n);

/** Cases left out of a sum because their value is not known; what is only counted needs none. */
function missing({ n, valued }: Tally, aggregate: Metric['aggregate'], part: 'over' | 'under'): number {
  const sums =
    typeof aggregate === 'string' ? aggregate === 'sum' && part === 'over' : (aggregate satisfies Ratio)[part] === 'sum';
  return sums ? n - valued : 0;
}

function halfToEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  return rest > 0.5 || (rest === 0.5 && floor % 2 !== 0) ? floor + 1 : floor;
}
