import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  capacity,
  leadsNeeded,
  leadsNeededBySegment,
  leadsNeededInTwoSteps,
  leadValue,
  leadValues,
  repLoad,
} from './leads-needed.ts';

describe('the leads that a goal needs', () => {
  test.each([
    ['7 customers at 5 %', { goal: 7, averageDealValue: 1, customerRate: 0.05 }, { customers: 7, leads: 140 }],
    [
      '2 leads of sales itself come off',
      { goal: 100_000, averageDealValue: 25_000, customerRate: 0.25, selfSourced: 2 },
      { customers: 4, leads: 14 },
    ],
    [
      'a part of a customer is a customer',
      { goal: 7_500_000, averageDealValue: 85_000, customerRate: 1 },
      { customers: 89, leads: 89 },
    ],
    ['half of them buy', { goal: 5000, averageDealValue: 100, customerRate: 0.5 }, { customers: 50, leads: 100 }],
    [
      'marketing brings 60 % of the goal',
      { goal: 1_000_000, marketingShare: 0.6, averageDealValue: 50_000, customerRate: 0.1 },
      { customers: 12, leads: 120 },
    ],
    [
      'sales finds more than is needed',
      { goal: 100, averageDealValue: 100, customerRate: 0.5, selfSourced: 5 },
      { customers: 1, leads: 0 },
    ],
    ['nothing is aimed at', { goal: 0, averageDealValue: 100, customerRate: 0.5 }, { customers: 0, leads: 0 }],
  ])('%s', (_, goal, needed) => {
    expect(leadsNeeded(goal)).toEqual(needed);
  });

  test('come out whole when the division does, whatever binary fractions make of it', () => {
    // 21 ÷ 0.7 is a little more than 30 in floating point, 0.07 × 100 a little more than 7.
    expect(leadsNeeded({ goal: 21, averageDealValue: 1, customerRate: 0.7 }).leads).toBe(30);
    expect(leadsNeeded({ goal: 100, marketingShare: 0.07, averageDealValue: 1, customerRate: 0.05 })).toEqual({
      customers: 7,
      leads: 140,
    });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 100 }), (leads, percent) => {
        const customers = (leads * percent) / 100;
        fc.pre(Number.isInteger(customers));
        expect(leadsNeeded({ goal: customers, averageDealValue: 1, customerRate: percent / 100 }).leads).toBe(leads);
      }),
    );
  });

  test('in two steps are rounded once, at the end', () => {
    expect(leadsNeededInTwoSteps({ goal: 250_000, averageDealValue: 100_000, winRate: 0.25, opportunityRate: 0.5 })).toEqual({
      customers: 3,
      leads: 20,
    });
    expect(
      leadsNeededInTwoSteps({ goal: 5000, averageDealValue: 100, winRate: 0.5, opportunityRate: 0.2, selfSourced: 40 }).leads,
    ).toBe(460);
  });

  test('are summed over segments, each by its own rates', () => {
    const nordic = { name: 'Nordic', goal: 100_000, averageDealValue: 25_000, customerRate: 0.25 };
    const dutch = { name: 'Dutch', goal: 5000, averageDealValue: 100, winRate: 0.5, opportunityRate: 0.2 };
    const needed = leadsNeededBySegment([nordic, dutch]);
    expect(needed).toMatchObject({ customers: 54, leads: 516 });
    expect(needed.segments.map((part) => [part.segment.name, part.leads])).toEqual([
      ['Nordic', 16],
      ['Dutch', 500],
    ]);
  });

  test.each([
    [{ goal: -1, averageDealValue: 1, customerRate: 0.5 }, 'goal must be'],
    [{ goal: 1, averageDealValue: 0, customerRate: 0.5 }, 'averageDealValue must be'],
    [{ goal: 1, averageDealValue: 1, customerRate: 0 }, 'customerRate must be'],
    [{ goal: 1, averageDealValue: 1, customerRate: 5 }, 'customerRate must be'],
    [{ goal: 1, averageDealValue: 1, customerRate: 0.5, marketingShare: Number.NaN }, 'marketingShare must be'],
  ])('are not computed from %j', (goal, message) => {
    expect(() => leadsNeeded(goal)).toThrow(message);
  });
});

test('the load of a rep: 100 leads become 5 customers, and ten reps work 1,000 leads', () => {
  const steps = [
    { name: 'connects', rate: 0.5 },
    { name: 'discovery calls', rate: 0.6 },
    { name: 'demos', rate: 0.5 },
    { name: 'customers', rate: 1 / 3 },
  ];
  expect(repLoad(100, steps).map(({ count }) => count)).toEqual([100, 50, 30, 15, 5]);
  expect(repLoad(10 * 100, steps).map(({ count }) => count)).toEqual([1000, 500, 300, 150, 50]);
});

describe('the value of a lead', () => {
  test('is the chance to win times what is won', () => {
    expect(leadValue([0.05], 10_000)).toBe(500);
    expect(leadValue([0.3, 0.25], 5000)).toBe(375);
  });

  test('is drawn to the mean of all types when cases are few', () => {
    const [referral, download] = leadValues([
      { type: 'referral', leads: 1, won: 1, wonAmountMinor: 1_000_000 },
      { type: 'download', leads: 1999, won: 99, wonAmountMinor: 99_000_000 },
    ]);
    expect(referral?.winRate).toBeCloseTo((1 + 20 * 0.05) / 21, 12);
    expect(referral?.amountMinor).toBe(Math.round(((1 + 20 * 0.05) / 21) * 1_000_000));
    expect(download?.winRate).toBeCloseTo(0.0495, 3);
  });

  test('lies between the own figure and the mean of all, the nearer to its own the more cases there are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 20 }), (cases, times) => {
        const history = (leads: number) => [
          { type: 'own', leads, won: leads, wonAmountMinor: leads * 100 },
          { type: 'others', leads: 1e6, won: 1e5, wonAmountMinor: 1e7 },
        ];
        const few = leadValues(history(cases))[0]?.winRate ?? 0;
        const more = leadValues(history(cases * (times + 1)))[0]?.winRate ?? 0;
        expect(few).toBeGreaterThan(0.1);
        expect(more).toBeGreaterThan(few);
        expect(more).toBeLessThan(1);
      }),
    );
  });

  test('is unknown, not zero, without a lead or a won one', () => {
    expect(leadValues([{ type: 'event', leads: 0, won: 0, wonAmountMinor: 0 }])).toEqual([
      { type: 'event', winRate: null, amountMinor: null },
    ]);
    expect(leadValues([{ type: 'event', leads: 9, won: 0, wonAmountMinor: 0 }])).toEqual([
      { type: 'event', winRate: 0, amountMinor: null },
    ]);
    expect(() => leadValues([{ type: 'event', leads: 1, won: 2, wonAmountMinor: 0 }])).toThrow('must not be more');
  });
});

describe('the capacity of the reps', () => {
  const workload = {
    businessMinutes: 9600,
    shareForNewLeads: 0.5,
    attemptsPerLead: 4,
    minutesPerAttempt: 5,
    minutesPerQualifiedLead: 40,
    qualifyRate: 0.25,
  };

  test('is their time for new leads over the time a lead takes, in whole leads', () => {
    expect(capacity(workload)).toBe(160);
    expect(capacity({ ...workload, businessMinutes: 9599 })).toBe(159);
    expect(capacity({ ...workload, businessMinutes: 0 })).toBe(0);
  });

  test('is not computed when a lead takes no time or more than all of it is given away', () => {
    expect(() => capacity({ ...workload, minutesPerAttempt: 0, qualifyRate: 0 })).toThrow('must take some time');
    expect(() => capacity({ ...workload, shareForNewLeads: 1.5 })).toThrow('shareForNewLeads');
  });
});
