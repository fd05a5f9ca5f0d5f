import { sql } from 'kysely';
import { assertOfSales, submitHandoff } from '../../handoffs/commands.ts';
import { UNDO_SECONDS } from '../../handoffs/handoff.ts';
import { withdrawHandoff } from '../../handoffs/withdrawn/commands.ts';
import { actorId, type Context } from '../../platform/context.ts';
import { conflict, forbidden, notFound, Problem, unprocessable } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import type { Enqueue } from '../../platform/jobs.ts';
import { assignLead, returnLead } from '../assigned/commands.ts';
import { givenReason } from '../../reasons/reports.ts';
import { disqualifyLead, recycleLead } from '../ended/commands.ts';
import type { Stage } from '../lifecycle.ts';
import { undoMove } from '../undone/commands.ts';
import { holderOf, latestHandoff } from '../store.ts';
import { refusalOf } from './refusal.ts';
import type { Asked, Chosen } from './schema.ts';
import {
  chooseLeads,
  keepHolders,
  keepOutcome,
  keepUndone,
  leadsToDo,
  lockBulkChange,
  lockTogether,
  type BulkChangeRow,
  type ChosenLead,
  type Outcome,
} from './store.ts';

/** So many are dealt with while who asked waits; more are left to the worker. */
export const AT_ONCE = 25;

/**
 * Does one act on many leads, each by its own command: what one of them refuses is written down and holds up none of the others.
 * @throws Problem 422 for leads that are not here, for none at all, for an unknown reason or nobody of sales; nothing is done then
 */
export async function startBulkChange(context: Context, enqueue: Enqueue, asked: Asked, chosen: Chosen): Promise<string> {
  const { db, workspace, actor, now } = context;
  await assertPossible(context, asked);
  const id = newId();
  await db
    .insertInto('bulkChanges')
    .values({
      workspaceId: workspace,
      id,
      kind: asked.kind,
      asked: JSON.stringify(asked),
      chosen: JSON.stringify(chosen),
      actorKind: actor.kind,
      actorId: actorId(actor) ?? workspace,
      createdAt: now,
      leads: 0,
    })
    .execute();
  const leads = await chooseLeads(context, { id, chosen });
  if ('ids' in chosen) await assertAllHere(context, id, chosen.ids);
  if (leads === 0)
    throw unprocessable('No lead matches, so there is nothing to change.', [{ pointer: '/leads', detail: 'no lead matches' }]);
  await db.updateTable('bulkChanges').set({ leads }).where('id', '=', id).execute();
  await recordEvent(context, {
    type: 'bulk_change.asked',
    subject: { kind: 'bulk_change', id },
    data: { ...asked, leads, chosen: 'ids' in chosen ? 'by_name' : chosen.matching },
  });
  if (leads <= AT_ONCE) await dealWith(context, id, AT_ONCE);
  else await enqueue(db, 'leads.bulk-change', { workspace, bulkChangeId: id });
  return id;
}

/**
 * Takes back what a bulk change did, lead by lead; what has been moved on since stays and is named.
 * @throws Problem 404, 403 for somebody else's, 409 for one that is not done, was undone, or is too long ago
 */
export async function undoBulkChange(context: Context, enqueue: Enqueue, id: string): Promise<void> {
  const { db, workspace, actor, now } = context;
  const row = await lockBulkChange(db, id);
  if (!row) throw notFound();
  if (row.actorId !== actorId(actor) && !(actor.kind === 'member' && actor.role === 'admin'))
    throw forbidden('Whoever asked for a bulk change undoes it; an administrator can, too.');
  if (!row.finishedAt) throw conflict('It is still running. Wait until it is done.');
  if (row.undoAskedAt) throw conflict('It was undone already.');
  if (now.getTime() - row.finishedAt.getTime() > UNDO_SECONDS * 1000)
    throw conflict(
      `A bulk change can be undone for ${UNDO_SECONDS} seconds after it is done, which was at ${row.finishedAt.toISOString()}.`,
    );
  await db.updateTable('bulkChanges').set({ undoAskedAt: now }).where('id', '=', id).execute();
  await recordEvent(context, { type: 'bulk_change.undo_asked', subject: { kind: 'bulk_change', id }, data: { kind: row.kind } });
  if (row.done <= AT_ONCE) await dealWith(context, id, AT_ONCE);
  else await enqueue(db, 'leads.bulk-change', { workspace, bulkChangeId: id });
}

/**
 * Deals with the next leads of a bulk change, or of its undoing. Each leaves its outcome in the very transaction in which it is dealt with.
 * @returns whether there are more
 */
export async function dealWith(context: Context, id: string, limit: number): Promise<boolean> {
  const { db, now } = context;
  const row = await lockBulkChange(db, id);
  if (!row || row.problem !== null) return false;
  const undoing = row.undoAskedAt !== null;
  if (undoing ? row.undoFinishedAt : row.finishedAt) return false;
  await lockTogether(context, await leadsToDo(db, id, { undoing, limit }));
  // Where they stand now that nobody else moves them.
  const next = await leadsToDo(db, id, { undoing, limit });
  for (const lead of next) {
    const outcome = await attempt(context, lead, () => (undoing ? undo(context, row, lead) : act(context, row, lead.leadId)));
    await (undoing ? keepUndone(db, id, lead.leadId, outcome, now) : keepOutcome(db, id, lead.leadId, outcome));
  }
  if (next.length === limit && (await leadsToDo(db, id, { undoing, limit: 1 })).length > 0) return true;
  await db
    .updateTable('bulkChanges')
    .set(undoing ? { undoFinishedAt: now } : { finishedAt: now })
    .where('id', '=', id)
    .execute();
  return false;
}

/** @returns false where the lead stood as asked already */
async function act(context: Context, { id, asked }: BulkChangeRow, leadId: string): Promise<boolean> {
  const { db } = context;
  const before = await holderOf(db, leadId);
  if (asked.kind === 'assignment') {
    if (!(await assignLead(context, leadId, asked.memberId))) return false;
    await keepHolders(db, id, leadId, { before, after: await holderOf(db, leadId) });
    return true;
  }
  if (asked.kind === 'handoff') {
    const { note, incompleteBecause, manual } = asked;
    await submitHandoff(context, { leadId, note, incompleteBecause, manual });
    await keepHolders(db, id, leadId, { before, after: await holderOf(db, leadId) });
  } else if (asked.kind === 'recycling') {
    const { kind: _kind, ...how } = asked;
    await recycleLead(context, leadId, how);
  } else await disqualifyLead(context, leadId, { reason: asked.reason });
  return true;
}

/** @throws Problem 409 where the lead has been moved on, or given on, since */
async function undo(context: Context, { kind, createdAt }: BulkChangeRow, { leadId, heldBefore, heldAfter }: ChosenLead) {
  const { db, now } = context;
  if ((kind === 'assignment' || kind === 'handoff') && (await holderOf(db, leadId)) !== heldAfter)
    throw conflict('Somebody else has it by now; that stays.');
  if (kind === 'handoff') {
    const handoff = await latestHandoff(db, leadId, now);
    if (handoff === null) throw conflict('Its hand-off has been answered; that stays.');
    await withdrawHandoff(context, handoff);
    await undoMove(context, leadId, ['submitted'], createdAt);
    if (heldBefore === heldAfter) return;
  }
  if (kind === 'assignment' || kind === 'handoff') return returnLead(context, leadId, heldBefore);
  return undoMove(context, leadId, [kind === 'recycling' ? 'recycled' : 'disqualified'], createdAt);
}

/** What one lead refuses is undone to where it stood, and holds up none of the others. */
async function attempt({ db }: Context, { stage }: ChosenLead, doIt: () => Promise<unknown>): Promise<Outcome> {
  await sql`savepoint one_lead`.execute(db);
  try {
    return { outcome: (await doIt()) === false ? 'unchanged' : 'done' };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    await sql`rollback to savepoint one_lead`.execute(db);
    return { outcome: 'refused', refusal: refusalOf(error, stage as Stage) };
  }
}

/** What would be refused by every lead is refused at once. */
async function assertPossible(context: Context, asked: Asked): Promise<void> {
  if (asked.kind === 'assignment' && asked.memberId !== null) await assertOfSales(context, asked.memberId);
  if (asked.kind !== 'recycling' && asked.kind !== 'disqualification') return;
  await givenReason(context, asked.kind === 'recycling' ? 'recycled' : 'disqualified', asked.reason);
}

async function assertAllHere({ db }: Context, id: string, ids: readonly string[]): Promise<void> {
  const rows = await db.selectFrom('bulkChangeLeads').select('leadId').where('bulkChangeId', '=', id).execute();
  const here = new Set(rows.map(({ leadId }) => leadId));
  const faults = ids.flatMap((leadId, at) =>
    here.has(leadId) ? [] : [{ pointer: `/leads/ids/${at}`, detail: 'no lead of this workspace' }],
  );
  if (faults.length > 0)
    throw unprocessable(`${faults.length} of the leads are not in this workspace; nothing was changed.`, faults);
}
