import { expect, it } from 'vitest';
import { saidOf, stretchOf } from './absence-days.ts';

it('whole days hold the last one, until midnight, across the end of a month', () => {
  const stretch = { startsAt: '2026-12-30T00:00', endsAt: '2027-01-01T00:00' };
  expect(stretchOf({ whole: true, from: '2026-12-30', to: '2026-12-31' })).toEqual(stretch);
  expect(saidOf(stretch)).toEqual({ whole: true, from: '2026-12-30', to: '2026-12-31' });
});

it('hours are what they are', () => {
  const stretch = { startsAt: '2026-12-30T12:00', endsAt: '2026-12-31T00:00' };
  expect(stretchOf({ whole: false, from: '2026-12-30T12:00', to: '2026-12-31T00:00' })).toEqual(stretch);
  expect(saidOf(stretch)).toEqual({ whole: false, from: '2026-12-30T12:00', to: '2026-12-31T00:00' });
});
