import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asGiven, inEveryLanguage } from './given-words.ts';

test('words in one language stand in for the others', () => {
  expect(inEveryLanguage({ nl: 'Wie betaalt?' })).toEqual({
    en: 'Wie betaalt?',
    da: 'Wie betaalt?',
    nb: 'Wie betaalt?',
    nl: 'Wie betaalt?',
  });
});

test('a Norwegian reads Danish rather than English, and a Dutch reader English', () => {
  expect(inEveryLanguage({ en: 'Who pays?', da: 'Hvem betaler?' })).toEqual({
    en: 'Who pays?',
    da: 'Hvem betaler?',
    nb: 'Hvem betaler?',
    nl: 'Who pays?',
  });
});

test('what is given of words says them again in every language, and the reader’s own are among them', () => {
  const word = fc.constantFrom('a', 'b', 'c');
  fc.assert(
    fc.property(
      fc.record({ en: word, da: word, nb: word, nl: word }),
      fc.constantFrom('en' as const, 'da' as const, 'nb' as const, 'nl' as const),
      (words, kept) => {
        const given = asGiven(words, kept);
        expect(inEveryLanguage(given)).toEqual(words);
        expect(given[kept]).toBe(words[kept]);
      },
    ),
  );
  expect(asGiven({ en: 'x', da: 'x', nb: 'x', nl: 'x' }, 'da')).toEqual({ da: 'x' });
});
