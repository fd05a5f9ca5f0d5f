import type { WaterfallDay } from '../ui/waterfall-shape.ts';
import type { Pace } from './today.ts';

/**
 * The days of the pace as the waterfall draws them, numbered by business day. With `monthName` (long periods) the first business day of
 * each month carries its name under the axis.
 */
export function waterfallDays(points: Pace['points'], monthName?: (day: string) => string): WaterfallDay[] {
  return points.map(({ day, index, added, promised }, at) => {
    const opensMonth = day.slice(0, 7) !== points[at - 1]?.day.slice(0, 7);
    return { label: String(index), added, promised, ...(monthName && opensMonth && { tick: monthName(day) }) };
  });
}
