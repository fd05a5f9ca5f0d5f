import { z } from 'zod';
import { ref } from '../companies/schema.ts';
import { id, instant, pageQuery, shortText } from '../platform/fields.ts';
import { email } from '../workspaces/schema.ts';
import { channels, touchKinds, touchSides } from './kinds.ts';

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

export const quarantined = z.object({
  id,
  receivedAt: instant,
  reason: z.string(),
  path: z.string().describe('JSON pointer into the message; empty for the whole'),
  original: z.string().describe('The message as it was sent, without the sender’s address'),
});
export type Quarantined = z.input<typeof quarantined>;
