import { describe, expect, it } from 'vitest';
import { buildHandoff, buildLead, buildPage, buildPerson } from '../../test/build.ts';
import { as, createTestMember, createTestWorkspace } from '../../test/database.ts';
import { createTestServer } from '../../test/server.ts';
import { createDefinition, signDefinition } from '../definitions/commands.ts';
import { definitionBodySchema, type DefinitionBody } from '../definitions/schema.ts';
import { scoreLead } from '../definitions/score.ts';
import type { Context } from '../platform/context.ts';
import { runBackTest } from './jobs.ts';
import { previewLead, type PreviewLead } from './schema.ts';

const server = await createTestServer();
const { db } = server;
const DAY = 86_400_000;
const system = { kind: 'system' } as const;

/** Ready from so many page views in two days. */
const readyFrom = (pages: number): DefinitionBody =>
  definitionBodySchema.parse({
    icp: { company: [{ key: 'nordic', weight: 1, test: { fact: 'company.country', in: ['DK'] } }], person: [] },
    engagement: { criteria: [], negatives: [] },
    soft: [],
    handRaise: [],
    hard: [{ kind: 'touches', key: 'pages', touches: { kinds: ['page'] }, atLeast: pages, withinDays: 2 }],
    thresholds: { engaged: 0, mql: { fit: 0, engagement: 0 }, ready: { fit: 0, engagement: 0, softNeeded: 0 } },
  });

/** A workspace where three pages make a lead ready, as both teams have signed. */
async function company() {
  const workspace = await createTestWorkspace(db);
  const marketing = await createTestMember(db, workspace, 'marketing', { head: true, name: 'Mette Holm' });
  const sales = await createTestMember(db, workspace, 'sales', { head: true, name: 'Simon Sand' });
  const inside = <T>(work: (context: Context) => Promise<T>) => as(db, workspace, system, work);
  const { id } = await inside((context) =>
    createDefinition(context, { body: readyFrom(3), inForceFrom: new Date(Date.now() - 400 * DAY) }),
  );
  await as(db, workspace, marketing, (context) => signDefinition(context, id, { fullName: 'Mette Holm' }));
  await as(db, workspace, sales, (context) => signDefinition(context, id, { fullName: 'Simon Sand' }));
  /** A person who looked at so many pages forty days ago, one an hour. */
  const visitor = (name: string, pages: number, verdict?: 'acceptedAt' | 'rejectedAt') =>
    inside(async (context) => {
      const start = Date.now() - 40 * DAY;
      const at = (hours: number) => new Date(start + hours * 3_600_000).toISOString();
      const person = await buildPerson(context, { name });
      const lead = await buildLead(context, { person, reached: { known: at(0), ...(verdict && { submitted: at(24) }) } });
      for (let page = 1; page <= pages; page++) await buildPage(context, { person, at: at(page) });
      if (verdict) await buildHandoff(context, { lead, submittedAt: at(24), [verdict]: at(25) });
      return lead;
    });
  const client = await server.as('marketing', { workspace });
  const finished = async (draft: object) => {
    const started = await client.post('/api/v1/back-tests', draft);
    await runBackTest(db, { workspace, backTestId: started.json().id });
    return (await client.get(`/api/v1/back-tests/${started.json().id}`)).json();
  };
  return { workspace, client, visitor, finished };
}

describe('a back-test of a draft', () => {
  it('is asked for at once, done by the worker, and compared with the version in force and with what sales said', async () => {
    const { client, visitor, finished } = await company();
    await visitor('Always ready', 4, 'acceptedAt');
    await visitor('Ready enough for today', 3, 'rejectedAt');
    const enters = await visitor('Never', 1);
    const asked = await client.post('/api/v1/back-tests', { body: readyFrom(4), months: 3 });
    expect([asked.statusCode, asked.json().state, asked.json().result]).toEqual([202, 'running', null]);

    const stricter = await finished({ body: readyFrom(4), months: 3 });
    expect(stricter).toMatchObject({ state: 'done', progress: 100, against: { version: 2 } });
    expect(stricter.result).toMatchObject({
      leads: 3,
      confusion: { readyAccepted: 1, readyRejected: 0, otherAccepted: 0, otherRejected: 1 },
      enters: { count: 0 },
      dropsOut: { count: 1, leads: [{ name: 'Ready enough for today', verdict: 'rejected' }] },
      precision: { percent: null, n: 1 },
    });
    expect(stricter.result.months).toHaveLength(3);
    const sum = (key: string) =>
      stricter.result.months.reduce((all: number, month: Record<string, number>) => all + (month[key] ?? 0), 0);
    expect([sum('draft'), sum('inForce'), sum('handedOver')]).toEqual([1, 2, 2]);

    const easier = await finished({ body: readyFrom(1), months: 3 });
    expect(easier.result.enters.leads.map(({ id }: { id: string }) => id)).toEqual([enters]);
    expect((await client.get('/api/v1/back-tests')).json().items).toHaveLength(3);
  });

  it('does once what is asked once, and judges only leads of its own workspace', async () => {
    const [one, other] = [await company(), await company()];
    await one.visitor('Ours', 3);
    await other.visitor('Theirs', 3);
    const done = await one.finished({ body: readyFrom(3) });
    await runBackTest(db, { workspace: one.workspace, backTestId: done.id });
    expect((await one.client.get(`/api/v1/back-tests/${done.id}`)).json()).toEqual(done);
    expect(done.result.leads).toBe(1);
    expect((await other.client.get(`/api/v1/back-tests/${done.id}`)).statusCode).toBe(404);
  });

  it('has one at work and two that wait, and asks whoever wants a fourth to come back; other workspaces notice nothing', async () => {
    const [there, elsewhere] = [await company(), await company()];
    const ask = (of = there) => of.client.post('/api/v1/back-tests', { body: readyFrom(3) });
    const answers = await Promise.all(Array.from({ length: 6 }, () => ask()));
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([202, 202, 202, 429, 429, 429]);
    const refused = answers.find(({ statusCode }) => statusCode === 429);
    expect(refused?.headers['retry-after']).toBe('60');
    expect(refused?.json().detail).toMatch(/^3 back-tests of this workspace are under way/);
    expect((await ask(elsewhere)).statusCode).toBe(202);

    const [first] = answers.filter(({ statusCode }) => statusCode === 202);
    await runBackTest(db, { workspace: there.workspace, backTestId: first?.json().id });
    expect([(await ask()).statusCode, (await ask()).statusCode]).toEqual([202, 429]);
  });

  it('refuses a draft that is no definition, naming what is wrong, and a period that is none', async () => {
    const { client } = await company();
    const faults = async (body: object) => (await client.post('/api/v1/back-tests', body)).json();
    expect((await faults({ body: { ...readyFrom(3), thresholds: {} } })).errors[0].pointer).toMatch(/^\/body\/thresholds/);
    expect((await faults({ body: readyFrom(3), months: 0 })).errors[0].pointer).toBe('/months');
  });
});

describe('the leads a draft is tried on while it is written', () => {
  it('are the open ones that moved last, with everything scoring reads: scored from them, a lead is as the server scores it', async () => {
    const { workspace, client, visitor } = await company();
    const [first, second] = [await visitor('First', 3), await visitor('Second', 1)];
    await as(db, workspace, system, async ({ db: inside }) => {
      await inside.updateTable('leads').set({ stageSince: new Date() }).where('id', '=', first).execute();
    });
    const { items } = (await client.get('/api/v1/back-tests/preview-leads')).json<{ items: PreviewLead[] }>();
    expect(items.map(({ id }) => id)).toEqual([first, second]);
    expect(items[0]?.facts.touches.map(({ kind }) => kind)).toEqual(['page', 'page', 'page']);

    const explained = (await client.get(`/api/v1/leads/${first}/score`)).json();
    const parsed = previewLead.parse(items[0]);
    const { fit, engagement, ready } = scoreLead(parsed.facts, readyFrom(3), new Date(explained.at));
    expect({ fit, engagement, ready }).toEqual({
      fit: explained.fit,
      engagement: explained.engagement,
      ready: explained.ready,
    });
    expect((await client.get('/api/v1/back-tests/preview-leads?limit=1')).json().items).toHaveLength(1);
  });

  it('are never those of another workspace, nor closed ones', async () => {
    const [one, other] = [await company(), await company()];
    await other.visitor('Theirs', 3);
    const closed = await one.visitor('Done with', 3);
    await as(db, one.workspace, system, async ({ db: inside }) => {
      await inside.updateTable('leads').set({ closedAt: new Date() }).where('id', '=', closed).execute();
    });
    expect((await one.client.get('/api/v1/back-tests/preview-leads')).json().items).toEqual([]);
  });
});
