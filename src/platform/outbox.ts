import { sql } from 'kysely';
import { inWorkspace, withoutWaitingForDisk, type Database } from './database.ts';
import type { Context } from './context.ts';

/** An event as consumers read it. */
export interface RecordedEvent {
  id: string;
  xid: string;
  type: string;
  at: Date;
  actorKind: string;
  actorId: string | null;
  subjectKind: string;
  subjectId: string | null;
  data: Record<string, unknown>;
}

/** Reads events in order, in the transaction that moves its cursor: each event takes effect once. `types` are those it cares for. */
export interface Consumer {
  name: string;
  types: string[];
  consume(context: Context, events: RecordedEvent[]): Promise<void>;
}

const BATCH = 200;

/** How far a consumer has read. */
interface Cursor {
  xid: string;
  eventId: string;
}

const BEGINNING: Cursor = { xid: '0', eventId: '00000000-0000-0000-0000-000000000000' };

/**
 * Takes the next events of one workspace to one consumer. Two workers never do so at once: the cursor's row is locked.
 * Reads only transactions older than every one still running, so an event that commits late is not stepped over.
 * @returns how many events the cursor passed
 */
export function advance(db: Database, workspace: string, consumer: Consumer): Promise<number> {
  return inWorkspace(db, workspace, { kind: 'system' }, async (context) => {
    const seen = await behind(context, consumer);
    if (!seen) return 0;
    const [, cursor, following] = await Promise.all([
      withoutWaitingForDisk(context),
      lockCursor(context, consumer, seen),
      eventsAfter(context, seen),
    ]);
    // Whoever held the cursor until now may have moved it.
    const events = cursor.eventId === seen.eventId ? following : await eventsAfter(context, cursor);
    const last = events.at(-1);
    if (!last) return 0;
    const moved = moveCursor(context, consumer, last);
    // It travels with what the consumer asks first, and when it fails, so does that.
    moved.catch(() => {});
    const wanted = events.filter(({ type }) => consumer.types.includes(type));
    if (wanted.length > 0) await consumer.consume(context, wanted);
    await moved;
    return events.length;
  });
}

/**
 * The cursor of a consumer that has something to read. Most often there is nothing; to find that out nothing is locked, and so nothing
 * written. The newest event is held against the cursor: events behind a cursor that the statement itself looks up would be looked for
 * through all there are.
 */
async function behind({ db, workspace }: Context, { name }: Consumer): Promise<Cursor | undefined> {
  const { rows } = await sql<{ behind: boolean; xid: string | null; eventId: string | null }>`
    select coalesce((newest.xid, newest.id) > (c.xid, c.event_id), true) as behind, c.xid::text, c.event_id
      from (select xid, id from events where workspace_id = ${workspace} and xid < pg_snapshot_xmin(pg_current_snapshot())
             order by events.xid desc, id desc limit 1) newest
      left join outbox_cursors c on c.workspace_id = ${workspace} and c.consumer = ${name}`.execute(db);
  const [found] = rows;
  if (!found?.behind) return undefined;
  const { xid, eventId } = found;
  return xid === null || eventId === null ? BEGINNING : { xid, eventId };
}

/** The cursor of a consumer, locked until the transaction ends; one that was not seen to be there yet is made. */
async function lockCursor({ db, workspace }: Context, { name }: Consumer, seen: Cursor): Promise<Cursor> {
  const made =
    seen === BEGINNING &&
    sql`insert into outbox_cursors (workspace_id, consumer, xid, event_id, moved_at)
      values (${workspace}, ${name}, ${seen.xid}::xid8, ${seen.eventId}, now()) on conflict do nothing`.execute(db);
  const locked = sql<Cursor>`
    select xid::text, event_id from outbox_cursors where workspace_id = ${workspace} and consumer = ${name} for update`.execute(
    db,
  );
  const [{ rows }] = await Promise.all([locked, made]);
  return rows[0] ?? BEGINNING;
}

async function moveCursor({ db, workspace }: Context, { name }: Consumer, { xid, id }: RecordedEvent): Promise<void> {
  await sql`update outbox_cursors set xid = ${xid}::xid8, event_id = ${id}, moved_at = now()
    where workspace_id = ${workspace} and consumer = ${name}`.execute(db);
}

async function eventsAfter({ db, workspace }: Context, { xid, eventId }: Cursor): Promise<RecordedEvent[]> {
  const { rows } = await sql<RecordedEvent>`
    select id, xid::text, type, at, actor_kind, actor_id, subject_kind, subject_id, data from events
     where workspace_id = ${workspace} and (xid, id) > (${xid}::xid8, ${eventId}::uuid) and xid < pg_snapshot_xmin(pg_current_snapshot())
     order by events.xid, id limit ${BATCH}`.execute(db);
  return rows;
}

/** Takes all waiting events of one workspace to every consumer. */
export async function drain(db: Database, workspace: string, consumers: Consumer[]): Promise<void> {
  for (const consumer of consumers) while ((await advance(db, workspace, consumer)) === BATCH);
}
