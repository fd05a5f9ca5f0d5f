/** What is to be done next for a lead, and by when: one thing, the most urgent. */
import { startOfDay, addDays } from '../calendars/local-day.ts';
import { isBefore, isClosed, isSideExit, type Stage } from '../leads/lifecycle.ts';
import type { CadenceStanding } from './cadence.ts';

/**
 * contact: its hand-off waits for the first contact; repair: it was given back for marketing to repair; attempt: the cadence's next attempt; step: what was agreed to do next; recycle: every
 * attempt was made in vain, so it may go back to marketing; no_step: nobody has said what comes next; re_entry: it has come back.
 */
export const followUpKinds = ['contact', 'repair', 'attempt', 'step', 'recycle', 'no_step', 're_entry'] as const;
export type FollowUpKind = (typeof followUpKinds)[number];

export interface NextStep {
  text: string;
  /** A day of the workspace; null where none was said. */
  on: string | null;
}

export interface FollowUp {
  kind: FollowUpKind;
  due: Date | null;
}

export interface FollowUpFacts {
  stage: Stage;
  stageSince: Date;
  /** Whether a person came back with this lead after having been recycled. */
  returned: boolean;
  /** The hand-off that still waits for its first contact. */
  awaitsContact: { due: Date | null } | null;
  /** The repair marketing owes of the hand-off that was given back. */
  awaitsRepair: { due: Date | null } | null;
  /** Null where no cadence was agreed. */
  cadence: CadenceStanding | null;
  step: NextStep | null;
}

/** Whether a rep works on it, so that somebody should know what comes next. */
export function isWorkedOn(stage: Stage): boolean {
  return !isSideExit(stage) && !isClosed(stage) && !isBefore(stage, 'accepted');
}

/**
 * The next thing due, and null where nothing is. A step with a day is due when that day of the workspace ends. A planned step does not put
 * off an attempt that was agreed between the teams; what is due first comes first.
 */
export function followUpOf(facts: FollowUpFacts, timeZone: string): FollowUp | null {
  const { stage, stageSince, awaitsContact, awaitsRepair, cadence, step } = facts;
  if (awaitsContact) return { kind: 'contact', due: awaitsContact.due };
  if (awaitsRepair) return { kind: 'repair', due: awaitsRepair.due };
  if (facts.returned && isBefore(stage, 'submitted')) return { kind: 're_entry', due: stageSince };
  if (!isWorkedOn(stage)) return null;
  const answered = cadence === null || cadence.state === 'answered' || !isBefore(stage, 'connected');
  const planned: FollowUp[] = [
    ...(!answered && cadence.next ? [{ kind: 'attempt' as const, due: cadence.next.due }] : []),
    ...(!answered && cadence.state === 'used_up' ? [{ kind: 'recycle' as const, due: cadence.waitedUntil }] : []),
    ...(step ? [{ kind: 'step' as const, due: step.on === null ? null : startOfDay(addDays(step.on, 1), timeZone) }] : []),
  ];
  const at = ({ due }: FollowUp) => due?.getTime() ?? Infinity;
  return planned.toSorted((a, b) => at(a) - at(b))[0] ?? { kind: 'no_step', due: null };
}

/** A contact with what was said beside it of the next step. */
export interface Told {
  attemptedAt: Date;
  nextStep: string | null;
  nextStepOn: string | null;
}

/**
 * The next step that stands. A contact does what there was to do by then: what was planned before it stands only for a later day.
 * @param dayOf the day of the workspace a moment lies on
 */
export function standingStep(told: readonly Told[], dayOf: (moment: Date) => string): NextStep | null {
  const [last, ...before] = told.toSorted((a, b) => b.attemptedAt.getTime() - a.attemptedAt.getTime());
  if (!last) return null;
  if (last.nextStep !== null) return { text: last.nextStep, on: last.nextStepOn };
  const planned = before.find(({ nextStep }) => nextStep !== null);
  if (!planned || planned.nextStep === null || planned.nextStepOn === null) return null;
  return planned.nextStepOn > dayOf(last.attemptedAt) ? { text: planned.nextStep, on: planned.nextStepOn } : null;
}
