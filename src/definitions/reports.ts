import type { z } from 'zod';
import type { Context } from '../platform/context.ts';
import { notFound } from '../platform/errors.ts';
import { forceBegins, inForceAt, stateOf } from './in-force.ts';
import { definitionVersions, rescorings, type DefinitionVersion, type Rescoring } from './store.ts';
import type { definition } from './version.ts';

export type { DefinitionVersion } from './store.ts';
type Item = z.output<typeof definition>;

/** Every version, newest first. */
export async function listDefinitions(context: Context): Promise<Item[]> {
  const versions = await definitionVersions(context.db);
  const names = await memberNames(context);
  const rescored = await rescorings(context.db);
  return versions.map((version) => ({
    ...item(version, versions, names, context.now),
    rescoring: progressOf(rescored.get(version.id)),
  }));
}

/** @throws Problem 404 for no such version */
export async function oneDefinition(context: Context, id: string): Promise<Item> {
  const found = (await listDefinitions(context)).find((version) => version.id === id);
  if (!found) throw notFound();
  return found;
}

/** The version both teams had signed and that held at a moment; undefined before the first. The past is judged by what was in force then. */
export async function definitionInForce({ db }: Context, at: Date): Promise<DefinitionVersion | undefined> {
  return inForceAt(await definitionVersions(db), at);
}

/** Every version ever signed by both, for judging a history that spans several. Oldest first. */
export async function allDefinitions({ db }: Context): Promise<DefinitionVersion[]> {
  return (await definitionVersions(db)).toReversed();
}

async function memberNames({ db }: Context): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('members')
    .innerJoin('users', 'users.id', 'members.userId')
    .select(['members.id', 'users.name'])
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

function progressOf(row: Rescoring | undefined): Item['rescoring'] {
  if (!row) return null;
  const { leads, leadsDone, begunAt, finishedAt, stalledAt } = row;
  // Leads that came meanwhile are scored too, and must not make more than the whole.
  const progress = finishedAt ? 100 : leads === 0 ? 0 : Math.min(99, Math.floor((100 * leadsDone) / leads));
  return { leads, progress, begunAt, finishedAt, stalledAt };
}

function item(
  version: DefinitionVersion,
  versions: DefinitionVersion[],
  names: Map<string, string>,
  now: Date,
): Omit<Item, 'rescoring'> {
  const ref = (id: string) => ({ id, name: names.get(id) ?? '' });
  return {
    ...version,
    inForceFrom: forceBegins(version) ?? version.inForceFrom,
    createdBy: version.createdBy === null ? null : ref(version.createdBy),
    signatures: version.signatures.map(({ memberId, ...signature }) => ({ ...signature, member: ref(memberId) })),
    state: stateOf(version, versions, now),
  };
}
