import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { standardBriefingItems } from '../agreements/standard-agreement.ts';
import { answerInWords } from '../information/answer.ts';
import { languageFor } from './language.ts';
import { escape, formPage, type PageOf } from './page.ts';
import { readSubmission } from './submission.ts';

const items = new Map(standardBriefingItems.map((item) => [item.key, item]));
const page = (more: Partial<PageOf> = {}): PageOf => ({
  id: '019c0000-0000-7000-8000-000000000000',
  texts: { da: { title: 'Ring mig op', thanks: 'Vi ringer.' } },
  language: 'da',
  items,
  required: new Set(['phone']),
  questions: { email: true, items: ['phone', 'need', 'timing'] },
  consent: null,
  carried: { _rendering: '', _asked: '', _done: '', _language: 'da', _page: '', _referrer: '', _visitor: '' },
  typed: () => null,
  faults: new Map(),
  recognised: false,
  thanked: false,
  ...more,
});

describe('a form’s page', () => {
  it('asks in the visitor’s language and says which questions may be left', () => {
    const html = formPage(page());
    expect(html).toContain('<html lang="da">');
    expect(html).toContain('<label for="q-phone">Dit telefonnummer</label>');
    expect(html).toContain('Hvad kan vi hjælpe jer med? <span class="second">(valgfrit)</span>');
    expect(html).toContain('value="this_year"> Inden for et år');
  });

  it('lets nothing that was typed, or written by the company, become markup', () => {
    const evil = fc.constantFrom(
      '"><script>alert(1)</script>',
      "' onfocus=alert(1) x='",
      '</textarea><img src=x onerror=1>',
      '&lt;b&gt;',
    );
    const text = fc.oneof(evil, fc.string({ unit: 'grapheme' }));
    fc.assert(
      fc.property(text, text, (typed, title) => {
        const html = formPage(
          page({
            texts: { da: { title, intro: title, thanks: title, button: title } },
            typed: () => typed,
            consent: title,
            faults: new Map([['need', 'too_long']]),
            carried: { ...page().carried, _page: typed, _visitor: typed },
          }),
        );
        const bare = formPage(
          page({
            consent: 'x',
            faults: new Map([['need', 'too_long']]),
            texts: { da: { title: 'x', intro: 'x', thanks: 'x' } },
            typed: () => 'x',
            carried: { ...page().carried, _page: 'x', _visitor: 'x' },
          }),
        );
        const tags = (source: string) => source.match(/<[a-z/][^\s>]*/gi)?.filter((tag) => !/^<\/?(p|br|input)$/i.test(tag));
        expect(tags(html)).toEqual(tags(bare));
        expect(html).not.toMatch(/<(script(?! src="\/f\.js")|img)/i);
      }),
    );
    expect(escape(`<&>"'`)).toBe('&lt;&amp;&gt;&quot;&#39;');
  });

  it('names what is wrong at the top and beside its question, and keeps what was typed', () => {
    const html = formPage(
      page({ faults: new Map([['email', 'not_an_email']]), typed: (name) => (name === 'email' ? 'anna@' : null) }),
    );
    expect(html).toContain('<div class="faults" role="alert" tabindex="-1">');
    expect(html).toContain('href="#q-email"');
    expect(html).toContain('value="anna@" aria-describedby="fault-email" aria-invalid="true"');
    expect(html).toContain('<title>Se lige på dette en gang til: Ring mig op</title>');
  });
});

describe('what was sent', () => {
  const read = (typed: Record<string, string>) =>
    readSubmission(
      { email: true, items: ['phone', 'company_size', 'timing', 'need'] },
      { items, required: new Set(['phone']), typed: (name) => typed[name] ?? null, language: 'da' },
    );

  it('is read item by item, and every fault is told', () => {
    const good = read({ email: ' Anna@Nordhavn.dk ', phone: '20 30 40 50', company_size: '1.200', timing: 'now' });
    expect([good.email, [...good.answers], good.faults.size]).toEqual([
      'anna@nordhavn.dk',
      [
        ['phone', '20 30 40 50'],
        ['company_size', '1200'],
        ['timing', 'now'],
      ],
      0,
    ]);
    expect([...read({ email: 'anna@', company_size: 'mange', timing: 'snart' }).faults]).toEqual([
      ['email', 'not_an_email'],
      ['phone', 'missing'],
      ['company_size', 'not_a_number'],
      ['timing', 'not_a_choice'],
    ]);
    expect(read({ phone: '1' }).faults.get('email')).toBe('missing');
  });

  it('is told in words', () => {
    const timing = items.get('timing')?.answers?.find((way) => way.by === 'form');
    const yesNo = { yes: 'Ja', no: 'Nej' };
    expect(answerInWords(timing, 'later', 'da', yesNo)).toBe('Senere');
    expect(answerInWords({ kind: 'yes_no' }, 'yes', 'da', yesNo)).toBe('Ja');
    expect(answerInWords({ kind: 'text' }, 'yes', 'da', yesNo)).toBe('yes');
  });
});

describe('the language of a form', () => {
  it('is the one asked for, else the one the browser prefers of those there are, else the first', () => {
    expect(languageFor(['da', 'nl'], 'nl', 'da')).toBe('nl');
    expect(languageFor(['da', 'nb'], null, 'sv,nn;q=0.9,da;q=0.8')).toBe('nb');
    expect(languageFor(['da', 'en'], 'xx', 'en;q=0.3, da;q=0.7')).toBe('da');
    expect(languageFor(['nl'], undefined, undefined)).toBe('nl');
    expect(languageFor(['nl', 'en'], null, ';;q=,,*')).toBe('nl');
  });
});
