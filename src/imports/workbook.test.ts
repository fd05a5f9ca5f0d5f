import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { worded } from '../../test/worded.ts';
import { workbook } from '../exports/xlsx.ts';
import { zipped } from '../platform/zip.ts';
import { openWorkbook } from './workbook.ts';
import { dateOfSerial, plainNumber } from './workbook-parts.ts';

const RELATIONS =
  '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/></Relationships>';
const STYLES =
  '<styleSheet><numFmts count="1"><numFmt numFmtId="170" formatCode="dd&quot;-&quot;mm/yyyy"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="22"/><xf numFmtId="4"/></cellXfs></styleSheet>';

/** A workbook as Excel writes it: texts in a table of their own, empty cells left out. */
function excel(rows: string, { second = '', texts = ['navn', 'beløb', 'dato', 'Pumper & ventiler', 'e-post'] } = {}): Uint8Array {
  return zipSync({
    '[Content_Types].xml': strToU8('<Types/>'),
    'xl/workbook.xml': strToU8(
      '<workbook xmlns:r="r"><workbookPr/><sheets><sheet name="Handler" sheetId="1" r:id="rId1"/><sheet name="Kontakter &amp; leads" sheetId="2" r:id="rId2"/></sheets></workbook>',
    ),
    'xl/_rels/workbook.xml.rels': strToU8(RELATIONS),
    'xl/styles.xml': strToU8(STYLES),
    'xl/worksheets/sheet1.xml': strToU8(
      `<x:worksheet xmlns:x="m"><x:sheetData>${rows.replaceAll(/<(\/?)(\w)/g, '<$1x:$2')}</x:sheetData></x:worksheet>`,
    ),
    'xl/worksheets/sheet2.xml': strToU8(`<worksheet><sheetData>${second}</sheetData></worksheet>`),
    'xl/sharedStrings.xml': strToU8(
      `<sst>${texts.map((text) => `<si><t>${text.replace('&', '&amp;')}</t></si>`).join('')}</sst>`,
    ),
  });
}

const HEADER = '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c><c r="D2" t="s"><v>2</v></c></row>';

/** In pieces of a few bytes, as a network may bring them. */
const inPieces = (bytes: Uint8Array, size = 7) =>
  function* () {
    for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
  };

async function read(bytes: Uint8Array, sheet?: string) {
  const table = await openWorkbook(inPieces(bytes), sheet);
  const rows = [];
  for await (const batch of table.batches()) rows.push(...batch);
  return { headers: table.headers, sheets: table.sheets, rows };
}

describe('an Excel workbook', () => {
  test('gives numbers and dates as they are typed, whatever they look like, and rows by their own number', async () => {
    const { headers, sheets, rows } = await read(
      excel(
        `<row r="1"/>${HEADER}<row r="3"><c r="A3" t="s"><v>3</v></c><c r="B3" s="4"><v>1234.5</v></c><c r="D3" s="1"><v>46348</v></c></row>` +
          '<row r="5"><c r="A5" t="inlineStr"><is><t>Ærø</t></is></c><c r="B5"><v>1.234</v></c><c r="D5" s="3"><v>46348.5</v></c></row>',
      ),
    );
    expect(sheets).toEqual(['Handler', 'Kontakter & leads']);
    expect(headers).toEqual(['navn', 'beløb', 'Column 3', 'dato']);
    expect(rows).toEqual([
      { row: 3, cells: ['Pumper & ventiler', '1234.5', '', '2026-11-22'], problem: null },
      { row: 5, cells: ['Ærø', '1.2340', '', '2026-11-22 12:00:00'], problem: null },
    ]);
  });

  test('a title above the names of the columns is no row', async () => {
    const title = '<row r="1"><c r="A1" t="inlineStr"><is><t>Handler i maj</t></is></c></row>';
    const file = excel(`${title}${HEADER}<row r="3"><c r="A3" t="s"><v>3</v></c><c r="B3"><v>2</v></c></row>`);
    const table = await openWorkbook(inPieces(file), undefined, (cells) => cells.includes('beløb'));
    const rows = [];
    for await (const batch of table.batches()) rows.push(...batch);
    expect(table.headers).toEqual(['navn', 'beløb', 'Column 3', 'dato']);
    expect(rows).toEqual([{ row: 3, cells: ['Pumper & ventiler', '2', '', ''], problem: null }]);
  });

  test('another sheet is read by its name, and one that is not there is named with those that are', async () => {
    const book = excel(HEADER, {
      second: '<row r="1"><c r="A1" t="s"><v>4</v></c></row><row r="2"><c r="A2" t="str"><v>a@b.dk</v></c></row>',
    });
    expect((await read(book, 'Kontakter & leads')).rows).toEqual([{ row: 2, cells: ['a@b.dk'], problem: null }]);
    await expect(read(book, 'Ark3')).rejects.toThrow('The workbook has no sheet "Ark3"; it has Handler, Kontakter & leads.');
  });

  test('a cell that holds an error, or stands outside the header, costs its row', async () => {
    const { rows } = await read(
      excel(
        `${HEADER}<row r="3"><c r="B3" t="e"><v>#REF!</v></c></row><row r="4"><c r="A4"><v>1</v></c><c r="F4"><v>2</v></c></row>`,
      ),
    );
    expect(rows.map(({ problem }) => worded(problem))).toEqual([
      'The cell under "beløb" holds an error of the spreadsheet: #REF!.',
      'The row has 6 cells; the header has 4.',
    ]);
  });

  test('that we exported ourselves is read back', async () => {
    const columns = [{ key: 'name', type: 'text', title: { en: 'Name', da: 'Navn', nb: 'Navn', nl: 'Naam' } }] as never;
    async function* batches() {
      yield [['Nordhavn Pumper A/S'], ['=1+1']] as never;
    }
    const parts = workbook('Companies', columns, batches(), {
      language: 'en',
      delimiter: ',',
      decimal: 'dot',
      timeZone: 'UTC',
    } as never);
    const bytes = [];
    for await (const chunk of zipped(parts as never)) bytes.push(chunk);
    const { rows } = await read(new Uint8Array(Buffer.concat(bytes)));
    expect(rows.map(({ cells }) => cells[0])).toEqual(['Nordhavn Pumper A/S', expect.stringContaining('=1+1')]);
  });

  test('what is damaged, cut off or no workbook is refused', async () => {
    const book = excel(HEADER);
    for (const bytes of [
      book.subarray(0, book.length / 2),
      strToU8('PK\u0003\u0004 and no more'),
      zipSync({ 'a.txt': strToU8('a') }),
    ])
      await expect(read(bytes)).rejects.toThrow('The workbook cannot be read');
    await expect(read(excel(''))).rejects.toThrow('no header');
  });

  test('a cell or a row that no spreadsheet could hold is refused before it is held, from few bytes as from one text in every cell', async () => {
    const bombs = [
      excel(`${HEADER}<row r="3"><c r="A3" t="str"><v>${'a'.repeat(4_000_000)}</v></c></row>`),
      excel(`${HEADER}<row r="3"><c r="A3" t="s"><v>5</v></c></row>`, {
        texts: ['navn', 'beløb', 'dato', '', '', 'a'.repeat(40_000)],
      }),
      excel(`${HEADER}<row r="3">${'<c t="s"><v>5</v></c>'.repeat(20)}</row>`, {
        texts: ['navn', 'beløb', 'dato', '', '', 'a'.repeat(30_000)],
      }),
    ];
    for (const bomb of bombs) {
      expect(bomb.length).toBeLessThan(20_000);
      await expect(read(bomb)).rejects.toThrow('The workbook cannot be read');
    }
  });

  test('of a table that is too wide the answer says how wide, and of a row that is, too; a cell without a place follows the one before', async () => {
    const wide = (columns: number) => `<row r="1">${'<c t="str"><v>x</v></c>'.repeat(columns)}</row>`;
    await expect(read(excel(wide(1_200)))).rejects.toThrow('1200 columns');
    await expect(read(excel(`${HEADER}<row r="3"><c r="ZZZ3"><v>1</v></c></row>`))).rejects.toThrow(
      'The workbook cannot be read',
    );
    const { rows } = await read(
      excel(
        `${HEADER}<row r="3"><c r="XFD3"><v>1</v></c></row><row r="4"><c t="str"><v>a</v></c><c/><c t="str"><v>c</v></c></row>`,
      ),
    );
    expect(rows.map(({ cells, problem }) => [cells, problem && worded(problem)])).toEqual([
      [['', '', '', ''], 'The row has 16384 cells; the header has 4.'],
      [['a', '', 'c', ''], null],
    ]);
  });

  test('of rows that a few bytes tell of, no more are spread out at once than make a batch', async () => {
    const header = `<row r="1">${'<c t="str"><v>x</v></c>'.repeat(1_000)}</row>`;
    const bomb = excel(header + '<row><c r="ALL9"><v>1</v></c></row>'.repeat(6_000));
    expect(bomb.length).toBeLessThan(30_000);
    const table = await openWorkbook(() => [bomb], undefined);
    const batches: number[] = [];
    for await (const batch of table.batches()) batches.push(batch.length);
    expect(Math.max(...batches)).toBeLessThanOrEqual(1_000);
    expect(batches.reduce((sum, length) => sum + length, 0)).toBe(6_000);
  }, 60_000);

  test('others have their turn while much is unpacked from little', async () => {
    const bomb = excel(HEADER, { second: `<row r="1"><c t="str"><v>${' '.repeat(16 * 1024 * 1024)}</v></c></row>` });
    expect(bomb.length).toBeLessThan(64 * 1024);
    let [turns, isOver] = [0, false];
    const others = () => {
      turns += 1;
      if (!isOver) setImmediate(others);
    };
    setImmediate(others);
    await openWorkbook(() => [bomb], undefined);
    isOver = true;
    // Two megabytes at the most in one turn.
    expect(turns).toBeGreaterThanOrEqual(8);
  }, 60_000);

  test('a bomb of texts is refused before it is held', async () => {
    const bomb = excel(HEADER, { texts: ['navn', 'a'.repeat(50 * 1024 * 1024)] });
    expect(bomb.length).toBeLessThan(200_000);
    await expect((async () => openWorkbook(() => [bomb], undefined))()).rejects.toThrow('unpacks to more than 48 MB');
  }, 60_000);
});

test.each([
  [46348, false, '2026-11-22'],
  [46348.75, false, '2026-11-22 18:00:00'],
  [1, false, '1900-01-01'],
  [61, false, '1900-03-01'],
  [0.5, false, '12:00:00'],
  [0, true, '1904-01-01'],
])('serial %d (from 1904: %s) is %s', (serial, counts1904, written) => {
  expect(dateOfSerial(serial, counts1904)).toBe(written);
});

test.each([
  ['0.30000000000000004', '0.3'],
  ['1234.5600000000001', '1234.56'],
  ['1.234', '1.2340'],
  ['-12.5', '-12.5'],
  ['1E-7', '0.0000001'],
  ['1E+21', '1000000000000000000000'],
  ['4512345678', '4512345678'],
])('%s is written %s', (text, written) => {
  expect(plainNumber(text)).toBe(written);
});
