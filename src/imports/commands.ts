import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { memberId, type Context } from '../platform/context.ts';
import { conflict, notFound, unprocessable } from '../platform/errors.ts';
import { recordEvent } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import type { Enqueue } from '../platform/jobs.ts';
import { matchAnew, settleLeads } from '../revenue/commands.ts';
import { UblError } from '../revenue/ubl.ts';
import { DelimitedError, type OpenFile } from './delimited.ts';
import { openDesk, openMemory, type Subject } from './desk.ts';
import { openImportFile } from './file.ts';
import type { ImportKind } from './kinds.ts';
import { lockForWriting, planBatch } from './loading/commands.ts';
import type { ImportColumn, ImportCounts, ImportMapping, ImportProblem } from './schema.ts';
import {
  currentRows,
  dealsBehind,
  effectsBefore,
  leadsBehind,
  removeBareLeads,
  removeGuesses,
  removeRows,
  restoreColumns,
  type Effect,
} from './effects/store.ts';
import { deleteImport, fileSlicesIn, findImport, insertImport, lockImport, sameImport, updateImport } from './store.ts';
import type { ImportTable } from './table.ts';
import { restorable } from './undo.ts';

const PROBLEMS_SHOWN = 100;
const BATCH = 1000;

/** What an import would do, beside its row. */
export interface Preview {
  columns: ImportColumn[];
  problems: ImportProblem[];
}

/**
 * Keeps a file and says what importing it would do; nothing else is written.
 * @param given.mapping columns and options; what it leaves out is proposed
 * @throws Problem 422 for a file that is no table, or a UBL document that must not be booked, naming the element
 */
export async function createImport(
  context: Context,
  given: { kind: ImportKind; fileName: string; file: Buffer; mapping: ImportMapping | null },
): Promise<Preview & { id: string }> {
  const { kind, fileName, file } = given;
  const id = newId();
  const fileHash = createHash('sha256').update(file).digest('hex');
  const { mapping, counts, problem, ...preview } = await previewOf(context, { id, kind, fileHash, mapping: given.mapping }, () =>
    slicesOf(file),
  );
  await insertImport(context, {
    id,
    kind,
    fileName,
    file,
    fileHash,
    mapping,
    counts,
    problem,
    state: 'previewed',
    createdBy: memberId(context.actor),
  });
  await recordEvent(context, { type: 'import.created', subject: { kind: 'import', id }, data: { kind, fileName, counts } });
  return { id, ...preview };
}

/** Previews an import with another mapping. @throws Problem 404, 409 once it has run, 422 for a file that cannot be read with it */
export async function mapImport(context: Context, id: string, mapping: ImportMapping): Promise<Preview> {
  const row = await lockImport(context.db, id);
  if (!row) throw notFound();
  if (row.state !== 'previewed')
    throw conflict(
      `This import is ${row.state}; its mapping can be changed only before it runs. Upload the file again for another mapping.`,
    );
  const {
    mapping: settled,
    counts,
    problem,
    ...preview
  } = await previewOf(context, { ...row, mapping }, () => fileSlicesIn(context.db, id));
  await updateImport(context.db, id, { mapping: settled, counts, problem });
  return preview;
}

/** Puts an import in the queue. @throws Problem 404, 409 when it runs or has run, 422 while its mapping is not complete */
export async function queueImport(context: Context, enqueue: Enqueue, id: string): Promise<void> {
  const row = await lockImport(context.db, id);
  if (!row) throw notFound();
  if (row.state !== 'previewed' && row.state !== 'stopped') throw conflict(`This import is ${row.state}; it is run once.`);
  // Only a mapping that is not complete makes every row wrong and says why.
  if (row.state === 'previewed' && row.problem !== null && row.counts.wrong === row.counts.rows) throw unprocessable(row.problem);
  await updateImport(context.db, id, { state: 'queued', problem: null });
  await enqueue(context.db, 'import.run', { workspace: context.workspace, importId: id });
}

interface Previewed extends Preview {
  mapping: ImportMapping | null;
  counts: ImportCounts;
  /** What there is to say of the file as a whole. */
  problem: string | null;
}

async function previewOf(
  context: Context,
  given: { id: string; kind: ImportKind; fileHash: string; mapping: ImportMapping | null },
  open: OpenFile,
): Promise<Previewed> {
  const table = await readable(() => openImportFile(given.kind, open, given.mapping));
  const { mapping, columns, rowCount: rows } = table;
  if (table.problems.length > 0) {
    const problems = table.problems.slice(0, PROBLEMS_SHOWN).map((problem) => ({ row: 1, column: null, value: '', problem }));
    return {
      mapping,
      columns,
      problems,
      counts: { rows, new: 0, updated: 0, skipped: 0, wrong: rows },
      problem: table.problems.join(' ').slice(0, 1000),
    };
  }
  const same = await sameImport(context.db, { ...given, mapping }, given.id);
  if (same) {
    const { wrong } = same.counts;
    return {
      mapping,
      columns,
      problems: [],
      counts: { rows, new: 0, updated: 0, skipped: rows - wrong, wrong },
      problem: sameFile(same.createdAt),
    };
  }
  return { mapping, columns, problem: null, ...(await readable(() => countRows(context, given, table))) };
}

export const sameFile = (at: Date) => `This very file was imported at ${at.toISOString()}; nothing in it is new.`;

async function countRows(
  context: Context,
  { id, kind }: { id: string; kind: ImportKind },
  table: ImportTable,
): Promise<{ counts: ImportCounts; problems: ImportProblem[] }> {
  const memory = openMemory();
  const counts: ImportCounts = { rows: 0, new: 0, updated: 0, skipped: 0, wrong: 0 };
  const problems: ImportProblem[] = [];
  for await (const batch of table.batches(0, BATCH)) {
    const planned = await planBatch(context, kind, batch, openDesk(table.source, id, memory));
    for (const part of ['rows', 'new', 'updated', 'skipped', 'wrong'] as const) counts[part] += planned.counts[part];
    for (const { row, problems: wrong } of planned.rejected)
      for (const { field, column, value, problem } of wrong)
        if (problems.length < PROBLEMS_SHOWN) problems.push({ row, column: column ?? field, value, problem });
  }
  return { counts, problems };
}

/** A file that cannot be read at all is the sender's to mend. */
async function readable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UblError)
      throw unprocessable(error.message, error.element === null ? [] : [{ pointer: error.element, detail: error.message }]);
    if (error instanceof DelimitedError) throw unprocessable(error.message, [{ pointer: 'file', detail: error.message }]);
    throw error;
  }
}

const SLICE = 1 << 18;

/** A file in memory piece by piece, so that others are answered in between. */
async function* slicesOf(file: Buffer): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < file.length; from += SLICE) {
    yield file.subarray(from, from + SLICE);
    await setImmediate();
  }
}

export interface Undone {
  removed: number;
  restored: number;
  kept: { kind: string; count: number }[];
}

/**
 * Undoes an import: takes away the rows it made and puts back the values it changed, the last first, except where somebody has changed
 * them since or something has come to them. A lead that a deal carried along stays where it is, because its moves are facts.
 * @throws Problem 404, 409 while it runs and when it is undone already
 */
export async function undoImport(context: Context, id: string): Promise<Undone> {
  const { db, now } = context;
  const row = await lockImport(db, id);
  if (!row) throw notFound();
  if (row.state === 'queued' || row.state === 'running')
    throw conflict('This import is running; it can be undone when it has ended.');
  if (row.state === 'undone') throw conflict('This import has been undone already.');
  await lockForWriting(context, row.kind);
  const kept = new Map<string, number>();
  const keep = (kind: string, count: number) => count > 0 && kept.set(kind, (kept.get(kind) ?? 0) + count);
  const counts = { removed: 0, restored: 0 };
  const companies: string[] = [];
  for (
    let effects = await effectsBefore(db, id, 2 ** 31 - 1, BATCH);
    effects.length > 0;
    effects = await effectsBefore(db, id, effects.at(-1)?.sequence ?? 0, BATCH)
  )
    for (const { subject, made, some } of runsOf(effects)) {
      const ids = some.map(({ subjectId }) => subjectId);
      const deals = made ? await dealsBehind(db, subject, ids) : [];
      const leads = made && subject === 'deal' ? await leadsBehind(db, ids) : 0;
      if (made && subject === 'person') await removeBareLeads(context, ids);
      if (made) await removeGuesses(context, subject, ids);
      const done = made ? await removeRows(context, subject, some) : await restoreRows(context, subject, some);
      counts[made ? 'removed' : 'restored'] += done;
      keep(subject, some.length - done);
      keep('lead', leads);
      if (subject === 'company' && done < some.length) companies.push(...ids);
      await settleLeads(context, deals);
    }
  if (companies.length > 0) await matchAnew(context, { companies });
  const undone = { ...counts, kept: [...kept].map(([kind, count]) => ({ kind, count })) };
  const stays = undone.kept.map(({ kind, count }) => `${count} ${kind}`).join(', ');
  if (row.state === 'previewed') await deleteImport(db, id);
  else
    await updateImport(db, id, {
      state: 'undone',
      finishedAt: now,
      problem: stays === '' ? null : `Changed since, and therefore kept: ${stays}.`,
    });
  await recordEvent(context, { type: 'import.undone', subject: { kind: 'import', id }, data: { ...undone } });
  return undone;
}

/** Effects that follow each other on one kind of row, made or changed. */
function runsOf(effects: Effect[]): { subject: Subject; made: boolean; some: Effect[] }[] {
  const runs: { subject: Subject; made: boolean; some: Effect[] }[] = [];
  for (const effect of effects) {
    const [subject, made] = [effect.subjectKind, effect.before === null];
    const last = runs.at(-1);
    // One row changed twice is put back in two steps, so that the second sees what the first restored.
    if (
      last?.subject === subject &&
      last.made === made &&
      (made || !last.some.some(({ subjectId }) => subjectId === effect.subjectId))
    )
      last.some.push(effect);
    else runs.push({ subject, made, some: [effect] });
  }
  return runs;
}

async function restoreRows(context: Context, subject: Subject, effects: Effect[]): Promise<number> {
  const current = await currentRows(
    context,
    subject,
    effects.map(({ subjectId }) => subjectId),
  );
  const rows = effects.flatMap(({ subjectId: id, before, after }) => {
    const columns = restorable(current.get(id) ?? {}, before ?? {}, after);
    return Object.keys(columns).length === 0
      ? []
      : [{ columns, isWhole: Object.keys(columns).length === Object.keys(before ?? {}).length, row: { id, ...columns } }];
  });
  if (rows.length > 0)
    await restoreColumns(
      context,
      subject,
      rows.map(({ row }) => row),
    );
  return rows.filter(({ isWhole }) => isWhole).length;
}

/** The first row of an import's file; empty for a document, which has none. @throws Problem 404 */
export async function importHeaders(context: Context, id: string): Promise<string[]> {
  const row = await findImport(context.db, id);
  if (!row) throw notFound();
  return readable(async () => (await openImportFile(row.kind, () => fileSlicesIn(context.db, id), row.mapping)).headers);
}
