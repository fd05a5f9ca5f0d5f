import { sql } from 'kysely';
import type { Context } from '../../platform/context.ts';
import type { RoadNames } from './names.ts';

/** What was spent on a road in one currency: the road as it was told, and as it is called. */
export interface SpentRoad {
  told: RoadNames;
  named: RoadNames;
  currency: string;
  amountMinor: number;
  days: number;
}

/** What was spent by road and currency: all of it, or the rows of these ids. */
export async function spentRoads({ db, workspace }: Context, ids?: readonly string[]): Promise<SpentRoad[]> {
  const { rows } = await sql<SpentRoad>`
    select json_build_object('channel', channel, 'source', source, 'campaign', campaign) as told,
           json_build_object('channel', coalesce(named_channel, channel), 'source', coalesce(named_source, source),
             'campaign', coalesce(named_campaign, campaign)) as named,
           currency, sum(amount_minor)::bigint as amount_minor, count(*) as days
      from spend where workspace_id = ${workspace} ${ids === undefined ? sql`` : sql`and id = any(${ids}::uuid[])`}
     group by channel, source, campaign, named_channel, named_source, named_campaign, currency`.execute(db);
  return rows;
}

/** Calls roads that were told by other names from now on, in all that was spent or in the rows of these ids. */
export async function renameSpent(
  { db, workspace }: Context,
  roads: readonly Pick<SpentRoad, 'told' | 'named'>[],
  ids?: readonly string[],
): Promise<void> {
  if (roads.length === 0) return;
  await sql`
    update spend s
       set named_channel = nullif(r.named->>'channel', s.channel), named_source = nullif(r.named->>'source', s.source),
           named_campaign = nullif(r.named->>'campaign', s.campaign)
      from json_to_recordset(${JSON.stringify(roads)}::json) as r(told json, named json)
     where s.workspace_id = ${workspace} ${ids === undefined ? sql`` : sql`and s.id = any(${ids}::uuid[])`}
       and s.channel = r.told->>'channel' and s.source = r.told->>'source' and s.campaign = r.told->>'campaign'`.execute(db);
}
