import type { OwnTerm } from '../../../src/terms/schema.ts';
import { languages, type Language } from '../app/define-texts.ts';

/** A workspace's word as a reader sees it: in their language where it has one, else in the first that it has. */
export function inReading(
  { word, meaning }: Pick<OwnTerm, 'word' | 'meaning'>,
  language: Language,
): { word: string; meaning: string } {
  const chosen = [language, ...languages].find((each) => word[each] !== undefined && meaning[each] !== undefined) ?? language;
  return { word: word[chosen] ?? '', meaning: meaning[chosen] ?? '' };
}

export interface TextPart {
  readonly text: string;
  /** The own word this part is. */
  readonly term?: OwnTerm;
}

/** A text cut where it says one of the workspace's own words, in whatever language: whole words, the longest first, whatever their capitals. */
export function withOwnWords(text: string, terms: readonly OwnTerm[]): TextPart[] {
  const words = terms
    .flatMap((term) => Object.values(term.word).flatMap((word) => (word === undefined ? [] : { term, word: word.toLowerCase() })))
    .toSorted((a, b) => b.word.length - a.word.length);
  const lower = text.toLowerCase();
  // Where folding changes lengths, places in one are not places in the other.
  if (lower.length !== text.length) return [{ text }];
  const parts: TextPart[] = [];
  let begun = 0;
  for (let at = 0; at < text.length;) {
    const found =
      isBoundary(lower, at) && words.find(({ word }) => lower.startsWith(word, at) && isBoundary(lower, at + word.length));
    if (!found) {
      at += 1;
      continue;
    }
    if (at > begun) parts.push({ text: text.slice(begun, at) });
    parts.push({ text: text.slice(at, at + found.word.length), term: found.term });
    at += found.word.length;
    begun = at;
  }
  return begun < text.length ? [...parts, { text: text.slice(begun) }] : parts;
}

/** Whether a word may begin or end at a place: not between two letters. */
function isBoundary(text: string, at: number): boolean {
  const isLetter = (place: number) => /[\p{L}\p{N}]/u.test(text.charAt(place));
  return !(at > 0 && isLetter(at - 1) && isLetter(at));
}
