import { textOf, type Cell, type Manner } from './cells.ts';
import type { Column } from './columns.ts';
import { neutralised } from './formula.ts';

/** What makes Excel read a file as UTF-8. */
export const BYTE_ORDER_MARK = '\uFEFF';

/** Where decimals have a comma, columns have a semicolon: Excel there reads nothing else. */
const delimiterOf = ({ for: reader, decimal }: Manner) => (reader === 'people' && decimal === ',' ? ';' : ',');

/** The first line (RFC 4180): headings in the reader's language, field names for machines. */
export function csvHeader(columns: readonly Column[], manner: Manner): string {
  return line(
    columns.map((column) => quoted(neutralised(headingOf(column, manner)))),
    manner,
  );
}

/** Lines of a table. Text that a spreadsheet would take for a formula is neutralised; our own numbers never are. */
export function csvLines(columns: readonly Column[], rows: readonly (readonly Cell[])[], manner: Manner): string {
  const cellOf = (cell: Cell, index: number) => {
    const type = columns[index]?.type ?? 'text';
    const text = textOf(cell, type, manner);
    // Numbers and days hold neither quotation marks nor the delimiter of their manner.
    return type === 'text' ? quoted(neutralised(text)) : text;
  };
  return rows.map((row) => line(row.map(cellOf), manner)).join('');
}

export const headingOf = (column: Column, { for: reader, language }: Manner) =>
  reader === 'machine' ? column.field : column.title[language];

const line = (cells: string[], manner: Manner) => `${cells.join(delimiterOf(manner))}\r\n`;

/** Every sign that some reader takes for a delimiter is quoted, and white space at the ends, so that it is kept. */
const quoted = (text: string) => (/[",;\t|\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
