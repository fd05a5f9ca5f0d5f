import { findCompanyIdentities, lockCustomers, recogniseCompanies } from '../../companies/commands.ts';
import { employerOf, nothingSaid, surerEmployment, type CompanyStatement, type Employment } from '../../companies/statement.ts';
import type { Context } from '../../platform/context.ts';
import { recordEvents, type NewEvent } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import type { Said } from '../../touchpoints/claim.ts';
import { homeCountry } from '../../workspaces/reports.ts';
import { fillBlanks, gatherFacts, nothingKnown, type PersonFacts } from '../facts.ts';
import { mergeOnEvidence } from '../merged/commands.ts';
import { isSettled, keyOf, mentioned, recognise, type Identity, type Joining } from '../recognition.ts';
import {
  adoptTouches,
  askedToMerge,
  fillPeople,
  findIdentities,
  insertPeople,
  lockPeople,
  obstaclesTo,
  saveIdentities,
  seePeople,
  type PersonRow,
} from '../store.ts';

/** Recognising: from what messages say to the people and companies they are about. */

/** Whom messages are about. */
export interface Recognised {
  /** The person of each, in the order given; null for a visitor nobody knows. */
  people: (string | null)[];
  /** People whose touches changed because a browser became theirs, or another's. */
  affected: string[];
}

/**
 * Takes the lock that recognising needs: while all that messages name is known and nothing follows from it, others may do the same at the
 * same time; whoever makes, joins or gives away somebody does so alone. Take it before anything else that waits.
 */
export async function lockForRecognition(context: Context, said: readonly Said[]): Promise<void> {
  const home = await homeOfNumbers(context, said);
  const statements = said.flatMap((one) => employmentSaid(one, home)?.statement ?? []);
  if (statements.length === 0 && said.every(({ names }) => names.length === 0)) return lockCustomers(context, 'shared');
  const [known, companies] = [
    await findIdentities(context, mentioned(said)),
    await findCompanyIdentities(context, mentioned(statements)),
  ];
  await lockCustomers(context, isSettled(said, known) && isSettled(statements, companies) ? 'shared' : 'exclusive');
}

/**
 * Recognises whom messages are about: finds people, makes new ones, merges those that a message names together, gives a browser's earlier
 * touches to the one who named themselves in it, and learns what is said of them and of their companies. Takes a number of statements that
 * does not grow with how many they are, and a few more for each merge. `lockForRecognition`, or the exclusive lock, comes first.
 */
export async function recognisePeople(context: Context, said: readonly Said[]): Promise<Recognised> {
  const known = await findIdentities(context, mentioned(said));
  let found = recognise(said, known, newId);
  if (found.joinings.length > 0) found = recognise(said, known, newId, await obstaclesTo(context, found.joinings));
  const { owners, born, joinings, refused, identities } = found;
  if (born.length + joinings.length + identities.length > 0) await lockCustomers(context, 'exclusive');
  for (const joining of joinings) await mergeOnEvidence(context, joining);
  await askAbout(context, refused);

  const facts = gatherFacts(said, owners);
  const employments = await meetEmployers(context, said, owners);
  await insertPeople(
    context,
    born.map((id) => ({
      ...nothingKnown,
      ...facts.get(id),
      ...employments.get(id),
      id,
      createdAt: identities.find(({ owner }) => owner === id)?.since ?? context.now,
    })),
  );
  await saveIdentities(context, identities);
  const adopted = await adoptTouches(
    context,
    identities.filter(({ kind }) => kind === 'anonymous_id'),
  );
  await seePeople(context, adopted);
  await learn(context, facts, employments, new Set(born));

  const keptOf = new Map(joinings.map(({ kept, merged }) => [merged, kept]));
  const before = new Map(known.map((identity) => [keyOf(identity), stands(identity.owner, keptOf)]));
  const news = identities.filter((identity) => before.get(keyOf(identity)) !== identity.owner);
  await tellOf(context, news, new Set(born), adopted);
  const formerOwners = news.flatMap((identity) => before.get(keyOf(identity)) ?? []);
  return { people: owners, affected: [...new Set([...adopted.map(({ personId }) => personId), ...formerOwners])] };
}

/** Who somebody is after the merges. */
function stands(id: string, keptOf: ReadonlyMap<string, string>): string {
  const kept = keptOf.get(id);
  return kept === undefined ? id : stands(kept, keptOf);
}

/** Asks, once, about people whom a message names together and who may not be merged by a message. */
async function askAbout(context: Context, refused: readonly Joining[]): Promise<void> {
  const asked = await askedToMerge(
    context,
    refused.map(({ kept }) => kept),
  );
  const first = new Map(refused.filter(({ kept }) => !asked.has(kept)).map((joining) => [joining.kept, joining]));
  await recordEvents(
    context,
    [...first.values()].map(({ kept, merged, because }) => ({
      type: 'person.merge_needed',
      subject: { kind: 'person', id: kept },
      data: { personId: merged, evidence: because },
    })),
  );
}

/** Whose numbers go without a country; asked only where a company's number is told. */
async function homeOfNumbers(context: Context, said: readonly Said[]): Promise<string> {
  return said.some(({ company }) => company?.organisationNumber != null) ? homeCountry(context) : '';
}

/** What a message says of whom its person works for; a group call says something of the company even when it names nobody. */
function employmentSaid({ names, fields, company, at, messageId = null }: Said, home: string) {
  if (names.length === 0 && company?.id == null) return null;
  const email = names.length === 0 ? null : (fields.email ?? names.find(({ kind }) => kind === 'email')?.value ?? null);
  const employer = employerOf(email, company && { ...nothingSaid, ...company }, home);
  if (employer === null) return null;
  const { basis, names: called, facts } = employer;
  const statement: CompanyStatement = { at, messageId, names: called, browser: null, facts };
  return { basis, statement };
}

/** Finds or makes the companies that messages say their people work for. @returns the employment of each person that counts */
async function meetEmployers(
  context: Context,
  said: readonly Said[],
  owners: readonly (string | null)[],
): Promise<Map<string, Employment>> {
  const home = await homeOfNumbers(context, said);
  const told = said.flatMap((one, index) => {
    const employment = employmentSaid(one, home);
    // Of whoever merely uses the browser a message without a name says nothing.
    const personId = one.names.length === 0 ? null : (owners[index] ?? null);
    return employment === null ? [] : [{ ...employment, personId }];
  });
  const companies = await recogniseCompanies(
    context,
    told.map(({ statement }) => statement),
  );
  const employments = new Map<string, Employment>();
  for (const [index, { personId, basis, statement }] of told.entries()) {
    if (personId === null) continue;
    const employment = { companyId: companies[index] ?? null, companyBasis: basis, companySince: statement.at };
    const before = employments.get(personId);
    employments.set(personId, before ? surerEmployment(before, employment) : employment);
  }
  return employments;
}

/** Fills the blanks of people known before. */
async function learn(
  context: Context,
  facts: ReadonlyMap<string, PersonFacts>,
  employments: ReadonlyMap<string, Employment>,
  born: ReadonlySet<string>,
): Promise<void> {
  const ids = [...new Set([...facts.keys(), ...employments.keys()])].filter((id) => !born.has(id));
  const changes = (await lockPeople(context, ids)).flatMap((person) => {
    const after = fillBlanks(person, facts.get(person.id) ?? nothingKnown, employments.get(person.id) ?? null);
    return Object.keys(after).length === 0 ? [] : [{ person, after }];
  });
  await fillPeople(
    context,
    changes.map(({ person, after }) => ({ ...person, ...after })),
  );
  await recordEvents(
    context,
    changes.map(({ person, after }) => changeOf(person, after)),
  );
}

const changeOf = (person: PersonRow, after: Partial<PersonRow>): NewEvent => ({
  type: 'person.changed',
  subject: { kind: 'person', id: person.id },
  data: { before: Object.fromEntries(Object.keys(after).map((field) => [field, person[field as keyof PersonRow]])), after },
});

/** Tells the rest of the house who was recognised, by what, and since when. */
async function tellOf(
  context: Context,
  news: readonly Identity[],
  born: ReadonlySet<string>,
  adopted: readonly { personId: string; touches: number }[],
): Promise<void> {
  const touchesOf = new Map(adopted.map(({ personId, touches }) => [personId, touches]));
  const people = new Map<string, Identity[]>();
  for (const identity of news) people.set(identity.owner, [...(people.get(identity.owner) ?? []), identity]);
  await recordEvents(
    context,
    [...people].map(([id, own]) => ({
      type: 'person.recognised',
      subject: { kind: 'person', id },
      at: own.reduce((first, { since }) => (since < first ? since : first), own[0]?.since ?? context.now),
      data: { born: born.has(id), by: own.map(({ kind }) => kind), touchpoints: touchesOf.get(id) ?? 0 },
    })),
  );
}
