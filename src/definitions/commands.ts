import { memberId, type Context } from '../platform/context.ts';
import { canonicalHash } from '../platform/canonical.ts';
import { conflict, forbidden, notFound } from '../platform/errors.ts';
import { recordEvent } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import { forceBegins, stateOf } from './in-force.ts';
import type { DefinitionBody } from './schema.ts';
import { signer } from './signing.ts';
import { definitionVersions, lockVersions } from './store.ts';

const MINUTE_MS = 60_000;

/**
 * Makes the next version of the definition, unsigned. Versions are never edited.
 * @param inForceFrom from when it holds once signed; now unless said
 * @throws Problem 403 for a date in the past without the scope "history"
 */
export async function createDefinition(
  context: Context,
  { body, inForceFrom = context.now }: { body: DefinitionBody; inForceFrom?: Date | undefined },
): Promise<{ id: string; version: number }> {
  const { db, actor, workspace, now } = context;
  const mayTellHistory = actor.kind === 'system' || (actor.kind === 'api_key' && actor.scopes.includes('history'));
  if (inForceFrom.getTime() < now.getTime() - MINUTE_MS && !mayTellHistory)
    throw forbidden('A definition holds from now or later; only an API key with the scope "history" may record one of the past.');
  await lockVersions(db, workspace);
  const last = await db
    .selectFrom('definitions')
    .select((row) => row.fn.max('version').as('version'))
    .executeTakeFirst();
  const id = newId();
  const version = (last?.version ?? 0) + 1;
  const bodyHash = canonicalHash(body);
  await db
    .insertInto('definitions')
    .values({
      workspaceId: workspace,
      id,
      version,
      body: JSON.stringify(body),
      bodyHash,
      inForceFrom,
      createdBy: memberId(actor),
      createdAt: now,
    })
    .execute();
  await recordEvent(context, {
    type: 'definition.created',
    subject: { kind: 'definition', id },
    data: { version, bodyHash, inForceFrom },
  });
  return { id, version };
}

/**
 * Signs a version for the member's own team. With the second signature it comes into force, at its date.
 * @throws Problem 404 for no such version; 403 and 422 as `signer` says; 409 when the team has signed already or the version is superseded
 */
export async function signDefinition(context: Context, id: string, { fullName }: { fullName: string }): Promise<void> {
  const { db, actor, workspace, now } = context;
  await lockVersions(db, workspace);
  const versions = await definitionVersions(db);
  const definition = versions.find((version) => version.id === id);
  if (!definition) throw notFound();
  const own =
    actor.kind === 'member'
      ? await db.selectFrom('users').select('name').where('id', '=', actor.userId).executeTakeFirst()
      : undefined;
  const { memberId, team } = signer(actor, { own: own?.name ?? '', typed: fullName }, now);
  if (stateOf(definition, versions, now) === 'superseded')
    throw conflict(`Version ${definition.version} is superseded by one in force; sign that, or make a new version.`);

  const before = definition.signatures.find((signature) => signature.team === team);
  if (before)
    throw conflict(`${before.fullName} signed version ${definition.version} for ${team} at ${before.signedAt.toISOString()}.`);

  await db
    .insertInto('definitionSignatures')
    .values({ workspaceId: workspace, definitionId: id, team, memberId, fullName, bodyHash: definition.bodyHash, signedAt: now })
    .execute();
  await recordEvent(context, {
    type: 'definition.signed',
    subject: { kind: 'definition', id },
    data: { version: definition.version, team, fullName, bodyHash: definition.bodyHash },
  });
  const begins = forceBegins({ ...definition, signatures: [...definition.signatures, { team, signedAt: now }] });
  if (begins)
    await recordEvent(context, {
      type: 'definition.in_force',
      subject: { kind: 'definition', id },
      at: begins,
      data: { version: definition.version, from: begins },
    });
}
