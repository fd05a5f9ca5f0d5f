import { neutralised } from '../exports/formula.ts';
import { fitted, namesOfColumns, TableError, type OpenFile, type TableFile, type TableRow } from './delimited.ts';
import { cellsOfExported, exportedColumns } from './exported.ts';
import { jsonRecords, turn, type JsonRecord } from './json-records.ts';
import type { ImportKind } from './kinds.ts';
import { said, type Said } from './sentences.ts';
import { plainNumber } from './workbook-parts.ts';

const BATCH_SIZE = 1000;
/** A few bytes may be a row of many empty cells, so parts are small where there are many columns. */
const MOST_CELLS = 1 << 16;
/** Objects within objects give columns of their own, up to here; deeper ones and lists are no cells. */
const DEEPEST_COLUMN = 4;
/** A mapping cannot name a longer one, and no table has more. */
const LONGEST_NAME = 1000;
const MOST_COLUMNS = 1000;
/** So much is shown of a row that cannot be told in cells. */
const SHOWN = 1000;

export interface JsonFile extends TableFile {
  /** What the objects call their values, in the order of the headers; null for rows that Samspil exported. */
  keys: string[] | null;
}

/**
 * Reads JSON as a table: a list of objects, or one object a line (JSON Lines). Rows that Samspil exported have the columns of its files for
 * programs, whatever the format; of others, each key that some object has is a column, `company.name` for one in an object within. The first
 * object is row 1. What is no JSON, ends in the middle or holds no list of objects is refused as a whole, with the row in which it does.
 * @param known the keys, where an earlier reading told them; else the whole file is gone through for them
 * @throws TableError
 */
export async function openJson(kind: ImportKind, open: OpenFile, known?: readonly string[]): Promise<JsonFile> {
  const columns = exportedColumns(kind, await firstValue(open));
  if (columns) {
    const headers = columns.map(({ field }) => field);
    const batches = () =>
      rowsOf(open, headers, ({ row, text, value }) => {
        const cells = cellsOfExported(columns, value);
        return cells ? { row, cells, problem: null } : unread(row, text, said('otherShape'));
      });
    return { headers, keys: null, batches };
  }
  const keys = known ? [...known] : await keysOf(open);
  const headers = namesOfColumns(keys);
  const places = new Map(keys.map((key, index) => [key, index]));
  const batches = () =>
    rowsOf(open, headers, ({ row, text, value }) =>
      isObject(value) ? { row, ...inPlaces(value, places), problem: null } : unread(row, text, said('notAnObject')),
    );
  return { headers, keys, batches };
}

const unread = (row: number, text: string, problem: Said): TableRow => ({ row, cells: [text.slice(0, SHOWN)], problem });

/** The rows of the file that hold something, in parts between which others have their turn. */
async function* rowsOf(
  open: OpenFile,
  headers: readonly string[],
  read: (record: JsonRecord) => TableRow,
): AsyncGenerator<TableRow[]> {
  const size = Math.max(1, Math.min(BATCH_SIZE, Math.floor(MOST_CELLS / headers.length)));
  let batch: TableRow[] = [];
  for await (const { records } of jsonRecords(open))
    for (const record of records) {
      const row = read(record);
      if (row.cells.every((cell) => cell === '')) continue;
      if (batch.push(fitted(row, headers)) < size) continue;
      yield batch;
      batch = [];
      await turn();
    }
  if (batch.length > 0) yield batch;
}

async function firstValue(open: OpenFile): Promise<unknown> {
  for await (const { records } of jsonRecords(open)) if (records[0]) return records[0].value;
  throw new TableError(said('jsonNoList'));
}

/** All that the objects of a file call their values. */
async function keysOf(open: OpenFile): Promise<string[]> {
  const keys = new Set<string>();
  let [rows, listed]: [number, string | null] = [0, null];
  let isList = false;
  for await (const { form, records } of jsonRecords(open)) {
    isList = form === 'list';
    for (const { row, value } of records) {
      if (!isObject(value)) continue;
      rows += 1;
      for (const [key, within] of valuesIn(value)) {
        keys.add(key);
        if (key.length > LONGEST_NAME) throw new TableError(said('jsonLongName', { row, most: LONGEST_NAME }));
        if (rows === 1 && Array.isArray(within) && within.some(isObject)) listed ??= key;
      }
      if (keys.size > MOST_COLUMNS) namesOfColumns([...keys]);
    }
  }
  // What programs answer page by page: one object with the list within.
  if (!isList && rows === 1 && listed !== null) throw new TableError(said('jsonListWithin', { column: listed.slice(0, 60) }));
  if (keys.size === 0) throw new TableError(said('jsonNoList'));
  return [...keys];
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The values of an object by their keys, those of objects within behind a point. */
function* valuesIn(value: object, path = '', depth = 1): Generator<[key: string, value: unknown]> {
  for (const [name, within] of Object.entries(value)) {
    const key = path + name.toWellFormed();
    if (isObject(within) && depth < DEEPEST_COLUMN) yield* valuesIn(within, `${key}.`, depth + 1);
    else yield [key, within];
  }
}

/** The cells of a row, and which of them hold no single value: those are JSON as it was. */
function inPlaces(value: object, places: ReadonlyMap<string, number>): { cells: string[]; nested?: Set<number> } {
  const cells = Array<string>(places.size).fill('');
  const nested = new Set<number>();
  for (const [key, within] of valuesIn(value)) {
    const place = places.get(key);
    if (place === undefined || within === null) continue;
    cells[place] = textOf(within);
    if (typeof within === 'object' && cells[place] !== '') nested.add(place);
  }
  return nested.size > 0 ? { cells, nested } : { cells };
}

/** A value as a spreadsheet's file would have it. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return neutralised(value.toWellFormed());
  if (typeof value === 'number') return plainNumber(String(value));
  if (Array.isArray(value) && value.length === 0) return '';
  return JSON.stringify(value).toWellFormed();
}
