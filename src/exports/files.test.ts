import { describe, expect, it } from 'vitest';
import { decimalOf, type Cell, type Manner } from './cells.ts';
import { column, type Column } from './columns.ts';
import { csvHeader, csvLines } from './csv.ts';
import { workbook } from './xlsx.ts';

const machine: Manner = { for: 'machine', language: 'en', decimal: '.', timeZone: 'Europe/Copenhagen' };
const dane: Manner = { for: 'people', language: 'da', decimal: ',', timeZone: 'Europe/Copenhagen' };
const columns: Column[] = [
  column('fullName', 'text', () => null),
  column('amount', 'decimal', () => null),
  column('createdOn', 'day', () => null),
  column('createdAt', 'moment', () => null),
  column('clicks', 'count', () => null),
  column('ready', 'yesNo', () => null),
];
const row: Cell[] = ['=cmd()', '-1250.50', '2026-11-22', new Date('2026-07-01T22:30:05.120Z'), 1200, true];

describe('a CSV file', () => {
  it('for a Danish reader has semicolons, a decimal comma, their days and the wall clock of the workspace', () => {
    expect(csvHeader(columns, dane)).toBe('Navn;Beløb;Oprettet;Oprettet;Klik;Salgsklar\r\n');
    expect(csvLines(columns, [row], dane)).toBe("'=cmd();-1250,50;22-11-2026;02-07-2026 00:30:05;1200;ja\r\n");
  });

  it('for a machine has field names, commas, decimal points and ISO', () => {
    expect(csvHeader(columns, machine)).toBe('fullName,amount,createdOn,createdAt,clicks,ready\r\n');
    expect(csvLines(columns, [row], machine)).toBe("'=cmd(),-1250.50,2026-11-22,2026-07-01T22:30:05.120Z,1200,true\r\n");
  });

  it.each([
    ['nb', '22.11.2026', 'ja'],
    ['nl', '22-11-2026', 'ja'],
    ['en', '2026-11-22', 'yes'],
  ] as const)('writes days and words as %s has them', (language, day, yes) => {
    const line = csvLines(columns, [[null, null, '2026-11-22', null, null, true]], { ...dane, language });
    expect(line).toBe(`;;${day};;;${yes}\r\n`);
  });

  it('quotes what holds a delimiter, a quotation mark, a line break or white space at an end', () => {
    const texts = ['a;b', 'a,b', 'say "hi"', 'two\nlines', ' ahead', 'plain'];
    expect(texts.map((text) => csvLines(columns.slice(0, 1), [[text]], dane))).toEqual([
      '"a;b"\r\n',
      '"a,b"\r\n',
      '"say ""hi"""\r\n',
      '"two\nlines"\r\n',
      '" ahead"\r\n',
      'plain\r\n',
    ]);
  });

  it('follows the number format where it is not that of the language', () => {
    expect([decimalOf('da', null), decimalOf('da', 'en-GB'), decimalOf('en', null), decimalOf('en', 'nl-NL')]).toEqual([
      ',',
      '.',
      '.',
      ',',
    ]);
    expect(decimalOf('nb', 'no such format')).toBe(',');
  });
});

describe('an Excel workbook', () => {
  it('types numbers, days and moments, and never writes a formula', async () => {
    const { 'xl/worksheets/sheet1.xml': sheet = '' } = await partsOf([[row]], dane);
    expect(sheet).toContain('<v>-1250.50</v>');
    expect(sheet).toContain('<c s="2"><v>46348</v></c>');
    // Half past midnight of the second of July in Copenhagen.
    expect(Number(/<c s="3"><v>([\d.]+)<\/v>/.exec(sheet)?.[1])).toBeCloseTo(46205 + (30 * 60 + 5) / 86_400, 8);
    expect(sheet).toContain('<c t="b"><v>1</v></c>');
    expect(sheet).toContain('<c t="inlineStr" s="4"><is><t xml:space="preserve">=cmd()</t></is></c>');
    expect(sheet).not.toContain('<f>');
  });

  it('keeps signs that XML would read otherwise, and those it has no place for', async () => {
    const { 'xl/worksheets/sheet1.xml': sheet } = await partsOf([[['<b>&\u0001_x0041_\r']]], machine, columns.slice(0, 1));
    expect(sheet).toContain('&lt;b&gt;&amp;_x0001__x005F_x0041__x000D_');
  });

  it('goes on in a further sheet where one is full, under the same heading, and loses no row', async () => {
    const batches = Array.from({ length: 5 }, (_, batch) => [[`a${batch}`], [`b${batch}`]]);
    const parts = await partsOf(batches, machine, columns.slice(0, 1), 5);
    const sheets = Object.entries(parts).filter(([name]) => name.startsWith('xl/worksheets/'));
    expect(sheets.map(([, sheet]) => (sheet.match(/<row>/g) ?? []).length)).toEqual([5, 5, 3]);
    expect(sheets.flatMap(([, sheet]) => [...sheet.matchAll(/preserve">([ab]\d)</g)].map(([, text]) => text))).toEqual(
      batches.flat(2),
    );
    expect(parts['xl/workbook.xml']).toContain('name="people 3"');
  });

  it('has its heading also when there is no row', async () => {
    const { 'xl/worksheets/sheet1.xml': sheet } = await partsOf([], dane, columns.slice(0, 1));
    expect(sheet).toContain('>Navn<');
  });
});

async function partsOf(batches: Cell[][][], manner: Manner, some = columns, rowsOfASheet?: number) {
  async function* given() {
    yield* batches;
  }
  const parts: Record<string, string> = {};
  for await (const { name, content } of workbook('people', some, given(), manner, rowsOfASheet)) {
    parts[name] = '';
    for await (const text of content) parts[name] += text;
  }
  return parts;
}
