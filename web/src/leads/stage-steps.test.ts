import { describe, expect, it } from 'vitest';
import type { Stage } from '../../../src/leads/lifecycle.ts';
import { stageGroups } from './stage-steps.ts';

const move = (stage: Stage, day: number, skipped = false) => ({
  stage,
  enteredAt: `2026-11-${String(day).padStart(2, '0')}T09:00:00Z`,
  skipped,
});
const states = (stage: Stage, moves: ReturnType<typeof move>[]) =>
  Object.fromEntries(stageGroups(stage, moves).flatMap(({ steps }) => steps.map((step) => [step.stage, step.state])));

describe('the stage strip', () => {
  it('has all eleven stages of the road in three parts', () => {
    expect(stageGroups('known', [move('known', 1)]).map(({ steps }) => steps.length)).toEqual([3, 5, 3]);
  });

  it('marks what was skipped on the way', () => {
    expect(
      states('submitted', [move('known', 1), move('engaged', 3, true), move('mql', 3, true), move('submitted', 3)]),
    ).toMatchObject({
      known: 'done',
      engaged: 'skipped',
      mql: 'skipped',
      submitted: 'current',
      accepted: 'ahead',
    });
  });

  it('shows a stage the lead went back behind as ahead again', () => {
    const back = [move('submitted', 3), move('accepted', 4), move('submitted', 5)];
    expect(states('submitted', back)).toMatchObject({ submitted: 'current', accepted: 'ahead' });
  });

  it('shows how far a lead came that left the road', () => {
    const left = [move('mql', 2), move('submitted', 3), move('rejected', 4)];
    expect(states('rejected', left)).toMatchObject({ mql: 'done', submitted: 'done', accepted: 'ahead' });
  });
});
