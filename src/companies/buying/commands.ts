import type { z } from 'zod';
import { memberId, type Context } from '../../platform/context.ts';
import { conflict, notFound, unprocessable } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import type { newBuyingRole } from '../schema.ts';
import { lockCompanies } from '../store.ts';

/** Who is who in a company's buying group. */

/**
 * Says what part a person plays when their company buys.
 * @returns the id of the role; the one that stands already where it was said before
 * @throws Problem 404 for no such company, 422 for a person who does not work for it
 */
export async function giveRole(
  context: Context,
  companyId: string,
  { personId, role }: z.output<typeof newBuyingRole>,
): Promise<{ id: string; created: boolean }> {
  const { db, workspace, now, actor } = context;
  // Two who say the same at once say it once.
  if ((await lockCompanies(context, [companyId])).length === 0) throw notFound();
  const person = await db
    .selectFrom('people')
    .select('id')
    .where('id', '=', personId)
    .where('companyId', '=', companyId)
    .where('mergedInto', 'is', null)
    .executeTakeFirst();
  if (!person)
    throw unprocessable('personId names nobody who works for this company.', [
      { pointer: '/personId', detail: 'a person whose company this is' },
    ]);
  const before = await db
    .selectFrom('buyingRoles')
    .select('id')
    .where('companyId', '=', companyId)
    .where('personId', '=', personId)
    .where('role', '=', role)
    .where('withdrawnAt', 'is', null)
    .executeTakeFirst();
  if (before) return { id: before.id, created: false };
  const id = newId();
  await db
    .insertInto('buyingRoles')
    .values({ workspaceId: workspace, id, companyId, personId, role, saidBy: memberId(actor), saidAt: now })
    .execute();
  await recordEvent(context, {
    type: 'buying_role.given',
    subject: { kind: 'company', id: companyId },
    data: { roleId: id, personId, role },
  });
  return { id, created: true };
}

/** Takes a role back; that it was said stays on record. @throws Problem 404, 409 when it is taken back already */
export async function withdrawRole(context: Context, id: string): Promise<void> {
  const { db, now, actor } = context;
  const role = await db.selectFrom('buyingRoles').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (!role) throw notFound();
  if (role.withdrawnAt) throw conflict(`This role was taken back at ${role.withdrawnAt.toISOString()}.`);
  await db
    .updateTable('buyingRoles')
    .set({ withdrawnAt: now, withdrawnBy: memberId(actor) })
    .where('id', '=', id)
    .execute();
  await recordEvent(context, {
    type: 'buying_role.withdrawn',
    subject: { kind: 'company', id: role.companyId },
    data: { roleId: id, personId: role.personId, role: role.role },
  });
}
