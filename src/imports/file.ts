import { invoiceOfUbl } from '../revenue/invoice.ts';
import { readUbl } from '../revenue/ubl.ts';
import { TableError, type OpenFile } from './delimited.ts';
import type { ImportKind } from './kinds.ts';
import type { ImportMapping } from './schema.ts';
import { said } from './sentences.ts';
import type { Survey } from './survey.ts';
import { openTable, type Batch, type ImportTable } from './table.ts';

export type FileFormat = 'document' | 'workbook' | 'old workbook' | 'json' | 'text';

/** Marks that say an encoding, and white space. */
const isAhead = (byte: number) => byte <= 0x20 || [0xef, 0xbb, 0xbf, 0xfe, 0xff].includes(byte);
/** A list begins with a bracket and what can stand first in it: a bracket also begins columns that are called `[Name]`. */
const JSON_BEGINS = /^(?:\{|\[(?:[[\]{"\d-]|$))/;

/**
 * How a file is written, by its first signs: XML begins with a tag and JSON with a bracket, perhaps behind the mark of their encoding, and a
 * workbook with those of a zip archive; an encrypted workbook has those of the old format.
 */
export async function formatOf(kind: ImportKind, open: OpenFile): Promise<FileFormat> {
  for await (const chunk of open()) {
    const begins = (...signs: number[]) => signs.every((sign, index) => chunk[index] === sign);
    if (begins(0x50, 0x4b, 0x03, 0x04)) return 'workbook';
    if (begins(0xd0, 0xcf, 0x11, 0xe0)) return 'old workbook';
    const signs = String.fromCodePoint(...chunk.subarray(0, 1000).filter((byte) => !isAhead(byte)));
    if (JSON_BEGINS.test(signs)) return 'json';
    return kind === 'invoices' && signs.startsWith('<') ? 'document' : 'text';
  }
  return 'text';
}

/**
 * Opens a file for an import, whichever way it is written: an invoice as UBL is one document, everything else is a table. Throws
 * `UblError` or `TableError` for what is neither.
 * @param survey what an earlier reading told, where there was one
 * @param houseCurrency what amounts are proposed to be in where the file does not say
 */
export async function openImportFile(
  kind: ImportKind,
  open: OpenFile,
  mapping: ImportMapping | null,
  survey: Survey | null,
  houseCurrency: string | null = null,
): Promise<ImportTable> {
  const format = await formatOf(kind, open);
  if (format === 'old workbook') throw new TableError(said('encryptedWorkbook'));
  return format === 'document' ? openDocument(open) : openTable(kind, format, open, { mapping, survey, houseCurrency });
}

async function openDocument(open: OpenFile): Promise<ImportTable> {
  const record = invoiceOfUbl(readUbl(await whole(open)));
  async function* batches(after: number): AsyncGenerator<Batch> {
    const cells = [`${record.kind} ${record.number}`];
    if (after === 0) yield { through: 1, entries: [{ row: 1, rows: 1, cells, record, notes: [] }], skipped: 0, rejected: [] };
  }
  const survey = { encoding: null, rowCount: 1, samples: [], evidence: [], summed: null };
  return { headers: ['document'], columns: [], sheets: [], mapping: null, survey, problems: [], source: 'ubl', batches };
}

async function whole(open: OpenFile): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of open()) chunks.push(chunk);
  const all = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let position = 0;
  for (const chunk of chunks) {
    all.set(chunk, position);
    position += chunk.length;
  }
  return all;
}
