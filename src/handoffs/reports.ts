import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { localDate } from '../calendars/clock.ts';
import { startOfDay } from '../calendars/local-day.ts';
import { calendarsOf } from '../calendars/reports.ts';
import { memberId, type Context } from '../platform/context.ts';
import { notFound } from '../platform/errors.ts';
import { encodeCursor, decodeCursor } from '../platform/pages.ts';
import { promisedHours } from './clock-of-handoff.ts';
import { comparePlaces, type Handoff, type HandoffFacts, handoffOf, placeOf } from './handoff.ts';
import type { handoffPage, HandoffQuery, HandoffState } from './schema.ts';

/** Waits for its first contact; says in SQL what `isOpen` says of facts. By the lead's stage, so that the cost is that of what is open, not of all history. */
export const awaitsContact = sql<boolean>`l.stage in ('submitted', 'accepted') and d.decision is distinct from 'rejected'
  and not exists (select from attempts o where o.workspace_id = h.workspace_id and o.handoff_id = h.id)`;

/** The facts of hand-offs: all of them in one query. */
async function factsWhere({ db, workspace }: Context, where: RawBuilder<boolean>, tail = sql``): Promise<HandoffFacts[]> {
  const { rows } = await sql<HandoffFacts>`
    select h.id, h.lead_id, l.stage as lead_stage, l.stage_since as lead_stage_since,
           p.id as person_id, p.name as person_name, p.email as person_email, p.phone as person_phone, p.title as person_title,
           c.id as company_id, c.name as company_name, c.country as company_country, c.employees as company_employees, c.industry as company_industry,
           h.submitted_at, h.submitted_by, su.name as submitted_by_name, h.lead_type, h.met_definition, h.recycled, h.items_agreed, h.items_filled, h.incomplete_because,
           h.assigned_to, au.name as assigned_to_name, t.assignments, h.agreement_id, g.version as agreement_version,
           d.decision, d.reason, d.comment, d.member_id as decided_by, du.name as decided_by_name, d.decided_at, f.first_contact_at, f.first_contact_recorded_at, s.until as snoozed_until, q.comments, q.question
      from handoffs h
      join leads l on l.workspace_id = h.workspace_id and l.id = h.lead_id
      join people p on p.workspace_id = h.workspace_id and p.id = l.person_id
      left join companies c on c.workspace_id = h.workspace_id and c.id = coalesce(l.company_id, p.company_id)
      left join agreements g on g.workspace_id = h.workspace_id and g.id = h.agreement_id
      left join members sm on sm.workspace_id = h.workspace_id and sm.id = h.submitted_by left join users su on su.id = sm.user_id
      left join members am on am.workspace_id = h.workspace_id and am.id = h.assigned_to left join users au on au.id = am.user_id
      left join handoff_decisions d on d.workspace_id = h.workspace_id and d.handoff_id = h.id and d.undone_at is null
      left join members dm on dm.workspace_id = h.workspace_id and dm.id = d.member_id left join users du on du.id = dm.user_id
      left join lateral (select attempted_at as first_contact_at, recorded_at as first_contact_recorded_at from attempts a where a.workspace_id = h.workspace_id and a.handoff_id = h.id
                          order by attempted_at limit 1) f on true
      left join lateral (select until from handoff_snoozes z where z.workspace_id = h.workspace_id and z.handoff_id = h.id order by id desc limit 1) s on true
      left join lateral (select jsonb_agg(jsonb_build_object('memberId', member_id, 'because', because, 'rule', rule, 'at', assigned_at) order by assigned_at, id) as assignments
                           from handoff_assignments a where a.workspace_id = h.workspace_id and a.handoff_id = h.id) t on true
      left join lateral (select count(*) as comments, (jsonb_agg(jsonb_build_object('id', o.id, 'memberId', o.member_id, 'name', u.name, 'team', m.team, 'at', o.made_at) order by o.id)
                                  filter (where o.asks and o.resolved_at is null)) -> 0 as question
                           from comments o left join members m on m.workspace_id = o.workspace_id and m.id = o.member_id left join users u on u.id = m.user_id
                          where o.workspace_id = h.workspace_id and o.subject_kind = 'handoff' and o.subject_id = h.id) q on true
     where h.workspace_id = ${workspace} and (${where}) ${tail}`.execute(db);
  return rows;
}

/** Facts with what follows from them now: promises by the agreement of each, calendars once for all. */
export async function clocksReckoned(context: Context, facts: readonly HandoffFacts[]): Promise<Handoff[]> {
  const [first] = facts;
  if (!first) return [];
  const { db, now } = context;
  const from = facts.reduce((earliest, { submittedAt }) => (submittedAt < earliest ? submittedAt : earliest), first.submittedAt);
  const reps = facts.flatMap(({ assignments }) => (assignments ?? []).map((assignment) => assignment.memberId));
  const calendarOf = await calendarsOf(context, reps, { from, to: now });
  const clauses = await db
    .selectFrom('clauses')
    .select(['agreementId', 'metric', 'segment', 'hours'])
    .where('hours', 'is not', null)
    .execute();
  const promised = ({ agreementId, leadType }: HandoffFacts) =>
    promisedHours(
      clauses
        .filter((clause) => clause.agreementId === agreementId)
        .map((clause) => ({ ...clause, segment: clause.segment as { leadType?: string } })),
      leadType,
    );
  return facts.map((each) => handoffOf(each, promised(each), calendarOf, now));
}

/** @throws Problem 404 */
export async function getHandoff(context: Context, id: string): Promise<Handoff> {
  const [found] = await handoffsOf(context, [id]);
  if (!found) throw notFound();
  return found;
}

/** Hand-offs submitted in a half-open span of time, each with its clock as it stands now. */
export async function handoffsSubmitted(context: Context, { from, to }: { from: Date; to: Date }): Promise<Handoff[]> {
  return clocksReckoned(
    context,
    await factsWhere(context, sql`h.submitted_at >= ${from} and h.submitted_at < ${to}`, sql`order by h.submitted_at, h.id`),
  );
}

/** The latest hand-off of each lead that has one. */
export async function latestHandoffs(context: Context, leadIds: readonly string[]): Promise<Map<string, Handoff>> {
  if (leadIds.length === 0) return new Map();
  const facts = await factsWhere(context, sql`h.lead_id in (${sql.join(leadIds)})`, sql`order by h.submitted_at, h.id`);
  return new Map((await clocksReckoned(context, facts)).map((each) => [each.lead.id, each]));
}

/** Every hand-off that waits for its first contact, of everybody or of one rep, by deadline. */
export async function openHandoffs(context: Context, { assignedTo }: { assignedTo?: string | null } = {}): Promise<Handoff[]> {
  const whose = assignedTo === undefined ? sql<boolean>`true` : sql<boolean>`h.assigned_to = ${assignedTo}`;
  const byPlace = (a: Handoff, b: Handoff) => comparePlaces(placeOf(a), placeOf(b));
  return (await clocksReckoned(context, await factsWhere(context, sql`(${awaitsContact}) and ${whose}`))).sort(byPlace);
}

/** The facts of hand-offs that wait for their first contact, of those for which `where` holds of `h`; `tail` orders and cuts. */
export async function openFacts(context: Context, where: RawBuilder<boolean>, tail = sql``): Promise<HandoffFacts[]> {
  return factsWhere(context, sql`(${awaitsContact}) and (${where})`, tail);
}

/** Those of some ids that exist. */
export async function handoffsOf(context: Context, ids: readonly string[]): Promise<Handoff[]> {
  return ids.length === 0 ? [] : clocksReckoned(context, await factsWhere(context, sql`h.id in (${sql.join(ids)})`));
}

/** What waits for its first contact, of everybody or of one rep: how much, and what is due next. Costs one look at what is open, and reckons one clock. */
export async function waitingHandoffs(
  context: Context,
  { assignedTo }: { assignedTo?: string | null } = {},
): Promise<{ count: number; overdue: number; next: Handoff | null }> {
  const { db, workspace, now } = context;
  const whose = assignedTo === undefined ? sql<boolean>`true` : sql<boolean>`h.assigned_to = ${assignedTo}`;
  const { rows } = await sql<{ count: number; overdue: number; ahead: string | null; late: string | null }>`
    select count(*) as count, count(*) filter (where k.due <= ${now}) as overdue,
           (array_agg(h.id order by k.due, h.id) filter (where k.due > ${now}))[1] as ahead,
           (array_agg(h.id order by k.due, h.id) filter (where k.due <= ${now}))[1] as late
      from ${open} where h.workspace_id = ${workspace} and ${awaitsContact} and ${whose}`.execute(db);
  const { count = 0, overdue = 0, ahead = null, late = null } = rows[0] ?? {};
  const [next = null] = await handoffsOf(
    context,
    [ahead ?? late].filter((id) => id !== null),
  );
  return { count, overdue, next };
}

const open = sql`handoffs h join leads l on l.workspace_id = h.workspace_id and l.id = h.lead_id
  left join handoff_decisions d on d.workspace_id = h.workspace_id and d.handoff_id = h.id and d.undone_at is null
  left join handoff_deadlines k on k.workspace_id = h.workspace_id and k.handoff_id = h.id`;

type Page = z.output<typeof handoffPage>;
const cursorForm = z.union([
  z.tuple([z.literal('open'), z.union([z.iso.datetime(), z.literal('infinity')]), z.uuid()]),
  z.tuple([z.literal('done'), z.iso.datetime(), z.uuid()]),
]);

/** Open ones by deadline, overdue first; after them those that are done, the latest submitted first. Only what is on the page is reckoned. */
export async function listHandoffs(context: Context, query: HandoffQuery): Promise<Page> {
  const cursor = decodeCursor(query.cursor, cursorForm);
  const me = memberId(context.actor);
  const today = await startOfToday(context);
  const states = query.state ?? (query.view === 'mine' ? (['waiting', 'accepted'] as const) : undefined);
  const view = (assignedTo: RawBuilder<unknown>, decidedAt: RawBuilder<unknown>) =>
    query.view === 'mine'
      ? sql<boolean>`${assignedTo} = ${me}`
      : query.view === 'held'
        ? sql<boolean>`${decidedAt} >= ${today}`
        : sql<boolean>`true`;

  const { places, counts } = await openPlaces(context, {
    me,
    today,
    view: view(sql`assigned_to`, sql`decided_at`),
    states,
    cursor,
    limit: cursor?.[0] === 'done' ? 0 : query.limit + 1,
  });
  const reckoned = new Map(
    (
      await handoffsOf(
        context,
        places.slice(0, query.limit).map(({ id }) => id),
      )
    ).map((each) => [each.id, each]),
  );
  const first = places.flatMap(({ id }) => reckoned.get(id) ?? []);
  const room = query.limit - first.length;
  const isDone =
    states === undefined ? sql<boolean>`not (${awaitsContact})` : sql<boolean>`not (${awaitsContact}) and (${doneIn(states)})`;
  const before =
    cursor?.[0] === 'done'
      ? sql<boolean>`(h.submitted_at, h.id) < (${cursor[1]}::timestamptz, ${cursor[2]}::uuid)`
      : sql<boolean>`true`;
  const done =
    places.length > first.length
      ? []
      : await clocksReckoned(
          context,
          await factsWhere(
            context,
            sql`${isDone} and (${view(sql`h.assigned_to`, sql`d.decided_at`)}) and ${before}`,
            sql`order by h.submitted_at desc, h.id desc limit ${room + 1}`,
          ),
        );

  const items = [...first, ...done.slice(0, room)];
  const last = items.at(-1);
  const more = places.length > first.length || done.length > room;
  const place = places[first.length - 1];
  const key =
    last && items.length > first.length
      ? ['done', last.submittedAt.toISOString(), last.id]
      : place && ['open', place.due?.toISOString() ?? 'infinity', place.id];
  return {
    items,
    next: more && key ? encodeCursor(key) : null,
    counts,
    lastContact: await lastContact(context, query, me, first),
  };
}

interface Place {
  id: string;
  due: Date | null;
}

/** The next open ones by the deadline last reckoned, those without one after all others; and how many there are. One look at what is open. */
async function openPlaces(
  { db, workspace }: Context,
  {
    me,
    today,
    view,
    states,
    cursor,
    limit,
  }: {
    me: string | null;
    today: Date;
    view: RawBuilder<boolean>;
    states: readonly HandoffState[] | undefined;
    cursor: z.output<typeof cursorForm> | undefined;
    limit: number;
  },
): Promise<{ places: Place[]; counts: Page['counts'] }> {
  const after =
    cursor?.[0] === 'open' ? sql`(coalesce(due, 'infinity'), id) > (${cursor[1]}::timestamptz, ${cursor[2]}::uuid)` : sql`true`;
  const { rows } = await sql<Page['counts'] & { places: { id: string; due: string | null }[] }>`
    with waiting as materialized (
      select h.id, h.assigned_to, k.due, coalesce(d.decision, 'waiting') as state, d.decided_at
        from ${open} where h.workspace_id = ${workspace} and ${awaitsContact}),
    page as (
      select id, due from waiting
       where (${view}) and ${states === undefined ? sql`true` : sql`state in (${sql.join(states)})`} and ${after}
       order by coalesce(due, 'infinity'), id limit ${limit})
    select (select count(*) from waiting where assigned_to = ${me}) as mine, (select count(*) from waiting) as all,
           (select count(*) from handoff_decisions where workspace_id = ${workspace} and undone_at is null and decided_at >= ${today}) as held,
           (select coalesce(json_agg(page order by coalesce(due, 'infinity'), id), '[]') from page) as places`.execute(db);
  const { places = [], ...counts } = rows[0] ?? { mine: 0, held: 0, all: 0 };
  return { counts, places: places.map(({ id, due }) => ({ id, due: due === null ? null : new Date(due) })) };
}

/** The states of those that are done, in SQL. */
function doneIn(states: readonly HandoffState[]): RawBuilder<boolean> {
  return sql`case when f.first_contact_at is not null then 'contacted' else coalesce(d.decision, 'waiting') end in (${sql.join(states)})`;
}

async function startOfToday({ db, workspace, now }: Context): Promise<Date> {
  const { timeZone } = await db.selectFrom('workspaces').select('timeZone').where('id', '=', workspace).executeTakeFirstOrThrow();
  return startOfDay(localDate(now, timeZone), timeZone);
}

/** How quick the last contact was; told where nobody waits. */
async function lastContact(
  context: Context,
  { view }: HandoffQuery,
  me: string | null,
  openOnes: readonly Handoff[],
): Promise<Page['lastContact']> {
  if (openOnes.length > 0) return null;
  const whose = view === 'mine' ? sql<boolean>`h.assigned_to = ${me}` : sql<boolean>`true`;
  const [last] = await clocksReckoned(
    context,
    await factsWhere(context, sql`f.first_contact_at is not null and ${whose}`, sql`order by f.first_contact_at desc limit 1`),
  );
  const tookMinutes = last?.clock.tookMinutes ?? null;
  return tookMinutes === null ? null : { tookMinutes };
}
