import { z } from 'zod';
import { briefingItem, itemKey, newBriefingItem } from '../agreements/briefing-item.ts';
import { leadTypes } from '../agreements/item-words.ts';
import { versionRef } from '../definitions/version.ts';
import { filledItem } from '../handoffs/schema.ts';
import { id, instant, longText, pageQuery } from '../platform/fields.ts';

/** The contract, in zod, of the information contract: its items, the requests that change it, and what is known of a lead. */

const ref = z.object({ id, name: z.string() });

export const informationContract = z.object({
  version: z.number().int().nullable().describe('Of the changes both teams agreed on; null while the agreement’s own items hold'),
  since: instant.nullable().describe('Since when these items hold; null where the standard’s hold because nothing is agreed yet'),
  agreement: versionRef.nullable(),
  items: z.array(briefingItem),
});
export type InformationContract = z.input<typeof informationContract>;

export const itemRequestKinds = ['add', 'change', 'retire'] as const;

export const itemRequest = z.object({
  id,
  kind: z.enum(itemRequestKinds),
  key: z.string(),
  item: briefingItem.nullable().describe('The item as it is to be; null where it is to go'),
  before: briefingItem.nullable().describe('The item as it is now'),
  why: z.string().nullable(),
  side: z.enum(['marketing', 'sales']).describe('The team that asks'),
  askedBy: ref.nullable(),
  askedAt: instant,
  answer: z.enum(['agreed', 'declined']).nullable(),
  answerComment: z.string().nullable(),
  answeredBy: ref.nullable(),
  answeredAt: instant.nullable(),
});
export type ItemRequest = z.input<typeof itemRequest>;

const reasons = { why: longText.optional().describe('Why; the other team reads it') };
export const newItemRequest = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('add'), item: newBriefingItem, ...reasons }),
  z.strictObject({ kind: z.literal('change'), item: newBriefingItem, ...reasons }),
  z.strictObject({ kind: z.literal('retire'), key: itemKey, ...reasons }),
]);
export type NewItemRequest = z.input<typeof newItemRequest>;

export const newItemRequestAnswer = z.strictObject({
  answer: z.enum(['agreed', 'declined']),
  comment: longText.optional(),
});

export const itemRequestQuery = pageQuery.extend({
  open: z.enum(['true', 'false']).optional().describe('true: only those not answered'),
});

export const leadInformation = z.object({
  leadType: z.enum(leadTypes),
  items: z.array(filledItem),
});
export type LeadInformation = z.input<typeof leadInformation>;

/** What a person may note down of what they were told. */
export const newToldAnswers = z.strictObject({
  source: z.enum(['call', 'mail', 'meeting']).default('call'),
  answers: z
    .record(itemKey, z.string().trim().min(1).max(5000))
    .refine((answers) => Object.keys(answers).length > 0, 'must hold at least one answer')
    .describe('By the key of the item: words, the key of a choice, "yes" or "no", or a number'),
  at: instant.optional().describe('When it was told; now unless said'),
});
