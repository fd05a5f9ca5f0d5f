import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ScoredTouch } from './matching.ts';
import { rollingScore, signalWindows, type Tally } from './rolling-score.ts';
import { definitionBodySchema } from './schema.ts';
import { scoreLead, type ScoredEvidence, type ScoredLead, type Standing } from './score.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const start = Date.parse('2026-03-01T00:00:00Z');
const at = (hours: number) => new Date(start + hours * HOUR);

const definition = definitionBodySchema.parse({
  icp: { company: [], person: [{ key: 'boss', weight: 1, test: { fact: 'person.title', contains: ['chef'] } }] },
  engagement: {
    halfLifeDays: 3,
    criteria: [
      { key: 'page', touches: { kinds: ['page'] }, points: 4, cap: 11 },
      { key: 'pricing', touches: { paths: ['/pricing'] }, points: 6 },
      { key: 'mail', touches: { kinds: ['email_click'] }, points: 5, cap: 30, withinDays: 4 },
    ],
    negatives: [{ key: 'careers', touches: { paths: ['/careers*'] }, points: 7, withinDays: 2 }],
  },
  soft: [{ key: 'pain', labels: { en: 'Pain' }, validDays: 3 }],
  handRaise: [{ key: 'demo', touches: { kinds: ['form'] }, withinDays: 2 }],
  hard: [
    { kind: 'visits', key: 'came-back', atLeast: 3, withinDays: 5 },
    { kind: 'touches', key: 'two-mails', touches: { kinds: ['email_click'] }, atLeast: 2, withinDays: 3 },
    { kind: 'profile', key: 'is-boss', test: { fact: 'person.title', contains: ['chef'] } },
  ],
  thresholds: { engaged: 3, mql: { fit: 0, engagement: 8 }, ready: { fit: 50, engagement: 14, softNeeded: 1 } },
});

const touches = fc
  .array(
    fc.record({
      hours: fc.double({ min: 0, max: 24 * 14, noNaN: true }),
      what: fc.constantFrom('page', 'pricing', 'careers', 'email_click', 'form', 'bot'),
    }),
    { maxLength: 60 },
  )
  .map((list) =>
    list
      .map(({ hours, what }, index): ScoredTouch => ({
        id: `t${index}`,
        occurredAt: new Date(Math.round(start + hours * HOUR)),
        kind: what === 'email_click' || what === 'form' ? what : 'page',
        channel: 'direct',
        path: what === 'pricing' ? '/pricing' : what === 'careers' ? '/careers/sales' : '/',
        content: null,
        name: null,
        event: null,
        bot: what === 'bot',
      }))
      .sort((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime()),
  );
const evidence = fc.array(fc.double({ min: 0, max: 24 * 14, noNaN: true }), { maxLength: 3 }).map((list) =>
  list.map((hours, index): ScoredEvidence => ({
    id: `e${index}`,
    criterion: 'pain',
    quote: null,
    at: new Date(Math.round(start + hours * HOUR)),
    expiresAt: null,
    withdrawnAt: null,
  })),
);
const histories = fc.record({ touches, evidence }).map((history): ScoredLead => ({
  person: { country: null, title: 'Indkøbschef', role: null, answers: {} },
  company: null,
  ...history,
}));
const moments = fc
  .uniqueArray(fc.integer({ min: 0, max: 24 * 20 }), { minLength: 1, maxLength: 8 })
  .map((hours) => hours.toSorted((a, b) => a - b).map(at));

function expectSame(got: Standing, wanted: Standing): void {
  const { engagement, missing: _missing, ...flags } = got;
  const { engagement: whole, missing: _other, ...others } = wanted;
  // Next to a threshold the last digit may decide.
  if ([3, 7, 8, 14, 21].every((level) => Math.abs(whole - level) > 1e-6)) expect(flags).toEqual({ ...flags, ...pick(others) });
  expect(engagement).toBeCloseTo(whole, 6);
}
const pick = ({ fit, fitGrade, engagementGrade, engaged, mql, ready, handRaised }: Omit<Standing, 'engagement' | 'missing'>) => ({
  fit,
  fitGrade,
  engagementGrade,
  engaged,
  mql,
  ready,
  handRaised,
});

/** What is read of a history for a score that goes on: what came, what left the windows, and the oldest left in each. */
function goingOn(lead: ScoredLead, { counted, left }: Tally, now: Date): ScoredLead {
  const since = counted ?? -Infinity;
  const kept = new Set(lead.touches.filter(({ occurredAt }) => occurredAt.getTime() > since));
  for (const days of signalWindows(definition)) {
    const inWindow = (from: number) => lead.touches.filter(({ occurredAt }) => occurredAt.getTime() > from - days * DAY);
    const old = lead.touches.filter(({ occurredAt }) => occurredAt.getTime() <= since);
    for (const touch of old)
      if (touch.occurredAt.getTime() >= left - days * DAY && touch.occurredAt.getTime() <= now.getTime() - days * DAY)
        kept.add(touch);
    const oldest = inWindow(now.getTime()).find(({ bot, occurredAt }) => !bot && occurredAt.getTime() <= since);
    if (oldest) kept.add(oldest);
  }
  return { ...lead, touches: lead.touches.filter((touch) => kept.has(touch)) };
}

describe('a score carried forward', () => {
  test('is the score of the whole history at every moment', () => {
    fc.assert(
      fc.property(histories, moments, (lead, when) => {
        const score = rollingScore(lead, definition);
        for (const moment of when) expectSame(score.at(moment), scoreLead(lead, definition, moment));
      }),
      { numRuns: 300 },
    );
  });

  test('goes on from what was remembered, without the touches before', () => {
    fc.assert(
      fc.property(histories, moments, (lead, when) => {
        let tally: Tally | undefined;
        for (const moment of when) {
          const score = rollingScore(tally ? goingOn(lead, tally, moment) : lead, definition, tally);
          expectSame(score.at(moment), scoreLead(lead, definition, moment));
          tally = JSON.parse(JSON.stringify(score.tally())) as Tally;
        }
      }),
      { numRuns: 300 },
    );
  });

  test('changes on its own no sooner than it says, and falls until then as it says', () => {
    fc.assert(
      fc.property(
        histories,
        fc.integer({ min: 0, max: 24 * 16 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (lead, hours, share) => {
          const now = at(hours);
          const score = rollingScore(lead, definition);
          const before = score.at(now);
          const { held, falling } = score.engagement();
          const until = score.changesAfter()?.getTime() ?? now.getTime() + 100 * DAY;
          // A second is added to be sure that it has changed.
          const moment = new Date(now.getTime() + Math.floor(Math.max(0, until - 1001 - now.getTime()) * share));
          const then = scoreLead(lead, definition, moment);
          expect(pick(then)).toEqual(pick(before));
          const age = (moment.getTime() - now.getTime()) / DAY;
          expect(then.engagement).toBeCloseTo(held + falling * 2 ** (-age / 3), 6);
        },
      ),
      { numRuns: 500 },
    );
  });
});
