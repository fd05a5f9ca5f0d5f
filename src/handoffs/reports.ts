import { setImmediate } from 'node:timers/promises';
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { localDate } from '../calendars/clock.ts';
import { startOfDay } from '../calendars/local-day.ts';
import { calendarsOf } from '../calendars/reports.ts';
import { memberId, type Context } from '../platform/context.ts';
import { notFound } from '../platform/errors.ts';
import { cutPage, decodeCursor } from '../platform/pages.ts';
import { promisedHours } from './clock-of-handoff.ts';
import { areMovesReckoned } from './moved/reports.ts';
import {
  clockedOf,
  comparePlaces,
  handoffOf,
  placeOf,
  type ClockFacts,
  type Clocked,
  type Handoff,
  type HandoffFacts,
} from './handoff.ts';
import type { handoffPage, HandoffQuery, HandoffState } from './schema.ts';
import { timeZoneOf } from '../workspaces/reports.ts';

/** Waits for its first contact; says in SQL what `isOpen` says of facts. By the lead's stage, so that the cost is that of what is open, not of all history. */
export const awaitsContact = sql<boolean>`l.stage in ('submitted', 'accepted') and d.decision is distinct from 'rejected'
  and not exists (select from attempts o where o.workspace_id = h.workspace_id and o.handoff_id = h.id)`;

/** What clocks follow from, of hand-offs `h`. */
const clockColumns = sql`h.id, l.stage as lead_stage, l.stage_since as lead_stage_since, h.submitted_at, h.lead_type, h.agreement_id, h.assigned_to, t.assignments,
  d.decision, d.decided_at, f.first_contact_at, f.first_contact_recorded_at, k.revision`;
const clockTables = sql`handoffs h
  join leads l on l.workspace_id = h.workspace_id and l.id = h.lead_id
  left join handoff_deadlines k on k.workspace_id = h.workspace_id and k.handoff_id = h.id
  left join handoff_decisions d on d.workspace_id = h.workspace_id and d.handoff_id = h.id and d.undone_at is null
  left join lateral (select attempted_at as first_contact_at, recorded_at as first_contact_recorded_at from attempts a where a.workspace_id = h.workspace_id and a.handoff_id = h.id
                      order by attempted_at limit 1) f on true
  left join lateral (select jsonb_agg(jsonb_build_object('memberId', member_id, 'because', because, 'rule', rule, 'at', assigned_at) order by assigned_at, id) as assignments
                       from handoff_assignments a where a.workspace_id = h.workspace_id and a.handoff_id = h.id) t on true`;

/** Hand-offs for which `where` holds of `h`; `tail` orders and cuts. */
async function handoffsWhere(context: Context, where: RawBuilder<boolean>, tail = sql``): Promise<Handoff[]> {
  const { db, workspace, now } = context;
  const { rows } = await sql<HandoffFacts>`
    select ${clockColumns}, h.lead_id,
           p.id as person_id, p.name as person_name, p.email as person_email, p.phone as person_phone, p.title as person_title,
           c.id as company_id, c.name as company_name, c.country as company_country, c.employees as company_employees, c.industry as company_industry,
           h.submitted_by, su.name as submitted_by_name, h.met_definition, h.recycled, h.items_agreed, h.items_filled, h.incomplete_because,
           au.name as assigned_to_name, g.version as agreement_version,
           d.reason, d.comment, d.member_id as decided_by, du.name as decided_by_name, s.until as snoozed_until, q.comments, q.question
      from ${clockTables}
      join people p on p.workspace_id = h.workspace_id and p.id = l.person_id
      left join companies c on c.workspace_id = h.workspace_id and c.id = coalesce(l.company_id, p.company_id)
      left join agreements g on g.workspace_id = h.workspace_id and g.id = h.agreement_id
      left join members sm on sm.workspace_id = h.workspace_id and sm.id = h.submitted_by left join users su on su.id = sm.user_id
      left join members am on am.workspace_id = h.workspace_id and am.id = h.assigned_to left join users au on au.id = am.user_id
      left join members dm on dm.workspace_id = h.workspace_id and dm.id = d.member_id left join users du on du.id = dm.user_id
      left join lateral (select until from handoff_snoozes z where z.workspace_id = h.workspace_id and z.handoff_id = h.id order by id desc limit 1) s on true
      left join lateral (select count(*) as comments, (jsonb_agg(jsonb_build_object('id', o.id, 'memberId', o.member_id, 'name', u.name, 'team', m.team, 'at', o.made_at) order by o.id)
                                  filter (where o.asks and o.resolved_at is null)) -> 0 as question
                           from comments o left join members m on m.workspace_id = o.workspace_id and m.id = o.member_id left join users u on u.id = m.user_id
                          where o.workspace_id = h.workspace_id and o.subject_kind = 'handoff' and o.subject_id = h.id) q on true
     where h.workspace_id = ${workspace} and (${where}) ${tail}`.execute(db);
  const clocks = await clocksReckoned(context, rows);
  return rows.map((facts, index) => handoffOf(facts, clocks[index] as Clocked, now));
}

/** What the clocks follow from of hand-offs for which `where` holds of `h`; `tail` orders and cuts. */
async function clockFactsWhere({ db, workspace }: Context, where: RawBuilder<boolean>, tail = sql``): Promise<ClockFacts[]> {
  const { rows } =
    await sql<ClockFacts>`select ${clockColumns} from ${clockTables} where h.workspace_id = ${workspace} and (${where}) ${tail}`.execute(
      db,
    );
  return rows;
}

/** So many clocks are reckoned before others get their turn: a few milliseconds of work. */
const IN_ONE_TURN = 200;

/** The clocks as they stand now, in the order of the facts: promises by the agreement of each, calendars once for all. */
export async function clocksReckoned(context: Context, facts: readonly ClockFacts[]): Promise<Clocked[]> {
  const [first] = facts;
  if (!first) return [];
  const { db, now } = context;
  const from = facts.reduce((earliest, { submittedAt }) => (submittedAt < earliest ? submittedAt : earliest), first.submittedAt);
  const reps = new Set(facts.flatMap(({ assignments }) => (assignments ?? []).map((assignment) => assignment.memberId)));
  const calendarOf = await calendarsOf(context, [...reps], { from, to: now });
  const clauses = await db
    .selectFrom('clauses')
    .select(['agreementId', 'metric', 'segment', 'hours'])
    .where('hours', 'is not', null)
    .execute();
  const promised = ({ agreementId, leadType }: ClockFacts) =>
    promisedHours(
      clauses
        .filter((clause) => clause.agreementId === agreementId)
        .map((clause) => ({ ...clause, segment: clause.segment as { leadType?: string } })),
      leadType,
    );
  const clocks: Clocked[] = [];
  for (const each of facts) {
    if (clocks.length > 0 && clocks.length % IN_ONE_TURN === 0) await setImmediate();
    clocks.push(clockedOf(each, promised(each), calendarOf, now));
  }
  return clocks;
}

/** @throws Problem 404 */
export async function getHandoff(context: Context, id: string): Promise<Handoff> {
  const [found] = await handoffsOf(context, [id]);
  if (!found) throw notFound();
  return found;
}

/** Of how the clocks of hand-offs `h` went, in SQL, for a query that has `tables` beside them. */
export interface ClocksInSql {
  tables: RawBuilder<unknown>;
  contactedAt: RawBuilder<unknown>;
  /** Business minutes. */
  tookMinutes: RawBuilder<unknown>;
  kept: RawBuilder<unknown>;
}

/**
 * The clocks of hand-offs submitted in a half-open span of time, as they stand now: as they were kept where nothing they follow from has
 * changed since, and reckoned where something has. Those judged before there was a calendar are judged by that of now, and so reckoned.
 */
export async function clocksSubmitted(context: Context, { from, to }: { from: Date; to: Date }): Promise<ClocksInSql> {
  const { workspace, now } = context;
  const judged = sql`k.known_at >= (select min(created_at) from calendars where workspace_id = ${workspace})`;
  const holds = (await areMovesReckoned(context)) ? judged : sql`${judged} and k.known_at < 'infinity'`;
  const changed = await clockFactsWhere(
    context,
    sql`h.submitted_at >= ${from} and h.submitted_at < ${to} and (${holds}) is not true`,
  );
  const anew = (await clocksReckoned(context, changed)).map(({ id, clock }) => ({
    id,
    contacted_at: clock.firstContactAt,
    took_minutes: clock.tookMinutes,
    kept: clock.kept,
  }));
  const either = (column: string, kept = sql.ref(`k.${column}`)) =>
    sql`case when anew.id is null then ${kept} else ${sql.ref(`anew.${column}`)} end`;
  return {
    tables: sql`left join handoff_deadlines k on k.workspace_id = h.workspace_id and k.handoff_id = h.id
      left join jsonb_to_recordset(${JSON.stringify(anew)}::jsonb) as anew (id uuid, contacted_at timestamptz, took_minutes integer, kept boolean) on anew.id = h.id`,
    contactedAt: either('contacted_at'),
    tookMinutes: either('took_minutes'),
    kept: either('kept', sql`coalesce(k.kept, case when k.open and k.due <= ${now} then false end)`),
  };
}

/** What the clocks follow from of hand-offs of which nothing that holds is kept, the next after one of them. */
export async function clockFactsToReckon(context: Context, after: string | null, limit: number): Promise<ClockFacts[]> {
  const beyond = after === null ? sql`true` : sql`h.id > ${after}`;
  return clockFactsWhere(context, sql`k.known_at is null and ${beyond}`, sql`order by h.id limit ${limit}`);
}

/** The latest hand-off of each lead that has one. */
export async function latestHandoffs(context: Context, leadIds: readonly string[]): Promise<Map<string, Handoff>> {
  if (leadIds.length === 0) return new Map();
  const handoffs = await handoffsWhere(context, sql`h.lead_id = any(${leadIds}::uuid[])`, sql`order by h.submitted_at, h.id`);
  return new Map(handoffs.map((each) => [each.lead.id, each]));
}

/** Every hand-off that waits for its first contact, of everybody or of one rep, by deadline. */
export async function openHandoffs(context: Context, { assignedTo }: { assignedTo?: string | null } = {}): Promise<Handoff[]> {
  const whose = assignedTo === undefined ? sql<boolean>`true` : sql<boolean>`h.assigned_to = ${assignedTo}`;
  const byPlace = (a: Handoff, b: Handoff) => comparePlaces(placeOf(a), placeOf(b));
  return (await handoffsWhere(context, sql`(${awaitsContact}) and ${whose}`)).sort(byPlace);
}

/** What the clocks follow from of hand-offs that wait for their first contact, of those for which `where` holds of `h`; `tail` orders and cuts. */
export async function openClockFacts(context: Context, where: RawBuilder<boolean>, tail = sql``): Promise<ClockFacts[]> {
  return clockFactsWhere(context, sql`(${awaitsContact}) and (${where})`, tail);
}

/** Those of some ids that exist. */
export async function handoffsOf(context: Context, ids: readonly string[]): Promise<Handoff[]> {
  return ids.length === 0 ? [] : handoffsWhere(context, sql`h.id = any(${ids}::uuid[])`);
}

/** Their clocks alone. */
export async function clocksOf(context: Context, ids: readonly string[]): Promise<Clocked[]> {
  return ids.length === 0 ? [] : clocksReckoned(context, await clockFactsWhere(context, sql`h.id = any(${ids}::uuid[])`));
}

/** What waits for its first contact, of everybody or of one rep: how much, and what is due next. Reckons one clock. */
export async function waitingHandoffs(
  context: Context,
  { assignedTo }: { assignedTo?: string | null } = {},
): Promise<{ count: number; overdue: number; next: Handoff | null }> {
  const { db, workspace, now } = context;
  const whose = assignedTo === undefined ? sql<boolean>`true` : sql<boolean>`k.assigned_to = ${assignedTo}`;
  const waiting = (which = sql`true`) =>
    sql`from handoff_deadlines k where k.workspace_id = ${workspace} and k.open and ${whose} and ${which}`;
  const first = (which: RawBuilder<unknown>) =>
    sql`(select k.handoff_id ${waiting(which)} order by ${place}, k.handoff_id limit 1)`;
  const { rows } = await sql<{ count: number; overdue: number; ahead: string | null; late: string | null }>`
    select (select count(*) ${waiting()}) as count, (select count(*) ${waiting(sql`${place} <= ${now}`)}) as overdue,
           ${first(sql`${place} > ${now} and k.due is not null`)} as ahead, ${first(sql`${place} <= ${now}`)} as late`.execute(
    db,
  );
  const { count = 0, overdue = 0, ahead = null, late = null } = rows[0] ?? {};
  const [next = null] = await handoffsOf(
    context,
    [ahead ?? late].filter((id) => id !== null),
  );
  return { count, overdue, next };
}

/** Where an open hand-off stands in its list, by the deadline `k` last reckoned: those without one after all others. */
const place = sql`coalesce(k.due, 'infinity')`;
const decided = sql`handoff_decisions d on d.workspace_id = k.workspace_id and d.handoff_id = k.handoff_id and d.undone_at is null`;

type Page = z.output<typeof handoffPage>;
const cursorForm = z.union([
  z.tuple([z.literal('open'), z.union([z.iso.datetime({ offset: true }), z.literal('infinity')]), z.uuid()]),
  z.tuple([z.literal('done'), z.iso.datetime(), z.uuid()]),
]);

/** Open ones by deadline, overdue first; after them those that are done, the latest submitted first. Only what is on the page is read and reckoned. */
export async function listHandoffs(context: Context, query: HandoffQuery): Promise<Page> {
  const cursor = decodeCursor(query.cursor, cursorForm);
  const me = memberId(context.actor);
  const today = await startOfToday(context);
  const asked = {
    me,
    today,
    view: query.view,
    states: query.state ?? (query.view === 'mine' ? (['waiting', 'accepted'] as const) : undefined),
  };
  const { open, counts } = await openPlaces(
    context,
    asked,
    cursor?.[0] === 'open' ? cursor : undefined,
    cursor?.[0] === 'done' ? 0 : query.limit + 1,
  );
  const room = query.limit - open.length;
  const done = room < 0 ? [] : await donePlaces(context, asked, cursor?.[0] === 'done' ? cursor : undefined, room + 1);
  const { items, next } = cutPage(
    [...open.map(({ id, due }) => ['open', due, id] as const), ...done.map(({ id, at }) => ['done', at, id] as const)],
    query.limit,
    (key) => [...key],
    ([, , id]) => id,
  );
  const handoffs = new Map((await handoffsOf(context, items)).map((each) => [each.id, each]));
  return {
    items: items.flatMap((id) => handoffs.get(id) ?? []),
    next,
    counts,
    lastContact: open.length > 0 ? null : await lastContact(context, query, me),
  };
}

interface Asked {
  me: string | null;
  today: Date;
  view: HandoffQuery['view'];
  states: readonly HandoffState[] | undefined;
}

/** The next open ones in their order; and how many there are. */
async function openPlaces(
  { db, workspace }: Context,
  { me, today, view, states }: Asked,
  after: readonly [string, string, string] | undefined,
  limit: number,
): Promise<{ open: { id: string; due: string }[]; counts: Page['counts'] }> {
  const every = states === undefined || (states.includes('waiting') && states.includes('accepted'));
  const which = [
    sql`k.workspace_id = ${workspace} and k.open`,
    ...(view === 'mine' ? [sql`k.assigned_to = ${me}`] : view === 'held' ? [sql`d.decided_at >= ${today}`] : []),
    ...(every ? [] : [sql`coalesce(d.decision, 'waiting') = any(${states}::text[])`]),
    ...(after ? [sql`(${place}, k.handoff_id) > (${after[1]}::timestamptz, ${after[2]}::uuid)`] : []),
  ];
  const decisions = every && view !== 'held' ? sql`` : sql`left join ${decided}`;
  const { rows } = await sql<Page['counts'] & { open: { id: string; due: string }[] }>`
    select (select count(*) from handoff_deadlines where workspace_id = ${workspace} and open and assigned_to = ${me}) as mine,
           (select count(*) from handoff_deadlines where workspace_id = ${workspace} and open) as all,
           (select count(*) from handoff_decisions where workspace_id = ${workspace} and undone_at is null and decided_at >= ${today}) as held,
           (select coalesce(json_agg(page), '[]') from (
              select k.handoff_id as id, ${place} as due from handoff_deadlines k ${decisions} where ${sql.join(which, sql` and `)}
               order by ${place}, k.handoff_id limit ${limit}) page) as open`.execute(db);
  const { open = [], ...counts } = rows[0] ?? { mine: 0, held: 0, all: 0 };
  return { open, counts };
}

/** The next of those that are done. */
async function donePlaces(
  { db, workspace }: Context,
  { me, today, view, states }: Asked,
  before: readonly [string, string, string] | undefined,
  limit: number,
): Promise<{ id: string; at: string }[]> {
  const which = [
    sql`k.workspace_id = ${workspace} and not k.open`,
    ...(view === 'mine' ? [sql`k.assigned_to = ${me}`] : view === 'held' ? [sql`d.decided_at >= ${today}`] : []),
    ...(states ? [isIn(states)] : []),
    ...(before ? [sql`(k.submitted_at, k.handoff_id) < (${before[1]}::timestamptz, ${before[2]}::uuid)`] : []),
  ];
  const { rows } = await sql<{ id: string; submittedAt: Date }>`
    select k.handoff_id as id, k.submitted_at from handoff_deadlines k left join ${decided} where ${sql.join(which, sql` and `)}
     order by k.submitted_at desc, k.handoff_id desc limit ${limit}`.execute(db);
  return rows.map(({ id, submittedAt }) => ({ id, at: submittedAt.toISOString() }));
}

/** Whether the state that `stateOf` tells is among some, in SQL. Of a case the planner expects half: those of a page are soon met when it reads in their order. */
const isIn = (states: readonly HandoffState[]) =>
  sql`case when exists (select from attempts a where a.workspace_id = k.workspace_id and a.handoff_id = k.handoff_id) then 'contacted' = any(${states}::text[])
           else coalesce(d.decision, 'waiting') = any(${states}::text[]) end`;

async function startOfToday({ db, workspace, now }: Context): Promise<Date> {
  const timeZone = await timeZoneOf({ db, workspace });
  return startOfDay(localDate(now, timeZone), timeZone);
}

/** How quick the last first contact was; told where nobody waits. */
async function lastContact(context: Context, { view }: HandoffQuery, me: string | null): Promise<Page['lastContact']> {
  const whose = view === 'mine' ? sql`h.assigned_to = ${me}` : sql`true`;
  const { rows } = await sql<{ id: string }>`
    select h.id from attempts a join handoffs h on h.workspace_id = a.workspace_id and h.id = a.handoff_id
     where a.workspace_id = ${context.workspace} and ${whose} and not exists (
       select from attempts e where e.workspace_id = a.workspace_id and e.handoff_id = a.handoff_id and e.attempted_at < a.attempted_at)
     order by a.attempted_at desc limit 1`.execute(context.db);
  const [last] = await handoffsOf(
    context,
    rows.map(({ id }) => id),
  );
  const tookMinutes = last?.clock.tookMinutes ?? null;
  return tookMinutes === null ? null : { tookMinutes };
}
