import { lockCustomers } from '../../companies/commands.ts';
import { honourMarketing } from '../../consents/honoured/commands.ts';
import { memberId, type Context } from '../../platform/context.ts';
import { conflict, notFound, unprocessable } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import { planMerge, type Filled } from '../merge.ts';
import type { Joining } from '../recognition.ts';
import { leadsOf, lockLeadsOf, lockPeople, moveBelongings, returnBelongings, type Moved } from '../store.ts';

/** Two people who turn out to be one, and one who turns out to be two. */

/** Merges two people because a message named them together. */
export async function mergeOnEvidence(context: Context, { kept, merged, because }: Joining): Promise<void> {
  if ((await merge(context, kept, merged, { reason: null, evidence: because })) === null)
    throw new Error('whom sales are with was asked before');
}

/**
 * Makes two people one: everything of `merged` becomes `kept`'s, and what moved is written down.
 * @returns the id of the merge
 * @throws Problem 404 for a person who is not here or merged away, 409 when both are with sales, 422 for a person with themselves
 */
export async function mergePeople(context: Context, kept: string, merged: string, reason: string): Promise<string> {
  if (kept === merged)
    throw unprocessable('A person cannot be merged with themselves.', [{ pointer: '/personId', detail: 'another person' }]);
  await lockCustomers(context, 'exclusive');
  const id = await merge(context, kept, merged, { reason, evidence: null });
  if (id === null)
    throw conflict(
      'Both people are with sales, so two promises run. Close one of the two leads with a reason first; then they can be merged.',
    );
  return id;
}

/** Why two became one: somebody's reason, or the message that named both. */
interface Why {
  reason: string | null;
  evidence: Joining['because'] | null;
}

async function merge(context: Context, keptId: string, mergedId: string, { reason, evidence }: Why): Promise<string | null> {
  const { db, workspace, now, actor } = context;
  await lockLeadsOf(context, [keptId, mergedId]);
  const rows = await lockPeople(context, [keptId, mergedId], 'everything');
  const [kept, merged] = [keptId, mergedId].map((id) => rows.find((row) => row.id === id && row.mergedInto === null));
  if (!kept || !merged) throw notFound();
  const plan = planMerge(kept, merged, await leadsOf(context, [keptId, mergedId]));
  if (!plan) return null;
  const moved = await moveBelongings(context, mergedId, keptId, plan.leads, plan.closes);
  await writeFilled(
    context,
    keptId,
    plan.filled.map(({ field, after }) => ({ field, value: after })),
  );
  await db.updateTable('people').set({ mergedInto: keptId }).where('id', '=', mergedId).execute();
  const id = newId();
  await db
    .insertInto('personMerges')
    .values({
      workspaceId: workspace,
      id,
      keptPersonId: keptId,
      mergedPersonId: mergedId,
      reason,
      evidence: evidence && JSON.stringify(evidence),
      moved: JSON.stringify({ ...moved, filled: plan.filled }),
      mergedAt: now,
      mergedBy: memberId(actor),
    })
    .execute();
  await recordEvent(context, {
    type: 'person.merged',
    subject: { kind: 'person', id: keptId },
    data: { mergeId: id, mergedPersonId: mergedId, reason, evidence, closedLeadId: plan.closes },
  });
  await honourMarketing(context, [keptId]);
  return id;
}

/**
 * Undoes a merge: both people stand as they did, with what has come since by the names and browsers of each.
 * @throws Problem 404 for no such merge, 409 when it is undone already or the kept person has been merged away since
 */
export async function unmergePeople(context: Context, id: string): Promise<void> {
  const { db, now, actor } = context;
  await lockCustomers(context, 'exclusive');
  const row = await db.selectFrom('personMerges').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw notFound();
  if (row.undoneAt) throw conflict(`This merge was undone at ${row.undoneAt.toISOString()}.`);
  const { keptPersonId, mergedPersonId, mergedAt } = row;
  await lockLeadsOf(context, [keptPersonId, mergedPersonId]);
  const [kept] = await lockPeople(context, [keptPersonId], 'everything');
  if (!kept || kept.mergedInto) throw conflict('The person kept has been merged into another since. Undo that merge first.');
  const { filled, ...moved } = row.moved as Moved & { filled: Filled[] };
  await returnBelongings(context, keptPersonId, mergedPersonId, moved, mergedAt);
  // A fact that was changed since the merge is somebody's word and stands.
  const unchanged = filled.filter(({ field, after }) => JSON.stringify(kept[field]) === JSON.stringify(after));
  await writeFilled(
    context,
    keptPersonId,
    unchanged.map(({ field, before }) => ({ field, value: before })),
  );
  await db.updateTable('people').set({ mergedInto: null }).where('id', '=', mergedPersonId).execute();
  await db
    .updateTable('personMerges')
    .set({ undoneAt: now, undoneBy: memberId(actor) })
    .where('id', '=', id)
    .execute();
  await recordEvent(context, {
    type: 'person.unmerged',
    subject: { kind: 'person', id: keptPersonId },
    data: { mergeId: id, mergedPersonId },
  });
  await honourMarketing(context, [keptPersonId, mergedPersonId]);
}

async function writeFilled({ db }: Context, id: string, facts: { field: Filled['field']; value: unknown }[]): Promise<void> {
  if (facts.length === 0) return;
  await db
    .updateTable('people')
    .set(Object.fromEntries(facts.map(({ field, value }) => [field, field === 'traits' ? JSON.stringify(value) : value])))
    .where('id', '=', id)
    .execute();
}
