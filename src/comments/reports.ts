import { sql } from 'kysely';
import type { z } from 'zod';
import type { Context } from '../platform/context.ts';
import { notFound } from '../platform/errors.ts';
import { mentionedIn } from './mentions.ts';
import type { comment, commentQuery } from './schema.ts';

type Comment = z.output<typeof comment>;

/** What was said of a version or a hand-off, the first first. */
export function listComments(
  context: Context,
  { subjectKind, subjectId }: Pick<z.output<typeof commentQuery>, 'subjectKind' | 'subjectId'>,
): Promise<Comment[]> {
  return asComments(context, commentRows(context).where('c.subjectKind', '=', subjectKind).where('c.subjectId', '=', subjectId));
}

/** @throws Problem 404 for no such comment */
export async function oneComment(context: Context, id: string): Promise<Comment> {
  const [found] = await asComments(context, commentRows(context).where('c.id', '=', id));
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
    .select(['c.id', 'c.subjectKind', 'c.about', 'c.body', 'c.asks', 'c.answers', 'c.memberId', 'u.name', 'm.team', 'c.madeAt'])
    .select(['c.resolvedAt', 'c.resolvedBy', 'ru.name as resolver'])
    .orderBy('c.id');
}

async function asComments(context: Context, query: ReturnType<typeof commentRows>): Promise<Comment[]> {
  const rows = await query.execute();
  const mentions = (row: (typeof rows)[number]) => (row.subjectKind === 'handoff' ? mentionedIn(row.body) : []);
  const names = await namesOf(context, rows.flatMap(mentions));
  const ref = (id: string | null, name: string | null) => (id === null ? null : { id, name: name ?? '' });
  return rows.map((row) => ({
    id: row.id,
    about: row.about,
    body: row.body,
    mentions: mentions(row).flatMap((id) => ref(id, names.get(id) ?? null) ?? []),
    asks: row.asks,
    answers: row.answers,
    member: ref(row.memberId, row.name),
    team: row.team as Comment['team'],
    madeAt: row.madeAt,
    resolved: row.resolvedAt === null ? null : { member: ref(row.resolvedBy, row.resolver), at: row.resolvedAt },
  }));
}

/**
 * What a mention calls a member, as SQL: the name, and the e-mail address with it where another member is called the same.
 * @param member alias of their row in members
 * @param user alias of their row in users
 */
export const nameInMentions = (member: string, user: string): string => `(${user}.name || case when exists (
  select from members nx join users ny on ny.id = nx.user_id
   where nx.workspace_id = ${member}.workspace_id and nx.id <> ${member}.id and lower(ny.name) = lower(${user}.name))
  then ' (' || ${user}.email || ')' else '' end)`;

/** What members are called in mentions, also those who have left. */
export async function namesOf({ db }: Context, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('members')
    .innerJoin('users', 'users.id', 'members.userId')
    .select(['members.id', sql<string>`${sql.raw(nameInMentions('members', 'users'))}`.as('name')])
    .where('members.id', 'in', [...ids])
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
