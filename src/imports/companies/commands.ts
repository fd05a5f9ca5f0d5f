import { sql } from 'kysely';
import { bareName, domainName, numberName, type CompanyName } from '../../companies/statement.ts';
import { keyOf, type Name } from '../../people/recognition.ts';
import type { Context } from '../../platform/context.ts';
import { newId } from '../../platform/ids.ts';
import { normaliseOrganisationNumber, registeredNumber } from '../../revenue/organisation-number.ts';
import type { CompanyRow, Desk, Part, Verdict } from '../desk.ts';
import { told } from '../register.ts';
import type { ReadRecord } from '../row.ts';

/** How a row of a file says which company it means. */
export interface CompanyReference {
  name: string | null;
  domain: string | null;
  organisationNumber: string | null;
  externalId: string | null;
  /** Of which country's register the number is that names none. */
  country: string | null;
}

/** Companies of a file: found by the tool's own id, else organisation number, else domain, else name. An empty cell erases nothing. */
export async function planCompanies(context: Context, records: ReadRecord<'companies'>[], desk: Desk): Promise<Verdict[]> {
  await meetCompanies(context, records, desk);
  return records.map((record): Verdict => {
    const { name, industry, employees, country } = record;
    const known = findCompany(desk, record);
    if (!known) {
      const company = addCompany(context, desk, record, {
        industry,
        employees,
        createdAt: record.createdAt,
      });
      return { status: desk.companies.statusOf(company) };
    }
    const named = certainNames(record, desk).map((each) => recognisedBy(context, desk, known, each));
    const facts = {
      name: name ?? known.name,
      organisationNumber: numberAlone(record),
      industry,
      employees,
      country,
    };
    const changed = desk.companies.change(known, told(facts));
    for (const key of keysOf(known)) desk.companies.alsoKnownAs(known, key);
    return { status: changed || named.includes(true) ? 'updated' : 'skipped' };
  });
}

/** A name that more companies share tells none of them apart. */
const MOST_NAMESAKES = 50;

/**
 * Brings every company that references may mean to the desk. All are looked up at once: of a table that is just being filled the planner
 * believes that it is nearly empty, and to look up one by one what it then goes through as a whole costs the square of how many there are.
 */
export async function meetCompanies(
  { db, workspace }: Context,
  references: readonly CompanyReference[],
  desk: Desk,
): Promise<void> {
  const some = (values: (string | null)[]) => [...new Set(values.filter((value) => value !== null))];
  const names = some(references.map(({ name }) => name));
  const certain = references.flatMap((reference) => certainNames(reference, desk));
  if (names.length + certain.length === 0) return;
  const wanted = new Map<string, Name<CompanyName>[]>();
  for (const name of certain) {
    const key = `${name.kind} ${name.source}`;
    const alike = wanted.get(key);
    if (alike) alike.push(name);
    else wanted.set(key, [name]);
  }
  const recognised = [...wanted.values()].map((alike) => {
    const [{ kind, source } = { kind: '', source: '' }] = alike;
    const values = some(alike.map(({ value }) => value));
    return sql`select company_id as id from company_identities where workspace_id = ${workspace} and kind = ${kind} and source = ${source} and value = any(${values}::text[])`;
  });
  const called = await sql<{ name: string }>`select distinct folded(name) as name from unnest(${names}::text[]) name`.execute(db);
  const namesakes = sql`
    select id from (
      select id, row_number() over (partition by search_text order by id) as place from companies
       where workspace_id = ${workspace} and search_text = any(${called.rows.map(({ name }) => name)}::text[])) named
     where place <= ${MOST_NAMESAKES}`;
  const found = await sql<{ id: string }>`${sql.join([...recognised, namesakes], sql` union `)}`.execute(db);
  if (found.rows.length === 0) return;
  const ids = found.rows.map(({ id }) => id);
  const [{ rows }, identities] = await Promise.all([
    sql<Omit<CompanyRow, 'identities'>>`
      select id, name, organisation_number, country, industry, employees, created_at::text from companies
       where workspace_id = ${workspace} and id = any(${ids}::uuid[]) and merged_into is null order by id`.execute(db),
    identitiesOf({ db, workspace }, ids),
  ]);
  for (const row of rows) {
    const company = { ...row, identities: identities.get(row.id) ?? [] };
    desk.companies.stored(company, keysOf(company));
  }
}

/** What companies are recognised by. */
async function identitiesOf(
  { db, workspace }: Pick<Context, 'db' | 'workspace'>,
  ids: readonly string[],
): Promise<Map<string, Name<CompanyName>[]>> {
  const { rows } = await sql<Name<CompanyName> & { companyId: string }>`
    select company_id, kind, source, value from company_identities
     where workspace_id = ${workspace} and company_id = any(${ids}::uuid[])`.execute(db);
  const byCompany = new Map<string, Name<CompanyName>[]>();
  for (const { companyId, ...name } of rows) {
    const known = byCompany.get(companyId);
    if (known) known.push(name);
    else byCompany.set(companyId, [name]);
  }
  return byCompany;
}

/** The company a reference means; null when none does, or when another number, id or domain speaks against the one of that name. */
export function findCompany(desk: Desk, reference: CompanyReference): CompanyRow | null {
  for (const key of keysOfReference(reference, desk)) {
    const company = desk.companies.find(key);
    if (company && !contradicts(company, reference, desk, key.startsWith('name '))) return company;
  }
  return null;
}

export function addCompany(
  { now }: Context,
  desk: Desk,
  reference: CompanyReference,
  facts: Partial<Pick<CompanyRow, 'industry' | 'employees'>> & { createdAt?: string | null } = {},
): CompanyRow {
  const { name, domain, externalId, country } = reference;
  const organisationNumber = numberAlone(reference);
  const certain = certainNames(reference, desk);
  const called = name ?? domain ?? organisationNumber ?? externalId ?? '';
  const company: CompanyRow = {
    id: newId(),
    name: called,
    organisationNumber,
    country,
    industry: facts.industry ?? null,
    employees: facts.employees ?? null,
    createdAt: notAfter(facts.createdAt ?? null, now),
    identities: (certain.length > 0 ? certain : [bareName(called)]).filter((each) => desk.companies.find(keyOf(each)) === null),
  };
  desk.companies.add(company, keysOf(company));
  for (const each of company.identities) desk.parts.push(partOf({ now }, desk, company, each));
  return company;
}

/** A moment that a file tells, which cannot lie ahead. */
export function notAfter(moment: string | null, now: Date): string {
  const present = now.toISOString();
  return moment !== null && moment < present ? moment : present;
}

/** What a row recognises a company by for certain. */
function certainNames(
  { organisationNumber, externalId, domain, country }: Omit<CompanyReference, 'name'>,
  { source, home }: Pick<Desk, 'source' | 'home'>,
): Name<CompanyName>[] {
  return [
    ...(organisationNumber === null ? [] : [numberName(registeredNumber(organisationNumber, { country, home }))]),
    ...(externalId === null ? [] : [{ kind: 'external_id' as const, source, value: externalId }]),
    ...(domain === null ? [] : [domainName(domain)]),
  ];
}

const numberAlone = ({ organisationNumber }: Pick<CompanyReference, 'organisationNumber'>): string | null =>
  organisationNumber && normaliseOrganisationNumber(organisationNumber);

/** Notes what a company is recognised by, unless it is known or another's. @returns whether it is news */
function recognisedBy({ now }: Pick<Context, 'now'>, desk: Desk, company: CompanyRow, name: Name<CompanyName>): boolean {
  const key = keyOf(name);
  const owner = desk.companies.find(key);
  if (company.identities.some((each) => keyOf(each) === key) || (owner !== null && owner !== company)) return false;
  company.identities.push(name);
  desk.companies.alsoKnownAs(company, key);
  desk.parts.push(partOf({ now }, desk, company, name));
  return true;
}

function partOf({ now }: Pick<Context, 'now'>, desk: Desk, company: CompanyRow, name: Name<CompanyName>): Part {
  const row = { ...name, companyId: company.id, createdAt: now.toISOString() };
  return { subject: 'company_identity', within: desk.companies.isNew(company), row };
}

const keysOf = ({ name, identities }: CompanyRow): string[] => [...identities.map(keyOf), keyOf(calledBy(name))];

const keysOfReference = (reference: CompanyReference, desk: Desk): string[] => [
  ...certainNames(reference, desk).map(keyOf),
  ...(reference.name === null ? [] : [keyOf(calledBy(reference.name))]),
];

/** A file that somebody looked through may mean a company by its name, whatever else that one is recognised by. */
const calledBy = (name: string) => ({ ...bareName(name), source: 'called' });

function contradicts(
  company: CompanyRow,
  { domain, organisationNumber, externalId, country }: CompanyReference,
  { source, home }: Desk,
  byName: boolean,
): boolean {
  const own = (kind: CompanyName, of = '') =>
    company.identities.filter((each) => each.kind === kind && each.source === of).map(({ value }) => value);
  const [ids, domains] = [own('external_id', source), own('domain')];
  if (organisationNumber !== null && company.organisationNumber !== null) {
    const { register, value } = registeredNumber(organisationNumber, { country, home });
    const numbers = company.identities.filter(({ kind }) => kind === 'organisation_number');
    if (value !== company.organisationNumber || numbers.every((each) => each.value !== value || each.source !== register))
      return numbers.length > 0 || value !== company.organisationNumber;
  }
  if (externalId !== null && ids.length > 0 && !ids.includes(externalId)) return true;
  return byName && domain !== null && domains.length > 0 && !domains.includes(domain);
}
