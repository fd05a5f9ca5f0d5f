import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** The calendar day in the workspace's zone: the samples are dated so that they fall into the running month. */
export const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Copenhagen' }).format(new Date());

const sample = (path: string) => join(import.meta.dirname, '..', '..', 'sample', path);

/** A file as somebody chooses it in the browser. */
export interface File {
  name: string;
  mimeType: string;
  buffer: Buffer;
}
/** A list of the test's own, as a tool would write it. */
export const csv = (name: string, ...lines: string[]): File => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(`${lines.join('\r\n')}\r\n`),
});
/** A sample as it is. */
export const real = (path: string): File => ({ name: basename(path), mimeType: 'text/csv', buffer: readFileSync(sample(path)) });
/** A real e-invoice as if it were issued today; nothing else of it is changed. */
export const issuedToday = (path: string): File => ({
  name: basename(path),
  mimeType: 'application/xml',
  buffer: Buffer.from(readFileSync(sample(path), 'utf8').replaceAll(/(<cbc:(?:Issue|Due)Date>)[^<]*/g, `$1${today}`)),
});
