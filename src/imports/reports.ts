import { z } from 'zod';
import type { Context } from '../platform/context.ts';
import { notFound } from '../platform/errors.ts';
import { cutPage, decodeCursor } from '../platform/pages.ts';
import type { Rejection } from './rejections.ts';
import type { importItem, importQuery } from './schema.ts';

type Item = z.output<typeof importItem>;

/** Imports, the last first. */
export async function listImports(context: Context, { cursor, limit, kind }: z.output<typeof importQuery>) {
  const after = decodeCursor(cursor, z.tuple([z.uuid()]));
  const rows = await imports(context)
    .$if(kind !== undefined, (query) => query.where('imports.kind', '=', kind as string))
    .$if(after !== undefined, (query) => query.where('imports.id', '<', after?.[0] ?? ''))
    .orderBy('imports.id', 'desc')
    .limit(limit + 1)
    .execute();
  return cutPage(rows, limit, ({ id }) => [id], item);
}

/** An import and how far it has come. @throws Problem 404 */
export async function getImport(context: Context, id: string): Promise<Item> {
  const row = await imports(context).where('imports.id', '=', id).executeTakeFirst();
  if (!row) throw notFound();
  return item(row);
}

/** The mapping of an import. @throws Problem 404 */
export async function getMapping({ db }: Context, id: string): Promise<unknown> {
  const row = await db.selectFrom('imports').select('mapping').where('id', '=', id).executeTakeFirst();
  if (!row) throw notFound();
  return row.mapping;
}

/** The next rows that were not imported, in the order of the file. */
export async function rejectedRows({ db }: Context, importId: string, after: number, limit: number): Promise<Rejection[]> {
  const rows = await db
    .selectFrom('importRejections')
    .select(['rowNumber', 'columnName', 'problem', 'original'])
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
  for (const { rowNumber: row, columnName: column, problem, original } of rows) {
    const rejection = byRow.get(row) ?? { row, cells: JSON.parse(original) as string[], problems: [] };
    rejection.problems.push({ column, problem });
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
      'imports.createdBy',
      'users.name as createdByName',
      'imports.createdAt',
      'finishedAt',
      'mapping',
    ]);
}

function item({ createdBy, createdByName, mapping: _mapping, ...row }: Row): Item {
  return { ...row, createdBy: createdBy === null ? null : { id: createdBy, name: createdByName ?? '' } } as Item;
}
