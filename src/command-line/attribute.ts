import { createReadStream } from 'node:fs';
import { parseArgs } from 'node:util';
import { PathFileError, PathFileReader } from '../attribution/path-file.ts';
import { defaultHalfLifeTouches, PathAttribution, type PathCredit, type PathModel, pathModels } from '../attribution/paths.ts';

/** Where a command writes: standard output or error, or a test's ear. */
export interface TextSink {
  write(text: string): unknown;
}

const usage = `samspil attribute FILE.csv [--models ${pathModels.join(',')}] [--half-life TOUCHES]

Credits channels with conversions and value, from a CSV of aggregated journeys:
  path                    a > b > c, oldest touch first
  total_conversions       how often the path ended in a conversion
  total_conversion_value  what they were worth in all (optional)
  total_null              how often the path ended in nothing (optional)
Writes model,channel,conversions,value. --half-life is for time-decay (default ${defaultHalfLifeTouches} touches).
`;

class UsageError extends Error {}

/**
 * `samspil attribute`: reads a file of aggregated journeys as a stream and writes what each model credits each channel with.
 *
 * @param args what follows the command's name
 * @returns the exit code: 0, or 1 after one line on `errors` that says what is wrong and where
 */
export async function attributeCommand(args: string[], output: TextSink, errors: TextSink): Promise<number> {
  try {
    const request = readArguments(args);
    output.write(request === 'help' ? usage : credits(await attributeFile(request)));
    return 0;
  } catch (error) {
    const problem = explain(error);
    if (problem === undefined) throw error;
    errors.write(`samspil attribute: ${problem}\n`);
    return 1;
  }
}

interface Request {
  file: string;
  models: PathModel[];
  halfLife: number;
}

function readArguments(args: string[]): Request | 'help' {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { models: { type: 'string' }, 'half-life': { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) return 'help';
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) throw new UsageError('name one file, as in: samspil attribute journeys.csv');
  return { file, models: readModels(values.models), halfLife: readHalfLife(values['half-life']) };
}

function readModels(text: string | undefined): PathModel[] {
  if (text === undefined) return [...pathModels];
  const models = text.split(',').map((word) => {
    const name = word.trim() === 'decay' ? 'time-decay' : word.trim();
    const model = pathModels.find((known) => known === name);
    if (!model) throw new UsageError(`there is no model "${name}"; --models takes ${pathModels.join(', ')}`);
    return model;
  });
  return [...new Set(models)];
}

function readHalfLife(text: string | undefined): number {
  if (text === undefined) return defaultHalfLifeTouches;
  const halfLife = /^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
  if (!(halfLife > 0 && halfLife < Infinity)) throw new UsageError(`--half-life "${text}" must be a number of touches above 0`);
  return halfLife;
}

/** Reads UTF-8; a file that turns out not to be is read again as windows-1252, what older spreadsheets save. */
async function attributeFile({ file, models, halfLife }: Request): Promise<PathCredit[]> {
  const read = async (encoding: string): Promise<PathCredit[]> => {
    const attribution = new PathAttribution(models, halfLife);
    const reader = new PathFileReader((path, conversions, value, nulls) => attribution.add(path, conversions, value, nulls));
    const decoder = new TextDecoder(encoding, { fatal: true });
    for await (const bytes of createReadStream(file, { highWaterMark: 262_144 }))
      reader.push(decoder.decode(bytes as Buffer, { stream: true }));
    reader.push(decoder.decode());
    reader.end();
    return attribution.credits();
  };
  try {
    return await read('utf-8');
  } catch (error) {
    if (codeOf(error) !== 'ERR_ENCODING_INVALID_ENCODED_DATA') throw error;
    return read('windows-1252');
  }
}

function credits(credits: PathCredit[]): string {
  const lines = credits.map(({ model, channel, conversions, value }) =>
    [model, quoted(channel), decimal(conversions), decimal(value)].join(','),
  );
  return `${['model,channel,conversions,value', ...lines].join('\n')}\n`;
}

/** Channel names stay as they are, formulas included: this output is for programs, which need to find the names they gave. */
function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The shortest decimal that reads back as the same number, never with an exponent. */
function decimal(number: number): string {
  const [mantissa = '', exponent] = String(number).split('e');
  if (exponent === undefined) return mantissa;
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)\.?(\d*)$/.exec(mantissa) ?? [];
  const point = whole.length + Number(exponent);
  const digits = whole + fraction;
  return point <= 0 ? `${sign}0.${'0'.repeat(-point)}${digits}` : `${sign}${digits.padEnd(point, '0')}`;
}

/** One line for what the user can mend; undefined for what only a programmer can. */
function explain(error: unknown): string | undefined {
  const code = codeOf(error);
  if (error instanceof PathFileError || error instanceof UsageError || error instanceof RangeError) return error.message;
  if (code.startsWith('ERR_PARSE_ARGS')) return (error as Error).message.split('\n')[0];
  if (code === 'ENOENT') return `there is no file ${(error as NodeJS.ErrnoException).path}`;
  if (['EACCES', 'EPERM', 'EISDIR'].includes(code)) return `the file cannot be read (${code})`;
  return undefined;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
