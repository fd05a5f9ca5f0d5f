import { sql } from 'kysely';
import type { z } from 'zod';
import { lookThrough, toldApart } from '../../companies/alike/reports.ts';
import type { Context } from '../../platform/context.ts';
import { alikeBy, calledBy, eachPairOnce, type Comparable, type PersonLikeness } from '../likeness.ts';
import type { personLikeness, personLikenessQuery } from '../schema.ts';

type Item = z.output<typeof personLikeness>;

/** People who may be one, newest first, or those who may be one person; without pairs that somebody has said are two. */
export async function personLikenesses(
  context: Context,
  { person, cursor, limit }: z.output<typeof personLikenessQuery>,
): Promise<{ items: Item[]; next: string | null }> {
  if (person !== undefined) {
    const found = await likenessesOf(context, await subjects(context, { only: person, count: 1 }), { older: false });
    return { items: await worded(context, found.slice(0, limit)), next: null };
  }
  const { found, next } = await lookThrough({
    cursor,
    limit,
    subjects: (after, count) => subjects(context, { after, count }),
    // Of two people the newer finds the older, so that a pair is found once however many pages there are.
    pairsOf: (some) => likenessesOf(context, some, { older: true }),
  });
  return { items: await worded(context, found), next };
}

async function subjects(
  { db, workspace }: Context,
  { only = null, after = null, count }: { only?: string | null; after?: string | null | undefined; count: number },
): Promise<Comparable[]> {
  const { rows } = await sql<Comparable>`
    select id, name, email, phone, company_id from people
     where workspace_id = ${workspace} and merged_into is null and (${only}::uuid is null or id = ${only}) and (${after}::uuid is null or id < ${after})
     order by id desc limit ${count}`.execute(db);
  return rows;
}

async function likenessesOf(
  context: Context,
  ones: readonly Comparable[],
  { older }: { older: boolean },
): Promise<PersonLikeness[]> {
  const all = eachPairOnce([...(await byMessage(context, ones)), ...(await byName(context, ones, older))]);
  const parted = await toldApart(context, 'person', all);
  return all.filter(({ one, other }) => !parted.has([one, other].toSorted().join(' ')));
}

/** Candidates are called the same, or work in the same company and are called by the same first word. */
async function byName({ db, workspace }: Context, ones: readonly Comparable[], older: boolean): Promise<PersonLikeness[]> {
  const called = ones.flatMap((one) => {
    const words = calledBy(one);
    return words ? [{ one: one.id, name: one.name ?? one.email ?? '', first: words.first, company: one.companyId }] : [];
  });
  if (called.length === 0) return [];
  const { rows } = await sql<Comparable & { one: string }>`
    select c.one, x.* from json_to_recordset(${JSON.stringify(called)}::json) as c(one uuid, name text, first text, company uuid)
     cross join lateral (
       (select id, name, email, phone, company_id from people p
         where p.workspace_id = ${workspace} and p.merged_into is null and p.sort_name = folded(c.name)
           and p.id <> c.one and (not ${older} or p.id < c.one) limit 50)
       union
       (select id, name, email, phone, company_id from people p
         where p.workspace_id = ${workspace} and p.merged_into is null and p.company_id = c.company
           and starts_with(p.sort_name, folded(c.first)) and p.id <> c.one and (not ${older} or p.id < c.one) limit 50)) x`.execute(
    db,
  );
  const byId = new Map(ones.map((one) => [one.id, one]));
  return rows.flatMap(({ one: id, ...other }) => {
    const one = byId.get(id);
    const basis = one ? alikeBy(one, other) : null;
    return basis === null ? [] : [{ one: id, other: other.id, basis }];
  });
}

/** Those whom a message named together and who might not be made one by it. */
async function byMessage({ db, workspace }: Context, ones: readonly Comparable[]): Promise<PersonLikeness[]> {
  const { rows } = await sql<{ one: string; other: string }>`
    select subject_id as one, data ->> 'personId' as other from events
     where workspace_id = ${workspace} and subject_kind = 'person' and subject_id = any(${ones.map(({ id }) => id)}::uuid[])
       and type = 'person.merge_needed'`.execute(db);
  return rows.map((row) => ({ ...row, basis: 'message' }));
}

/** The people of each pair, as far as they are still two, with what helps to tell whether they are one. */
async function worded({ db, workspace }: Context, pairs: readonly PersonLikeness[]): Promise<Item[]> {
  const ids = [...new Set(pairs.flatMap(({ one, other }) => [one, other]))];
  const { rows } = await sql<Item['one']>`
    select p.id, p.name, p.email, p.phone, p.title, p.created_at,
           case when c.id is not null then json_build_object('id', c.id, 'name', c.name) end as company
      from people p left join companies c on c.workspace_id = p.workspace_id and c.id = p.company_id
     where p.workspace_id = ${workspace} and p.id = any(${ids}::uuid[]) and p.merged_into is null`.execute(db);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return pairs.flatMap(({ one, other, basis }) => {
    const [first, second] = [byId.get(one), byId.get(other)];
    return first && second ? [{ one: first, other: second, basis }] : [];
  });
}
