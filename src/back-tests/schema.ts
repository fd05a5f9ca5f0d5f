import { z } from 'zod';
import { definitionBodySchema, labelsSchema } from '../definitions/schema.ts';
import { versionRef } from '../definitions/version.ts';
import { day, id, instant } from '../platform/fields.ts';
import { channels, touchKinds } from '../touchpoints/kinds.ts';

/** The contract of a back-test: a draft of the definition held against the past. */

const ref = z.object({ id, name: z.string() });

const share = z.object({
  percent: z.number().nullable().describe('0 to 100; null where fewer than 20 cases are too few to say'),
  n: z.number().int(),
});

const namedLead = z.object({
  id,
  name: z.string(),
  company: z.string().nullable(),
  verdict: z.enum(['accepted', 'rejected']).nullable(),
  won: z.boolean(),
  at: instant.describe('When it would first have been sales-ready'),
});
const namedLeads = z.object({ count: z.number().int(), leads: z.array(namedLead).describe('The latest hundred') });

export const backTestResult = z.object({
  leads: z.number().int(),
  months: z.array(
    z.object({
      month: z.string().describe('2026-11'),
      draft: z.number().int(),
      inForce: z.number().int().nullable(),
      handedOver: z.number().int(),
    }),
  ),
  confusion: z.object({
    readyAccepted: z.number().int(),
    readyRejected: z.number().int(),
    otherAccepted: z.number().int(),
    otherRejected: z.number().int(),
  }),
  precision: share.describe('Of the leads the draft calls ready and sales judged: the share sales accepted'),
  recallOfAccepted: share.describe('Of the leads sales accepted: the share the draft calls ready by the time of the hand-off'),
  recallOfWon: share.describe('Of the leads that were won: the share the draft calls ready'),
  enters: namedLeads.describe('Sales-ready by the draft and not by the version in force'),
  dropsOut: namedLeads.describe('Sales-ready by the version in force and not by the draft'),
  helper: z
    .object({ fit: z.number(), engagement: z.number(), softNeeded: z.number().int(), n: z.number().int() })
    .nullable()
    .describe('The thresholds that four of five of the leads that were won reached; null where fewer than 20 were'),
  criteria: z.array(
    z.object({
      key: z.string(),
      part: z.enum(['fit', 'hard', 'engagement', 'negative', 'soft', 'hand-raise']),
      labels: labelsSchema.nullable(),
      metAccepted: z.number().int(),
      metRejected: z.number().int(),
      missedAccepted: z.number().int(),
      missedRejected: z.number().int(),
    }),
  ),
});

export const backTest = z.object({
  id,
  body: definitionBodySchema,
  bodyHash: z.string(),
  from: day,
  to: day.describe('Exclusive'),
  against: versionRef.nullable().describe('The version in force it is compared with'),
  createdBy: ref.nullable(),
  createdAt: instant,
  state: z.enum(['running', 'done', 'stopped']),
  progress: z.number().int().min(0).max(100).describe('Percent of the leads judged'),
  problem: z.enum(['fault']).nullable().describe('Why it stopped: a fault of Samspil, which has been logged'),
  result: backTestResult.nullable(),
});
export type BackTestItem = z.input<typeof backTest>;

/** In lists a back-test goes without the draft and the result: one of them may be large. */
export const backTestLine = backTest.omit({ body: true, result: true });

export const newBackTest = z.strictObject({
  body: definitionBodySchema,
  months: z.number().int().min(1).max(36).default(12).describe('How many months to look back, this one included'),
});

const word = z.string().nullable();

/** A lead with all that scoring reads, so that a draft can be tried on it where it is written. */
export const previewLead = z.object({
  id,
  name: z.string(),
  company: word.describe('Its name'),
  facts: z.object({
    person: z.object({ country: word, title: word, role: word, answers: z.record(z.string(), z.string()) }),
    company: z.object({ country: word, industry: word, employees: z.number().int().nullable() }).nullable(),
    touches: z
      .array(
        z.object({
          id,
          occurredAt: instant,
          kind: z.enum(touchKinds),
          channel: z.enum(channels),
          path: word,
          content: word,
          name: word,
          event: word,
          bot: z.boolean(),
        }),
      )
      .describe('Oldest first; of machines none, which count for nothing'),
    evidence: z.array(
      z.object({
        id,
        criterion: z.string(),
        quote: word,
        at: instant,
        expiresAt: instant.nullable(),
        withdrawnAt: instant.nullable(),
      }),
    ),
  }),
});
export type PreviewLead = z.input<typeof previewLead>;
