import type { z } from 'zod';
import type { Context } from '../../platform/context.ts';
import { standardPolicy } from '../guard.ts';
import type { outreachPolicy } from '../schema.ts';

type Policy = z.output<typeof outreachPolicy>;

/** What both teams agreed about how often somebody is contacted; the standard before anybody has set it. */
export async function policyInForce(context: Context): Promise<Policy> {
  const [latest] = await policyVersions(context, 1);
  return latest ?? { ...standardPolicy, version: 0, setAt: null, setBy: null };
}

/** What held before and who set it, the latest first. */
export async function policyVersions({ db }: Context, limit = 1000): Promise<Policy[]> {
  const rows = await db
    .selectFrom('outreachPolicyVersions as v')
    .leftJoin('members as m', (join) => join.onRef('m.workspaceId', '=', 'v.workspaceId').onRef('m.id', '=', 'v.setBy'))
    .leftJoin('users as u', 'u.id', 'm.userId')
    .select(['v.version', 'v.most', 'v.days', 'v.pausesColleagues', 'v.setAt', 'v.setBy', 'u.name'])
    .orderBy('v.version', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ setBy, name, ...row }) => ({ ...row, setBy: setBy === null ? null : { id: setBy, name: name ?? '' } }));
}
