import { z } from 'zod';
import { mergeEvidence, ref } from '../companies/schema.ts';
import { country, id, instant, pageQuery, shortText } from '../platform/fields.ts';
import { email } from '../workspaces/schema.ts';

const spokenLanguage = z.string().regex(/^[a-z]{2,3}$/, 'a language of ISO 639, for example da');
const phone = z.string().trim().min(3).max(60);
const sourceName = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9_.-]{0,59}$/, 'the name of a tool, for example hubspot');

export const personItem = z.object({
  id,
  name: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  title: z.string().nullable(),
  country: z.string().nullable(),
  language: z.string().nullable(),
  company: ref,
  firstSeenAt: instant.nullable(),
  createdAt: instant,
  leadId: id.nullable().describe('The open lead, if there is one'),
});
export type PersonItem = z.input<typeof personItem>;

export const person = personItem.extend({
  identities: z
    .array(
      z.object({
        kind: z.enum(['email', 'phone', 'anonymous_id', 'external_id']),
        source: z.string().describe('Whose id it is; empty for the other kinds'),
        value: z.string(),
        createdAt: instant,
      }),
    )
    .describe('How the person is recognised'),
  traits: z.record(z.string(), z.unknown()).describe('What tracking messages said, the last word of each'),
});
export type Person = z.input<typeof person>;

export const newPerson = z
  .strictObject({
    name: shortText,
    email,
    phone,
    title: shortText,
    country,
    language: spokenLanguage,
    companyId: id,
    companyName: shortText,
    externalId: z.string().trim().min(1).max(256),
    source: sourceName.describe('Whose id externalId is; the website’s own (user_id) unless told otherwise'),
  })
  .partial()
  .refine(
    ({ name, email: address, phone: number, externalId }) =>
      [name, address, number, externalId].some((fact) => fact !== undefined),
    {
      message: 'needs at least one of name, email, phone and externalId',
      path: ['name'],
    },
  );

export const personPatch = z
  .strictObject({
    name: shortText.nullable(),
    email: email.nullable(),
    phone: phone.nullable(),
    title: shortText.nullable(),
    country: country.nullable(),
    language: spokenLanguage.nullable(),
    companyId: id.nullable(),
  })
  .partial();

export const peopleQuery = pageQuery.extend({ search: z.string().trim().max(200).optional(), company: id.optional() });

const count = z.number().int();
export const personBelongings = z.object({
  identities: count,
  touchpoints: count,
  leads: count,
  deals: count,
  evidence: count,
  roles: count,
});
export type PersonBelongings = z.input<typeof personBelongings>;

export const personMerge = z.object({
  id,
  kept: ref,
  merged: ref,
  reason: z.string().nullable().describe('In the words of whoever merged them'),
  evidence: mergeEvidence.nullable().describe('The message that named both'),
  mergedAt: instant,
  mergedBy: ref,
  undoneAt: instant.nullable(),
  undoneBy: ref,
  moved: personBelongings.describe('How many of each moved'),
});
export type PersonMerge = z.input<typeof personMerge>;

export const newMerge = z.strictObject({
  personId: id.describe('Who is merged into the person of the address'),
  reason: shortText,
});

const compared = personItem.pick({ id: true, name: true, email: true, phone: true, title: true, company: true, createdAt: true });
export const personLikeness = z.object({
  one: compared,
  other: compared,
  basis: z
    .enum(['message', 'phone', 'mailbox', 'company'])
    .describe(
      'What speaks for it beside their names: one telephone number, addresses that begin alike, one company; message: one message named both',
    ),
});
export type PersonLikeness = z.input<typeof personLikeness>;
export const personLikenessQuery = pageQuery.extend({ person: id.optional() });
export const newPersonDistinction = z.strictObject({ personId: id, otherPersonId: id });
