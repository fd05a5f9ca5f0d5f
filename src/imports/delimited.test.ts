import * as fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { worded } from '../../test/worded.ts';
import { TableError, type TableRow, openDelimited, sniffDelimiter } from './delimited.ts';

const bytes = (text: string, encoding: BufferEncoding = 'utf8') => new Uint8Array(Buffer.from(text, encoding));

/** Opens the same bytes cut into chunks of a size, so that every boundary falls somewhere awkward. */
const chunked = (file: Uint8Array, size: number) => () =>
  Array.from({ length: Math.ceil(file.length / size) }, (_, index) => file.subarray(index * size, (index + 1) * size));

async function read(
  text: string | Uint8Array,
  size = 1 << 16,
): Promise<{ headers: string[]; delimiter: string; encoding: string; rows: TableRow[] }> {
  const file = await openDelimited(chunked(typeof text === 'string' ? bytes(text) : text, size));
  const rows: TableRow[] = [];
  for await (const batch of file.batches()) rows.push(...batch);
  return { headers: file.headers, delimiter: file.delimiter, encoding: file.encoding, rows };
}

describe('one delimiter is chosen', () => {
  test.each([
    ['name;amount\nA;1,50\nB;2.000,75', ';'],
    ['name,amount\n"A, B",1.50\nC,2', ','],
    ['name\tamount\nA, B\t1,5', '\t'],
    ['name|amount\nA;B|1', '|'],
    ['name\nA\nB', ','],
    ['a;b,c;d\n1;2;3', ';'],
  ])('%j', (sample, delimiter) => {
    expect(sniffDelimiter(sample)).toBe(delimiter);
  });

  test('a line sep= says it, and is no row', async () => {
    const { headers, rows } = await read('sep=;\r\na,b;c\r\n1,5;2\r\n');
    expect(headers).toEqual(['a,b', 'c']);
    expect(rows).toEqual([{ row: 2, cells: ['1,5', '2'], problem: null }]);
  });
});

describe('encodings', () => {
  const table = 'navn;by\nSøren Ærø;Århus\n';
  test.each([
    ['UTF-8', bytes(table), 'utf-8'],
    ['UTF-8 with its mark', bytes(`\uFEFF${table}`), 'utf-8'],
    ['windows-1252', bytes(table, 'latin1'), 'windows-1252'],
    ['UTF-16, as Excel saves Unicode text', bytes(`\uFEFF${table}`, 'utf16le'), 'utf-16le'],
  ])('%s', async (_name, file, encoding) => {
    for (const size of [3, 7, 1000]) {
      // oxlint-disable-next-line no-await-in-loop
      const result = await read(file, size);
      expect(result).toMatchObject({ encoding, headers: ['navn', 'by'], rows: [{ row: 2, cells: ['Søren Ærø', 'Århus'] }] });
    }
  });

  test('one wrong byte in the last row makes the whole file windows-1252, from its first row on', async () => {
    const file = Buffer.concat([Buffer.from('navn\n'), Buffer.from('x\n'.repeat(100_000)), Buffer.from([0xf8, 0x0a])]);
    const { encoding, rows } = await read(new Uint8Array(file));
    expect(encoding).toBe('windows-1252');
    expect(rows.at(-1)?.cells).toEqual(['ø']);
  });
});

describe('rows', () => {
  test('quotes, doubled quotes, line breaks in cells, every line ending, in chunks of every size', async () => {
    const text = 'a,b\r\n"x, ""y""","two\r\nlines"\r\n1,\n\n,\r"",""\r\n2,3';
    const whole = await read(text);
    expect(whole.rows).toEqual([
      { row: 2, cells: ['x, "y"', 'two\r\nlines'], problem: null },
      { row: 3, cells: ['1', ''], problem: null },
      { row: 7, cells: ['2', '3'], problem: null },
    ]);
    for (let size = 1; size < 12; size += 1) {
      expect(await read(text, size)).toEqual(whole);
    }
  });

  test('ragged rows are named by their number; empty cells too many are forgiven', async () => {
    const { rows } = await read('a,b,c\n1,2\n1,2,3,,\n1,2,3,4\n1,2,3\n');
    expect(rows.map(({ row, problem }) => [row, worded(problem)])).toEqual([
      [2, 'The row has 2 cells; the header has 3.'],
      [3, null],
      [4, 'The row has 4 cells; the header has 3.'],
      [5, null],
    ]);
  });

  test('one unclosed quotation mark costs one row', async () => {
    for (const size of [5, 1000]) {
      const { rows } = await read('a,b\n1,2\n"unclosed,3\n4,5\n"6",7\n8,9\n', size);
      expect(rows.map(({ row, cells, problem }) => [row, problem === null ? cells : worded(problem)])).toEqual([
        [2, ['1', '2']],
        [3, expect.stringContaining('quotation mark')],
        [4, ['4', '5']],
        [5, ['6', '7']],
        [6, ['8', '9']],
      ]);
    }
  });

  test('a quotation mark that is never closed is named without holding the file in memory', async () => {
    const { rows } = await read(`a,b\n"never,1\n${'x,y\n'.repeat(200_000)}`);
    expect(rows).toHaveLength(200_001);
    expect(worded(rows.filter(({ problem }) => problem !== null))).toEqual([
      { row: 2, cells: ['"never,1'], problem: 'A quotation mark in the row is never closed.' },
    ]);
  });

  test('a NUL is a problem of its row, and of the file when it is in the header', async () => {
    const { rows } = await read('a,b\n1,x\0y\n2,3\n');
    expect(worded(rows[0]?.problem)).toBe('The cell under "b" holds a NUL character; text does not.');
    expect(rows[1]?.problem).toBeNull();
    await expect(read('PK\u0003\u0004\0\0,\0\n1,2')).rejects.toThrow('not a text file');
  });

  test.each([
    ['', 'no header'],
    ['\n\n', 'no header'],
    ['"a,b\n1,2', 'no header'],
    [`a\n${'"x"y\n'.repeat(101)}`, 'More than 100 rows have broken quotation marks'],
    ['x,'.repeat(1001), 'columns; up to 1000'],
  ])('a file that is no table is refused', async (text, message) => {
    await expect(read(text)).rejects.toThrow(TableError);
    await expect(read(text)).rejects.toThrow(message);
  });

  test('a report’s title and period stand above its header, and are no rows', async () => {
    const report = 'Campaigns\nPeriod: May 1, 2026, all day\n\nDay\tCampaign\tCost\n2026-05-01\tAutumn\t12.5\n';
    const open = () => [bytes(report)];
    const file = await openDelimited(open, { isHeader: (cells) => cells.includes('Campaign') });
    const rows = [];
    for await (const batch of file.batches()) rows.push(...batch);
    expect([file.headers, file.delimiter]).toEqual([['Day', 'Campaign', 'Cost'], '\t']);
    expect(rows).toEqual([{ row: 5, cells: ['2026-05-01', 'Autumn', '12.5'], problem: null }]);
    const unknown = await openDelimited(() => [bytes('a;b\n1;2')], { isHeader: () => false });
    expect(unknown.headers).toEqual(['a', 'b']);
  });

  test('columns of one name, or of none, are told apart', async () => {
    expect((await read('Name,,Name\n1,2,3')).headers).toEqual(['Name', 'Column 2', 'Name (2)']);
  });

  test('what is written with quotes is read as it was, however it is cut', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'ø', '"', ',', ';', '\n', '\r', ' ') });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1 }), fc.integer({ min: 1, max: 9 }), async (table, size) => {
        const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
        const text = ['h1,h2', ...table.map((row) => row.map(quoted).join(','))].join('\n');
        const { rows } = await read(text, size);
        expect(rows.map(({ cells }) => cells)).toEqual(table.filter((row) => row.some((value) => value !== '')));
      }),
      { numRuns: 60 },
    );
  });
});

test('papaparse would lose rows that this reader keeps, which is why rows are not split by it', async () => {
  const broken = 'a,b\n1,2\n"x"y,3\n4,5\n6,7\n';
  expect(Papa.parse<string[]>(broken, { delimiter: ',' }).data).not.toContainEqual(['4', '5']);
  expect((await read(broken)).rows.filter(({ problem }) => problem === null).map(({ cells }) => cells)).toEqual([
    ['1', '2'],
    ['4', '5'],
    ['6', '7'],
  ]);
  const mixed = 'a,b\r\n1,2\n3,4\r\n';
  expect(Papa.parse<string[]>(mixed, { delimiter: ',' }).data).not.toContainEqual(['3', '4']);
  expect((await read(mixed)).rows.map(({ cells }) => cells)).toEqual([
    ['1', '2'],
    ['3', '4'],
  ]);
});
