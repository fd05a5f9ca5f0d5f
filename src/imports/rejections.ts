import Papa from 'papaparse';
import { neutralised, restored } from '../exports/formula.ts';
import type { Language } from '../platform/fields.ts';

/** A row of the file that was not imported, or not with all that it says. */
export interface Rejection {
  row: number;
  cells: string[];
  problems: { column: string; problem: string }[];
}

/** The first line of the file of rows to correct: the columns as they were, and ours. */
export const rejectionHeader = (headers: readonly string[], language: Language): string =>
  lines([[...headers, OURS.row[language], OURS.problem[language]]]);

const OURS = {
  row: { en: 'row', da: 'række', nb: 'rad', nl: 'rij' },
  problem: { en: 'problem', da: 'problem', nb: 'problem', nl: 'probleem' },
};

/**
 * Lines of CSV (RFC 4180): each row as it stood in the file, the number it has there, and what is wrong with it. All have as many cells
 * as the header: a row that was short is filled up, and what a long one has too many stands in its last cell.
 */
export function rejectionLines(rejections: readonly Rejection[], headers: readonly string[]): string {
  return lines(
    rejections.map(({ row, cells, problems }) => [...fitted(cells, headers.length), String(row), problems.map(shown).join(' ')]),
  );
}

const lines = (table: string[][]): string =>
  table.length === 0
    ? ''
    : `${Papa.unparse(
        // What was neutralised in the file is so once, and is read back as it was meant.
        table.map((row) => row.map((cell) => neutralised(restored(cell)))),
        { newline: '\r\n' },
      )}\r\n`;

function fitted(cells: readonly string[], width: number): string[] {
  const [kept, surplus] = [cells.slice(0, width), cells.slice(width)];
  const last = [kept.pop() ?? '', ...surplus].join(' | ');
  return [...kept, last, ...Array<string>(Math.max(0, width - cells.length)).fill('')].slice(0, width);
}

const shown = ({ column, problem }: Rejection['problems'][number]) => (column === '' ? problem : `${column}: ${problem}`);
