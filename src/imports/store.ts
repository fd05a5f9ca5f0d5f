import { sql } from 'kysely';
import type { Context, Db } from '../platform/context.ts';
import { discardFile } from './files/store.ts';
import type { ImportKind } from './kinds.ts';
import type { ImportColumn, ImportCounts, ImportMapping } from './schema.ts';
import type { Said } from './sentences.ts';
import type { Survey } from './survey.ts';
import type { RejectedRow } from './table.ts';

export type ImportState =
  | 'reading'
  | 'unreadable'
  | 'previewed'
  | 'queued'
  | 'running'
  | 'done'
  | 'undoing'
  | 'undone'
  | 'stopped';

/** A cell or a row that cannot be taken, before it is put into words. */
export interface SaidProblem {
  row: number;
  column: string | null;
  value: string;
  said: Said;
}

/** What is shown before an import runs. */
export interface Preview {
  columns: ImportColumn[];
  /** The names of a workbook's sheets; empty for other files. */
  sheets: string[];
  /** The first hundred. */
  problems: SaidProblem[];
}

/** What undoing an import has come to so far. */
export interface Undone {
  removed: number;
  restored: number;
  kept: { kind: string; count: number }[];
}

export interface ImportRow {
  id: string;
  kind: ImportKind;
  fileName: string;
  fileHash: string;
  mapping: ImportMapping | null;
  state: ImportState;
  counts: ImportCounts;
  /** While a file is read: how many rows have been; while it is imported: how many are done. */
  rowsDone: number;
  /** What there is to say of the import as a whole. */
  said: Said | null;
  /** What the file has told of itself; null until it has been read as a whole. */
  survey: Survey | null;
  preview: Preview | null;
  undone: Undone | null;
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
  'said',
  'survey',
  'preview',
  'undone',
  'createdBy',
  'createdAt',
  'finishedAt',
] as const;

/** The import, locked until the transaction ends. */
export async function lockImport(db: Db, id: string): Promise<ImportRow | undefined> {
  return (await db.selectFrom('imports').select(importColumns).where('id', '=', id).forUpdate().executeTakeFirst()) as
    | ImportRow
    | undefined;
}

/** An import that is done of the very same file, kind and mapping. */
export async function sameImport(
  db: Db,
  { id, kind, fileHash, mapping }: Pick<ImportRow, 'id' | 'kind' | 'fileHash' | 'mapping'>,
): Promise<Pick<ImportRow, 'counts' | 'createdAt'> | undefined> {
  return (await db
    .selectFrom('imports')
    .select(['counts', 'createdAt'])
    .where('kind', '=', kind)
    .where('fileHash', '=', fileHash)
    .where('state', '=', 'done')
    .where(sql<boolean>`mapping is not distinct from ${mapping === null ? null : JSON.stringify(mapping)}::jsonb`)
    .where('id', '<>', id)
    .limit(1)
    .executeTakeFirst()) as Pick<ImportRow, 'counts' | 'createdAt'> | undefined;
}

/** What is JSON goes in as text; what is not named stays unnamed. */
function stringified({ mapping, counts, said, survey, preview, undone, ...plain }: Partial<ImportRow>) {
  const json = (value: object | null) => (value === null ? null : JSON.stringify(value));
  return {
    ...plain,
    ...(mapping !== undefined && { mapping: json(mapping) }),
    ...(counts !== undefined && { counts: JSON.stringify(counts) }),
    ...(said !== undefined && { said: json(said) }),
    ...(survey !== undefined && { survey: json(survey) }),
    ...(preview !== undefined && { preview: json(preview) }),
    ...(undone !== undefined && { undone: json(undone) }),
  };
}

export async function insertImport(
  { db, workspace, now }: Context,
  row: Omit<ImportRow, 'rowsDone' | 'undone' | 'createdAt' | 'finishedAt'>,
): Promise<void> {
  await db
    .insertInto('imports')
    .values({
      ...row,
      workspaceId: workspace,
      mapping: row.mapping && JSON.stringify(row.mapping),
      counts: JSON.stringify(row.counts),
      said: row.said && JSON.stringify(row.said),
      survey: row.survey && JSON.stringify(row.survey),
      preview: row.preview && JSON.stringify(row.preview),
      createdAt: now,
      finishedAt: null,
    })
    .execute();
}

export async function updateImport(db: Db, id: string, change: Partial<Omit<ImportRow, 'id'>>): Promise<void> {
  await db.updateTable('imports').set(stringified(change)).where('id', '=', id).execute();
}

/** Keeps the rows that could not be imported, or not with all they say, as they stood in the file. */
export async function insertRejections({ db, workspace }: Context, importId: string, rejected: RejectedRow[]): Promise<void> {
  const rows = rejected.flatMap(({ row, cells, problems }) =>
    problems.map(({ field, column, value, problem }) => ({
      row,
      column: column ?? field ?? '',
      value: storable(value),
      problem: problem.code,
      said: problem,
      original: JSON.stringify(cells.map(storable)),
    })),
  );
  if (rows.length === 0) return;
  await sql`
    insert into import_rejections (workspace_id, import_id, row_number, column_name, value, problem, said, original)
    select ${workspace}, ${importId}, r.row, r."column", r.value, r.problem, r.said, r.original
      from json_to_recordset(${storable(JSON.stringify(rows))}::json) as r(row int, "column" text, value text, problem text, said jsonb, original text)
        on conflict do nothing`.execute(db);
}

export async function forgetRejections(db: Db, importId: string): Promise<void> {
  await db.deleteFrom('importRejections').where('importId', '=', importId).execute();
}

/** Text cannot hold NUL; the sign for it is shown in its place. */
const storable = (text: string) => text.toWellFormed().replaceAll('\u0000', '\u2400');

export async function deleteImport(context: Context, id: string): Promise<void> {
  await context.db.deleteFrom('imports').where('id', '=', id).execute();
  await discardFile(context, id);
}
