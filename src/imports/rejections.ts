import Papa from 'papaparse';

/** A row of the file that was not imported. */
export interface Rejection {
  row: number;
  cells: string[];
  problems: { column: string; problem: string }[];
}

/** Cells that a spreadsheet would take for a formula get an apostrophe in front, which it shows as text. */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * Lines of CSV (RFC 4180) with the rows as they stood in the file, the number each has there, and what is wrong with it. Without rows it
 * is empty; `headers` make the first line.
 */
export function rejectionLines(rejections: readonly Rejection[], headers: readonly string[] | null): string {
  const lines = rejections.map(({ row, cells, problems }) => [...cells, ...Array<string>(Math.max(0, width(headers) - cells.length)).fill(''), String(row), problems.map(shown).join(' ')]);
  const all = headers === null ? lines : [[...headers, 'row', 'problem'], ...lines];
  return all.length === 0 ? '' : `${Papa.unparse(all, { newline: '\r\n', escapeFormulae: FORMULA })}\r\n`;
}

const width = (headers: readonly string[] | null) => headers?.length ?? 0;
const shown = ({ column, problem }: Rejection['problems'][number]) => (column === '' ? problem : `${column}: ${problem}`);
