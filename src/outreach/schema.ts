import { z } from 'zod';
import { day, id, instant, listQuery, longText, pageOf, pageQuery, shortText } from '../platform/fields.ts';
import { leadFilters } from '../leads/schema.ts';
import { email } from '../workspaces/schema.ts';
import { contactKinds } from './guard.ts';

/** The contract of outreach: what both teams agreed about contacts, what marketing announces, and what the guard says before anybody is contacted. */

const ref = z.object({ id, name: z.string() });
const kind = z.enum(contactKinds);
/** So many people are named at a time. */
export const MOST_NAMED = 2000;

/** What a tool of marketing's sends. */
const announcedKind = z
  .enum(['mail', 'ad', 'event'])
  .describe('event: an invitation to one; ad: a list that advertisements are shown to');

export const outreachTerms = z.strictObject({
  most: z.int().min(1).max(50).describe('Contacts of both teams together'),
  days: z.int().min(1).max(90).describe('in any so many days'),
  pausesColleagues: z.boolean().describe('Whether a hand-off pauses messages to colleagues at the same company, too'),
});
export const newOutreachPolicy = outreachTerms.extend({
  version: z.int().min(0).describe('The version this was made from; 0 where there was none'),
});
export const outreachPolicy = outreachTerms.extend({
  version: z.int().describe('0: nobody has set one, and the standard holds'),
  setAt: instant.nullable(),
  setBy: ref.nullable(),
});
export type OutreachPolicyItem = z.input<typeof outreachPolicy>;

const pause = z.object({
  leadId: id,
  handoffId: id.nullable(),
  since: instant.describe('When it was handed over; the pause ends when sales gives it back, recycles, disqualifies or wins it'),
  colleague: ref.nullable().describe('Whose lead it is where it is not the person’s own'),
  ending: z
    .object({ at: instant, reason: z.string(), setBy: ref.nullable() })
    .nullable()
    .describe('Somebody’s word that marketing may write again before sales is done, from that moment'),
});
export const newPauseEnding = z.strictObject({
  reason: longText,
  until: day.optional().describe('The last day marketing holds back, in the workspace’s zone; ends at once unless said'),
});
export const verdict = z.discriminatedUnion('verdict', [
  z.object({ verdict: z.literal('allowed') }),
  z.object({ verdict: z.literal('paused'), pause }),
  z.object({
    verdict: z.literal('capped'),
    count: z.int().describe('Contacts made and planned in the span this one would fall into'),
    nextAt: instant.describe('The earliest moment that keeps the cap'),
  }),
  z.object({ verdict: z.literal('suppressed') }),
]);
export type VerdictItem = z.input<typeof verdict>;

const person = z
  .strictObject({ personId: id.optional(), email: email.optional() })
  .refine(({ personId, email: address }) => (personId === undefined) !== (address === undefined), {
    message: 'needs either personId or email',
    path: ['personId'],
  });
export type NamedPerson = z.output<typeof person>;

export const guardQuestion = z.strictObject({
  people: z.array(person).min(1).max(1000),
  kind: announcedKind.default('mail'),
  at: instant.optional().describe('When it is to be sent; now unless said'),
});
export const guardAnswer = z.object({
  at: instant,
  policy: outreachTerms,
  items: z
    .array(
      z.object({
        personId: id.nullable().describe('Null for an address nobody here has'),
        email: z.string().nullable(),
        guard: verdict,
      }),
    )
    .describe('In the order they were asked about'),
});

export const contactGuard = z.object({
  person: ref,
  policy: outreachTerms,
  marketing: verdict.describe('What marketing would be told if it sent a mail now'),
  pause: pause.nullable().describe('The person’s own lead with sales, also where its pause was ended early'),
  lately: z.object({ count: z.int(), left: z.int(), freesAt: instant.nullable() }).describe('Of the cap, as of now'),
  made: z
    .array(
      z.object({ at: instant, team: z.enum(['marketing', 'sales']), kind, title: z.string().nullable(), member: ref.nullable() }),
    )
    .describe('By both teams within the days of the cap, the latest first'),
  planned: z
    .array(
      z.object({
        at: instant.nullable().describe('Null where no time is set'),
        overdue: z.boolean(),
        team: z.enum(['marketing', 'sales']),
        kind: kind.nullable().describe('Null for a next step in words'),
        title: z.string().nullable(),
        plannedContactId: id.nullable(),
        guard: verdict.nullable().describe('What keeps marketing’s from being sent; null for sales’'),
      }),
    )
    .describe('By both teams within the month ahead, the earliest first'),
});
export type ContactGuard = z.input<typeof contactGuard>;

const recipients = z
  .union([z.array(person).min(1).max(MOST_NAMED), z.strictObject({ leads: z.strictObject(leadFilters.shape) })])
  .describe('By name, or the people of all leads that filters let through at this moment; more can be added after');
export type Recipients = z.output<typeof recipients>;

export const newPlannedContact = z.strictObject({
  kind: announcedKind,
  title: shortText.describe('As both teams will read it: the subject or the name of the newsletter'),
  campaign: shortText.optional().describe('As the tool reports it later; by it what was sent is taken for what was announced'),
  at: instant.describe('When it is to be sent; not in the past'),
  recipients,
});
export const newRecipients = z.strictObject({ recipients });

export const plannedContact = z.object({
  id,
  kind: announcedKind,
  title: z.string(),
  campaign: z.string().nullable(),
  at: instant,
  announcedAt: instant,
  announcedBy: ref.nullable(),
  withdrawnAt: instant.nullable(),
  recipients: z.int().describe('People known here, without those taken out'),
  excluded: z.int().describe('People taken out'),
});
export type PlannedContactItem = z.input<typeof plannedContact>;
export const announced = plannedContact.extend({ unknown: z.int().describe('Recipients nobody here is known by; not kept') });
export type AnnouncedItem = z.input<typeof announced>;

export const plannedContactQuery = pageQuery.extend({
  when: z.enum(['ahead', 'past']).default('ahead').describe('ahead: the next first; past: the latest first'),
});

export const recipient = z.object({
  person: z.object({ id, name: z.string(), email: z.string().nullable() }),
  excludedAt: instant.nullable(),
  excludedBy: ref.nullable(),
  guard: verdict.describe('At the time the message is planned for'),
  sales: z
    .object({ kind: kind.nullable().describe('Null for a next step in words'), at: instant, overdue: z.boolean() })
    .nullable()
    .describe('What sales has to do next with the person, where that has a time'),
});
export type RecipientItem = z.input<typeof recipient>;
export const recipientQuery = listQuery.extend({
  show: z
    .enum(['all', 'colliding', 'excluded'])
    .default('all')
    .describe('colliding: those the guard does not allow, not yet taken out'),
});
export const recipientPage = pageOf(recipient).extend({
  counts: z.object({ allowed: z.int(), paused: z.int(), capped: z.int(), suppressed: z.int(), excluded: z.int() }),
});
export type RecipientPage = z.input<typeof recipientPage>;

export const exclusion = z.strictObject({ personIds: z.array(id).min(1).max(MOST_NAMED) });
