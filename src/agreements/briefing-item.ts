import { z } from 'zod';
import { inLanguages, shortText } from '../platform/fields.ts';
import { inEveryLanguage } from './given-words.ts';
import { leadTypes, profileFields, questionKinds } from './item-words.ts';

/** An item of the information contract: something sales needs to know before the first call, and how it may be answered. */

export const itemKey = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,59}$/, 'must be lower-case letters, digits and underscores, such as "phone"');

/** As a client gives words: every reader has some. */
export const givenWords = z
  .strictObject({
    en: shortText.optional(),
    da: shortText.optional(),
    nb: shortText.optional(),
    nl: shortText.optional(),
  })
  .refine((given) => Object.values(given).some((words) => words !== undefined), 'must be given in one language at least')
  .transform(inEveryLanguage)
  .describe(
    'In one language at least. One that is left out gets the words of the nearest: Danish and Norwegian each other’s, else the English and last the Dutch; Dutch the English, else the Danish; English the Danish, else the Norwegian',
  );

function itemIn<Words extends typeof inLanguages | typeof givenWords>(words: Words) {
  const choice = z.strictObject({ key: itemKey, label: words });

  const formWay = z
    .strictObject({
      by: z.literal('form'),
      kind: z.enum(questionKinds),
      question: z.optional(words).describe('As a visitor is asked; the label unless said'),
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

  // `journey`: what they asked for or read last, as their touches tell it.
  const answerWay = z.discriminatedUnion('by', [
    formWay,
    z.strictObject({ by: z.literal('profile'), field: z.enum(profileFields) }),
    z.strictObject({ by: z.literal('evidence'), criterion: z.string().min(1).max(60).describe('Key of a soft criterion') }),
    z.strictObject({ by: z.literal('trait'), trait: shortText.describe('The name by which tracking sends it') }),
    z.strictObject({ by: z.literal('journey') }),
    z.strictObject({ by: z.literal('call') }),
  ]);
  return z.strictObject({
    key: itemKey,
    label: words,
    why: z.optional(words).describe('Why sales asks for it'),
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
}

export const briefingItem = itemIn(inLanguages);
export type BriefingItem = z.infer<typeof briefingItem>;
/** The ways by which an item may be answered. */
export type AnswerWay = NonNullable<BriefingItem['answers']>[number];
export type FormWay = Extract<AnswerWay, { by: 'form' }>;

/** An item as a client asks for it. */
export const newBriefingItem = itemIn(givenWords);
export type NewBriefingItem = z.input<typeof newBriefingItem>;
