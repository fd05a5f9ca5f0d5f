import { memberId, type Context } from '../platform/context.ts';
import { conflict, forbidden, notFound, unprocessable } from '../platform/errors.ts';
import { recordEvent } from '../platform/events.ts';
import type { Language } from '../platform/fields.ts';
import type { Enqueue } from '../platform/jobs.ts';
import { formatOf } from './file.ts';
import { discardFile, fileParts, type Inside, type StoredFile } from './files/store.ts';
import type { ImportKind } from './kinds.ts';
import { keepersOf, mayImport } from './permission.ts';
import { readWhole, type Reading } from './reading/commands.ts';
import type { ImportCounts, ImportMapping } from './schema.ts';
import { inWords } from './sentences.ts';
import { forgetSums } from './spend/store.ts';
import { deleteImport, insertImport, lockImport, updateImport, type ImportRow } from './store.ts';
import { undoPart } from './undoing/commands.ts';

const BATCH = 1000;
/** Up to here a table is read, or an import undone, while its sender waits; beyond, the worker does it. */
const TABLE_AT_ONCE = 1 << 20;
/** What is packed costs more for each byte, and a document is read as a whole. */
const DOCUMENT_AT_ONCE = 1 << 16;
const ROWS_AT_ONCE = 5_000;
const NO_COUNTS: ImportCounts = { rows: 0, new: 0, updated: 0, skipped: 0, wrong: 0 };

/**
 * Makes an import of a file that has been stored. A small file is read at once; a large one by the worker, and until then its state is
 * `reading`. Nothing of the trade is written.
 * @param given.id under which the file was stored
 * @param given.mapping columns and options; what it leaves out is proposed
 * @throws Problem 422 for a small file that is no table, or a UBL document that must not be booked, naming the element
 */
export async function createImport(
  context: Context,
  enqueue: Enqueue,
  given: {
    id: string;
    kind: ImportKind;
    fileName: string;
    stored: StoredFile;
    mapping: ImportMapping | null;
    language: Language;
  },
): Promise<void> {
  const { id, kind, fileName, stored, mapping, language } = given;
  assertMayImport(context, kind);
  const asked = { id, kind, fileHash: stored.hash, mapping, survey: null };
  const createdBy = memberId(context.actor);
  await insertImport(context, { ...asked, fileName, state: 'reading', counts: NO_COUNTS, said: null, preview: null, createdBy });
  if (await isAtOnce(context, id, kind, stored.size))
    await updateImport(context.db, id, { state: 'previewed', ...(await readNow(context, asked, language)) });
  else await enqueue(context.db, 'import.read', { workspace: context.workspace, importId: id });
  await recordEvent(context, {
    type: 'import.created',
    subject: { kind: 'import', id },
    data: { kind, fileName, size: stored.size },
  });
}

/**
 * Reads an import by another mapping, a large file in the worker.
 * @throws Problem 404, 409 once it has run, 422 for a small file that cannot be read with it
 */
export async function mapImport(
  context: Context,
  enqueue: Enqueue,
  { id, mapping, language }: { id: string; mapping: ImportMapping; language: Language },
): Promise<void> {
  const row = await lockImport(context.db, id);
  if (!row) throw notFound();
  assertMayImport(context, row.kind);
  if (!['reading', 'previewed', 'unreadable'].includes(row.state))
    throw conflict(
      `This import is ${row.state}; its mapping can be changed only before it runs. Upload the file again for another mapping.`,
    );
  const survey = reusable(row, mapping) ? row.survey : null;
  const size = await sizeOf(context, id);
  if (await isAtOnce(context, id, row.kind, size)) {
    const reading = await readNow(context, { ...row, mapping, survey }, language);
    await updateImport(context.db, id, { state: 'previewed', ...reading });
    return;
  }
  await updateImport(context.db, id, { state: 'reading', mapping, survey, said: null, preview: null, rowsDone: 0 });
  await enqueue(context.db, 'import.read', { workspace: context.workspace, importId: id });
}

/** Whether what was found out about the file still holds: another delimiter or another sheet makes other columns of it. */
function reusable({ mapping }: ImportRow, next: ImportMapping): boolean {
  const [before, after] = [mapping?.options, next.options];
  return before?.delimiter === after.delimiter && before?.sheet === after.sheet;
}

async function isAtOnce(context: Context, id: string, kind: ImportKind, size: number): Promise<boolean> {
  const format = await formatOf(kind, () => fileParts((work) => work(context), id));
  return size <= (format === 'text' || format === 'json' ? TABLE_AT_ONCE : DOCUMENT_AT_ONCE);
}

async function sizeOf({ db }: Context, id: string): Promise<number> {
  const row = await db
    .selectFrom('importFileParts')
    .select((of) => of.fn.sum<number>(of.fn('octet_length', ['bytes'])).as('size'))
    .where('importId', '=', id)
    .executeTakeFirst();
  return row?.size ?? 0;
}

async function readNow(
  context: Context,
  asked: Pick<ImportRow, 'id' | 'kind' | 'fileHash' | 'mapping' | 'survey'>,
  language: Language,
): Promise<Reading> {
  const inside: Inside = (work) => work(context);
  const reading = await readWhole(inside, asked, () => fileParts(inside, asked.id), { size: BATCH, onRows: async () => {} });
  if (!('unreadable' in reading)) return reading;
  const sentence = inWords(reading.unreadable, language);
  throw unprocessable(sentence, [{ pointer: reading.element ?? 'file', detail: sentence }]);
}

/**
 * Puts an import in the queue; one whose file is still being read runs when it has been.
 * @throws Problem 404, 409 when it runs or has run, 422 while its mapping is not complete
 */
export async function queueImport(context: Context, enqueue: Enqueue, id: string, language: Language): Promise<void> {
  const row = await lockImport(context.db, id);
  if (!row) throw notFound();
  assertMayImport(context, row.kind);
  const { state, said, counts, undone } = row;
  if (undone !== null) throw conflict('This import is half undone; undo the rest of it, and upload the file again.');
  if (state !== 'previewed' && state !== 'stopped' && state !== 'reading')
    throw conflict(`This import is ${state}; it is run once.`);
  // Only a mapping that is not complete makes every row wrong and says why.
  if (state === 'previewed' && said !== null && counts.wrong === counts.rows) throw unprocessable(inWords(said, language));
  await updateImport(context.db, id, { state: 'queued', said: null });
  await enqueue(context.db, 'import.run', { workspace: context.workspace, importId: id });
}

/**
 * Undoes an import, a large one in the worker: its state is `undoing` until then. One that never ran is taken away with its file.
 * @throws Problem 404; 403 for addresses that marketing alone may write to again; 409 while it runs and when it is undone already
 */
export async function undoImport(context: Context, enqueue: Enqueue, id: string): Promise<'removed' | 'undone' | 'undoing'> {
  const row = await lockImport(context.db, id);
  if (!row) throw notFound();
  assertMayImport(context, row.kind);
  const { state, counts } = row;
  if (state === 'queued' || state === 'running' || state === 'undoing')
    throw conflict(`This import is ${state}; it can be undone when that has ended.`);
  if (state === 'undone') throw conflict('This import has been undone already.');
  if (state === 'reading' || state === 'previewed' || state === 'unreadable') {
    await deleteImport(context, id);
    return 'removed';
  }
  if (row.kind === 'suppressions') assertMayLift(context);
  if (counts.new + counts.updated > ROWS_AT_ONCE) {
    await updateImport(context.db, id, { state: 'undoing', said: null });
    await enqueue(context.db, 'import.run', { workspace: context.workspace, importId: id });
    return 'undoing';
  }
  let { undone } = row;
  for (let part = await undoPart(context, row, BATCH); part !== null; part = await undoPart(context, { ...row, undone }, BATCH))
    undone = part;
  await finishUndoing(context, { ...row, undone });
  return 'undone';
}

/** Programs with a key may import every kind. @throws Problem 403 that says who may */
export function assertMayImport({ actor }: Context, kind: ImportKind): void {
  if (actor.kind === 'member' && !mayImport(actor.role, kind))
    throw forbidden(`Files of ${kind} are for ${keepersOf(kind)}; your role is ${actor.role}.`);
}

/** A list of addresses is taken back by those who may take back one of them. */
function assertMayLift({ actor }: Context): void {
  if (actor.kind === 'member' && actor.role !== 'admin' && actor.role !== 'marketing')
    throw forbidden('Marketing or an administrator says which addresses get marketing mail again.');
}

/** Says that an import is undone, and what stayed because somebody changed it since. */
export async function finishUndoing(context: Context, { id, undone }: Pick<ImportRow, 'id' | 'undone'>): Promise<void> {
  const all = undone ?? { removed: 0, restored: 0, kept: [] };
  await updateImport(context.db, id, { state: 'undone', finishedAt: context.now, undone: all });
  await discardFile(context, id);
  await forgetSums(context, id, null);
  await recordEvent(context, { type: 'import.undone', subject: { kind: 'import', id }, data: { ...all } });
}
