import { sql, type RawBuilder } from 'kysely';
import { z } from 'zod';
import type { Context } from '../platform/context.ts';
import { notFound } from '../platform/errors.ts';
import { cutPage, decodeCursor } from '../platform/pages.ts';
import { holds } from '../platform/search.ts';
import type { company, companyInFull, companyQuery } from './schema.ts';

type Item = z.output<typeof company>;

const columns = (workspace: string): RawBuilder<unknown> => sql`
  c.id, c.name, c.organisation_number, c.country, c.industry, c.employees, c.created_at,
  case when m.id is not null then json_build_object('id', m.id, 'name', u.name) end as owner,
  array(select i.value from company_identities i where i.workspace_id = ${workspace} and i.company_id = c.id and i.kind = 'domain' order by i.value) as domains,
  (select count(*) from people p where p.workspace_id = ${workspace} and p.company_id = c.id and p.merged_into is null) as people
  from companies c left join members m on m.workspace_id = c.workspace_id and m.id = c.owner_member_id left join users u on u.id = m.user_id`;

/** Companies, newest first; `search` looks into names, domains and organisation numbers. */
export async function listCompanies(
  { db, workspace }: Context,
  { search, cursor, limit }: z.output<typeof companyQuery>,
): Promise<{ items: Item[]; next: string | null }> {
  const [after] = decodeCursor(cursor, z.tuple([z.uuid()])) ?? [];
  const { rows } = await sql<Item>`
    select ${columns(workspace)}
     where c.workspace_id = ${workspace} and c.merged_into is null ${after === undefined ? sql`` : sql`and c.id < ${after}`}
       ${
         search
           ? sql`and (${holds('c.search_text', search)}
          or c.id in (select company_id from company_identities where workspace_id = ${workspace} and kind in ('domain', 'organisation_number') and ${holds(sql`lower(value)`, search)}))`
           : sql``
       }
     order by c.id desc limit ${limit + 1}`.execute(db);
  return cutPage(
    rows,
    limit,
    ({ id }) => [id],
    (row) => row,
  );
}

/** A company; one that was merged is found under the company kept. @throws Problem 404 */
export async function oneCompany(context: Context, id: string): Promise<z.output<typeof companyInFull>> {
  const { db, workspace } = context;
  const { rows } = await sql<Item & { mergedInto: string | null }>`
    select c.merged_into, ${columns(workspace)} where c.workspace_id = ${workspace} and c.id = ${id}`.execute(db);
  if (!rows[0]) throw notFound();
  const { mergedInto, ...item } = rows[0];
  if (mergedInto !== null) return oneCompany(context, mergedInto);
  const identities = await db
    .selectFrom('companyIdentities')
    .select(['kind', 'source', 'value', 'createdAt'])
    .where('companyId', '=', id)
    .orderBy('createdAt')
    .orderBy('value')
    .execute();
  return { ...item, identities: identities as z.output<typeof companyInFull>['identities'] };
}

/** SQL for the member that a column of a merge names. */
export const memberRef = (column: string): RawBuilder<unknown> =>
  sql`(select json_build_object('id', w.id, 'name', u.name) from members w join users u on u.id = w.user_id
        where w.workspace_id = m.workspace_id and w.id = ${sql.ref(column)})`;

/** A company's number with the letters of its register, so that numbers of two registers differ. */
export const numberOf = (company: 'c' | 'x') => {
  const of = (column: string) => sql.ref(`${company}.${column}`);
  return sql`coalesce((select min(i.source || i.value) from company_identities i
    where i.workspace_id = ${of('workspace_id')} and i.company_id = ${of('id')} and i.kind = 'organisation_number' and i.value = ${of('organisation_number')}), ${of('organisation_number')})`;
};
