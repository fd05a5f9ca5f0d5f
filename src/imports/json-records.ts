import { TableError, type OpenFile } from './delimited.ts';
import { said } from './sentences.ts';

/** The records of a JSON file one by one, cut out of its text as it comes: no more than one record and a slice of the file is held. */

/** A record as it is written, and what it says. In JSON Lines, `row` is also the line. */
export interface JsonRecord {
  row: number;
  text: string;
  value: unknown;
}

/** Whether the file is a list, or objects one after the other (JSON Lines). */
export type JsonForm = 'list' | 'lines';

/** Bytes that are cut into records at a stretch. */
const SLICE = 1 << 16;
/** What is longer or nested deeper is no row of a table; a row of a delimited file may be as long. */
const LONGEST_RECORD = 256 * 1024;
const DEEPEST = 50;

/** Pure code is compiled without the types of the DOM and of Node; both have this class. */
declare const TextDecoder: new (
  label: string,
  options: { fatal: boolean },
) => { decode(bytes?: Uint8Array, options?: { stream: boolean }): string };
/** Node's; it is no clock, and what is read does not depend on it. */
declare const setImmediate: (next: () => void) => void;

/** Lets others have their turn. */
export const turn = () => new Promise<void>((next) => setImmediate(next));

/**
 * The records of each slice of the file that end in it. Others have their turn between two slices.
 * @throws TableError for what is no JSON, and for a file that was cut off
 */
export async function* jsonRecords(open: OpenFile): AsyncGenerator<{ form: JsonForm; records: JsonRecord[] }> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const cutter = recordCutter();
  const decode = (bytes?: Uint8Array): string => {
    try {
      return decoder.decode(bytes, { stream: bytes !== undefined });
    } catch {
      throw new TableError(said('jsonNotUtf8'));
    }
  };
  for await (const chunk of open())
    for (let from = 0; from < chunk.length; from += SLICE) {
      const found = cutter.cut(decode(chunk.subarray(from, from + SLICE)));
      if (found.records.length > 0) yield found;
      await turn();
    }
  yield cutter.cut(decode());
  cutter.end();
}

const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];
const isSpace = (code: number) => code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;

/** Finds where records begin and end by brackets and quotation marks; whether a record is right in itself, its own reading says. */
function recordCutter() {
  let form: JsonForm | null = null;
  let text = '';
  /** Up to where the text has been looked at, and where the record under way begins; -1 between two. */
  let [at, start] = [0, -1];
  let [row, depth, inText, isClosed] = [0, 0, false, false];

  const taken = (end: number): JsonRecord => {
    if (end - start > LONGEST_RECORD) throw tooLarge(row + 1, form);
    row += 1;
    const written = text.slice(start, end);
    start = -1;
    return { row, text: written, value: valueOf(written, row) };
  };
  /** Begins a record, unless the list begins or ends here. */
  const begins = (code: number): boolean => {
    if (form === null) {
      form = code === OPEN_LIST ? 'list' : 'lines';
      if (form === 'list') return false;
    } else if (form === 'list' && row === 0 && code === CLOSE_LIST && !isClosed) {
      isClosed = true;
      return false;
    }
    if (isClosed || (form === 'lines' && code !== OPEN_OBJECT)) throw broken(row + 1);
    start = at;
    return true;
  };

  const cut = (piece: string): { form: JsonForm; records: JsonRecord[] } => {
    text += piece;
    const records: JsonRecord[] = [];
    for (; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (inText) {
        if (code === BACKSLASH) at += 1;
        else if (code === QUOTE) inText = false;
      } else if (start === -1 && (isSpace(code) || !begins(code))) {
        continue;
      } else if (code === QUOTE) {
        inText = true;
      } else if (code === OPEN_OBJECT || code === OPEN_LIST) {
        depth += 1;
        if (depth > DEEPEST) throw tooLarge(row + 1, form);
      } else if (depth === 0 && (code === COMMA || code === CLOSE_LIST)) {
        records.push(taken(at));
        isClosed = code === CLOSE_LIST;
      } else if (code === CLOSE_OBJECT || code === CLOSE_LIST) {
        if (depth === 0) throw broken(row + 1);
        depth -= 1;
        if (depth === 0 && form === 'lines') records.push(taken(at + 1));
      }
    }
    const rest = start === -1 ? text.length : start;
    text = text.slice(rest);
    at -= rest;
    if (start !== -1) start = 0;
    if (text.length > LONGEST_RECORD) throw tooLarge(row + 1, form);
    return { form: form ?? 'lines', records };
  };
  const end = (): void => {
    if (start !== -1 || (form === 'list' && !isClosed)) throw new TableError(said('jsonCut', { row: row + 1 }));
  };
  return { cut, end };
}

function valueOf(text: string, row: number): unknown {
  try {
    return JSON.parse(LONG_NUMBER.test(text) ? withLongNumbersAsTexts(text) : text);
  } catch (error) {
    if (error instanceof SyntaxError) throw broken(row);
    throw error;
  }
}

/** Numbers of more figures than a float keeps are taken as they are written: they are ids, or amounts that must not change. */
const LONG_NUMBER = /\d{16}/;
const withLongNumbersAsTexts = (text: string) =>
  text.replace(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g, (token) =>
    token.startsWith('"') || token.length < 16 ? token : `"${token}"`,
  );

const broken = (row: number) => new TableError(said('jsonBroken', { row }));
/** An object without end in which the list itself may be is told so. */
const tooLarge = (row: number, form: JsonForm | null) =>
  form === 'lines' && row === 1
    ? new TableError(said('jsonNoList'))
    : new TableError(said('jsonNoRow', { row, kilobytes: LONGEST_RECORD / 1024, levels: DEEPEST }));
