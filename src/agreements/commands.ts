import { localDate } from '../calendars/clock.ts';
import { forceBegins, stateOf } from '../definitions/in-force.ts';
import { signer } from '../definitions/signing.ts';
import { canonicalHash } from '../platform/canonical.ts';
import { memberId, type Context } from '../platform/context.ts';
import { conflict, forbidden, notFound, unprocessable } from '../platform/errors.ts';
import { recordEvent } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import { atMoment } from './in-force.ts';
import type { NewAgreement } from './schema.ts';
import { agreementVersions, insertClauses, lockVersions, nextVersion } from './store.ts';

/**
 * Makes the next version of the agreement, unsigned. Versions are never edited. Its text, on which signatures stand, is the canonical
 * JSON of everything promised: the version, the day, the definition by its hash, the briefing's items, the clauses in order and the cadence if one is agreed.
 * @throws Problem 422 for a definition that does not exist, 403 for a day in the past without the scope "history"
 */
export async function createAgreement(context: Context, given: NewAgreement): Promise<{ id: string; version: number }> {
  const { db, actor, workspace, now } = context;
  const { inForceFrom, definitionId, briefingItems, clauses, cadence } = given;
  const { timeZone } = await lockVersions(db, workspace);
  const mayTellHistory = actor.kind === 'system' || (actor.kind === 'api_key' && actor.scopes.includes('history'));
  if (inForceFrom < localDate(now, timeZone) && !mayTellHistory)
    throw forbidden(
      'An agreement holds from today or later; only an API key with the scope "history" may record one of the past.',
    );
  const definition = await db
    .selectFrom('definitions')
    .select(['version', 'bodyHash'])
    .where('id', '=', definitionId)
    .executeTakeFirst();
  if (!definition)
    throw unprocessable('definitionId names no definition of this workspace.', [
      { pointer: '/definitionId', detail: 'the id of a definition' },
    ]);

  const id = newId();
  const version = await nextVersion(db);
  const textHash = canonicalHash({
    version,
    inForceFrom,
    definition,
    briefingItems,
    clauses,
    ...(cadence.length > 0 && { cadence }),
  });
  await db
    .insertInto('agreements')
    .values({
      workspaceId: workspace,
      id,
      version,
      inForceFrom,
      definitionId,
      briefingItems: JSON.stringify(briefingItems),
      cadence: JSON.stringify(cadence),
      textHash,
      createdBy: memberId(actor),
      createdAt: now,
    })
    .execute();
  await insertClauses(db, workspace, id, clauses);
  await recordEvent(context, {
    type: 'agreement.created',
    subject: { kind: 'agreement', id },
    data: { version, inForceFrom, textHash },
  });
  return { id, version };
}

/**
 * Signs a version for the member's own team. With the second signature it comes into force, at its day.
 * @throws Problem 404 for no such version; 403 and 422 as `signer` says; 409 when the team has signed already or the version is superseded
 */
export async function signAgreement(context: Context, id: string, { fullName }: { fullName: string }): Promise<void> {
  const { db, actor, workspace, now } = context;
  const { timeZone } = await lockVersions(db, workspace);
  const versions = (await agreementVersions(db)).map((version) => atMoment(version, timeZone));
  const agreement = versions.find((version) => version.id === id);
  if (!agreement) throw notFound();
  const own =
    actor.kind === 'member'
      ? await db.selectFrom('users').select('name').where('id', '=', actor.userId).executeTakeFirst()
      : undefined;
  const { memberId: signerId, team } = signer(actor, { own: own?.name ?? '', typed: fullName }, now);
  if (stateOf(agreement, versions, now) === 'superseded')
    throw conflict(`Version ${agreement.version} is superseded by one in force; sign that, or make a new version.`);
  const before = agreement.signatures.find((signature) => signature.team === team);
  if (before)
    throw conflict(`${before.fullName} signed version ${agreement.version} for ${team} at ${before.signedAt.toISOString()}.`);

  const { version, textHash } = agreement;
  await db
    .insertInto('agreementSignatures')
    .values({ workspaceId: workspace, agreementId: id, team, memberId: signerId, fullName, textHash, signedAt: now })
    .execute();
  await recordEvent(context, {
    type: 'agreement.signed',
    subject: { kind: 'agreement', id },
    data: { version, team, fullName, textHash },
  });
  const begins = forceBegins({ ...agreement, signatures: [...agreement.signatures, { team, signedAt: now }] });
  if (begins)
    await recordEvent(context, {
      type: 'agreement.in_force',
      subject: { kind: 'agreement', id },
      at: begins,
      data: { version, from: begins },
    });
}
