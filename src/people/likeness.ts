import { isSharedMailbox } from './email.ts';

/** Which people may be one and the same. Always a suggestion: two people may share a name, and only a person can tell. */

export interface Comparable {
  id: string;
  name: string | null;
  email: string | null;
  phone: string | null;
  companyId: string | null;
}

/**
 * What, beside being called alike, speaks for two being one: they work for one company, their addresses begin alike, or they have one
 * telephone number. `message`: a message named both, and they were not made one because both are with sales or somebody had parted them.
 */
export type PersonBasis = 'message' | 'phone' | 'mailbox' | 'company';

export interface PersonLikeness {
  one: string;
  other: string;
  basis: PersonBasis;
}

const mailboxOf = (email: string | null) => email?.split('@')[0]?.split('+')[0] ?? '';

/** The first and the last word somebody is called by: of their name, or of an address that spells one; null where there are no two. */
export function calledBy({ name, email }: Pick<Comparable, 'name' | 'email'>): { first: string; last: string } | null {
  const words = (name ?? mailboxOf(email)).toLowerCase().match(/\p{L}+/gu) ?? [];
  const [first, last] = [words[0], words.at(-1)];
  return words.length > 1 && first !== undefined && last !== undefined ? { first, last } : null;
}

const isOne = (one: string | null, other: string | null) => one !== null && one === other;
/** As far as two spellings can be compared without knowing the country: the last eight digits. */
const digitsOf = (phone: string | null) => {
  const digits = phone?.replace(/\D/g, '') ?? '';
  return digits.length < 8 ? null : digits.slice(-8);
};

/** What speaks for two people being one; null when nothing does. A name alone is not enough: there are thousands of Lars Hansen. */
export function alikeBy(one: Comparable, other: Comparable): PersonBasis | null {
  const [called, otherCalled] = [calledBy(one), calledBy(other)];
  if (one.id === other.id || !called || called.first !== otherCalled?.first || called.last !== otherCalled.last) return null;
  if (isOne(digitsOf(one.phone), digitsOf(other.phone))) return 'phone';
  if (one.email !== null && !isSharedMailbox(one.email) && mailboxOf(one.email) === mailboxOf(other.email)) return 'mailbox';
  return isOne(one.companyId, other.companyId) ? 'company' : null;
}

/** Each pair once, whichever is named first; of several reasons the first given. */
export function eachPairOnce<Pair extends { one: string; other: string }>(pairs: readonly Pair[]): Pair[] {
  const known = new Map<string, Pair>();
  for (const pair of pairs) {
    const key = [pair.one, pair.other].toSorted().join(' ');
    if (!known.has(key)) known.set(key, pair);
  }
  return [...known.values()];
}
