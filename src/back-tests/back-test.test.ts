import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { definitionBodySchema, type DefinitionBody } from '../definitions/schema.ts';
import { scoreLead } from '../definitions/score.ts';
import type { ScoredTouch } from '../definitions/matching.ts';
import { judge, newSummary, type Judged, type PastLead } from './back-test.ts';

const DAY = 86_400_000;
const period = { from: new Date('2025-11-01T00:00:00Z'), to: new Date('2026-11-01T00:00:00Z') };
const day = (text: string) => new Date(`${text}T12:00:00Z`);

/** Ready from a number of points of engagement, ten a page, half gone after two weeks. */
const readyFrom = (engagement: number): DefinitionBody =>
  definitionBodySchema.parse({
    icp: { company: [{ key: 'nordic', weight: 1, test: { fact: 'company.country', in: ['DK'] } }], person: [] },
    engagement: { criteria: [{ key: 'pages', touches: { kinds: ['page'] }, points: 10 }], negatives: [] },
    soft: [{ key: 'pain', labels: { en: 'Has a pain' } }],
    handRaise: [],
    hard: [],
    thresholds: {
      engaged: 1,
      mql: { fit: 0, engagement: Math.min(5, engagement) },
      ready: { fit: 0, engagement, softNeeded: 0 },
    },
  });
const strict = readyFrom(25);
const easy = readyFrom(15);

let serial = 0;
const page = (at: Date, more: Partial<ScoredTouch> = {}): ScoredTouch => ({
  id: `t${++serial}`,
  occurredAt: at,
  kind: 'page',
  channel: 'direct',
  path: '/',
  content: null,
  name: null,
  event: null,
  bot: false,
  ...more,
});
const pastLead = (pages: Date[], more: Partial<PastLead> = {}): PastLead => ({
  id: `lead-${++serial}`,
  name: 'Katrine Holm',
  company: 'Nordhavn Pumper A/S',
  history: {
    person: { country: 'DK', title: null, role: null, answers: {} },
    company: { country: 'DK', industry: null, employees: null },
    touches: pages.map((at) => page(at)),
    evidence: [],
  },
  openedAt: day('2025-12-01'),
  closedAt: null,
  handedOverAt: null,
  verdict: null,
  won: false,
  ...more,
});

describe('playing a lead’s history back', () => {
  const three = [day('2026-03-02'), day('2026-03-03'), day('2026-03-04')];

  it('finds the day it would first have been ready, by the draft and by the definition in force', () => {
    const judged = judge(pastLead(three), strict, easy, period);
    expect([judged.draftAt, judged.inForceAt]).toEqual([three[2], three[1]]);
  });

  it('lets engagement decay between touches, so that the same visits spread out are never ready', () => {
    expect(judge(pastLead([day('2026-01-02'), day('2026-03-02'), day('2026-05-02')]), strict, null, period).draftAt).toBeNull();
  });

  it('counts nothing of machines, of before the passage, of after the period, and of after the hand-off', () => {
    const bots = pastLead([]);
    expect(
      judge({ ...bots, history: { ...bots.history, touches: three.map((at) => page(at, { bot: true })) } }, strict, null, period)
        .draftAt,
    ).toBeNull();
    expect(judge(pastLead(three, { openedAt: day('2026-03-05') }), strict, null, period).draftAt).toBeNull();
    expect(judge(pastLead(three), strict, null, { ...period, to: day('2026-03-03') }).draftAt).toBeNull();
    expect(judge(pastLead(three, { handedOverAt: day('2026-03-03') }), strict, null, period).draftAt).toBeNull();
    expect(judge(pastLead(three, { closedAt: day('2026-03-03') }), strict, null, period).draftAt).toBeNull();
  });

  it('says ready exactly on a day on which the very function that scores leads says so', () => {
    const days = fc.uniqueArray(fc.integer({ min: 31, max: 360 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(days, fc.integer({ min: 5, max: 60 }), (touched, engagement) => {
        const lead = pastLead(touched.map((after) => new Date(period.from.getTime() + after * DAY + DAY / 2)));
        const draft = readyFrom(engagement);
        const ready = lead.history.touches
          .map(({ occurredAt }) => occurredAt)
          .toSorted((a, b) => a.getTime() - b.getTime())
          .find((at) => scoreLead(lead.history, draft, at).ready);
        expect(judge(lead, draft, null, period).draftAt).toEqual(ready ?? null);
      }),
    );
  });
});

const judged = (more: Partial<Judged>): Judged => ({
  id: `lead-${++serial}`,
  name: 'Katrine Holm',
  company: null,
  handedOverAt: null,
  verdict: null,
  won: false,
  draftAt: null,
  inForceAt: null,
  decisive: { fit: 0, engagement: 0, softMet: 0, met: [] },
  ...more,
});
const many = (count: number, more: Partial<Judged>) => Array.from({ length: count }, () => judged(more));
const at = day('2026-05-04');
const monthly = { hasInForce: true, monthOf: (moment: Date) => moment.toISOString().slice(0, 7) };
const summarise = (leads: readonly Judged[], ...about: Parameters<typeof newSummary>) => {
  const summary = newSummary(...about);
  for (const lead of leads) summary.add(lead);
  return summary.sum();
};
const criteria = [{ key: 'pages', part: 'engagement' as const, labels: null }];

describe('what a draft would have made of the past', () => {
  it('holds marketing’s view against sales’ verdict, and gives no share of fewer than twenty', () => {
    const test = summarise(
      [
        ...many(12, { draftAt: at, verdict: 'accepted' }),
        ...many(8, { draftAt: at, verdict: 'rejected' }),
        ...many(4, { verdict: 'accepted', won: true }),
        ...many(2, { verdict: 'rejected' }),
        ...many(9, { draftAt: at }),
      ],
      criteria,
      ['2026-04', '2026-05'],
      monthly,
    );
    expect(test.confusion).toEqual({ readyAccepted: 12, readyRejected: 8, otherAccepted: 4, otherRejected: 2 });
    expect(test.precision).toEqual({ percent: 60, n: 20 });
    expect(test.recallOfAccepted).toEqual({ percent: null, n: 16 });
    expect(test.recallOfWon).toEqual({ percent: null, n: 4 });
    expect(test.months).toEqual([
      { month: '2026-04', draft: 0, inForce: 0, handedOver: 0 },
      { month: '2026-05', draft: 29, inForce: 0, handedOver: 0 },
    ]);
  });

  it('names who would enter and who would drop out, the latest first', () => {
    const stays = judged({ draftAt: at, inForceAt: at });
    const enters = judged({ draftAt: at });
    const drops = [judged({ inForceAt: day('2026-05-01') }), judged({ inForceAt: day('2026-06-01') })];
    const test = summarise([stays, enters, ...drops], criteria, [], monthly);
    expect(test.enters.leads.map(({ id }) => id)).toEqual([enters.id]);
    expect(test.dropsOut.leads.map(({ id }) => id)).toEqual(drops.toReversed().map(({ id }) => id));
    expect(summarise([enters], criteria, [], { ...monthly, hasInForce: false }).enters.count).toBe(0);
  });

  it('counts everybody and names the hundred latest, in whatever order they come', () => {
    const minutes = Array.from({ length: 1_000 }, (_, n) => (n * 617) % 1_000);
    const enter = minutes.map((minute) => judged({ draftAt: new Date(at.getTime() + minute * 60_000) }));
    const { enters } = summarise(enter, criteria, [], monthly);
    expect(enters.count).toBe(1_000);
    expect(enters.leads.map((lead) => (lead.at.getTime() - at.getTime()) / 60_000)).toEqual(
      Array.from({ length: 100 }, (_, n) => 999 - n),
    );
  });

  it('counts per criterion how sales judged those who met it and those who did not', () => {
    const met = { decisive: { fit: 0, engagement: 0, softMet: 0, met: ['pages'] } };
    const test = summarise(
      [
        ...many(3, { ...met, verdict: 'accepted' }),
        ...many(2, { ...met, verdict: 'rejected' }),
        ...many(1, { verdict: 'accepted' }),
      ],
      criteria,
      [],
      monthly,
    );
    expect(test.criteria).toEqual([{ ...criteria[0], metAccepted: 3, metRejected: 2, missedAccepted: 1, missedRejected: 0 }]);
  });

  it('proposes thresholds that four of five of the won reach, and none from too few', () => {
    const won = Array.from({ length: 20 }, (_, index) =>
      judged({ won: true, decisive: { fit: index + 1, engagement: 2 * index - 3.5, softMet: index % 2, met: [] } }),
    );
    expect(summarise(won, criteria, [], monthly).helper).toEqual({ fit: 5, engagement: 4, softNeeded: 0, n: 20 });
    expect(summarise(won.slice(1), criteria, [], monthly).helper).toBeNull();
  });
});
