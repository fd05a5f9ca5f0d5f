import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isClosed, isSideExit, stages } from '../leads/lifecycle.ts';
import type { CadenceStanding } from './cadence.ts';
import { followUpOf, isWorkedOn, standingStep, type FollowUpFacts, type Told } from './follow-up.ts';

const zone = 'Europe/Copenhagen';
const at = (moment: string) => new Date(moment);
const running = (due: string): CadenceStanding => ({
  made: 1,
  of: 5,
  state: 'running',
  next: { number: 2, kind: 'call', due: at(due) },
  waitedUntil: null,
});
const facts = (given: Partial<FollowUpFacts>): FollowUpFacts => ({
  stage: 'working',
  stageSince: at('2026-10-01T08:00:00Z'),
  returned: false,
  awaitsContact: null,
  awaitsRepair: null,
  cadence: null,
  step: null,
  ...given,
});
const followUp = (given: Partial<FollowUpFacts>) => followUpOf(facts(given), zone);

describe('what is to be done next', () => {
  it('is the first contact while the hand-off waits for it', () => {
    const due = at('2026-10-01T10:00:00Z');
    expect(followUp({ stage: 'submitted', awaitsContact: { due } })).toEqual({ kind: 'contact', due });
  });

  it('is the repair of what sales gave back, by when it was promised', () => {
    const due = at('2026-10-01T10:00:00Z');
    expect(followUp({ stage: 'rejected', awaitsRepair: { due } })).toEqual({ kind: 'repair', due });
    expect(followUp({ stage: 'rejected' })).toBeNull();
  });

  it('is whatever is due first, and no plan of a rep puts off an attempt that was agreed', () => {
    const cadence = running('2026-10-02T10:00:00Z');
    expect(followUp({ cadence, step: { text: 'Send the offer', on: '2026-10-05' } })).toMatchObject({ kind: 'attempt' });
    expect(followUp({ cadence, step: { text: 'Send the offer', on: '2026-10-01' } })).toEqual({
      kind: 'step',
      due: at('2026-10-01T22:00:00Z'),
    });
  });

  it('is to send it back for later once every attempt was in vain and has had its time', () => {
    const cadence: CadenceStanding = { made: 5, of: 5, state: 'used_up', next: null, waitedUntil: at('2026-10-09T15:00:00Z') };
    expect(followUp({ cadence })).toEqual({ kind: 'recycle', due: cadence.waitedUntil });
  });

  it('is a warning of its own where a rep works on a lead and nobody has said what comes next', () => {
    expect(followUp({})).toEqual({ kind: 'no_step', due: null });
    expect(followUp({ cadence: { ...running('2026-10-02T10:00:00Z'), state: 'answered', next: null } })).toMatchObject({
      kind: 'no_step',
    });
    expect(followUp({ stage: 'sql', cadence: running('2026-10-02T10:00:00Z') })).toMatchObject({ kind: 'no_step' });
    expect(followUp({ step: { text: 'Think', on: null } })).toEqual({ kind: 'step', due: null });
  });

  it('says that a lead has come back, until it is handed over', () => {
    expect(followUp({ stage: 'mql', returned: true })).toEqual({ kind: 're_entry', due: at('2026-10-01T08:00:00Z') });
    expect(followUp({ stage: 'working', returned: true })).toMatchObject({ kind: 'no_step' });
  });

  it('is nothing for a lead nobody of sales works on', () => {
    for (const stage of stages) {
      const expected = !isSideExit(stage) && !isClosed(stage) && !['known', 'engaged', 'mql', 'submitted'].includes(stage);
      expect([stage, isWorkedOn(stage)]).toEqual([stage, expected]);
      expect(followUp({ stage }) !== null).toBe(expected);
    }
  });
});

describe('the next step', () => {
  const dayOf = (moment: Date) => moment.toISOString().slice(0, 10);
  const told = (attemptedAt: string, nextStep: string | null = null, nextStepOn: string | null = null): Told => ({
    attemptedAt: at(attemptedAt),
    nextStep,
    nextStepOn,
  });

  it('is what was said with the latest contact', () => {
    const all = [
      told('2026-10-01T08:00:00Z', 'Call again', '2026-10-20'),
      told('2026-10-02T08:00:00Z', 'Send offer', '2026-10-08'),
    ];
    expect(standingStep(all, dayOf)).toEqual({ text: 'Send offer', on: '2026-10-08' });
  });

  it('is done by the contact that comes on its day or later, and stands through one that comes before', () => {
    const planned = told('2026-10-01T08:00:00Z', 'Call again', '2026-10-06');
    expect(standingStep([planned, told('2026-10-06T08:00:00Z')], dayOf)).toBeNull();
    expect(standingStep([planned, told('2026-10-03T08:00:00Z')], dayOf)).toEqual({ text: 'Call again', on: '2026-10-06' });
    expect(standingStep([told('2026-10-01T08:00:00Z', 'Think'), told('2026-10-03T08:00:00Z')], dayOf)).toBeNull();
    expect(standingStep([], dayOf)).toBeNull();
  });

  it('does not depend on the order in which contacts are told', () => {
    const anyTold = fc.uniqueArray(
      fc.record({
        attemptedAt: fc.integer({ min: 0, max: 60 }).map((days) => new Date(Date.UTC(2026, 9, 1 + days))),
        nextStep: fc.constantFrom(null, 'Call', 'Offer'),
        nextStepOn: fc.constantFrom(null, '2026-10-10', '2026-11-10'),
      }),
      { selector: ({ attemptedAt }) => attemptedAt.getTime() },
    );
    fc.assert(
      fc.property(anyTold, (all) => {
        expect(standingStep(all.toReversed(), dayOf)).toEqual(standingStep(all, dayOf));
      }),
    );
  });
});
