import { openDelimited, type OpenFile, type TableFile, type TableRow } from './delimited.ts';
import { openJson } from './json.ts';
import { fieldsOf, type ImportKind } from './kinds.ts';
import { describeColumns, mappingProblems, nameColumns, proposeMapping } from './mapping.ts';
import { recognise } from './ready-mappings.ts';
import { rowReader, type FieldProblem } from './row.ts';
import type { ImportColumn, ImportMapping } from './schema.ts';
import type { Said } from './sentences.ts';
import { settleSpend } from './spend.ts';
import { surveyColumns, type Survey } from './survey.ts';
import { openWorkbook } from './workbook.ts';

/** A row of the file that was read; `rows` is more than one where several rows of the file are one fact. */
export interface Entry<T = unknown> {
  row: number;
  rows: number;
  cells: string[];
  record: T;
  /** What was left out of the row. */
  notes: FieldProblem[];
}

/** A row to correct: it cannot be imported, or not with all that it says. */
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
  /** The names of a workbook's sheets; empty for other files. */
  sheets: string[];
  mapping: ImportMapping | null;
  survey: Survey;
  /** What must be right before rows can be read. */
  problems: Said[];
  /** The tool whose ids the external ids are: `hubspot`, `salesforce`, or what the mapping's options say. */
  source: string;
  /** The rows behind the first `after`, in parts of about `size`. */
  batches(after: number, size: number): AsyncGenerator<Batch>;
}

/** What is known of a table before it is opened. */
interface Told {
  mapping: ImportMapping | null;
  survey: Survey | null;
  houseCurrency: string | null;
}

/**
 * Opens a table for an import: its columns surveyed, unless that is known, and its mapping proposed, unless it is given. Throws
 * `TableError` for what is no table.
 */
export async function openTable(
  kind: ImportKind,
  format: 'text' | 'workbook' | 'json',
  open: OpenFile,
  told: Told,
): Promise<ImportTable> {
  const { mapping: given, survey: known } = told;
  const isHeader = (cells: readonly string[]) => nameColumns(kind, cells);
  if (format === 'workbook') {
    const workbook = await openWorkbook(open, given?.options.sheet, isHeader);
    const survey = known ?? (await surveyColumns(workbook, null));
    return { ...tableOf(kind, workbook, told, survey), sheets: workbook.sheets };
  }
  if (format === 'json') {
    const file = await openJson(kind, open, known?.keys);
    const survey = known ?? { ...(await surveyColumns(file, null)), ...(file.keys && { keys: file.keys }) };
    return tableOf(kind, file, told, survey);
  }
  const delimiter = given?.options.delimiter;
  const encoding = known?.encoding ?? undefined;
  const file = await openDelimited(open, { isHeader, ...(delimiter && { delimiter }), ...(encoding && { encoding }) });
  const survey = known ?? (await surveyColumns(file, file.encoding));
  return tableOf(kind, file, told, survey);
}

function tableOf(kind: ImportKind, file: TableFile, { mapping: given, houseCurrency }: Told, survey: Survey): ImportTable {
  const proposed = proposeMapping(kind, file.headers, survey.samples);
  // What is said about the file as a whole holds also where the columns are left to be proposed.
  const chosen =
    given && Object.keys(given.columns).length > 0
      ? given
      : { columns: proposed.mapping.columns, options: { ...proposed.mapping.options, ...given?.options } };
  const mapping = inCurrency(kind, chosen, houseCurrency);
  const read = rowReader(kind, file.headers, mapping, survey.evidence);
  const tool = recognise(file.headers)?.tool.split(' ')[0]?.toLowerCase();
  return {
    headers: file.headers,
    columns: describeColumns(file.headers, mapping, survey.samples),
    sheets: [],
    mapping,
    survey,
    problems: mappingProblems(kind, file.headers, mapping),
    source: mapping.options.source ?? tool ?? 'file',
    batches: (after, size) => rowsOf(file, kind === 'spend' ? settled(read as SpendReader, mapping) : read, after, size),
  };
}

/** Amounts whose currency neither a column nor anybody says are proposed to be in the house's own; the mapping shows it, and it can be changed. */
function inCurrency(kind: ImportKind, mapping: ImportMapping, houseCurrency: string | null): ImportMapping {
  const { columns, options } = mapping;
  const isSaid = options.currency !== undefined || Object.values(columns).includes('currency');
  if (isSaid || houseCurrency === null || !('currency' in fieldsOf(kind))) return mapping;
  return { columns, options: { ...options, currency: houseCurrency } };
}

type Reader = (row: TableRow) => ReturnType<ReturnType<typeof rowReader>>;
type SpendReader = (row: TableRow) => ReturnType<ReturnType<typeof rowReader<'spend'>>>;

/** Spend belongs to a source and a channel, which a row or the file as a whole must name. */
function settled(read: SpendReader, { columns }: ImportMapping): Reader {
  const columnOf = (field: string | null) => Object.keys(columns).find((column) => columns[column] === field) ?? null;
  return (row) => {
    const result = read(row);
    if (result.status !== 'read') return result;
    const spend = settleSpend(result.record);
    if ('record' in spend) return { ...result, record: spend.record };
    return { status: 'wrong', problems: [{ ...spend.problem, column: columnOf(spend.problem.field) }] };
  };
}

/** The most signs that the cells of a part hold: rows of long texts make shorter parts, and memory stays bounded. */
const HEAVIEST = 1 << 22;

async function* rowsOf(file: TableFile, read: Reader, after: number, size: number): AsyncGenerator<Batch> {
  let through = 0;
  const begin = (): Batch => ({ through, entries: [], skipped: 0, rejected: [] });
  let [batch, weight] = [begin(), 0];
  for await (const rows of file.batches()) {
    for (const row of rows) {
      through += 1;
      if (through <= after) continue;
      take(batch, row, read(row));
      for (const cell of row.cells) weight += cell.length;
      if (through - Math.max(batch.through, after) < size && weight < HEAVIEST) continue;
      yield { ...batch, through };
      [batch, weight] = [begin(), 0];
    }
  }
  if (through > Math.max(batch.through, after)) yield { ...batch, through };
}

function take(batch: Batch, { row, cells }: TableRow, result: ReturnType<Reader>): void {
  if (result.status === 'read') batch.entries.push({ row, rows: 1, cells, record: result.record, notes: result.notes });
  else if (result.status === 'skipped') batch.skipped += 1;
  else batch.rejected.push({ row, cells, problems: result.problems });
}
