import { surerEmployment, type Employment } from '../companies/statement.ts';

/** What a merge of two people does, decided before anything is written; what it moved and filled is kept, so that it can be undone exactly. */

/** The facts of a person that a merge may fill in. */
const mergeable = ['name', 'email', 'phone', 'title', 'country', 'language'] as const;
const employment = ['companyId', 'companyBasis', 'companySince'] as const;

export interface Mergeable extends Record<(typeof mergeable)[number], string | null>, Employment {
  firstSeenAt: Date | null;
  traits: Record<string, unknown>;
}

export interface MergeableLead {
  id: string;
  personId: string;
  open: boolean;
  handedOver: boolean;
  createdAt: Date;
}

/** A fact of the kept person that the merge changed: as text, so that it survives being kept as JSON. */
export interface Filled {
  field: (typeof mergeable)[number] | (typeof employment)[number] | 'firstSeenAt' | 'traits';
  before: unknown;
  after: unknown;
}

export interface MergePlan {
  filled: Filled[];
  /** Leads that become the kept person's. */
  leads: string[];
  /** Both had an open lead and one person has one: this one is closed. */
  closes: string | null;
}

/**
 * Plans a merge; null when both are with sales, for then two promises run and a person must say which one counts.
 * The kept person's own facts stand; only its blanks are filled. Of two open leads the one handed over stays open, else the older.
 */
export function planMerge(
  kept: Mergeable & { id: string },
  merged: Mergeable & { id: string },
  leads: readonly MergeableLead[],
): MergePlan | null {
  const of = (person: { id: string }) => leads.filter(({ personId }) => personId === person.id);
  const withSales = (person: { id: string }) => of(person).some(({ open, handedOver }) => open && handedOver);
  if (withSales(kept) && withSales(merged)) return null;
  const open = leads.filter((lead) => lead.open);
  const [, second] = open.toSorted(
    (a, b) =>
      Number(b.handedOver) - Number(a.handedOver) || a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1),
  );
  const closes = second?.id ?? null;
  return {
    filled: fill(kept, merged),
    // The doubled lead stays with the person it was opened for: there it is when the two are parted again.
    leads: of(merged)
      .map(({ id }) => id)
      .filter((id) => id !== closes),
    closes,
  };
}

const asText = (fact: string | Date | null) => (fact instanceof Date ? fact.toISOString() : fact);

function fill(kept: Mergeable, merged: Mergeable): Filled[] {
  const filled: Filled[] = mergeable
    .filter((field) => kept[field] === null && merged[field] !== null)
    .map((field) => ({ field, before: null, after: merged[field] }));
  if (surerEmployment(kept, merged) === merged)
    for (const field of employment)
      if (asText(kept[field]) !== asText(merged[field]))
        filled.push({ field, before: asText(kept[field]), after: asText(merged[field]) });
  const [own, other] = [kept.firstSeenAt, merged.firstSeenAt];
  if (other && (!own || other < own)) filled.push({ field: 'firstSeenAt', before: asText(own), after: asText(other) });
  const traits = { ...merged.traits, ...kept.traits };
  if (Object.keys(traits).length > Object.keys(kept.traits).length)
    filled.push({ field: 'traits', before: kept.traits, after: traits });
  return filled;
}
