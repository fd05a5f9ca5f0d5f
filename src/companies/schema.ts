import { z } from 'zod';
import { country, id, instant, pageQuery, shortText } from '../platform/fields.ts';

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
