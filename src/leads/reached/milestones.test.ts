import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moves, type Stage, stages, undoMoves } from '../lifecycle.ts';
import { milestoneChanges, type StageMove } from './milestones.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 9, 1, 8, minute));

/** The moves of one lead through these stages, a minute each. */
const through = (...path: (Stage | 'new')[]): StageMove[] =>
  path.slice(1).map((stage, minute) => ({
    leadId: 'lead',
    fromStage: path[minute] ?? 'new',
    stage: stage as Stage,
    enteredAt: at(minute),
  }));

/** What a lead has reached, from what its moves change one set after another. */
function reached(...sets: (readonly StageMove[])[]): Record<string, Date> {
  const kept: Record<string, Date> = {};
  for (const set of sets)
    for (const { milestone, isTakenBack, reachedAt } of milestoneChanges(set)) {
      if (isTakenBack) delete kept[milestone];
      if (reachedAt) kept[milestone] ??= reachedAt;
    }
  return kept;
}

describe('the milestones of a lead', () => {
  it('are reached with the stage itself, or with one beyond it', () => {
    expect(reached(through('new', 'known', 'engaged'))).toEqual({});
    expect(reached(through('new', 'known', 'engaged', 'mql', 'submitted'))).toEqual({ mql: at(2), submitted: at(3) });
    expect(reached(through('sql', 'opportunity'))).toMatchObject({ mql: at(0), accepted: at(0), opportunity: at(0) });
  });

  it('stay reached when the lead falls back, and count once when it rises again', () => {
    expect(reached(through('known', 'engaged', 'mql', 'engaged', 'mql'))).toEqual({ mql: at(1) });
    expect(reached(through('mql', 'submitted', 'rejected', 'submitted'))).toEqual({ mql: at(0), submitted: at(0) });
  });

  it('are not reached where an acceptance is undone, a deal not won after all, or a hand-off withdrawn', () => {
    expect(reached(through('submitted', 'accepted', 'submitted'))).not.toHaveProperty('accepted');
    expect(reached(through('submitted', 'accepted', 'submitted', 'accepted'))).toMatchObject({ accepted: at(2) });
    const lost = reached(through('opportunity', 'won', 'invoiced', 'won', 'opportunity', 'sql'));
    expect(lost).not.toHaveProperty('won');
    expect(lost).not.toHaveProperty('opportunity');
    const withdrawn = reached(through('known', 'engaged', 'mql', 'submitted', 'known'));
    expect(withdrawn).not.toHaveProperty('mql');
    expect(withdrawn).toHaveProperty('submitted');
  });

  it('are the same whether all moves are looked at or each as it happens', () => {
    const walk = fc.array(fc.nat(), { minLength: 1, maxLength: 40 }).map((choices) => {
      const path: (Stage | 'new')[] = ['new', 'known'];
      for (const choice of choices) {
        const here = path.at(-1) as Stage;
        const onward = [...moves[here], ...(undoMoves[here] ?? [])];
        path.push(onward[choice % onward.length] ?? here);
      }
      return through(...path);
    });
    fc.assert(
      fc.property(walk, fc.nat(), (path, cut) => {
        const middle = cut % path.length;
        expect(reached(path.slice(0, middle), path.slice(middle))).toEqual(reached(path));
        expect(reached(...path.map((each) => [each]))).toEqual(reached(path));
      }),
    );
  });

  it('of one lead are not those of another', () => {
    const changes = milestoneChanges(
      stages.slice(1, 4).flatMap((stage, minute) => {
        const move = { fromStage: stages[minute] as Stage, stage, enteredAt: at(minute) };
        return [
          { ...move, leadId: 'one' },
          { ...move, leadId: 'other' },
        ];
      }),
    );
    expect(changes.filter(({ leadId }) => leadId === 'one')).toHaveLength(changes.length / 2);
  });
});
