import { asGiven, inEveryLanguage, type GivenWords } from '../../../src/agreements/given-words.ts';
import { languages, type Language } from '../app/define-texts.ts';

/** Words as they are typed; a language that is left empty gets the nearest one's. */
export type Words = Readonly<Record<Language, string>>;

/** The words as they are to be typed over; `language`'s stand there in any case. */
export function wordsOf(old: Words | undefined, language: Language): Words {
  const given = old ? asGiven(old, language) : {};
  return { en: given.en ?? '', da: given.da ?? '', nb: given.nb ?? '', nl: given.nl ?? '' };
}

/** The words that were typed, without the languages that were left empty. */
export const typedIn = (words: Words): GivenWords =>
  Object.fromEntries(languages.flatMap((each) => (words[each].trim() === '' ? [] : [[each, words[each].trim()]])));

/** What readers of each language get of words as they are typed. */
export const readIn = (words: Words): Words => inEveryLanguage(typedIn(words));

export const isEmpty = (words: Words): boolean => languages.every((each) => words[each].trim() === '');
