import type { z } from 'zod';
import { mentioned, recognise } from '../people/recognition.ts';
import type { Context } from '../platform/context.ts';
import { conflict, notFound, unprocessable } from '../platform/errors.ts';
import { recordEvent, recordEvents } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import { normaliseOrganisationNumber, registeredNumber, type RegisteredNumber } from '../revenue/organisation-number.ts';
import { homeCountry } from '../workspaces/reports.ts';
import { fillCompany, gatherCompanyFacts, provisionalName } from './learned.ts';
import { mergeCompaniesOnEvidence, verdictsOnCompanies } from './merged/commands.ts';
import type { companyPatch, newCompany } from './schema.ts';
import { bareName, certainNames, nothingSaid, numberName, type CompanyFacts, type CompanyStatement } from './statement.ts';
import {
  companyCalled,
  findCompanyIdentities,
  insertCompanies,
  lockCompanies,
  lockCustomers,
  saveCompanyIdentities,
  updateCompanies,
} from './store.ts';

export { companyCalled, findCompanyIdentities, lockCustomers, saveCompanyIdentities } from './store.ts';

/**
 * Recognises which companies are spoken of: finds them, makes new ones, merges those that one message names together, and learns what is
 * said of them; in a number of statements that does not grow with how many they are. The customers must be locked exclusively unless all
 * names are known.
 * @returns the company of each, in the order given; null where nothing names one
 */
export async function recogniseCompanies(context: Context, statements: readonly CompanyStatement[]): Promise<(string | null)[]> {
  if (statements.length === 0) return [];
  const known = await findCompanyIdentities(context, mentioned(statements));
  let found = recognise(statements, known, newId);
  if (found.joinings.length > 0) found = recognise(statements, known, newId, await verdictsOnCompanies(context, found.joinings));
  if (found.born.length + found.joinings.length + found.identities.length > 0) await lockCustomers(context, 'exclusive');
  for (const joining of found.joinings) await mergeCompaniesOnEvidence(context, joining);

  const { owners, born } = found;
  const facts = gatherCompanyFacts(statements, owners);
  const isNew = new Set(born);
  const made = born.map((id) => {
    const told = facts.get(id);
    const own = statements.filter((_, index) => owners[index] === id);
    return { ...nothing, ...told, id, name: told?.name ?? provisionalName(own) };
  });
  await insertCompanies(context, made);
  await saveCompanyIdentities(
    context,
    found.identities.flatMap(({ kind, ...identity }) => (kind === 'anonymous_id' ? [] : [{ ...identity, kind }])),
  );
  await recordEvents(
    context,
    made.map(({ id, ...after }) => ({ type: 'company.created', subject: { kind: 'company', id }, data: { after } })),
  );
  await learn(
    context,
    new Map([...facts].filter(([id, told]) => !isNew.has(id) && Object.values(told).some((fact) => fact !== null))),
  );
  return owners;
}

const nothing: CompanyFacts = { name: null, organisationNumber: null, country: null, industry: null, employees: null };

/** Fills the blanks of companies known before. */
async function learn(context: Context, told: ReadonlyMap<string, CompanyFacts>): Promise<void> {
  const changes = (await lockCompanies(context, [...told.keys()])).flatMap((company) => {
    const after = fillCompany(company, told.get(company.id) ?? nothing);
    return Object.keys(after).length === 0 ? [] : [{ company, after }];
  });
  await updateCompanies(
    context,
    changes.map(({ company, after }) => ({ ...company, ...after, name: after.name ?? company.name })),
  );
  await recordEvents(
    context,
    changes.map(({ company, after }) => ({
      type: 'company.changed',
      subject: { kind: 'company', id: company.id },
      data: { before: partOf(company, after), after },
    })),
  );
}

const partOf = (row: object, part: object) =>
  Object.fromEntries(Object.keys(part).map((field) => [field, (row as Record<string, unknown>)[field]]));

/**
 * Adds a company by hand, or finds the one of that organisation number or domain, or the only one of that name, and fills its blanks.
 * @throws Problem 422 for an owner who is no member
 */
export async function addCompany(
  context: Context,
  given: z.output<typeof newCompany>,
): Promise<{ id: string; created: boolean }> {
  await lockCustomers(context, 'exclusive');
  const { ownerMemberId, name, domain = null, country = null, industry = null, employees = null } = given;
  const organisationNumber =
    given.organisationNumber === undefined ? null : normaliseOrganisationNumber(given.organisationNumber);
  if (ownerMemberId) await assertMember(context, ownerMemberId);
  const certain = certainNames(
    { ...nothingSaid, organisationNumber: given.organisationNumber ?? null, country, website: domain },
    await homeCountry(context),
  );
  const known = await findCompanyIdentities(context, certain);
  const before = certain
    .map((of) => known.find(({ kind, value }) => kind === of.kind && value === of.value))
    .find(Boolean)?.owner;
  const id = before ?? (await companyCalled(context, name, { organisationNumber, domain }));
  const facts = { name, organisationNumber, country, industry, employees };
  const company =
    id ??
    (
      await recogniseCompanies(context, [
        { at: context.now, browser: null, names: certain.length > 0 ? certain : [bareName(name)], facts },
      ])
    )[0];
  if (!company) throw new Error('a company with a name is always found or made');
  if (id !== null) {
    // Names that are another company's stay with that one.
    await saveCompanyIdentities(
      context,
      certain.map((of) => ({ ...of, owner: id, since: context.now })),
    );
    await learn(context, new Map([[id, facts]]));
  }
  if (ownerMemberId)
    await context.db
      .updateTable('companies')
      .set({ ownerMemberId })
      .where('id', '=', company)
      .where('ownerMemberId', 'is', null)
      .execute();
  return { id: company, created: id === null };
}

/** @throws Problem 404 for no such company, 409 for another's organisation number, 422 for an owner who is no member */
export async function changeCompany(context: Context, id: string, patch: z.output<typeof companyPatch>): Promise<void> {
  const { db, now } = context;
  await lockCustomers(context, 'exclusive');
  const before = await db
    .selectFrom('companies')
    .selectAll()
    .where('id', '=', id)
    .where('mergedInto', 'is', null)
    .executeTakeFirst();
  if (!before) throw notFound();
  const after = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
  const number = await numberAfter(context, id, before, patch);
  if (number !== undefined && before.organisationNumber !== null)
    await db
      .deleteFrom('companyIdentities')
      .where('companyId', '=', id)
      .where('kind', '=', 'organisation_number')
      .where('value', '=', before.organisationNumber)
      .execute();
  if (number) {
    const name = numberName(number);
    const [owner] = await findCompanyIdentities(context, [name]);
    if (owner && owner.owner !== id) {
      const other = await db.selectFrom('companies').select('name').where('id', '=', owner.owner).executeTakeFirst();
      throw conflict(`${other?.name ?? 'Another company'} has this organisation number already.`);
    }
    await saveCompanyIdentities(context, [{ ...name, owner: id, since: now }]);
    if (patch.organisationNumber) after['organisationNumber'] = number.value;
  }
  if (patch.ownerMemberId) await assertMember(context, patch.ownerMemberId);
  if (Object.keys(after).length === 0) return;
  await db.updateTable('companies').set(after).where('id', '=', id).execute();
  await recordEvent(context, {
    type: 'company.changed',
    subject: { kind: 'company', id },
    data: { before: partOf(before, after), after },
  });
}

/** The number a company has from now on, null for none; undefined where it stays. A number that nobody told the register of goes with the country. */
async function numberAfter(
  context: Context,
  id: string,
  before: { organisationNumber: string | null; country: string | null },
  patch: z.output<typeof companyPatch>,
): Promise<RegisteredNumber | null | undefined> {
  const home = await homeCountry(context);
  const country = patch.country === undefined ? before.country : patch.country;
  if (patch.organisationNumber) return registeredNumber(patch.organisationNumber, { country, home });
  if (patch.organisationNumber === null || before.organisationNumber === null || country === before.country)
    return patch.organisationNumber === null ? null : undefined;
  const was = registeredNumber(before.organisationNumber, { country: before.country, home });
  const [identity] = await findCompanyIdentities(context, [numberName(was)]);
  return identity?.owner === id ? registeredNumber(before.organisationNumber, { country, home }) : undefined;
}

async function assertMember({ db }: Context, id: string) {
  const member = await db.selectFrom('members').select('id').where('id', '=', id).where('leftAt', 'is', null).executeTakeFirst();
  if (!member)
    throw unprocessable('ownerMemberId names no member of this workspace.', [
      { pointer: '/ownerMemberId', detail: 'a member who has not left' },
    ]);
}
