import { getDomain } from 'tldts';
import { companyDomain, isFreeMail } from '../people/email.ts';
import type { Claim, Name } from '../people/recognition.ts';
import { isRegistered, registeredNumber, type RegisteredNumber } from '../revenue/organisation-number.ts';
import { sharedSites } from './shared-sites.ts';

/** What a company is recognised by: its number in a register, an id that a sender gave it, a domain; a name only while nothing surer is known. */
export type CompanyName = 'organisation_number' | 'external_id' | 'domain' | 'name';

/** What may be known of a company. Null is what is not said. */
export interface CompanyFacts {
  name: string | null;
  organisationNumber: string | null;
  country: string | null;
  industry: string | null;
  employees: number | null;
}

/** What one message says of a company: by which names, and what of it. */
export interface CompanyStatement extends Claim<CompanyName> {
  facts: CompanyFacts;
}

/** What somebody says of a company, as they say it. */
export interface SaidOfCompany extends CompanyFacts {
  /** The id by which the sender's own house knows it, and whose id that is. */
  id: string | null;
  source: string;
  website: string | null;
}

export const nothingSaid: SaidOfCompany = {
  name: null,
  organisationNumber: null,
  country: null,
  industry: null,
  employees: null,
  id: null,
  source: 'group',
  website: null,
};

/** The names by which a company is recognised for certain, the surest first. `home` is the workspace's country. */
export function certainNames(
  said: Pick<SaidOfCompany, 'organisationNumber' | 'country' | 'id' | 'source' | 'website'>,
  home: string,
): Name<CompanyName>[] {
  const number =
    said.organisationNumber === null ? null : registeredNumber(said.organisationNumber, { country: said.country, home });
  const domain = said.website === null ? null : websiteDomain(said.website);
  return [
    ...(number !== null && isRegistered(number) ? [numberName(number)] : []),
    ...(said.id === null ? [] : [{ kind: 'external_id' as const, source: said.source, value: said.id }]),
    ...(domain === null ? [] : [domainName(domain)]),
  ];
}

/** A register's number is the register's own, as an id is its sender's. */
export const numberName = ({ register, value }: RegisteredNumber): Name<CompanyName> => ({
  kind: 'organisation_number',
  source: register,
  value,
});

export const domainName = (domain: string): Name<CompanyName> => ({ kind: 'domain', source: '', value: domain });

/** The name of a company that nothing else is known of: in lower case, blanks counted once. */
export const bareName = (name: string): Name<CompanyName> => ({
  kind: 'name',
  source: '',
  value: name.trim().replace(/\s+/g, ' ').toLowerCase(),
});

/** The registrable domain of a company's own website; null for a page on somebody else's (a profile on a social network). */
export function websiteDomain(website: string): string | null {
  const domain = getDomain(website.trim().toLowerCase(), { allowPrivateDomains: true });
  return domain === null || sharedSites.has(domain) || isFreeMail(`someone@${domain}`) ? null : domain;
}

/** On what it stands that a person works for a company, the surest last. */
const bases = ['name', 'address', 'group'] as const;
export type EmploymentBasis = (typeof bases)[number];

/** Whom a message says a person works for: the company it names for certain, else the one of their address, else one it calls by a name. */
export function employerOf(
  email: string | null,
  said: SaidOfCompany | null,
  home: string,
): { basis: EmploymentBasis; names: Name<CompanyName>[]; facts: CompanyFacts } | null {
  const { name, organisationNumber, country, industry, employees } = said ?? nothingSaid;
  const facts = { name, organisationNumber, country, industry, employees };
  const certain = said === null ? [] : certainNames(said, home);
  if (certain.length > 0) return { basis: 'group', names: certain, facts };
  const domain = email === null ? null : companyDomain(email);
  if (domain !== null) return { basis: 'address', names: [domainName(domain)], facts };
  return name === null ? null : { basis: 'name', names: [bareName(name)], facts };
}

/** Where a person works, on what that stands, and since when it was said; without a basis it is the word of one of us. */
export interface Employment {
  companyId: string | null;
  companyBasis: EmploymentBasis | null;
  companySince: Date | null;
}

/**
 * Of two employments the one that counts: our own word, else the surer one, else the one said first. So it is the same whichever was heard first.
 */
export function surerEmployment<One extends Employment, Other extends Employment>(one: One, other: Other): One | Other {
  const rank = ({ companyId, companyBasis }: Employment) =>
    companyId === null ? -1 : companyBasis === null ? bases.length : bases.indexOf(companyBasis);
  if (rank(one) !== rank(other)) return rank(one) > rank(other) ? one : other;
  const [first, second] = [one.companySince?.getTime() ?? 0, other.companySince?.getTime() ?? 0];
  if (first !== second) return first < second ? one : other;
  return (one.companyId ?? '') <= (other.companyId ?? '') ? one : other;
}
