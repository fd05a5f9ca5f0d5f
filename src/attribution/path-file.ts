/** What is wrong with a file of journeys, and where: rows are counted as a spreadsheet does, the header being row 1. */
export class PathFileError extends Error {
  constructor(row: number, column: string, problem: string) {
    super(column === '' ? `row ${row}: ${problem}` : `row ${row}, column ${column}: ${problem}`);
    this.name = 'PathFileError';
  }
}

export type OnJourney = (path: string[], conversions: number, value: number, nulls: number) => void;

/** A record longer than this is an unclosed quote swallowing the file, not a journey. */
const LONGEST_RECORD = 1_048_576;

/** No column may come to more in all: beyond it a model's own products would no longer be numbers. */
const LARGEST_TOTAL = 1e100;
/** Nearer to nothing than this a figure is a slip of the pen, and ratios of such are no longer numbers. */
const SMALLEST_FIGURE = 1e-100;

const SPACE = 32;

type Figure = 'total_conversions' | 'total_conversion_value' | 'total_null';

interface Columns {
  delimiter: string;
  count: number;
  path: number;
  conversions: number;
  /** −1 where the file has no such column. */
  value: number;
  nulls: number;
}

/**
 * Reads a CSV of aggregated journeys piece by piece: `path` (`a > b > c`), `total_conversions`, `total_conversion_value` and
 * `total_null`, in any order, other columns ignored. Delimiter `,` or `;` as in the header; quoted fields, CRLF and a byte order
 * mark are understood. A missing or empty value or null counts as 0; blank lines are skipped.
 */
export class PathFileReader {
  readonly #onJourney: OnJourney;
  #columns: Columns | undefined;
  #row = 0;
  /** Text of the record that has not ended yet. */
  #rest = '';
  /** The sizes of each column's figures until now, added up. */
  readonly #totals: Record<Figure, number> = { total_conversions: 0, total_conversion_value: 0, total_null: 0 };

  constructor(onJourney: OnJourney) {
    this.#onJourney = onJourney;
  }

  /** @throws PathFileError at the first row that is wrong */
  push(text: string): void {
    const piece = this.#rest + text;
    let start = 0;
    // A newline belongs to a quoted field, and ends no record, exactly when the quotes before it are odd in number.
    let open = false;
    let quote = nextOrEnd(piece, '"', 0);
    for (let newline = piece.indexOf('\n'); newline !== -1; newline = piece.indexOf('\n', newline + 1)) {
      for (; quote < newline; quote = nextOrEnd(piece, '"', quote + 1)) open = !open;
      if (open) continue;
      this.#record(piece.slice(start, newline));
      start = newline + 1;
    }
    this.#rest = piece.slice(start);
    if (this.#rest.length > LONGEST_RECORD) throw new PathFileError(this.#row + 1, '', 'does not end; is a quote never closed?');
  }

  /** @throws PathFileError if the last row is wrong, or there is no header */
  end(): void {
    if (this.#rest !== '') this.#record(this.#rest);
    this.#rest = '';
    if (!this.#columns) throw new PathFileError(1, '', 'the file is empty; it needs a header with path and total_conversions');
  }

  #record(record: string): void {
    this.#row++;
    const line = record.endsWith('\r') ? record.slice(0, -1) : record;
    if (line.trim() === '') return;
    if (!this.#columns) {
      this.#columns = this.#header(line.startsWith('\uFEFF') ? line.slice(1) : line);
      return;
    }
    const columns = this.#columns;
    const fields = this.#fields(line, columns.delimiter);
    if (fields.length !== columns.count) {
      throw new PathFileError(this.#row, '', `has ${fields.length} fields where the header has ${columns.count}`);
    }
    this.#onJourney(
      this.#path(fields[columns.path] as string),
      this.#number(fields[columns.conversions] as string, 'total_conversions', 'count'),
      columns.value === -1 ? 0 : this.#number(fields[columns.value] as string, 'total_conversion_value', 'amount'),
      columns.nulls === -1 ? 0 : this.#number(fields[columns.nulls] as string, 'total_null', 'optional count'),
    );
  }

  #header(line: string): Columns {
    const unquoted = line.replaceAll(/"[^"]*"/g, '');
    const delimiter = unquoted.split(';').length > unquoted.split(',').length ? ';' : ',';
    const names = this.#fields(line, delimiter).map((name) => name.trim().toLowerCase());
    for (const name of ['path', 'total_conversions']) {
      if (!names.includes(name)) throw new PathFileError(this.#row, name, 'is missing from the header');
    }
    return {
      delimiter,
      count: names.length,
      path: names.indexOf('path'),
      conversions: names.indexOf('total_conversions'),
      value: names.indexOf('total_conversion_value'),
      nulls: names.indexOf('total_null'),
    };
  }

  #fields(line: string, delimiter: string): string[] {
    if (!line.includes('"')) return line.split(delimiter);
    const fields: string[] = [];
    for (let start = 0; start <= line.length;) {
      const quoted = line[start] === '"';
      const end = quoted ? this.#closingQuote(line, start) + 1 : nextOrEnd(line, delimiter, start);
      if (end < line.length && line[end] !== delimiter) throw new PathFileError(this.#row, '', 'has text after a closing quote');
      fields.push(quoted ? line.slice(start + 1, end - 1).replaceAll('""', '"') : line.slice(start, end));
      start = end + 1;
    }
    return fields;
  }

  #closingQuote(line: string, opening: number): number {
    let quote = line.indexOf('"', opening + 1);
    while (quote !== -1 && line[quote + 1] === '"') quote = line.indexOf('"', quote + 2);
    if (quote === -1) throw new PathFileError(this.#row, '', 'opens a quote and never closes it');
    return quote;
  }

  #path(field: string): string[] {
    const channels: string[] = [];
    for (let start = 0; start <= field.length;) {
      const end = nextOrEnd(field, '>', start);
      // Nearly always one space stands on either side: left out in the same cut, so that trimming finds nothing to copy.
      const from = field.charCodeAt(start) === SPACE ? start + 1 : start;
      const to = field.charCodeAt(end - 1) === SPACE ? end - 1 : end;
      const channel = field.slice(from, to).trim();
      if (channel === '')
        throw new PathFileError(this.#row, 'path', `"${shown(field)}" has an empty channel; it reads a > b > c`);
      channels.push(channel);
      start = end + 1;
    }
    return channels;
  }

  #number(field: string, column: Figure, kind: 'count' | 'optional count' | 'amount'): number {
    const number = smallWhole(field) ?? this.#parsed(field, column, kind);
    const total = (this.#totals[column] += Math.abs(number));
    if (total > LARGEST_TOTAL)
      throw new PathFileError(
        this.#row,
        column,
        `"${shown(field)}" takes the total beyond ${LARGEST_TOTAL}, too large to share out`,
      );
    return number;
  }

  #parsed(field: string, column: string, kind: 'count' | 'optional count' | 'amount'): number {
    const text = field.trim();
    if (text === '' && kind !== 'count') return 0;
    const number = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : NaN;
    if (!Number.isFinite(number))
      throw new PathFileError(this.#row, column, `"${shown(text)}" is not a number such as 12 or 12.5`);
    if (number < 0 && kind !== 'amount') throw new PathFileError(this.#row, column, `"${shown(text)}" is below 0`);
    if (Math.abs(number) < SMALLEST_FIGURE && /[1-9]/.test(text.replace(/e.*/i, '')))
      throw new PathFileError(this.#row, column, `"${shown(text)}" is nearer to 0 than ${SMALLEST_FIGURE}; write 0`);
    return number;
  }
}

/** The number of a field of up to 15 digits, which most are: read without the cost of a pattern. */
function smallWhole(field: string): number | undefined {
  if (field.length === 0 || field.length > 15) return undefined;
  let number = 0;
  for (let index = 0; index < field.length; index++) {
    const digit = field.charCodeAt(index) - 48;
    if (digit < 0 || digit > 9) return undefined;
    number = number * 10 + digit;
  }
  return number;
}

function nextOrEnd(text: string, wanted: string, from: number): number {
  const found = text.indexOf(wanted, from);
  return found === -1 ? text.length : found;
}

/** A value as an error line quotes it: short and on one line. */
function shown(value: string): string {
  const line = value.replaceAll(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}
