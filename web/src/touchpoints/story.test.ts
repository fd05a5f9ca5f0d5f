import { describe, expect, it } from 'vitest';
import { formatMessage, type Language } from '../app/define-texts.ts';
import { createFormat } from '../app/format.ts';
import { colourOf, isNews, wordFact, type StoryFact } from './story.ts';
import { storyTexts } from './texts.ts';

const words = (language: Language) => ({
  language,
  t: (key: keyof typeof storyTexts, values?: Record<string, string | number>) => formatMessage(storyTexts[key], language, values),
  format: createFormat({ language, numberFormat: null, timeZone: 'Europe/Copenhagen' }),
  reason: (code: string) => ({ too_early: 'For tidligt' })[code] ?? code,
  criterion: (key: string) => key,
  member: (id: string) => (id === 'simon' ? 'Simon' : undefined),
});
const fact = (more: Partial<StoryFact>): StoryFact => ({
  id: '1',
  at: '2026-11-20T09:00:00Z',
  kind: 'page',
  side: 'customer',
  title: null,
  channel: null,
  source: null,
  medium: null,
  campaign: null,
  content: null,
  url: null,
  path: null,
  bot: false,
  person: null,
  member: null,
  money: null,
  details: {},
  ...more,
});

describe('a fact in words', () => {
  it('says what happened in the reader’s language and keeps the name of the thing', () => {
    const download = fact({ kind: 'download', title: 'Serviceguiden', channel: 'organic_search', source: 'google' });
    expect(wordFact(download, words('da'))).toEqual({ title: 'Hentede »Serviceguiden«', detail: 'Organisk søgning · google' });
    expect(wordFact(download, words('nl')).title).toBe('Downloadde ‘Serviceguiden’');
  });

  it('quotes what somebody wrote in a form, whatever its field is called and whoever sent it', () => {
    const form = { kind: 'form', title: 'Bestil en demo' };
    const told = { title: 'Udfyldte »Bestil en demo«', detail: '»Gassen er for dyr«' };
    const ours = fact({
      ...form,
      details: { form: 'Bestil en demo', fields: { navn: 'Katrine', besked: 'Gassen er for dyr ' } },
    });
    expect(wordFact(ours, words('da'))).toEqual(told);
    expect(wordFact(fact({ ...form, details: { message: 'Gassen er for dyr' } }), words('da'))).toEqual(told);
    expect(wordFact(fact({ ...form, details: { fields: { navn: 'Katrine' } } }), words('da')).detail).toBe('');
  });

  it('names who got a hand-off, and the reason of one given back', () => {
    const handedOver = fact({
      kind: 'handoff',
      side: 'marketing',
      details: { assignedTo: 'simon', itemsFilled: 6, itemsAgreed: 7 },
    });
    expect(wordFact(handedOver, words('da'))).toEqual({ title: 'Overdraget til Simon', detail: 'Briefing: 6 af 7 oplysninger' });
    const asked = fact({ ...handedOver, details: { itemsFilled: 5, itemsAgreed: 7, incompleteBecause: 'hand-raise' } });
    expect(wordFact(asked, words('da')).detail).toBe('Briefing: 5 af 7 oplysninger · de har selv bedt om kontakt');
    const back = fact({
      kind: 'decision',
      side: 'sales',
      details: { decision: 'rejected', reason: 'too_early', undoneAt: null },
    });
    expect(wordFact(back, words('da'))).toEqual({ title: 'Givet tilbage', detail: 'For tidligt' });
  });

  it('tells of a way back, so that a contact which was undone does not stand as if it held', () => {
    const stage = (to: string, fromStage: string) => fact({ kind: 'stage', details: { stage: to, fromStage, skipped: false } });
    expect(isNews(stage('accepted', 'submitted'))).toBe(false);
    const undone = stage('accepted', 'connected');
    expect([isNews(undone), wordFact(undone, words('da')).title]).toEqual([true, 'Tilbage til: Taget imod']);
    expect(wordFact(stage('connected', 'accepted'), words('da')).title).toBe('Trin: I dialog');
    expect(isNews(stage('rejected', 'recycled'))).toBe(true);
    // The answer that was undone tells of it itself.
    expect(isNews(stage('submitted', 'accepted'))).toBe(false);
  });

  it('shows what an invoice came to', () => {
    const invoice = fact({
      kind: 'invoice',
      side: 'money',
      money: { amountMinor: 18_450_050, currency: 'DKK' },
      details: { kind: 'invoice', number: '1042' },
    });
    expect(wordFact(invoice, words('da'))).toEqual({ title: 'Faktura 1042', detail: '184.500,50\u00a0kr.' });
  });
});

describe('the colour of a fact', () => {
  it('is both teams’ for a hand-off only', () => {
    expect(colourOf(fact({ kind: 'handoff', side: 'marketing' }))).toBe('both');
    expect(colourOf(fact({ kind: 'stage', side: 'both', details: { stage: 'mql' } }))).toBe('marketing');
    expect(colourOf(fact({ kind: 'stage', side: 'both', details: { stage: 'sql' } }))).toBe('sales');
  });

  it('is ink for money', () => {
    expect(colourOf(fact({ kind: 'invoice', side: 'money' }))).toBe('ink');
  });
});
