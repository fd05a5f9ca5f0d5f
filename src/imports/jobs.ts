import type { Context } from '../platform/context.ts';
import { inWorkspace, isDatabaseAway, type Database } from '../platform/database.ts';
import { recordEvent } from '../platform/events.ts';
import { UblError } from '../revenue/ubl.ts';
import { sameFile } from './commands.ts';
import { DelimitedError } from './delimited.ts';
import { openDesk } from './desk.ts';
import { openImportFile } from './file.ts';
import { lockForWriting, planBatch, writeDesk } from './loading/commands.ts';
import { fileSlices, insertRejections, lockImport, sameImport, updateImport, type ImportRow } from './store.ts';
import type { Batch, ImportTable } from './table.ts';

const BATCH = 1000;
const system = { kind: 'system' } as const;

/**
 * Runs an import that was put in the queue, part by part. Each part is one transaction that also says how far the import has come, so
 * that after a crash it goes on with the next row and doubles none. Does nothing for an import that is done, undone or stopped.
 * @param options.size rows in a part
 * @param options.onProgress told after each part how many rows are done
 */
export async function runImport(
  db: Database,
  { workspace, importId }: { workspace: string; importId: string },
  { size = BATCH, onProgress = () => {} }: { size?: number; onProgress?: (rowsDone: number) => void } = {},
): Promise<void> {
  const inside = <T>(work: (context: Context) => Promise<T>) => inWorkspace(db, workspace, system, work);
  const row = await inside((context) => begin(context, importId));
  if (!row) return;
  try {
    const table = await openImportFile(row.kind, () => fileSlices(db, workspace, system, importId), row.mapping);
    const same = row.rowsDone === 0 ? await inside((context) => sameImport(context.db, row, importId)) : undefined;
    if (same)
      return await inside((context) =>
        finish(context, importId, {
          rowsDone: table.rowCount,
          problem: sameFile(same.createdAt),
          counts: allSkipped(table, same),
        }),
      );
    let done = row.rowsDone;
    for await (const batch of table.batches(done, size)) {
      const isOurs = await inside((context) => load(context, importId, batch, done, table.source));
      if (!isOurs) return;
      done = batch.through;
      onProgress(done);
    }
    await inside((context) => finish(context, importId, { rowsDone: done }));
  } catch (error) {
    // The database comes back and the job runs again; anything else would only fail again.
    if (isDatabaseAway(error)) throw error;
    const isFile = error instanceof DelimitedError || error instanceof UblError;
    const problem = isFile
      ? error.message
      : 'The import stopped because of a fault in Samspil, which has been logged. Rows done are kept; run it again to go on, or undo it.';
    await inside((context) => updateImport(context.db, importId, { state: 'stopped', problem }));
    if (!isFile) throw error;
  }
}

async function begin({ db }: Context, importId: string): Promise<ImportRow | null> {
  const row = await lockImport(db, importId);
  if (row?.state !== 'queued' && row?.state !== 'running') return null;
  const counts = row.rowsDone === 0 ? { rows: row.counts.rows, new: 0, updated: 0, skipped: 0, wrong: 0 } : row.counts;
  await updateImport(db, importId, { state: 'running', counts });
  return { ...row, counts };
}

/** Imports one part; false when somebody else has gone on with this import. */
async function load(context: Context, importId: string, batch: Batch, after: number, source: string): Promise<boolean> {
  const row = await lockImport(context.db, importId);
  if (row?.state !== 'running' || row.rowsDone !== after) return false;
  await lockForWriting(context, row.kind);
  const desk = openDesk(source, importId);
  const { counts, rejected } = await planBatch(context, row.kind, batch, desk);
  await writeDesk(context, desk);
  await insertRejections(context, importId, rejected);
  const sum = {
    rows: row.counts.rows,
    new: row.counts.new + counts.new,
    updated: row.counts.updated + counts.updated,
    skipped: row.counts.skipped + counts.skipped,
    wrong: row.counts.wrong + counts.wrong,
  };
  await updateImport(context.db, importId, { counts: sum, rowsDone: batch.through });
  return true;
}

async function finish(context: Context, importId: string, change: Partial<ImportRow>): Promise<void> {
  await updateImport(context.db, importId, { state: 'done', finishedAt: context.now, ...change });
  const row = await lockImport(context.db, importId);
  await recordEvent(context, {
    type: 'import.done',
    subject: { kind: 'import', id: importId },
    data: { kind: row?.kind, counts: row?.counts, createdBy: row?.createdBy },
  });
}

const allSkipped = ({ rowCount: rows }: ImportTable, { counts: { wrong } }: ImportRow) => ({
  rows,
  new: 0,
  updated: 0,
  skipped: rows - wrong,
  wrong,
});
