import type { Context } from '../platform/context.ts';
import { inWorkspace, type Database } from '../platform/database.ts';
import { recordEvent } from '../platform/events.ts';
import type { Language } from '../platform/fields.ts';
import { newId } from '../platform/ids.ts';
import { willPass, type AssertRoom } from '../platform/watch.ts';
import { UblError } from '../revenue/ubl.ts';
import { createImport, finishUndoing } from './commands.ts';
import { TableError } from './delimited.ts';
import { openDesk } from './desk.ts';
import { openImportFile } from './file.ts';
import { discardFile, fileParts, storeFile, type Inside } from './files/store.ts';
import type { ImportKind } from './kinds.ts';
import { lockForWriting, planBatch, writeDesk } from './loading/commands.ts';
import { allSkipped, readWhole, remaining, sameFile } from './reading/commands.ts';
import { isSame } from './register.ts';
import type { ImportMapping } from './schema.ts';
import { said, type Said } from './sentences.ts';
import { forgetRecorded } from './spend/commands.ts';
import { insertRejections, lockImport, sameImport, updateImport, type ImportRow, type Undone } from './store.ts';
import type { Survey } from './survey.ts';
import type { Batch } from './table.ts';
import { tellOfTouches } from './touchpoints/commands.ts';
import { undoPart } from './undoing/commands.ts';
import { homeCountry } from '../workspaces/reports.ts';

/** Rows in a part: many enough that what a part costs by itself is little beside them, few enough that nobody waits long for its end. */
const BATCH = 4000;
const system = { kind: 'system' } as const;

export interface ImportJob {
  workspace: string;
  importId: string;
}

/** How often a reader of the screen hears how far a file has been read. */
const TELL_EVERY = 20_000;

const insideOf =
  (db: Database, workspace: string): Inside =>
  (work) =>
    inWorkspace(db, workspace, system, work);

/**
 * Takes in a file in this process, without a worker: stores it, reads it and keeps what importing it would do.
 * @returns the id of the import, which is now previewed, or unreadable for the reason it says
 * @throws Problem 422 for a small file that cannot be read
 */
export async function takeIn(
  db: Database,
  workspace: string,
  given: {
    kind: ImportKind;
    fileName: string;
    file: AsyncIterable<Uint8Array>;
    mapping: ImportMapping | null;
    language?: Language;
  },
): Promise<string> {
  const [inside, id] = [insideOf(db, workspace), newId()];
  const { file, language = 'en', ...rest } = given;
  const stored = await storeFile(inside, id, file);
  await inside((context) => createImport(context, async () => {}, { id, ...rest, stored, language }));
  await readImport(db, { workspace, importId: id });
  return id;
}

/**
 * Reads the file of an import and keeps what importing it would do. Nothing happens to an import that is no longer waiting for it, and what
 * was read by a mapping that has been changed meanwhile is thrown away.
 */
export async function readImport(
  db: Database,
  { workspace, importId }: ImportJob,
  { size = BATCH, assertRoom = () => {} }: Omit<RunOptions, 'onProgress'> = {},
): Promise<void> {
  const inside = insideOf(db, workspace);
  const row = await inside((context) => lockImport(context.db, importId));
  if (row?.state !== 'reading') return;
  await readAndKeep(inside, row, { size, assertRoom });
}

/** @returns the import as it has been read; null when it cannot be, or is another's now */
async function readAndKeep(
  inside: Inside,
  row: ImportRow,
  { size, assertRoom }: Pick<Required<RunOptions>, 'size' | 'assertRoom'>,
): Promise<ImportRow | null> {
  let told = 0;
  const onRows = async (rows: number) => {
    assertRoom();
    if (rows - told < TELL_EVERY) return;
    told = rows;
    await inside((context) => updateImport(context.db, row.id, { rowsDone: rows }));
  };
  const reading = await readWhole(inside, row, () => fileParts(inside, row.id), { size, onRows });
  return inside(async (context) => {
    const now = await lockImport(context.db, row.id);
    if (!now || now.state !== row.state || now.rowsDone > told || !isSame(now.mapping, row.mapping)) return null;
    if ('unreadable' in reading) {
      await updateImport(context.db, row.id, { state: 'unreadable', said: reading.unreadable, rowsDone: 0 });
      return null;
    }
    const change =
      now.state === 'reading'
        ? { ...reading, state: 'previewed' as const, rowsDone: 0 }
        : { ...reading, ...beginning(reading.survey) };
    await updateImport(context.db, row.id, change);
    return { ...now, ...change };
  });
}

/** Where recording begins: rows of spend that never reach a sum are behind it already. */
function beginning({ rowCount: rows, summed }: Survey): Pick<ImportRow, 'counts' | 'rowsDone'> {
  const settled = summed ?? { skipped: 0, wrong: 0 };
  return { counts: { rows, new: 0, updated: 0, ...settled }, rowsDone: settled.skipped + settled.wrong };
}

interface RunOptions {
  /** Rows in a part. */
  size?: number;
  /** Told after each part how many rows are done, or undone. */
  onProgress?: (rowsDone: number) => void;
  /** Asked before each part; what it throws leaves the import where it is, to be gone on with later. */
  assertRoom?: AssertRoom;
}

/**
 * Carries an import on that was put in the queue: records its rows, or takes them back, part by part. Each part is one transaction that also
 * says how far the import has come, so that after a crash it goes on with the next row and doubles none. Does nothing for an import that has
 * ended.
 */
export async function runImport(
  db: Database,
  job: ImportJob,
  { size = BATCH, onProgress = () => {}, assertRoom = () => {} }: RunOptions = {},
): Promise<void> {
  const inside = insideOf(db, job.workspace);
  const row = await inside((context) => begin(context, job.importId));
  if (!row) return;
  try {
    if (row.state === 'undoing') await takeBack(inside, row, { size, onProgress, assertRoom });
    else await record(inside, row, { size, onProgress, assertRoom });
  } catch (error) {
    // The database comes back, or room on its disk, and the job runs again; anything else would only fail again.
    if (willPass(error)) throw error;
    const isFile = error instanceof TableError || error instanceof UblError;
    const problem = isFile ? error.said : said('stoppedByFault');
    await inside((context) => stop(context, row, problem));
    if (!isFile) throw error;
  }
}

async function begin({ db }: Context, importId: string): Promise<ImportRow | null> {
  const row = await lockImport(db, importId);
  if (row?.state === 'undoing') return row;
  if (row?.state !== 'queued' && row?.state !== 'running') return null;
  // Only the first to take it from the queue sets its counts back; an import that was stopped goes on from where it was.
  const isFirst = row.state === 'queued' && row.rowsDone === 0 && row.survey !== null;
  const change = { state: 'running' as const, ...(isFirst && row.survey && beginning(row.survey)) };
  await updateImport(db, importId, change);
  return { ...row, ...change };
}

async function record(inside: Inside, given: ImportRow, { size, onProgress, assertRoom }: Required<RunOptions>): Promise<void> {
  const same = given.survey && given.rowsDone === 0 ? await inside(({ db }) => sameImport(db, given)) : undefined;
  if (given.survey && same) {
    const { rowCount } = given.survey;
    const news = { rowsDone: rowCount, said: sameFile(same.createdAt), counts: allSkipped(rowCount, same.counts) };
    return inside((context) => finish(context, given.id, news));
  }
  // Asked to run before it was read, or spend that is not summed because its like was here then: what it holds is found out first.
  const isRead = given.survey !== null && (given.kind !== 'spend' || given.survey.summed !== null);
  const row = isRead ? given : await readAndKeep(inside, given, { size, assertRoom });
  if (!row) return;
  const table = await openImportFile(row.kind, () => fileParts(inside, row.id), row.mapping, row.survey);
  const [problem] = table.problems;
  if (problem) return inside((context) => stop(context, row, problem));
  let done = row.rowsDone;
  for await (const batch of ahead(remaining(inside, row, table, size))) {
    assertRoom();
    const isOurs = await inside((context) => load(context, row, batch, done, table.source));
    if (!isOurs) return;
    done = batch.through;
    onProgress(done);
  }
  await inside((context) => finish(context, row.id, { rowsDone: done }));
}

/** Reads the next part while the one before is being recorded. */
async function* ahead<T>(parts: AsyncGenerator<T>): AsyncGenerator<T> {
  let next = parts.next();
  // A fault in what nobody has asked for yet is told when it is.
  next.catch(() => {});
  for (;;) {
    const { done, value } = await next;
    if (done) return;
    next = parts.next();
    next.catch(() => {});
    yield value;
  }
}

/** Records one part; false when somebody else has gone on with this import. What does not need an answer before is asked at once. */
async function load(
  context: Context,
  { id, kind }: Pick<ImportRow, 'id' | 'kind'>,
  batch: Batch,
  after: number,
  source: string,
): Promise<boolean> {
  const [row, , home] = await Promise.all([lockImport(context.db, id), lockForWriting(context, kind), homeCountry(context)]);
  if (row?.state !== 'running' || row.rowsDone !== after) return false;
  const desk = openDesk(source, home, id);
  const { counts, rejected } = await planBatch(context, kind, batch, desk);
  const sum = {
    rows: row.counts.rows,
    new: row.counts.new + counts.new,
    updated: row.counts.updated + counts.updated,
    skipped: row.counts.skipped + counts.skipped,
    wrong: row.counts.wrong + counts.wrong,
  };
  await Promise.all([
    writeDesk(context, desk),
    insertRejections(context, id, rejected),
    kind === 'spend' && forgetRecorded(context, id, batch),
    updateImport(context.db, id, { counts: sum, rowsDone: batch.through }),
  ]);
  return true;
}

/** Says that an import cannot go on, and why. What it has recorded counts. */
async function stop(context: Context, { id, kind }: ImportRow, problem: Said): Promise<void> {
  await updateImport(context.db, id, { state: 'stopped', said: problem });
  if (kind === 'touchpoints') await tellOfTouches(context, id);
}

/** Says that an import is done. What it was read from has served its purpose: people's data is not kept twice. */
async function finish(context: Context, importId: string, change: Partial<ImportRow>): Promise<void> {
  await updateImport(context.db, importId, { state: 'done', finishedAt: context.now, ...change });
  await discardFile(context, importId);
  const row = await lockImport(context.db, importId);
  if (row?.kind === 'touchpoints') await tellOfTouches(context, importId);
  await recordEvent(context, {
    type: 'import.done',
    subject: { kind: 'import', id: importId },
    data: { kind: row?.kind, counts: row?.counts, createdBy: row?.createdBy },
  });
}

async function takeBack(
  inside: Inside,
  { id }: ImportRow,
  { size, onProgress, assertRoom }: Required<RunOptions>,
): Promise<void> {
  let undone: Undone | null;
  do {
    assertRoom();
    undone = await inside(async (context) => {
      const row = await lockImport(context.db, id);
      if (row?.state !== 'undoing') return null;
      const part = await undoPart(context, row, size);
      await (part === null ? finishUndoing(context, row) : updateImport(context.db, id, { undone: part }));
      return part;
    });
    if (undone) onProgress(undone.removed + undone.restored);
  } while (undone !== null);
}
