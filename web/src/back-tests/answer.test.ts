import { describe, expect, test } from 'vitest';
import { answerOf, criteriaAgainstVerdict } from './answer.ts';

const month = (name: string, draft: number, inForce: number | null, handedOver: number) => ({
  month: name,
  draft,
  inForce,
  handedOver,
});

describe('the answer of a back-test', () => {
  test('is the mean of whole months; the one that is running is left out', () => {
    const months = [month('2026-09', 12, 8, 7), month('2026-10', 16, 10, 8), month('2026-11', 2, 1, 1)];
    expect(answerOf({ months })).toEqual({ draft: 14, inForce: 9, handedOver: 7.5, months: 2 });
  });

  test('is of the running month where there is no other, and compares with nothing where nothing was in force', () => {
    expect(answerOf({ months: [month('2026-11', 3, null, 1)] })).toEqual({ draft: 3, inForce: null, handedOver: 1, months: 1 });
  });
});

describe('the criteria against sales’ verdict', () => {
  const criterion = (key: string, counts: [number, number, number, number]) => ({
    key,
    part: 'hard' as const,
    labels: null,
    metAccepted: counts[0],
    metRejected: counts[1],
    missedAccepted: counts[2],
    missedRejected: counts[3],
  });

  test('stand with the most telling first and those of fewer than 20 cases last, without a figure', () => {
    const rows = criteriaAgainstVerdict([
      criterion('few', [10, 9, 20, 20]),
      criterion('little', [11, 9, 10, 10]),
      criterion('much', [18, 2, 5, 15]),
      criterion('against', [5, 15, 15, 5]),
    ]);
    expect(rows.map(({ key }) => key)).toEqual(['much', 'against', 'little', 'few']);
    expect(rows[0]).toMatchObject({ met: { percent: 90, n: 20 }, missed: { percent: 25, n: 20 }, difference: 65 });
    expect(rows[1]?.difference).toBe(-50);
    expect(rows[3]).toMatchObject({ met: { percent: null, n: 19 }, missed: { percent: 50, n: 40 }, difference: null });
  });
});
