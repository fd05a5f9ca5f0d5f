import type { OpenFile } from '../delimited.ts';
import { TableError } from '../delimited.ts';
import { openDesk, openPreviewMemory } from '../desk.ts';
import { openImportFile } from '../file.ts';
import type { Inside } from '../files/store.ts';
import { planBatch } from '../loading/commands.ts';
import { PROBLEMS_SHOWN } from '../problems-shown.ts';
import type { ImportCounts } from '../schema.ts';
import { said, type Said } from '../sentences.ts';
import { summedSpend, sumSpend } from '../spend/commands.ts';
import { sameImport, type ImportRow, type Preview, type SaidProblem } from '../store.ts';
import type { Survey } from '../survey.ts';
import type { Batch, ImportTable, RejectedRow } from '../table.ts';
import type { Context } from '../../platform/context.ts';
import { UblError } from '../../revenue/ubl.ts';
import { homeCountry } from '../../workspaces/reports.ts';

/** What a file tells and what importing it would do. */
export type Reading = Pick<ImportRow, 'mapping' | 'counts' | 'said'> & { survey: Survey; preview: Preview };

/** The file cannot be read at all, which is the sender's to mend: what is wrong, and the element of a document that it is about. */
export interface Unreadable {
  unreadable: Said;
  element: string | null;
}

/**
 * Reads a whole file: what its columns look like and what importing it would do, by the very decisions that importing takes. Nothing of the
 * trade is written; spend is summed on the side, and recorded when the import runs.
 * @param inside transactions; a long file wants one for each part
 * @param options.size rows in a part
 * @param options.onRows told after each part how many rows have been read
 */
export async function readWhole(
  inside: Inside,
  asked: Pick<ImportRow, 'id' | 'kind' | 'fileHash' | 'mapping' | 'survey'>,
  open: OpenFile,
  { size, onRows }: { size: number; onRows: (rows: number) => Promise<void> },
): Promise<Reading | Unreadable> {
  try {
    const houseCurrency = await inside(currencyOfHouse);
    const table = await openImportFile(asked.kind, open, asked.mapping, asked.survey, houseCurrency);
    return await readTable(inside, asked, table, { size, onRows });
  } catch (error) {
    if (error instanceof UblError) return { unreadable: error.said, element: error.element };
    if (error instanceof TableError) return { unreadable: error.said, element: null };
    throw error;
  }
}

async function currencyOfHouse({ db, workspace }: Context): Promise<string> {
  const row = await db.selectFrom('workspaces').select('currency').where('id', '=', workspace).executeTakeFirstOrThrow();
  return row.currency;
}

async function readTable(
  inside: Inside,
  { id, kind, fileHash }: Pick<ImportRow, 'id' | 'kind' | 'fileHash'>,
  table: ImportTable,
  { size, onRows }: { size: number; onRows: (rows: number) => Promise<void> },
): Promise<Reading> {
  const { mapping, survey, columns, sheets } = table;
  const rows = survey.rowCount;
  const reading = { mapping, survey, preview: { columns, sheets, problems: [] }, said: null };
  if (table.problems[0] !== undefined) {
    const problems = table.problems
      .slice(0, PROBLEMS_SHOWN)
      .map((problem) => ({ row: 1, column: null, value: '', said: problem }));
    const counts = { rows, new: 0, updated: 0, skipped: 0, wrong: rows };
    return { ...reading, preview: { columns, sheets, problems }, counts, said: table.problems[0] };
  }
  const same = await inside(({ db }) => sameImport(db, { id, kind, fileHash, mapping }));
  if (same) return { ...reading, counts: allSkipped(rows, same.counts), said: sameFile(same.createdAt) };

  const tally = openTally();
  let batches = table.batches(0, size);
  if (kind === 'spend') {
    const { summed, rejected } = await sumSpend(inside, id, table, { size, onRows });
    survey.summed = summed;
    tally.add({ rows: summed.skipped + summed.wrong, new: 0, updated: 0, ...summed }, rejected);
    batches = summedSpend(inside, id, { done: 0, size });
  }
  const memory = openPreviewMemory();
  const home = await inside(homeCountry);
  for await (const batch of batches) {
    const { counts, rejected } = await inside((context) =>
      planBatch(context, kind, batch, openDesk(table.source, home, id, memory)),
    );
    tally.add(counts, rejected);
    await onRows(batch.through);
  }
  return { ...reading, preview: { columns, sheets, problems: tally.problems }, counts: tally.counts };
}

/** Counts of all parts together, and the first of their problems. */
function openTally() {
  const counts: ImportCounts = { rows: 0, new: 0, updated: 0, skipped: 0, wrong: 0 };
  const problems: SaidProblem[] = [];
  return {
    counts,
    problems,
    add(more: ImportCounts, rejected: readonly RejectedRow[]) {
      for (const part of ['rows', 'new', 'updated', 'skipped', 'wrong'] as const) counts[part] += more[part];
      for (const { row, problems: wrong } of rejected)
        for (const { field, column, value, problem } of wrong)
          if (problems.length < PROBLEMS_SHOWN) problems.push({ row, column: column ?? field, value, said: problem });
    },
  };
}

export const sameFile = (at: Date): Said => said('sameFile', { day: at.toISOString().slice(0, 10) });

/** The counts of a file that was imported before: all that is good in it is here. */
export const allSkipped = (rows: number, { wrong }: ImportCounts): ImportCounts => ({
  rows,
  new: 0,
  updated: 0,
  skipped: rows - wrong,
  wrong,
});

/** The parts of an import that are still to be recorded. */
export function remaining(
  inside: Inside,
  { id, kind, rowsDone }: Pick<ImportRow, 'id' | 'kind' | 'rowsDone'>,
  table: ImportTable,
  size: number,
): AsyncGenerator<Batch> {
  return kind === 'spend' ? summedSpend(inside, id, { done: rowsDone, size }) : table.batches(rowsDone, size);
}
