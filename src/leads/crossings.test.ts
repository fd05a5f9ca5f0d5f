import { expect, it } from 'vitest';
import type { ScoredLead } from '../definitions/score.ts';
import { definitionBodySchema } from '../definitions/schema.ts';
import { crossingsOf, type DefinitionAtWork } from './crossings.ts';

const day = (number: number) => new Date(Date.UTC(2026, 0, number, 12));

/** Everybody fits; each page gives 10 points that last. */
const body = (mql: number) =>
  definitionBodySchema.parse({
    icp: { company: [], person: [{ key: 'anybody', weight: 1, test: { fact: 'person.title', contains: ['chef'] } }] },
    engagement: {
      halfLifeDays: 3650,
      criteria: [{ key: 'page', touches: { kinds: ['page'] }, points: 10, cap: 1000 }],
      negatives: [],
    },
    soft: [],
    handRaise: [{ key: 'asked', touches: { kinds: ['form'] }, withinDays: 30 }],
    hard: [],
    thresholds: { engaged: 5, mql: { fit: 0, engagement: mql }, ready: { fit: 0, engagement: 900, softNeeded: 0 } },
  });

const version = (number: number, from: number, mql: number): DefinitionAtWork => ({
  id: `definition ${number}`,
  version: number,
  body: body(mql),
  inForceFrom: day(from),
  createdAt: day(from),
  signatures: [
    { team: 'marketing', signedAt: day(from) },
    { team: 'sales', signedAt: day(from) },
  ],
});

const touch = (number: number, kind: 'page' | 'form' = 'page', bot = false) => ({
  id: `touch ${number}`,
  occurredAt: day(number),
  kind,
  channel: 'direct' as const,
  path: '/',
  content: null,
  name: null,
  event: null,
  bot,
});
const lead = (...touches: ReturnType<typeof touch>[]): ScoredLead => ({
  person: { country: null, title: null, role: null, answers: {} },
  company: null,
  touches,
  evidence: [],
});

it('gives the time of the very touch that crossed, in whatever order the touches come', () => {
  const crossings = crossingsOf(lead(touch(9), touch(3), touch(6)), [version(1, 1, 15)], null, day(31));
  expect(crossings).toEqual({ engaged: day(3), mql: day(6), raised: null });
});

it('counts no machine and nothing that has yet to happen', () => {
  expect(crossingsOf(lead(touch(2, 'page', true), touch(20)), [version(1, 1, 15)], null, day(10))).toEqual({
    engaged: null,
    mql: null,
    raised: null,
  });
});

it('judges each moment by what was in force then', () => {
  // Strict until the 10th: three pages were no MQL by the 9th, and are one when the lenient version begins.
  const lenient = crossingsOf(lead(touch(2), touch(3), touch(4)), [version(1, 1, 100), version(2, 10, 25)], null, day(31));
  expect(lenient.mql).toEqual(day(10));
  // Lenient until the 10th: an MQL of the 4th stays one though the strict version would not have it.
  const strict = crossingsOf(lead(touch(2), touch(3), touch(4)), [version(1, 1, 25), version(2, 10, 100)], null, day(31));
  expect(strict.mql).toEqual(day(4));
});

it('judges what happened before the first definition by that first one', () => {
  expect(crossingsOf(lead(touch(2), touch(3)), [version(1, 20, 15)], null, day(31)).mql).toEqual(day(3));
});

it('leaves the passage before out, though its touches still count for the score', () => {
  const crossings = crossingsOf(lead(touch(2), touch(3), touch(15)), [version(1, 1, 25)], day(5), day(31));
  expect(crossings).toEqual({ engaged: day(15), mql: day(15), raised: null });
});

it('sees a hand-raise in the touch that is one, not in the days it is remembered', () => {
  expect(crossingsOf(lead(touch(2, 'form'), touch(9)), [version(1, 1, 15)], day(5), day(31)).raised).toBeNull();
  expect(crossingsOf(lead(touch(9), touch(12, 'form')), [version(1, 1, 15)], day(5), day(31)).raised).toEqual(day(12));
});

it('says nothing while no definition is signed', () => {
  expect(crossingsOf(lead(touch(2)), [{ ...version(1, 1, 15), signatures: [] }], null, day(31))).toEqual({
    engaged: null,
    mql: null,
    raised: null,
  });
});
