import { sql, type RawBuilder } from 'kysely';
import { z } from 'zod';
import { memberRef } from '../companies/reports.ts';
import type { Context } from '../platform/context.ts';
import { notFound } from '../platform/errors.ts';
import { cutPage, decodeCursor } from '../platform/pages.ts';
import { holds } from '../platform/search.ts';
import type { peopleQuery, person, personBelongings, personItem, personMerge } from './schema.ts';

type Item = z.output<typeof personItem>;

/** What a person is called where there is no name: the address, else nothing more than that they are somebody. */
export const calledName = (alias: string): RawBuilder<string> =>
  sql`coalesce(${sql.ref(`${alias}.name`)}, ${sql.ref(`${alias}.email`)}, ${sql.ref(`${alias}.phone`)}, '')`;

/** Who somebody is now, after all merges, one into another; null for nobody of this workspace. */
export async function standingPerson({ db, workspace }: Context, id: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    with recursive chain as (
      select id, merged_into from people where workspace_id = ${workspace} and id = ${id}
      union select p.id, p.merged_into from people p join chain c on p.id = c.merged_into where p.workspace_id = ${workspace})
    select id from chain where merged_into is null`.execute(db);
  return rows[0]?.id ?? null;
}

const columns = sql`
  p.id, p.name, p.email, p.phone, p.title, p.country, p.language, p.first_seen_at, p.created_at,
  case when c.id is not null then json_build_object('id', c.id, 'name', c.name) end as company,
  (select l.id from leads l where l.workspace_id = p.workspace_id and l.person_id = p.id and l.closed_at is null) as lead_id`;
const tables = sql`people p left join companies c on c.workspace_id = p.workspace_id and c.id = p.company_id`;

/** People, newest first; `search` looks into names, addresses and the names of companies. */
export async function listPeople(
  { db, workspace }: Context,
  { search, company, cursor, limit }: z.output<typeof peopleQuery>,
): Promise<{ items: Item[]; next: string | null }> {
  const [after] = decodeCursor(cursor, z.tuple([z.uuid()])) ?? [];
  const { rows } = await sql<Item>`
    select ${columns} from ${tables}
     where p.workspace_id = ${workspace} and p.merged_into is null ${after === undefined ? sql`` : sql`and p.id < ${after}`}
       ${company === undefined ? sql`` : sql`and p.company_id = ${company}`}
       ${
         search
           ? sql`and (${holds('p.search_text', search)} or p.company_id in (select id from companies where workspace_id = ${workspace} and ${holds('search_text', search)}))`
           : sql``
       }
     order by p.id desc limit ${limit + 1}`.execute(db);
  return cutPage(
    rows,
    limit,
    ({ id }) => [id],
    (row) => row,
  );
}

/** A person; one who was merged is found under the person kept. @throws Problem 404 */
export async function onePerson(context: Context, id: string): Promise<z.output<typeof person>> {
  const { db, workspace } = context;
  const { rows } = await sql<Item & { traits: Record<string, unknown>; mergedInto: string | null }>`
    select ${columns}, p.traits, p.merged_into from ${tables} where p.workspace_id = ${workspace} and p.id = ${id}`.execute(db);
  const [found] = rows;
  if (!found) throw notFound();
  const { mergedInto, ...item } = found;
  if (mergedInto !== null) return onePerson(context, mergedInto);
  const identities = await db
    .selectFrom('identities')
    .select(['kind', 'source', 'value', 'createdAt'])
    .where('workspaceId', '=', workspace)
    .where('personId', '=', id)
    .orderBy('createdAt')
    .orderBy('value')
    .execute();
  return { ...item, identities: identities as z.output<typeof person>['identities'] };
}

/** The merges a person was part of, newest first, undone ones too. @throws Problem 404 */
export async function mergesOf({ db, workspace }: Context, personId: string): Promise<z.output<typeof personMerge>[]> {
  if (!(await db.selectFrom('people').select('id').where('id', '=', personId).executeTakeFirst())) throw notFound();
  const { rows } = await sql<MergeRow>`
    select m.id, json_build_object('id', k.id, 'name', ${calledName('k')}) as kept, json_build_object('id', o.id, 'name', ${calledName('o')}) as merged,
           m.reason, m.evidence, m.merged_at, m.undone_at, ${memberRef('m.merged_by')} as merged_by, ${memberRef('m.undone_by')} as undone_by,
           (select json_object_agg(part, coalesce(jsonb_array_length(m.moved -> part), 0))
              from unnest(array['identities', 'touchpoints', 'leads', 'deals', 'evidence', 'roles']) part) as moved
      from person_merges m join people k on k.workspace_id = m.workspace_id and k.id = m.kept_person_id
      join people o on o.workspace_id = m.workspace_id and o.id = m.merged_person_id
     where m.workspace_id = ${workspace} and (m.kept_person_id = ${personId} or m.merged_person_id = ${personId}) order by m.merged_at desc, m.id desc`.execute(
    db,
  );
  // JSON knows no moments.
  return rows.map(({ evidence, ...row }) => ({ ...row, evidence: evidence && { ...evidence, at: new Date(evidence.at) } }));
}

type Merge = z.output<typeof personMerge>;
type MergeRow = Omit<Merge, 'evidence'> & { evidence: (Omit<NonNullable<Merge['evidence']>, 'at'> & { at: string }) | null };

/** How much is a person's: what a merge into another would move. @throws Problem 404 */
export async function belongingsOf({ db, workspace }: Context, personId: string): Promise<z.output<typeof personBelongings>> {
  const { rows } = await sql<z.output<typeof personBelongings>>`
    select (select count(*) from identities x where x.workspace_id = p.workspace_id and x.person_id = p.id) as identities,
           (select count(*) from touchpoints x where x.workspace_id = p.workspace_id and x.person_id = p.id) as touchpoints,
           (select count(*) from leads x where x.workspace_id = p.workspace_id and x.person_id = p.id) as leads,
           (select count(*) from deals x where x.workspace_id = p.workspace_id and x.person_id = p.id) as deals,
           (select count(*) from evidence x where x.workspace_id = p.workspace_id and x.person_id = p.id) as evidence,
           (select count(*) from buying_roles x where x.workspace_id = p.workspace_id and x.person_id = p.id) as roles
      from people p where p.workspace_id = ${workspace} and p.id = ${personId}`.execute(db);
  if (!rows[0]) throw notFound();
  return rows[0];
}
