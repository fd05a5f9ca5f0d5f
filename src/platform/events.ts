import { sql } from 'kysely';
import { actorId, type Context } from './context.ts';
import { newId } from './ids.ts';

/** A change that happened: the past tense of a word of the trade, its subject, and what a reader needs to follow it (before and after for the audit). */
export interface NewEvent {
  type: string;
  subject: { kind: string; id: string | null };
  data?: Record<string, unknown>;
  /** When it happened in the world; the moment of recording unless told later. */
  at?: Date;
}

/** Writes an event in the transaction of the change itself, and wakes the worker when that commits. */
export function recordEvent(context: Context, event: NewEvent): Promise<void> {
  return recordEvents(context, [event]);
}

/** Writes many events at once, in the order given. */
export async function recordEvents(context: Context, events: NewEvent[]): Promise<void> {
  const { db, actor, workspace, now } = context;
  if (events.length === 0) return;
  const rows = events.map(({ type, subject, data = {}, at = now }) => ({
    id: newId(),
    at,
    type,
    subjectKind: subject.kind,
    subjectId: subject.id,
    data,
  }));
  // As one value however many they are: a statement takes 65,535.
  await sql`
    insert into events (workspace_id, id, at, recorded_at, type, actor_kind, actor_id, subject_kind, subject_id, data)
    select ${workspace}, id, at, ${now}, type, ${actor.kind}, ${actorId(actor)}, "subjectKind", "subjectId", data
      from json_to_recordset(${JSON.stringify(rows)}::json)
        as e(id uuid, at timestamptz, type text, "subjectKind" text, "subjectId" uuid, data jsonb)`.execute(db);
  await sql`select pg_notify('samspil_events', ${workspace})`.execute(db);
}
