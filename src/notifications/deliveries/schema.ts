import { z } from 'zod';
import { id, instant, pageQuery } from '../../platform/fields.ts';
import { carriers } from '../choices.ts';
import { answerCodes } from '../retrying.ts';

/** What a try came to. */
export const answer = z.object({
  code: z.enum(answerCodes),
  status: z.number().int().nullable().describe('What the receiver answered, of HTTP or of SMTP; null without an answer'),
});

export const deliveryState = z
  .enum(['held', 'pending', 'sent', 'failed', 'dropped'])
  .describe('held: until quiet hours end; dropped: there was nothing to tell any more');

/** A message to one receiver outside Samspil, and what became of it. What it says stands nowhere: it is worded when it is sent. */
export const delivery = z.object({
  id,
  carrier: z.enum(carriers),
  to: z.string().describe('The address of the member, or what the connection is called'),
  member: z.object({ id, name: z.string() }).nullable(),
  connectionId: id.nullable(),
  test: z.boolean(),
  kinds: z.array(z.string()).describe('The kinds of news in it'),
  state: deliveryState,
  attempts: z.number().int(),
  answer: answer.nullable(),
  createdAt: instant,
  lastTriedAt: instant.nullable(),
  nextTryAt: instant.nullable(),
});
export type Delivery = z.input<typeof delivery>;

export const deliveryQuery = pageQuery.extend({
  of: z.enum(['me', 'all']).default('me').describe('all: for administrators'),
  state: deliveryState.optional(),
});

export const newTest = z.strictObject({
  connectionId: id.nullable().default(null).describe("A Slack or Teams connection, for administrators; null: one's own mail"),
});
