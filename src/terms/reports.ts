import type { z } from 'zod';
import type { Context } from '../platform/context.ts';
import { notFound } from '../platform/errors.ts';
import type { term, termVersion } from './schema.ts';

type Version = z.output<typeof termVersion>;

/** The workspace's own words as they are now, the oldest first. */
export async function currentTerms(context: Context): Promise<z.output<typeof term>[]> {
  const latest = new Map<string, Version>();
  for (const version of await versions(context)) latest.set(version.id, version);
  return [...latest.values()].filter(({ removed }) => !removed).map(({ removed: _removed, ...current }) => current);
}

/** @throws Problem 404 for no such word */
export async function oneTerm(context: Context, id: string): Promise<z.output<typeof term>> {
  const found = (await currentTerms(context)).find((each) => each.id === id);
  if (!found) throw notFound();
  return found;
}

/** What a word has been, the latest first; one that was taken away too. @throws Problem 404 */
export async function termHistory(context: Context, id: string): Promise<Version[]> {
  const own = (await versions(context)).filter((version) => version.id === id);
  if (own.length === 0) throw notFound();
  return own.toReversed();
}

/** Every version of every word: there are as many as people have typed. */
async function versions({ db }: Context): Promise<Version[]> {
  const rows = await db
    .selectFrom('termVersions as t')
    .leftJoin('members as m', (join) => join.onRef('m.workspaceId', '=', 't.workspaceId').onRef('m.id', '=', 't.memberId'))
    .leftJoin('users as u', 'u.id', 'm.userId')
    .select(['t.termId as id', 't.version', 't.word', 't.meaning', 't.removed', 't.savedAt', 't.memberId', 'u.name'])
    .orderBy('t.termId')
    .orderBy('t.version')
    .execute();
  return rows.map(({ memberId, name, word, meaning, ...row }) => ({
    ...row,
    word: word as Version['word'],
    meaning: meaning as Version['meaning'],
    member: memberId === null ? null : { id: memberId, name: name ?? '' },
  }));
}
