import { sql } from 'kysely';
import type { z } from 'zod';
import type { Context } from '../platform/context.ts';
import { conflict, notFound, unprocessable } from '../platform/errors.ts';
import { recordEvent } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import { normaliseOrganisationNumber } from '../revenue/organisation-number.ts';
import type { companyPatch, newCompany } from './schema.ts';
import { noFacts, type CompanyFacts } from './facts.ts';
import { findCompany, insertDomain, type CompanyRow } from './store.ts';

/**
 * Lets one transaction at a time decide who the customers of a workspace are, so that two cannot both make the same company or person.
 * 'shared' is for those who only look: a touch that is stored while its visitor becomes known would otherwise stay nobody's. The lock
 * ends with the transaction; take it before reading.
 */
export async function lockCustomers({ db, workspace }: Context, mode: 'shared' | 'exclusive'): Promise<void> {
  const lock = sql.raw(mode === 'shared' ? 'pg_advisory_xact_lock_shared' : 'pg_advisory_xact_lock');
  // Whoever waits longer is told to come again, so that one busy workspace does not take every connection.
  await sql`set local lock_timeout = '5s'`.execute(db);
  await sql`select ${lock}(hashtext('customers'), hashtext(${workspace}))`.execute(db);
}

/**
 * The company the facts point to, its blanks filled, or a new one, called by its domain until a name is known.
 * Null when the facts name no company. The customers must be locked exclusively.
 */
export async function ensureCompany(
  context: Context,
  given: Partial<CompanyFacts>,
): Promise<{ id: string; created: boolean } | null> {
  const facts: CompanyFacts = { ...noFacts, ...given };
  if (facts.organisationNumber !== null) facts.organisationNumber = normaliseOrganisationNumber(facts.organisationNumber);
  const found = await findCompany(context, facts);
  if (found) {
    await complete(context, found, facts);
    return { id: found.id, created: false };
  }
  const name = facts.name ?? facts.domain;
  if (name === null) return null;
  const { db, workspace, now } = context;
  const id = newId();
  const { organisationNumber, country, industry, employees, domain, groupId } = facts;
  const externalIds = groupId === null ? {} : { group: groupId };
  await db
    .insertInto('companies')
    .values({
      workspaceId: workspace,
      id,
      name,
      organisationNumber,
      country,
      industry,
      employees,
      ownerMemberId: null,
      externalIds: JSON.stringify(externalIds),
      createdAt: now,
    })
    .execute();
  if (domain !== null) await insertDomain(context, id, domain);
  await recordEvent(context, { type: 'company.created', subject: { kind: 'company', id }, data: { after: facts } });
  return { id, created: true };
}

/** Fills what is not known yet. What a person or a register said stands. */
async function complete(context: Context, company: CompanyRow, facts: CompanyFacts): Promise<void> {
  const { db } = context;
  const nameless = company.domains.includes(company.name);
  const after = Object.fromEntries(
    (['organisationNumber', 'country', 'industry', 'employees'] as const)
      .filter((field) => company[field] === null && facts[field] !== null)
      .map((field) => [field, facts[field]]),
  );
  if (nameless && facts.name !== null && facts.name !== company.name) after['name'] = facts.name;
  // A second domain is for a person to add: a consultant's address must not pull their whole house into the customer's company.
  if (facts.domain !== null && company.domains.length === 0) await insertDomain(context, company.id, facts.domain);
  const knowsGroup = facts.groupId === null || company.externalIds['group'] !== undefined;
  if (!knowsGroup) after['externalIds'] = JSON.stringify({ ...company.externalIds, group: facts.groupId });
  if (Object.keys(after).length === 0) return;
  await db.updateTable('companies').set(after).where('id', '=', company.id).execute();
  const before = Object.fromEntries(Object.keys(after).map((field) => [field, company[field as keyof CompanyRow]]));
  await recordEvent(context, { type: 'company.changed', subject: { kind: 'company', id: company.id }, data: { before, after } });
}

/** Adds a company by hand, or finds the one of that organisation number or domain. @throws Problem 422 for an owner who is no member */
export async function addCompany(
  context: Context,
  given: z.output<typeof newCompany>,
): Promise<{ id: string; created: boolean }> {
  await lockCustomers(context, 'exclusive');
  const {
    ownerMemberId,
    name,
    domain = null,
    organisationNumber = null,
    country = null,
    industry = null,
    employees = null,
  } = given;
  if (ownerMemberId) await assertMember(context, ownerMemberId);
  const company = await ensureCompany(context, { name, domain, organisationNumber, country, industry, employees });
  if (!company) throw new Error('a company with a name is always found or made');
  if (domain !== null) await insertDomain(context, company.id, domain);
  if (ownerMemberId)
    await context.db
      .updateTable('companies')
      .set({ ownerMemberId })
      .where('id', '=', company.id)
      .where('ownerMemberId', 'is', null)
      .execute();
  return company;
}

/** @throws Problem 404 for no such company, 409 for another's organisation number, 422 for an owner who is no member */
export async function changeCompany(context: Context, id: string, patch: z.output<typeof companyPatch>): Promise<void> {
  const { db } = context;
  await lockCustomers(context, 'exclusive');
  const before = await db.selectFrom('companies').selectAll().where('id', '=', id).executeTakeFirst();
  if (!before) throw notFound();
  const after = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
  if (patch.organisationNumber) {
    const organisationNumber = normaliseOrganisationNumber(patch.organisationNumber);
    const other = await db
      .selectFrom('companies')
      .select('name')
      .where('organisationNumber', '=', organisationNumber)
      .where('id', '<>', id)
      .executeTakeFirst();
    if (other) throw conflict(`${other.name} has this organisation number already.`);
    after['organisationNumber'] = organisationNumber;
  }
  if (patch.ownerMemberId) await assertMember(context, patch.ownerMemberId);
  if (Object.keys(after).length === 0) return;
  await db.updateTable('companies').set(after).where('id', '=', id).execute();
  const was = Object.fromEntries(Object.keys(after).map((field) => [field, before[field as keyof typeof before]]));
  await recordEvent(context, { type: 'company.changed', subject: { kind: 'company', id }, data: { before: was, after } });
}

async function assertMember({ db }: Context, id: string) {
  const member = await db.selectFrom('members').select('id').where('id', '=', id).where('leftAt', 'is', null).executeTakeFirst();
  if (!member)
    throw unprocessable('ownerMemberId names no member of this workspace.', [
      { pointer: '/ownerMemberId', detail: 'a member who has not left' },
    ]);
}
