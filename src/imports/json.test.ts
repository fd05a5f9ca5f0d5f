import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inWords } from './sentences.ts';
import { TableError, type TableRow } from './delimited.ts';
import { formatOf } from './file.ts';
import { openJson } from './json.ts';
import { rowReader } from './row.ts';
import { restored } from '../exports/formula.ts';

/** The same bytes in pieces, so that every boundary falls somewhere awkward. */
const pieces = (file: string | Uint8Array, size: number) => () => {
  const bytes = typeof file === 'string' ? new Uint8Array(Buffer.from(file)) : file;
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, n) => bytes.subarray(n * size, (n + 1) * size));
};

async function read(file: string | Uint8Array, { size = 1 << 16, known }: { size?: number; known?: string[] } = {}) {
  const table = await openJson('people', pieces(file, size), known);
  const rows: TableRow[] = [];
  for await (const batch of table.batches()) rows.push(...batch);
  return { headers: table.headers, keys: table.keys, rows };
}

const refusal = (file: string | Uint8Array) =>
  read(file).then(
    () => 'taken',
    (error: unknown) => (error instanceof TableError ? error.message : String(error)),
  );

describe('a list of objects', () => {
  const people = [
    { email: 'anna@nordhavn.dk', name: 'Anna "Ærø", [1] {2} \\' },
    { name: 'Jens', email: 'jens@fjordlys.no', employees: 12, active: true, left: null },
  ];
  const table = {
    headers: ['email', 'name', 'employees', 'active', 'left'],
    rows: [
      { row: 1, cells: ['anna@nordhavn.dk', 'Anna "Ærø", [1] {2} \\', '', '', ''], problem: null },
      { row: 2, cells: ['jens@fjordlys.no', 'Jens', '12', 'true', ''], problem: null },
    ],
  };
  it.each([
    ['in one line', JSON.stringify(people)],
    ['over many lines', JSON.stringify(people, null, 2)],
    ['behind the mark of its encoding', `\uFEFF ${JSON.stringify(people)}\n`],
    ['as one object a line', people.map((each) => `${JSON.stringify(each)}\n`).join('')],
    ['as one object a line of Windows, the last without an end', people.map((each) => JSON.stringify(each)).join('\r\n\r\n')],
  ])('%s is a table with a column for each key', async (_how, file) => {
    for (const size of [1, 3, 7, 1 << 16]) {
      // oxlint-disable-next-line no-await-in-loop
      expect(await read(file, { size })).toMatchObject(table);
      // oxlint-disable-next-line no-await-in-loop
      expect(await formatOf('people', pieces(file, 1 << 16))).toBe('json');
    }
  });

  it('whatever stands in its texts is told as it stands, in pieces of any size', async () => {
    const text = fc.string({
      unit: fc.oneof(
        fc.constantFrom('"', '\\', '{', '}', '[', ']', ',', '\n', "'", '='),
        fc.string({ minLength: 1, maxLength: 1 }),
      ),
      maxLength: 12,
    });
    const rows = fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(rows, fc.integer({ min: 1, max: 40 }), fc.boolean(), async (given, size, isList) => {
        const objects = given.map(([a, b]) => ({ number: 'x', a, b }));
        const file = isList ? JSON.stringify(objects) : objects.map((each) => JSON.stringify(each)).join('\n');
        const told = (await read(file, { size })).rows.map(({ cells, problem }) =>
          problem ? null : cells.slice(1).map(restored),
        );
        expect(told).toEqual(given.map((cells) => (cells.some((cell) => cell.includes('\0')) ? null : cells)));
      }),
    );
  });

  it('has a column for a value of an object within, and says that a list is no value of a field', async () => {
    const rows = [
      { email: 'a@b.dk', company: { name: 'Nordhavn', address: { city: 'Århus' } }, title: ['CEO', 'CFO'], tags: [] },
    ];
    const {
      headers,
      rows: [row],
    } = await read(JSON.stringify(rows));
    expect(headers).toEqual(['email', 'company.name', 'company.address.city', 'title', 'tags']);
    expect(row?.cells).toEqual(['a@b.dk', 'Nordhavn', 'Århus', '["CEO","CFO"]', '']);
    const columns = { email: 'email', 'company.name': 'companyName' };
    const result = (mapped: Record<string, string>) => row && rowReader('people', headers, { columns: mapped, options: {} })(row);
    expect(result(columns)).toMatchObject({ status: 'read', record: { companyName: 'Nordhavn' } });
    expect(result({ ...columns, title: 'jobTitle' })).toMatchObject({
      status: 'wrong',
      problems: [{ field: 'jobTitle', column: 'title', value: '["CEO","CFO"]', problem: { code: 'nestedValue' } }],
    });
  });

  it('keeps an id of more figures than a float, and takes 1.234 for no thousands', async () => {
    const { rows } = await read(
      '[{"id": 12345678901234567890, "n": 1.234, "big": 1e21, "text": "a 12345678901234567890 \\" 1"}]',
    );
    expect(rows[0]?.cells).toEqual(['12345678901234567890', '1.2340', '1000000000000000000000', 'a 12345678901234567890 " 1']);
  });

  it('leaves out objects in which nothing stands, and names what is no object at its row', async () => {
    const { rows } = await read('[{"email": "a@b.dk"}, {}, {"email": null}, 7, ["x"], {"email": "c@d.dk"}]');
    expect(rows.map(({ row, cells, problem }) => [row, cells[0], problem?.code])).toEqual([
      [1, 'a@b.dk', undefined],
      [4, '7', 'notAnObject'],
      [5, '["x"]', 'notAnObject'],
      [6, 'c@d.dk', undefined],
    ]);
  });

  it('says which cell holds a NUL, and keeps no half of a sign', async () => {
    const { rows } = await read(String.raw`[{"a": "x\u0000y"}, {"a": "x\ud800y"}]`);
    expect(rows).toMatchObject([{ problem: { code: 'nulInCell' } }, { cells: ['x\uFFFDy'], problem: null }]);
  });

  it('is read by keys that are known without going through the file for them', async () => {
    const file = '[{"email": "a@b.dk"}, {"name": "Jens"}]';
    const { keys } = await read(file);
    expect(await read(file, { known: keys ?? [] })).toEqual(await read(file));
    expect((await read(file, { known: ['name'] })).headers).toEqual(['name']);
  });
});

describe('a file is refused with a word for what is wrong', () => {
  it.each([
    [
      'cut in a text',
      '[{"email": "a@b.dk"}, {"email": "c@',
      'The file ends in the middle of row 2: it was cut off on its way. Export or fetch it again.',
    ],
    ['cut behind an object', '[{"email": "a@b.dk"}', 'The file ends in the middle of row 1: '],
    ['cut behind a comma', '[{"email": "a@b.dk"},\n', 'The file ends in the middle of row 2: '],
    ['cut in a line', '{"email": "a@b.dk"}\n{"email"', 'The file ends in the middle of row 2: '],
    ['no JSON', '{\\rtf1\\ansi }', 'Row 1 of the file cannot be read as JSON. Export the file again.'],
    ['single quotes', "[{'email': 'a@b.dk'}]", 'Row 1 of the file cannot be read as JSON.'],
    ['a comma too many', '[{"email": "a@b.dk"},]', 'Row 2 of the file cannot be read as JSON.'],
    ['a comma between lines', '{"email": "a@b.dk"},\n{"email": "c@d.dk"}', 'Row 2 of the file cannot be read as JSON.'],
    ['brackets that do not belong together', '[{"email": "a@b.dk"]}', 'Row 1 of the file cannot be read as JSON.'],
    ['something behind the list', '[{"email": "a@b.dk"}] [1]', 'Row 2 of the file cannot be read as JSON.'],
    [
      'an empty list',
      ' [ ] ',
      'The file holds no rows. JSON is read as a list of objects, or as one object a line, such as {"email": "name@company.com"}.',
    ],
    ['a list of numbers', '[1, 2]', 'The file holds no rows.'],
    [
      'a page of an answer',
      '{"items": [{"email": "a@b.dk"}], "next": null}',
      'The file is one object, and its list stands within it under "items". Save that list by itself.',
    ],
    ['a large page of an answer', `{"items": [${'{"email": "a@b.dk"},'.repeat(20_000)}{}]}`, 'The file holds no rows.'],
    ['an object without end', `[{"email": "a@b.dk"}, {"email": "${'x'.repeat(300_000)}`, 'Row 2 is longer than 256 KB or nested'],
    ['a hole', `[${'['.repeat(100_000)}`, 'Row 1 is longer than 256 KB or nested more than 50 levels deep'],
    ['a hole of objects', '{"a":'.repeat(100_000), 'The file holds no rows.'],
    ['a long name', `[{"${'x'.repeat(2000)}": 1}]`, 'Row 1 has a name of more than 1000 characters'],
    [
      'too many names',
      JSON.stringify(Array.from({ length: 2000 }, (_, n) => ({ [`n${n}`]: 1 }))),
      'columns; up to 1000 are read.',
    ],
    [
      'letters of Windows',
      Buffer.from('[{"name": "Søren"}]', 'latin1'),
      'The file is not in UTF-8, which JSON always is. Save it as UTF-8.',
    ],
    ['UTF-16', Buffer.from('\uFEFF[{"name": "Søren"}]', 'utf16le'), 'The file is not in UTF-8'],
  ])('%s', async (_what, file, sentence) => {
    expect(await refusal(file)).toContain(sentence);
    expect(await formatOf('people', pieces(file, 1 << 16))).toBe('json');
  });

  it('columns that are called in brackets are no JSON', async () => {
    for (const file of ['[Email],[Name]\na@b.dk,Anna\n', '[true],x', 'email\n{"a": 1}'])
      // oxlint-disable-next-line no-await-in-loop
      expect(await formatOf('people', pieces(file, 1 << 16))).toBe('text');
    expect(inWords({ code: 'jsonNoList', values: {} }, 'da')).toContain('{"email": "navn@firma.dk"}');
  });
});

describe('others have their turn', () => {
  it('while many empty rows of many columns are read, of which a part is held at a time', async () => {
    const names = Object.fromEntries(Array.from({ length: 1000 }, (_, n) => [`n${n}`, n]));
    const file = [names, ...Array.from({ length: 20_000 }, () => ({ n1: 1 }))].map((each) => JSON.stringify(each)).join('\n');
    let turns = 0;
    let isReading = true;
    const count = () => {
      turns += 1;
      if (isReading) setImmediate(count);
    };
    setImmediate(count);
    const table = await openJson('people', pieces(file, 1 << 20));
    let largest = 0;
    for await (const batch of table.batches()) largest = Math.max(largest, batch.length);
    isReading = false;
    expect(largest).toBeLessThan(100);
    expect(turns).toBeGreaterThan(200);
  });
});
