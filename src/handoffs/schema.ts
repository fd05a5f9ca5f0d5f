import { z } from 'zod';
import { briefingItem } from '../agreements/briefing-item.ts';
import { buyingMember } from '../companies/schema.ts';
import { labelsSchema } from '../definitions/schema.ts';
import { versionRef } from '../definitions/version.ts';
import { appeal, feedback } from '../feedback/schema.ts';
import { followUp, nextStep } from '../follow-ups/schema.ts';
import { scoreOverride } from '../leads/overridden/schema.ts';
import { attempt, newAttempt, stage } from '../leads/schema.ts';
import { dueMove } from './moved/schema.ts';
import { id, instant, longText, pageOf, pageQuery } from '../platform/fields.ts';
import { itemSources } from './items.ts';
import { timelineItem } from '../timeline/schema.ts';
import { routingReasons } from '../routing/route.ts';

/** The contract of hand-offs: what waits, with its clock and briefing, and what sales and marketing do with it. */

const ref = z.object({ id, name: z.string() });
export const handoffState = z.enum(['waiting', 'accepted', 'rejected', 'contacted']);
export type HandoffState = z.infer<typeof handoffState>;

const clockShape = z.object({
  promisedHours: z
    .number()
    .nullable()
    .describe('Business hours, by the agreement in force at submission; null where nothing was promised'),
  startedAt: instant,
  due: instant.nullable(),
  nearlyOutAt: instant.nullable().describe('When three quarters of the promised time are used; null once it has stopped'),
  minutesLeft: z.number().int().nullable().describe('Business minutes, negative when over; null once it has stopped'),
  wallMinutesLeft: z.number().int().nullable(),
  overdue: z.boolean(),
  firstContactAt: instant.nullable(),
  tookMinutes: z.number().int().nullable().describe('Business minutes from submission to first contact'),
  kept: z.boolean().nullable().describe('Null while open, without a promise, and for one given back in time'),
});
const derived = 'Derived at this moment from what happened; a new agreement never changes it';
const clock = clockShape.describe(derived);
const { firstContactAt: _contact, ...ofRepair } = clockShape.shape;
const repair = z
  .object({
    ...ofRepair,
    tookMinutes: z.number().int().nullable().describe('Business minutes from giving back to the answer'),
    endedAt: instant.nullable().describe('When marketing handed it over again, closed it or spoke against giving it back'),
    member: ref.nullable().describe('Who answers for it: whoever handed it over, or the head of marketing'),
  })
  .describe(derived);

export const handoff = z.object({
  id,
  lead: z.object({ id, stage }),
  person: z.object({
    id,
    name: z.string().nullable(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    title: z.string().nullable(),
  }),
  company: z
    .object({
      id,
      name: z.string(),
      country: z.string().nullable(),
      employees: z.number().int().nullable(),
      industry: z.string().nullable(),
    })
    .nullable(),
  submittedAt: instant,
  submittedBy: ref.nullable(),
  leadType: z.enum(['hot', 'other']).describe('hot: had asked for contact when handed over'),
  metDefinition: z.boolean(),
  recycled: z.boolean(),
  itemsAgreed: z.number().int(),
  itemsFilled: z.number().int(),
  incompleteBecause: z.string().nullable(),
  assignedTo: ref.nullable().describe('Null while nobody can take it'),
  assignedBecause: z.enum(routingReasons).nullable(),
  assignedByRule: z.string().nullable().describe('The name of the routing rule that chose'),
  state: handoffState,
  clock,
  snoozedUntil: instant.nullable(),
  decision: z
    .object({
      decision: z.enum(['accepted', 'rejected']),
      reason: z.string().nullable(),
      comment: z.string().nullable(),
      member: ref.nullable(),
      decidedAt: instant,
      undoUntil: instant,
    })
    .nullable(),
  repair: repair.nullable().describe('Of one given back for marketing to repair: by when; null of any other'),
  comments: z.number().int().describe('How much was said of it: GET /comments?subjectKind=handoff'),
  question: z
    .object({
      id,
      member: ref.nullable(),
      team: z.enum(['marketing', 'sales', 'finance', 'leadership']).nullable().describe('Of who asks'),
      askedAt: instant,
    })
    .nullable()
    .describe('The first open question of its thread; the clock runs on'),
  agreement: versionRef.nullable(),
});
export type HandoffItem = z.input<typeof handoff>;

export const handoffPage = pageOf(handoff).extend({
  counts: z
    .object({ mine: z.number().int(), held: z.number().int(), all: z.number().int() })
    .describe('Open ones given to me; decided today; open ones of everybody'),
  lastContact: z
    .object({ tookMinutes: z.number().int() })
    .nullable()
    .describe('The last first contact of this view, told when no open one is on the page'),
});

export const handoffQuery = pageQuery.extend({
  view: z.enum(['mine', 'held', 'all']).default('all').describe('mine: given to me; held: accepted or given back today; all'),
  state: z
    .string()
    .max(100)
    .transform((text) => text.split(',').filter((part) => part !== ''))
    .pipe(z.array(handoffState))
    .optional()
    .describe('One or more states, separated by commas; in "mine" the open ones unless said'),
});
export type HandoffQuery = z.output<typeof handoffQuery>;

/** An item of the information contract with what is known of it. */
export const filledItem = z.object({
  ...briefingItem.shape,
  key: z.string(),
  value: z.string().nullable().describe('The key of the choice, "yes" or "no", a number with a point, or words'),
  filled: z.boolean(),
  source: z.enum(itemSources).nullable(),
  at: z.string().nullish().describe('When it was said, as far as that is known'),
});

/** What a hand-off keeps of its briefing, as it was at submission. */
export const keptBriefing = z.object({
  note: z.string().nullable(),
  items: z.array(filledItem),
  because: z.array(
    z.object({
      key: z.string(),
      part: z.enum(['fit', 'hard', 'engagement', 'soft', 'hand-raise']),
      kind: z.string(),
      label: labelsSchema,
      fact: z.string(),
      count: z.number().int(),
    }),
  ),
  ownWords: z.string().nullable(),
  suggestedOpening: z
    .object({
      kind: z.enum(['quote', 'form', 'content', 'page']),
      quote: z.string().nullable(),
      content: z.string().nullable(),
      page: z.string().nullable(),
    })
    .nullable(),
});

export const handoffInFull = handoff.extend({
  briefing: keptBriefing.extend({
    story: z.array(timelineItem).describe('The journey, newest first'),
    previousContacts: z.array(attempt).describe('Contacts with this person before the hand-off, newest first'),
  }),
  buyingGroup: z.array(buyingMember).describe('Others of the same company, those with a part in the buying first'),
  attempts: z.array(attempt),
  scoreOverride: scoreOverride
    .omit({ otherwise: true })
    .nullable()
    .describe('Somebody’s word against the score that held when it was handed over'),
  feedback: feedback.nullable().describe('What sales said after the first conversation; null while nothing is said'),
  appeal: appeal.nullable().describe('What marketing said against its rejection; null where it has not'),
  followUp: followUp.nullable(),
  nextStep: nextStep.nullable(),
  readings: z
    .array(z.object({ member: ref, readAt: instant }))
    .describe('Who had the briefing open before the first contact, the first first'),
  calendar: z.object({ name: z.string(), timeZone: z.string(), promisedHours: z.number().nullable() }),
  moves: z.array(dueMove).describe('How changes of calendars and absences moved its due time'),
});
export type HandoffInFull = z.input<typeof handoffInFull>;

const at = instant.optional().describe('When it happened; now unless said. More than an hour back needs the scope "history"');
export const newHandoff = z.strictObject({
  leadId: id,
  note: longText.optional().describe('In marketing’s own words'),
  items: z
    .record(z.string().max(60), z.string().trim().max(5000))
    .default({})
    .describe('Agreed items that are not on file, by their key'),
  incompleteBecause: longText.optional().describe('Why it is handed over although agreed items are missing'),
  manual: z.boolean().default(false).describe('Hand it over although it does not meet the definition'),
  at,
});
export type NewHandoff = z.output<typeof newHandoff>;
export const acceptance = z.strictObject({ at }).nullish();
export const rejection = z.strictObject({
  reason: z.string().max(60).describe('A code of kind "rejected" from GET /reasons that is not retired'),
  comment: longText.optional(),
  at,
});
export const reading = z
  .strictObject({ at })
  .nullish()
  .describe('A program names the member who read it in On-Behalf-Of, with the scope "history"');
export const snooze = z.strictObject({ until: instant.describe('The clock runs on') });
export const assignment = z.strictObject({ memberId: id });
export const firstContact = newAttempt;
