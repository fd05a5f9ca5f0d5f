import { z } from 'zod';
import { day, id, instant, longText, money, pageQuery, shortText } from '../platform/fields.ts';
import { attemptKind, followUp, nextStep } from '../follow-ups/schema.ts';
import { labelsSchema } from '../definitions/schema.ts';
import { versionRef } from '../definitions/version.ts';
import { scoreOverride } from './overridden/schema.ts';
import { stages, type Stage } from './lifecycle.ts';

/** The contract of leads: what lists and screens read, and what people say of a lead. */

export const stage = z.enum(stages as [Stage, ...Stage[]]);
const ref = z.object({ id, name: z.string() });

export const leadScore = z.object({
  fit: z.number(),
  engagement: z.number(),
  fitGrade: z.enum(['A', 'B', 'C', 'D', 'E', 'F']),
  engagementGrade: z.literal([1, 2, 3, 4]),
  ready: z.boolean(),
  handRaised: z.boolean(),
  override: scoreOverride.nullable().describe('Somebody’s word against the score while it holds; "ready" is then what it says'),
});

export const lead = z.object({
  id,
  stage,
  stageSince: instant,
  createdAt: instant,
  closedAt: instant.nullable(),
  person: z.object({ id, name: z.string().nullable(), email: z.string().nullable(), title: z.string().nullable() }),
  company: z
    .object({
      id,
      name: z.string(),
      country: z.string().nullable(),
      employees: z.number().int().nullable(),
      industry: z.string().nullable(),
    })
    .nullable(),
  owner: ref.nullable(),
  channel: z.string().nullable(),
  source: z.string().nullable(),
  campaign: z.string().nullable(),
  score: leadScore
    .nullable()
    .describe('As last worked out; null while no definition has been in force. GET …/score explains it as it is now'),
  handoff: z.object({ id, due: instant.nullable(), state: z.enum(['waiting', 'accepted', 'rejected', 'contacted']) }).nullable(),
  nextStep: nextStep.nullable(),
  followUp: followUp.nullable(),
  returned: z.boolean().describe('Came back after having been recycled'),
});
export type LeadItem = z.input<typeof lead>;

const stageEntry = z.object({
  stage,
  fromStage: z.string(),
  enteredAt: instant,
  skipped: z.boolean(),
  reason: z.string().nullable(),
  member: ref.nullable(),
});
const evidenceSource = z.enum(['form', 'call', 'mail', 'meeting', 'other']);
const evidence = z.object({
  id,
  criterion: z.string(),
  quote: z.string().nullable(),
  source: evidenceSource,
  author: ref.nullable(),
  assertedAt: instant,
  expiresAt: instant.nullable(),
});
const attemptResponse = z.enum(['reached', 'no_answer', 'awaiting']);
export const attempt = z.object({
  id,
  kind: attemptKind,
  response: attemptResponse,
  note: z.string().nullable(),
  nextStep: z.string().nullable(),
  nextStepOn: day.nullable(),
  member: ref.nullable(),
  attemptedAt: instant,
});

export const leadInFull = lead.extend({
  selfReported: z
    .string()
    .nullable()
    .describe('What they answered when asked how they heard of the company; beside the source that was measured'),
  stages: z.array(stageEntry),
  evidence: z.array(evidence),
  attempts: z.array(attempt),
  definition: versionRef.nullable().describe('The one it was handed over by, else the one in force'),
  agreement: versionRef.nullable().describe('The one its hand-off stands under'),
  deals: z.array(z.object({ id, name: z.string(), stage: z.enum(['open', 'won', 'lost']), amount: money.nullable() })),
});
export type LeadInFull = z.input<typeof leadInFull>;

/** The whole explanation of a score: criterion by criterion, each with the touches and words it stands on. */
export const scoreExplanation = leadScore.extend({
  definition: versionRef,
  at: instant,
  engaged: z.boolean(),
  mql: z.boolean(),
  criteria: z.array(
    z.object({
      key: z.string(),
      part: z.enum(['fit', 'hard', 'engagement', 'negative', 'soft', 'hand-raise']),
      kind: z.string(),
      labels: labelsSchema.optional(),
      met: z.boolean(),
      points: z.number(),
      of: z.number().nullable(),
      because: z.array(z.object({ fact: z.string(), at: instant.optional(), touchId: id.optional(), evidenceId: id.optional() })),
      count: z.number().int(),
    }),
  ),
  missing: z.array(
    z.object({
      part: z.enum(['hard', 'soft', 'threshold']),
      key: z.string(),
      has: z.number().optional(),
      needs: z.number().optional(),
    }),
  ),
});
export type ScoreExplanation = z.input<typeof scoreExplanation>;

/** What a list of leads is ordered by; the minus is for the latest, the last of the alphabet and the most interest first. */
export const leadSorts = [
  '-created',
  'created',
  '-stageSince',
  'stageSince',
  '-engagement',
  'engagement',
  'name',
  '-name',
] as const;
export type LeadSort = (typeof leadSorts)[number];

/** So many leads can be named one by one. */
export const MOST_NAMED = 200;
const list = (text: string) => text.split(',').filter((part) => part !== '');
const yesOrNo = z.enum(['true', 'false']).transform((text) => text === 'true');
/** What a list of leads is narrowed by. */
export const leadFilters = z.object({
  ids: z
    .string()
    .max(MOST_NAMED * 37)
    .transform(list)
    .pipe(z.array(id).max(MOST_NAMED))
    .optional()
    .describe('Just these leads, separated by commas'),
  search: z.string().trim().max(200).optional().describe('Part of the name or e-mail address of the person, or of the company'),
  stage: z.string().max(300).transform(list).pipe(z.array(stage)).optional().describe('One or more stages, separated by commas'),
  owner: z.union([z.literal('me'), id]).optional(),
  channel: z.string().max(50).optional(),
  ready: yesOrNo.optional(),
  returned: yesOrNo.optional().describe('Leads that came back after having been recycled'),
  createdFrom: day.optional().describe("Leads opened on this day of the workspace's zone or later"),
});
export const leadQuery = pageQuery.extend({ ...leadFilters.shape, sort: z.enum(leadSorts).default('-created') });
export type LeadQuery = z.output<typeof leadQuery>;
export const leadCounts = z.object({
  all: z.number().int(),
  stages: z.array(z.object({ stage, count: z.number().int() })).describe('Stages without leads are left out'),
});
export type LeadCounts = z.input<typeof leadCounts>;

const at = instant.optional().describe('When it happened; now unless said. More than 7 days back needs the scope "history"');
export const newLead = z.strictObject({ personId: id, at });
export const leadOpened = z.object({
  id,
  opened: z.boolean().describe('False: the person has an open lead already, and this is it'),
});
export const newEvidence = z.strictObject({
  criterion: z.string().max(60).describe('Key of a soft criterion of the definition in force'),
  quote: longText.optional().describe("In the prospect's own words"),
  source: evidenceSource,
  expiresAt: instant.optional().describe('As long as the definition says unless told otherwise'),
  at,
});
export const newAttempt = z
  .strictObject({
    kind: attemptKind,
    response: attemptResponse,
    note: longText.optional(),
    nextStep: shortText.optional(),
    nextStepOn: day.optional(),
    at,
  })
  .describe('A member made it; automation never counts. A program names the member in On-Behalf-Of, with the scope "history"');
export const qualification = z.strictObject({ at });
export const placing = z.strictObject({ stage: z.enum(['known', 'engaged', 'mql']), at });
export const leadAssignment = z.strictObject({
  memberId: id.nullable().describe('A member of sales; null lets routing choose again for a hand-off that is open'),
});
export const recycling = z.strictObject({
  reason: z.string().max(60).describe('A code of kind "recycled" from GET /reasons that is not retired'),
  reEntryOn: day.optional().describe('The day it comes back; after the days the reason names unless said'),
  reEntryEngagement: z
    .number()
    .positive()
    .max(1000)
    .optional()
    .describe('Points of engagement gained since that bring it back before its day; asking for contact always does'),
  at,
});
export const disqualification = z.strictObject({
  reason: z.string().max(60).describe('A code of kind "disqualified" from GET /reasons that is not retired'),
  at,
});
