import { describe, expect, test } from 'vitest';
import { waterfallShape, type WaterfallDay } from './waterfall-shape.ts';

const size = { width: 600, height: 300, margin: { top: 10, right: 100, bottom: 30, left: 40 } };
const days: WaterfallDay[] = Array.from({ length: 20 }, (_, day) => ({
  label: String(day + 1),
  added: day < 14 ? [4, 3, 6, 2, 5][day % 5]! : null,
  promised: (day + 1) * 5,
}));

describe('the waterfall of a period', () => {
  test('each block stands where the one before it ended', () => {
    const { bars, y, totals } = waterfallShape(days, undefined, size);
    expect(bars).toHaveLength(14);
    for (const [index, bar] of bars.entries()) {
      const before = index === 0 ? 0 : totals[index - 1]!;
      expect(bar.y + bar.height).toBeCloseTo(y(before));
      expect(bar.y).toBeCloseTo(y(totals[index]!));
    }
  });

  test('a day that takes back hangs down, and a day of nothing has no height', () => {
    const { bars, y } = waterfallShape(
      [
        { label: '1', added: 5, promised: 3 },
        { label: '2', added: -2, promised: 6 },
        { label: '3', added: 0, promised: 9 },
      ],
      undefined,
      size,
    );
    expect(bars[1]!.y).toBeCloseTo(y(5));
    expect(bars[1]!.y + bars[1]!.height).toBeCloseTo(y(3));
    expect(bars[2]!.height).toBe(0);
  });

  test('everything stays inside the frame, at 390 px too', () => {
    for (const width of [300, 600, 1200]) {
      const shape = waterfallShape(days, { value: 87, low: 80, high: 140 }, { ...size, width });
      expect(shape.y(140)).toBeGreaterThanOrEqual(size.margin.top);
      expect(shape.x(19)).toBeLessThanOrEqual(width - size.margin.right);
      expect(shape.x(0)).toBeGreaterThanOrEqual(size.margin.left);
    }
  });

  test('the forecast starts at what is so far, and is gone when the period is over', () => {
    const { ahead, x, y, reached, totals } = waterfallShape(days, { value: 87, low: 80, high: 95 }, size);
    expect(ahead?.line.startsWith(`M${round(x(reached))},${round(y(totals[reached]!))}`)).toBe(true);
    const over = days.map((day) => ({ ...day, added: 1 }));
    expect(waterfallShape(over, { value: 20, low: 20, high: 20 }, size).ahead).toBeUndefined();
  });

  test('the labels at the end never overlap', () => {
    const { endLabels } = waterfallShape(days, { value: 99, low: 90, high: 105 }, size);
    expect(endLabels.forecast! - endLabels.promise).toBeGreaterThanOrEqual(17);
  });

  test('named days are written without touching each other, fewer where it is narrow', () => {
    const year = Array.from({ length: 252 }, (_, day) => ({
      label: String(day + 1),
      ...(day % 21 === 0 && { tick: `month ${day / 21}` }),
      added: 1,
      promised: day + 1,
    }));
    expect(waterfallShape(year, undefined, { ...size, width: 900 }).days).toHaveLength(12);
    const { days: written, x } = waterfallShape(year, undefined, { ...size, width: 390 });
    expect(written.length).toBeGreaterThan(3);
    for (const [index, day] of written.slice(1).entries()) expect(x(day) - x(written[index]!)).toBeGreaterThanOrEqual(36);
  });

  test('a period with no days yet draws nothing and does not break', () => {
    expect(waterfallShape([], { value: 1, low: 0, high: 2 }, size)).toMatchObject({ bars: [], promise: '' });
  });
});

const round = (value: number) => Math.round(value * 1000) / 1000;
