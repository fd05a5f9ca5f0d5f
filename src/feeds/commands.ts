import { dropFile, importArrived } from '../imports/arriving/commands.ts';
import { assertMayImport } from '../imports/commands.ts';
import { memberId, type Context } from '../platform/context.ts';
import { notFound, unprocessable } from '../platform/errors.ts';
import { recordEvent } from '../platform/events.ts';
import { language, type Language } from '../platform/fields.ts';
import { makeFolder } from '../platform/folder.ts';
import { newId } from '../platform/ids.ts';
import type { Enqueue } from '../platform/jobs.ts';
import { OutgoingError, outsideUrl } from '../platform/outgoing.ts';
import { nextLook } from './schedule.ts';
import type { FeedPatch, FileProblem, NewFeed } from './schema.ts';
import {
  deleteFeed,
  findFeed,
  forgetRefused,
  insertFeed,
  lockFeed,
  noteFile,
  scheduleOf,
  updateFeed,
  updateFile,
} from './store.ts';
import { timeZoneOf } from '../workspaces/reports.ts';

/**
 * Sets up a feed, which is looked at at once. Its folder is made where there is none.
 * @param feedsDir the folder whose subfolders, one for each workspace, may be read
 * @throws Problem 422 for a folder while the server has none to read, and for an address that is not outside
 */
export async function createFeed(context: Context, feedsDir: string | undefined, given: NewFeed): Promise<string> {
  const { now, workspace, actor } = context;
  const { name, kind, mapping, expectedHours, source } = given;
  assertMayImport(context, kind);
  const id = newId();
  const place = given.source === 'push' ? null : given.place;
  const schedule = given.source === 'push' ? null : given.schedule;
  if (source === 'folder') await prepareFolder(feedsDir, `${workspace}/${place}`);
  if (source === 'url') assertOutside(place ?? '');
  await insertFeed(context, {
    id,
    name,
    kind,
    mapping,
    source,
    place,
    ...columnsOf(schedule),
    expectedHours,
    createdBy: memberId(actor),
    createdAt: now,
    nextLookAt: schedule && now,
  });
  await recordEvent(context, { type: 'feed.created', subject: { kind: 'feed', id }, data: { name, kind, source, schedule } });
  return id;
}

/** Each workspace has a folder of its own under the one of the server, so that none reads another's files. */
async function prepareFolder(feedsDir: string | undefined, folder: string): Promise<void> {
  const refuse = (detail: string) => unprocessable(detail, [{ pointer: '/place', detail }]);
  if (feedsDir === undefined)
    throw refuse('This server reads no folders. Whoever runs it sets FEEDS_DIR; until then use an address, or send the files.');
  await makeFolder(feedsDir, folder).catch(() => {
    throw refuse('The folder cannot be made on the server. Whoever runs it can see to what FEEDS_DIR names.');
  });
}

function assertOutside(address: string): void {
  try {
    outsideUrl(address);
  } catch (error) {
    if (!(error instanceof OutgoingError)) throw error;
    const detail = `${error.detail} A feed asks an http or https address of the public internet, without a password in it.`;
    throw unprocessable(detail, [{ pointer: '/place', detail }]);
  }
}

const columnsOf = (schedule: Exclude<NewFeed, { source: 'push' }>['schedule'] | null) => ({
  everyMinutes: schedule && 'everyMinutes' in schedule ? schedule.everyMinutes : null,
  dailyAt: schedule && 'dailyAt' in schedule ? schedule.dailyAt : null,
});

/**
 * Changes a feed, pauses it or goes on with it. With another mapping, files that could not be read are tried again.
 * @throws Problem 404, 422 for a schedule or address that its source does not have
 */
export async function changeFeed(context: Context, id: string, patch: FeedPatch): Promise<void> {
  const { db, now } = context;
  const row = await lockFeed(db, id);
  if (!row) throw notFound();
  const { paused, schedule, place, ...facts } = patch;
  if (schedule && row.source === 'push')
    throw unprocessable('Files that are sent come when they come; this feed has no schedule.');
  if (place !== undefined && row.source !== 'url') throw unprocessable('Only a feed from an address has one to change.');
  if (place !== undefined) assertOutside(place);
  const isPaused = paused ?? row.pausedAt !== null;
  const next = schedule ? columnsOf(schedule) : { everyMinutes: row.everyMinutes, dailyAt: row.dailyAt };
  const hasNews = schedule !== undefined || place !== undefined || (paused === false && row.pausedAt !== null);
  await updateFeed(db, id, {
    ...facts,
    ...next,
    ...(place !== undefined && { place }),
    pausedAt: isPaused ? (row.pausedAt ?? now) : null,
    ...(hasNews && row.source !== 'push' && { nextLookAt: now }),
  });
  if (patch.mapping !== undefined) await forgetRefused(db, id);
  // An address may hold a secret, which the audit does not keep.
  const { place: _secret, ...told } = patch;
  await recordEvent(context, {
    type: paused === undefined ? 'feed.changed' : paused ? 'feed.paused' : 'feed.resumed',
    subject: { kind: 'feed', id },
    data: { ...told, ...(place !== undefined && { place: 'changed' }) },
  });
}

/** Takes a feed away; what it imported stays. @throws Problem 404 */
export async function removeFeed(context: Context, id: string): Promise<void> {
  const row = await lockFeed(context.db, id);
  if (!row) throw notFound();
  await deleteFeed(context.db, id);
  await recordEvent(context, { type: 'feed.removed', subject: { kind: 'feed', id }, data: { name: row.name, kind: row.kind } });
}

/** Has the worker look at a feed now, paused or not. @throws Problem 404, 422 for one that files are sent to */
export async function askForLook(context: Context, enqueue: Enqueue, id: string): Promise<void> {
  const row = await lockFeed(context.db, id);
  if (!row) throw notFound();
  const schedule = scheduleOf(row);
  if (!schedule) throw unprocessable('Files are sent to this feed; there is nowhere to look for them.');
  await updateFeed(context.db, id, { nextLookAt: nextLook(schedule, context.now, await timeZoneOf(context)) });
  await enqueue(context.db, 'feed.look', { workspace: context.workspace, feedId: id }, { singletonKey: id });
}

/** A file of a feed, kept under the id of the import it may become. */
export interface Arrival {
  id: string;
  fileName: string;
  size: number;
  hash: string;
  /** How its folder showed it; null for what was sent or fetched. */
  seenAs: string | null;
}

export interface Taken {
  duplicate: boolean;
  importId: string | null;
  problem: FileProblem | null;
}

/**
 * Imports a file of a feed, once for each content: what came before is thrown away and answered with what became of it then. What cannot be
 * read is noted with its reason.
 * @throws Problem 404
 */
export async function takeFile(context: Context, enqueue: Enqueue, feedId: string, arrival: Arrival): Promise<Taken> {
  const { db } = context;
  const feed = await findFeed(db, feedId);
  if (!feed) throw notFound();
  const { id, fileName, size, hash, seenAs } = arrival;
  const known = await noteFile(context, feedId, { hash, name: fileName, seenAs });
  if (known) {
    await dropFile(context, id);
    return { duplicate: true, importId: known.importId, problem: known.problem };
  }
  if (size === 0) return refuseFile(context, feedId, arrival, { code: 'empty', detail: '' });
  const stored = { size, hash };
  const tongue = await languageOf(context, feed.createdBy);
  const { importId, problem } = await importArrived(context, enqueue, {
    id,
    kind: feed.kind,
    fileName,
    stored,
    mapping: feed.mapping,
    language: tongue,
  });
  const why: FileProblem | null =
    problem === null ? null : { code: importId === null ? 'unreadable' : 'mapping', detail: problem };
  await updateFile(db, feedId, hash, { importId, problem: why });
  await recordEvent(context, {
    type: why === null ? 'feed.file_taken' : 'feed.file_refused',
    subject: { kind: 'feed', id: feedId },
    data: { fileName, importId, ...(why && { problem: why }) },
  });
  return { duplicate: false, importId, problem: why };
}

/** Notes a file that was not even kept, so that it is listed and not tried again before it changes. */
export async function refuseUnread(context: Context, feedId: string, arrival: Arrival, problem: FileProblem): Promise<void> {
  const known = await noteFile(context, feedId, { hash: arrival.hash, name: arrival.fileName, seenAs: arrival.seenAs });
  if (!known) await refuseFile(context, feedId, arrival, problem);
}

async function refuseFile(
  context: Context,
  feedId: string,
  { id, fileName, hash }: Arrival,
  problem: FileProblem,
): Promise<Taken> {
  await dropFile(context, id);
  await updateFile(context.db, feedId, hash, { importId: null, problem });
  await recordEvent(context, { type: 'feed.file_refused', subject: { kind: 'feed', id: feedId }, data: { fileName, problem } });
  return { duplicate: false, importId: null, problem };
}

/** What is wrong with a file is said in the language of whoever set the feed up. */
async function languageOf({ db }: Context, member: string | null): Promise<Language> {
  if (member === null) return 'en';
  const row = await db
    .selectFrom('members')
    .innerJoin('users', 'users.id', 'members.userId')
    .select('users.language')
    .where('members.id', '=', member)
    .executeTakeFirst();
  return language.safeParse(row?.language).data ?? 'en';
}
