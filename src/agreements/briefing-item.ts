import { z } from 'zod';
import { inLanguages, shortText } from '../platform/fields.ts';
import { leadTypes, profileFields, questionKinds } from './item-words.ts';

/** An item of the information contract: something sales needs to know before the first call, and how it may be answered. */

export const itemKey = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,59}$/, 'must be lower-case letters, digits and underscores, such as "phone"');

const choice = z.strictObject({ key: itemKey, label: inLanguages });

const formWay = z
  .strictObject({
    by: z.literal('form'),
    kind: z.enum(questionKinds),
    question: inLanguages.optional().describe('As a visitor is asked; the label unless said'),
    choices: z.array(choice).min(2).max(30).optional(),
  })
  .refine(({ kind, choices }) => (kind === 'choice') === (choices !== undefined), {
    path: ['choices'],
    error: 'belong to a question of kind "choice", which needs them',
  })
  .refine(({ choices = [] }) => new Set(choices.map(({ key }) => key)).size === choices.length, {
    path: ['choices'],
    error: 'must each have a key of their own',
  });

/** The ways by which an item may be answered. `journey`: what they asked for or read last, as their touches tell it. */
export const answerWay = z.discriminatedUnion('by', [
  formWay,
  z.strictObject({ by: z.literal('profile'), field: z.enum(profileFields) }),
  z.strictObject({ by: z.literal('evidence'), criterion: z.string().min(1).max(60).describe('Key of a soft criterion') }),
  z.strictObject({ by: z.literal('trait'), trait: shortText.describe('The name by which tracking sends it') }),
  z.strictObject({ by: z.literal('journey') }),
  z.strictObject({ by: z.literal('call') }),
]);
export type AnswerWay = z.infer<typeof answerWay>;
export type FormWay = Extract<AnswerWay, { by: 'form' }>;

export const briefingItem = z.strictObject({
  key: itemKey,
  label: inLanguages,
  why: inLanguages.optional().describe('Why sales asks for it'),
  leadTypes: z
    .array(z.enum(leadTypes))
    .min(1)
    .max(leadTypes.length)
    .optional()
    .describe('The lead types it is for; all unless said'),
  answers: z
    .array(answerWay)
    .min(1)
    .max(10)
    .refine((ways) => ways.filter(({ by }) => by === 'form').length <= 1, 'may hold one question for forms')
    .optional()
    .describe('How it may be answered, the surest first; found by the meaning of its key unless said'),
});
export type BriefingItem = z.infer<typeof briefingItem>;
