import { sql } from 'kysely';
import { z } from 'zod';
import type { Context } from '../platform/context.ts';
import { notFound } from '../platform/errors.ts';
import { instant } from '../platform/fields.ts';
import { cutPage, decodeCursor } from '../platform/pages.ts';
import { newsDue, stateOf } from './freshness.ts';
import type { feed, feedFile } from './schema.ts';
import { scheduleOf, type FeedRow } from './store.ts';

type Item = z.output<typeof feed>;
type Row = FeedRow & {
  createdByName: string | null;
  lastDataAt: Date | null;
  refusedFiles: number;
  refusedRows: number;
  refusedImportId: string | null;
};

/** All feeds, by name. */
export function listFeeds(context: Context): Promise<Item[]> {
  return feedsWhere(context, null);
}

/** @throws Problem 404 */
export async function getFeed(context: Context, id: string): Promise<Item> {
  const [found] = await feedsWhere(context, id);
  if (!found) throw notFound();
  return found;
}

async function feedsWhere({ db, workspace, now }: Context, id: string | null): Promise<Item[]> {
  const { rows } = await sql<Row>`
    select f.*, u.name as created_by_name, d.last_data_at, r.refused_files, r.refused_rows, r.refused_import_id
      from feeds f
      left join members m on m.workspace_id = f.workspace_id and m.id = f.created_by left join users u on u.id = m.user_id
      cross join lateral (select max(received_at) as last_data_at from feed_files a where a.workspace_id = f.workspace_id and a.feed_id = f.id) d
      cross join lateral (
        select count(*) filter (where a.problem is not null) as refused_files, coalesce(sum((i.counts ->> 'wrong')::int), 0) as refused_rows,
               (array_agg(i.id order by a.received_at desc) filter (where (i.counts ->> 'wrong')::int > 0))[1] as refused_import_id
          from feed_files a left join imports i on i.workspace_id = a.workspace_id and i.id = a.import_id
         where a.workspace_id = f.workspace_id and a.feed_id = f.id and a.received_at > ${now}::timestamptz - interval '30 days') r
     where f.workspace_id = ${workspace} and (${id}::uuid is null or f.id = ${id})
     order by lower(f.name), f.id`.execute(db);
  return rows.map((row) => {
    const { createdBy, createdByName, refusedFiles, refusedRows, refusedImportId, everyMinutes: _, dailyAt: __, ...known } = row;
    return {
      ...known,
      place: row.source === 'url' && row.place !== null ? withoutSecret(row.place) : row.place,
      schedule: scheduleOf(row),
      createdBy: createdBy === null ? null : { id: createdBy, name: createdByName ?? '' },
      state: stateOf(row, now),
      nextLookAt: row.pausedAt === null ? row.nextLookAt : null,
      newsDueAt: newsDue(row),
      refused: { files: refusedFiles, rows: refusedRows, importId: refusedImportId },
    };
  });
}

/** Addresses of reports often carry a token behind the question mark. */
const withoutSecret = (address: string) => address.replace(/[?#].*$/s, '?…');

/** Feeds whose news is overdue, with the import that was the last to come. */
export async function staleFeeds({
  db,
  workspace,
  now,
}: Context): Promise<{ id: string; name: string; lastDataAt: Date | null; lastImportId: string | null }[]> {
  const { rows } = await sql<{ id: string; name: string; lastDataAt: Date | null; lastImportId: string | null }>`
    select f.id, f.name, a.received_at as last_data_at, a.import_id as last_import_id
      from feeds f
      left join lateral (select received_at, import_id from feed_files a where a.workspace_id = f.workspace_id and a.feed_id = f.id order by received_at desc limit 1) a on true
     where f.workspace_id = ${workspace} and f.paused_at is null and f.expected_hours is not null
       and coalesce(a.received_at, f.created_at) + f.expected_hours * interval '1 hour' <= ${now}`.execute(db);
  return rows;
}

/** The files of a feed, the last first, with what became of each. @throws Problem 404 */
export async function listFeedFiles(
  context: Context,
  feedId: string,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<{ items: z.output<typeof feedFile>[]; next: string | null }> {
  const { db, workspace } = context;
  await getFeed(context, feedId);
  const [at, hash] = decodeCursor(cursor, z.tuple([instant, z.string()])) ?? [];
  const { rows } = await sql<z.output<typeof feedFile>>`
    select a.file_hash as hash, a.file_name, a.received_at, a.problem,
           case when i.id is not null then jsonb_build_object('id', i.id, 'state', i.state, 'counts', i.counts) end as import
      from feed_files a left join imports i on i.workspace_id = a.workspace_id and i.id = a.import_id
     where a.workspace_id = ${workspace} and a.feed_id = ${feedId}
       ${at === undefined ? sql`` : sql`and (a.received_at, a.file_hash) < (${at}, ${hash})`}
     order by a.received_at desc, a.file_hash desc limit ${limit + 1}`.execute(db);
  return cutPage(
    rows,
    limit,
    (row) => [row.receivedAt.toISOString(), row.hash],
    (row) => row,
  );
}
