import { z } from 'zod';
import { itemKey } from '../agreements/briefing-item.ts';
import { purposes } from '../consents/purposes.ts';
import { id, instant, language, longText, shortText } from '../platform/fields.ts';

/** The contract of forms: which items of the information contract a website asks for, in which words, and how often they are answered. */

/** The name under which every form asks for the address; no item is called so in a form. */
export const emailQuestion = 'email';

export const formField = z.strictObject({
  item: itemKey.describe('An item of the information contract that forms may ask'),
  required: z.boolean().default(false),
  asserts: z
    .strictObject({
      criterion: z.string().min(1).max(60).describe('Key of a soft criterion'),
      when: z
        .array(z.string().max(60))
        .min(1)
        .max(30)
        .optional()
        .describe('Only with one of these answers; with any (of yes or no: with yes) unless said'),
    })
    .nullable()
    .default(null)
    .describe('The criterion that an answer is evidence of, in the visitor’s words'),
});
export type FormField = z.output<typeof formField>;

const words = z.strictObject({
  title: shortText,
  intro: longText.optional(),
  button: z.string().trim().min(1).max(60).optional(),
  thanks: longText,
});

const definition = {
  name: shortText.describe('What the form is called on timelines, and what rules of the definition go by'),
  texts: z
    .partialRecord(language, words)
    .refine((texts) => Object.values(texts).some((text) => text !== undefined), 'needs at least one language')
    .describe('The languages the form is shown in'),
  fields: z
    .array(formField)
    .min(1)
    .max(30)
    .refine((fields) => new Set(fields.map(({ item }) => item)).size === fields.length, 'must ask each item once'),
  questionsAtOnce: z.int().min(2).max(20).default(5).describe('The most that is asked at a time, the address included'),
  handRaise: z.boolean().default(false).describe('Whoever sends it asks to be contacted'),
  consent: z
    .strictObject({ purpose: z.enum(purposes), text: z.string().trim().min(1).max(60).describe('The version of a consent text') })
    .nullable()
    .default(null)
    .describe('What the visitor may say yes to beside it'),
};

export const newForm = z.strictObject(definition);
export type NewForm = z.input<typeof newForm>;
export type FormDefinition = z.output<typeof newForm>;

export const form = z.object({
  id,
  ...definition,
  fields: z.array(
    formField.extend({
      inContract: z.boolean().describe('False for one that is not asked any more because no team owes it'),
      asked: z.int().describe('Submissions in which it was asked'),
      answered: z.int(),
    }),
  ),
  submissions: z.int(),
  lastSubmittedAt: instant.nullable(),
  raisesHand: z
    .boolean()
    .nullable()
    .describe('Whether the definition in force takes it for a request to be contacted; null while none is in force'),
  writeKeyId: id,
  createdBy: z.object({ id, name: z.string() }).nullable(),
  createdAt: instant,
  changedAt: instant,
  closedAt: instant.nullable(),
});
export type Form = z.input<typeof form>;
