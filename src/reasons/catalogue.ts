import type { Words } from '../agreements/given-words.ts';
import type { SideExit } from '../leads/lifecycle.ts';

/** The catalogues of reasons: one for giving back, one for recycling, one for disqualifying, because three different things follow. */

export const repairs = ['nurture', 'fix_source', 'fix_field', 'disqualify', 'appeal'] as const;
export type Repair = (typeof repairs)[number];

/** What may follow from a reason. Only of what is given back is there something to choose; the others say themselves what follows. */
export const repairsOf: Readonly<Record<SideExit, readonly Repair[]>> = {
  rejected: repairs,
  recycled: ['nurture'],
  disqualified: ['disqualify'],
};

/** The longest rest a reason may name, in days: who is to rest longer is no lead. */
export const MOST_NURTURE_DAYS = 1000;

/** As many of a catalogue as somebody can read through before they choose. */
export const MOST_IN_FORCE = 30;

interface Worded {
  readonly label: Readonly<Words>;
}

/** The first of the reasons that reads like these words to somebody, whatever its capitals and blanks. */
export function alike<Reason extends Worded>(label: Readonly<Words>, reasons: readonly Reason[]): Reason | undefined {
  const languages = ['en', 'da', 'nb', 'nl'] as const;
  return reasons.find((reason) => languages.some((language) => folded(reason.label[language]) === folded(label[language])));
}

function folded(words: string): string {
  return words.trim().replace(/\s+/g, ' ').toLowerCase();
}
