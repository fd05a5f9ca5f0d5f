import { z } from 'zod';
import { id, instant, language, shortText } from '../../platform/fields.ts';
import { answer } from '../deliveries/schema.ts';

const carrier = z.enum(['slack', 'teams']);
const team = z
  .enum(['marketing', 'sales', 'finance', 'leadership'])
  .nullable()
  .describe('Whose news may go there; null: everybody');

/** A Slack or Teams channel that takes news. Its webhook's address lets anybody write there, so it is never answered. */
export const connection = z.object({
  id,
  name: z.string(),
  carrier,
  team,
  language,
  host: z.string().describe('Whose address it is, without what is secret in it: hooks.slack.com'),
  createdAt: instant,
  last: z
    .object({ deliveryId: id, at: instant, answer, test: z.boolean() })
    .nullable()
    .describe('What the last try came to; null before the first'),
});
export type Connection = z.input<typeof connection>;

export const newConnection = z.strictObject({
  name: shortText.describe('What the channel is called there: #sales'),
  carrier,
  team: team.default(null),
  language,
  address: z
    .string()
    .trim()
    .max(2000)
    .describe('The address of the incoming webhook (Slack) or of the workflow (Teams). Kept, and shown to nobody again'),
});
