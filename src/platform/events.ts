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
  await db
    .insertInto('events')
    .values(
      events.map((event) => ({
        workspaceId: workspace,
        id: newId(),
        at: event.at ?? now,
        recordedAt: now,
        type: event.type,
        actorKind: actor.kind,
        actorId: actorId(actor),
        subjectKind: event.subject.kind,
        subjectId: event.subject.id,
        data: JSON.stringify(event.data ?? {}),
      })),
    )
    .execute();
  await sql`select pg_notify('samspil_events', ${workspace})`.execute(db);
}
