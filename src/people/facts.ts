import { surerEmployment, type Employment } from '../companies/statement.ts';
import type { Said } from '../touchpoints/claim.ts';

/** What messages say of one person, put together. Null is what they do not say. */
export interface PersonFacts {
  name: string | null;
  email: string | null;
  phone: string | null;
  title: string | null;
  traits: Record<string, unknown>;
}

/** A person's own fields, as far as messages can fill them. */
export type Fillable = PersonFacts & Employment;

export const nothingKnown: Fillable = {
  name: null,
  email: null,
  phone: null,
  title: null,
  traits: {},
  companyId: null,
  companyBasis: null,
  companySince: null,
};

// A tracking key is public: nobody may fill the database through it, one trait after the other.
const MOST_TRAITS = 200;

/** Puts together what was said of each person; of two who say the same, the later counts. `people` holds the person of each. */
export function gatherFacts(said: readonly Said[], people: readonly (string | null)[]): Map<string, PersonFacts> {
  const facts = new Map<string, PersonFacts>();
  for (const [index, { names, fields, traits }] of said.entries()) {
    const person = people[index] ?? null;
    if (person === null || names.length === 0) continue;
    const before = facts.get(person) ?? { name: null, email: null, phone: null, title: null, traits: {} };
    const email = fields.email ?? names.find(({ kind }) => kind === 'email')?.value ?? null;
    facts.set(person, {
      name: fields.name ?? before.name,
      email: email ?? before.email,
      phone: fields.phone ?? before.phone,
      title: fields.title ?? before.title,
      traits: { ...before.traits, ...traits },
    });
  }
  return facts;
}

/**
 * What changes in a person's row: blanks are filled, and what is known stands, because anybody can send a message with a website's key.
 * Traits are the sender's own and the last word counts.
 */
export function fillBlanks(person: Fillable, facts: PersonFacts, employment: Employment | null): Partial<Fillable> {
  const patch: Partial<Fillable> = {};
  for (const field of ['name', 'email', 'phone', 'title'] as const)
    if (person[field] === null && facts[field] !== null) patch[field] = facts[field];
  if (employment !== null && surerEmployment(person, employment) === employment)
    Object.assign(patch, changed(person, employment));
  const news = Object.entries(facts.traits).filter(
    ([name, value]) => JSON.stringify(person.traits[name]) !== JSON.stringify(value),
  );
  if (news.length > 0)
    patch.traits = Object.fromEntries(Object.entries({ ...person.traits, ...Object.fromEntries(news) }).slice(0, MOST_TRAITS));
  return patch;
}

function changed(before: Employment, { companyId, companyBasis, companySince }: Employment): Partial<Employment> {
  return {
    ...(before.companyId !== companyId && { companyId }),
    ...(before.companyBasis !== companyBasis && { companyBasis }),
    ...(before.companySince?.getTime() !== companySince?.getTime() && { companySince }),
  };
}
