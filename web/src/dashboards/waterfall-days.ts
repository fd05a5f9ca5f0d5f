import type { WaterfallDay } from '../ui/waterfall-shape.ts';
import type { Pace } from './today.ts';

/**
 * The waterfall's days out of the pace's running totals: what each day added to the one before it, numbered by business day.
 * With `monthName` (long periods) the first business day of each month carries its name under the axis.
 */
export function waterfallDays(points: Pace['points'], monthName?: (day: string) => string): WaterfallDay[] {
  let before = 0;
  return points.map(({ day, index, actual, promised }, at) => {
    const added = actual === null ? null : actual - before;
    before = actual ?? before;
    const opensMonth = day.slice(0, 7) !== points[at - 1]?.day.slice(0, 7);
    return { label: String(index), added, promised, ...(monthName && opensMonth && { tick: monthName(day) }) };
  });
}
