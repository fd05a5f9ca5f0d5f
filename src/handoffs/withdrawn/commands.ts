import { sql } from 'kysely';
import { withdrawNews } from '../../notifications/commands.ts';
import type { Context } from '../../platform/context.ts';
import { conflict, notFound } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { getHandoff } from '../reports.ts';
import { lockHandoff } from '../store.ts';

/**
 * Takes a hand-off back that was submitted by mistake a moment ago, before anybody of sales did something with it: it was none, so nothing
 * counts it. That it was submitted and taken back stays on record as events. Where its lead stands then is the caller's.
 * @throws Problem 404, 409 for one that somebody has answered, contacted or asked about
 */
export async function withdrawHandoff(context: Context, id: string): Promise<void> {
  const { db } = context;
  if (!(await lockHandoff(db, id))) throw notFound();
  const { lead } = await getHandoff(context, id);
  const { rows } = await sql<{ withdrawn: boolean }>`select withdraw_handoff(${id}) as withdrawn`.execute(db);
  if (!rows[0]?.withdrawn || (await isSpokenOf(context, id)))
    throw conflict('Sales has done something with this hand-off already, so it stays.');
  for (const kind of ['handoff.assigned', 'handoff.unassigned'] as const)
    await withdrawNews(context, { kind, subject: { kind: 'handoff', id } });
  await recordEvent(context, { type: 'handoff.withdrawn', subject: { kind: 'handoff', id }, data: { leadId: lead.id } });
}

/** Whether anybody has asked or said something of it. */
async function isSpokenOf({ db }: Context, id: string): Promise<boolean> {
  const comment = await db.selectFrom('comments').select('id').where('subjectId', '=', id).limit(1).executeTakeFirst();
  return comment !== undefined;
}
