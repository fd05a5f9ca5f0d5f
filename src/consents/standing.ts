import { purposes, type Purpose } from './purposes.ts';

/** What somebody said about one purpose. */
export interface Word {
  purpose: Purpose;
  granted: boolean;
  at: Date;
  /** Whose word it is; as it was noted then, before any merge. */
  personId: string;
  /** Since when it is known to be theirs: a browser's word becomes a person's when the person names themselves in it. */
  since: Date;
  browser: string | null;
}

/** Two people who turned out to be one, and when. An undone merge is none. */
export interface Union {
  kept: string;
  merged: string;
  at: Date;
}

/**
 * Where a person stands: for each purpose the word that holds, null where they were never asked.
 * A later word replaces an earlier one when both were known to be the same person's, or the same browser's, as it was said. Of words that
 * were brought together only afterwards the stricter holds, so that joining records never allows what one of them refused.
 */
export function standing<W extends Word>(words: readonly W[], unions: readonly Union[]): Record<Purpose, W | null> {
  const ofPurpose = (purpose: Purpose) => {
    const said = words.filter((word) => word.purpose === purpose);
    const standingWords = said.filter((word) => !said.some((later) => replaces(later, word, unions)));
    return standingWords.reduce<W | null>((held, word) => (held === null ? word : stricter(held, word)), null);
  };
  return Object.fromEntries(purposes.map((purpose) => [purpose, ofPurpose(purpose)])) as Record<Purpose, W | null>;
}

/** A no outweighs a yes; of equal words the later holds. */
function stricter<W extends Word>(one: W, other: W): W {
  if (one.granted !== other.granted) return one.granted ? other : one;
  return one.at >= other.at ? one : other;
}

function replaces(later: Word, earlier: Word, unions: readonly Union[]): boolean {
  if (later.at <= earlier.at) return false;
  if (later.browser !== null && later.browser === earlier.browser) return true;
  const known = later.since <= later.at && earlier.since <= later.at;
  return known && personAt(later.personId, later.at, unions) === personAt(earlier.personId, later.at, unions);
}

/** Who a person was part of at a moment. */
function personAt(id: string, moment: Date, unions: readonly Union[]): string {
  const union = unions.find(({ merged, at }) => merged === id && at <= moment);
  return union === undefined ? id : personAt(union.kept, moment, unions);
}
