import { expect } from 'vitest';
import type { Context } from '../src/platform/context.ts';

const road = ['mql', 'submitted', 'accepted', 'working', 'connected', 'sql', 'opportunity', 'won', 'invoiced'];
/** Where a move back from a milestone or beyond, or from the one stage named, says that it was never reached. */
const undone: Record<string, { to: string[]; from?: string }> = {
  mql: { to: ['known', 'engaged'], from: 'submitted' },
  submitted: { to: [] },
  accepted: { to: ['submitted'] },
  opportunity: { to: ['sql'] },
  won: { to: ['opportunity'] },
};

/** Figures go by what is kept of the milestones a lead has reached: it is exactly what follows from all its moves. */
export async function assertMilestonesKept({ db }: Context, lead: string): Promise<void> {
  const moves = await db
    .selectFrom('leadStages')
    .select(['move', 'fromStage', 'stage', 'enteredAt'])
    .where('leadId', '=', lead)
    .execute();
  const expected = Object.entries(undone).flatMap(([stage, { to, from }]) => {
    const beyond = road.slice(road.indexOf(stage));
    const isUndone = (move: number) =>
      moves.some(
        (back) =>
          back.move > move &&
          to.includes(back.stage) &&
          (from === undefined ? beyond.includes(back.fromStage) : back.fromStage === from),
      );
    const entries = moves.filter((entry) => beyond.includes(entry.stage) && !isUndone(entry.move));
    return entries.length === 0 ? [] : [{ stage, reachedAt: new Date(Math.min(...entries.map(({ enteredAt }) => +enteredAt))) }];
  });
  const kept = await db.selectFrom('stagesReached').select(['stage', 'reachedAt']).where('leadId', '=', lead).execute();
  expect(kept.toSorted((a, b) => road.indexOf(a.stage) - road.indexOf(b.stage))).toEqual(expected);
}
