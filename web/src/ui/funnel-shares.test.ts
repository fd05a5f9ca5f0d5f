import { expect, test } from 'vitest';
import { funnelShares, type FunnelStep } from './funnel-shares.ts';

const step = (key: string, count: number | null, unscaled = false): FunnelStep => ({
  key,
  label: key,
  count,
  side: 'marketing',
  unscaled,
});

test('visitors never set the scale, yet the first step is told as a share of them', () => {
  const [visitors, leads, ready] = funnelShares([step('visitors', 8420, true), step('leads', 612), step('mql', 214)]);
  expect(visitors).toMatchObject({ length: null, ofPrevious: null });
  expect(leads?.length).toBe(1);
  expect(leads?.ofPrevious).toBeCloseTo(0.0727, 4);
  expect(ready?.length).toBeCloseTo(214 / 612);
});

test('an empty or unknown step gives no rate, never a zero or an infinity', () => {
  const [, accepted, won] = funnelShares([step('submitted', 0), step('accepted', 0), step('won', null)]);
  expect(accepted).toMatchObject({ length: null, ofPrevious: null });
  expect(won).toMatchObject({ length: null, ofPrevious: null });
});

test('a later step may be the longest', () => {
  const [first, second] = funnelShares([step('mql', 10), step('submitted', 20)]);
  expect(first?.length).toBe(0.5);
  expect(second).toMatchObject({ length: 1, ofPrevious: 2 });
});
