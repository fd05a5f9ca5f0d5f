import { sql } from 'kysely';
import { z } from 'zod';
import { addAbsence, changeCalendar, createCalendar, withdrawAbsence } from '../../calendars/commands.ts';
import type { Context } from '../../platform/context.ts';
import { recordEvent } from '../../platform/events.ts';
import type { RecordedEvent } from '../../platform/outbox.ts';
import { decodeCursor, encodeCursor } from '../../platform/pages.ts';
import type { pageQuery } from '../../platform/fields.ts';
import { changeMember } from '../../workspaces/commands.ts';
import { clocksReckoned, openClockFacts } from '../clocks/reports.ts';
import { handoffsOf } from '../reports.ts';
import type { Clocked, Handoff } from '../handoff.ts';
import { deadlinesOf, keepDeadlines } from '../store.ts';
import { heldIn, movesCounted } from './reports.ts';
import type { movedPreview, thoughtOf } from './schema.ts';
import { scopeOf } from './scope.ts';

/**
 * Which running clocks a change would move, found by making it and taking it back: what is shown is what the change does. Changes nothing.
 * @throws Problem as the change itself does
 */
export async function previewMoves(
  context: Context,
  change: z.output<typeof thoughtOf>,
  { cursor, limit }: z.output<typeof pageQuery>,
): Promise<z.output<typeof movedPreview>> {
  const { db, now } = context;
  await sql`savepoint thought_of`.execute(db);
  await make(context, change);
  const scope = scopeOf(await lastEvent(context));
  const facts = scope ? await openClockFacts(context, heldIn(scope), sql`order by h.id`) : [];
  const after = await clocksReckoned(context, facts);
  await sql`rollback to savepoint thought_of`.execute(db);
  const before = await clocksReckoned(context, facts);

  const moved = before
    .map(({ id, clock }, index) => ({ id, before: clock.due, after: after[index]?.clock.due ?? null }))
    .filter((each) => each.before?.getTime() !== each.after?.getTime());
  const [from] = decodeCursor(cursor, z.tuple([z.int().min(0)])) ?? [0];
  const of = (holds: (move: { before: number; after: number }) => boolean) =>
    moved.filter((each) => holds({ before: each.before?.getTime() ?? Infinity, after: each.after?.getTime() ?? Infinity }))
      .length;
  const page = moved.slice(from, from + limit);
  const handoffs = await handoffsOf(
    context,
    page.map(({ id }) => id),
  );
  const handoffOf = new Map(handoffs.map((handoff) => [handoff.id, handoff]));
  return {
    items: page.flatMap(({ id, ...due }) => {
      const handoff = handoffOf.get(id);
      return handoff ? [{ ...shown(handoff), ...due }] : [];
    }),
    next: moved.length > from + limit ? encodeCursor([from + limit]) : null,
    running: facts.length,
    earlier: of((each) => each.after < each.before),
    later: of((each) => each.after > each.before),
    nowOverdue: of((each) => each.before > now.getTime() && each.after <= now.getTime()),
    noLongerOverdue: of((each) => each.before <= now.getTime() && each.after > now.getTime()),
  };
}

const shown = ({ id, person, company, assignedTo }: Handoff) => ({
  handoffId: id,
  person: { id: person.id, name: person.name },
  company: company && { id: company.id, name: company.name },
  assignedTo,
});

async function make(context: Context, change: z.output<typeof thoughtOf>): Promise<void> {
  if ('absence' in change) await addAbsence(context, change.absence);
  else if ('withdrawnAbsenceId' in change) await withdrawAbsence(context, change.withdrawnAbsenceId);
  else if ('member' in change) await changeMember(context, change.memberId, change.member);
  else if (change.calendarId === null) await createCalendar(context, change.calendar);
  else await changeCalendar(context, change.calendarId, change.calendar);
}

async function lastEvent({ db, workspace }: Context) {
  const { rows } = await sql<Pick<RecordedEvent, 'type' | 'subjectId' | 'data'>>`
    select type, subject_id, data from events where workspace_id = ${workspace} and xid = pg_current_xact_id() order by id desc limit 1`.execute(
    db,
  );
  return rows[0] ?? { type: '', subjectId: null, data: {} };
}

/** Takes note of a change that may move clocks. @returns whether there are any to reckon */
export async function beginReckoning(context: Context, event: RecordedEvent): Promise<boolean> {
  const scope = scopeOf(event);
  if (!scope) return false;
  const of = (kind: string) => (event.subjectKind === kind ? event.subjectId : null);
  await context.db
    .insertInto('calendarChanges')
    .values({
      workspaceId: context.workspace,
      id: event.id,
      type: event.type,
      calendarId: of('calendar'),
      memberId: of('member'),
      madeBy: event.actorKind === 'member' ? event.actorId : null,
      madeAt: event.at,
      ...scope,
    })
    .onConflict((on) => on.doNothing())
    .execute();
  return true;
}

/** How many clocks are reckoned in one go. */
const AT_ONCE = 500;

/**
 * Reckons the next running clocks of a change, keeps when they are due now, and records those that moved. Of changes made close together the
 * first takes the moves of all. When no more are left, what the change has moved is put on record.
 * @returns the hand-offs whose clocks moved, and whether there are more to reckon
 */
export async function reckonMore(context: Context, change: string): Promise<{ moved: Clocked[]; more: boolean }> {
  const { db, workspace, now } = context;
  const begun = await db.selectFrom('calendarChanges').selectAll().where('id', '=', change).forUpdate().executeTakeFirst();
  if (!begun || begun.finishedAt !== null) return { moved: [], more: false };
  const beyond = begun.reckonedTo === null ? sql<boolean>`true` : sql<boolean>`h.id > ${begun.reckonedTo}`;
  const handoffs = await clocksReckoned(
    context,
    await openClockFacts(context, sql`${heldIn(begun)} and ${beyond}`, sql`order by h.id limit ${AT_ONCE}`),
  );
  const more = handoffs.length === AT_ONCE;
  const kept = await deadlinesOf(
    db,
    handoffs.map(({ id }) => id),
  );
  // One never reckoned before has not moved.
  const moved = handoffs.filter(({ id, clock }) => kept.has(id) && kept.get(id)?.getTime() !== clock.due?.getTime());
  await keepDeadlines(db, workspace, handoffs, now);
  const rows = moved.map(({ id, clock }) => ({ id, before: kept.get(id) ?? null, after: clock.due }));
  await sql`
    insert into moved_clocks (workspace_id, change_id, handoff_id, before, after, moved_at)
    select ${workspace}, ${change}, id, before, after, ${now} from json_to_recordset(${JSON.stringify(rows)}::json) as r(id uuid, before timestamptz, after timestamptz)`.execute(
    db,
  );
  await db
    .updateTable('calendarChanges')
    .set({
      reckoned: begun.reckoned + handoffs.length,
      reckonedTo: handoffs.at(-1)?.id ?? begun.reckonedTo,
      finishedAt: more ? null : now,
    })
    .where('id', '=', change)
    .execute();
  if (!more) await recordMoves(context, begun, begun.reckoned + handoffs.length);
  return { moved, more };
}

async function recordMoves(
  context: Context,
  { id, type, calendarId, memberId }: { id: string; type: string; calendarId: string | null; memberId: string | null },
  running: number,
): Promise<void> {
  const counted = await movesCounted(context, id);
  if (counted.earlier + counted.later === 0) return;
  await recordEvent(context, {
    type: 'clocks.moved',
    subject: calendarId === null ? { kind: 'member', id: memberId } : { kind: 'calendar', id: calendarId },
    data: { changeId: id, because: type, running, ...counted },
  });
}
