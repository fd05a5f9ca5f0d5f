import { sql } from 'kysely';
import type { Actor, Context, Db } from '../platform/context.ts';
import { inWorkspace, type Database } from '../platform/database.ts';
import type { RejectedRow } from './table.ts';
import type { ImportCounts, ImportMapping } from './schema.ts';
import type { ImportKind } from './kinds.ts';

export type ImportState = 'previewed' | 'queued' | 'running' | 'done' | 'undone' | 'stopped';

/** An import without its file. */
export interface ImportRow {
  id: string;
  kind: ImportKind;
  fileName: string;
  fileHash: string;
  mapping: ImportMapping | null;
  state: ImportState;
  counts: ImportCounts;
  rowsDone: number;
  problem: string | null;
  createdBy: string | null;
  createdAt: Date;
  finishedAt: Date | null;
}

const importColumns = [
  'id',
  'kind',
  'fileName',
  'fileHash',
  'mapping',
  'state',
  'counts',
  'rowsDone',
  'problem',
  'createdBy',
  'createdAt',
  'finishedAt',
] as const;

export async function findImport(db: Db, id: string): Promise<ImportRow | undefined> {
  return (await db.selectFrom('imports').select(importColumns).where('id', '=', id).executeTakeFirst()) as ImportRow | undefined;
}

/** The import, locked until the transaction ends. */
export async function lockImport(db: Db, id: string): Promise<ImportRow | undefined> {
  return (await db.selectFrom('imports').select(importColumns).where('id', '=', id).forUpdate().executeTakeFirst()) as
    | ImportRow
    | undefined;
}

/** An import that is done of the very same file, kind and mapping. */
export async function sameImport(
  db: Db,
  { kind, fileHash, mapping }: Pick<ImportRow, 'kind' | 'fileHash' | 'mapping'>,
  butNot: string | null,
): Promise<ImportRow | undefined> {
  return (await db
    .selectFrom('imports')
    .select(importColumns)
    .where('kind', '=', kind)
    .where('fileHash', '=', fileHash)
    .where('state', '=', 'done')
    .where(sql<boolean>`mapping is not distinct from ${mapping === null ? null : JSON.stringify(mapping)}::jsonb`)
    .$if(butNot !== null, (query) => query.where('id', '<>', butNot as string))
    .limit(1)
    .executeTakeFirst()) as ImportRow | undefined;
}

export async function insertImport(
  { db, workspace, now }: Context,
  row: Omit<ImportRow, 'rowsDone' | 'createdAt' | 'finishedAt'> & { file: Buffer },
): Promise<void> {
  await db
    .insertInto('imports')
    .values({
      workspaceId: workspace,
      ...row,
      mapping: row.mapping && JSON.stringify(row.mapping),
      counts: JSON.stringify(row.counts),
      createdAt: now,
      finishedAt: null,
    })
    .execute();
}

export async function updateImport(
  db: Db,
  id: string,
  { mapping, counts, ...change }: Partial<Omit<ImportRow, 'id'>>,
): Promise<void> {
  await db
    .updateTable('imports')
    .set({
      ...change,
      ...(mapping !== undefined && { mapping: mapping && JSON.stringify(mapping) }),
      ...(counts !== undefined && { counts: JSON.stringify(counts) }),
    })
    .where('id', '=', id)
    .execute();
}

const SLICE = 1 << 20;

/** The file, slice by slice, each read in a transaction of its own so that none stays open while the rows are worked on. */
export async function* fileSlices(db: Database, workspace: string, actor: Actor, importId: string): AsyncGenerator<Uint8Array> {
  for (let from = 1; ; from += SLICE) {
    const slice = await inWorkspace(db, workspace, actor, async (context) => fileSlice(context.db, importId, from));
    if (slice.length > 0) yield slice;
    if (slice.length < SLICE) return;
  }
}

/** The file, slice by slice, within a transaction that is open. */
export async function* fileSlicesIn(db: Db, importId: string): AsyncGenerator<Uint8Array> {
  for (let from = 1; ; from += SLICE) {
    const slice = await fileSlice(db, importId, from);
    if (slice.length > 0) yield slice;
    if (slice.length < SLICE) return;
  }
}

async function fileSlice(db: Db, importId: string, from: number): Promise<Uint8Array> {
  const { rows } = await sql<{
    slice: Buffer;
  }>`select substring(file from ${from}::int for ${SLICE}::int) as slice from imports where id = ${importId}`.execute(db);
  return rows[0]?.slice ?? new Uint8Array();
}

/** Keeps the rows that could not be imported as they stood in the file. */
export async function insertRejections({ db, workspace }: Context, importId: string, rejected: RejectedRow[]): Promise<void> {
  const rows = rejected.flatMap(({ row, cells, problems }) =>
    problems.map(({ field, column, value, problem }) => ({
      row,
      column: column ?? field ?? '',
      value,
      problem,
      original: JSON.stringify(cells.map(storable)),
    })),
  );
  if (rows.length === 0) return;
  await sql`
    insert into import_rejections (workspace_id, import_id, row_number, column_name, value, problem, original)
    select ${workspace}, ${importId}, r.row, r."column", r.value, r.problem, r.original
      from jsonb_to_recordset(${JSON.stringify(rows.map((row) => ({ ...row, value: storable(row.value) })))}::jsonb) as r(row int, "column" text, value text, problem text, original text)
        on conflict do nothing`.execute(db);
}

/** Text cannot hold NUL; the sign for it is shown in its place. */
const storable = (text: string) => text.toWellFormed().replaceAll('\u0000', '\u2400');

export async function deleteImport(db: Db, id: string): Promise<void> {
  await db.deleteFrom('imports').where('id', '=', id).execute();
}
