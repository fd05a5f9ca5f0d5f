import { z } from 'zod';
import { country, id, instant, listQuery, pageQuery, shortText } from '../platform/fields.ts';
import { buyingRoles } from './roles.ts';

export const ref = z.object({ id, name: z.string() }).nullable();

export const domain = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/, 'a domain, for example nordhavn.dk');

export const company = z.object({
  id,
  name: z.string(),
  domains: z.array(z.string()),
  organisationNumber: z.string().nullable(),
  country: z.string().nullable(),
  industry: z.string().nullable(),
  employees: z.number().int().nullable(),
  owner: ref,
  people: z.number().int(),
  createdAt: instant,
});
export type Company = z.input<typeof company>;

export const companyInFull = company.extend({
  identities: z
    .array(
      z.object({
        kind: z.enum(['organisation_number', 'external_id', 'domain', 'name']),
        source: z.string().describe('Whose id it is, or the country whose register the number is of; empty for the other kinds'),
        value: z.string(),
        createdAt: instant,
      }),
    )
    .describe('How the company is recognised'),
});
export type CompanyInFull = z.input<typeof companyInFull>;

const facts = {
  country,
  industry: shortText,
  employees: z.number().int().min(0).max(10_000_000),
  ownerMemberId: id,
  organisationNumber: z.string().trim().min(4).max(40),
};

export const newCompany = z.strictObject({
  name: shortText,
  domain: domain.optional(),
  ...z.strictObject(facts).partial().shape,
});
export const companyPatch = z
  .strictObject({ name: shortText, ...z.strictObject(facts).shape })
  .partial()
  .extend({
    country: country.nullable().optional(),
    industry: shortText.nullable().optional(),
    employees: facts.employees.nullable().optional(),
    ownerMemberId: id.nullable().optional(),
    organisationNumber: facts.organisationNumber.nullable().optional(),
  });
export const companyQuery = pageQuery.extend({ search: z.string().trim().max(200).optional() });

/** What made one of two: the message that named both, and by which names. */
const named = z.object({ kind: z.string(), source: z.string(), value: z.string() });
export const mergeEvidence = z.object({
  messageId: z.string().nullable(),
  at: instant,
  names: z.tuple([named, named]).describe('A name of each, as the message held them'),
});

const count = z.number().int();
export const companyBelongings = z.object({
  identities: count,
  people: count,
  leads: count,
  deals: count,
  invoices: count,
  roles: count,
});
export type CompanyBelongings = z.input<typeof companyBelongings>;

export const companyMerge = z.object({
  id,
  kept: ref,
  merged: ref,
  reason: z.string().nullable().describe('In the words of whoever merged them'),
  evidence: mergeEvidence.nullable().describe('The message that named both'),
  mergedAt: instant,
  mergedBy: ref,
  undoneAt: instant.nullable(),
  undoneBy: ref,
  moved: companyBelongings.describe('How many of each moved'),
});
export type CompanyMerge = z.input<typeof companyMerge>;

export const newCompanyMerge = z.strictObject({
  companyId: id.describe('What is merged into the company of the address'),
  reason: shortText.optional(),
});

const compared = company.pick({
  id: true,
  name: true,
  domains: true,
  organisationNumber: true,
  country: true,
  people: true,
  createdAt: true,
});
export const companyLikeness = z.object({
  one: compared,
  other: compared,
  likeness: z.number().min(0).max(1),
  basis: z.enum(['name', 'address']).describe('address: people of the one write from the domain of the other'),
});
export type CompanyLikeness = z.input<typeof companyLikeness>;
export const likenessQuery = pageQuery.extend({ company: id.optional() });
/** Somebody's word that another is not the same company, or person. */
export const distinction = z.object({ other: ref, decidedAt: instant, decidedBy: ref });
export type Distinction = z.input<typeof distinction>;
export const distinctionParams = z.object({ id, otherId: id });
export const newDistinction = z.strictObject({ companyId: id, otherCompanyId: id });

const buyingRole = z.object({ id, role: z.enum(buyingRoles), saidBy: ref, saidAt: instant });
export const buyingMember = z.object({
  id,
  name: z.string().nullable(),
  title: z.string().nullable(),
  roles: z.array(buyingRole),
});
export type BuyingMember = z.input<typeof buyingMember>;
export const newBuyingRole = z.strictObject({ personId: id, role: z.enum(buyingRoles) });
export const buyingQuery = listQuery;
