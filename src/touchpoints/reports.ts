import { sql } from 'kysely';
import { z } from 'zod';
import { calledName, standingPerson } from '../people/reports.ts';
import type { Context } from '../platform/context.ts';
import { instant } from '../platform/fields.ts';
import { cutPage, decodeCursor } from '../platform/pages.ts';
import type { touchpoint, touchpointQuery } from './schema.ts';

type Item = z.output<typeof touchpoint>;
const place = z.tuple([instant, z.uuid()]);

/** Touchpoints, newest first. A person who was merged is looked for under the person kept. */
export async function listTouchpoints(
  context: Context,
  query: z.output<typeof touchpointQuery>,
): Promise<{ items: Item[]; next: string | null }> {
  const { db, workspace } = context;
  const [at, last] = decodeCursor(query.cursor, place) ?? [];
  const { person, channel, kind, from, to, limit } = query;
  const { rows } = await sql<Item>`
    select t.id, t.occurred_at, t.anonymous_id, t.side, t.kind, t.channel, t.source, t.medium, t.campaign, t.content, t.title, t.url, t.path, t.bot,
           case when p.id is not null then json_build_object('id', p.id, 'name', ${calledName('p')}) end as person
      from touchpoints t left join people p on p.workspace_id = t.workspace_id and p.id = t.person_id
     where t.workspace_id = ${workspace}
       ${person === undefined ? sql`` : sql`and t.person_id = ${await standingPerson(context, person)}`}
       ${channel === undefined ? sql`` : sql`and t.channel = ${channel}`} ${kind === undefined ? sql`` : sql`and t.kind = ${kind}`}
       ${from === undefined ? sql`` : sql`and t.occurred_at >= ${from}`} ${to === undefined ? sql`` : sql`and t.occurred_at < ${to}`}
       ${at === undefined ? sql`` : sql`and (t.occurred_at, t.id) < (${at}, ${last}::uuid)`}
     order by t.occurred_at desc, t.id desc limit ${limit + 1}`.execute(db);
  return cutPage(
    rows,
    limit,
    ({ occurredAt, id }) => [occurredAt.toISOString(), id],
    (row) => row,
  );
}
