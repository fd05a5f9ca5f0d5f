import { noFacts, type CompanyFacts } from '../companies/facts.ts';
import type { Said } from '../touchpoints/claim.ts';
import { companyDomain } from './email.ts';

/** What messages say of one person, put together. Null is what they do not say. */
export interface PersonFacts {
  name: string | null;
  email: string | null;
  phone: string | null;
  title: string | null;
  traits: Record<string, unknown>;
  /** What they say of the person's company, or null. */
  company: Partial<CompanyFacts> | null;
}

/** A person's own fields, as far as facts can fill them. */
export type Fillable = Omit<PersonFacts, 'company'> & { companyId: string | null };

// A tracking key is public: nobody may fill the database through it, one trait after the other.
const MOST_TRAITS = 200;

/** Puts together what was said of each person; of two who say the same, the later counts. `people` holds the person of each. */
export function gatherFacts(said: readonly Said[], people: readonly (string | null)[]): Map<string, PersonFacts> {
  const facts = new Map<string, PersonFacts>();
  for (const [index, { names, fields, traits, company }] of said.entries()) {
    const person = people[index] ?? null;
    if (person === null || names.length === 0) continue;
    const before = facts.get(person) ?? { name: null, email: null, phone: null, title: null, traits: {}, company: null };
    const email = fields.email ?? names.find(({ kind }) => kind === 'email')?.value ?? null;
    facts.set(person, {
      name: fields.name ?? before.name,
      email: email ?? before.email,
      phone: fields.phone ?? before.phone,
      title: fields.title ?? before.title,
      traits: { ...before.traits, ...traits },
      company: company
        ? { name: company.name, industry: company.industry, employees: company.employees, groupId: company.id }
        : before.company,
    });
  }
  return facts;
}

/** True when there is something that a person's row or company could learn. */
export function tellsSomething({ name, email, phone, title, traits, company }: PersonFacts): boolean {
  return [name, email, phone, title, company].some((fact) => fact !== null) || Object.keys(traits).length > 0;
}

/** The company a person works for, as their e-mail's domain and their own words point to it; null when nothing does. */
export function employerOf(email: string | null, said: Partial<CompanyFacts> | null): CompanyFacts | null {
  const domain = email === null ? null : companyDomain(email);
  const employer = { ...noFacts, ...said, domain };
  return domain === null && employer.name === null && employer.groupId === null ? null : employer;
}

/**
 * What changes in a person's row: blanks are filled, and what is known stands, because anybody can send a message with a website's key.
 * Traits are the sender's own and the last word counts.
 */
export function fillBlanks(person: Fillable, facts: PersonFacts, companyId: string | null): Partial<Fillable> {
  const patch: Partial<Fillable> = {};
  for (const field of ['name', 'email', 'phone', 'title'] as const)
    if (person[field] === null && facts[field] !== null) patch[field] = facts[field];
  if (person.companyId === null && companyId !== null) patch.companyId = companyId;
  const news = Object.entries(facts.traits).filter(
    ([name, value]) => JSON.stringify(person.traits[name]) !== JSON.stringify(value),
  );
  if (news.length > 0)
    patch.traits = Object.fromEntries(Object.entries({ ...person.traits, ...Object.fromEntries(news) }).slice(0, MOST_TRAITS));
  return patch;
}
