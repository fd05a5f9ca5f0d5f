import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Calendar, elapsed } from '../calendars/clock.ts';
import { attemptKinds, cadenceStanding, type CadenceStep, type MadeAttempt } from './cadence.ts';

const anyDay = fc.constantFrom<[string, string][]>(
  [],
  [['09:00', '17:00']],
  [
    ['08:00', '12:00'],
    ['13:00', '16:30'],
  ],
  [['22:00', '24:00']],
);
const anyCalendar: fc.Arbitrary<Calendar> = fc.record({
  timeZone: fc.constantFrom('Europe/Copenhagen', 'America/New_York', 'Asia/Kolkata', 'UTC'),
  weekly: fc
    .record({ mon: anyDay, tue: anyDay, wed: anyDay, thu: anyDay, fri: anyDay, sat: anyDay, sun: anyDay })
    .map((week) => ({ ...week, mon: [['10:00', '18:00']] as [string, string][] })),
  holidays: fc.subarray(['2026-10-05', '2026-10-12', '2026-12-25']),
  absences: fc.subarray<[string, string]>([['2026-10-07T00:00', '2026-10-14T00:00']]),
});
const anySteps: fc.Arbitrary<CadenceStep[]> = fc
  .array(fc.record({ kind: fc.constantFrom(...attemptKinds), afterHours: fc.integer({ min: 1, max: 320 }).map((n) => n / 4) }), {
    minLength: 1,
    maxLength: 8,
  })
  .map(([first, ...rest]) => [{ ...(first as CadenceStep), afterHours: 0 }, ...rest]);
const anyMoment = fc.integer({ min: 0, max: 90 * 24 * 60 }).map((minutes) => new Date(Date.UTC(2026, 8, 1) + minutes * 60_000));
const unanswered: fc.Arbitrary<MadeAttempt> = fc.record({
  attemptedAt: anyMoment,
  response: fc.constantFrom('no_answer', 'awaiting'),
});

it('never has an attempt due in closed time, nor before its business hours have passed', () => {
  fc.assert(
    fc.property(anyCalendar, anySteps, fc.array(unanswered, { minLength: 1, maxLength: 8 }), (calendar, steps, attempts) => {
      const { next, made } = cadenceStanding(steps, attempts, null, calendar);
      const last = attempts.map(({ attemptedAt }) => attemptedAt).reduce((a, b) => (a > b ? a : b));
      if (!next?.due) return;
      expect(elapsed(new Date(next.due.getTime() - 60_000), next.due, calendar)).toBe(1);
      expect(elapsed(last, next.due, calendar)).toBeCloseTo((steps[made]?.afterHours ?? 0) * 60, 6);
    }),
  );
});

it('is over once somebody was reached, whatever else was tried before or after', () => {
  fc.assert(
    fc.property(anyCalendar, anySteps, fc.array(unanswered), anyMoment, (calendar, steps, attempts, at) => {
      const reached = { attemptedAt: at, response: 'reached' } as const;
      expect(cadenceStanding(steps, [...attempts, reached], null, calendar)).toMatchObject({ state: 'answered', next: null });
    }),
  );
});

it('asks for each attempt agreed once and in order, and then for none', () => {
  fc.assert(
    fc.property(anyCalendar, anySteps, fc.array(unanswered, { minLength: 10, maxLength: 10 }), (calendar, steps, attempts) => {
      const asked = attempts.map((_, made) => cadenceStanding(steps, attempts.slice(0, made), null, calendar));
      expect(asked.flatMap(({ next }) => next?.kind ?? [])).toEqual(steps.map(({ kind }) => kind));
      expect(asked.filter(({ state }) => state === 'used_up').length).toBe(attempts.length - steps.length);
    }),
  );
});

it('does not depend on the order in which attempts are told', () => {
  fc.assert(
    fc.property(anyCalendar, anySteps, fc.array(unanswered), (calendar, steps, attempts) => {
      const told = cadenceStanding(steps, attempts, null, calendar);
      expect(cadenceStanding(steps, attempts.toReversed(), null, calendar)).toEqual(told);
    }),
  );
});
