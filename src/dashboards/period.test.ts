import { describe, expect, it } from 'vitest';
import { periodOf } from './period.ts';

describe('the period a day lies in', () => {
  it('is its month, quarter or year, half-open', () => {
    expect(periodOf('month', '2026-12-31')).toEqual({ from: '2026-12-01', to: '2027-01-01' });
    expect(periodOf('quarter', '2026-11-22')).toEqual({ from: '2026-10-01', to: '2027-01-01' });
    expect(periodOf('quarter', '2026-01-01')).toEqual({ from: '2026-01-01', to: '2026-04-01' });
    expect(periodOf('year', '2026-11-22')).toEqual({ from: '2026-01-01', to: '2027-01-01' });
  });
});
