import { sql, type RawBuilder } from 'kysely';
import { z } from 'zod';
import type { Context } from '../../platform/context.ts';
import { decodeCursor, encodeCursor } from '../../platform/pages.ts';
import { alikeByName, searchableWords, strongest, type Comparable, type Likeness } from '../likeness.ts';
import { pairsApart } from '../apart.ts';
import { memberRef, numberOf } from '../reports.ts';
import type { companyLikeness, distinction, likenessQuery } from '../schema.ts';

/** How many companies a page of suggestions looks at, at most, before it is handed over even if it is empty. */
const MOST_LOOKED_AT = 500;
const AT_ONCE = 50;

type Item = z.output<typeof companyLikeness>;

/**
 * Companies that may be one: called alike, or one's people write from the other's domain. Looks at those that no register's number tells
 * apart, newest first, or at one alone; leaves out pairs that somebody has said are two.
 */
export async function companyLikenesses(
  context: Context,
  { company, cursor, limit }: z.output<typeof likenessQuery>,
): Promise<{ items: Item[]; next: string | null }> {
  if (company !== undefined) {
    const found = await likenessesOf(context, await subjects(context, sql`and c.id = ${company}`, 1), { older: false });
    return { items: await worded(context, found.slice(0, limit)), next: null };
  }
  const { found, next } = await lookThrough({
    cursor,
    limit,
    subjects: (after, count) =>
      subjects(context, sql`and c.organisation_number is null ${after === undefined ? sql`` : sql`and c.id < ${after}`}`, count),
    // Of two that bear no number the newer finds the older, so that a pair is found once however many pages there are.
    pairsOf: (some) => likenessesOf(context, some, { older: true }),
  });
  return { items: await worded(context, strongest(found)), next };
}

/**
 * Looks through customers for pairs, from the newest on: some at once, until there is a page of pairs or so many have been looked at that
 * the page is handed over even if it is empty.
 */
export async function lookThrough<Subject extends { id: string }, Pair>(given: {
  cursor: string | undefined;
  limit: number;
  /** The next customers after one, newest first. */
  subjects: (after: string | undefined, count: number) => Promise<Subject[]>;
  pairsOf: (subjects: readonly Subject[]) => Promise<Pair[]>;
}): Promise<{ found: Pair[]; next: string | null }> {
  const { cursor, limit, subjects, pairsOf } = given;
  const found: Pair[] = [];
  let [after] = decodeCursor(cursor, z.tuple([z.uuid()])) ?? [];
  for (let looked = 0; looked < MOST_LOOKED_AT && found.length < limit; looked += AT_ONCE) {
    const some = await subjects(after, AT_ONCE + 1);
    found.push(...(await pairsOf(some.slice(0, AT_ONCE))));
    if (some.length <= AT_ONCE) return { found, next: null };
    after = some[AT_ONCE - 1]?.id;
  }
  return { found, next: after === undefined ? null : encodeCursor([after]) };
}

async function subjects({ db, workspace }: Context, which: RawBuilder<unknown>, count: number): Promise<Comparable[]> {
  const { rows } = await sql<Comparable>`
    select c.id, c.name, ${numberOf('c')} as organisation_number from companies c
     where c.workspace_id = ${workspace} and c.merged_into is null ${which} order by c.id desc limit ${count}`.execute(db);
  return rows;
}

async function likenessesOf(context: Context, ones: readonly Comparable[], { older }: { older: boolean }): Promise<Likeness[]> {
  const all = [...(await byName(context, ones, older)), ...(await byAddress(context, ones))];
  const parted = await toldApart(context, 'company', all);
  return strongest(all).filter(({ one, other }) => !parted.has([one, other].toSorted().join(' ')));
}

/** Candidates share a word of the name; how alike they are is then reckoned on the whole names. */
async function byName({ db, workspace }: Context, ones: readonly Comparable[], older: boolean): Promise<Likeness[]> {
  const words = ones.flatMap(({ id, name }) => searchableWords(name).map((word) => ({ one: id, word })));
  if (words.length === 0) return [];
  const { rows } = await sql<Comparable & { one: string }>`
    select distinct w.one, c.id, c.name, c.organisation_number
      from json_to_recordset(${JSON.stringify(words)}::json) as w(one uuid, word text)
     cross join lateral (
       select id, name, ${numberOf('x')} as organisation_number from companies x
        where x.workspace_id = ${workspace} and x.merged_into is null and x.id <> w.one and position(w.word in x.search_text) > 0
          and (not ${older} or x.id < w.one or x.organisation_number is not null) limit 50) c`.execute(db);
  return ones.flatMap((one) =>
    alikeByName(
      one,
      rows.filter((row) => row.one === one.id),
    ),
  );
}

/** People of one company who write from the domain of another, as a share of those who write at all. */
async function byAddress({ db, workspace }: Context, ones: readonly Comparable[]): Promise<Likeness[]> {
  const { rows } = await sql<{ one: string; other: string; likeness: number }>`
    with addresses as (
      select p.company_id as one, p.id, split_part(i.value, '@', 2) as domain
        from people p join identities i on i.workspace_id = p.workspace_id and i.person_id = p.id and i.kind = 'email'
       where p.workspace_id = ${workspace} and p.company_id = any(${ones.map(({ id }) => id)}::uuid[]) and p.merged_into is null)
    select a.one, d.company_id as other,
           count(distinct a.id)::float / (select count(distinct b.id) from addresses b where b.one = a.one) as likeness
      from addresses a
      join company_identities d on d.workspace_id = ${workspace} and d.kind = 'domain' and d.value = a.domain and d.company_id <> a.one
     group by a.one, d.company_id
    having count(distinct a.id) * 2 > (select count(distinct b.id) from addresses b where b.one = a.one)`.execute(db);
  return rows.map((row) => ({ ...row, basis: 'address' }));
}

/** Of pairs of customers those that somebody has said are two, or has parted, as their ids in order. */
export async function toldApart(
  { db, workspace }: Context,
  kind: 'company' | 'person',
  pairs: readonly { one: string; other: string }[],
): Promise<Set<string>> {
  const ids = [...new Set(pairs.flatMap(({ one, other }) => [one, other]))];
  const { rows } = await sql<{ one: string; other: string }>`
    select pair.one, pair.other from (${pairsApart(kind, workspace)}) pair
     where pair.one = any(${ids}::uuid[]) and pair.other = any(${ids}::uuid[])`.execute(db);
  return new Set(rows.map(({ one, other }) => [one, other].toSorted().join(' ')));
}

/** Those of whom somebody has said that they are not this one, the last first. */
export async function distinctionsOf(
  { db, workspace }: Context,
  kind: 'company' | 'person',
  of: string,
): Promise<z.output<typeof distinction>[]> {
  const name = kind === 'company' ? sql`c.name` : sql`coalesce(c.name, c.email)`;
  const { rows } = await sql<z.output<typeof distinction>>`
    select * from (
      select distinct on (c.id) json_build_object('id', c.id, 'name', ${name}) as other, m.decided_at, ${memberRef('m.member_id')} as decided_by
        from (select p.*, ${workspace}::uuid as workspace_id from (${pairsApart(kind, workspace)}) p) m
        join ${sql.table(kind === 'company' ? 'companies' : 'people')} c
          on c.workspace_id = m.workspace_id and c.id = case when m.one = ${of} then m.other else m.one end and c.merged_into is null
       where m.one = ${of} or m.other = ${of}
       order by c.id, m.decided_at desc) apart
     order by decided_at desc`.execute(db);
  return rows;
}

/** The companies of each pair, with what helps to tell whether they are one. */
async function worded({ db, workspace }: Context, pairs: readonly Likeness[]): Promise<Item[]> {
  const ids = [...new Set(pairs.flatMap(({ one, other }) => [one, other]))];
  const { rows } = await sql<Item['one']>`
    select c.id, c.name, c.organisation_number, c.country, c.created_at,
           array(select i.value from company_identities i where i.workspace_id = ${workspace} and i.company_id = c.id and i.kind = 'domain' order by i.value) as domains,
           (select count(*) from people p where p.workspace_id = ${workspace} and p.company_id = c.id and p.merged_into is null) as people
      from companies c where c.workspace_id = ${workspace} and c.id = any(${ids}::uuid[])`.execute(db);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return pairs.flatMap(({ one, other, likeness, basis }) => {
    const [first, second] = [byId.get(one), byId.get(other)];
    return first && second ? [{ one: first, other: second, likeness, basis }] : [];
  });
}
