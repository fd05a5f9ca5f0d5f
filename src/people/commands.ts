import type { z } from 'zod';
import { companyCalled, findCompanyIdentities, lockCustomers, saveCompanyIdentities } from '../companies/commands.ts';
import { domainName, nothingSaid } from '../companies/statement.ts';
import type { Context } from '../platform/context.ts';
import { conflict, notFound, unprocessable } from '../platform/errors.ts';
import { recordEvent } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import type { Said } from '../touchpoints/claim.ts';
import { homeCountry } from '../workspaces/reports.ts';
import { companyDomain } from './email.ts';
import { nothingKnown } from './facts.ts';
import { isPersonalPhone, normalisePhone } from './phone.ts';
import { mentioned, type Name } from './recognition.ts';
import { recognisePeople } from './recognised/commands.ts';
import type { newPerson, personPatch } from './schema.ts';
import { findIdentities, insertPeople, lockPeople, saveIdentities, type PersonRow } from './store.ts';

export { lockForRecognition, recognisePeople } from './recognised/commands.ts';
export { renameBrowsers as continueAs, seePeople } from './store.ts';

/**
 * Adds a person by hand or by an import, or finds the one of that e-mail address or external id and fills their blanks.
 * @throws Problem 422 for a company that is not here
 */
export async function addPerson(context: Context, given: z.output<typeof newPerson>): Promise<{ id: string; created: boolean }> {
  await lockCustomers(context, 'exclusive');
  const { name = null, phone = null, title = null, email = null, country = null, language = null, companyName } = given;
  if (given.companyId !== undefined) await assertCompany(context, given.companyId);
  const names = await namesGiven(context, given);
  const companyId = given.companyId ?? (await companyMeant(context, companyName ?? null, email));
  const company = companyName === undefined || companyId !== null ? null : { ...nothingSaid, name: companyName };
  const fields = { email, name, firstName: null, lastName: null, phone, title, company };
  const said: Said = { at: context.now, names, browser: null, fields, traits: {}, company };
  const owners = new Set((await findIdentities(context, mentioned([said]))).map(({ owner }) => owner));
  const id =
    names.length === 0 ? await addNameless(context, { name, phone, title }) : (await recognisePeople(context, [said])).people[0];
  if (!id) throw new Error('a person with a name is always found or made');
  const [person] = await lockPeople(context, [id]);
  if (!person) throw notFound();
  const more = { country, language, ...(companyId !== null && { companyId }) };
  // Who is new works where the caller says, whatever the address suggests; of who is known, only blanks are filled.
  const created = !owners.has(id);
  const after = Object.fromEntries(
    Object.entries(more).filter(([field, fact]) => fact !== null && (created || person[field as keyof PersonRow] === null)),
  );
  if (Object.keys(after).length > 0) await writeFacts(context, person, after, { tell: !created });
  return { id, created };
}

/** By which names somebody adds a person. */
async function namesGiven(
  context: Context,
  { externalId, source, email, phone, country }: z.output<typeof newPerson>,
): Promise<Name[]> {
  const names: Name[] = [];
  if (externalId !== undefined) names.push({ kind: 'external_id', source: source ?? 'user_id', value: externalId });
  if (email !== undefined) names.push({ kind: 'email', source: '', value: email });
  if (phone === undefined) return names;
  const number = normalisePhone(phone, country ?? (await homeCountry(context)));
  return number !== null && isPersonalPhone(number) ? [...names, { kind: 'phone', source: '', value: number }] : names;
}

/** The company one of us means by its name; a domain of theirs that nobody has yet is then that company's. */
async function companyMeant(context: Context, name: string | null, email: string | null): Promise<string | null> {
  const id = name === null ? null : await companyCalled(context, name);
  const domain = email === null ? null : companyDomain(email);
  if (id === null || domain === null) return id;
  const owned = await context.db
    .selectFrom('companyIdentities')
    .select('value')
    .where('companyId', '=', id)
    .where('kind', '=', 'domain')
    .executeTakeFirst();
  // A second domain is for a person to add: a consultant's address must not pull their whole house into the customer's company.
  if (!owned && (await findCompanyIdentities(context, [domainName(domain)])).length === 0)
    await saveCompanyIdentities(context, [{ ...domainName(domain), owner: id, since: context.now }]);
  return id;
}

/** A person without anything to be recognised by: known to us, and found by nothing yet. */
async function addNameless(
  context: Context,
  facts: { name: string | null; phone: string | null; title: string | null },
): Promise<string> {
  const id = newId();
  await insertPeople(context, [{ ...nothingKnown, ...facts, id, createdAt: context.now }]);
  await recordEvent(context, {
    type: 'person.recognised',
    subject: { kind: 'person', id },
    data: { born: true, by: [], touchpoints: 0 },
  });
  return id;
}

/** Where a person works, said by one of us, stands on nothing else. */
const withOurWord = (after: Record<string, unknown>) =>
  'companyId' in after ? { ...after, companyBasis: null, companySince: null } : after;

/** @throws Problem 404 for no such person, 409 for another person's e-mail address, 422 for a company that is not here */
export async function changePerson(context: Context, id: string, patch: z.output<typeof personPatch>): Promise<void> {
  await lockCustomers(context, 'exclusive');
  const [person] = await lockPeople(context, [id]);
  if (!person || person.mergedInto) throw notFound();
  if (patch.companyId) await assertCompany(context, patch.companyId);
  if (patch.email) {
    const name: Name = { kind: 'email', source: '', value: patch.email };
    const [owner] = await findIdentities(context, [name]);
    if (owner && owner.owner !== id)
      throw conflict('Another person has this e-mail address already. Merge the two if they are one.');
    if (!owner) await saveIdentities(context, [{ ...name, owner: id, since: context.now }]);
  }
  const after = Object.fromEntries(
    Object.entries(patch).filter(([field, value]) => value !== undefined && value !== person[field as keyof PersonRow]),
  );
  if (Object.keys(after).length > 0) await writeFacts(context, person, after, { tell: true });
}

/** Writes what one of us says of a person. `tell`: who is new was told of as such. */
async function writeFacts(context: Context, person: PersonRow, after: Record<string, unknown>, { tell }: { tell: boolean }) {
  const { id } = person;
  await context.db.updateTable('people').set(withOurWord(after)).where('id', '=', id).execute();
  const before = Object.fromEntries(Object.keys(after).map((field) => [field, person[field as keyof PersonRow]]));
  if (tell) await recordEvent(context, { type: 'person.changed', subject: { kind: 'person', id }, data: { before, after } });
}

async function assertCompany({ db }: Context, id: string) {
  const company = await db
    .selectFrom('companies')
    .select('id')
    .where('id', '=', id)
    .where('mergedInto', 'is', null)
    .executeTakeFirst();
  if (!company)
    throw unprocessable('companyId names no company of this workspace.', [
      { pointer: '/companyId', detail: 'a company of this workspace' },
    ]);
}
