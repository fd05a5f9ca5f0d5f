import { sql } from 'kysely';
import type { Context } from '../../platform/context.ts';
import { newId } from '../../platform/ids.ts';
import { countryCode } from '../countries.ts';
import type { CompanyRow, Desk, Verdict } from '../desk.ts';
import { told } from '../register.ts';
import type { ReadRecord } from '../row.ts';

/** How a row of a file says which company it means. */
export interface CompanyReference {
  name: string | null;
  domain: string | null;
  organisationNumber: string | null;
  externalId: string | null;
}

/** Companies of a file: found by the tool's own id, else organisation number, else domain, else name. An empty cell erases nothing. */
export async function planCompanies(context: Context, records: ReadRecord<'companies'>[], desk: Desk): Promise<Verdict[]> {
  await meetCompanies(context, records, desk);
  return records.map((record): Verdict => {
    const { name, organisationNumber, industry, employees } = record;
    const known = findCompany(desk, record);
    if (!known) {
      const company = addCompany(context, desk, record, {
        industry,
        employees,
        country: countryCode(record.country),
        createdAt: record.createdAt,
      });
      return { status: desk.companies.statusOf(company) };
    }
    const named = addDomain(desk, known, record.domain);
    const facts = {
      name: name ?? known.name,
      organisationNumber,
      industry,
      employees,
      country: countryCode(record.country),
      externalIds: externalIds(known, desk, record.externalId),
    };
    const changed = desk.companies.change(known, told(facts));
    for (const key of keysOf(known)) desk.companies.alsoKnownAs(known, key);
    return { status: changed || named ? 'updated' : 'skipped' };
  });
}

/** Brings every company that references may mean to the desk. */
export async function meetCompanies(
  { db, workspace }: Context,
  references: readonly CompanyReference[],
  desk: Desk,
): Promise<void> {
  const some = (values: (string | null)[]) => [...new Set(values.filter((value) => value !== null))];
  const names = some(references.map(({ name }) => name?.toLowerCase() ?? null));
  const numbers = some(references.map(({ organisationNumber }) => organisationNumber));
  const domains = some(references.map(({ domain }) => domain));
  const ids = some(references.map(({ externalId }) => externalId));
  if (names.length + numbers.length + domains.length + ids.length === 0) return;
  const { rows } = await sql<CompanyRow>`
    select c.id, c.name, c.organisation_number, c.country, c.industry, c.employees, c.external_ids, c.created_at::text,
           array(select d.domain from company_domains d where d.workspace_id = c.workspace_id and d.company_id = c.id) as domains
      from companies c
     where c.workspace_id = ${workspace}
       and (c.organisation_number = any(${numbers}) or lower(c.name) = any(${names}) or c.external_ids ->> ${desk.source} = any(${ids})
            or c.id in (select company_id from company_domains where workspace_id = ${workspace} and domain = any(${domains})))
     order by c.id`.execute(db);
  for (const row of rows) desk.companies.stored(row, keysOf(row));
}

/** The company a reference means; null when none does, or when another number, id or domain speaks against the one of that name. */
export function findCompany(desk: Desk, reference: CompanyReference): CompanyRow | null {
  for (const key of keysOfReference(reference, desk.source)) {
    const company = desk.companies.find(key);
    if (company && !contradicts(company, reference, desk.source, key.startsWith('name'))) return company;
  }
  return null;
}

export function addCompany(
  { now }: Context,
  desk: Desk,
  reference: CompanyReference,
  facts: Partial<Pick<CompanyRow, 'industry' | 'employees' | 'country'>> & { createdAt?: string | null } = {},
): CompanyRow {
  const { name, domain, organisationNumber, externalId } = reference;
  const company: CompanyRow = {
    id: newId(),
    name: name ?? domain ?? organisationNumber ?? externalId ?? '',
    organisationNumber,
    country: facts.country ?? null,
    industry: facts.industry ?? null,
    employees: facts.employees ?? null,
    externalIds: externalId === null ? {} : { [desk.source]: externalId },
    createdAt: notAfter(facts.createdAt ?? null, now),
    domains: [],
  };
  desk.companies.add(company, keysOf(company));
  addDomain(desk, company, domain);
  return company;
}

/** A moment that a file tells, which cannot lie ahead. */
export function notAfter(moment: string | null, now: Date): string {
  const present = now.toISOString();
  return moment !== null && moment < present ? moment : present;
}

/** Notes an id by which a company is known in the file's tool. */
function externalIds(company: CompanyRow, { source }: Desk, externalId: string | null): Record<string, string> {
  return externalId === null ? company.externalIds : { ...company.externalIds, [source]: externalId };
}

function addDomain(desk: Desk, company: CompanyRow, domain: string | null): boolean {
  if (domain === null || company.domains.includes(domain) || desk.companies.find(`domain ${domain}`)) return false;
  company.domains.push(domain);
  desk.companies.alsoKnownAs(company, `domain ${domain}`);
  desk.parts.push({ subject: 'domain', within: desk.companies.isNew(company), row: { companyId: company.id, domain } });
  return true;
}

function keysOf({ name, organisationNumber, externalIds, domains }: CompanyRow): string[] {
  return [
    ...Object.entries(externalIds).map(([source, id]) => `id ${source} ${id}`),
    ...(organisationNumber === null ? [] : [`number ${organisationNumber}`]),
    ...domains.map((domain) => `domain ${domain}`),
    `name ${name.toLowerCase()}`,
  ];
}

function keysOfReference({ name, domain, organisationNumber, externalId }: CompanyReference, source: string): string[] {
  return [
    ...(externalId === null ? [] : [`id ${source} ${externalId}`]),
    ...(organisationNumber === null ? [] : [`number ${organisationNumber}`]),
    ...(domain === null ? [] : [`domain ${domain}`]),
    ...(name === null ? [] : [`name ${name.toLowerCase()}`]),
  ];
}

function contradicts(
  company: CompanyRow,
  { domain, organisationNumber, externalId }: CompanyReference,
  source: string,
  byName: boolean,
): boolean {
  const differs = (one: string | null | undefined, other: string | null) =>
    one !== null && one !== undefined && other !== null && one !== other;
  if (differs(company.organisationNumber, organisationNumber) || differs(company.externalIds[source], externalId)) return true;
  return byName && domain !== null && company.domains.length > 0 && !company.domains.includes(domain);
}
