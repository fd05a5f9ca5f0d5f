/** The cadence of a hand-off: which attempt is due when, by what was agreed and what has been done. Derived at each read, stored nowhere. */
import { type Calendar, due } from '../calendars/clock.ts';

/** How a prospect is reached by a person. Mail that a flow sends by itself is a touchpoint and no attempt. */
export const attemptKinds = ['call', 'mail', 'meeting'] as const;
export type AttemptKind = (typeof attemptKinds)[number];

/** One attempt of a cadence. */
export interface CadenceStep {
  kind: AttemptKind;
  /** Business hours after the attempt before it. 0 for the first, which is the first contact: the clauses say how soon that is due. */
  afterHours: number;
}

/** An attempt that was made. */
export interface MadeAttempt {
  attemptedAt: Date;
  response: 'reached' | 'no_answer' | 'awaiting';
}

export interface NextAttempt {
  /** The how-manieth it is, from 1. */
  number: number;
  kind: AttemptKind;
  /** When its waiting time is over; null for a first contact for which no time was promised. */
  due: Date | null;
}

/** Where a cadence stands. */
export interface CadenceStanding {
  made: number;
  of: number;
  /** answered: somebody was reached; used_up: every attempt was made, and nobody answered. */
  state: 'running' | 'answered' | 'used_up';
  /** Null once it no longer runs. */
  next: NextAttempt | null;
  /** When the last attempt has had its time for an answer, as long as it was waited before it; of one used up. */
  waitedUntil: Date | null;
}

/**
 * Where a cadence stands. A response ends it. Each attempt is due when the business hours agreed have passed since the one before, whenever
 * that was made, so a delay moves what follows; nothing is ever due in closed time. What somebody plans, or sets aside, moves nothing.
 * @param attempts those made since the hand-off, by anybody, in any order
 * @param firstDue when the first contact is due by the clock of the hand-off
 */
export function cadenceStanding(
  steps: readonly CadenceStep[],
  attempts: readonly MadeAttempt[],
  firstDue: Date | null,
  calendar: Calendar,
): CadenceStanding {
  const made = attempts.length;
  const standing = { made, of: steps.length, next: null, waitedUntil: null };
  if (attempts.some(({ response }) => response === 'reached')) return { ...standing, state: 'answered' };
  const step = steps[made];
  const last = latest(attempts);
  if (step) {
    const next = { number: made + 1, kind: step.kind, due: last ? due(last, step.afterHours, calendar) : firstDue };
    return { ...standing, state: 'running', next };
  }
  const wait = steps.at(-1)?.afterHours ?? 0;
  return { ...standing, state: 'used_up', waitedUntil: last && due(last, wait, calendar) };
}

function latest(attempts: readonly MadeAttempt[]): Date | null {
  return attempts.reduce<Date | null>(
    (last, { attemptedAt }) => (last === null || attemptedAt > last ? attemptedAt : last),
    null,
  );
}
