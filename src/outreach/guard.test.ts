import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stages } from '../leads/lifecycle.ts';
import {
  distinct,
  guard,
  lately,
  nextAllowed,
  pausesMarketing,
  standardPolicy,
  type Contact,
  type GuardFacts,
  type Pause,
} from './guard.ts';

const at = (moment: string) => new Date(moment);
const contact = (moment: string, given: Partial<Contact> = {}): Contact => ({
  at: at(moment),
  team: 'sales',
  kind: 'call',
  campaign: null,
  ...given,
});
const mail = (moment: string, campaign: string | null = null) => contact(moment, { team: 'marketing', kind: 'mail', campaign });
const facts = (given: Partial<GuardFacts>): GuardFacts => ({ suppressed: false, pauses: [], contacts: [], ...given });
const own: Pause = { leadId: 'lead', handoffId: 'handoff', since: at('2026-05-04T08:00:00Z'), colleague: null, ending: null };
const colleagues: Pause = { ...own, colleague: { id: 'colleague', name: 'Jens' } };
const monday = at('2026-05-11T09:00:00Z');
const ask = (given: Partial<GuardFacts>, policy = standardPolicy) => guard(facts(given), 'mail', monday, policy);

describe('a hand-off', () => {
  it('pauses marketing until sales gives the lead back, ends it or wins it', () => {
    expect(stages.filter(pausesMarketing)).toEqual(['submitted', 'accepted', 'working', 'connected', 'sql', 'opportunity']);
    expect(ask({ pauses: [own] })).toEqual({ verdict: 'paused', pause: own });
  });

  it('pauses it for colleagues only where the teams agreed so', () => {
    expect(ask({ pauses: [colleagues] })).toEqual({ verdict: 'allowed' });
    expect(ask({ pauses: [colleagues] }, { ...standardPolicy, pausesColleagues: true })).toMatchObject({ verdict: 'paused' });
  });

  it('pauses it no longer than somebody said, and a colleague’s goes on all the same', () => {
    const ending = { at: monday, reason: 'The fair is for everybody', setBy: null };
    const ended = { ...own, ending };
    const minuteBefore = new Date(monday.getTime() - 60_000);
    expect(guard(facts({ pauses: [ended] }), 'mail', minuteBefore, standardPolicy)).toEqual({ verdict: 'paused', pause: ended });
    expect(ask({ pauses: [ended] })).toEqual({ verdict: 'allowed' });
    expect(ask({ pauses: [ended, colleagues] }, { ...standardPolicy, pausesColleagues: true })).toMatchObject({
      pause: { colleague: { name: 'Jens' } },
    });
  });

  it('pauses advertisements, too, which nothing caps', () => {
    const full = ['05', '06', '07'].map((day) => contact(`2026-05-${day}T09:00:00Z`));
    const ad = (given: Partial<GuardFacts>) => guard(facts(given), 'ad', monday, standardPolicy).verdict;
    expect([ad({ pauses: [own] }), ad({ contacts: full }), ad({ suppressed: true })]).toEqual(['paused', 'allowed', 'allowed']);
  });
});

describe('the cap', () => {
  const week = [mail('2026-05-05T09:00:00Z'), contact('2026-05-06T09:00:00Z'), contact('2026-05-09T09:00:00Z')];

  it('spans both teams, and says when the next contact is allowed', () => {
    expect(ask({ contacts: week })).toEqual({ verdict: 'capped', count: 3, nextAt: at('2026-05-12T09:00:00Z') });
    expect(ask({ contacts: week.slice(1) })).toEqual({ verdict: 'allowed' });
  });

  it('lets go of a contact exactly when its days have passed', () => {
    const [, ...others] = week;
    expect(ask({ contacts: [mail('2026-05-04T09:00:00Z'), ...others] }).verdict).toBe('allowed');
    expect(ask({ contacts: [mail('2026-05-04T09:00:01Z'), ...others] }).verdict).toBe('capped');
  });

  it('looks ahead: what is planned has its place before what would be put in front of it', () => {
    const planned = ['12', '13', '14'].map((day) => mail(`2026-05-${day}T09:00:00Z`));
    expect(ask({ contacts: planned })).toEqual({ verdict: 'capped', count: 3, nextAt: at('2026-05-19T09:00:00Z') });
  });

  it('counts no advertisement', () => {
    expect(ask({ contacts: week.map((each) => ({ ...each, kind: 'ad' as const })) })).toEqual({ verdict: 'allowed' });
  });

  it('comes after a pause, and both after an address that gets no mail', () => {
    expect(ask({ contacts: week, pauses: [own] }).verdict).toBe('paused');
    expect(ask({ contacts: week, pauses: [own], suppressed: true }).verdict).toBe('suppressed');
  });
});

it('takes a mail that was announced, sent and delivered for one', () => {
  const told = [
    mail('2026-05-05T09:00:04Z', 'May'),
    mail('2026-05-05T09:00:00Z', 'May'),
    mail('2026-05-06T09:00:00Z', 'May'),
    mail('2026-05-05T09:00:00Z', 'Fair'),
    contact('2026-05-05T09:00:00Z'),
    contact('2026-05-05T10:00:00Z'),
  ];
  expect(distinct(told).map(({ at: when, campaign }) => [when.toISOString().slice(8, 19), campaign])).toEqual([
    ['05T09:00:00', 'May'],
    ['05T09:00:00', 'Fair'],
    ['05T09:00:00', null],
    ['05T10:00:00', null],
    ['06T09:00:00', 'May'],
  ]);
});

it('tells how much of the cap is used, and when some of it is free again', () => {
  const made = [contact('2026-05-04T09:00:00Z'), mail('2026-05-05T09:00:00Z'), contact('2026-05-09T09:00:00Z')];
  expect(lately(made, monday, standardPolicy)).toEqual({ count: 2, left: 1, freesAt: at('2026-05-12T09:00:00Z') });
  expect(lately([], monday, standardPolicy)).toEqual({ count: 0, left: 3, freesAt: null });
});

describe('whatever was made and is planned', () => {
  const DAY = 86_400_000;
  const anyMoment = fc.integer({ min: 0, max: 40 * 24 }).map((hours) => new Date(Date.UTC(2026, 4, 1) + hours * 3_600_000));
  const anyPolicy = fc.record({
    most: fc.integer({ min: 1, max: 5 }),
    days: fc.integer({ min: 1, max: 14 }),
    pausesColleagues: fc.boolean(),
  });

  /** The plain count: every span that begins with a contact. */
  const fullest = (times: Date[], days: number) =>
    Math.max(
      0,
      ...times.map((from) => times.filter((each) => each >= from && each.getTime() < from.getTime() + days * DAY).length),
    );

  it('a team that asks before each contact never has more than was agreed in any span', () => {
    fc.assert(
      fc.property(fc.array(anyMoment, { maxLength: 25 }), anyPolicy, (wishes, policy) => {
        const made: Contact[] = [];
        for (const wish of wishes)
          if (guard(facts({ contacts: made }), 'mail', wish, policy).verdict === 'allowed')
            made.push(contact(wish.toISOString()));
        expect(
          fullest(
            made.map((each) => each.at),
            policy.days,
          ),
        ).toBeLessThanOrEqual(policy.most);
      }),
    );
  });

  it('the next allowed moment is allowed, and no hour before it is', () => {
    fc.assert(
      fc.property(fc.array(anyMoment, { maxLength: 15 }), anyMoment, anyPolicy, (contacts, wish, policy) => {
        const next = nextAllowed(contacts, wish, policy);
        expect(nextAllowed(contacts, next, policy)).toEqual(next);
        for (let hour = wish.getTime(); hour < next.getTime(); hour += 3_600_000)
          expect(nextAllowed(contacts, new Date(hour), policy)).toEqual(next);
      }),
    );
  });
});
