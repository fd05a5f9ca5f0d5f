import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { classify } from './channel.ts';
import { compilePatterns, matches, type Pattern } from './patterns.ts';
import { compileRules, rename, type RoadRule } from './rules.ts';

const home = 'https://www.nordhavn.dk/';

describe('the rules of a workspace', () => {
  const rules: RoadRule[] = [
    { field: 'source', match: 'exact', value: 'Dreamforce', set: { channel: 'event', source: 'dreamforce' } },
    { field: 'campaign', match: 'prefix', value: 'q3-', set: { campaign: 'Third quarter' } },
    { field: 'referrer', match: 'suffix', value: '.partner.example', set: { channel: 'partner' } },
    { field: 'medium', match: 'contains', value: 'pc', set: { medium: 'per click' } },
  ];
  const touch = (campaign: object, referrer = 'https://www.shop.partner.example/') =>
    rename(compileRules(rules), classify({ url: home, referrer, campaign }));

  test('the first of the table that holds decides, in whichever field', () => {
    expect(touch({ source: 'google', medium: 'cpc', name: 'Q3-pumps' })).toMatchObject({
      channel: 'paid_search',
      source: 'google',
      medium: 'cpc',
      campaign: 'Third quarter',
    });
    expect(touch({ source: 'dreamforce', name: 'Q3-pumps' })).toMatchObject({ channel: 'event', campaign: 'Q3-pumps' });
    expect(touch({ source: 'google', medium: 'cpc' })).toMatchObject({ channel: 'partner', medium: 'cpc' });
    expect(touch({ source: 'google', medium: 'cpc' }, '')).toMatchObject({ channel: 'paid_search', medium: 'per click' });
  });
  test.each(['chatgpt', 'chatgpt.com'])(
    'a source that goes by its site’s name is found by that and as the tag has it: %s',
    (value) => {
      const own = compileRules([
        { field: 'source', match: 'exact', value, set: { channel: 'organic_search', source: 'assistants' } },
      ]);
      const found = classify({ url: `${home}?utm_source=chatgpt.com` });
      expect(rename(own, found)).toMatchObject({ channel: 'organic_search', source: 'assistants' });
    },
  );
  test('no rule, no change; the company’s own site is no referrer', () => {
    const found = classify({ url: home, referrer: 'https://www.ing.dk/' });
    expect(rename(compileRules([]), found)).toBe(found);
    const own = compileRules([{ field: 'referrer', match: 'contains', value: 'nordhavn', set: { channel: 'partner' } }]);
    expect(rename(own, classify({ url: home, referrer: 'https://shop.nordhavn.dk/' })).channel).toBe('direct');
  });
});

describe('patterns', () => {
  test.each([
    ['exact', 'nyhedsbrev', ['nyhedsbrev', 'NyhedsBrev'], ['nyhedsbrev-41', 'et nyhedsbrev', '']],
    ['prefix', 'q3-', ['q3-', 'Q3-pumper'], ['aq3-', 'q3']],
    ['suffix', '.dk', ['ing.dk', '.DK'], ['ing.dk.com', 'dk']],
    ['contains', 'messe', ['messe', 'Hannover-Messe-2026'], ['mess', 'mes se']],
    ['contains', ' ', [], ['', ' ']],
  ] as const)('%s %s', (match, value, hits, misses) => {
    const find = compilePatterns([{ match, value }]);
    expect(hits.map(find)).toEqual(hits.map(() => 0));
    expect(misses.map(find)).toEqual(misses.map(() => null));
  });

  test('property: one pass finds what trying each pattern in turn finds', () => {
    const slowly = ({ match, value }: Pattern, text: string) => {
      const [wanted, found] = [value.trim().toLowerCase(), text.toLowerCase()];
      if (wanted === '') return false;
      if (match === 'exact') return found === wanted;
      if (match === 'prefix') return found.startsWith(wanted);
      return match === 'suffix' ? found.endsWith(wanted) : found.includes(wanted);
    };
    // Few letters, so that patterns overlap, contain and nearly match each other.
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'A', ' ', 'æ'), maxLength: 6 });
    const pattern = fc.record({ match: fc.constantFrom(...matches), value: word });
    fc.assert(
      fc.property(fc.array(pattern, { maxLength: 12 }), fc.array(word, { minLength: 1, maxLength: 8 }), (patterns, texts) => {
        const find = compilePatterns(patterns);
        for (const text of texts) {
          const expected = patterns.findIndex((each) => slowly(each, text));
          expect(find(text)).toBe(expected === -1 ? null : expected);
        }
      }),
      { numRuns: 500 },
    );
  });
});
