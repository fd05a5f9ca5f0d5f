import { invoiceOfUbl } from '../revenue/invoice.ts';
import { readUbl } from '../revenue/ubl.ts';
import type { OpenFile } from './delimited.ts';
import type { ImportKind } from './kinds.ts';
import type { ImportMapping } from './schema.ts';
import { openTable, type Batch, type ImportTable } from './table.ts';

/**
 * Opens a file for an import, whichever way it is written: an invoice as UBL is one document, everything else is a table. Throws
 * `UblError` or `DelimitedError` for what is neither.
 */
export async function openImportFile(kind: ImportKind, open: OpenFile, mapping: ImportMapping | null): Promise<ImportTable> {
  return kind === 'invoices' && (await isXml(open)) ? openDocument(open) : openTable(kind, open, mapping);
}

async function openDocument(open: OpenFile): Promise<ImportTable> {
  const record = invoiceOfUbl(readUbl(await whole(open)));
  async function* batches(after: number): AsyncGenerator<Batch> {
    const cells = [`${record.kind} ${record.number}`];
    if (after === 0) yield { through: 1, entries: [{ row: 1, rows: 1, cells, record }], skipped: 0, rejected: [] };
  }
  return { headers: ['document'], columns: [], mapping: null, rowCount: 1, problems: [], source: 'ubl', batches };
}

/** XML begins with a tag, perhaps behind the mark of its encoding. */
async function isXml(open: OpenFile): Promise<boolean> {
  for await (const chunk of open()) {
    const first = chunk.subarray(0, 100).find((byte) => byte > 0x20 && ![0xef, 0xbb, 0xbf, 0xfe, 0xff].includes(byte));
    return first === '<'.codePointAt(0);
  }
  return false;
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
