import type { z } from 'zod';
import { suppressedAmong } from '../consents/suppressed/commands.ts';
import { followUpsOf } from '../follow-ups/reports.ts';
import { stages } from '../leads/lifecycle.ts';
import { onePerson, standingPerson } from '../people/reports.ts';
import type { Context } from '../platform/context.ts';
import { notFound } from '../platform/errors.ts';
import { policyInForce } from './agreed/reports.ts';
import {
  distinct,
  guard,
  lately,
  pausesMarketing,
  type ContactKind,
  type OutreachPolicy,
  type Pause,
  type Verdict,
} from './guard.ts';
import type { contactGuard, guardAnswer, guardQuestion, NamedPerson } from './schema.ts';
import { addressesOf, circlesOf, contactsOf, leadsWithSales, ownersOf, type StoredContact } from './store.ts';

const DAY_MS = 86_400_000;
/** How far ahead a person's planned contacts are shown. */
const AHEAD_DAYS = 30;
const daysFrom = (moment: Date, days: number) => new Date(moment.getTime() + days * DAY_MS);

/** Everything the guard looks at, of many people: what is asked of one of them costs no further query. */
interface Known {
  policy: OutreachPolicy;
  suppressed: ReadonlySet<string>;
  pauses: ReadonlyMap<string, Pause[]>;
  contacts: ReadonlyMap<string, StoredContact[]>;
}

/** @param people as they are now, after merges */
async function knownOf(context: Context, people: readonly string[], span: { from: Date; to: Date }): Promise<Known> {
  const { pausesColleagues, most, days } = await policyInForce(context);
  const circle = await circlesOf(context, people);
  const ids = [...circle.keys()];
  const addresses = await addressesOf(context, ids);
  const refused = await suppressedAmong(
    context,
    addresses.map(({ value }) => value),
  );
  const suppressed = new Set(
    addresses.filter(({ value }) => refused.has(value)).map(({ personId }) => circle.get(personId) ?? personId),
  );
  const pauses = new Map<string, Pause[]>();
  for (const { forPerson, owner, ...lead } of await leadsWithSales(context, people, stages.filter(pausesMarketing)))
    pauses.set(forPerson, [...(pauses.get(forPerson) ?? []), { ...lead, colleague: owner.id === forPerson ? null : owner }]);
  const contacts = new Map<string, StoredContact[]>();
  for (const contact of await contactsOf(context, ids, span)) {
    const person = circle.get(contact.personId) ?? contact.personId;
    contacts.set(person, [...(contacts.get(person) ?? []), contact]);
  }
  return { policy: { most, days, pausesColleagues }, suppressed, pauses, contacts };
}

/** @param without the planned contact that is itself asked about */
function verdictOf(known: Known, person: string, kind: ContactKind, at: Date, without: string | null = null): Verdict {
  const contacts = (known.contacts.get(person) ?? []).filter(
    ({ plannedContactId }) => without === null || plannedContactId !== without,
  );
  return guard(
    { suppressed: known.suppressed.has(person), pauses: known.pauses.get(person) ?? [], contacts: distinct(contacts) },
    kind,
    at,
    known.policy,
  );
}

/**
 * What the guard says of each of some people about a contact of marketing's.
 * @param people as they are now, after merges
 */
export async function verdictsOf(
  context: Context,
  people: readonly string[],
  { kind, at, without = null }: { kind: ContactKind; at: Date; without?: string | null },
): Promise<Map<string, Verdict>> {
  const known = await knownOf(context, people, await spanAround(context, at));
  return new Map(people.map((person) => [person, verdictOf(known, person, kind, at, without)]));
}

/** Whatever can decide about a moment, and when there is room again after it. */
async function spanAround(context: Context, at: Date) {
  const { days } = await policyInForce(context);
  return { from: daysFrom(at, -days), to: daysFrom(at, days + AHEAD_DAYS) };
}

/** Whom each name means as they are now; null for nobody known here. */
export async function recognised(context: Context, named: readonly NamedPerson[]): Promise<(string | null)[]> {
  const owners = await ownersOf(
    context,
    named.flatMap(({ email }) => email ?? []),
  );
  const ids = named.map(({ personId, email }) => personId ?? owners.get(email ?? '') ?? null);
  const circle = await circlesOf(
    context,
    ids.filter((id) => id !== null),
  );
  return ids.map((id) => (id === null ? null : (circle.get(id) ?? null)));
}

/** What a tool is told before it sends, of each it asks about. */
export async function askGuard(
  context: Context,
  { people, kind, at = context.now }: z.output<typeof guardQuestion>,
): Promise<z.output<typeof guardAnswer>> {
  const ids = await recognised(context, people);
  const verdicts = await verdictsOf(context, [...new Set(ids.filter((id) => id !== null))], { kind, at });
  // An address may be on the list without anybody here having it.
  const refused = await suppressedAmong(
    context,
    people.flatMap(({ email }) => email ?? []),
  );
  const stranger = (email: string | undefined): Verdict =>
    kind !== 'ad' && refused.has(email ?? '') ? { verdict: 'suppressed' } : { verdict: 'allowed' };
  const { most, days, pausesColleagues } = await policyInForce(context);
  return {
    at,
    policy: { most, days, pausesColleagues },
    items: people.map(({ email }, place) => {
      const personId = ids[place] ?? null;
      const told = personId === null ? undefined : verdicts.get(personId);
      return { personId, email: email ?? null, guard: told ?? stranger(email) };
    }),
  };
}

/**
 * What both teams did lately and plan to do with a person, and what keeps marketing from writing now.
 * @throws Problem 404
 */
export async function contactGuardOf(context: Context, id: string): Promise<z.output<typeof contactGuard>> {
  const { now } = context;
  const personId = await standingPerson(context, id);
  if (personId === null) throw notFound();
  const { name, email, phone } = await onePerson(context, personId);
  const { days } = await policyInForce(context);
  const known = await knownOf(context, [personId], { from: daysFrom(now, -days), to: daysFrom(now, days + AHEAD_DAYS) });
  const contacts = distinct(known.contacts.get(personId) ?? []);
  const made = contacts.filter(({ at }) => at <= now);
  const announced = contacts.filter(({ at }) => at > now && at <= daysFrom(now, AHEAD_DAYS));
  const planned = [
    ...announced.map(({ at, kind, title, plannedContactId }) => ({
      at,
      overdue: false,
      team: 'marketing' as const,
      kind,
      title,
      plannedContactId,
      guard: verdictOf(known, personId, kind, at, plannedContactId),
    })),
    ...(await plannedBySales(context, [personId])).map((next) => ({
      ...next,
      team: 'sales' as const,
      plannedContactId: null,
      guard: null,
    })),
  ];
  return {
    person: { id: personId, name: name ?? email ?? phone ?? '' },
    policy: known.policy,
    marketing: verdictOf(known, personId, 'mail', now),
    pause: known.pauses.get(personId)?.find(({ colleague }) => colleague === null) ?? null,
    lately: lately(made, now, known.policy),
    made: made.toReversed().map(({ at, team, kind, title, member }) => ({ at, team, kind, title, member })),
    planned: planned.toSorted((a, b) => timeOf(a) - timeOf(b)),
  };
}

/** What sales has to do next with people, where that is a contact, the earliest first. */
export async function plannedBySales(context: Context, people: readonly string[]) {
  if (people.length === 0) return [];
  const leads = await context.db
    .selectFrom('leads')
    .select(['id', 'personId'])
    .where('personId', 'in', people)
    .where('closedAt', 'is', null)
    .execute();
  const personOf = new Map(leads.map(({ id, personId }) => [id, personId]));
  const followed = await followUpsOf(context, [...personOf.keys()]);
  return followed
    .flatMap(({ id, followUp, cadence, step }) => {
      if (!followUp || !['contact', 'attempt', 'step'].includes(followUp.kind)) return [];
      const isStep = followUp.kind === 'step';
      return {
        personId: personOf.get(id),
        at: followUp.due,
        overdue: followUp.due !== null && followUp.due < context.now,
        kind: isStep ? null : (cadence?.next?.kind ?? 'call'),
        title: isStep ? (step?.text ?? null) : null,
      };
    })
    .toSorted((a, b) => timeOf(a) - timeOf(b));
}

const timeOf = ({ at }: { at: Date | null }) => at?.getTime() ?? Infinity;
