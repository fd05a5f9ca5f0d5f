import { sql } from 'kysely';
import { pairsApart } from '../companies/apart.ts';
import type { Context } from '../platform/context.ts';
import type { Mergeable, MergeableLead } from './merge.ts';
import type { Fillable } from './facts.ts';
import { userKeyOf, type Identity, type Joining, type MayJoin, type Name } from './recognition.ts';

export interface PersonRow extends Mergeable {
  id: string;
  createdAt: Date;
  mergedInto: string | null;
}

/** The owners of the identities given, as far as they have one. */
export async function findIdentities({ db, workspace }: Context, wanted: readonly Name<string>[]): Promise<Identity[]> {
  if (wanted.length === 0) return [];
  // One by one by the key: PostgreSQL takes any list for a hundred long, and would rather read the whole of a table that is still small.
  const { rows } = await sql<Identity>`
    select i.kind, i.source, i.value, i.person_id as owner, i.created_at as since
      from json_to_recordset(${JSON.stringify(wanted)}::json) as w(kind text, source text, value text)
     cross join lateral (
       select * from identities x
        where x.workspace_id = ${workspace} and x.kind = w.kind and x.source = w.source and x.value = w.value limit 1) i`.execute(
    db,
  );
  return rows;
}

/** Keeps new identities, and those that are now another's or known from an earlier moment. */
export async function saveIdentities({ db, workspace }: Context, identities: readonly Identity[]): Promise<void> {
  if (identities.length === 0) return;
  await sql`
    insert into identities (workspace_id, kind, source, value, person_id, created_at)
    select ${workspace}, i.kind, i.source, i.value, i.owner, i.since
      from json_to_recordset(${JSON.stringify(identities)}::json) as i(kind text, source text, value text, owner uuid, since timestamptz)
    on conflict (workspace_id, kind, source, value) do update set person_id = excluded.person_id, created_at = excluded.created_at`.execute(
    db,
  );
}

/**
 * Gives the unnamed touches of browsers to the people the browsers belong to; costs as much as these browsers have touches.
 * @returns for each person how many became theirs and when the first of them was
 */
export async function adoptTouches(
  { db, workspace }: Context,
  browsers: Identity[],
): Promise<{ personId: string; touches: number; first: Date }[]> {
  if (browsers.length === 0) return [];
  const named = sql`json_to_recordset(${JSON.stringify(browsers)}::json) as b(value text, owner uuid)`;
  // As many as a plan may expect, whatever they are: a list of values would be planned over all months anew each time.
  const { rows } = await sql<{ personId: string; touches: number; first: Date }>`
    with adopted as (
      update touchpoints t set person_id = b.owner from ${named}
       where t.workspace_id = ${workspace} and t.anonymous_id = any(array(select value from ${named})) and t.anonymous_id = b.value
         and t.user_key is null and t.person_id is distinct from b.owner
      returning t.person_id, t.occurred_at)
    select person_id, count(*) as touches, min(occurred_at) as first from adopted group by person_id`.execute(db);
  return rows;
}

/**
 * A visitor without consent who may now be recognised goes by another id: whoever named themselves as that visitor is found by the new one,
 * and the hash, which others may share, leads to nobody any more.
 */
export async function renameBrowsers(
  { db, workspace }: Context,
  renamed: readonly { visitor: string; browser: string }[],
): Promise<void> {
  if (renamed.length === 0) return;
  await sql`
    update identities i set value = r.browser from json_to_recordset(${JSON.stringify(renamed)}::json) as r(visitor text, browser text)
     where i.workspace_id = ${workspace} and i.kind = 'anonymous_id' and i.value = r.visitor
       and not exists (select from identities o where o.workspace_id = ${workspace} and o.kind = 'anonymous_id' and o.value = r.browser)`.execute(
    db,
  );
}

export type NewPerson = Fillable & { id: string; createdAt: Date };

export async function insertPeople({ db, workspace }: Context, people: readonly NewPerson[]): Promise<void> {
  if (people.length === 0) return;
  await sql`
    insert into people (workspace_id, id, name, email, phone, title, company_id, company_basis, company_since, traits, created_at)
    select ${workspace}, p.id, p.name, p.email, p.phone, p.title, p."companyId", p."companyBasis", p."companySince", p.traits, p."createdAt"
      from json_to_recordset(${JSON.stringify(people)}::json) as p(id uuid, name text, email text, phone text, title text, "companyId" uuid,
        "companyBasis" text, "companySince" timestamptz, traits jsonb, "createdAt" timestamptz)`.execute(db);
}

/** Writes what messages can fill of people who are locked. */
export async function fillPeople({ db, workspace }: Context, people: readonly (Fillable & { id: string })[]): Promise<void> {
  if (people.length === 0) return;
  await sql`
    update people p set name = n.name, email = n.email, phone = n.phone, title = n.title, company_id = n."companyId",
           company_basis = n."companyBasis", company_since = n."companySince", traits = n.traits
      from json_to_recordset(${JSON.stringify(people)}::json) as n(id uuid, name text, email text, phone text, title text, "companyId" uuid,
        "companyBasis" text, "companySince" timestamptz, traits jsonb)
     where p.workspace_id = ${workspace} and p.id = any(${people.map(({ id }) => id)}::uuid[]) and p.id = n.id`.execute(db);
}

/** Moves the first sight of people back to these moments, where they are earlier than what is known. */
export async function seePeople({ db, workspace }: Context, seen: { personId: string; first: Date }[]): Promise<void> {
  if (seen.length === 0) return;
  // In the order of the ids, so that two transactions that see the same people wait for each other and never in a circle.
  await sql`
    with seen as (
      select "personId" as id, min(first) as first from json_to_recordset(${JSON.stringify(seen)}::json) as s("personId" uuid, first timestamptz) group by 1),
    due as (
      select p.id, s.first from people p join seen s on s.id = p.id
       where p.workspace_id = ${workspace} and p.id = any(${seen.map(({ personId }) => personId)}::uuid[]) and (p.first_seen_at is null or p.first_seen_at > s.first) order by p.id for no key update of p)
    update people p set first_seen_at = due.first from due where p.workspace_id = ${workspace} and p.id = due.id`.execute(db);
}

/**
 * The people among those named that there are, locked until the transaction ends.
 * @param against what has to wait: whoever changes them too, or besides whoever writes down something of theirs, which a merge would leave behind
 */
export async function lockPeople(
  { db }: Context,
  ids: readonly string[],
  against: 'changes' | 'everything' = 'changes',
): Promise<PersonRow[]> {
  if (ids.length === 0) return [];
  const rows = db
    .selectFrom('people')
    .select([
      'id',
      'name',
      'email',
      'phone',
      'title',
      'companyId',
      'companyBasis',
      'companySince',
      'country',
      'language',
      'firstSeenAt',
      'traits',
      'createdAt',
      'mergedInto',
    ])
    .where('id', 'in', ids)
    .orderBy('id');
  return (await (against === 'changes' ? rows.forNoKeyUpdate() : rows.forUpdate()).execute()) as PersonRow[];
}

/** Locks the leads of people until the transaction ends. Before the people themselves: scoring has their leads in hand when it names them. */
export async function lockLeadsOf({ db, workspace }: Context, people: readonly string[]): Promise<void> {
  await sql`select from leads where workspace_id = ${workspace} and person_id = any(${people}::uuid[]) order by id for no key update`.execute(
    db,
  );
}

/**
 * The leads of people, locked until the transaction ends: who is handing one of them over has done so, or waits and sees what is decided here.
 */
export async function leadsOf(context: Context, people: readonly string[]): Promise<MergeableLead[]> {
  const { db, workspace } = context;
  // First the lock and then the look: a look that waits for a lock sees what was there before it waited.
  await lockLeadsOf(context, people);
  const { rows } = await sql<MergeableLead>`
    select l.id, l.person_id, l.closed_at is null as open, l.created_at,
           exists (select from handoffs h where h.workspace_id = l.workspace_id and h.lead_id = l.id) as handed_over
      from leads l where l.workspace_id = ${workspace} and l.person_id = any(${people}::uuid[])`.execute(db);
  return rows;
}

/** What a merge moved from one person to the other, by id, and what it filled and closed: the way back. */
export interface Moved {
  identities: Name<Identity['kind']>[];
  touchpoints: string[];
  evidence: string[];
  deals: string[];
  roles: string[];
  /** Answers to items of the information contract; merges made before there were any name none. */
  answers?: string[];
  leads: string[];
  closedLead: string | null;
}

/** Moves all that is a person's own to another, except leads, of which only those named. */
export async function moveBelongings(
  { db, workspace, now }: Context,
  from: string,
  to: string,
  leads: string[],
  closedLead: string | null,
): Promise<Moved> {
  if (closedLead !== null) await db.updateTable('leads').set({ closedAt: now }).where('id', '=', closedLead).execute();
  if (leads.length > 0) await db.updateTable('leads').set({ personId: to }).where('id', 'in', leads).execute();
  const identities = await db
    .updateTable('identities')
    .set({ personId: to })
    .where('personId', '=', from)
    .returning(['kind', 'source', 'value'])
    .execute();
  const { rows: touchpoints } = await sql<{ id: string }>`
    update touchpoints set person_id = ${to} where workspace_id = ${workspace} and person_id = ${from} returning id`.execute(db);
  const evidence = await db.updateTable('evidence').set({ personId: to }).where('personId', '=', from).returning('id').execute();
  const deals = await db.updateTable('deals').set({ personId: to }).where('personId', '=', from).returning('id').execute();
  const roles = await db.updateTable('buyingRoles').set({ personId: to }).where('personId', '=', from).returning('id').execute();
  const answers = await db
    .updateTable('itemAnswers')
    .set({ personId: to })
    .where('personId', '=', from)
    .returning('id')
    .execute();
  const ids = (rows: { id: string }[]) => rows.map(({ id }) => id);
  return {
    identities: identities as Moved['identities'],
    touchpoints: ids(touchpoints),
    evidence: ids(evidence),
    deals: ids(deals),
    roles: ids(roles),
    answers: ids(answers),
    leads,
    closedLead,
  };
}

/** Moves back what a merge moved, and the touches that have come since by the identities that go back. What was made since stays where it is. */
export async function returnBelongings(
  { db, workspace }: Context,
  from: string,
  to: string,
  moved: Moved,
  mergedAt: Date,
): Promise<void> {
  const of = (...kinds: string[]) => moved.identities.filter(({ kind }) => kinds.includes(kind));
  await sql`
    update identities i set person_id = ${to} from json_to_recordset(${JSON.stringify(moved.identities)}::json) as m(kind text, source text, value text)
     where i.workspace_id = ${workspace} and i.kind = m.kind and i.source = m.source and i.value = m.value and i.person_id = ${from}`.execute(
    db,
  );
  await sql`
    update touchpoints set person_id = ${to} where workspace_id = ${workspace} and person_id = ${from}
       and (id = any(${moved.touchpoints}::uuid[]) or user_key = any(${of('email', 'phone', 'external_id').map(userKeyOf)})
         or (user_key is null and anonymous_id = any(${of('anonymous_id').map(({ value }) => value)})))`.execute(db);
  for (const [part, table] of [
    ['evidence', 'evidence'],
    ['deals', 'deals'],
    ['leads', 'leads'],
    ['roles', 'buyingRoles'],
    ['answers', 'itemAnswers'],
  ] as const)
    if (moved[part]?.length)
      await db.updateTable(table).set({ personId: to }).where('id', 'in', moved[part]).where('personId', '=', from).execute();
  if (moved.closedLead !== null)
    await sql`
      update leads l set closed_at = null where l.workspace_id = ${workspace} and l.id = ${moved.closedLead} and l.closed_at = ${mergedAt}
         and not exists (select from leads o where o.workspace_id = l.workspace_id and o.person_id = l.person_id and o.closed_at is null)`.execute(
      db,
    );
}

/** Says who may be joined on evidence: none whom somebody has parted or said are two, and no two who are both with sales, for then two promises run. */
export async function obstaclesTo(context: Context, joinings: readonly Joining[]): Promise<MayJoin> {
  const { db, workspace } = context;
  const ids = [...new Set(joinings.flatMap(({ kept, merged }) => [kept, merged]))];
  const { rows: partings } = await sql<{ one: string; other: string }>`
    select pair.one, pair.other from (${pairsApart('person', workspace)}) pair where pair.one = any(${ids}::uuid[]) and pair.other = any(${ids}::uuid[])`.execute(
    db,
  );
  const parted = new Set(partings.flatMap(({ one, other }) => [`${one} ${other}`, `${other} ${one}`]));
  const leads = await leadsOf(context, ids);
  const withSales = new Set(leads.filter(({ open, handedOver }) => open && handedOver).map(({ personId }) => personId));
  return (some, others) =>
    !(some.some((id) => withSales.has(id)) && others.some((id) => withSales.has(id))) &&
    !some.some((one) => others.some((other) => parted.has(`${one} ${other}`)));
}

/** Of these people the ones for whom somebody has been asked already whether they are another. */
export async function askedToMerge({ db }: Context, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .selectFrom('events')
    .select('subjectId')
    .where('subjectKind', '=', 'person')
    .where('subjectId', 'in', ids)
    .where('type', '=', 'person.merge_needed')
    .execute();
  return new Set(rows.flatMap(({ subjectId }) => subjectId ?? []));
}
