import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { Context } from '../../platform/context.ts';
import { notFound } from '../../platform/errors.ts';
import { instant, type pageQuery } from '../../platform/fields.ts';
import { cutPage, decodeCursor } from '../../platform/pages.ts';
import { areUnread } from '../../platform/unread.ts';
import { calledName } from '../../people/reports.ts';
import { CLOCKS, movingEvents } from './scope.ts';
import type { calendarChange, dueMove, movedClock } from './schema.ts';

type Page<T extends z.ZodType> = { items: z.output<T>[]; next: string | null };

/** A clock of `moved_clocks m` counted by how it moved; what had run out is seen from the moment it was moved. */
const countsOfMoves = sql`count(*) filter (where m.after < m.before or m.before is null) as earlier,
       count(*) filter (where m.after > m.before or m.after is null) as later,
       count(*) filter (where m.before > m.moved_at and m.after <= m.moved_at) as now_overdue,
       count(*) filter (where m.before <= m.moved_at and m.after > m.moved_at) as no_longer_overdue`;

const changeParts = sql`
  case when k.id is not null then json_build_object('id', k.id, 'name', k.name) end as calendar,
  case when w.id is not null then json_build_object('id', w.id, 'name', wu.name) end as member,
  case when b.id is not null then json_build_object('id', b.id, 'name', bu.name) end as made_by`;
const withNames = sql`
  left join calendars k on k.workspace_id = c.workspace_id and k.id = c.calendar_id
  left join members w on w.workspace_id = c.workspace_id and w.id = c.member_id left join users wu on wu.id = w.user_id
  left join members b on b.workspace_id = c.workspace_id and b.id = c.made_by left join users bu on bu.id = b.user_id`;

/** The changes of calendars and absences with the clocks each moved, the newest first. */
export async function listCalendarChanges(
  { db, workspace }: Context,
  { cursor, limit }: z.output<typeof pageQuery>,
): Promise<Page<typeof calendarChange>> {
  const [at, last] = decodeCursor(cursor, z.tuple([instant, z.uuid()])) ?? [];
  const { rows } = await sql<z.output<typeof calendarChange>>`
    select c.id, c.type, c.made_at, c.reckoned, c.finished_at, ${changeParts}, n.*
      from calendar_changes c ${withNames}
      cross join lateral (select ${countsOfMoves} from moved_clocks m where m.workspace_id = c.workspace_id and m.change_id = c.id) n
     where c.workspace_id = ${workspace} and ${at === undefined ? sql`true` : sql`(c.made_at, c.id) < (${at}::timestamptz, ${last}::uuid)`}
     order by c.made_at desc, c.id desc limit ${limit + 1}`.execute(db);
  return cutPage(
    rows,
    limit,
    ({ madeAt, id }) => [madeAt.toISOString(), id],
    (row) => row,
  );
}

/** The clocks a change moved. @throws Problem 404 */
export async function listMovedClocks(
  { db, workspace }: Context,
  change: string,
  { cursor, limit }: z.output<typeof pageQuery>,
): Promise<Page<typeof movedClock>> {
  if (!(await db.selectFrom('calendarChanges').select('id').where('id', '=', change).executeTakeFirst())) throw notFound();
  const [last] = decodeCursor(cursor, z.tuple([z.uuid()])) ?? [];
  const { rows } = await sql<z.output<typeof movedClock>>`
    select m.handoff_id, m.before, m.after, json_build_object('id', p.id, 'name', ${calledName('p')}) as person,
           case when o.id is not null then json_build_object('id', o.id, 'name', o.name) end as company,
           case when a.id is not null then json_build_object('id', a.id, 'name', u.name) end as assigned_to
      from moved_clocks m
      join handoffs h on h.workspace_id = m.workspace_id and h.id = m.handoff_id
      join leads l on l.workspace_id = h.workspace_id and l.id = h.lead_id
      join people p on p.workspace_id = l.workspace_id and p.id = l.person_id
      left join companies o on o.workspace_id = h.workspace_id and o.id = coalesce(l.company_id, p.company_id)
      left join members a on a.workspace_id = h.workspace_id and a.id = h.assigned_to left join users u on u.id = a.user_id
     where m.workspace_id = ${workspace} and m.change_id = ${change} and ${last === undefined ? sql`true` : sql`m.handoff_id > ${last}`}
     order by m.handoff_id limit ${limit + 1}`.execute(db);
  return cutPage(
    rows,
    limit,
    ({ handoffId }) => [handoffId],
    (row) => row,
  );
}

/** How a hand-off's due time was moved by calendars, the earliest first. */
export async function movesOf({ db, workspace }: Context, handoff: string): Promise<z.output<typeof dueMove>[]> {
  const { rows } = await sql<Omit<z.output<typeof dueMove>, 'change'> & z.output<typeof dueMove>['change']>`
    select m.moved_at, m.before, m.after, c.id, c.type, ${changeParts}
      from moved_clocks m join calendar_changes c on c.workspace_id = m.workspace_id and c.id = m.change_id ${withNames}
     where m.workspace_id = ${workspace} and m.handoff_id = ${handoff} order by m.moved_at, c.id`.execute(db);
  return rows.map(({ movedAt, before, after, ...change }) => ({ movedAt, before, after, change }));
}

/** Whether what is kept of running clocks holds: every change that may have moved them has been reckoned. */
export async function areMovesReckoned(context: Context): Promise<boolean> {
  if (await areUnread(context, CLOCKS, movingEvents)) return false;
  const { rows } = await sql<{ underWay: boolean }>`
    select exists (select from calendar_changes where workspace_id = ${context.workspace} and finished_at is null) as under_way`.execute(
    context.db,
  );
  return rows[0]?.underWay === false;
}

/** How the moves of a change are to be counted. */
export async function movesCounted({ db, workspace }: Context, change: string) {
  const { rows } = await sql<Record<'earlier' | 'later' | 'nowOverdue' | 'noLongerOverdue', number>>`
    select ${countsOfMoves} from moved_clocks m where m.workspace_id = ${workspace} and m.change_id = ${change}`.execute(db);
  return rows[0] ?? { earlier: 0, later: 0, nowOverdue: 0, noLongerOverdue: 0 };
}

/** In SQL: a hand-off `h` that somebody of a scope has held. */
export function heldIn({
  everybody,
  teams,
  memberIds,
}: {
  everybody: boolean;
  teams: string[];
  memberIds: string[];
}): RawBuilder<boolean> {
  return everybody
    ? sql`true`
    : sql`exists (select from handoff_assignments a join members m on m.workspace_id = a.workspace_id and m.id = a.member_id
                   where a.workspace_id = h.workspace_id and a.handoff_id = h.id and (m.id = any(${memberIds}::uuid[]) or m.team = any(${teams}::text[])))`;
}
