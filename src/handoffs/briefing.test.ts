import { describe, expect, it } from 'vitest';
import { type BriefingFacts, fillBriefing, missingItems } from './briefing.ts';
import { standardBriefingItems } from '../agreements/standard-agreement.ts';

const now = new Date('2026-11-22T09:00:00Z');
const touch = (more: Partial<BriefingFacts['touches'][number]>) => ({
  occurredAt: new Date('2026-11-20T09:00:00Z'),
  kind: 'page',
  title: null,
  content: null,
  path: null,
  answers: {},
  ...more,
});
const evidence = (more: Partial<BriefingFacts['evidence'][number]>) => ({
  id: 'e',
  criterion: 'has-a-pain',
  quote: 'To stop om måneden',
  at: new Date('2026-11-20T10:00:00Z'),
  expiresAt: null,
  withdrawnAt: null,
  ...more,
});
const katrine: BriefingFacts = {
  person: { name: 'Katrine Holm', email: 'kh@nordhavn.dk', phone: null, title: 'Indkøbschef', country: 'DK' },
  company: { name: 'Nordhavn Pumper A/S', country: 'DK', industry: 'Manufacturing', employees: 120 },
  answers: {},
  touches: [],
  evidence: [],
  told: [],
  criteria: [],
  given: {},
};
const label = { en: 'x', da: 'x', nb: 'x', nl: 'x' };
const fill = (facts: Partial<BriefingFacts>, keys?: string[]) =>
  fillBriefing(keys ? keys.map((key) => ({ key, label })) : standardBriefingItems, { ...katrine, ...facts }, now);
const values = (facts: Partial<BriefingFacts>, keys?: string[]) =>
  Object.fromEntries(fill(facts, keys).items.map(({ key, value, source }) => [key, [value, source]]));

describe('a briefing', () => {
  it('is filled from person, company, touches and evidence, and names what is missing', () => {
    expect(values({ evidence: [evidence({})], touches: [touch({ kind: 'download', content: 'Serviceguiden' })] })).toEqual({
      name: ['Katrine Holm', 'person'],
      phone: [null, null],
      title: ['Indkøbschef', 'person'],
      company_size: ['120', 'company'],
      need: ['To stop om måneden', 'evidence'],
      asked_for: ['Serviceguiden', 'touches'],
      timing: [null, null],
    });
    expect(missingItems(fill({})).map(({ key }) => key)).toEqual(['phone', 'need', 'asked_for', 'timing']);
  });

  it('says by which way an item was told, and when', () => {
    const told = (key: string, value: string, source: 'form' | 'call', at = now) => ({ key, value, source, at });
    const items = (facts: Partial<BriefingFacts>) =>
      Object.fromEntries(fill(facts).items.map(({ key, value, source, at }) => [key, [value, source, at?.slice(0, 10) ?? null]]));
    const before = new Date('2026-11-20T09:00:00Z');
    const { timing, phone } = items({
      person: { ...katrine.person, phone: '+4520304050' },
      told: [
        told('timing', 'later', 'form', before),
        told('timing', 'now', 'call'),
        told('phone', '20 30 40 50', 'form', before),
      ],
    });
    expect(timing).toEqual(['now', 'call', '2026-11-22']);
    expect(phone).toEqual(['20 30 40 50', 'form', '2026-11-20']);
    // A number put right since, and an answer of after the moment the briefing is of.
    const corrected = items({
      person: { ...katrine.person, phone: '+4540506070' },
      told: [told('phone', '20 30 40 50', 'form', before), told('timing', 'now', 'call', new Date(now.getTime() + 1))],
    });
    expect([corrected['phone'], corrected['timing']]).toEqual([
      ['+4540506070', 'person', null],
      [null, null, null],
    ]);
    // The newest word counts, whichever way it came by.
    expect(items({ told: [told('need', 'Priser', 'form', before)], evidence: [evidence({})] })['need']).toEqual([
      'To stop om måneden',
      'evidence',
      '2026-11-20',
    ]);
  });

  it('looks for an item in the ways it names and in no other', () => {
    const crm = { key: 'phone', label, answers: [{ by: 'trait' as const, trait: 'crm' }] };
    const of = (facts: Partial<BriefingFacts>) => fillBriefing([crm], { ...katrine, ...facts }, now).items[0]?.value;
    expect(of({ person: { ...katrine.person, phone: '+4520304050' } })).toBeNull();
    expect(of({ answers: { CRM: 'HubSpot' } })).toBe('HubSpot');
  });

  it('finds the teams’ own items in forms, however they are spelled, the latest answer first', () => {
    const touches = [
      touch({ kind: 'form', occurredAt: new Date('2026-10-01T09:00:00Z'), answers: { 'Antal anlæg': '2' } }),
      touch({ kind: 'form', answers: { antal_anlæg: '3' } }),
    ];
    expect(values({ touches }, ['antal-anlæg'])).toEqual({ 'antal-anlæg': ['3', 'form'] });
    expect(values({ answers: { budget: '1 mio.' } }, ['budget', 'timing'])).toEqual({
      budget: ['1 mio.', 'form'],
      timing: [null, null],
    });
  });

  it('lets marketing’s own words go before what was found, but not empty ones', () => {
    expect(values({ given: { title: 'Direktør', email: '  ' } }, ['title', 'email'])).toEqual({
      title: ['Direktør', 'given'],
      email: ['kh@nordhavn.dk', 'person'],
    });
  });

  it('does not repeat words that no longer hold, or that came later', () => {
    const gone = [
      evidence({ withdrawnAt: now }),
      evidence({ expiresAt: now }),
      evidence({ at: new Date('2026-11-23T09:00:00Z') }),
    ];
    expect(fill({ evidence: gone })).toMatchObject({ ownWords: null, suggestedOpening: null });
    expect(
      fill({ touches: [touch({ occurredAt: new Date('2026-11-23T09:00:00Z'), path: '/priser' })] }).suggestedOpening,
    ).toBeNull();
  });

  it('suggests beginning with their own words, else with what they did last', () => {
    const page = touch({ path: '/priser', title: 'Priser' });
    expect(fill({ touches: [page] }).suggestedOpening).toMatchObject({ kind: 'page', page: '/priser' });
    expect(fill({ touches: [page, touch({ kind: 'download', content: 'Serviceguiden' })] }).suggestedOpening).toMatchObject({
      kind: 'content',
      content: 'Serviceguiden',
    });
    const form = touch({ kind: 'form', title: 'Kontakt', answers: { Besked: 'Hvad koster nedetid?' } });
    expect(fill({ touches: [page, form] })).toMatchObject({
      ownWords: 'Hvad koster nedetid?',
      suggestedOpening: { kind: 'quote', quote: 'Hvad koster nedetid?' },
    });
    expect(fill({ touches: [page, { ...form, answers: {} }] }).suggestedOpening).toMatchObject({
      kind: 'form',
      content: 'Kontakt',
    });
  });

  it('says why the lead is ready by the criteria it meets, never by the negative ones', () => {
    const criterion = {
      key: 'came-back',
      part: 'hard' as const,
      kind: 'visits',
      labels: { da: 'Tre besøg' },
      met: true,
      points: 0,
      of: 0,
      because: [{ fact: '/priser' }],
      count: 3,
    };
    const criteria = [
      criterion,
      { ...criterion, key: 'big-enough', met: false },
      { ...criterion, key: 'job-seeker', part: 'negative' as const },
    ];
    expect(fill({ criteria }).because).toEqual([
      { key: 'came-back', part: 'hard', kind: 'visits', label: { da: 'Tre besøg' }, fact: '/priser', count: 3 },
    ]);
  });
});
