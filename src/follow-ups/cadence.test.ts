import { describe, expect, it } from 'vitest';
import { parseCalendar } from '../calendars/clock.ts';
import { standardCadence } from '../agreements/standard-agreement.ts';
import { cadence as agreed } from './schema.ts';
import { cadenceStanding, type MadeAttempt } from './cadence.ts';

const days = ['mon', 'tue', 'wed', 'thu', 'fri'];
const nineToFive = parseCalendar({
  timeZone: 'Europe/Copenhagen',
  weekly: Object.fromEntries(days.map((day) => [day, [['09:00', '17:00']]])),
  holidays: ['2026-12-24', '2026-12-25'],
  absences: [],
});
const tried = (attemptedAt: string, response: MadeAttempt['response'] = 'no_answer'): MadeAttempt => ({
  attemptedAt: new Date(attemptedAt),
  response,
});
const firstDue = new Date('2026-09-23T13:00:00Z');
const standing = (...attempts: MadeAttempt[]) => cadenceStanding(standardCadence, attempts, firstDue, nineToFive);

describe('the cadence of a hand-off', () => {
  it('begins with the first contact, due when the clock of the hand-off says so', () => {
    expect(standing()).toMatchObject({ made: 0, of: 5, state: 'running', next: { number: 1, kind: 'call', due: firstDue } });
    expect(cadenceStanding(standardCadence, [], null, nineToFive).next?.due).toBeNull();
  });

  it.each([
    // Eight business hours after a call on Wednesday at 15:00 in Copenhagen.
    ['2026-09-23T13:00:00Z', '2026-09-24T13:00:00Z'],
    // Made in the evening: counted from the next opening.
    ['2026-09-23T18:00:00Z', '2026-09-24T15:00:00Z'],
    // Over a weekend.
    ['2026-09-25T13:00:00Z', '2026-09-28T13:00:00Z'],
    // Over Christmas and the weekend after it.
    ['2026-12-23T14:00:00Z', '2026-12-28T14:00:00Z'],
  ])('is due in business time after the attempt before it: made %s, due %s', (made, due) => {
    expect(standing(tried(made)).next).toEqual({ number: 2, kind: 'call', due: new Date(due) });
  });

  it('counts from when the last attempt was really made, early or late, in whatever order they are told', () => {
    const late = tried('2026-10-01T07:00:00Z');
    expect(standing(late, tried('2026-09-23T13:00:00Z')).next).toEqual({
      number: 3,
      kind: 'mail',
      due: new Date('2026-10-01T15:00:00Z'),
    });
  });

  it('ends with a response, and waits on while one is awaited', () => {
    expect(standing(tried('2026-09-23T13:00:00Z', 'reached'))).toMatchObject({ state: 'answered', next: null });
    expect(standing(tried('2026-09-23T13:00:00Z', 'awaiting'))).toMatchObject({ state: 'running', next: { number: 2 } });
  });

  it('is used up after the last attempt, which gets as long for an answer as was waited before it', () => {
    const all = ['01', '02', '05', '08', '13'].map((day) => tried(`2026-10-${day}T08:00:00Z`));
    expect(standing(...all)).toEqual({
      made: 5,
      of: 5,
      state: 'used_up',
      next: null,
      waitedUntil: new Date('2026-10-16T08:00:00Z'),
    });
  });

  it('fits into two weeks of working days as it is proposed', () => {
    expect(agreed.parse(standardCadence)).toEqual(standardCadence);
    expect(standardCadence.length).toBe(5);
    expect(standardCadence.reduce((sum, { afterHours }) => sum + afterHours, 0)).toBeLessThanOrEqual(10 * 8);
  });

  it('can be agreed only with a first attempt that the clauses time and waits between the others', () => {
    const message = (steps: unknown) => agreed.safeParse(steps).error?.issues[0]?.message;
    expect(message([{ kind: 'call', afterHours: 4 }])).toContain('must be 0 for the first attempt');
    expect(message([...standardCadence, { kind: 'mail', afterHours: 0 }])).toContain('must be above 0');
    expect(agreed.safeParse([]).success).toBe(true);
  });
});
