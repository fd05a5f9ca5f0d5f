import { isBefore, isSideExit, macroStage, stages, type MacroStage, type Stage } from '../../../src/leads/lifecycle.ts';
import type { TermKey } from '../../../src/terms/catalogue.ts';

/** A stage of the road as it looks from where the lead is. */
export interface StageStep {
  readonly stage: Stage;
  readonly state: 'done' | 'skipped' | 'current' | 'ahead';
  /** When it was last entered; null where it never was. */
  readonly enteredAt: string | null;
}

export interface StageGroup {
  readonly macro: MacroStage;
  readonly steps: readonly StageStep[];
}

interface Move {
  readonly stage: Stage;
  readonly enteredAt: string;
  readonly skipped: boolean;
}

/**
 * The road in its three parts. A lead that left it (given back, in nurture, not for us) shows how far it came; `moves` are in
 * order of time, and a stage it went back behind is ahead again.
 */
export function stageGroups(stage: Stage, moves: readonly Move[]): StageGroup[] {
  const ordered = moves.toSorted((a, b) => Date.parse(a.enteredAt) - Date.parse(b.enteredAt));
  const furthest = isSideExit(stage)
    ? (ordered.findLast((move) => !isSideExit(move.stage) && !move.skipped)?.stage ?? 'known')
    : stage;
  const road = stages.filter((each) => !isSideExit(each));
  const steps = road.map((each): StageStep & { macro: MacroStage | null } => {
    const move = ordered.findLast((entry) => entry.stage === each);
    const passed = isBefore(each, furthest) || (each === furthest && furthest !== stage);
    const state = each === stage ? 'current' : !passed ? 'ahead' : !move || move.skipped ? 'skipped' : 'done';
    return { stage: each, state, enteredAt: state === 'ahead' ? null : (move?.enteredAt ?? null), macro: macroStage(each) };
  });
  return (['attract', 'convert', 'close'] as const).map((macro) => ({
    macro,
    steps: steps.filter((step) => step.macro === macro).map(({ stage, state, enteredAt }) => ({ stage, state, enteredAt })),
  }));
}

/** The word that explains a stage. */
export function termOfStage(stage: Stage): TermKey {
  if (stage === 'submitted') return 'handoff';
  if (stage === 'invoiced') return 'invoice';
  return stage === 'rejected' ? 'givenBack' : stage;
}
