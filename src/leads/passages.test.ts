import { expect, it } from 'vitest';
import { returnsAt } from './passages.ts';

const day = (text: string) => new Date(`${text}T10:00:00Z`);
const recycled = { stage: 'recycled', closedAt: day('2026-03-01'), restsUntil: new Date('2026-06-01T00:00Z') } as const;
const won = { stage: 'won', closedAt: day('2026-03-01'), restsUntil: null } as const;
const disqualified = { stage: 'disqualified', closedAt: day('2026-03-01'), restsUntil: null } as const;

it('leaves a recycled person alone until the re-entry date', () => {
  expect(returnsAt(recycled, [day('2026-04-01'), day('2026-05-31')], null)).toBeNull();
  expect(returnsAt(recycled, [day('2026-07-02'), day('2026-04-01'), day('2026-06-05')], null)).toEqual(day('2026-06-05'));
});

it('takes a hand-raise at once, whatever was decided', () => {
  for (const ended of [recycled, won, disqualified])
    expect(returnsAt(ended, [day('2026-03-09')], day('2026-03-09'))).toEqual(day('2026-03-09'));
});

it('does not take a new customer for a new lead until three months after the deal', () => {
  expect(returnsAt(won, [day('2026-05-29')], null)).toBeNull();
  expect(returnsAt(won, [day('2026-05-31')], null)).toEqual(day('2026-05-31'));
});

it('never opens a disqualified person again for a mere visit', () => {
  expect(returnsAt(disqualified, [day('2029-01-01')], null)).toBeNull();
});

it('counts no touch from before the end', () => {
  expect(returnsAt({ ...recycled, restsUntil: new Date('2026-02-01T00:00Z') }, [day('2026-02-10')], null)).toBeNull();
});
