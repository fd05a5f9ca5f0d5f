import { z } from 'zod';
import { id, instant, shortText } from '../platform/fields.ts';
import { definitionBodySchema } from './schema.ts';

/** The contract of a stored version of the definition and its signatures. */

export const versionRef = z.object({ id, version: z.number().int() });
const ref = z.object({ id, name: z.string() });

export const signature = z.object({
  team: z.enum(['marketing', 'sales']),
  fullName: z.string(),
  member: ref,
  signedAt: instant,
});

export const definition = z.object({
  id,
  version: z.number().int(),
  inForceFrom: instant.describe('From when it holds: as asked for, or from the second signature where that came later'),
  createdAt: instant,
  createdBy: ref.nullable(),
  body: definitionBodySchema,
  bodyHash: z.string().describe('SHA-256 of the body as canonical JSON (RFC 8785); every signature stands on it'),
  signatures: z.array(signature),
  state: z.enum(['in_force', 'signed', 'waiting', 'superseded']),
  rescoring: z
    .object({
      leads: z.number().int().describe('How many leads were open when the version began'),
      progress: z.number().int().min(0).max(100).describe('Percent of them scored by it'),
      begunAt: instant,
      finishedAt: instant.nullable(),
      stalledAt: instant.nullable().describe('When it stopped because of a fault; it is tried again each hour'),
    })
    .nullable()
    .describe('How far the worker has scored every open lead anew; null until it begins'),
});
export type Definition = z.input<typeof definition>;

export const newDefinition = z.strictObject({
  body: definitionBodySchema,
  inForceFrom: instant
    .optional()
    .describe('From when it holds once both teams have signed; now unless said. The past needs the scope "history"'),
});

export const newSignature = z.strictObject({ fullName: shortText, agreed: z.literal(true) });
