import type { z } from 'zod';
import type { Context } from '../platform/context.ts';
import { notFound } from '../platform/errors.ts';
import type { comment, commentQuery } from './schema.ts';

type Comment = z.output<typeof comment>;

/** What was said of a version, the first first. */
export function listComments(
  context: Context,
  { subjectKind, subjectId }: Pick<z.output<typeof commentQuery>, 'subjectKind' | 'subjectId'>,
): Promise<Comment[]> {
  return asComments(commentRows(context).where('c.subjectKind', '=', subjectKind).where('c.subjectId', '=', subjectId));
}

/** @throws Problem 404 for no such comment */
export async function oneComment(context: Context, id: string): Promise<Comment> {
  const [found] = await asComments(commentRows(context).where('c.id', '=', id));
  if (!found) throw notFound();
  return found;
}

function commentRows({ db }: Context) {
  return db
    .selectFrom('comments as c')
    .leftJoin('members as m', (join) => join.onRef('m.workspaceId', '=', 'c.workspaceId').onRef('m.id', '=', 'c.memberId'))
    .leftJoin('users as u', 'u.id', 'm.userId')
    .leftJoin('members as rm', (join) => join.onRef('rm.workspaceId', '=', 'c.workspaceId').onRef('rm.id', '=', 'c.resolvedBy'))
    .leftJoin('users as ru', 'ru.id', 'rm.userId')
    .select(['c.id', 'c.about', 'c.body', 'c.memberId', 'u.name', 'm.team', 'c.madeAt'])
    .select(['c.resolvedAt', 'c.resolvedBy', 'ru.name as resolver'])
    .orderBy('c.id');
}

async function asComments(query: ReturnType<typeof commentRows>): Promise<Comment[]> {
  const ref = (id: string | null, name: string | null) => (id === null ? null : { id, name: name ?? '' });
  return (await query.execute()).map(({ memberId, name, team, resolvedAt, resolvedBy, resolver, ...row }) => ({
    ...row,
    member: ref(memberId, name),
    team: team as Comment['team'],
    resolved: resolvedAt === null ? null : { member: ref(resolvedBy, resolver), at: resolvedAt },
  }));
}
