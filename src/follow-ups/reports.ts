import { sql, type RawBuilder } from 'kysely';
import { z } from 'zod';
import { localDate } from '../calendars/clock.ts';
import { addDays, startOfDay } from '../calendars/local-day.ts';
import { calendarsOf } from '../calendars/reports.ts';
import { awaitsRepair, holderOf as holderOfHandoff, isOpen, type Handoff } from '../handoffs/handoff.ts';
import { latestHandoffs } from '../handoffs/reports.ts';
import type { Stage } from '../leads/lifecycle.ts';
import { memberId, type Context } from '../platform/context.ts';
import { unprocessable } from '../platform/errors.ts';
import { cutPage, decodeCursor } from '../platform/pages.ts';
import { cadenceStanding, type CadenceStanding, type MadeAttempt } from './cadence.ts';
import { followUpOf, standingStep, type FollowUp, type NextStep } from './follow-up.ts';
import type { Cadence, duePage, DueQuery, followUp } from './schema.ts';
import { timeZoneOf } from '../workspaces/reports.ts';

/** What is to be done next for leads, reckoned at the moment of reading. */

/** A lead as following it up looks at it. */
export interface FollowedLead {
  id: string;
  stage: Stage;
  stageSince: Date;
  ownerMemberId: string | null;
  recycledFrom: string | null;
}

/** A lead with what is to be done next. */
export interface Followed {
  followUp: FollowUp | null;
  cadence: CadenceStanding | null;
  step: NextStep | null;
  /** Whose it is: the rep's who has the hand-off, else the owner's. */
  memberId: string | null;
}

/**
 * What is to be done next for each of some leads: by the agreement their hand-off stands under and the calendar of the rep who has it.
 * Five queries, however many leads.
 * @param handoffs the latest of each lead that has one
 */
export async function followLeads(
  context: Context,
  leads: readonly FollowedLead[],
  handoffs: ReadonlyMap<string, Handoff>,
): Promise<Map<string, Followed>> {
  if (leads.length === 0) return new Map();
  const { db, now } = context;
  const timeZone = await timeZoneOf(context);
  const ids = leads.map(({ id }) => id);
  const attempts = await db
    .selectFrom('attempts')
    .select(['leadId', 'handoffId', 'response', 'nextStep', 'nextStepOn', 'attemptedAt'])
    .where('leadId', 'in', ids)
    .execute();
  const attemptsOf = new Map(ids.map((id) => [id, [] as typeof attempts]));
  for (const attempt of attempts) attemptsOf.get(attempt.leadId)?.push(attempt);
  const cadences = await cadencesOf(context, handoffs);
  const holderOf = ({ id, ownerMemberId }: FollowedLead) => {
    const handoff = handoffs.get(id);
    return (handoff && holderOfHandoff(handoff)?.id) ?? ownerMemberId;
  };
  const calendarOf = await calendarsOf(context, leads.map(holderOf), {
    from: attempts.reduce((first, { attemptedAt }) => (attemptedAt < first ? attemptedAt : first), now),
    to: now,
  });
  return new Map(
    leads.map((lead) => {
      const handoff = handoffs.get(lead.id);
      const all = attemptsOf.get(lead.id) ?? [];
      const holder = holderOf(lead);
      const steps = handoff?.agreement ? (cadences.get(handoff.agreement.id) ?? []) : [];
      const made = all.filter(({ handoffId }) => handoffId === handoff?.id) as MadeAttempt[];
      const cadence = handoff && steps.length > 0 ? cadenceStanding(steps, made, handoff.clock.due, calendarOf(holder)) : null;
      const step = standingStep(all, (moment) => localDate(moment, timeZone));
      const followUp = followUpOf(
        {
          stage: lead.stage,
          stageSince: lead.stageSince,
          returned: lead.recycledFrom !== null,
          awaitsContact: handoff && isOpen({ state: handoff.state, leadStage: lead.stage }) ? { due: handoff.clock.due } : null,
          awaitsRepair: handoff && awaitsRepair(handoff) ? { due: handoff.repair?.due ?? null } : null,
          cadence,
          step,
        },
        timeZone,
      );
      return [lead.id, { followUp, cadence, step, memberId: holder }];
    }),
  );
}

/** What is to be done next, as the API tells it. */
export function asFollowUp({ followUp: next, cadence }: Followed): z.output<typeof followUp> | null {
  if (!next) return null;
  const attempt = cadence?.next ? { number: cadence.next.number, of: cadence.of, kind: cadence.next.kind } : null;
  return {
    ...next,
    attempt,
    cadence: cadence && { made: cadence.made, of: cadence.of, state: cadence.state },
  };
}

/** The cadences of the agreements that hand-offs stand under. */
async function cadencesOf({ db }: Context, handoffs: ReadonlyMap<string, Handoff>): Promise<Map<string, Cadence>> {
  const ids = [...new Set([...handoffs.values()].flatMap(({ agreement }) => agreement?.id ?? []))];
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('agreements').select(['id', 'cadence']).where('id', 'in', ids).execute();
  return new Map(rows.map(({ id, cadence }) => [id, cadence as Cadence]));
}

/** Leads by their ids, with what is to be done next for each; those that do not exist are left out. */
export async function followUpsOf(context: Context, leadIds: readonly string[]): Promise<(FollowedLead & Followed)[]> {
  if (leadIds.length === 0) return [];
  const leads = (await context.db
    .selectFrom('leads')
    .select(['id', 'stage', 'stageSince', 'ownerMemberId', 'recycledFrom'])
    .where('id', 'in', leadIds)
    .execute()) as FollowedLead[];
  const followed = await followLeads(context, leads, await latestHandoffs(context, leadIds));
  return leads.flatMap((lead) => {
    const found = followed.get(lead.id);
    return found ? [{ ...lead, ...found }] : [];
  });
}

type Page = z.output<typeof duePage>;
const cursorForm = z.tuple([z.union([z.iso.datetime(), z.literal('never')]), z.uuid()]);

/**
 * What is due today or over time, by deadline, overdue first; after it the leads without a next step. Only what is on the page is reckoned:
 * the order is that of what was reckoned last, and whatever has been done since falls out.
 * @throws Problem 422 when a program asks for its own day
 */
export async function listDue(context: Context, query: DueQuery): Promise<Page> {
  const { db, workspace, now } = context;
  const me = memberId(context.actor);
  if (query.member === 'me' && me === null)
    throw unprocessable('member=me needs a signed-in member; a program names the member by id, or says "team".', [
      { pointer: 'member', detail: 'the id of a member, or team' },
    ]);
  const member = query.member === 'me' ? me : query.member;
  const timeZone = await timeZoneOf(context);
  const today = localDate(now, timeZone);
  // The moment a day ends begins the next one: a step for today is due then.
  const dayEnds = startOfDay(addDays(today, 1), timeZone);
  const dayBegan = startOfDay(today, timeZone);
  const whose = member === 'team' ? sql<boolean>`true` : sql<boolean>`f.member_id = ${member}`;
  const listed = sql<boolean>`(f.due <= ${dayEnds} or f.due is null) and (f.kind <> 're_entry' or f.due >= ${dayBegan})`;

  const rows = await places(context, { whose, dayBegan, dayEnds }, query);
  const page = cutPage(
    rows,
    query.limit,
    ({ due, leadId }) => [due?.toISOString() ?? 'never', leadId],
    ({ leadId }) => leadId,
  );
  const isDue = ({ kind, due }: FollowUp) => due === null || (due <= dayEnds && (kind !== 're_entry' || due >= dayBegan));
  const items = (await inFull(context, page.items)).filter(
    ({ kind, due, member: holder }) => isDue({ kind, due }) && (member === 'team' || holder?.id === member),
  );
  const { rows: totals } = await sql<Page['counts'] & { ahead: Date | null; made: number }>`
    select count(*) filter (where f.due <= ${now} and f.kind not in ('re_entry', 'recycle')) as overdue,
           count(*) filter (where f.due > ${now} and f.due <= ${dayEnds} or f.kind in ('re_entry', 'recycle')) as today,
           count(*) filter (where f.kind = 'no_step') as no_step,
           (select min(f.due) from follow_ups f where f.workspace_id = ${workspace} and ${whose} and f.due > ${dayEnds}) as ahead,
           (select count(*) from attempts f where f.workspace_id = ${workspace} and ${whose} and f.attempted_at >= ${dayBegan}) as made
      from follow_ups f where f.workspace_id = ${workspace} and ${whose} and ${listed}`.execute(db);
  const { overdue = 0, today: later = 0, noStep = 0, ahead = null, made = 0 } = totals[0] ?? {};
  return { items, next: page.next, counts: { overdue, today: later, noStep }, made, ahead };
}

interface Day {
  whose: RawBuilder<boolean>;
  dayBegan: Date;
  dayEnds: Date;
}

interface Place {
  leadId: string;
  due: Date | null;
}

/** The next leads in the order last reckoned: what is due by the end of the day, then those nothing is planned for. */
async function places(
  { db, workspace }: Context,
  { whose, dayBegan, dayEnds }: Day,
  { cursor, limit }: DueQuery,
): Promise<Place[]> {
  const [due, leadId] = decodeCursor(cursor, cursorForm) ?? [];
  const size = limit + 1;
  const next = async (wanted: RawBuilder<boolean>, room: number) =>
    (
      await sql<Place>`select f.lead_id, f.due from follow_ups f where f.workspace_id = ${workspace} and ${whose} and ${wanted}
        order by f.due, f.lead_id limit ${room}`.execute(db)
    ).rows;
  const dated =
    due === 'never'
      ? []
      : await next(
          sql`f.due <= ${dayEnds} and (f.kind <> 're_entry' or f.due >= ${dayBegan})
              and ${due === undefined ? sql`true` : sql`(f.due, f.lead_id) > (${due}::timestamptz, ${leadId}::uuid)`}`,
          size,
        );
  if (dated.length === size) return dated;
  const beyond = due === 'never' ? sql`f.lead_id > ${leadId}::uuid` : sql`true`;
  return [...dated, ...(await next(sql`f.due is null and ${beyond}`, size - dated.length))];
}

/** Leads with who they are and what is to be done, reckoned now, by deadline. */
async function inFull(context: Context, leadIds: readonly string[]): Promise<Page['items']> {
  const { db, now } = context;
  if (leadIds.length === 0) return [];
  const handoffs = await latestHandoffs(context, leadIds);
  const rows = await db
    .selectFrom('leads as l')
    .innerJoin('people as p', (join) => join.onRef('p.workspaceId', '=', 'l.workspaceId').onRef('p.id', '=', 'l.personId'))
    .leftJoin('companies as c', (join) => join.onRef('c.workspaceId', '=', 'l.workspaceId').onRef('c.id', '=', 'l.companyId'))
    .leftJoin('members as m', (join) => join.onRef('m.workspaceId', '=', 'l.workspaceId').onRef('m.id', '=', 'l.ownerMemberId'))
    .leftJoin('users as u', 'u.id', 'm.userId')
    .select(['l.id', 'l.stage', 'l.stageSince', 'l.ownerMemberId', 'l.recycledFrom', 'u.name as ownerName'])
    .select(['p.id as personId', 'p.name', 'p.email', 'p.phone', 'p.title', 'c.id as companyId', 'c.name as companyName'])
    .where('l.id', 'in', leadIds)
    .execute();
  const followed = await followLeads(context, rows as (FollowedLead & (typeof rows)[number])[], handoffs);
  return rows
    .flatMap((row) => {
      const found = followed.get(row.id);
      const next = found && asFollowUp(found);
      if (!next) return [];
      const handoff = handoffs.get(row.id);
      return {
        ...next,
        leadId: row.id,
        stage: row.stage,
        handoffId: handoff?.id ?? null,
        person: { id: row.personId, name: row.name, email: row.email, phone: row.phone, title: row.title },
        company: row.companyId === null ? null : { id: row.companyId, name: row.companyName ?? '' },
        member:
          (handoff && holderOfHandoff(handoff)) ??
          (row.ownerMemberId === null ? null : { id: row.ownerMemberId, name: row.ownerName ?? '' }),
        hot: handoff?.leadType === 'hot',
        step: found.step,
        overdue: next.due !== null && next.due <= now && isPromised(next.kind),
      };
    })
    .toSorted((a, b) => (a.due?.getTime() ?? Infinity) - (b.due?.getTime() ?? Infinity) || (a.leadId < b.leadId ? -1 : 1));
}

/** What is over time once its moment has passed; nobody promised to give a lead up, or when one comes back. */
function isPromised(kind: FollowUp['kind']): boolean {
  return kind !== 're_entry' && kind !== 'recycle';
}
