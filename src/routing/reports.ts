import type { z } from 'zod';
import type { Context } from '../platform/context.ts';
import type { routing } from './schema.ts';

type Routing = z.output<typeof routing>;

/** The rules and the ladder in force; none before anybody has made some. */
export async function routingInForce({ db }: Context): Promise<Routing> {
  const row = await db
    .selectFrom('routingVersions as v')
    .leftJoin('members as m', (join) => join.onRef('m.workspaceId', '=', 'v.workspaceId').onRef('m.id', '=', 'v.createdBy'))
    .leftJoin('users as u', 'u.id', 'm.userId')
    .select(['v.version', 'v.rules', 'v.ladder', 'v.createdAt', 'v.createdBy', 'u.name'])
    .orderBy('v.version', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row) return { version: 0, rules: [], ladder: [], changedAt: null, changedBy: null };
  return {
    version: row.version,
    rules: row.rules as Routing['rules'],
    ladder: row.ladder as Routing['ladder'],
    changedAt: row.createdAt,
    changedBy: row.createdBy === null ? null : { id: row.createdBy, name: row.name ?? '' },
  };
}
