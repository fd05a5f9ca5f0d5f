import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ScoredTouch } from './matching.ts';
import { type DefinitionBody, definitionBodySchema } from './schema.ts';
import { engagementGrade, fitGrade, type ScoredEvidence, type ScoredLead, scoreLead } from './score.ts';

const DAY = 86_400_000;
const now = new Date('2026-06-01T12:00:00Z');
const daysBefore = (days: number, from = now) => new Date(from.getTime() - days * DAY);

const definition = definitionBodySchema.parse({
  icp: {
    company: [
      { key: 'nordic', weight: 3, test: { fact: 'company.country', in: ['DK', 'NO'] } },
      { key: 'mid-sized', weight: 2, test: { fact: 'company.employees', from: 20, to: 500 } },
    ],
    person: [{ key: 'boss', weight: 5, test: { fact: 'person.title', contains: ['director', 'chef'] } }],
  },
  engagement: {
    criteria: [
      { key: 'pricing', touches: { kinds: ['page'], paths: ['/*/pricing'] }, points: 20, cap: 50 },
      { key: 'mail', touches: { kinds: ['email_click'], channels: ['email'] }, points: 8, withinDays: 30 },
    ],
    negatives: [{ key: 'careers', touches: { paths: ['/careers*'] }, points: 10, cap: 15 }],
  },
  soft: [
    { key: 'pain', labels: { en: 'Has a pain' }, required: true },
    { key: 'timing', labels: { en: 'Decides soon' }, validDays: 10 },
  ],
  handRaise: [{ key: 'demo', touches: { kinds: ['form'], names: ['*demo*'] }, withinDays: 14 }],
  hard: [
    { kind: 'visits', key: 'two-visits', atLeast: 2, withinDays: 30 },
    { kind: 'profile', key: 'told-budget', test: { fact: 'person.answer', field: 'budget' } },
  ],
  thresholds: { engaged: 5, mql: { fit: 50, engagement: 15 }, ready: { fit: 80, engagement: 30, softNeeded: 2 } },
});

let ids = 0;
function touch(days: number, more: Partial<ScoredTouch> = {}): ScoredTouch {
  const id = `t${++ids}`;
  return {
    id,
    occurredAt: daysBefore(days),
    kind: 'page',
    channel: 'direct',
    path: '/da/pricing',
    content: null,
    name: null,
    event: null,
    bot: false,
    ...more,
  };
}
const click = (days: number) => touch(days, { kind: 'email_click', channel: 'email', path: null });
const careers = (days: number) => touch(days, { path: '/careers/sales' });
function evidence(criterion: string, days: number, more: Partial<ScoredEvidence> = {}): ScoredEvidence {
  return {
    id: `e-${criterion}`,
    criterion,
    quote: 'We lose leads',
    at: daysBefore(days),
    expiresAt: null,
    withdrawnAt: null,
    ...more,
  };
}

const fitting: ScoredLead = {
  person: { country: 'DK', title: 'Salgschef', role: null, answers: { budget: '100.000' } },
  company: { country: 'DK', industry: null, employees: 80 },
  touches: [],
  evidence: [],
};
const score = (lead: Partial<ScoredLead>, at = now, by: DefinitionBody = definition) =>
  scoreLead({ ...fitting, ...lead }, by, at);
const criterion = (key: string, lead: Partial<ScoredLead>, at = now) =>
  score(lead, at).criteria.find((result) => result.key === key)!;

describe('fit', () => {
  test('weights make 100 in all, each criterion says which fact met it', () => {
    expect(score({}).fit).toBe(100);
    expect(criterion('nordic', {})).toMatchObject({ part: 'fit', met: true, points: 30, of: 30, because: [{ fact: 'DK' }] });
    expect(criterion('boss', {})).toMatchObject({ points: 50, of: 50, because: [{ fact: 'Salgschef' }] });
    expect(score({ company: { country: 'SE', industry: null, employees: 501 } }).fit).toBe(50);
  });

  test('an unknown fact never fits', () => {
    expect(score({ company: null, person: { country: null, title: null, role: null, answers: {} } }).fit).toBe(0);
  });

  test('range ends belong to the range', () => {
    const employees = (count: number) =>
      criterion('mid-sized', { company: { country: null, industry: null, employees: count } }).met;
    expect([19, 20, 500, 501].map(employees)).toEqual([false, true, true, false]);
  });
});

describe('engagement', () => {
  test('points halve with every half-life of 14 days', () => {
    expect(score({ touches: [touch(0)] }).engagement).toBe(20);
    expect(score({ touches: [touch(14)] }).engagement).toBe(10);
    expect(score({ touches: [touch(28), touch(0)] }).engagement).toBe(25);
  });

  test('a criterion never gives more than its cap, a negative signal never takes more', () => {
    expect(criterion('pricing', { touches: [touch(0), touch(0), touch(0)] })).toMatchObject({ points: 50, of: 50, count: 3 });
    expect(criterion('careers', { touches: [careers(0), careers(0)] })).toMatchObject({ part: 'negative', points: -15, of: 15 });
  });

  test("touches outside the criterion's days do not count, the last moment inside does", () => {
    expect(criterion('mail', { touches: [click(30.01)] }).met).toBe(false);
    expect(criterion('mail', { touches: [click(30)] }).met).toBe(true);
  });

  test('paths are matched as a whole, without query, case or trailing slash', () => {
    const met = (path: string) => criterion('pricing', { touches: [touch(0, { path })] }).met;
    expect(['/da/pricing/?utm_source=x', '/DA/Pricing', '/da/pricing/plans', '/pricing', '/'].map(met)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  test('every list of a test must be met', () => {
    expect(criterion('mail', { touches: [touch(0, { kind: 'email_click', channel: 'direct' })] }).met).toBe(false);
  });

  test('reasons are the latest touches, newest first', () => {
    const touches = Array.from({ length: 30 }, (_, day) => touch(day));
    const { because, count } = criterion('pricing', { touches: touches.toReversed() });
    expect(count).toBe(30);
    expect(because).toHaveLength(20);
    expect(because[0]).toEqual({ fact: '/da/pricing', at: touches[0]?.occurredAt, touchId: touches[0]?.id });
  });
});

describe('ready', () => {
  const ripe = { touches: [touch(3), touch(1), click(1)], evidence: [evidence('pain', 5), evidence('timing', 5)] };

  test('every hard criterion, both scores and the soft criteria', () => {
    expect(score(ripe)).toMatchObject({ ready: true, mql: true, engaged: true, handRaised: false, missing: [] });
  });

  test('what is missing is named, with what there is and what it takes', () => {
    const poor = score({
      person: { ...fitting.person, title: null, answers: {} },
      touches: [touch(0)],
      evidence: [evidence('timing', 5)],
    });
    expect(poor.ready).toBe(false);
    expect(poor.missing).toEqual([
      { part: 'hard', key: 'two-visits' },
      { part: 'hard', key: 'told-budget' },
      { part: 'soft', key: 'pain' },
      { part: 'threshold', key: 'fit', has: 50, needs: 80 },
      { part: 'threshold', key: 'engagement', has: 20, needs: 30 },
      { part: 'threshold', key: 'soft-needed', has: 1, needs: 2 },
    ]);
    expect(poor).toMatchObject({ mql: true, engaged: true });
  });

  test('evidence counts from when it was given until it expires or is withdrawn', () => {
    const met = (more: Partial<ScoredEvidence>, days = 5) =>
      criterion('timing', { evidence: [evidence('timing', days, more)] }).met;
    expect([met({}), met({}, 10), met({}, -1)]).toEqual([true, false, false]);
    expect(met({ expiresAt: daysBefore(-90) }, 60)).toBe(true);
    expect(met({ expiresAt: now })).toBe(false);
    expect(met({ withdrawnAt: daysBefore(1) })).toBe(false);
  });

  test('a hand-raise is ready at once, whoever it is, for its days', () => {
    const stranger = { company: null, person: { country: null, title: null, role: null, answers: {} } };
    const demo = (days: number) => touch(days, { kind: 'form', name: 'Book a Demo' });
    expect(score({ ...stranger, touches: [demo(14)] })).toMatchObject({
      ready: true,
      mql: true,
      engaged: true,
      handRaised: true,
      missing: [],
    });
    expect(score({ ...stranger, touches: [demo(14.01)] })).toMatchObject({ ready: false, handRaised: false });
    const named = (name: string, event: string) => score({ ...stranger, touches: [touch(0, { kind: 'form', name, event })] });
    expect(named('Pump calculator', 'Demo Requested').handRaised).toBe(true);
    expect(named('Get your demo', 'Form Submitted').handRaised).toBe(true);
    expect(named('Pump calculator', 'Form Submitted').handRaised).toBe(false);
  });

  test('page touches less than half an hour apart are one visit', () => {
    const minutes = (count: number) => count / 24 / 60;
    expect(criterion('two-visits', { touches: [touch(1), touch(1 - minutes(29))] })).toMatchObject({ met: false, count: 1 });
    expect(criterion('two-visits', { touches: [touch(1), touch(1 - minutes(30))] })).toMatchObject({ met: true, count: 2 });
  });
});

test('grades', () => {
  expect([100, 85, 84, 70, 55, 40, 25, 24, 0].map(fitGrade).join('')).toBe('AABBCDEFF');
  expect([60, 45, 44, 30, 15, 14, -5].map((engagement) => engagementGrade(engagement, 30)).join('')).toBe('1122344');
});

describe('for any history', () => {
  const days = fc.double({ min: 0, max: 100, noNaN: true });
  const human = fc.oneof(
    days.map((d) => touch(d)),
    days.map(click),
    days.map(careers),
  );
  const history = fc.array(human, { maxLength: 15 });
  const uncapped = definitionBodySchema.parse({
    ...definition,
    engagement: {
      halfLifeDays: 9,
      criteria: [{ key: 'all', touches: { kinds: ['page', 'email_click'] }, points: 7 }],
      negatives: [],
    },
  });

  test('the parts sum to the totals', () => {
    fc.assert(
      fc.property(history, (touches) => {
        const { criteria, fit, engagement } = score({ touches });
        const sum = (...parts: string[]) =>
          criteria.filter(({ part }) => parts.includes(part)).reduce((all, { points }) => all + points, 0);
        expect(sum('fit')).toBe(fit);
        expect(sum('engagement', 'negative')).toBe(engagement);
      }),
    );
  });

  test('engagement halves after one half-life', () => {
    fc.assert(
      fc.property(history, (touches) => {
        const later = score({ touches }, daysBefore(-9), uncapped).engagement;
        expect(later).toBeCloseTo(score({ touches }, now, uncapped).engagement / 2, 9);
      }),
    );
  });

  test('machines and the future change nothing', () => {
    fc.assert(
      fc.property(history, history, (touches, others) => {
        const bots = others.map((other) => ({ ...other, bot: true }));
        const future = others.map((other) => ({ ...other, occurredAt: new Date(now.getTime() + 1) }));
        expect(score({ touches: [...bots, ...touches, ...future] })).toEqual(score({ touches }));
      }),
    );
  });

  test('one more good touch never lowers the score, one more bad one never raises it', () => {
    fc.assert(
      fc.property(history, days, (touches, age) => {
        const { engagement } = score({ touches });
        expect(score({ touches: [...touches, touch(age)] }).engagement).toBeGreaterThanOrEqual(engagement);
        expect(score({ touches: [...touches, careers(age)] }).engagement).toBeLessThanOrEqual(engagement);
      }),
    );
  });

  test('the order in which touches arrive does not matter', () => {
    fc.assert(
      fc.property(history, (touches) => {
        expect(score({ touches: touches.toReversed() }).engagement).toBeCloseTo(score({ touches }).engagement, 9);
      }),
    );
  });
});
