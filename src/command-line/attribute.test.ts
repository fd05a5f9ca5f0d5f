import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attributeCommand } from './attribute.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'attribute-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function run(...args: string[]) {
  let output = '';
  let errors = '';
  const code = await attributeCommand(args, { write: (text) => (output += text) }, { write: (text) => (errors += text) });
  return { code, output, errors };
}

async function attribute(csv: string | Uint8Array, ...args: string[]) {
  const file = join(folder, `${crypto.randomUUID()}.csv`);
  await writeFile(file, csv);
  return run(file, ...args);
}

const header = 'path,total_conversions,total_conversion_value,total_null';

describe('samspil attribute', () => {
  test('writes each model with its channels in the order first seen', async () => {
    const { code, output, errors } = await attribute(`${header}\nb > a,3,6,1\na,0,0,4\n`);
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(output.split('\n')).toEqual([
      'model,channel,conversions,value',
      'first,b,3,6',
      'first,a,0,0',
      'last,b,0,0',
      'last,a,3,6',
      'linear,b,1.5,3',
      'linear,a,1.5,3',
      'position,b,1.5,3',
      'position,a,1.5,3',
      expect.stringMatching(/^time-decay,b,1\.4257/),
      expect.stringMatching(/^time-decay,a,1\.5742/),
      'markov,b,1,2',
      'markov,a,2,4',
      'shapley,b,1.5,3',
      'shapley,a,1.5,3',
      '',
    ]);
  });

  test('--models picks and orders, decay is short for time-decay, --half-life is in touches', async () => {
    const { output } = await attribute(`${header}\na > b,3,30,0\n`, '--models', 'last, decay,last', '--half-life', '1');
    expect(output).toBe('model,channel,conversions,value\nlast,a,0,0\nlast,b,3,30\ntime-decay,a,1,10\ntime-decay,b,2,20\n');
  });

  test('a file without value and null columns counts them as 0, whatever the order of the columns', async () => {
    const { output } = await attribute('note,total_conversions,path\nx,2,a\n', '--models', 'markov');
    expect(output).toBe('model,channel,conversions,value\nmarkov,a,2,0\n');
  });

  test('semicolons, byte order mark, CRLF, quotes, blank lines and no newline at the end', async () => {
    const csv =
      '\uFEFF"path";"total_conversions";"total_conversion_value";"total_null"\r\n"a, b > ""c""";"2";1.5;\r\n\r\n"x\n > y;z";1;;0';
    const { output, errors } = await attribute(csv, '--models', 'linear');
    expect(errors).toBe('');
    expect(output).toBe(
      'model,channel,conversions,value\nlinear,"a, b",1,0.75\nlinear,"""c""",1,0.75\nlinear,x,0.5,0\nlinear,y;z,0.5,0\n',
    );
  });

  test('names stay as they are, in UTF-8 and in windows-1252', async () => {
    const line = `${header}\nSøgning > =SUM(A1),1,0,0\n`;
    const expected = 'model,channel,conversions,value\nfirst,Søgning,1,0\nfirst,=SUM(A1),0,0\n';
    expect((await attribute(line, '--models', 'first')).output).toBe(expected);
    expect((await attribute(Buffer.from(line, 'latin1'), '--models', 'first')).output).toBe(expected);
  });

  test('figures never have an exponent', async () => {
    const { output } = await attribute(`${header}\na,2.5e-9,-1.5e22,0\nb,1e-7,0,0\n`, '--models', 'first');
    expect(output).toBe('model,channel,conversions,value\nfirst,a,0.0000000025,-15000000000000000000000\nfirst,b,0.0000001,0\n');
  });

  test('a file larger than one piece is read whole', async () => {
    const rows = Array.from({ length: 40_000 }, (_, index) => `"kanal ${index % 7} > é",1,2,0`);
    const { output } = await attribute([header, ...rows].join('\r\n'), '--models', 'last');
    expect(output).toContain('last,é,40000,80000\n');
    expect(output.split('\n')).toHaveLength(1 + 8 + 1);
  });

  test.each([
    ['row 3, column total_conversions: "many" is not a number', `${header}\na,1,1,1\nb,many,1,1\n`],
    ['row 2, column total_conversions: "" is not a number', `${header}\na,,1,1\n`],
    ['row 2, column total_conversions: "-1" is below 0', `${header}\na,-1,1,1\n`],
    ['row 2, column total_null: "-2" is below 0', `${header}\na,1,1,-2\n`],
    ['row 2, column total_conversion_value: "1e999" is not a number', `${header}\na,1,1e999,1\n`],
    ['row 3, column total_conversions: "1e308" takes the total beyond 1e+100', `${header}\na,1,0,0\na,1e308,0,0\na,1e308,0,0\n`],
    ['row 3, column total_conversion_value: "-9e99" takes the total beyond', `${header}\na,1,9e99,0\nb,1,-9e99,0\n`],
    ['row 2, column total_null: "1e-320" is nearer to 0 than', `${header}\na,1,0,1e-320\n`],
    ['row 2, column total_conversion_value: "0x10" is not a number', `${header}\na,1,0x10,1\n`],
    ['row 2, column path: "a > > b" has an empty channel', `${header}\na >  > b,1,1,1\n`],
    ['row 2: has 3 fields where the header has 4', `${header}\na,1,1\n`],
    ['row 2: opens a quote and never closes it', `${header}\n"a,1,1,1\nb,1,1,1\n`],
    ['row 2: has text after a closing quote', `${header}\n"a"b,1,1,1\n`],
    ['row 1, column total_conversions: is missing from the header', 'path,conversions\na,1\n'],
    ['row 1: the file is empty', ''],
  ])('says %s', async (problem, csv) => {
    const { code, output, errors } = await attribute(csv);
    expect({ code, output }).toEqual({ code: 1, output: '' });
    expect(errors).toContain(problem);
    expect(errors.match(/\n/g)).toHaveLength(1);
  });

  test.each([
    [[], 'name one file'],
    [['/nowhere/journeys.csv'], 'there is no file /nowhere/journeys.csv'],
    [[tmpdir()], 'cannot be read (EISDIR)'],
    [['x.csv', '--models', 'first,guess'], 'there is no model "guess"; --models takes first, last,'],
    [['x.csv', '--half-life', '0'], '--half-life "0" must be'],
    [['x.csv', '--colour'], "Unknown option '--colour'"],
  ])('refuses %j in one line', async (args, problem) => {
    const { code, output, errors } = await run(...args);
    expect({ code, output }).toEqual({ code: 1, output: '' });
    expect(errors).toContain(problem);
    expect(errors.match(/\n/g)).toHaveLength(1);
  });

  test('--help explains itself', async () => {
    expect(await run('--help')).toMatchObject({ code: 0, output: expect.stringContaining('total_conversion_value') });
  });
});
