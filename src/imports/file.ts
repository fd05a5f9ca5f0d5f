import { invoiceOfUbl } from '../revenue/invoice.ts';
import { readUbl } from '../revenue/ubl.ts';
import type { OpenFile } from './delimited.ts';
import type { ImportKind } from './kinds.ts';
import type { ImportMapping } from './schema.ts';
import type { Survey } from './survey.ts';
import { openTable, type Batch, type ImportTable } from './table.ts';

export type FileFormat = 'document' | 'table';

/** How a file is written, by its first sign: XML begins with a tag, perhaps behind the mark of its encoding. */
export async function formatOf(kind: ImportKind, open: OpenFile): Promise<FileFormat> {
  for await (const chunk of open()) {
    const first = chunk.subarray(0, 100).find((byte) => byte > 0x20 && ![0xef, 0xbb, 0xbf, 0xfe, 0xff].includes(byte));
    return kind === 'invoices' && first === '<'.codePointAt(0) ? 'document' : 'table';
  }
  return 'table';
}

/**
 * Opens a file for an import, whichever way it is written: an invoice as UBL is one document, everything else is a table. Throws
 * `UblError` or `TableError` for what is neither.
 * @param survey what an earlier reading told, where there was one
 */
export async function openImportFile(
  kind: ImportKind,
  open: OpenFile,
  mapping: ImportMapping | null,
  survey: Survey | null,
): Promise<ImportTable> {
  return (await formatOf(kind, open)) === 'document' ? openDocument(open) : openTable(kind, open, mapping, survey);
}

async function openDocument(open: OpenFile): Promise<ImportTable> {
  const record = invoiceOfUbl(readUbl(await whole(open)));
  async function* batches(after: number): AsyncGenerator<Batch> {
    const cells = [`${record.kind} ${record.number}`];
    if (after === 0) yield { through: 1, entries: [{ row: 1, rows: 1, cells, record }], skipped: 0, rejected: [] };
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
