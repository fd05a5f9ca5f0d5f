import { max, nice, ticks } from 'd3-array';
import { area, line } from 'd3-shape';

export interface WaterfallDay {
  readonly label: string;
  /** What stands under the axis at this day. Where any day has one, only those are written; else the first, every fifth and the last. */
  readonly tick?: string;
  /** What this business day added; null for a day that has not come. */
  readonly added: number | null;
  /** What was promised up to and with this day. */
  readonly promised: number;
}

export interface Forecast {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface WaterfallSize {
  readonly width: number;
  readonly height: number;
  readonly margin: { readonly top: number; readonly right: number; readonly bottom: number; readonly left: number };
}

/** The smallest distance between the centres of the two end labels, in pixels. */
const labelDistance = 17;

/**
 * Positions of a cumulative waterfall over the business days of a period, in pixels: a block for each day from the total before it to the
 * total after it, the promise as a line, the forecast as a dashed line with its band from the last day that has come to the last of all.
 */
export function waterfallShape(days: readonly WaterfallDay[], forecast: Forecast | undefined, size: WaterfallSize) {
  const { width, height, margin } = size;
  const totals = runningTotals(days);
  const reached = totals.findLastIndex((total) => total !== null);
  const last = days.length - 1;
  const top = max([...days.map(({ promised }) => promised), ...totals.map((total) => total ?? 0), forecast?.high ?? 0, 1]) ?? 1;
  const bottom = Math.min(0, ...totals.map((total) => total ?? 0));
  const [lowest, highest] = nice(bottom, top, 5);
  const y = (value: number) =>
    height - margin.bottom - ((value - lowest) / (highest - lowest)) * (height - margin.top - margin.bottom);
  const step = (width - margin.left - margin.right) / Math.max(1, days.length);
  const x = (day: number) => margin.left + step * (day + 0.5);
  const barWidth = Math.max(3, Math.min(18, step * 0.62));

  const bars = days.flatMap(({ added }, day) => {
    if (added === null) return [];
    const from = y((totals[day] ?? 0) - added);
    const to = y(totals[day] ?? 0);
    return [
      {
        day,
        x: x(day) - barWidth / 2,
        y: Math.min(from, to),
        width: barWidth,
        height: Math.max(added === 0 ? 0 : 2, Math.abs(from - to)),
      },
    ];
  });
  const joints = bars.slice(1).map(({ day }) => ({ day, x1: x(day - 1), x2: x(day), y: y(totals[day - 1] ?? 0) }));
  const promise =
    line<WaterfallDay>(
      (_, day) => x(day),
      ({ promised }) => y(promised),
    )(days) ?? '';

  let ahead: { line: string; band: string } | undefined;
  if (forecast && reached >= 0 && reached < last) {
    const start = { at: x(reached), value: totals[reached] ?? 0, low: totals[reached] ?? 0, high: totals[reached] ?? 0 };
    const ends = [start, { at: x(last), ...forecast }];
    ahead = {
      line:
        line<(typeof ends)[number]>(
          ({ at }) => at,
          ({ value }) => y(value),
        )(ends) ?? '',
      band:
        area<(typeof ends)[number]>(
          ({ at }) => at,
          ({ low }) => y(low),
          ({ high }) => y(high),
        )(ends) ?? '',
    };
  }

  const promisedEnd = days[last]?.promised ?? 0;
  const endLabels = apart(y(promisedEnd), ahead && forecast ? y(forecast.value) : undefined);
  return {
    x,
    y,
    step,
    bars,
    joints,
    promise,
    ahead,
    endLabels,
    totals,
    reached,
    ticks: ticks(lowest, highest, 5),
    days: ticksWithRoom(days, step),
  };
}

function runningTotals(days: readonly WaterfallDay[]): (number | null)[] {
  let total = 0;
  return days.map(({ added }) => (added === null ? null : (total += added)));
}

/** The smallest distance between two words under the axis, in pixels. */
const tickDistance = 36;

/** The days written under the axis, fewer where they would touch. */
function ticksWithRoom(days: readonly WaterfallDay[], step: number): number[] {
  const named = days.flatMap(({ tick }, day) => (tick === undefined ? [] : [day]));
  if (named.length === 0) return dayTicks(days.length);
  const every = Math.ceil(tickDistance / ((step * days.length) / named.length));
  return named.filter((_, index) => index % every === 0);
}

/** Which days get a number under the axis: the first, every fifth and the last, unless it would touch its neighbour. */
function dayTicks(count: number): number[] {
  const every = count > 31 ? 10 : 5;
  const days = [0];
  for (let day = every - 1; day < count; day += every) if (day > 0) days.push(day);
  if (count - 1 - (days.at(-1) ?? 0) >= 3) days.push(count - 1);
  return days;
}

/** Moves two labels apart around their middle when they would overlap. */
function apart(promise: number, forecast: number | undefined) {
  if (forecast === undefined || Math.abs(promise - forecast) >= labelDistance) return { promise, forecast };
  const middle = (promise + forecast) / 2;
  const sign = forecast >= promise ? 1 : -1;
  return { promise: middle - (sign * labelDistance) / 2, forecast: middle + (sign * labelDistance) / 2 };
}
