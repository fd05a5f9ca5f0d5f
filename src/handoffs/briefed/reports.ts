import { sql } from 'kysely';
import type { z } from 'zod';
import { calendarsOf } from '../../calendars/reports.ts';
import { asFollowUp, followUpsOf } from '../../follow-ups/reports.ts';
import { appealIfAny, feedbackIfAny } from '../../feedback/reports.ts';
import { buyingGroupOf } from '../../companies/buying/reports.ts';
import { scoreOverrides } from '../../leads/overridden/reports.ts';
import type { attempt } from '../../leads/schema.ts';
import type { Context } from '../../platform/context.ts';
import { personTimeline } from '../../timeline/reports.ts';
import { movesOf } from '../moved/reports.ts';
import { answersIn, type ItemFacts, type ToldAnswer } from '../items.ts';
import { getHandoff } from '../reports.ts';
import type { handoffInFull, keptBriefing } from '../schema.ts';

/** What a rep has before the phone rings: the briefing, and what it is filled from. */

/** How much of a journey a briefing tells. */
const STORY_LENGTH = 50;
/** How far back a briefing looks for an answer or something to begin with. */
const BRIEFING_TOUCHES = 1000;

/** One hand-off with its briefing, its story and who else is in the company. @throws Problem 404 */
export async function getHandoffInFull(context: Context, id: string): Promise<z.output<typeof handoffInFull>> {
  const { db, now } = context;
  const item = await getHandoff(context, id);
  const { briefing } = await db.selectFrom('handoffs').select('briefing').where('id', '=', id).executeTakeFirstOrThrow();
  const calendar = (await calendarsOf(context, [item.assignedTo?.id ?? null], { from: item.submittedAt, to: now }))(
    item.assignedTo?.id ?? null,
  );
  const group = item.company ? await buyingGroupOf(context, item.company.id) : [];
  const buyingGroup = group.filter((member) => member.id !== item.person.id).slice(0, MOST_SHOWN);
  const story = await personTimeline(context, item.person.id, { limit: STORY_LENGTH, cursor: undefined });
  const contacts = await contactsWith(context, item.person.id);
  const [followed] = await followUpsOf(context, [item.lead.id]);
  const attemptsWhere = (holds: (contact: Contact) => boolean) => contacts.filter(holds).map(({ attempt }) => attempt);
  return {
    ...item,
    briefing: {
      ...(briefing as z.output<typeof keptBriefing>),
      story: story.items.filter(({ bot }) => !bot),
      previousContacts: attemptsWhere(({ attempt }) => attempt.attemptedAt < item.submittedAt).slice(0, 10),
    },
    buyingGroup,
    attempts: attemptsWhere(({ handoffId, attempt }) => handoffId === id || attempt.attemptedAt >= item.submittedAt),
    scoreOverride: (await scoreOverrides(context, [item.lead.id], item.submittedAt)).get(item.lead.id) ?? null,
    feedback: await feedbackIfAny(context, id),
    appeal: await appealIfAny(context, id),
    followUp: followed ? asFollowUp(followed) : null,
    nextStep: followed?.step ?? null,
    readings: await readingsOf(context, id),
    moves: await movesOf(context, id),
    calendar: { name: calendar.name, timeZone: calendar.timeZone, promisedHours: item.clock.promisedHours },
  };
}

async function readingsOf({ db }: Context, id: string): Promise<z.output<typeof handoffInFull>['readings']> {
  const rows = await db
    .selectFrom('handoffReadings as r')
    .innerJoin('members', 'members.id', 'r.memberId')
    .innerJoin('users', 'users.id', 'members.userId')
    .select(['r.memberId', 'r.readAt', 'users.name'])
    .where('r.handoffId', '=', id)
    .orderBy('r.readAt')
    .execute();
  return rows.map(({ memberId, name, readAt }) => ({ member: { id: memberId, name }, readAt }));
}

/** A call is prepared with a handful of colleagues in mind, not with a directory. */
const MOST_SHOWN = 20;

interface Contact {
  handoffId: string | null;
  attempt: z.output<typeof attempt>;
}

/** Contacts with a person on any of their leads, newest first. */
async function contactsWith({ db }: Context, personId: string): Promise<Contact[]> {
  const rows = await db
    .selectFrom('attempts')
    .innerJoin('leads', 'leads.id', 'attempts.leadId')
    .leftJoin('members', 'members.id', 'attempts.memberId')
    .leftJoin('users', 'users.id', 'members.userId')
    .select([
      'attempts.id',
      'attempts.handoffId',
      'attempts.kind',
      'attempts.response',
      'attempts.note',
      'attempts.nextStep',
      'attempts.nextStepOn',
      'attempts.attemptedAt',
      'attempts.memberId',
      'users.name',
    ])
    .where('leads.personId', '=', personId)
    .orderBy('attempts.attemptedAt', 'desc')
    .limit(100)
    .execute();
  return rows.map(({ handoffId, memberId, name, ...row }) => ({
    handoffId,
    attempt: { ...row, member: memberId === null ? null : { id: memberId, name: name ?? '' } } as Contact['attempt'],
  }));
}

/** What items are filled from of a person, marketing's own words aside. */
export async function itemFacts({ db }: Context, personId: string): Promise<Omit<ItemFacts, 'given'>> {
  const person = await db
    .selectFrom('people')
    .select(['name', 'email', 'phone', 'title', 'country', 'companyId', 'traits'])
    .where('id', '=', personId)
    .executeTakeFirstOrThrow();
  const company =
    person.companyId === null
      ? undefined
      : await db
          .selectFrom('companies')
          .select(['name', 'country', 'industry', 'employees'])
          .where('id', '=', person.companyId)
          .executeTakeFirst();
  const touches = await db
    .selectFrom('touchpoints')
    .select([
      'occurredAt',
      'kind',
      'title',
      'content',
      'path',
      sql`case when kind = 'form' then properties -> 'fields' end`.as('fields'),
    ])
    .where('personId', '=', personId)
    .where('bot', '=', false)
    .orderBy('occurredAt', 'desc')
    .limit(BRIEFING_TOUCHES)
    .execute();
  const evidence = await db
    .selectFrom('evidence')
    .select(['id', 'criterion', 'quote', 'assertedAt as at', 'expiresAt', 'withdrawnAt'])
    .where('personId', '=', personId)
    .execute();
  const told = await db
    .selectFrom('itemAnswers')
    .distinctOn('itemKey')
    .select(['itemKey as key', 'value', 'source', 'answeredAt as at'])
    .where('personId', '=', personId)
    .where('value', 'is not', null)
    .orderBy('itemKey')
    .orderBy('answeredAt', 'desc')
    .execute();
  return {
    person,
    company: company ?? null,
    told: told as ToldAnswer[],
    answers: answersIn(person.traits),
    touches: touches.map(({ fields, ...touch }) => ({ ...touch, answers: answersIn(fields) })),
    evidence,
  };
}
