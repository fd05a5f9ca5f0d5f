import { z } from 'zod';
import { labelsSchema } from '../definitions/schema.ts';
import { day, id, inLanguages, instant, longText, pageQuery } from '../platform/fields.ts';

/** The contract of feedback: what sales says after the first conversation, and what both teams learn from it. */

const threeWay = z.enum(['yes', 'partly', 'no']);
const timing = z.enum(['now', 'later', 'never']);
const itemKeys = z.array(z.string().max(60)).max(50);

export const newFeedback = z.strictObject({
  fit: threeWay.describe('Was it a lead for us?'),
  timing: timing.describe('Was it the right time?'),
  briefing: threeWay.describe('Was the briefing right?'),
  useful: itemKeys.default([]).describe('Keys of the agreed items that were of use in the conversation'),
  missed: longText.optional().describe('What sales should have known and nobody asked'),
  comment: longText.optional(),
});

export const feedback = z.object({
  handoffId: id,
  fit: threeWay,
  timing,
  briefing: threeWay,
  useful: z.array(z.string()),
  missed: z.string().nullable(),
  comment: z.string().nullable(),
  member: z.object({ id, name: z.string() }).nullable(),
  givenAt: instant,
});
export type Feedback = z.input<typeof feedback>;

export const newAppeal = z.strictObject({ reason: longText.describe('Why the rejection should not stand') });
export const newAppealAnswer = z.strictObject({
  answer: z.enum(['upheld', 'overturned']).describe('upheld: the rejection stands; overturned: the lead is handed over anew'),
  comment: longText.optional(),
});
export const appeal = z.object({
  handoffId: id,
  person: z.object({ id, name: z.string().nullable() }),
  company: z.string().nullable(),
  rejection: z.object({
    reason: z.string(),
    comment: z.string().nullable(),
    member: z.object({ id, name: z.string() }).nullable(),
  }),
  reason: z.string(),
  member: z.object({ id, name: z.string() }).nullable(),
  appealedAt: instant,
  answer: z.enum(['upheld', 'overturned']).nullable(),
  answerComment: z.string().nullable(),
  answeredBy: z.object({ id, name: z.string() }).nullable(),
  answeredAt: instant.nullable(),
});
export type Appeal = z.input<typeof appeal>;
export const appealQuery = pageQuery.extend({
  open: z.enum(['true', 'false']).optional().describe('true: only those not answered'),
});

export const feedbackDimensions = ['channel', 'source', 'campaign'] as const;
export const feedbackQuery = z.strictObject({
  from: day,
  to: day.describe('Exclusive'),
  by: z.enum(feedbackDimensions).default('source').describe('What the leads are told apart by'),
});

const answers = z.object({ yes: z.number().int(), partly: z.number().int(), no: z.number().int() });
const verdicts = {
  handedOver: z.number().int(),
  accepted: z.number().int(),
  rejected: z.number().int(),
  answered: z.number().int().describe('With feedback after the first conversation'),
};

export const feedbackReport = z.object({
  from: day,
  to: day,
  ...verdicts,
  fit: answers,
  timing: z.object({ now: z.number().int(), later: z.number().int(), never: z.number().int() }),
  briefing: answers,
  reasons: z.array(z.object({ code: z.string(), label: inLanguages, count: z.number().int() })).describe('Most frequent first'),
  groups: z
    .array(
      z.object({
        key: z.string().nullable().describe('Null: not known'),
        ...verdicts,
        fit: answers,
        reasons: z.array(z.object({ code: z.string(), count: z.number().int() })),
      }),
    )
    .describe('Most rejections first'),
  items: z
    .array(
      z.object({
        key: z.string(),
        label: inLanguages,
        asked: z.number().int().describe('Hand-offs that had it among their agreed items'),
        filled: z.number().int(),
        judged: z.number().int().describe('Filled, and feedback was given'),
        useful: z.number().int(),
        proposal: z.enum(['remove', 'fill']).nullable().describe('remove: hardly ever of use; fill: of use and often missing'),
      }),
    )
    .describe('The information contract: how often each item is filled and how often it was of use'),
  missed: z
    .array(z.object({ handoffId: id, text: z.string(), at: instant, company: z.string().nullable() }))
    .describe('What sales should have known and nobody asked: candidates for a new item; the latest fifty'),
  views: z
    .array(
      z.object({
        leadType: z.enum(['hot', 'other']),
        readyBy: z.enum(['definition', 'marketing']).describe('The definition was met, or marketing handed it over all the same'),
        judged: z.number().int().describe('Hand-offs with an answer of sales'),
        givenBack: z.number().int(),
        unfit: z.number().int().describe('Accepted, and after the first conversation no lead for us'),
        reasons: z
          .array(z.object({ code: z.string(), count: z.number().int() }))
          .describe('Why they were given back, most frequent first'),
      }),
    )
    .describe('Where marketing’s view and sales’ verdict part, by type of lead'),
  criteria: z
    .array(
      z.object({
        key: z.string(),
        labels: labelsSchema.nullable(),
        metAccepted: z.number().int(),
        metRejected: z.number().int(),
        missedAccepted: z.number().int(),
        missedRejected: z.number().int(),
      }),
    )
    .describe('Marketing’s view (the criterion was met when handed over) against sales’ verdict'),
});
export const partedQuery = pageQuery.extend({
  from: day,
  to: day.describe('Exclusive'),
  leadType: z.enum(['hot', 'other']),
  readyBy: z.enum(['definition', 'marketing']),
});
export const partedHandoff = z.object({
  handoffId: id,
  leadId: id,
  person: z.string().nullable(),
  company: z.string().nullable(),
  submittedAt: instant,
  verdict: z.enum(['given_back', 'unfit']),
  reason: inLanguages.nullable().describe('Why it was given back'),
});
export type PartedHandoff = z.input<typeof partedHandoff>;
export type FeedbackReport = z.input<typeof feedbackReport>;
