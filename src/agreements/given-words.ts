import type { Language } from '../platform/fields.ts';

/** Words that are given in one language at least, and stand in for the others. */
export type GivenWords = Partial<Readonly<Record<Language, string | undefined>>>;
export type Words = Record<Language, string>;

/** Whose words stand in for a language's own: Danes and Norwegians read each other, and English comes before what is far. */
const nearest: Readonly<Record<Language, readonly Language[]>> = {
  en: ['da', 'nb', 'nl'],
  da: ['nb', 'en', 'nl'],
  nb: ['da', 'en', 'nl'],
  nl: ['en', 'da', 'nb'],
};

/** The words in every language: where none were given, those of the nearest language in which some were. */
export function inEveryLanguage(given: GivenWords): Words {
  const of = (language: Language) =>
    [language, ...nearest[language]].map((each) => given[each]).find((words) => words !== undefined) ?? '';
  return { en: of('en'), da: of('da'), nb: of('nb'), nl: of('nl') };
}

/**
 * As few of the words as say the same in every language.
 * @param kept the language whose words stay in any case
 */
export function asGiven(words: Readonly<Words>, kept: Language): GivenWords {
  let given: GivenWords = words;
  for (const language of ['nl', 'nb', 'da', 'en'] as const) {
    const without = { ...given, [language]: undefined };
    if (language !== kept && inEveryLanguage(without)[language] === words[language]) given = without;
  }
  return given;
}
