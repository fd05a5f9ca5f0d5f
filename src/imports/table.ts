import { openDelimited, type DelimitedFile, type DelimitedRow, type OpenFile } from './delimited.ts';
import type { ImportKind } from './kinds.ts';
import { describeColumns, mappingProblems, proposeMapping } from './mapping.ts';
import { recognise } from './ready-mappings.ts';
import { rowReader, type FieldProblem } from './row.ts';
import type { ImportColumn, ImportMapping } from './schema.ts';
import { addSpend, dailySpend, settleSpend, type DailySpend, type SpendSums } from './spend.ts';
import { surveyColumns } from './survey.ts';

/** A row of the file that was read; `rows` is more than one where several rows of the file are one fact. */
export interface Entry<T = unknown> {
  row: number;
  rows: number;
  cells: string[];
  record: T;
}

export interface RejectedRow {
  row: number;
  cells: string[];
  problems: FieldProblem[];
}

/** A part of the file. `through` is how many rows of it have been read when this part is done. */
export interface Batch {
  through: number;
  entries: Entry[];
  skipped: number;
  rejected: RejectedRow[];
}

/** A file as an import of a kind reads it. */
export interface ImportTable {
  headers: string[];
  columns: ImportColumn[];
  mapping: ImportMapping | null;
  rowCount: number;
  /** What must be right before rows can be read: sentences about the mapping. */
  problems: string[];
  /** The tool whose ids the external ids are: `hubspot`, `salesforce`, or what the mapping's options say. */
  source: string;
  /** The rows behind the first `after`, in parts of about `size`. */
  batches(after: number, size: number): AsyncGenerator<Batch>;
}

/**
 * Opens a file of delimited values for an import: its columns surveyed, its mapping proposed unless it is given. Throws `DelimitedError`
 * for what is no table.
 */
export async function openTable(kind: ImportKind, open: OpenFile, given: ImportMapping | null): Promise<ImportTable> {
  const file = await openDelimited(open, given?.options.delimiter === undefined ? {} : { delimiter: given.options.delimiter });
  const { rowCount, samples, evidence } = await surveyColumns(file);
  const proposed = proposeMapping(kind, file.headers, samples);
  // What is said about the file as a whole holds also where the columns are left to be proposed.
  const mapping =
    given && Object.keys(given.columns).length > 0
      ? given
      : { columns: proposed.mapping.columns, options: { ...proposed.mapping.options, ...given?.options } };
  const read = rowReader(kind, file.headers, mapping, evidence);
  const tool = recognise(file.headers)?.tool.split(' ')[0]?.toLowerCase();
  return {
    headers: file.headers,
    columns: describeColumns(file.headers, mapping, samples),
    mapping,
    rowCount,
    problems: mappingProblems(kind, file.headers, mapping),
    source: mapping.options.source ?? tool ?? 'file',
    batches: (after, size) =>
      kind === 'spend'
        ? daysOf(file, read as ReturnType<typeof rowReader<'spend'>>, after, rowCount)
        : rowsOf(file, read, after, size),
  };
}

type Reader = (row: DelimitedRow) => ReturnType<ReturnType<typeof rowReader>>;

async function* rowsOf(file: DelimitedFile, read: Reader, after: number, size: number): AsyncGenerator<Batch> {
  let through = 0;
  let batch: Batch = { through, entries: [], skipped: 0, rejected: [] };
  for await (const rows of file.batches()) {
    for (const row of rows) {
      through += 1;
      if (through <= after) continue;
      take(batch, row, read(row));
      if ((through - after) % size > 0) continue;
      yield { ...batch, through };
      batch = { through, entries: [], skipped: 0, rejected: [] };
    }
  }
  if (through > Math.max(batch.through, after)) yield { ...batch, through };
}

/** Reports split a campaign's day over many rows, so spend is one part: the whole file, summed by day. */
async function* daysOf(
  file: DelimitedFile,
  read: (row: DelimitedRow) => ReturnType<ReturnType<typeof rowReader<'spend'>>>,
  after: number,
  rowCount: number,
): AsyncGenerator<Batch> {
  if (after >= rowCount) return;
  const sums: SpendSums = new Map();
  const batch: Batch = { through: rowCount, entries: [], skipped: 0, rejected: [] };
  for await (const rows of file.batches())
    for (const row of rows) {
      const result = read(row);
      if (result.status !== 'read') take(batch, row, result);
      else {
        const settled = settleSpend(result.record);
        if ('record' in settled) addSpend(sums, settled.record, row.row);
        else take(batch, row, { status: 'wrong', problems: [settled.problem] });
      }
    }
  yield {
    ...batch,
    entries: dailySpend(sums).map((record): Entry<DailySpend> => ({
      row: record.firstRow,
      rows: record.rows,
      cells: [],
      record,
    })),
  };
}

function take(
  batch: Batch,
  { row, cells }: DelimitedRow,
  result: ReturnType<Reader> | ReturnType<ReturnType<typeof rowReader<'spend'>>>,
): void {
  if (result.status === 'read') batch.entries.push({ row, rows: 1, cells, record: result.record });
  else if (result.status === 'skipped') batch.skipped += 1;
  else batch.rejected.push({ row, cells, problems: result.problems });
}
