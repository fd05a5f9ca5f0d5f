import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ScoredTouch } from './matching.ts';
import { definitionBodySchema } from './schema.ts';
import { type ScoredLead, scoreLead } from './score.ts';
import { stageCrossings } from './stage-crossings.ts';

const DAY = 86_400_000;
const start = new Date('2026-01-01T08:00:00Z');
const day = (days: number) => new Date(start.getTime() + days * DAY);

const definition = definitionBodySchema.parse({
  icp: { company: [], person: [{ key: 'danish', weight: 1, test: { fact: 'person.country', in: ['DK'] } }] },
  engagement: { criteria: [{ key: 'page', touches: { kinds: ['page'] }, points: 10 }], negatives: [] },
  soft: [{ key: 'pain', labels: { en: 'Has a pain' } }],
  handRaise: [{ key: 'demo', touches: { kinds: ['form'] } }],
  hard: [],
  thresholds: { engaged: 1, mql: { fit: 100, engagement: 15 }, ready: { fit: 100, engagement: 15, softNeeded: 1 } },
});

function touch(id: string, days: number, more: Partial<ScoredTouch> = {}): ScoredTouch {
  return {
    id,
    occurredAt: day(days),
    kind: 'page',
    channel: 'direct',
    path: '/',
    content: null,
    name: null,
    bot: false,
    ...more,
  };
}
function lead(more: Partial<ScoredLead>): ScoredLead {
  return { person: { country: 'DK', title: null, role: null, answers: {} }, company: null, touches: [], evidence: [], ...more };
}
const pain = { id: 'e', criterion: 'pain', quote: null, expiresAt: null, withdrawnAt: null };

describe('when a lead first reached a stage', () => {
  test('each stage is stamped with the touch that brought it, not with today', () => {
    const touches = [touch('bot', 0, { bot: true }), touch('a', 1), touch('b', 40), touch('c', 41), touch('d', 50)];
    expect(stageCrossings(lead({ touches: touches.toReversed() }), definition)).toEqual({
      engaged: { at: day(1), touchId: 'a' },
      mql: { at: day(41), touchId: 'c' }, // at b the first page had decayed to 10 × 2^(−39/14)
      ready: null,
    });
  });

  test('evidence can be what makes a lead ready', () => {
    const ripe = lead({ touches: [touch('a', 1), touch('b', 2)], evidence: [{ ...pain, at: day(4) }] });
    expect(stageCrossings(ripe, definition).ready).toEqual({ at: day(4), evidenceId: 'e' });
  });

  test('a hand-raise reaches every stage at once', () => {
    const raised = stageCrossings(lead({ touches: [touch('a', 1, { kind: 'form' })] }), definition);
    const crossing = { at: day(1), touchId: 'a' };
    expect(raised).toEqual({ engaged: crossing, mql: crossing, ready: crossing });
  });

  test('nothing happened: no stage', () => {
    expect(stageCrossings(lead({}), definition)).toEqual({ engaged: null, mql: null, ready: null });
  });

  test('at the crossing the stage holds, at every earlier touch it does not, and later touches do not move it', () => {
    const history = fc.array(fc.record({ days: fc.nat(60), form: fc.integer({ min: 0, max: 9 }).map((n) => n === 0) }), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(history, (drawn) => {
        const touches = drawn.map(({ days, form }, index) => touch(`t${index}`, days, form ? { kind: 'form' } : {}));
        const crossings = stageCrossings(lead({ touches }), definition);
        for (const stage of ['engaged', 'mql', 'ready'] as const) {
          const crossed = crossings[stage]?.at.getTime() ?? Infinity;
          for (const { occurredAt } of touches) {
            if (occurredAt.getTime() > crossed) continue;
            expect(scoreLead(lead({ touches }), definition, occurredAt)[stage]).toBe(occurredAt.getTime() === crossed);
          }
        }
        expect(stageCrossings(lead({ touches: [...touches, touch('later', 61)] }), definition)).toMatchObject(
          Object.fromEntries(Object.entries(crossings).filter(([, crossing]) => crossing !== null)),
        );
      }),
    );
  });
});
