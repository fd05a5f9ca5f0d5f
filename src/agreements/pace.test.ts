import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Delivery, pace, spread, typicalCase } from './pace.ts';

// September 2026 has 22 business days; the 5th and the 6th are a weekend.
const september = Array.from({ length: 30 }, (_, index) => `2026-09-${String(index + 1).padStart(2, '0')}`).filter(
  (day) => ![0, 6].includes(new Date(day).getUTCDay()),
);
const promise = spread(110, september);
const each = (amount: number, days: readonly string[]): Delivery[] => days.map((day) => ({ day, amount }));
const upTo = (asOf: string) => september.filter((day) => day <= asOf);

describe('the waterfall', () => {
  test('sets what came against what was promised, day by day, and leaves the future open', () => {
    const { points } = pace({ days: promise, deliveries: each(4, upTo('2026-09-02')), asOf: '2026-09-02' });
    expect(points.slice(0, 3)).toEqual([
      { day: '2026-09-01', promised: 5, actual: 4, delta: -1 },
      { day: '2026-09-02', promised: 10, actual: 8, delta: -2 },
      { day: '2026-09-03', promised: 15, actual: null, delta: null },
    ]);
    expect(points).toHaveLength(22);
  });

  test('ends at exactly the target, though days are parts of it', () => {
    expect(pace({ days: spread(100, september.slice(0, 21)), deliveries: [], asOf: '2026-09-30' }).points.at(-1)?.promised).toBe(
      100,
    );
  });

  test('counts what came on a weekend with the Friday before', () => {
    const deliveries = each(1, ['2026-09-04', '2026-09-05', '2026-09-06', '2026-09-07']);
    const { points, actual } = pace({ days: promise, deliveries, asOf: '2026-09-06' });
    expect(points[3]).toMatchObject({ day: '2026-09-04', actual: 3 });
    expect(points[4]).toMatchObject({ day: '2026-09-07', actual: null });
    expect(actual).toBe(3);
  });

  test('follows a promise that a new version of the agreement raised in the middle', () => {
    const days = [...spread(10, ['2026-09-01', '2026-09-02']), ...spread(30, ['2026-09-03', '2026-09-04'])];
    expect(pace({ days, deliveries: [], asOf: '2026-09-04' }).points.map(({ promised }) => promised)).toEqual([5, 10, 25, 40]);
  });
});

describe('the pace', () => {
  test('tells what is behind, what each day left must bring and where it ends', () => {
    const half = pace({ days: promise, deliveries: each(4, upTo('2026-09-15')), asOf: '2026-09-15' });
    expect(half).toMatchObject({ target: 110, promisedSoFar: 55, actual: 44, delta: -11, requiredPerDay: 6 });
    expect(half.projection?.expected).toBe(88);
  });

  test('is on course when the projection reaches the target, at risk when only luck does, else off course', () => {
    const stateAt = (daily: number) =>
      pace({ days: promise, deliveries: each(daily, upTo('2026-09-15')), asOf: '2026-09-15' }).state;
    expect([5, 4.5, 3].map(stateAt)).toEqual(['on course', 'at risk', 'off course']);
  });

  test('is on course while nothing due is missing, though the promise grows later on', () => {
    const days = [...spread(10, september.slice(0, 10)), ...spread(120, september.slice(10))];
    const kept = pace({ days, deliveries: each(1, september.slice(0, 10)), asOf: september[9] ?? '' });
    expect(kept).toMatchObject({ actual: 10, promisedSoFar: 10, state: 'on course' });
    expect(kept.projection?.high).toBeLessThan(130);
  });

  test('is decided when the period is over', () => {
    const over = (daily: number) => pace({ days: promise, deliveries: each(daily, september), asOf: '2026-10-01' });
    expect(over(5)).toMatchObject({
      state: 'on course',
      requiredPerDay: null,
      projection: { expected: 110, low: 110, high: 110 },
    });
    expect(over(4.9).state).toBe('off course');
  });

  test('asks for nothing more once the target is reached', () => {
    expect(pace({ days: promise, deliveries: each(200, ['2026-09-01']), asOf: '2026-09-01' }).requiredPerDay).toBe(0);
  });

  test('is unknown, not zero, without data or before the first day', () => {
    const unknown = { actual: null, delta: null, requiredPerDay: null, projection: null, state: null };
    expect(pace({ days: promise, deliveries: null, asOf: '2026-09-15' })).toMatchObject({ promisedSoFar: 55, ...unknown });
    expect(pace({ days: promise, deliveries: [], asOf: '2026-08-31' })).toMatchObject({
      actual: 0,
      projection: null,
      state: null,
    });
    expect(pace({ days: [], deliveries: [], asOf: '2026-08-31' })).toMatchObject({ target: 0, projection: null, state: null });
  });

  test('takes a measured zero for what it is', () => {
    const silent = pace({ days: promise, deliveries: [], asOf: '2026-09-15' });
    expect(silent).toMatchObject({ actual: 0, delta: -55, state: 'off course', projection: { expected: 0, low: 0 } });
    expect(silent.projection?.high).toBeGreaterThan(0);
  });
});

describe('the interval of a projection', () => {
  const projected = (actual: number, elapsedDays: number, caseSize = 1) =>
    pace({ days: promise, deliveries: each(actual, ['2026-09-01']), asOf: september[elapsedDays - 1] ?? '', caseSize })
      .projection;

  test('holds the outcome of about 80 of 100 simulated periods', () => {
    // A linear congruential generator keeps the simulation the same in every run.
    let seed = 42;
    const random = () => (seed = (seed * 1_664_525 + 1_013_904_223) % 2 ** 32) / 2 ** 32;
    const poisson = (mean: number) => {
      let count = -1;
      for (let product = 1; product > Math.exp(-mean); count++) product *= random();
      return count;
    };
    let held = 0;
    const periods = 2000;
    for (let period = 0; period < periods; period++) {
      const soFar = poisson(40);
      const total = soFar + poisson(48);
      const { low, high } = projected(soFar, 10) ?? { low: 0, high: 0 };
      if (low <= total && total <= high) held++;
    }
    expect(held / periods).toBeGreaterThan(0.77);
    expect(held / periods).toBeLessThan(0.86);
  });

  test('holds the projection, never goes below what is there already, and narrows as days pass', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 1, max: 21 }), (actual, elapsedDays) => {
        const projection = projected(actual, elapsedDays);
        const later = projected(actual, elapsedDays + 1);
        if (!projection || !later) throw new Error('There are days elapsed, so there is a projection.');
        expect(projection.low).toBeGreaterThanOrEqual(actual);
        expect(projection.low).toBeLessThanOrEqual(projection.expected);
        expect(projection.high).toBeGreaterThanOrEqual(projection.expected);
        expect(later.high).toBeLessThanOrEqual(projection.high);
      }),
    );
  });

  test('is wider for money in few big cases than in many small ones', () => {
    const width = (caseSize: number) => {
      const { low, high } = projected(1_000_000, 10, caseSize) ?? { low: 0, high: 0 };
      return high - low;
    };
    expect(width(100_000)).toBeGreaterThan(2 * width(10_000));
    expect(typicalCase([100, 100, 100])).toBe(100);
    expect(typicalCase([10, 10, 980])).toBeCloseTo(960.6, 6);
    expect(typicalCase([])).toBeNull();
  });
});
