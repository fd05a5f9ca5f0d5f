import { z } from 'zod';
import { ref } from '../companies/schema.ts';
import { day, id, instant, language, listQuery, pageOf, pageQuery, shortText } from '../platform/fields.ts';
import { email } from '../workspaces/schema.ts';
import { channels, touchKinds, touchSides } from './kinds.ts';
import { batchLimit, messageTypes } from './segment.ts';

const kind = z.enum(touchKinds);
const channel = z.enum(channels);
const side = z.enum(touchSides);

/** The answer of the tracking API. Segment's clients look at `success` alone. */
export const received = z.object({
  success: z.literal(true),
  accepted: z.number().int(),
  duplicate: z.number().int(),
  quarantined: z.number().int(),
});

export const touchpoint = z.object({
  id,
  occurredAt: instant,
  person: ref,
  anonymousId: z.string().nullable(),
  side,
  kind,
  channel,
  source: z.string().nullable(),
  medium: z.string().nullable(),
  campaign: z.string().nullable(),
  content: z.string().nullable(),
  title: z.string().nullable(),
  url: z.string().nullable(),
  path: z.string().nullable(),
  bot: z.boolean().describe('Made by a machine: kept, and never counted'),
});
export type Touchpoint = z.input<typeof touchpoint>;

export const touchpointQuery = pageQuery.extend({
  person: id.optional(),
  channel: channel.optional(),
  kind: kind.optional(),
  from: instant.optional().describe('From this moment on'),
  to: instant.optional().describe('Up to this moment, without it'),
});

export const newTouchpoint = z
  .strictObject({
    personId: id.optional(),
    email: email.optional(),
    kind,
    side,
    title: shortText.optional(),
    channel: channel.optional(),
    campaign: shortText.optional(),
    occurredAt: instant.optional().describe('When it happened; now unless said'),
    properties: z.record(z.string().max(100), z.json()).optional(),
  })
  .refine(({ personId, email: address }) => (personId === undefined) !== (address === undefined), {
    message: 'needs either personId or email',
    path: ['personId'],
  });

const inLanguage = { language: language.default('en').describe('In which reasons are worded') };
export const reasonsIn = z.object(inLanguage);

/** What a message in quarantine says and why it is there. */
export const quarantined = z.object({
  id,
  receivedAt: instant,
  source: ref.describe('The write key it came by'),
  reason: z.string().describe('In the language asked for'),
  path: z.string().describe('JSON pointer into the message; empty for the whole'),
  original: z.string().describe('The message as it was sent, without the sender’s address; in a list at most its first 64 KB'),
  correction: z.string().nullable().describe('What is sent through the door instead, as somebody corrected it'),
  replayedAt: instant.nullable().describe('When it went through the door again; once and no more'),
});
export type Quarantined = z.input<typeof quarantined>;

export const quarantineQuery = pageQuery.extend({
  ...inLanguage,
  reason: z.string().max(500).optional().describe('Only those that are there for this reason, in English'),
  state: z.enum(['waiting', 'replayed']).default('waiting'),
});

export const quarantineReasonsQuery = listQuery.extend(inLanguage);
export const quarantineReasons = pageOf(
  z.object({
    reason: z.string().describe('In the language asked for'),
    inEnglish: z.string().describe('What "reason" of the other calls takes'),
    count: z.number().int(),
  }),
);

export const correction = z.strictObject({ text: z.string().min(2).max(batchLimit).describe('The whole message as JSON') });

const asNew = z
  .boolean()
  .default(false)
  .describe('Give it a messageId of its own, where the one it has was used for another message before');
export const replay = z.strictObject({ asNew }).nullish();
export const replayMany = z.strictObject({
  reason: z.string().max(500).optional().describe('Only those that are there for this reason, in English'),
  asNew,
  after: id.optional().describe('The "next" of the answer before'),
});
export const replayed = z.object({ outcome: z.enum(['accepted', 'duplicate']) });
export const manyReplayed = z.object({
  accepted: z.number().int(),
  duplicate: z.number().int(),
  quarantined: z.number().int().describe('Still not good, and still here'),
  next: id.nullable().describe('Where to go on, null when all have been tried'),
});

/** What Segment's browser client loads before it sends; the names are its own. */
export const trackingSettings = z.object({
  integrations: z.object({ 'Segment.io': z.object({ apiKey: z.string(), apiHost: z.string(), protocol: z.string() }) }),
  metrics: z.object({ sampleRate: z.number() }),
  plan: z.object({ track: z.record(z.string(), z.object({ enabled: z.boolean() })) }),
});

/** One thing that has just come through the door. */
export const receipt = z.object({
  number: z.number().int(),
  at: instant,
  source: ref,
  type: z.enum(messageTypes).nullable(),
  title: z.string().nullable().describe('The name of the event or page'),
  messageId: z.string().nullable(),
  outcome: z.enum(['accepted', 'duplicate', 'quarantined', 'refused']),
  kind: kind.nullable(),
  channel: channel.nullable(),
  campaignSource: z.string().nullable(),
  bot: z.boolean(),
  person: ref,
  reason: z.string().nullable().describe('In the language asked for'),
  path: z.string().nullable(),
  quarantineId: id.nullable(),
});
export type Receipt = z.input<typeof receipt>;

export const liveQuery = z.object({
  ...inLanguage,
  after: z.string().max(100).optional().describe('The "cursor" of the answer before'),
});
export const live = z.object({ items: z.array(receipt), cursor: z.string() });

const counts = {
  received: z.number().int(),
  accepted: z.number().int(),
  duplicate: z.number().int(),
  quarantined: z.number().int(),
  refused: z.number().int(),
};

/** How a write key fares: when it was last heard of and what it brought, by day. */
export const source = z.object({
  id,
  name: z.string(),
  hint: z.string(),
  createdAt: instant,
  revokedAt: instant.nullable(),
  lastAt: instant.nullable().describe('When something last came by it; null when nothing ever did'),
  ...counts,
  days: z.array(z.object({ day, ...counts })).describe('The last 30 days (of UTC) on which something came'),
});
export type Source = z.input<typeof source>;
