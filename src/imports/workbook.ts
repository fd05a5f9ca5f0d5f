import { Unzip, UnzipInflate } from 'fflate';
import {
  fitted,
  MOST_LINES_ABOVE,
  namesOfColumns,
  TableError,
  type IsHeader,
  type OpenFile,
  type TableFile,
  type TableRow,
} from './delimited.ts';
import { heldTexts, type HeldTexts } from './held-texts.ts';
import { said } from './sentences.ts';
import {
  attributeOf,
  dateOfSerial,
  dateStyles,
  isSerial,
  plainNumber,
  sheetsOf,
  tokenizer,
  type Sheet,
} from './workbook-parts.ts';

const BATCH_SIZE = 1000;
/** Packed bytes that are unpacked at a stretch: at most about a thousand times as many come out. */
const SLICE = 1024;
/** What a workbook may unpack to, and what of it may be held: the texts that its cells point to. */
const MOST_UNPACKED = 1024 * 1024 * 1024;
const MOST_TEXT = 48 * 1024 * 1024;
/** Unpacked bytes after which others have their turn. */
const TURN = 1024 * 1024;
/** Excel itself has no more columns, and holds no more signs in a cell; a row may have as many as a record of a delimited file. */
const MOST_COLUMNS = 16_384;
const LONGEST_CELL = 32_767;
const LONGEST_ROW = 256 * 1024;

/** Pure code is compiled without the types of the DOM and of Node; both have this class. */
declare const TextDecoder: new () => { decode(bytes?: Uint8Array, options?: { stream: boolean }): string };
/** Node's; it is no clock, and what is read does not depend on it. */
declare const setImmediate: (next: () => void) => void;

export interface Workbook extends TableFile {
  /** The names of the sheets that can be seen. */
  sheets: string[];
}

/**
 * Reads one sheet of an Excel workbook (.xlsx) as a table: numbers and dates as they are typed, whatever they look like on the screen. The
 * file is unpacked as it is read, twice, and never held; what unpacks to more than a gigabyte, or to more text than can be held, is refused.
 * @param wanted the name of the sheet; the first if it is not said
 * @param isHeader what knows the names of the columns where a title stands above them; the first row has them where it knows none
 * @throws TableError for what is no workbook, and for a sheet it does not have
 */
export async function openWorkbook(open: OpenFile, wanted: string | undefined, isHeader?: IsHeader): Promise<Workbook> {
  const parts = await readParts(open);
  const { sheets, counts1904 } = sheetsOf(parts.workbook, parts.relations);
  const names = sheets.map(({ name }) => name);
  const sheet = wanted === undefined ? sheets[0] : sheets.find(({ name }) => name === wanted);
  if (sheets.length === 0) throw new TableError(said('brokenWorkbook'));
  if (!sheet) throw new TableError(said('noSuchSheet', { sheet: wanted ?? '', sheets: names.join(', ') }));
  const cells: CellReader = { texts: parts.texts, isDate: dateStyles(parts.styles), counts1904 };
  const first = await headerRow(open, sheet, cells, isHeader);
  if (!first) throw new TableError(said('noHeader'));
  const headers = namesOfColumns(inPlaces(first, widthOf(first)));

  async function* batches(): AsyncGenerator<TableRow[]> {
    let batch: TableRow[] = [];
    for await (const rows of rowsOf(open, sheet as Sheet, cells)) {
      for (const found of rows) {
        const { row, fault } = found;
        if (row <= (first?.row ?? 0) || found.cells.length === 0) continue;
        const width = widthOf(found);
        const tooWide = width > headers.length ? said('cellsOfRow', { cells: width, headers: headers.length }) : null;
        const problem = fault ? said('errorInCell', { column: headers[fault.column] ?? '', value: fault.value }) : tooWide;
        batch.push(fitted({ row, cells: inPlaces(found, headers.length), problem }, headers));
        if (batch.length < BATCH_SIZE) continue;
        yield batch;
        batch = [];
      }
    }
    if (batch.length > 0) yield batch;
  }
  return { headers, sheets: names, batches };
}

interface SheetRow {
  row: number;
  /** Those that hold something: a few bytes may tell of a cell far to the right, and there are many rows in what is unpacked at a stretch. */
  cells: { column: number; value: string }[];
  /** A cell that holds an error instead of a value. */
  fault: { column: number; value: string } | null;
}

const widthOf = ({ cells }: SheetRow): number => cells.reduce((width, { column }) => Math.max(width, column + 1), 0);

/** The cells of a row in their places, up to a width. */
function inPlaces({ cells }: SheetRow, width: number): string[] {
  const places = Array<string>(width).fill('');
  for (const { column, value } of cells) if (column < width) places[column] = value;
  return places;
}

interface CellReader {
  texts: HeldTexts;
  isDate: boolean[];
  counts1904: boolean;
}

async function headerRow(
  open: OpenFile,
  sheet: Sheet,
  cells: CellReader,
  isHeader: IsHeader = () => true,
): Promise<SheetRow | undefined> {
  const met: SheetRow[] = [];
  for await (const rows of rowsOf(open, sheet, cells)) {
    for (const row of rows) {
      if (row.cells.length === 0) continue;
      if (isHeader(row.cells.map(({ value }) => value))) return row;
      if (met.push(row) > MOST_LINES_ABOVE) return met[0];
    }
  }
  return met[0];
}

/** All that is needed before cells can be read. */
async function readParts(open: OpenFile) {
  const plain = new Map([
    ['xl/workbook.xml', ''],
    ['xl/_rels/workbook.xml.rels', ''],
    ['xl/styles.xml', ''],
  ]);
  const shared = sharedTexts();
  let held = 0;
  for await (const _ of unzipped(open, (path) => {
    if (path === 'xl/sharedStrings.xml') return shared.feed;
    if (!plain.has(path)) return null;
    return (piece) => {
      held += piece.length;
      if (held > MOST_TEXT) throw tooLarge(MOST_TEXT);
      plain.set(path, (plain.get(path) ?? '') + piece);
    };
  }));
  return {
    workbook: plain.get('xl/workbook.xml') ?? '',
    relations: plain.get('xl/_rels/workbook.xml.rels') ?? '',
    styles: plain.get('xl/styles.xml') ?? '',
    texts: shared.texts,
  };
}

/** The texts that cells point to by their number; what a text is made of beside its words (its reading in Japanese) is left out. */
function sharedTexts() {
  const texts = heldTexts();
  let [current, held] = ['', 0];
  let [inText, inReading] = [false, false];
  const feed = tokenizer((token) => {
    if ('text' in token) {
      if (!inText || inReading) return;
      current += token.text;
      held += token.text.length;
      if (held > MOST_TEXT) throw tooLarge(MOST_TEXT);
    } else if ('open' in token) {
      if (token.open === 'si') {
        current = '';
        if (token.empty) texts.add('');
      }
      if (token.open === 't') inText = !token.empty;
      if (token.open === 'rPh') inReading = !token.empty;
    } else {
      if (token.close === 't') inText = false;
      if (token.close === 'rPh') inReading = false;
      if (token.close === 'si') texts.add(current);
    }
  });
  return { texts, feed };
}

/** The rows of a sheet, as many at a time as a slice of the file holds. */
async function* rowsOf(open: OpenFile, sheet: Sheet, reader: CellReader): AsyncGenerator<SheetRow[]> {
  let rows: SheetRow[] = [];
  let row: SheetRow = { row: 0, cells: [], fault: null };
  let cell = { column: 0, type: '', style: 0, text: '' };
  let [inValue, isWhole, size, nextColumn] = [false, false, 0, 0];
  const take = () => {
    if (cell.text === '') return;
    if (cell.column >= MOST_COLUMNS) throw new TableError(said('brokenWorkbook'));
    if (cell.type === 'e') row.fault ??= { column: cell.column, value: cell.text.slice(0, 40) };
    const value = valueOf(cell, reader);
    if (value !== '') row.cells.push({ column: cell.column, value });
    // A text of which there is one in the file may stand in every cell.
    size += value.length;
    if (value.length > LONGEST_CELL || size > LONGEST_ROW) throw new TableError(said('brokenWorkbook'));
  };
  const feed = tokenizer((token) => {
    if ('text' in token) {
      if (!inValue) return;
      if (cell.text.length + token.text.length > LONGEST_CELL) throw new TableError(said('brokenWorkbook'));
      cell.text += token.text;
    } else if ('open' in token) {
      const { attributes, empty } = token;
      if (token.open === 'row') {
        [size, nextColumn] = [0, 0];
        row = { row: Number(attributeOf(attributes, 'r') ?? row.row + 1), cells: [], fault: null };
        if (empty) rows.push(row);
      } else if (token.open === 'c') {
        const column = columnOf(attributeOf(attributes, 'r')) ?? nextColumn;
        nextColumn = column + 1;
        cell = { column, type: attributeOf(attributes, 't') ?? 'n', style: Number(attributeOf(attributes, 's') ?? 0), text: '' };
      } else if (token.open === 'v' || token.open === 't') inValue = !empty;
    } else if (token.close === 'v' || token.close === 't') inValue = false;
    else if (token.close === 'c') take();
    else if (token.close === 'row') rows.push(row);
    else if (token.close === 'worksheet') isWhole = true;
  });
  for await (const _ of unzipped(open, (path) => (path === sheet.path ? feed : null))) {
    if (rows.length === 0) continue;
    yield rows;
    rows = [];
  }
  // Not there, or cut off on its way.
  if (!isWhole) throw new TableError(said('brokenWorkbook'));
}

function valueOf({ type, style, text }: { type: string; style: number; text: string }, reader: CellReader): string {
  if (type === 's') {
    const shared = reader.texts.at(Number(text));
    if (shared === undefined) throw new TableError(said('brokenWorkbook'));
    return shared;
  }
  if (type === 'b') return text === '1' ? 'true' : 'false';
  if (type === 'd') return text.replace('T', ' ').replace(/ 00:00:00(\.0+)?$/, '');
  if (type !== 'n') return text;
  const number = Number(text);
  return reader.isDate[style] && isSerial(number) ? dateOfSerial(number, reader.counts1904) : plainNumber(text);
}

/** `AB12` is the 28th column, 27 counted from 0. */
function columnOf(reference: string | null): number | null {
  const [, letters] = /^([A-Z]{1,3})\d+$/.exec(reference ?? '') ?? [];
  if (letters === undefined) return null;
  return Array.from(letters).reduce((sum, letter) => sum * 26 + (letter.codePointAt(0) ?? 64) - 64, 0) - 1;
}

type Sink = (piece: string) => void;

/** Unpacks a file from its beginning to its end and hands the texts of some entries on; stops after each slice, and lets others have their turn. */
async function* unzipped(open: OpenFile, sinkOf: (path: string) => Sink | null): AsyncGenerator<void> {
  let [unpacked, turnAt] = [0, TURN];
  let fault: unknown = null;
  const unzip = new Unzip((entry) => {
    const sink = sinkOf(entry.name);
    const decoder = new TextDecoder();
    entry.ondata = (error, data, isLast) => {
      if (error) throw error instanceof TableError ? error : new TableError(said('brokenWorkbook'));
      unpacked += data.length;
      if (unpacked > MOST_UNPACKED) throw tooLarge(MOST_UNPACKED);
      sink?.(decoder.decode(data, { stream: !isLast }));
    };
    // An entry that is not unpacked would be kept as it is.
    entry.start();
  });
  unzip.register(UnzipInflate);
  try {
    for await (const chunk of open())
      for (let from = 0; from < chunk.length; from += SLICE) {
        unzip.push(chunk.subarray(from, from + SLICE));
        yield;
        if (unpacked < turnAt) continue;
        turnAt = unpacked + TURN;
        await new Promise<void>((next) => setImmediate(next));
      }
    unzip.push(new Uint8Array(0), true);
    yield;
  } catch (error) {
    fault = error;
  }
  if (fault instanceof TableError) throw fault;
  // The database going away is no fault of the file; the unpacker's own errors have a number.
  if (fault !== null)
    throw typeof (fault as { code?: unknown }).code === 'number' ? new TableError(said('brokenWorkbook')) : fault;
}

const tooLarge = (most: number) => new TableError(said('workbookTooLarge', { most: most / 1024 / 1024 }));
