import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { localDate } from '../../calendars/clock.ts';
import { startOfDay } from '../../calendars/local-day.ts';
import { memberId, type Context } from '../../platform/context.ts';
import { cutPage, decodeCursor } from '../../platform/pages.ts';
import { timeZoneOf } from '../../workspaces/reports.ts';
import { clocksOf } from '../clocks/reports.ts';
import type { Handoff } from '../handoff.ts';
import { handoffsOf } from '../reports.ts';
import type { handoffPage, HandoffQuery, HandoffState } from '../schema.ts';

/** The inbox: hand-offs in the order of their deadlines as last reckoned, and how many there are. */

/** Where an open hand-off stands in its list, by the deadline `k` last reckoned: those without one after all others. */
const place = sql`coalesce(k.due, 'infinity')`;
const decided = sql`handoff_decisions where workspace_id = k.workspace_id and handoff_id = k.handoff_id and undone_at is null`;

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
    cursor?.[0] === 'done' || !isOpenAmong(asked.states) ? 0 : query.limit + 1,
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

/** What is open waits or was accepted: where neither is asked for, none of thousands need be looked at. */
const isOpenAmong = (states: Asked['states']) => !states || states.includes('waiting') || states.includes('accepted');

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
  const decisions =
    every && view !== 'held' ? sql`` : sql`left join lateral (select decision, decided_at from ${decided}) d on true`;
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
    select k.handoff_id as id, k.submitted_at from handoff_deadlines k
      left join lateral (select decision, decided_at from ${decided} offset 0) d on true
      left join lateral (select true as contacted from attempts where workspace_id = k.workspace_id and handoff_id = k.handoff_id limit 1) a on true
     where ${sql.join(which, sql` and `)} order by k.submitted_at desc, k.handoff_id desc limit ${limit}`.execute(db);
  return rows.map(({ id, submittedAt }) => ({ id, at: submittedAt.toISOString() }));
}

/** Whether the state that `stateOf` tells is among some, in SQL. Of a case the planner expects half: those of a page are soon met when it reads in their order. */
const isIn = (states: readonly HandoffState[]) =>
  sql`case when a.contacted then 'contacted' = any(${states}::text[]) else coalesce(d.decision, 'waiting') = any(${states}::text[]) end`;

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
  const [last] = await clocksOf(
    context,
    rows.map(({ id }) => id),
  );
  const tookMinutes = last?.clock.tookMinutes ?? null;
  return tookMinutes === null ? null : { tookMinutes };
}
