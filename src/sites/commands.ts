import { memberId, type Context } from '../platform/context.ts';
import { notFound } from '../platform/errors.ts';
import { recordEvent } from '../platform/events.ts';

/** Says that a domain, with all below it, is the company's own. @returns false when that was said before */
export async function addOwnDomain(context: Context, domain: string): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await context.db
    .insertInto('ownDomains')
    .values({ workspaceId: context.workspace, domain, createdBy: memberId(context.actor), createdAt: context.now })
    .onConflict((on) => on.doNothing())
    .executeTakeFirstOrThrow();
  if (!numInsertedOrUpdatedRows) return false;
  await recordEvent(context, { type: 'own_domain.added', subject: { kind: 'own_domain', id: null }, data: { domain } });
  return true;
}

/** @throws Problem 404 */
export async function removeOwnDomain(context: Context, domain: string): Promise<void> {
  const { numDeletedRows } = await context.db
    .deleteFrom('ownDomains')
    .where('workspaceId', '=', context.workspace)
    .where('domain', '=', domain)
    .executeTakeFirst();
  if (!numDeletedRows) throw notFound();
  await recordEvent(context, { type: 'own_domain.removed', subject: { kind: 'own_domain', id: null }, data: { domain } });
}
