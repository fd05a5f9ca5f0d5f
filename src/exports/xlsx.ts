import { wallClock, type Cell, type CellType, type Manner } from './cells.ts';
import type { Column } from './columns.ts';
import { headingOf } from './csv.ts';
import { neutralised, restored } from './formula.ts';

/** A file inside the archive that an Excel workbook is. */
export interface WorkbookPart {
  name: string;
  content: AsyncIterable<string> | Iterable<string>;
}

/** Rows that Excel's sheets have; what is more goes on in a further sheet, under the same heading. */
const ROWS_OF_A_SHEET = 1_048_576;
/** An archive without 64-bit extensions holds files up to 4 GiB; Excel refuses some that have them. */
const LARGEST_SHEET = 3.5 * 2 ** 30;
/** Excel calls a file damaged in which a cell has more signs. */
const LONGEST_TEXT = 32_767;

/** Numbers of the formats in the style sheet below. */
const STYLES = { plain: 0, heading: 1, day: 2, moment: 3, quoted: 4 } as const;

/**
 * The parts of a workbook (ECMA-376), sheet by sheet, written while they are read: texts stand in their cells and not in a shared table, so
 * that memory does not grow with the rows. Numbers, days and moments are typed; text is never a formula, and what looks like one is marked
 * as text for whoever edits the cell.
 */
export async function* workbook(
  title: string,
  columns: readonly Column[],
  batches: AsyncIterable<readonly (readonly Cell[])[]>,
  manner: Manner,
  rowsOfASheet = ROWS_OF_A_SHEET,
): AsyncGenerator<WorkbookPart> {
  const reader = batches[Symbol.asyncIterator]();
  let next = await reader.next();
  let sheets = 0;
  async function* sheet(): AsyncGenerator<string> {
    const heading = columns.map((column) => textCell(headingOf(column, manner), STYLES.heading)).join('');
    yield `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews><sheetData><row>${heading}</row>`;
    let rows = 1;
    let size = 0;
    while (!next.done && (rows === 1 || (rows + next.value.length <= rowsOfASheet && size < LARGEST_SHEET))) {
      const text = next.value.map((row) => rowOf(row, columns, manner)).join('');
      rows += next.value.length;
      size += text.length * 3;
      yield text;
      next = await reader.next();
    }
    yield '</sheetData></worksheet>';
  }
  do {
    sheets += 1;
    yield { name: `xl/worksheets/sheet${sheets}.xml`, content: sheet() };
  } while (!next.done);
  const numbers = Array.from({ length: sheets }, (_, index) => index + 1);
  yield { name: 'xl/styles.xml', content: [styleSheet] };
  yield { name: 'xl/workbook.xml', content: [bookOf(title, numbers)] };
  yield { name: 'xl/_rels/workbook.xml.rels', content: [relationsOf(numbers)] };
  yield { name: '_rels/.rels', content: [rootRelations] };
  yield { name: '[Content_Types].xml', content: [typesOf(numbers)] };
}

function rowOf(row: readonly Cell[], columns: readonly Column[], manner: Manner): string {
  return `<row>${row.map((cell, index) => cellOf(cell, columns[index]?.type ?? 'text', manner)).join('')}</row>`;
}

function cellOf(cell: Cell, type: CellType, manner: Manner): string {
  if (cell === null || cell === '') return '<c/>';
  if (typeof cell === 'boolean') return `<c t="b"><v>${cell ? 1 : 0}</v></c>`;
  if (cell instanceof Date)
    return manner.for === 'machine'
      ? textCell(cell.toISOString())
      : numberCell(serialOf(wallClock(cell, manner.timeZone)), STYLES.moment);
  if (type === 'day') return manner.for === 'machine' ? textCell(String(cell)) : numberCell(serialOf(String(cell)), STYLES.day);
  if (typeof cell === 'number' || type === 'decimal') return numberCell(cell, STYLES.plain);
  const safe = neutralised(cell);
  // What an import would take for neutralised is neutralised, so that it is read back as it was.
  return textCell(restored(cell) === cell ? cell : safe, safe === cell ? STYLES.plain : STYLES.quoted);
}

const numberCell = (value: string | number, style: number) => `<c${styled(style)}><v>${value}</v></c>`;
const textCell = (text: string, style: number = STYLES.plain) =>
  `<c t="inlineStr"${styled(style)}><is><t xml:space="preserve">${escaped(bounded(text))}</t></is></c>`;
const styled = (style: number) => (style === STYLES.plain ? '' : ` s="${style}"`);
const bounded = (text: string) => (text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT - 1)}…` : text);

/** Days since the turn of 1900 as Excel counts them, with the time as a fraction. */
function serialOf(wall: string): number {
  return Date.parse(wall.length === 10 ? wall : `${wall}Z`) / 86_400_000 + 25_569;
}

/** Text in XML. Signs that XML has no place for are written as Excel writes them. */
function escaped(text: string): string {
  return (
    text
      .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      // oxlint-disable-next-line no-control-regex
      .replaceAll(
        /[\u0000-\u0008\u000B\u000C\u000D\u000E-\u001F\uFFFE\uFFFF]/g,
        (sign) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
      )
  );
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** 14 and 22 are the day and the moment in whatever way the reader's Excel writes them. */
const styleSheet = `${XML}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="22" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1"/></cellXfs></styleSheet>`;

/** A sheet is named by the kind of rows; Excel allows 31 signs. */
const nameOf = (title: string, number: number) => escaped(`${title.slice(0, 26)}${number === 1 ? '' : ` ${number}`}`);

const bookOf = (title: string, numbers: number[]) =>
  `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${numbers
    .map((number) => `<sheet name="${nameOf(title, number)}" sheetId="${number}" r:id="rId${number}"/>`)
    .join('')}</sheets></workbook>`;

const relationsOf = (numbers: number[]) =>
  `${XML}<Relationships xmlns="${PACKAGE}/relationships">${numbers
    .map((number) => `<Relationship Id="rId${number}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${number}.xml"/>`)
    .join('')}<Relationship Id="styles" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`;

const rootRelations = `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`;

const typesOf = (numbers: number[]) =>
  `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>${numbers
    .map((number) => `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${TYPE}.worksheet+xml"/>`)
    .join('')}</Types>`;
