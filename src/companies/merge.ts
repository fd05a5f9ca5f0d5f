/** What a merge of two companies does, decided before anything is written. */
import type { CompanyFacts } from './statement.ts';

export const mergeableFacts = ['name', 'organisationNumber', 'country', 'industry', 'employees', 'ownerMemberId'] as const;

export interface MergeableCompany extends CompanyFacts {
  name: string;
  ownerMemberId: string | null;
  /** What it is recognised by; a company that bears one of those for a name has none yet. */
  called: readonly string[];
}

/** A fact of the kept company that the merge changes. */
export interface FilledFact {
  field: (typeof mergeableFacts)[number];
  before: string | number | null;
  after: string | number | null;
}

/** What the kept company learns from the other: its own facts stand and its blanks are filled; a name that is none gives way to a real one. */
export function factsToFill(kept: MergeableCompany, merged: MergeableCompany): FilledFact[] {
  const isNameless = ({ name, called }: MergeableCompany) => called.includes(name);
  return mergeableFacts
    .filter((field) =>
      field === 'name' ? isNameless(kept) && !isNameless(merged) : kept[field] === null && merged[field] !== null,
    )
    .map((field) => ({ field, before: kept[field], after: merged[field] }));
}

/** A match of an invoice with a company, as far as a merge has to tell which of two stands. */
export interface Standing {
  state: string;
  decided: boolean;
}

/** Of two matches of one invoice with companies that become one, whether the merged company's stands: somebody's decision before a certain match before a guess. */
export function mergedMatchStands(kept: Standing, merged: Standing): boolean {
  const rank = ({ state, decided }: Standing) => (decided ? 2 : 0) + (state === 'confirmed' ? 1 : 0);
  return rank(merged) > rank(kept);
}
