import { sql } from 'kysely';
import { z } from 'zod';
import type { Context } from '../platform/context.ts';
import { id } from '../platform/fields.ts';
import { cutPage, decodeCursor } from '../platform/pages.ts';
import type { auditEvent, eventQuery } from './schema.ts';

type Item = z.output<typeof auditEvent>;
type Row = Omit<Item, 'actor' | 'subject'> & {
  actorKind: Item['actor']['kind'];
  actorId: string | null;
  actorName: string | null;
  subjectKind: string;
  subjectId: string | null;
};

/** What changed, the latest recorded first. Ids grow with time, so they are the order and the cursor. */
export async function listEvents(
  { db, workspace }: Context,
  query: z.output<typeof eventQuery>,
): Promise<{ items: Item[]; next: string | null }> {
  const [before] = decodeCursor(query.cursor, z.tuple([id])) ?? [];
  const { rows } = await sql<Row>`
    select e.id, e.at, e.recorded_at, e.type, e.actor_kind, e.actor_id, coalesce(u.name, k.name, w.name) as actor_name, e.subject_kind, e.subject_id, e.data
      from events e
      left join members m on m.workspace_id = e.workspace_id and m.id = e.actor_id and e.actor_kind = 'member' left join users u on u.id = m.user_id
      left join api_keys k on k.workspace_id = e.workspace_id and k.id = e.actor_id and e.actor_kind = 'api_key'
      left join write_keys w on w.workspace_id = e.workspace_id and w.id = e.actor_id and e.actor_kind = 'write_key'
     where e.workspace_id = ${workspace}
       and (${query.subject ?? null}::uuid is null or e.subject_id = ${query.subject ?? null})
       and (${query.type ?? null}::text is null or e.type = ${query.type ?? null})
       and (${before ?? null}::uuid is null or e.id < ${before ?? null})
     order by e.id desc limit ${query.limit + 1}`.execute(db);
  return cutPage(
    rows,
    query.limit,
    (row) => [row.id],
    ({ actorKind, actorId, actorName, subjectKind, subjectId, ...row }) => ({
      ...row,
      actor: { kind: actorKind, id: actorId, name: actorName },
      subject: { kind: subjectKind, id: subjectId },
    }),
  );
}
