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

/**
 * Takes the next events of one workspace to one consumer. Two workers never do so at once: the cursor's row is locked.
 * Reads only transactions older than every one still running, so an event that commits late is not stepped over.
 * @returns how many events the cursor passed
 */
export function advance(db: Database, workspace: string, consumer: Consumer): Promise<number> {
  return inWorkspace(db, workspace, { kind: 'system' }, async (context) => {
    if (!(await isBehind(context, consumer))) return 0;
    await withoutWaitingForDisk(context);
    await sql`insert into outbox_cursors (workspace_id, consumer, xid, event_id, moved_at) values (${workspace}, ${consumer.name}, '0', '00000000-0000-0000-0000-000000000000', now()) on conflict do nothing`.execute(
      context.db,
    );
    const { rows: cursors } = await sql<{ xid: string; eventId: string }>`
      select xid::text, event_id from outbox_cursors where workspace_id = ${workspace} and consumer = ${consumer.name} for update`.execute(
      context.db,
    );
    const cursor = cursors[0];
    if (!cursor) return 0;
    const { rows: events } = await sql<RecordedEvent>`
      select id, xid::text, type, at, actor_kind, actor_id, subject_kind, subject_id, data from events
       where workspace_id = ${workspace} and (xid, id) > (${cursor.xid}::xid8, ${cursor.eventId}::uuid) and xid < pg_snapshot_xmin(pg_current_snapshot())
       order by events.xid, id limit ${BATCH}`.execute(context.db);
    const last = events.at(-1);
    if (!last) return 0;
    const wanted = events.filter(({ type }) => consumer.types.includes(type));
    if (wanted.length > 0) await consumer.consume(context, wanted);
    await sql`update outbox_cursors set xid = ${last.xid}::xid8, event_id = ${last.id}, moved_at = now()
      where workspace_id = ${workspace} and consumer = ${consumer.name}`.execute(context.db);
    return events.length;
  });
}

/**
 * Most often there is nothing to read; to find that out nothing is locked, and so nothing written. The newest event is held against the
 * cursor: events behind a cursor that the statement itself looks up would be looked for through all there are.
 */
async function isBehind({ db, workspace }: Context, { name }: Consumer): Promise<boolean> {
  const { rows } = await sql<{ behind: boolean }>`
    select coalesce((newest.xid, newest.id) > (c.xid, c.event_id), true) as behind
      from (select xid, id from events where workspace_id = ${workspace} and xid < pg_snapshot_xmin(pg_current_snapshot())
             order by events.xid desc, id desc limit 1) newest
      left join outbox_cursors c on c.workspace_id = ${workspace} and c.consumer = ${name}`.execute(db);
  return rows[0]?.behind ?? false;
}

/** Takes all waiting events of one workspace to every consumer. */
export async function drain(db: Database, workspace: string, consumers: Consumer[]): Promise<void> {
  for (const consumer of consumers) while ((await advance(db, workspace, consumer)) === BATCH);
}
