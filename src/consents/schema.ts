import { z } from 'zod';
import { ref } from '../companies/schema.ts';
import { id, instant, language, longText, pageQuery } from '../platform/fields.ts';
import { email } from '../workspaces/schema.ts';
import { purposes } from './purposes.ts';

const purpose = z.enum(purposes);
const version = z.string().trim().min(1).max(60).describe('The name of a version of the text, for example v3');

/** By which way a choice reached us. */
export const consentSources = ['tracker', 'api', 'form', 'import'] as const;
export type ConsentSource = (typeof consentSources)[number];

export const consentText = z.object({
  id,
  version,
  language,
  text: z.string(),
  textHash: z.string().describe('SHA-256 of the text, hexadecimal'),
  createdAt: instant,
  createdBy: ref,
});
export type ConsentText = z.input<typeof consentText>;
export const newConsentText = z.strictObject({ version, language, text: longText });

export const newConsent = z
  .strictObject({
    personId: id.optional(),
    email: email.optional(),
    externalId: z.string().trim().min(1).max(256).optional(),
    anonymousId: z.string().trim().min(1).max(256).optional().describe('The browser it was said in'),
    choices: z
      .strictObject({ analytics: z.boolean(), marketing: z.boolean() })
      .partial()
      .refine((choices) => Object.keys(choices).length > 0, 'at least one of analytics and marketing')
      .describe('Yes or no for each purpose that was asked about'),
    text: version.optional(),
    language: language.optional().describe('The language the text was shown in'),
    source: z.enum(['api', 'form', 'import']).default('api'),
    at: instant.optional().describe('When it was said; now unless told'),
    proof: z.record(z.string().max(100), z.json()).optional().describe('What else proves it: the form, the page, the call'),
  })
  .refine(({ personId, email: address, externalId, anonymousId }) => personId ?? address ?? externalId ?? anonymousId, {
    message: 'needs personId, email, externalId or anonymousId',
    path: ['personId'],
  });

export const consent = z.object({
  id,
  purpose,
  granted: z.boolean(),
  at: instant,
  recordedAt: instant,
  source: z.enum(consentSources),
  anonymousId: z.string().nullable(),
  text: z
    .object({ version: z.string(), hash: z.string().nullable().describe('Null for a version that was not written down here') })
    .nullable(),
  messageId: z.string().nullable(),
  proof: z.record(z.string(), z.unknown()),
});
export type Consent = z.input<typeof consent>;

export const personConsents = z.object({
  now: z
    .object({ analytics: consent.nullable(), marketing: consent.nullable() })
    .describe('The word that holds; null: never asked'),
  suppressed: z.boolean().describe('An address of theirs is on the list of those that get no marketing mail'),
  items: z.array(consent),
  next: z.null(),
});
export type PersonConsents = z.input<typeof personConsents>;

/** Why an address gets no marketing mail. */
export const suppressionReasons = ['asked', 'unsubscribed', 'consent_withdrawn', 'complained', 'bounced', 'imported'] as const;
export type SuppressionReason = (typeof suppressionReasons)[number];

export const suppression = z.object({
  id,
  reason: z.enum(suppressionReasons),
  suppressedAt: instant,
  by: ref.describe('The member who added it'),
  person: ref.describe('Whose address it was when it was added; the address itself is kept as a keyed hash only'),
});
export type Suppression = z.input<typeof suppression>;

export const suppressionQuery = pageQuery.extend({
  address: email.optional().describe('Only this very address: whether it is on the list'),
  reason: z.enum(suppressionReasons).optional(),
});

export const newSuppression = z.strictObject({
  address: email,
  reason: z
    .enum(suppressionReasons)
    .exclude(['consent_withdrawn'])
    .default('asked')
    .describe('A withdrawn consent is told as a consent, and puts the address here by itself'),
});
