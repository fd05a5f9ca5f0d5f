import { z } from 'zod';
import { inLanguages, shortText } from '../platform/fields.ts';

/** An item of the information contract: something sales needs to know before the first call, and how it may be answered. */

export const itemKey = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,59}$/, 'must be lower-case letters, digits and underscores, such as "phone"');

export const leadTypes = ['hot', 'other'] as const;
export type LeadType = (typeof leadTypes)[number];

export const questionKinds = ['text', 'long_text', 'choice', 'number', 'yes_no'] as const;
export type QuestionKind = (typeof questionKinds)[number];

/** What is on file about a person or their company, and can answer an item. */
export const profileFields = ['name', 'email', 'phone', 'title', 'country', 'company', 'employees', 'industry'] as const;
export type ProfileField = (typeof profileFields)[number];

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

/** The items that are owed for a lead of a type. */
export function itemsFor<Item extends Pick<BriefingItem, 'leadTypes'>>(items: readonly Item[], leadType: LeadType): Item[] {
  return items.filter((item) => item.leadTypes?.includes(leadType) ?? true);
}

/** The question an item is asked by in forms; undefined for one that no form may ask. */
export function questionOf({ answers }: Pick<BriefingItem, 'answers'>): FormWay | undefined {
  return answers?.find((way) => way.by === 'form');
}

/** The field on file that an item stands for. */
export function profileFieldOf({ answers }: Pick<BriefingItem, 'answers'>): ProfileField | undefined {
  return answers?.find((way) => way.by === 'profile')?.field;
}
