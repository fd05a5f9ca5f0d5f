import { sql } from 'kysely';
import type { ImportKind } from '../imports/kinds.ts';
import type { ImportMapping } from '../imports/schema.ts';
import type { Context, Db } from '../platform/context.ts';
import type { Schedule } from './schedule.ts';
import type { FeedProblem, FeedSource, FileProblem } from './schema.ts';

export interface FeedRow {
  id: string;
  name: string;
  kind: ImportKind;
  mapping: ImportMapping | null;
  source: FeedSource;
  place: string | null;
  everyMinutes: number | null;
  dailyAt: string | null;
  expectedHours: number | null;
  createdBy: string | null;
  createdAt: Date;
  pausedAt: Date | null;
  nextLookAt: Date | null;
  lookedAt: Date | null;
  succeededAt: Date | null;
  problem: FeedProblem | null;
}

type FeedChange = { [F in Exclude<keyof FeedRow, 'id'>]?: FeedRow[F] | undefined };

export const scheduleOf = ({ everyMinutes, dailyAt }: Pick<FeedRow, 'everyMinutes' | 'dailyAt'>): Schedule | null =>
  everyMinutes !== null ? { everyMinutes } : dailyAt !== null ? { dailyAt } : null;

export async function findFeed(db: Db, id: string): Promise<FeedRow | undefined> {
  return (await db.selectFrom('feeds').selectAll().where('id', '=', id).executeTakeFirst()) as FeedRow | undefined;
}

export async function lockFeed(db: Db, id: string): Promise<FeedRow | undefined> {
  return (await db.selectFrom('feeds').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()) as FeedRow | undefined;
}

export async function insertFeed(
  { db, workspace }: Context,
  { mapping, ...row }: Omit<FeedRow, 'pausedAt' | 'lookedAt' | 'succeededAt' | 'problem'>,
): Promise<void> {
  await db
    .insertInto('feeds')
    .values({ workspaceId: workspace, ...row, mapping: mapping && JSON.stringify(mapping) })
    .execute();
}

export async function updateFeed(db: Db, id: string, { mapping, problem, ...change }: FeedChange): Promise<void> {
  await db
    .updateTable('feeds')
    .set({
      ...(change as Partial<Omit<FeedRow, 'id' | 'mapping' | 'problem'>>),
      ...(mapping !== undefined && { mapping: mapping && JSON.stringify(mapping) }),
      ...(problem !== undefined && { problem: problem && JSON.stringify(problem) }),
    })
    .where('id', '=', id)
    .execute();
}

export async function deleteFeed(db: Db, id: string): Promise<void> {
  await db.deleteFrom('feeds').where('id', '=', id).execute();
}

/** Feeds that are to be looked at by now, locked; another worker takes others. */
export async function dueFeeds({ db, workspace, now }: Context): Promise<FeedRow[]> {
  return (await db
    .selectFrom('feeds')
    .selectAll()
    .where('workspaceId', '=', workspace)
    .where('pausedAt', 'is', null)
    .where('nextLookAt', '<=', now)
    .forUpdate()
    .skipLocked()
    .execute()) as FeedRow[];
}

export interface KnownFile {
  fileHash: string;
  importId: string | null;
  problem: FileProblem | null;
}

/** Notes a content of a feed; answers what is known of it when it came before. */
export async function noteFile(
  { db, workspace, now }: Context,
  feedId: string,
  file: { hash: string; name: string; seenAs: string | null },
): Promise<KnownFile | null> {
  const { hash: fileHash, name: fileName, seenAs } = file;
  const made = await db
    .insertInto('feedFiles')
    .values({ workspaceId: workspace, feedId, fileHash, fileName, seenAs, receivedAt: now })
    .onConflict((on) => on.columns(['workspaceId', 'feedId', 'fileHash']).doNothing())
    .returning('fileHash')
    .executeTakeFirst();
  if (made) return null;
  const known = db.updateTable('feedFiles').where('feedId', '=', feedId).where('fileHash', '=', fileHash);
  return (await known
    .set({ seenAs: sql`coalesce(${seenAs}, seen_as)` })
    .returning(['fileHash', 'importId', 'problem'])
    .executeTakeFirst()) as KnownFile;
}

export async function updateFile(
  db: Db,
  feedId: string,
  hash: string,
  { importId, problem }: { importId: string | null; problem: FileProblem | null },
): Promise<void> {
  await db
    .updateTable('feedFiles')
    .set({ importId, problem: problem && JSON.stringify(problem) })
    .where('feedId', '=', feedId)
    .where('fileHash', '=', hash)
    .execute();
}

/** Which of these states of files have been read already. */
export async function filesSeen(db: Db, feedId: string, states: string[]): Promise<Set<string>> {
  if (states.length === 0) return new Set();
  const rows = await db
    .selectFrom('feedFiles')
    .select('seenAs')
    .where('feedId', '=', feedId)
    .where('seenAs', 'in', states)
    .execute();
  return new Set(rows.flatMap(({ seenAs }) => seenAs ?? []));
}

/** Forgets the files that were refused before they became an import, so that they are read again. */
export async function forgetRefused(db: Db, feedId: string): Promise<void> {
  await db.deleteFrom('feedFiles').where('feedId', '=', feedId).where('importId', 'is', null).execute();
}
