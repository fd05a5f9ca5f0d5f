import { sql } from 'kysely';
import { memberId, type Context } from '../../platform/context.ts';
import { notFound } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { lockHandoff } from '../store.ts';

/**
 * Records that a member has the briefing of a hand-off open: once for each, and only before the first contact, because what is read after
 * the call did not prepare it. Said again or too late, it changes nothing.
 * @throws Problem 404
 */
export async function readBriefing(context: Context, id: string): Promise<void> {
  const { db, workspace, actor, now } = context;
  const reader = memberId(actor);
  const handoff = await lockHandoff(db, id);
  if (!handoff) throw notFound();
  const { rows } = await sql<{ handoffId: string }>`
    insert into handoff_readings (workspace_id, handoff_id, member_id, read_at)
    select ${workspace}, ${id}, ${reader}, ${now}
     where not exists (select from attempts a where a.workspace_id = ${workspace} and a.handoff_id = ${id})
        on conflict do nothing returning handoff_id`.execute(db);
  if (rows.length > 0)
    await recordEvent(context, {
      type: 'handoff.read',
      subject: { kind: 'handoff', id },
      data: { leadId: handoff.leadId },
    });
}
