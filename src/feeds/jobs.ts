import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { sql } from 'kysely';
import { keepFile } from '../imports/arriving/commands.ts';
import { notify } from '../notifications/commands.ts';
import type { Context } from '../platform/context.ts';
import { inWorkspace, type Database } from '../platform/database.ts';
import { Problem } from '../platform/errors.ts';
import { filesIn, FolderError, type FoundFile } from '../platform/folder.ts';
import { newId } from '../platform/ids.ts';
import type { Enqueue } from '../platform/jobs.ts';
import { fetchOutside, OutgoingError, type Fetched } from '../platform/outgoing.ts';
import { willPass, type AssertRoom } from '../platform/watch.ts';
import { refuseUnread, takeFile, type Arrival } from './commands.ts';
import { staleFeeds } from './reports.ts';
import { nextLook } from './schedule.ts';
import type { FeedProblem } from './schema.ts';
import { dueFeeds, filesSeen, findFeed, scheduleOf, updateFeed, type FeedRow } from './store.ts';
import { timeZoneOf } from '../workspaces/reports.ts';

/** What the worker does for feeds: looks where files come from when it is time, and says when none have come for too long. */

const system = { kind: 'system' } as const;
/** As much as an import takes. */
const LARGEST_FILE = 500 * 1024 * 1024;
const FETCH_WITHIN_MS = 5 * 60_000;
/** A file that changed so lately may still be written to. */
const SETTLED_MS = 10_000;
const ENDINGS = /\.(csv|tsv|txt|xlsx|json|jsonl|ndjson|xml)$/i;

interface Parts {
  db: Database;
  enqueue: Enqueue;
}

/** Where feeds may look: the folder of the server, and the world outside. */
export interface Reach {
  feedsDir?: string | undefined;
  fetch?: (url: string) => Promise<Fetched>;
  assertRoom?: AssertRoom;
}

/** Each minute: puts the looks that are due in the queue, and tells marketing and administrators which feeds have gone stale. */
export async function pollFeeds({ db, enqueue }: Parts, now = new Date()): Promise<void> {
  const { rows } = await sql<{ id: string }>`select workspace_ids() as id`.execute(db);
  for (const { id: workspace } of rows)
    await inWorkspace(
      db,
      workspace,
      system,
      async (context) => {
        const due = await dueFeeds(context);
        const timeZone = due.length > 0 ? await timeZoneOf(context) : '';
        for (const feed of due) {
          const schedule = scheduleOf(feed);
          await updateFeed(context.db, feed.id, { nextLookAt: schedule && nextLook(schedule, now, timeZone) });
          await enqueue(context.db, 'feed.look', { workspace, feedId: feed.id });
        }
        await warnOfStale(context);
      },
      now,
    );
}

/** News of a feed that is stale reaches each once, until its next file comes and again none follows. */
async function warnOfStale(context: Context): Promise<void> {
  const stale = await staleFeeds(context);
  if (stale.length === 0) return;
  const members = await context.db
    .selectFrom('members')
    .select('id')
    .where('role', 'in', ['marketing', 'admin'])
    .where('leftAt', 'is', null)
    .execute();
  for (const { id, name, lastImportId, lastDataAt } of stale)
    await notify(
      context,
      members.map((member) => member.id),
      { kind: 'feed.stale', subject: { kind: 'feed', id: lastImportId ?? id }, data: { feedId: id, name, lastDataAt } },
    );
}

/** Looks at a feed: imports what is new, and notes when it was in order or why not. */
export async function lookAtFeed(
  { db, enqueue }: Parts,
  { workspace, feedId }: { workspace: string; feedId: string },
  reach: Reach = {},
): Promise<void> {
  const inside = <T>(work: (context: Context) => Promise<T>) => inWorkspace(db, workspace, system, work);
  const feed = await inside((context) => findFeed(context.db, feedId));
  if (!feed) return;
  const take = (arrival: Arrival) => inside((context) => takeFile(context, enqueue, feedId, arrival));
  const keep = async (fileName: string, seenAs: string | null, stream: AsyncIterable<Uint8Array>): Promise<Arrival> => {
    const id = newId();
    return { id, fileName, seenAs, ...(await keepFile(inside, id, whileThereIsRoom(stream, reach.assertRoom))) };
  };
  let problem: FeedProblem | null = null;
  try {
    if (feed.source === 'url') {
      const { url, body } = await (reach.fetch ?? outside)(feed.place ?? '');
      await take(await keep(nameIn(url), null, body));
    } else if (feed.source === 'folder')
      for (const file of await newFiles(inside, workspace, feed, reach.feedsDir)) {
        const unread = {
          id: newId(),
          fileName: file.name,
          size: file.size,
          hash: digest(`unread ${file.seenAs}`),
          seenAs: file.seenAs,
        };
        if (file.size > LARGEST_FILE)
          await inside((context) => refuseUnread(context, feedId, unread, { code: 'too_large', detail: String(LARGEST_FILE) }));
        else await take(await keep(file.name, file.seenAs, file.read()));
      }
  } catch (error) {
    if (willPass(error) || (error instanceof Problem && error.status === 404)) throw error;
    problem = problemOf(error);
  }
  await inside(({ db: open, now }) =>
    updateFeed(open, feedId, { lookedAt: now, problem, ...(problem === null && { succeededAt: now }) }),
  );
}

/** A file as it comes, as long as there is room for it. */
async function* whileThereIsRoom(stream: AsyncIterable<Uint8Array>, assertRoom: AssertRoom = () => {}) {
  for await (const chunk of stream) {
    assertRoom();
    yield chunk;
  }
}

const outside = (url: string) => fetchOutside(url, { largest: LARGEST_FILE, withinMs: FETCH_WITHIN_MS });
const digest = (text: string) => createHash('sha256').update(text).digest('hex');

/** The files of a folder, below the workspace's own, that have not been read as they are now. */
async function newFiles(
  inside: <T>(work: (context: Context) => Promise<T>) => Promise<T>,
  workspace: string,
  feed: FeedRow,
  feedsDir: string | undefined,
): Promise<FoundFile[]> {
  if (feedsDir === undefined) throw new NoFolders();
  const files = (await filesIn(join(feedsDir, workspace), feed.place ?? '', { settledMs: SETTLED_MS, now: new Date() })).filter(
    ({ name }) => ENDINGS.test(name),
  );
  const seen = await inside((context) =>
    filesSeen(
      context.db,
      feed.id,
      files.map(({ seenAs }) => seenAs),
    ),
  );
  return files.filter(({ seenAs }) => !seen.has(seenAs));
}

class NoFolders extends Error {}

function problemOf(error: unknown): FeedProblem {
  if (error instanceof OutgoingError) return { code: error.code, detail: error.detail };
  if (error instanceof FolderError) return { code: error.code === 'missing' ? 'folder_missing' : 'folder_outside', detail: '' };
  if (error instanceof NoFolders) return { code: 'no_folders', detail: '' };
  console.error(JSON.stringify({ level: 50, msg: 'feed', error: String(error) }));
  return { code: 'fault', detail: '' };
}

/** What a file is called by its address. */
function nameIn(url: string): string {
  const { hostname, pathname } = new URL(url);
  const last = pathname.split('/').at(-1) ?? '';
  return (last === '' ? hostname : last).slice(0, 200);
}
