import { sql } from 'kysely';
import type { Context } from './context.ts';

/** Whether events of some types wait for a consumer that has not come to them yet; they do as long as it has read nothing at all. */
export async function areUnread({ db, workspace }: Context, consumer: string, types: readonly string[]): Promise<boolean> {
  const { rows: cursors } = await sql<{ xid: string; eventId: string }>`
    select xid::text, event_id from outbox_cursors where workspace_id = ${workspace} and consumer = ${consumer}`.execute(db);
  const [cursor] = cursors;
  if (!cursor) return true;
  const { rows } = await sql<{ unread: boolean }>`
    select exists (select from events where workspace_id = ${workspace} and (xid, id) > (${cursor.xid}::xid8, ${cursor.eventId}::uuid)
                      and type = any(${types}::text[])) as unread`.execute(db);
  return rows[0]?.unread ?? true;
}
