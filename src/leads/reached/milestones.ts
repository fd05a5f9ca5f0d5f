import { isBefore, isSideExit, type Stage } from '../lifecycle.ts';

/** The stages that figures count, and when a lead reached them. */

/** Whoever enters one of these stages, or one beyond it, has reached it. */
export const milestones = ['mql', 'submitted', 'accepted', 'opportunity', 'won'] as const satisfies readonly Stage[];
export type Milestone = (typeof milestones)[number];

/** A move back to this stage says that the milestone was never really reached: an undone acceptance, a deal that is not won after all. */
const takenBack: Readonly<Partial<Record<Milestone, { to: readonly Stage[]; from?: Stage }>>> = {
  // Only a hand-off that was withdrawn leads there from submitted: the stages it had skipped were never reached.
  mql: { to: ['known', 'engaged'], from: 'submitted' },
  accepted: { to: ['submitted'] },
  opportunity: { to: ['sql'] },
  won: { to: ['opportunity'] },
};

/** One move of a lead; each enters a stage no earlier than the one before it. */
export interface StageMove {
  leadId: string;
  fromStage: Stage | 'new';
  stage: Stage;
  enteredAt: Date;
}

/** What moves have changed of a milestone of a lead. */
export interface MilestoneChange {
  leadId: string;
  milestone: Milestone;
  /** Whether that it had been reached before no longer counts. */
  isTakenBack: boolean;
  /** When the moves first reached it after that; null: they did not. */
  reachedAt: Date | null;
}

/** What the moves of some leads, those of each in their order, change of their milestones. A milestone that was reached already stays so. */
export function milestoneChanges(moves: readonly StageMove[]): MilestoneChange[] {
  const changes = new Map<string, MilestoneChange>();
  for (const { leadId, fromStage, stage, enteredAt } of moves)
    for (const milestone of milestones) {
      const key = `${leadId} ${milestone}`;
      if (takesBack(milestone, fromStage, stage)) changes.set(key, { leadId, milestone, isTakenBack: true, reachedAt: null });
      else if (hasReached(stage, milestone)) {
        const { isTakenBack = false, reachedAt = null } = changes.get(key) ?? {};
        changes.set(key, { leadId, milestone, isTakenBack, reachedAt: reachedAt ?? enteredAt });
      }
    }
  return [...changes.values()];
}

function takesBack(milestone: Milestone, from: Stage | 'new', to: Stage): boolean {
  const back = takenBack[milestone];
  if (!back?.to.includes(to)) return false;
  return back.from === undefined ? hasReached(from, milestone) : from === back.from;
}

const hasReached = (stage: Stage | 'new', milestone: Milestone) =>
  stage !== 'new' && !isSideExit(stage) && !isBefore(stage, milestone);
