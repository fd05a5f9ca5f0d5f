import { Readable } from 'node:stream';
import type { ControlledTransaction } from 'kysely';
import { sql } from 'kysely';
import type { Tables } from '../../db/tables.ts';
import type { Actor, Context } from '../platform/context.ts';
import { inWorkspace, type Database } from '../platform/database.ts';
import { tooMany } from '../platform/errors.ts';
import { recordEvent } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import { zipped } from '../platform/zip.ts';
import { wallClock, type Cell, type Manner } from './cells.ts';
import type { Column } from './columns.ts';
import { BYTE_ORDER_MARK, csvHeader, csvLines } from './csv.ts';
import { columnsOf, mannerFor, rowsOf } from './reports.ts';
import type { ExportFormat, ExportKind, ExportQuery } from './schema.ts';
import { workbook } from './xlsx.ts';

/** A file on its way. Read `content` or destroy it: until then it holds a connection. */
export interface ExportedFile {
  name: string;
  mediaType: string;
  content: Readable;
}

/** An export holds a connection of the pool while it is read, and others need some too. */
const AT_ONCE = 4;
const AT_ONCE_A_WORKSPACE = 2;
const running = new Map<string, number>();

const mediaTypes: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/x-ndjson; charset=utf-8',
};

/**
 * Exports the rows of a list as a file, all of one moment: one transaction that reads and never writes, batch by batch as fast as the file
 * is taken. A reader that takes nothing for a minute loses it. A file that is complete has its entry in the audit; one that was broken off
 * gets its own, with the rows that had gone out.
 * @throws Problem as the list does, 429 while too many files are being read
 */
export async function exportFile(
  db: Database,
  caller: { workspace: string; actor: Actor },
  kind: ExportKind,
  query: ExportQuery,
  now = new Date(),
): Promise<ExportedFile> {
  const { workspace, actor } = caller;
  const leave = enter(workspace);
  let transaction: ControlledTransaction<Tables> | undefined;
  try {
    transaction = await db.startTransaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute();
    const open = transaction;
    await sql`select set_config('samspil.workspace', ${workspace}, true)`.execute(open);
    const context: Context = { db: open, actor, workspace, now };
    const manner = await mannerFor(context, query);
    const batches = rowsOf(context, kind, query);
    // The first batch says whether the list can be read as asked, while there is still a way to say so.
    const first = await batches.next();
    const told = { rows: 0, complete: false };
    const record = () => inWorkspace(db, workspace, actor, (own) => recordExport(own, kind, query, told));
    async function* all() {
      for (let batch = first; !batch.done; batch = await batches.next()) {
        told.rows += batch.value.length;
        yield batch.value;
      }
    }
    const pieces = written(query.format, kind, columnsOf(kind, manner.language), all(), manner);
    const content = Readable.from(untilRecorded(pieces, told, record), { objectMode: false, highWaterMark: 1 });
    content.once('close', () => {
      leave();
      void open
        .rollback()
        .execute()
        .catch(() => {});
      if (!told.complete) void record().catch(() => {});
    });
    return {
      name: `${kind}-${wallClock(now, manner.timeZone).slice(0, 10)}.${endings[query.format]}`,
      mediaType: mediaTypes[query.format],
      content,
    };
  } catch (error) {
    leave();
    await transaction
      ?.rollback()
      .execute()
      .catch(() => {});
    throw error;
  }
}

const endings: Record<ExportFormat, string> = { csv: 'csv', xlsx: 'xlsx', json: 'jsonl' };

/** The last piece goes out when the export is on record: nobody holds a whole file of which the audit knows nothing. */
async function* untilRecorded(
  pieces: AsyncIterable<string | Buffer>,
  told: { complete: boolean },
  record: () => Promise<void>,
): AsyncGenerator<Buffer> {
  let held: Buffer | undefined;
  for await (const piece of pieces) {
    if (piece.length === 0) continue;
    if (held) yield held;
    held = Buffer.from(piece);
  }
  told.complete = true;
  await record();
  if (held) yield held;
}

function written(
  format: ExportFormat,
  kind: ExportKind,
  columns: Column[],
  batches: AsyncIterable<object[]>,
  manner: Manner,
): AsyncIterable<string | Buffer> {
  if (format === 'json') return jsonLines(batches);
  return format === 'csv'
    ? csv(columns, cellsOf(columns, batches), manner)
    : zipped(workbook(kind, columns, cellsOf(columns, batches), manner));
}

async function* jsonLines(batches: AsyncIterable<object[]>): AsyncGenerator<string> {
  for await (const rows of batches) yield rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

async function* csv(columns: Column[], batches: AsyncIterable<Cell[][]>, manner: Manner): AsyncGenerator<string> {
  yield `${manner.for === 'people' ? BYTE_ORDER_MARK : ''}${csvHeader(columns, manner)}`;
  for await (const rows of batches) yield csvLines(columns, rows, manner);
}

async function* cellsOf(columns: Column[], batches: AsyncIterable<object[]>): AsyncGenerator<Cell[][]> {
  for await (const rows of batches) yield rows.map((row) => columns.map(({ of }) => of(row as never)));
}

async function recordExport(context: Context, kind: ExportKind, query: ExportQuery, told: { rows: number; complete: boolean }) {
  // The record outlives whoever was searched for: that a search narrowed it is enough to know.
  const { format, for: reader, language, search, ...rest } = query as typeof query & { search?: string };
  const filters = { ...rest, ...(search !== undefined && { searched: true }) };
  await recordEvent(context, {
    type: told.complete ? 'export.made' : 'export.broken_off',
    subject: { kind: 'export', id: newId() },
    data: { kind, format, ...(reader && { for: reader }), ...(language && { language }), filters, rows: told.rows },
  });
}

/** Takes a place among those who export; answers how to give it back, which may be done twice. */
function enter(workspace: string): () => void {
  const own = running.get(workspace) ?? 0;
  const all = [...running.values()].reduce((sum, count) => sum + count, 0);
  if (own >= AT_ONCE_A_WORKSPACE || all >= AT_ONCE)
    throw tooMany('Other exports are still being read. Wait until one has ended and try again.', 10);
  running.set(workspace, own + 1);
  let left = false;
  return () => {
    if (left) return;
    left = true;
    const still = (running.get(workspace) ?? 1) - 1;
    if (still > 0) running.set(workspace, still);
    else running.delete(workspace);
  };
}
