import type { z } from 'zod';
import { ensureCompany, lockCustomers } from '../companies/commands.ts';
import type { CompanyFacts } from '../companies/facts.ts';
import type { Context } from '../platform/context.ts';
import { conflict, notFound, unprocessable } from '../platform/errors.ts';
import { recordEvent, recordEvents } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import type { Said } from '../touchpoints/claim.ts';
import { employerOf, fillBlanks, gatherFacts, tellsSomething, type PersonFacts } from './facts.ts';
import { mergeOnEvidence } from './merged/commands.ts';
import { joined, mentioned, recognise, type Identity } from './recognition.ts';
import type { newPerson, personPatch } from './schema.ts';
import { adoptTouches, findIdentities, insertPeople, lockPeople, saveIdentities, seePeople, type PersonRow } from './store.ts';

export { seePeople } from './store.ts';

/** Whom messages are about. */
export interface Recognised {
  /** The person of each, in the order given; null for a visitor nobody knows. */
  people: (string | null)[];
  /** People whose touches changed because a browser became theirs, or another's. */
  affected: string[];
}

/**
 * Recognises whom messages are about: finds people, makes new ones, merges those that a message names together, gives a browser's earlier
 * touches to the one who named themselves in it, and learns what is said of them. The customers must be locked, exclusively if any message
 * holds a name.
 */
export async function recognisePeople(context: Context, said: readonly Said[]): Promise<Recognised> {
  const wanted = mentioned(said);
  let known = await findIdentities(context, wanted);
  for (const [kept, ...others] of joined(said, known)) {
    let merges = 0;
    for (const merged of others) if (kept !== undefined && (await mergeOnEvidence(context, kept, merged))) merges += 1;
    if (merges > 0) known = await findIdentities(context, wanted);
  }
  const { people, born, identities } = recognise(said, known, newId);
  const facts = gatherFacts(said, people);
  await bear(context, born, facts, identities);
  await saveIdentities(context, identities);
  const adopted = await adoptTouches(
    context,
    identities.filter(({ kind }) => kind === 'anonymous_id'),
  );
  await seePeople(context, adopted);
  await learn(
    context,
    [...facts].filter(([id, fact]) => !born.includes(id) && tellsSomething(fact)),
  );

  const before = new Map(known.map((identity) => [`${identity.kind} ${identity.value}`, identity.personId]));
  const news = identities.filter(({ kind, value, personId }) => before.get(`${kind} ${value}`) !== personId);
  await recordEvents(
    context,
    [...new Set(news.map(({ personId }) => personId))].map((id) => {
      const own = news.filter(({ personId }) => personId === id);
      const at = own.reduce((first, { since }) => (since < first ? since : first), own[0]?.since ?? context.now);
      const touchpoints = adopted.find(({ personId }) => personId === id)?.touches ?? 0;
      return {
        type: 'person.recognised',
        subject: { kind: 'person', id },
        at,
        data: { born: born.includes(id), by: own.map(({ kind }) => kind), touchpoints },
      };
    }),
  );
  const formerOwners = news.map(({ kind, value }) => before.get(`${kind} ${value}`)).filter((id) => id !== undefined);
  return { people, affected: [...new Set([...adopted.map(({ personId }) => personId), ...formerOwners])] };
}

/** Makes the people met for the first time, with what is said of them. */
async function bear(context: Context, born: string[], facts: Map<string, PersonFacts>, identities: Identity[]): Promise<void> {
  const employers = employerBook(context);
  const people = [];
  for (const id of born) {
    const { name, email, phone, title, traits, company } = facts.get(id) ?? {
      name: null,
      email: null,
      phone: null,
      title: null,
      traits: {},
      company: null,
    };
    const createdAt = identities.find(({ personId }) => personId === id)?.since ?? context.now;
    people.push({ id, name, email, phone, title, traits, companyId: await employers(employerOf(email, company)), createdAt });
  }
  await insertPeople(context, people);
}

/** Fills the blanks of people known before. */
async function learn(context: Context, facts: [string, PersonFacts][]): Promise<void> {
  const employers = employerBook(context);
  const told = new Map(facts);
  for (const person of await lockPeople(context, [...told.keys()])) {
    const said = told.get(person.id);
    if (!said) continue;
    const asks = person.companyId === null || said.company !== null;
    const companyId = asks ? await employers(employerOf(person.email ?? said.email, said.company)) : null;
    await updatePerson(context, person, fillBlanks(person, said, companyId));
  }
}

/** Looks up each employer once. */
function employerBook(context: Context): (facts: CompanyFacts | null) => Promise<string | null> {
  const seen = new Map<string, string | null>();
  return async (facts) => {
    if (facts === null) return null;
    const key = JSON.stringify(facts);
    const found = seen.get(key) ?? (await ensureCompany(context, facts))?.id ?? null;
    seen.set(key, found);
    return found;
  };
}

async function updatePerson(context: Context, person: PersonRow, patch: Partial<PersonRow>): Promise<void> {
  const { traits, firstSeenAt: _seen, ...fields } = patch;
  const after = { ...fields, ...(traits !== undefined && { traits: JSON.stringify(traits) }) };
  if (Object.keys(after).length === 0) return;
  await context.db.updateTable('people').set(after).where('id', '=', person.id).execute();
  const before = Object.fromEntries(Object.keys(after).map((field) => [field, person[field as keyof PersonRow]]));
  await recordEvent(context, {
    type: 'person.changed',
    subject: { kind: 'person', id: person.id },
    data: { before, after: patch },
  });
}

/**
 * Adds a person by hand or by an import, or finds the one of that e-mail address or external id and fills their blanks.
 * @throws Problem 422 for a company that is not here
 */
export async function addPerson(context: Context, given: z.output<typeof newPerson>): Promise<{ id: string; created: boolean }> {
  await lockCustomers(context, 'exclusive');
  const { name = null, phone = null, title = null, email = null, externalId, country, language, companyId, companyName } = given;
  if (companyId !== undefined) await assertCompany(context, companyId);
  const names = [
    ...(externalId === undefined ? [] : [{ kind: 'external_id' as const, value: externalId }]),
    ...(email === null ? [] : [{ kind: 'email' as const, value: email }]),
  ];
  const company =
    companyName === undefined ? null : { id: null, name: companyName, industry: null, employees: null, website: null };
  const said: Said = {
    at: context.now,
    names,
    browser: null,
    fields: { email, name, firstName: null, lastName: null, phone, title, company },
    traits: {},
    company,
  };
  const owners = new Set((await findIdentities(context, mentioned([said]))).map(({ personId }) => personId));
  const id = names.length === 0 ? await addNameless(context, said) : (await recognisePeople(context, [said])).people[0];
  if (!id) throw new Error('a person with a name is always found or made');
  const [person] = await lockPeople(context, [id]);
  if (!person) throw notFound();
  const more = { country: country ?? null, language: language ?? null, companyId: companyId ?? null };
  // Who is new works where the caller says, whatever the address suggests; of who is known, only blanks are filled.
  const created = !owners.has(id);
  const fields = (['country', 'language', 'companyId'] as const).filter(
    (field) => more[field] !== null && (person[field] === null || created),
  );
  if (fields.length > 0)
    await context.db
      .updateTable('people')
      .set(Object.fromEntries(fields.map((field) => [field, more[field]])))
      .where('id', '=', id)
      .execute();
  return { id, created };
}

/** A person without e-mail address or external id: known to us, and recognised by nothing yet. */
async function addNameless(context: Context, said: Said): Promise<string> {
  const id = newId();
  await bear(context, [id], gatherFacts([{ ...said, names: [{ kind: 'external_id', value: id }] }], [id]), []);
  await recordEvent(context, {
    type: 'person.recognised',
    subject: { kind: 'person', id },
    data: { born: true, by: [], touchpoints: 0 },
  });
  return id;
}

/** @throws Problem 404 for no such person, 409 for another person's e-mail address, 422 for a company that is not here */
export async function changePerson(context: Context, id: string, patch: z.output<typeof personPatch>): Promise<void> {
  await lockCustomers(context, 'exclusive');
  const [person] = await lockPeople(context, [id]);
  if (!person || person.mergedInto) throw notFound();
  if (patch.companyId) await assertCompany(context, patch.companyId);
  if (patch.email) {
    const identity = { kind: 'email' as const, value: patch.email };
    const [owner] = await findIdentities(context, [identity]);
    if (owner && owner.personId !== id)
      throw conflict('Another person has this e-mail address already. Merge the two if they are one.');
    if (!owner) await saveIdentities(context, [{ ...identity, personId: id, since: context.now }]);
  }
  const changed = Object.entries(patch).filter(
    ([field, value]) => value !== undefined && value !== person[field as keyof PersonRow],
  );
  await updatePerson(context, person, Object.fromEntries(changed));
}

async function assertCompany({ db }: Context, id: string) {
  const company = await db.selectFrom('companies').select('id').where('id', '=', id).executeTakeFirst();
  if (!company)
    throw unprocessable('companyId names no company of this workspace.', [
      { pointer: '/companyId', detail: 'a company of this workspace' },
    ]);
}
