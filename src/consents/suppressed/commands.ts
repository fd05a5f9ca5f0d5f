import { memberId, type Context } from '../../platform/context.ts';
import { notFound, unprocessable } from '../../platform/errors.ts';
import { recordEvent, recordEvents } from '../../platform/events.ts';
import { normaliseEmail } from '../../people/email.ts';
import type { SuppressionReason } from '../schema.ts';
import { addressHash, findSuppressions, insertSuppressions } from './store.ts';

/**
 * Puts addresses on the list of those that get no marketing mail; one that is there already stays as it is, with its first reason.
 * @param addresses in any spelling
 * @param importId the import that brings them, so that undoing it can take away what it added
 * @returns the normalised addresses that are new on the list
 * @throws Problem 422 for what is no e-mail address
 */
export async function suppressAddresses(
  context: Context,
  addresses: readonly string[],
  reason: SuppressionReason,
  { importId = null }: { importId?: string | null } = {},
): Promise<Set<string>> {
  const hash = await addressHash(context);
  const byHash = new Map(addresses.map(normalised).map((address) => [hash(address), address]));
  const added = await insertSuppressions(
    context,
    [...byHash].map(([hashed, address]) => ({ addressHash: hashed, address })),
    { reason, createdBy: memberId(context.actor), importId },
  );
  // How many and why; an address in the log would undo the hashing. An import is told of as a whole, by its own event.
  if (added.size > 0 && importId === null)
    await recordEvent(context, {
      type: 'addresses.suppressed',
      subject: { kind: 'suppression', id: null },
      data: { reason, count: added.size },
    });
  return new Set([...byHash].flatMap(([hashed, address]) => (added.has(hashed) ? [address] : [])));
}

/** Which of the addresses, in any spelling, get no marketing mail; answered in their normalised spelling. */
export async function suppressedAmong(context: Context, addresses: readonly string[]): Promise<Set<string>> {
  const hash = await addressHash(context);
  const wanted = addresses.map(normaliseEmail).filter((address) => address !== null);
  const found = await findSuppressions(context, wanted.map(hash));
  return new Set(wanted.filter((address) => found.has(hash(address))));
}

/** Takes one address off the list. @throws Problem 404 */
export async function liftSuppression(context: Context, id: string): Promise<void> {
  const lifted = await context.db
    .deleteFrom('suppressions')
    .where('workspaceId', '=', context.workspace)
    .where('id', '=', id)
    .returning(['reason', 'suppressedAt'])
    .executeTakeFirst();
  if (!lifted) throw notFound();
  await recordEvent(context, { type: 'suppression.lifted', subject: { kind: 'suppression', id }, data: lifted });
}

/** Takes off the list what an import added, when that import is undone. @returns how many */
export async function liftSuppressionsOf(context: Context, importId: string): Promise<number> {
  const { numDeletedRows } = await context.db
    .deleteFrom('suppressions')
    .where('workspaceId', '=', context.workspace)
    .where('importId', '=', importId)
    .executeTakeFirst();
  return Number(numDeletedRows);
}

function normalised(address: string): string {
  const normal = normaliseEmail(address);
  if (normal === null)
    throw unprocessable('This is no e-mail address that mail could be sent to.', [
      { pointer: '/address', detail: 'an e-mail address, for example anna@firma.dk' },
    ]);
  return normal;
}

/**
 * Takes addresses off the list whose owner's word on marketing is yes: those that only a no of theirs had put there, and those unsubscribed
 * before the yes. A bounce, a complaint, a request or an imported list stays.
 */
export async function liftOnConsent(context: Context, addresses: readonly string[], grantedAt: Date): Promise<void> {
  const hash = await addressHash(context);
  const lifted = await context.db
    .deleteFrom('suppressions')
    .where('workspaceId', '=', context.workspace)
    .where('addressHash', 'in', addresses.map(hash))
    .where((is) =>
      is('reason', '=', 'consent_withdrawn').or(is('reason', '=', 'unsubscribed').and('suppressedAt', '<=', grantedAt)),
    )
    .returning(['id', 'reason', 'suppressedAt'])
    .execute();
  await recordEvents(
    context,
    lifted.map(({ id, ...data }) => ({ type: 'suppression.lifted', subject: { kind: 'suppression', id }, data })),
  );
}
