import type { Joining } from '../../people/recognition.ts';
import { memberId, type Context } from '../../platform/context.ts';
import { conflict, notFound, unprocessable } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import { factsToFill, type FilledFact } from '../merge.ts';
import type { CompanyName } from '../statement.ts';
import { lockCompanies, lockCustomers, lockLeadsOfCompanies } from '../store.ts';
import { moveCompanyBelongings, returnCompanyBelongings, type MovedOfCompany } from './store.ts';

/** Two companies that turn out to be one, and one that turns out to be two. */

export { partings as verdictsOnCompanies } from './store.ts';

/** Merges two companies because a message named them together. */
export async function mergeCompaniesOnEvidence(context: Context, { kept, merged, because }: Joining<CompanyName>): Promise<void> {
  await merge(context, kept, merged, { reason: null, evidence: because });
}

/**
 * Makes two companies one: people, leads, deals and invoices of `merged` become `kept`'s, and what moved is written down.
 * @returns the id of the merge
 * @throws Problem 404 for a company that is not here or merged away, 422 for a company with itself
 */
export async function mergeCompanies(context: Context, kept: string, merged: string, reason: string | null): Promise<string> {
  if (kept === merged)
    throw unprocessable('A company cannot be merged with itself.', [{ pointer: '/companyId', detail: 'another company' }]);
  await lockCustomers(context, 'exclusive');
  return merge(context, kept, merged, { reason, evidence: null });
}

async function merge(
  context: Context,
  keptId: string,
  mergedId: string,
  why: { reason: string | null; evidence: Joining<CompanyName>['because'] | null },
): Promise<string> {
  const { db, workspace, now, actor } = context;
  await lockLeadsOfCompanies(context, [keptId, mergedId]);
  const rows = await lockCompanies(context, [keptId, mergedId], 'everything');
  const owners = await db
    .selectFrom('companies')
    .select(['id', 'ownerMemberId'])
    .where('id', 'in', [keptId, mergedId])
    .where('mergedInto', 'is', null)
    .execute();
  const [kept, merged] = [keptId, mergedId].map((id) => {
    const [row, owner] = [rows.find((each) => each.id === id), owners.find((each) => each.id === id)];
    return row && owner && { ...row, ...owner };
  });
  if (!kept || !merged) throw notFound();
  const filled = factsToFill(kept, merged);
  const moved = await moveCompanyBelongings(context, mergedId, keptId);
  await writeFacts(
    context,
    keptId,
    filled.map(({ field, after }) => ({ field, value: after })),
  );
  await db.updateTable('companies').set({ mergedInto: keptId }).where('id', '=', mergedId).execute();
  const id = newId();
  await db
    .insertInto('companyMerges')
    .values({
      workspaceId: workspace,
      id,
      keptCompanyId: keptId,
      mergedCompanyId: mergedId,
      reason: why.reason,
      evidence: why.evidence && JSON.stringify(why.evidence),
      moved: JSON.stringify({ ...moved, filled }),
      mergedAt: now,
      mergedBy: memberId(actor),
    })
    .execute();
  await recordEvent(context, {
    type: 'company.merged',
    subject: { kind: 'company', id: keptId },
    data: { mergeId: id, mergedCompanyId: mergedId, ...why },
  });
  return id;
}

/**
 * Undoes a merge: both companies stand as they did; what has come since stays with the kept one, except what the returned names bring.
 * @throws Problem 404 for no such merge, 409 when it is undone already or the kept company has been merged away since
 */
export async function unmergeCompanies(context: Context, id: string): Promise<void> {
  const { db, now, actor } = context;
  await lockCustomers(context, 'exclusive');
  const row = await db.selectFrom('companyMerges').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw notFound();
  if (row.undoneAt) throw conflict(`This merge was undone at ${row.undoneAt.toISOString()}.`);
  const { keptCompanyId, mergedCompanyId } = row;
  await lockLeadsOfCompanies(context, [keptCompanyId]);
  const kept = await db.selectFrom('companies').selectAll().where('id', '=', keptCompanyId).forUpdate().executeTakeFirst();
  if (!kept || kept.mergedInto) throw conflict('The company kept has been merged into another since. Undo that merge first.');
  const { filled, ...moved } = row.moved as MovedOfCompany & { filled: FilledFact[] };
  await returnCompanyBelongings(context, keptCompanyId, mergedCompanyId, moved);
  // A fact that was changed since the merge is somebody's word and stands.
  const unchanged = filled.filter(({ field, after }) => kept[field] === after);
  await writeFacts(
    context,
    keptCompanyId,
    unchanged.map(({ field, before }) => ({ field, value: before })),
  );
  await db.updateTable('companies').set({ mergedInto: null }).where('id', '=', mergedCompanyId).execute();
  await db
    .updateTable('companyMerges')
    .set({ undoneAt: now, undoneBy: memberId(actor) })
    .where('id', '=', id)
    .execute();
  await recordEvent(context, {
    type: 'company.unmerged',
    subject: { kind: 'company', id: keptCompanyId },
    data: { mergeId: id, mergedCompanyId },
  });
}

async function writeFacts({ db }: Context, id: string, facts: { field: FilledFact['field']; value: unknown }[]): Promise<void> {
  if (facts.length === 0) return;
  await db
    .updateTable('companies')
    .set(Object.fromEntries(facts.map(({ field, value }) => [field, value])))
    .where('id', '=', id)
    .execute();
}
