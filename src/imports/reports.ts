import { z } from 'zod';
import type { Context } from '../platform/context.ts';
import { notFound } from '../platform/errors.ts';
import type { Language } from '../platform/fields.ts';
import { cutPage, decodeCursor } from '../platform/pages.ts';
import type { Rejection } from './rejections.ts';
import type { importInFull, importItem, importQuery } from './schema.ts';
import { inWords, type Said } from './sentences.ts';
import type { Preview } from './store.ts';

/** Imports, the last first. */
export async function listImports(context: Context, { cursor, limit, kind, language }: z.output<typeof importQuery>) {
  const after = decodeCursor(cursor, z.tuple([z.uuid()]));
  const rows = await imports(context)
    .$if(kind !== undefined, (query) => query.where('imports.kind', '=', kind as string))
    .$if(after !== undefined, (query) => query.where('imports.id', '<', after?.[0] ?? ''))
    .orderBy('imports.id', 'desc')
    .limit(limit + 1)
    .execute();
  return cutPage(
    rows,
    limit,
    ({ id }) => [id],
    (row) => item(row, language),
  );
}

/** An import, how far it has come, and what it would do or did. @throws Problem 404 */
export async function getImport(context: Context, id: string, language: Language): Promise<z.output<typeof importInFull>> {
  const row = await imports(context).select(['mapping', 'preview']).where('imports.id', '=', id).executeTakeFirst();
  if (!row) throw notFound();
  const { mapping, preview, ...rest } = row;
  const { columns, sheets, problems } = (preview as Preview | null) ?? { columns: [], sheets: [], problems: [] };
  const worded = problems.map(({ said, ...where }) => ({ ...where, problem: inWords(said, language) }));
  return { ...item(rest, language), mapping, columns, sheets, problems: worded } as z.output<typeof importInFull>;
}

/** The first row of an import's file; of a document, which has none, what stands in its place. @throws Problem 404 */
export async function importHeaders({ db }: Context, id: string): Promise<string[]> {
  const row = await db.selectFrom('imports').select('preview').where('id', '=', id).executeTakeFirst();
  if (!row) throw notFound();
  const columns = (row.preview as Preview | null)?.columns ?? [];
  return columns.length === 0 ? ['document'] : columns.map(({ header }) => header);
}

/** The next rows that are to be corrected, in the order of the file. */
export async function rejectedRows(
  { db }: Context,
  importId: string,
  after: number,
  limit: number,
  language: Language,
): Promise<Rejection[]> {
  const rows = await db
    .selectFrom('importRejections')
    .select(['rowNumber', 'columnName', 'problem', 'said', 'original'])
    .where('importId', '=', importId)
    .where('rowNumber', 'in', (from) =>
      from
        .selectFrom('importRejections')
        .select('rowNumber')
        .distinct()
        .where('importId', '=', importId)
        .where('rowNumber', '>', after)
        .orderBy('rowNumber')
        .limit(limit),
    )
    .orderBy('rowNumber')
    .orderBy('columnName')
    .execute();
  const byRow = new Map<number, Rejection>();
  for (const { rowNumber: row, columnName: column, problem, said, original } of rows) {
    const rejection = byRow.get(row) ?? { row, cells: JSON.parse(original) as string[], problems: [] };
    // Imports of earlier versions kept their sentences in English only.
    rejection.problems.push({ column, problem: said === null ? problem : inWords(said as Said, language) });
    byRow.set(row, rejection);
  }
  return [...byRow.values()];
}

type Row = Awaited<ReturnType<ReturnType<typeof imports>['execute']>>[number];

function imports({ db }: Context) {
  return db
    .selectFrom('imports')
    .leftJoin('members', 'members.id', 'imports.createdBy')
    .leftJoin('users', 'users.id', 'members.userId')
    .select([
      'imports.id',
      'imports.kind',
      'fileName',
      'state',
      'counts',
      'rowsDone',
      'problem',
      'said',
      'undone',
      'imports.createdBy',
      'users.name as createdByName',
      'imports.createdAt',
      'finishedAt',
    ]);
}

function item({ createdBy, createdByName, problem, said, ...row }: Row, language: Language): z.output<typeof importItem> {
  return {
    ...row,
    problem: said === null ? problem : inWords(said as Said, language),
    createdBy: createdBy === null ? null : { id: createdBy, name: createdByName ?? '' },
  } as z.output<typeof importItem>;
}
