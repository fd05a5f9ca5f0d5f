import { sql } from 'kysely';
import { companyDomain, isSharedMailbox } from '../../people/email.ts';
import { keyOf, type Name } from '../../people/recognition.ts';
import type { Context } from '../../platform/context.ts';
import { newId } from '../../platform/ids.ts';
import { addCompany, findCompany, meetCompanies, notAfter, type CompanyReference } from '../companies/commands.ts';
import type { Desk, PersonRow, Verdict } from '../desk.ts';
import { told } from '../register.ts';
import type { ReadRecord } from '../row.ts';

/** The names by which a row of a file says which person it means. */
export interface PersonReference {
  email: string | null;
  externalId: string | null;
  /** Whose id that is, where the row says it. */
  tool?: string | null;
}

/** People of a file: found by e-mail address, else by the tool's own id. An empty cell erases nothing. */
export async function planPeople(context: Context, records: ReadRecord<'people'>[], desk: Desk): Promise<Verdict[]> {
  await meetPeople(context, records, desk);
  const employers = records.map(employerOf);
  await meetCompanies(context, employers, desk);
  return records.map((record, index): Verdict => {
    const { phone, jobTitle: title, country } = record;
    const name = record.fullName ?? ([record.firstName, record.lastName].filter(Boolean).join(' ') || null);
    const companyId = companyOf(context, desk, employers[index]);
    const known = findPerson(desk, record);
    if (!known) {
      const person = addPerson(context, desk, record, {
        name,
        phone,
        title,
        country,
        companyId,
        traits: traitsOf(record),
        createdAt: record.createdAt,
      });
      return { status: desk.people.statusOf(person) };
    }
    const recognised = nameAlso(context, desk, known, record);
    // What a company an address points to is a guess; where the person works is changed only by a file that says so.
    const said = record.companyName !== null || record.companyExternalId !== null || record.organisationNumber !== null;
    const facts = {
      name,
      phone,
      title,
      country,
      email: known.email === null ? record.email : null,
      companyId: said || known.companyId === null ? companyId : null,
      traits: { ...known.traits, ...traitsOf(record) },
    };
    return { status: desk.people.change(known, told(facts)) || recognised ? 'updated' : 'skipped' };
  });
}

/** Brings every person that references may mean to the desk. Each is looked up by its key, whatever the planner thinks of a table that is just being filled. */
export async function meetPeople({ db, workspace }: Context, references: readonly PersonReference[], desk: Desk): Promise<void> {
  const wanted = namesIn(references, desk);
  if (wanted.length === 0) return;
  const { rows } = await sql<PersonRow & { names: Name<string>[] }>`
    select p.id, p.name, p.email, p.phone, p.title, p.company_id, p.country, p.traits, p.created_at::text,
           (select json_agg(json_build_object('kind', i.kind, 'source', i.source, 'value', i.value)) from identities i where i.workspace_id = ${workspace} and i.person_id = p.id) as names
      from (
        select distinct f.person_id from json_to_recordset(${JSON.stringify(wanted)}::json) as w(kind text, source text, value text)
         cross join lateral (
           select i.person_id from identities i
            where i.workspace_id = ${workspace} and i.kind = w.kind and i.source = w.source and i.value = w.value limit 1) f) found
     cross join lateral (select * from people p where p.workspace_id = ${workspace} and p.id = found.person_id limit 1) p
     order by p.id`.execute(db);
  for (const { names, ...row } of rows) desk.people.stored(row, names.map(keyOf));
}

/** Each name once, however many references hold it. */
function namesIn(references: readonly PersonReference[], desk: Desk): Name[] {
  return [...new Map(references.flatMap((reference) => namesOf(reference, desk)).map((name) => [keyOf(name), name])).values()];
}

/** Whom references may mean: the ids of people who are known, by the keys of their names. */
export async function peopleNamed(
  { db, workspace }: Context,
  references: readonly PersonReference[],
  desk: Desk,
): Promise<Map<string, string>> {
  const wanted = namesIn(references, desk);
  if (wanted.length === 0) return new Map();
  const { rows } = await sql<{ number: number; personId: string }>`
    select w.number, f.person_id
      from rows from (json_to_recordset(${JSON.stringify(wanted)}::json) as (kind text, source text, value text)) with ordinality as w(kind, source, value, number)
     cross join lateral (
       select i.person_id from identities i
        where i.workspace_id = ${workspace} and i.kind = w.kind and i.source = w.source and i.value = w.value limit 1) f`.execute(
    db,
  );
  return new Map(
    rows.flatMap(({ number, personId }) => {
      const name = wanted[number - 1];
      return name ? [[keyOf(name), personId] as const] : [];
    }),
  );
}

export function findPerson(desk: Desk, reference: PersonReference): PersonRow | null {
  for (const name of namesOf(reference, desk)) {
    const person = desk.people.find(keyOf(name));
    if (person) return person;
  }
  return null;
}

export function addPerson(
  { now }: Context,
  desk: Desk,
  reference: PersonReference,
  facts: Partial<Omit<PersonRow, 'id' | 'email' | 'createdAt'>> & { createdAt?: string | null } = {},
): PersonRow {
  const { name = null, phone = null, title = null, country = null, companyId = null, traits = {} } = facts;
  const person: PersonRow = {
    id: newId(),
    name,
    email: reference.email,
    phone,
    title,
    country,
    companyId,
    traits,
    createdAt: notAfter(facts.createdAt ?? null, now),
  };
  const names = namesOf(reference, desk);
  desk.people.add(person, names.map(keyOf));
  for (const each of names)
    desk.parts.push({ subject: 'identity', within: true, row: { ...each, personId: person.id, createdAt: person.createdAt } });
  return person;
}

/** Names of a known person that are new; a name that is another's stays with that one. */
function nameAlso({ now }: Context, desk: Desk, person: PersonRow, reference: PersonReference): boolean {
  const news = namesOf(reference, desk).filter((name) => desk.people.find(keyOf(name)) === null);
  for (const name of news) {
    desk.people.alsoKnownAs(person, keyOf(name));
    desk.parts.push({
      subject: 'identity',
      within: desk.people.isNew(person),
      row: { ...name, personId: person.id, createdAt: now.toISOString() },
    });
  }
  return news.length > 0;
}

/**
 * An id is its tool's own: the one that the row says, as a file exported here does, or the file's. A file of no tool in particular speaks of the
 * ids that the company's website has for its users. A mailbox that many share (info@) names somebody only where no id does.
 */
export function namesOf({ email, externalId, tool = null }: PersonReference, desk: Desk): Name[] {
  const source = tool?.trim().toLowerCase() ?? (desk.source === 'file' ? 'user_id' : desk.source);
  const named = email !== null && (externalId === null || !isSharedMailbox(email));
  return [
    ...(named ? [{ kind: 'email' as const, source: '', value: email }] : []),
    ...(externalId === null ? [] : [{ kind: 'external_id' as const, source, value: externalId }]),
  ];
}

/** Whom a person works for, as the row says and as their address suggests. */
function employerOf({ email, companyName, companyExternalId, organisationNumber }: ReadRecord<'people'>): CompanyReference {
  return {
    name: companyName,
    externalId: companyExternalId,
    organisationNumber,
    domain: email === null ? null : companyDomain(email),
    country: null,
  };
}

/** The company of a person; made when the row or the address names one that is not here. */
function companyOf(context: Context, desk: Desk, employer: CompanyReference | undefined): string | null {
  if (!employer) return null;
  // Who says where they work means that company, whatever their address belongs to.
  const found = findCompany(desk, { ...employer, domain: null }) ?? findCompany(desk, employer);
  if (found) return found.id;
  return employer.name === null && employer.domain === null && employer.organisationNumber === null
    ? null
    : addCompany(context, desk, employer).id;
}

/** What a file tells of a person beyond the fields that people have. */
function traitsOf({ city, source, optedOut }: ReadRecord<'people'>): Record<string, unknown> {
  return {
    ...(city !== null && { city }),
    ...(source !== null && { leadSource: source }),
    ...(optedOut !== null && { optedOut }),
  };
}
