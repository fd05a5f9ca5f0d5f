import { sql } from 'kysely';
import type { Identity, Name } from '../people/recognition.ts';
import type { Context } from '../platform/context.ts';
import type { CompanyFacts, CompanyName } from './statement.ts';

export interface CompanyRow extends CompanyFacts {
  id: string;
  name: string;
}

/**
 * Lets one transaction at a time decide who the customers of a workspace are, so that two cannot both make the same company or person.
 * 'shared' is for those who only look: a touch that is stored while its visitor becomes known would otherwise stay nobody's. The lock
 * ends with the transaction; take it before reading.
 */
export async function lockCustomers({ db, workspace }: Context, mode: 'shared' | 'exclusive'): Promise<void> {
  const lock = sql.raw(mode === 'shared' ? 'pg_advisory_xact_lock_shared' : 'pg_advisory_xact_lock');
  // Whoever waits longer is told to come again, so that one busy workspace does not take every connection.
  await sql`select set_config('lock_timeout', '5s', true), ${lock}(hashtext('customers'), hashtext(${workspace}))`.execute(db);
}

/** The owners of the names given, as far as they have one. */
export async function findCompanyIdentities(
  { db, workspace }: Context,
  wanted: readonly Name<string>[],
): Promise<Identity<CompanyName>[]> {
  if (wanted.length === 0) return [];
  const { rows } = await sql<Identity<CompanyName>>`
    select i.kind, i.source, i.value, i.company_id as owner, i.created_at as since
      from json_to_recordset(${JSON.stringify(wanted)}::json) as w(kind text, source text, value text)
     cross join lateral (
       select * from company_identities x
        where x.workspace_id = ${workspace} and x.kind = w.kind and x.source = w.source and x.value = w.value limit 1) i`.execute(
    db,
  );
  return rows;
}

export async function saveCompanyIdentities(
  { db, workspace }: Context,
  identities: readonly Identity<CompanyName>[],
): Promise<void> {
  if (identities.length === 0) return;
  await sql`
    insert into company_identities (workspace_id, kind, source, value, company_id, created_at)
    select ${workspace}, kind, source, value, owner, since
      from json_to_recordset(${JSON.stringify(identities)}::json) as i(kind text, source text, value text, owner uuid, since timestamptz)
    on conflict do nothing`.execute(db);
}

export async function insertCompanies({ db, workspace, now }: Context, companies: readonly CompanyRow[]): Promise<void> {
  if (companies.length === 0) return;
  await sql`
    insert into companies (workspace_id, id, name, organisation_number, country, industry, employees, created_at)
    select ${workspace}, id, name, "organisationNumber", country, industry, employees, ${now}
      from json_to_recordset(${JSON.stringify(companies)}::json)
        as c(id uuid, name text, "organisationNumber" text, country text, industry text, employees integer)`.execute(db);
}

/**
 * Companies that are to be changed, locked in the order of their ids, with what they are recognised by.
 * @param against what has to wait: whoever changes them too, or besides whoever writes down something of theirs, which a merge would leave behind
 */
export async function lockCompanies(
  { db, workspace }: Context,
  ids: readonly string[],
  against: 'changes' | 'everything' = 'changes',
): Promise<(CompanyRow & { called: string[] })[]> {
  if (ids.length === 0) return [];
  const strength = sql.raw(against === 'changes' ? 'no key update' : 'update');
  const { rows } = await sql<CompanyRow & { called: string[] }>`
    select c.id, c.name, c.organisation_number, c.country, c.industry, c.employees,
           array(select i.value from company_identities i where i.workspace_id = c.workspace_id and i.company_id = c.id) as called
      from companies c where c.workspace_id = ${workspace} and c.id = any(${ids}::uuid[]) order by c.id for ${strength}`.execute(
    db,
  );
  return rows;
}

/** Locks the leads of companies until the transaction ends. Before the companies themselves: scoring has leads in hand when it names them. */
export async function lockLeadsOfCompanies({ db, workspace }: Context, ids: readonly string[]): Promise<void> {
  await sql`select from leads where workspace_id = ${workspace} and company_id = any(${ids}::uuid[]) order by id for no key update`.execute(
    db,
  );
}

/** Writes all facts of companies that are locked. */
export async function updateCompanies({ db, workspace }: Context, companies: readonly CompanyRow[]): Promise<void> {
  if (companies.length === 0) return;
  await sql`
    update companies c set name = n.name, organisation_number = n."organisationNumber", country = n.country, industry = n.industry, employees = n.employees
      from json_to_recordset(${JSON.stringify(companies)}::json)
        as n(id uuid, name text, "organisationNumber" text, country text, industry text, employees integer)
     where c.workspace_id = ${workspace} and c.id = any(${companies.map(({ id }) => id)}::uuid[]) and c.id = n.id`.execute(db);
}

/**
 * The one company that is called so, as one of us means it; null when several are, or when a number or a domain speaks against it.
 */
export async function companyCalled(
  { db, workspace }: Context,
  name: string,
  other: { organisationNumber: string | null; domain: string | null } = { organisationNumber: null, domain: null },
): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select min(c.id::text) as id from companies c
     where c.workspace_id = ${workspace} and c.search_text = folded(${name}) and c.merged_into is null
       and (${other.organisationNumber}::text is null or c.organisation_number is null)
       and (${other.domain}::text is null or not exists (
         select from company_identities i where i.workspace_id = c.workspace_id and i.company_id = c.id and i.kind = 'domain'))
    having count(*) = 1`.execute(db);
  return rows[0]?.id ?? null;
}
