import { sql } from 'kysely';
import { memberId, type Context } from '../../platform/context.ts';
import { forbidden, notFound } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { occurredAt } from '../../platform/occurred-at.ts';
import { TOLD_FREELY_MS } from '../handoff.ts';
import { lockHandoff } from '../store.ts';

/**
 * Records that a member has the briefing of a hand-off open: once for each, and only before the first contact, because what is read after
 * the call did not prepare it. Said again or too late, it changes nothing.
 * @throws Problem 403 where no member did; 404
 */
export async function readBriefing(context: Context, id: string, given: { at?: Date | undefined } = {}): Promise<void> {
  const { db, workspace, actor } = context;
  const reader = memberId(actor);
  if (reader === null) throw forbidden('A program reads no briefing; On-Behalf-Of says which member did.');
  const at = occurredAt(context, given.at, TOLD_FREELY_MS);
  const handoff = await lockHandoff(db, id);
  if (!handoff) throw notFound();
  const { rows } = await sql<{ handoffId: string }>`
    insert into handoff_readings (workspace_id, handoff_id, member_id, read_at)
    select ${workspace}, ${id}, ${reader}, ${at}
     where not exists (select from attempts a where a.workspace_id = ${workspace} and a.handoff_id = ${id} and a.attempted_at <= ${at})
        on conflict do nothing returning handoff_id`.execute(db);
  if (rows.length > 0)
    await recordEvent(context, {
      type: 'handoff.read',
      subject: { kind: 'handoff', id },
      at,
      data: { leadId: handoff.leadId },
    });
}
