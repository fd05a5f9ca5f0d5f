import { inWords, said, type Said } from './sentences.ts';

/** Why a file cannot be read as a table at all, and what would be right; its message is the sentence in English. */
export class TableError extends Error {
  override name = 'TableError';
  readonly said: Said;

  constructor(sentence: Said) {
    super(inWords(sentence));
    this.said = sentence;
  }
}

export type Delimiter = ',' | ';' | '\t' | '|';
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/**
 * A record of the file. `row` is what a spreadsheet shows: the header is row 1; of JSON, the first object is. A `problem` says why its cells
 * cannot be used.
 */
export interface TableRow {
  row: number;
  cells: string[];
  problem: Said | null;
  /** The places of cells that hold a list or an object, which no field is read from. */
  nested?: ReadonlySet<number>;
}

/** A table by its header and rows, in whatever format it is written. */
export interface TableFile {
  headers: string[];
  /** The rows behind the header, in batches; memory stays bounded however long the file is. */
  batches(): AsyncGenerator<TableRow[]>;
}

export interface DelimitedFile extends TableFile {
  encoding: Encoding;
  delimiter: Delimiter;
}

/** Opens the file anew, from its first byte: `() => createReadStream(path)` or `() => [bytes]`. It is read twice. */
export type OpenFile = () => AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

const DELIMITERS: readonly Delimiter[] = [';', ',', '\t', '|'];
const SAMPLE_LENGTH = 64 * 1024;
const BATCH_SIZE = 1000;
const MOST_COLUMNS = 1000;
/** A longer record is not a record but a quotation mark that was never closed. */
const LONGEST_RECORD = 256 * 1024;
const MOST_BROKEN_QUOTES = 100;

/** Pure code is compiled without the types of the DOM and of Node; both have this class. */
declare const TextDecoder: new (
  label: string,
  options: { fatal: boolean },
) => { decode(bytes?: Uint8Array, options?: { stream: boolean }): string };

/**
 * Reads a file of delimited values (CSV). The whole file decides its encoding: by its byte order mark, else UTF-8 if every byte is, else
 * windows-1252, which is what Excel writes. One delimiter is chosen by which splits the first rows into equally many cells, or taken from
 * Excel's `sep=;` line or `options`. A row with another number of cells than the header, a broken quotation mark or a NUL is yielded with
 * its problem; the rows after it are read on. The header is the first line, or the first of those below it that `isHeader` knows for one: what
 * stands above is no row. Throws `TableError` for a file without a header.
 */
export async function openDelimited(
  open: OpenFile,
  options: { delimiter?: Delimiter; encoding?: Encoding; batchSize?: number; isHeader?: IsHeader } = {},
): Promise<DelimitedFile> {
  const encoding = options.encoding ?? (await encodingOf(open()));
  const sample = await beginningOf(open(), encoding);
  const declared = /^sep=([,;|\t])\r?\n/i.exec(sample);
  const skip = declared?.[0].length ?? 0;
  const told = options.delimiter ?? (declared?.[1] as Delimiter | undefined);
  const likely = told ?? sniffDelimiter(sample);
  const known = options.isHeader && headerIn(sample.slice(skip), told ? [told] : [likely, ...DELIMITERS], options.isHeader);
  const { delimiter, headers, headerRow } = known ?? {
    delimiter: likely,
    headers: headersOf(sample.slice(skip), likely),
    headerRow: 1,
  };
  const batchSize = options.batchSize ?? BATCH_SIZE;

  async function* batches(): AsyncGenerator<TableRow[]> {
    let batch: TableRow[] = [];
    for await (const some of rows(decoded(open(), encoding), delimiter, skip))
      for (const row of some) {
        if (row.row <= headerRow || row.cells.every((cell) => cell === '')) continue;
        batch.push(fitted(row, headers));
        if (batch.length === batchSize) {
          yield batch;
          batch = [];
        }
      }
    if (batch.length > 0) yield batch;
  }
  return { encoding, delimiter, headers, batches };
}

/** The delimiter that splits the most of the first rows into as many cells as the header has; a comma if none splits anything. */
export function sniffDelimiter(sample: string): Delimiter {
  let best: { delimiter: Delimiter; share: number; cells: number } = { delimiter: ',', share: 0, cells: 1 };
  for (const delimiter of DELIMITERS) {
    const records = sampleRecords(sample, delimiter).slice(0, 100);
    const cells = records[0]?.length ?? 0;
    if (cells < 2) continue;
    const share = records.filter((record) => record.length === cells).length / records.length;
    if (share > best.share || (share === best.share && cells > best.cells)) best = { delimiter, share, cells };
  }
  return best.delimiter;
}

function sampleRecords(sample: string, delimiter: Delimiter): string[][] {
  const records: string[][] = [];
  let position = 0;
  while (position < sample.length) {
    const record = readRecord(sample, position, delimiter, true);
    if (record === null) break;
    if (record.cells.length > 1 || record.cells[0] !== '') records.push(record.cells);
    position = record.next;
  }
  // The last record may be cut off by the end of the sample.
  return sample.length < SAMPLE_LENGTH || records.length < 2 ? records : records.slice(0, -1);
}

/** Whether these cells are the names of a table's columns. Reports have their title and period above them. */
export type IsHeader = (cells: readonly string[]) => boolean;

/** So many lines may stand above a header. */
export const MOST_LINES_ABOVE = 20;

/** The first line that is a header, by any of the delimiters; null when none is. */
function headerIn(
  sample: string,
  delimiters: readonly Delimiter[],
  isHeader: IsHeader,
): { delimiter: Delimiter; headers: string[]; headerRow: number } | null {
  for (const delimiter of delimiters) {
    let position = 0;
    for (let headerRow = 1; headerRow <= MOST_LINES_ABOVE + 1 && position < sample.length; headerRow += 1) {
      const record = readRecord(sample, position, delimiter, true);
      if (record === null) break;
      const { cells, problem, next } = record;
      const isText = problem === null && cells.length <= MOST_COLUMNS && !sample.slice(position, next).includes('\0');
      if (isText && isHeader(cells)) return { delimiter, headers: namesOfColumns(cells), headerRow };
      position = next;
    }
  }
  return null;
}

function headersOf(sample: string, delimiter: Delimiter): string[] {
  const first = readRecord(sample, 0, delimiter, true);
  if (!first || first.problem !== null || first.cells.every((cell) => cell.trim() === '')) {
    throw new TableError(said('noHeader'));
  }
  if (sample.slice(0, first.next).includes('\0')) {
    throw new TableError(said('notAText'));
  }
  return namesOfColumns(first.cells);
}

/** The columns' names: one without a name is called by its place, and one that repeats another's is numbered. @throws TableError for too many */
export function namesOfColumns(cells: readonly string[]): string[] {
  if (cells.length > MOST_COLUMNS) throw new TableError(said('tooManyColumns', { columns: cells.length, most: MOST_COLUMNS }));
  const seen = new Map<string, number>();
  return cells.map((cell, index) => {
    const name = cell.trim() || `Column ${index + 1}`;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
}

/** A row with as many cells as the header, or with its problem. */
export function fitted(row: TableRow, headers: readonly string[]): TableRow {
  if (row.problem !== null) return row;
  const { cells } = row;
  // Spreadsheets write delimiters behind the last column when a cell there was once used.
  while (cells.length > headers.length && cells.at(-1) === '') cells.pop();
  if (cells.length !== headers.length) {
    return { ...row, problem: said('cellsOfRow', { cells: cells.length, headers: headers.length }) };
  }
  const nul = cells.findIndex((cell) => cell.includes('\0'));
  return nul === -1 ? row : { ...row, problem: said('nulInCell', { column: headers[nul] ?? '' }) };
}

/** The rows of each piece of the text that end in it. */
async function* rows(chunks: AsyncIterable<string>, delimiter: Delimiter, skip: number): AsyncGenerator<TableRow[]> {
  let text = '';
  let position = skip;
  let row = 0;
  let brokenQuotes = 0;
  const drain = (isLast: boolean): TableRow[] => {
    const found: TableRow[] = [];
    while (position < text.length) {
      const record = readRecord(text, position, delimiter, isLast || text.length - position > LONGEST_RECORD);
      if (record === null) break;
      position = record.next;
      row += 1;
      if (record.problem !== null) brokenQuotes += 1;
      if (brokenQuotes > MOST_BROKEN_QUOTES) {
        throw new TableError(said('tooManyBrokenQuotes', { most: MOST_BROKEN_QUOTES, row }));
      }
      found.push({ row, cells: record.cells, problem: record.problem });
    }
    text = text.slice(position);
    position = 0;
    return found;
  };
  for await (const chunk of chunks) {
    text += chunk;
    if (text.length >= skip) yield drain(false);
  }
  yield drain(true);
}

interface ReadRecord {
  cells: string[];
  /** Where the next record starts. */
  next: number;
  problem: Said | null;
}

/**
 * Reads one record from a position; `null` when its end is not in the text yet. When a quotation mark is broken, only the first line is the
 * broken row, so that one stray mark does not swallow the rows after it.
 */
function readRecord(text: string, start: number, delimiter: Delimiter, isLast: boolean): ReadRecord | null {
  const plain = plainRecord(text, start, delimiter);
  if (plain !== null) return plain;
  const cells: string[] = [];
  let position = start;
  for (;;) {
    let cell: string;
    if (text[position] === '"') {
      const end = closingQuote(text, position);
      if (end === -1) {
        return isLast ? brokenLine(text, start, said('quoteNeverClosed')) : null;
      }
      cell = text.slice(position + 1, end).replaceAll('""', '"');
      position = end + 1;
      // Whether more follows the closing mark cannot be seen before it is here: it may be the first of a doubled mark.
      if (position >= text.length && !isLast) return null;
      const after = text[position];
      if (after !== undefined && after !== delimiter && after !== '\n' && after !== '\r') {
        return brokenLine(text, start, said('quoteFollowed'));
      }
    } else {
      const end = endOfCell(text, position, delimiter);
      if (end === text.length && !isLast) return null;
      cell = text.slice(position, end);
      position = end;
    }
    cells.push(cell);
    if (text[position] !== delimiter) break;
    position += 1;
  }
  if (text[position] === '\r') {
    if (position + 1 >= text.length && !isLast) return null;
    position += text[position + 1] === '\n' ? 2 : 1;
  } else if (text[position] === '\n') {
    position += 1;
  }
  return { cells, next: position, problem: null };
}

/** A record that is one line with nothing but cells and delimiters in it, as most are; `null` when one has to look closer. */
function plainRecord(text: string, start: number, delimiter: Delimiter): ReadRecord | null {
  const next = text.indexOf('\n', start) + 1;
  if (next === 0) return null;
  const line = text.slice(start, text[next - 2] === '\r' ? Math.max(start, next - 2) : next - 1);
  return line.includes('"') || line.includes('\r') ? null : { cells: line.split(delimiter), next, problem: null };
}

function closingQuote(text: string, opening: number): number {
  const limit = opening + LONGEST_RECORD;
  let position = opening + 1;
  for (;;) {
    const mark = text.indexOf('"', position);
    if (mark === -1 || mark > limit) return -1;
    if (text[mark + 1] !== '"') return mark;
    position = mark + 2;
  }
}

function endOfCell(text: string, start: number, delimiter: Delimiter): number {
  const between = delimiter.charCodeAt(0);
  let position = start;
  for (; position < text.length; position += 1) {
    const code = text.charCodeAt(position);
    if (code === between || code === 10 || code === 13) break;
  }
  return position;
}

function brokenLine(text: string, start: number, problem: Said): ReadRecord {
  const lineEnd = text.indexOf('\n', start);
  const end = lineEnd === -1 ? text.length : lineEnd;
  return {
    cells: [text.slice(start, Math.min(end, start + 1000)).replace(/\r$/, '')],
    next: lineEnd === -1 ? end : end + 1,
    problem,
  };
}

async function encodingOf(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<Encoding> {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  let isFirst = true;
  try {
    for await (const chunk of chunks) {
      if (isFirst && chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le';
      if (isFirst && chunk[0] === 0xfe && chunk[1] === 0xff) return 'utf-16be';
      isFirst = false;
      utf8.decode(chunk, { stream: true });
    }
    utf8.decode();
    return 'utf-8';
  } catch (error) {
    // Only the decoder's own fault means another encoding; a file that cannot be read is the caller's to know.
    if (error instanceof TypeError) return 'windows-1252';
    throw error;
  }
}

async function* decoded(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: false });
  for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

async function beginningOf(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, encoding: Encoding): Promise<string> {
  let beginning = '';
  for await (const text of decoded(chunks, encoding)) {
    beginning += text;
    if (beginning.length >= SAMPLE_LENGTH) break;
  }
  return beginning.slice(0, SAMPLE_LENGTH);
}
