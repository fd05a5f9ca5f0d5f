import { sql } from 'kysely';
import type { Context } from '../platform/context.ts';
import type { CompanyFacts } from './facts.ts';

export interface CompanyRow {
  id: string;
  name: string;
  organisationNumber: string | null;
  country: string | null;
  industry: string | null;
  employees: number | null;
  externalIds: Record<string, string>;
  domains: string[];
}

/**
 * The company the facts point to, by the surest of them: organisation number, the sender's id, domain; by name only one that no other
 * number or domain speaks against, and only when there is exactly one.
 */
export async function findCompany({ db, workspace }: Context, facts: CompanyFacts): Promise<CompanyRow | null> {
  const { name, domain, organisationNumber, groupId } = facts;
  const { rows } = await sql<CompanyRow & { rank: number }>`
    with found as (
      select id, 1 as rank from companies where workspace_id = ${workspace} and organisation_number = ${organisationNumber}
      union all select id, 2 from companies where workspace_id = ${workspace} and external_ids ? 'group' and external_ids ->> 'group' = ${groupId}
      union all select company_id, 3 from company_domains where workspace_id = ${workspace} and domain = ${domain}
      union all (select min(c.id::text)::uuid, 4 from companies c where c.workspace_id = ${workspace} and lower(c.name) = lower(${name})
        and (${organisationNumber}::text is null or c.organisation_number is null)
        and (${domain}::text is null or not exists (select from company_domains d where d.workspace_id = c.workspace_id and d.company_id = c.id))
        having count(*) = 1))
    select c.id, c.name, c.organisation_number, c.country, c.industry, c.employees, c.external_ids, found.rank,
           array(select d.domain from company_domains d where d.workspace_id = c.workspace_id and d.company_id = c.id order by d.domain) as domains
      from found join companies c on c.workspace_id = ${workspace} and c.id = found.id order by found.rank limit 1`.execute(db);
  return rows[0] ?? null;
}

export async function insertDomain({ db, workspace }: Context, companyId: string, domain: string): Promise<void> {
  await db
    .insertInto('companyDomains')
    .values({ workspaceId: workspace, domain, companyId })
    .onConflict((on) => on.doNothing())
    .execute();
}
