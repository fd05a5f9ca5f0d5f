import { sql } from 'kysely';
import type { Context } from '../platform/context.ts';
import type { Mergeable, MergeableLead } from './merge.ts';
import type { Identity } from './recognition.ts';

export interface PersonRow extends Mergeable {
  id: string;
  createdAt: Date;
  mergedInto: string | null;
}

/** The owners of the identities given, as far as they have one. */
export async function findIdentities(
  { db, workspace }: Context,
  wanted: Pick<Identity, 'kind' | 'value'>[],
): Promise<Identity[]> {
  if (wanted.length === 0) return [];
  const { rows } = await sql<Identity>`
    select i.kind, i.value, i.person_id, i.created_at as since
      from json_to_recordset(${JSON.stringify(wanted)}::json) as w(kind text, value text)
      join identities i on i.workspace_id = ${workspace} and i.kind = w.kind and i.value = w.value`.execute(db);
  return rows;
}

/** Keeps new identities, and those that are now another's or known from an earlier moment. */
export async function saveIdentities({ db, workspace }: Context, identities: Identity[]): Promise<void> {
  if (identities.length === 0) return;
  await sql`
    insert into identities (workspace_id, kind, value, person_id, created_at)
    select ${workspace}, i.kind, i.value, i."personId", i.since
      from json_to_recordset(${JSON.stringify(identities)}::json) as i(kind text, value text, "personId" uuid, since timestamptz)
    on conflict (workspace_id, kind, value) do update set person_id = excluded.person_id, created_at = excluded.created_at`.execute(
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
  const { rows } = await sql<{ personId: string; touches: number; first: Date }>`
    with adopted as (
      update touchpoints t set person_id = b."personId"
        from json_to_recordset(${JSON.stringify(browsers)}::json) as b(value text, "personId" uuid)
       where t.workspace_id = ${workspace} and t.anonymous_id = any(${browsers.map(({ value }) => value)}) and t.anonymous_id = b.value
         and t.user_key is null and t.person_id is distinct from b."personId"
      returning t.person_id, t.occurred_at)
    select person_id, count(*) as touches, min(occurred_at) as first from adopted group by person_id`.execute(db);
  return rows;
}

export type NewPerson = Pick<PersonRow, 'id' | 'name' | 'email' | 'phone' | 'title' | 'companyId' | 'traits' | 'createdAt'>;

export async function insertPeople({ db, workspace }: Context, people: NewPerson[]): Promise<void> {
  if (people.length === 0) return;
  await sql`
    insert into people (workspace_id, id, name, email, phone, title, company_id, traits, created_at)
    select ${workspace}, p.id, p.name, p.email, p.phone, p.title, p."companyId", p.traits, p."createdAt"
      from json_to_recordset(${JSON.stringify(people)}::json)
        as p(id uuid, name text, email text, phone text, title text, "companyId" uuid, traits jsonb, "createdAt" timestamptz)`.execute(
    db,
  );
}

/** Moves the first sight of people back to these moments, where they are earlier than what is known. */
export async function seePeople({ db, workspace }: Context, seen: { personId: string; first: Date }[]): Promise<void> {
  if (seen.length === 0) return;
  await sql`
    update people p set first_seen_at = s.first
      from (select "personId", min(first) as first from json_to_recordset(${JSON.stringify(seen)}::json) as s("personId" uuid, first timestamptz) group by 1) s
     where p.workspace_id = ${workspace} and p.id = s."personId" and (p.first_seen_at is null or p.first_seen_at > s.first)`.execute(
    db,
  );
}

export async function lockPeople({ db }: Context, ids: string[]): Promise<PersonRow[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('people')
    .select([
      'id',
      'name',
      'email',
      'phone',
      'title',
      'companyId',
      'country',
      'language',
      'firstSeenAt',
      'traits',
      'createdAt',
      'mergedInto',
    ])
    .where('id', 'in', ids)
    .orderBy('id')
    .forUpdate()
    .execute();
  return rows as PersonRow[];
}

export async function leadsOf({ db }: Context, people: string[]): Promise<MergeableLead[]> {
  const { rows } = await sql<MergeableLead>`
    select l.id, l.person_id, l.closed_at is null as open, l.created_at,
           exists (select from handoffs h where h.workspace_id = l.workspace_id and h.lead_id = l.id) as handed_over
      from leads l where l.person_id = any(${people}::uuid[])`.execute(db);
  return rows;
}

/** What a merge moved from one person to the other, by id, and what it filled and closed: the way back. */
export interface Moved {
  identities: Pick<Identity, 'kind' | 'value'>[];
  touchpoints: string[];
  evidence: string[];
  deals: string[];
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
    .returning(['kind', 'value'])
    .execute();
  const { rows: touchpoints } = await sql<{ id: string }>`
    update touchpoints set person_id = ${to} where workspace_id = ${workspace} and person_id = ${from} returning id`.execute(db);
  const evidence = await db.updateTable('evidence').set({ personId: to }).where('personId', '=', from).returning('id').execute();
  const deals = await db.updateTable('deals').set({ personId: to }).where('personId', '=', from).returning('id').execute();
  const ids = (rows: { id: string }[]) => rows.map(({ id }) => id);
  return {
    identities: identities as Moved['identities'],
    touchpoints: ids(touchpoints),
    evidence: ids(evidence),
    deals: ids(deals),
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
  const values = (...kinds: string[]) => moved.identities.filter(({ kind }) => kinds.includes(kind)).map(({ value }) => value);
  await sql`
    update identities i set person_id = ${to} from json_to_recordset(${JSON.stringify(moved.identities)}::json) as m(kind text, value text)
     where i.workspace_id = ${workspace} and i.kind = m.kind and i.value = m.value and i.person_id = ${from}`.execute(db);
  await sql`
    update touchpoints set person_id = ${to} where workspace_id = ${workspace} and person_id = ${from}
       and (id = any(${moved.touchpoints}::uuid[]) or user_key = any(${values('email', 'external_id')})
         or (user_key is null and anonymous_id = any(${values('anonymous_id')})))`.execute(db);
  for (const table of ['evidence', 'deals', 'leads'] as const)
    if (moved[table].length > 0)
      await db.updateTable(table).set({ personId: to }).where('id', 'in', moved[table]).where('personId', '=', from).execute();
  if (moved.closedLead !== null)
    await sql`
      update leads l set closed_at = null where l.workspace_id = ${workspace} and l.id = ${moved.closedLead} and l.closed_at = ${mergedAt}
         and not exists (select from leads o where o.workspace_id = l.workspace_id and o.person_id = l.person_id and o.closed_at is null)`.execute(
      db,
    );
}

/** Whether somebody has undone a merge of these two. */
export async function wasParted({ db }: Context, one: string, other: string): Promise<boolean> {
  const merge = await db
    .selectFrom('personMerges')
    .select('id')
    .where('keptPersonId', 'in', [one, other])
    .where('mergedPersonId', 'in', [one, other])
    .where('undoneAt', 'is not', null)
    .executeTakeFirst();
  return merge !== undefined;
}
