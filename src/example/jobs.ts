import { openSession, signOut } from '../accounts/commands.ts';
import { standardBriefingItems, standardCadence, standardClauses } from '../agreements/standard-agreement.ts';
import { standardDefinition } from '../definitions/standard.ts';
import { inTransaction, inWorkspace, type Database } from '../platform/database.ts';
import type { Http } from '../platform/http.ts';
import type { Language } from '../platform/fields.ts';
import type { Enqueue } from '../platform/jobs.ts';
import { createApiKey, createWriteKey, revokeKey } from '../workspaces/commands.ts';
import { openClient, type Client } from './client.ts';
import { createExample, deleteExample } from './commands.ts';
import { serviceForm } from './phrases.ts';
import type { Journey } from './sale.ts';
import { promises, tellSpend, tellStory } from './story.ts';
import { answersNow, tellAhead } from './talk.ts';
import { teller, type Lead } from './teller.ts';
import type { TrackingCall } from './visits.ts';

/** What telling the story needs: the product's own API, and a way to let the worker catch up with it. */
export interface ExampleParts {
  db: Database;
  enqueue: Enqueue;
  api: () => Promise<Http>;
  catchUp: (workspace: string) => Promise<void>;
  report?: (percent: number) => void;
}

const system = { kind: 'system' } as const;

/**
 * Tells the example company's year through the public API, as any client would. A load that was interrupted begins again from an
 * empty workspace, so that running it twice tells the story once.
 */
export async function loadExample(
  parts: ExampleParts,
  { workspace, userId, language }: { workspace: string; userId: string; language: Language },
): Promise<void> {
  const { db } = parts;
  const now = new Date();
  const state = await inTransaction(db, { workspace }, (transaction) =>
    transaction.selectFrom('workspaces').select('loadingProgress').where('id', '=', workspace).executeTakeFirst(),
  );
  if (state?.loadingProgress === null) return;
  if (state?.loadingProgress)
    await inTransaction(db, {}, async (transaction) => {
      await deleteExample(transaction, workspace);
      await createExample(transaction, workspace, { userId, language }, now);
    });

  const app = await parts.api();
  try {
    const client = await openClient(app, await credentials(db, workspace, now));
    let told = 0;
    const progress = async (percent: number) => {
      if (percent <= told) return;
      told = percent;
      parts.report?.(percent);
      await inTransaction(db, { workspace }, (transaction) =>
        transaction.updateTable('workspaces').set({ loadingProgress: percent }).where('id', '=', workspace).execute(),
      );
    };
    await progress(1);
    await agree(client, now);
    const { journeys, passers } = tellStory(now, language);
    await meetCompanies(client, journeys);
    await progress(10);
    await trackVisits(client, [...journeys.flatMap(({ calls }) => calls), ...passers]);
    await progress(20);
    await parts.catchUp(workspace);
    await progress(35);
    await actOut(client, journeys, (share) => progress(35 + Math.floor(share * 60)));
    await spendMoney(client, now);
    await askOnTheWebsite(client, journeys, language);
    await announce(client, journeys, { now, language });
    await parts.catchUp(workspace);
    await inWorkspace(db, workspace, system, async (context) => {
      await parts.enqueue(context.db, 'leads.re-enter', { workspace });
      await revokeKey(context, 'api_key', client.keyId);
      await context.db.updateTable('workspaces').set({ loadingProgress: null }).where('id', '=', workspace).execute();
    });
    for (const { session } of client.signers) await signOut(db, session);
    parts.report?.(100);
  } finally {
    await app.close();
  }
}

/** Keys for the story's client, and sessions of those who sign: a program can sign nothing. */
async function credentials(db: Database, workspace: string, now: Date) {
  return inWorkspace(db, workspace, system, async (context) => {
    const api = await createApiKey(context, { name: 'Example', scopes: ['read', 'write', 'history'] });
    const website = await createWriteKey(context, { name: 'www.havneby-pumps.example' });
    const heads = await context.db
      .selectFrom('members')
      .innerJoin('users', 'users.id', 'members.userId')
      .select(['users.id', 'users.name'])
      .where('members.head', '=', true)
      .where('members.role', 'in', ['marketing', 'sales'])
      .execute();
    const signers = [];
    for (const { id, name } of heads) signers.push({ name, session: await openSession(context.db, id, now, workspace) });
    return { apiKey: api.key, keyId: api.id, writeKey: website.key, signers };
  });
}

/** One definition and three versions of the agreement, each signed by both heads, each in force from its day. */
async function agree(client: Client, now: Date): Promise<void> {
  const monthStart = (back: number) => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, 1));
  const sign = async (path: string) => {
    for (const { name, session } of client.signers) await client.as(session).post(path, { fullName: name, agreed: true });
  };
  const definition = await client.post<{ id: string }>('/api/v1/definitions', {
    body: standardDefinition,
    inForceFrom: monthStart(14).toISOString(),
  });
  await sign(`/api/v1/definitions/${definition.id}/signature`);
  for (const [index, back] of [13, 8, 3].entries()) {
    const clauses = standardClauses.map((clause) => {
      if (clause.metric === 'sales_ready_leads') return { ...clause, target: promises[index] ?? clause.target };
      if (clause.metric === 'contacted_in_time' && clause.hours === 4) return { ...clause, hours: index === 0 ? 8 : 4 };
      return clause;
    });
    const agreement = await client.post<{ id: string }>('/api/v1/agreements', {
      inForceFrom: monthStart(back).toISOString().slice(0, 10),
      definitionId: definition.id,
      briefingItems: standardBriefingItems,
      clauses,
      cadence: standardCadence,
    });
    await sign(`/api/v1/agreements/${agreement.id}/signature`);
  }
}

async function meetCompanies(client: Client, journeys: Journey[]): Promise<void> {
  const met = new Map(journeys.map(({ prospect }) => [prospect.domain, prospect]));
  for (const { name, domain, country, organisationNumber, industry, employees } of met.values())
    await client.post('/api/v1/companies', { name, domain, country, organisationNumber, industry, employees });
}

/** Every visit in the order in which it happened, in batches as tracking clients send them. */
async function trackVisits(client: Client, calls: TrackingCall[]): Promise<void> {
  const inOrder = calls.toSorted((one, other) => one.timestamp.localeCompare(other.timestamp));
  for (let first = 0; first < inOrder.length; first += 100) await client.track(inOrder.slice(first, first + 100));
}

async function actOut(client: Client, journeys: Journey[], progress: (share: number) => Promise<void>): Promise<void> {
  const leads = new Map((await client.all<Lead>('/api/v1/leads')).map((lead) => [lead.person.email, lead]));
  const acts = journeys
    .flatMap((journey) => journey.acts.map((act) => ({ act, journey })))
    .sort((one, other) => one.act.at.getTime() - other.act.at.getTime());
  const tellers = new Map(journeys.map((journey) => [journey, teller(client, journey, leads.get(journey.contact.email))]));
  for (const [index, { act, journey }] of acts.entries()) {
    await tellers.get(journey)?.(act);
    await progress(index / acts.length);
  }
}

async function spendMoney(client: Client, now: Date): Promise<void> {
  for (const { amountMinor, ...line } of tellSpend(now))
    await client.post('/api/v1/spend', { ...line, amount: { amountMinor, currency: 'DKK' } });
}

/** The form of the website, and who filled it in today. */
async function askOnTheWebsite(client: Client, journeys: Journey[], language: Language): Promise<void> {
  const { name, title, intro, thanks } = serviceForm[language];
  const form = await client.onBehalfOf(client.marketer).post<{ id: string }>('/api/v1/forms', {
    name,
    texts: { [language]: { title, intro, thanks } },
    fields: [
      { item: 'need', required: true, asserts: { criterion: 'has-a-pain' } },
      { item: 'timing', asserts: { criterion: 'decision-this-year', when: ['now', 'this_year'] } },
    ],
  });
  for (const answers of answersNow(journeys, language)) await client.fillIn(form.id, { ...answers, _language: language });
}

/** What marketing sends next, to people whom sales talks with, too. */
async function announce(client: Client, journeys: Journey[], present: { now: Date; language: Language }): Promise<void> {
  for (const message of tellAhead(journeys, present))
    await client.onBehalfOf(client.marketer).post('/api/v1/planned-contacts', message);
}
