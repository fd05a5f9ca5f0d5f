import { LEAST_LIKENESS, nameLikeness, nameWords } from '../revenue/matching.ts';
import { nameTwoCompanies } from '../revenue/organisation-number.ts';

/** Which companies may be one and the same. Always a suggestion: two houses may share a name, and only a person can tell. */

export interface Comparable {
  id: string;
  name: string;
  /** With the letters of its register. */
  organisationNumber: string | null;
}

export interface Likeness {
  one: string;
  other: string;
  /** The share of telling words that both names have, or of people who write from the other's domain; 0 to 1. */
  likeness: number;
  basis: 'name' | 'address';
}

/** Words of a name that are worth looking for in other names. */
export const searchableWords = (name: string): string[] =>
  [...new Set(name.toLowerCase().split(/[^\p{L}\p{N}]+/u))].filter((word) => word.length > 2).slice(0, 6);

/** The companies that are called like one of them, the likest first. Two registration numbers that differ are two companies. */
export function alikeByName(one: Comparable, others: readonly Comparable[]): Likeness[] {
  const words = nameWords(one.name);
  return others
    .filter((other) => other.id !== one.id && !numbersDiffer(one, other))
    .map((other) => ({
      one: one.id,
      other: other.id,
      likeness: nameLikeness(words, nameWords(other.name)),
      basis: 'name' as const,
    }))
    .filter(({ likeness }) => likeness >= LEAST_LIKENESS)
    .toSorted((a, b) => b.likeness - a.likeness || (a.other < b.other ? -1 : 1));
}

const numbersDiffer = ({ organisationNumber: one }: Comparable, { organisationNumber: other }: Comparable) =>
  one !== null && other !== null && nameTwoCompanies(one, other);

/** Of several reasons for one pair the strongest; a pair is one pair whichever is named first. */
export function strongest(likenesses: readonly Likeness[]): Likeness[] {
  const pairs = new Map<string, Likeness>();
  for (const likeness of likenesses) {
    const key = [likeness.one, likeness.other].toSorted().join(' ');
    const before = pairs.get(key);
    if (!before || before.likeness < likeness.likeness) pairs.set(key, likeness);
  }
  return [...pairs.values()];
}
