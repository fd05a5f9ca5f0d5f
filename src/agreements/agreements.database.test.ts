import { describe, expect, it } from 'vitest';
import { buildAgreement, buildHandoff, buildLead } from '../../test/build.ts';
import { as, createTestMember, createTestWorkspace } from '../../test/database.ts';
import { createTestServer } from '../../test/server.ts';
import type { Actor, Context } from '../platform/context.ts';
import { attainmentOf, clausesOn, paceOfLeads } from './attained/reports.ts';
import { signAgreement } from './commands.ts';
import { readAgreements } from './reports.ts';
import type { Clause } from './schema.ts';
import { standardBriefingItems, standardClauses } from './standard-agreement.ts';

const server = await createTestServer();
const { db } = server;
const system: Actor = { kind: 'system' };
const today = new Date().toISOString().slice(0, 10);

/** A workspace whose heads are there, and work in it at a moment. */
async function company() {
  const workspace = await createTestWorkspace(db);
  const marketing = await createTestMember(db, workspace, 'marketing', { head: true, name: 'Mette Holm' });
  const sales = await createTestMember(db, workspace, 'sales', { head: true, name: 'Simon Sand' });
  const at = <T>(now: string, work: (context: Context) => Promise<T>, actor: Actor = system) =>
    as(db, workspace, actor, work, new Date(now));
  return { workspace, marketing, sales, at, heads: { marketing: marketing.id, sales: sales.id } };
}

const leadsPromised = (target: number): Clause => ({
  key: 'D1',
  ownerSide: 'marketing',
  metric: 'sales_ready_leads',
  operator: '>=',
  target,
  period: 'month',
  segment: {},
  hours: null,
});

async function draft(client: Awaited<ReturnType<typeof server.as>>, more: object = {}) {
  const definition = (await client.get('/api/v1/definitions')).json().items[0];
  return client.post('/api/v1/agreements', {
    inForceFrom: today,
    definitionId: definition.id,
    briefingItems: standardBriefingItems,
    clauses: standardClauses,
    ...more,
  });
}

describe('making a version', () => {
  it('keeps the clauses in order and numbers the versions', async () => {
    const workspace = await createTestWorkspace(db);
    const head = await server.as('marketing', { workspace });
    const [first, second] = [(await draft(head)).json(), (await draft(head)).json()];
    expect(second.version).toBe(first.version + 1);
    expect(first).toMatchObject({ state: 'waiting', inForceFrom: today, definition: { version: 1 }, signatures: [] });
    expect(first.clauses.map(({ key }: Clause) => key)).toEqual(['D1', 'D2', 'D3', 'D4', 'D4b', 'D5', 'D6', 'D7']);
    expect(first.briefingItems[1].label.nl).toBe('Direct telefoonnummer');
    expect(
      (await head.get('/api/v1/agreements'))
        .json()
        .items.map(({ id }: { id: string }) => id)
        .slice(0, 2),
    ).toEqual([second.id, first.id]);
  });

  it('refuses a clause that cannot be measured, and names it', async () => {
    const head = await server.as('sales');
    const clause = (more: object) => draft(head, { clauses: [{ ...leadsPromised(10), ...more }] });
    const unknown = await clause({ metric: 'likes' });
    expect([unknown.statusCode, unknown.json().errors[0].pointer]).toEqual([400, '/clauses/0/metric']);
    for (const metric of ['contacted_in_time', 'repaired_in_time'])
      expect((await clause({ metric })).json().errors[0].pointer).toBe('/clauses/0/hours');
    expect((await clause({ metric: 'handoff_quality', target: 101 })).json().errors[0].pointer).toBe('/clauses/0/target');
    expect((await clause({ metric: 'visitors', segment: { leadType: 'hot' } })).json().errors[0].pointer).toBe(
      '/clauses/0/segment',
    );
    expect((await draft(head, { clauses: [leadsPromised(10), leadsPromised(12)] })).json().errors[0].pointer).toBe(
      '/clauses/1/key',
    );
  });

  it('lets nobody date it back without a key for history, nor point to another workspace’s definition', async () => {
    const head = await server.as('marketing');
    expect((await draft(head, { inForceFrom: '2020-01-01' })).statusCode).toBe(403);
    expect((await draft(await server.withKey(['read', 'write', 'history']), { inForceFrom: '2020-01-01' })).statusCode).toBe(201);
    const foreign = await server.as('marketing', { workspace: await createTestWorkspace(db) });
    const definition = (await foreign.get('/api/v1/definitions')).json().items[0];
    const answer = await draft(head, { definitionId: definition.id });
    expect([answer.statusCode, answer.json().errors[0].pointer]).toEqual([422, '/definitionId']);
  });
});

describe('signing', () => {
  it('takes both heads, each their own name, and is then in force', async () => {
    const { workspace, marketing, sales, at } = await company();
    const { id } = (await draft(await server.as('marketing', { workspace }))).json();
    const sign = (actor: Actor, fullName: string, now = new Date().toISOString()) =>
      at(now, (context) => signAgreement(context, id, { fullName }), actor);
    await expect(sign(marketing, 'Simon Sand')).rejects.toMatchObject({ status: 422 });
    await sign(marketing, '  mette  HOLM ');
    await expect(sign(marketing, 'Mette Holm')).rejects.toMatchObject({ status: 409 });
    expect(
      await at(new Date().toISOString(), async (context) => (await readAgreements(context)).at(context.now)),
    ).toBeUndefined();
    await sign(sales, 'Simon Sand');
    const [item] = (await (await server.as('finance', { workspace })).get('/api/v1/agreements')).json().items;
    expect(item).toMatchObject({
      state: 'in_force',
      signatures: [{ team: 'marketing' }, { team: 'sales', member: { name: 'Simon Sand' } }],
    });
  });

  it('asks to sign in again after a quarter of an hour, and lets no one but the heads sign', async () => {
    const { workspace, marketing, at } = await company();
    const { id } = (await draft(await server.as('marketing', { workspace }))).json();
    const late = new Date(marketing.authenticatedAt.getTime() + 15 * 60_000 + 1).toISOString();
    await expect(at(late, (context) => signAgreement(context, id, { fullName: 'Mette Holm' }), marketing)).rejects.toMatchObject({
      status: 403,
      detail: expect.stringMatching(/sign in again/i),
    });
    const other = await server.as('sales', { workspace });
    expect((await other.post(`/api/v1/agreements/${id}/signature`, { fullName: 'Member', agreed: true })).statusCode).toBe(403);
    expect((await other.post(`/api/v1/agreements/${id}/signature`, { fullName: 'Member', agreed: false })).statusCode).toBe(400);
    const foreign = await server.as('sales', { workspace: await createTestWorkspace(db), head: true });
    expect((await foreign.get(`/api/v1/agreements/${id}`)).statusCode).toBe(404);
  });

  it('cannot be taken back or altered by anybody', async () => {
    const { workspace, marketing, at } = await company();
    const { id } = (await draft(await server.as('marketing', { workspace }))).json();
    await at(new Date().toISOString(), (context) => signAgreement(context, id, { fullName: 'Mette Holm' }), marketing);
    await expect(
      at(new Date().toISOString(), ({ db: own }) =>
        own.deleteFrom('agreementSignatures').where('agreementId', '=', id).execute(),
      ),
    ).rejects.toThrow(/permission denied/);
    await expect(
      at(new Date().toISOString(), ({ db: own }) =>
        own.updateTable('clauses').set({ target: 1 }).where('agreementId', '=', id).execute(),
      ),
    ).rejects.toThrow(/permission denied/);
  });
});

describe('attainment', () => {
  // November 2026 has 21 business days in Denmark: the 2nd is a Monday.
  const deliverTwoLeads = async (context: Context) => {
    await buildHandoff(context, { submittedAt: '2026-11-02T09:00:00Z' });
    await buildHandoff(context, { submittedAt: '2026-11-03T09:00:00Z' });
  };

  it('judges the first clause by the business days that have come', async () => {
    const { at, heads } = await company();
    const { id } = await at('2026-10-20T09:00:00Z', (context) =>
      buildAgreement(context, { inForceFrom: '2026-11-01', clauses: [leadsPromised(21)] }, heads),
    );
    const { clauses } = await at('2026-11-04T10:00:00Z', async (context) => {
      await deliverTwoLeads(context);
      return attainmentOf(context, id);
    });
    expect(clauses).toMatchObject([
      {
        key: 'D1',
        from: '2026-11-01',
        to: '2026-11-05',
        value: 2,
        target: 21,
        promisedSoFar: 3,
        state: 'at risk',
        share: Number((2 / 3).toPrecision(12)),
      },
    ]);
    expect(clauses[0]?.projection?.value).toBe(14);
  });

  it('lets each business day carry the promise of the version then in force', async () => {
    const { at, heads } = await company();
    await at('2026-10-20T09:00:00Z', (context) =>
      buildAgreement(context, { inForceFrom: '2026-11-01', clauses: [leadsPromised(21)] }, heads),
    );
    const second = await at('2026-11-05T09:00:00Z', (context) =>
      buildAgreement(context, { inForceFrom: '2026-11-16', clauses: [leadsPromised(42)] }, heads),
    );
    const on = (day: string, id: string) => at('2026-12-03T10:00:00Z', (context) => attainmentOf(context, id, day));
    // Ten business days at 1, eleven at 2.
    expect((await on('2026-11-17', second.id)).clauses).toMatchObject([{ target: 32, promisedSoFar: 14 }]);
    await expect(on('2026-11-10', second.id)).rejects.toMatchObject({
      status: 422,
      detail: expect.stringMatching(/version 1 was/),
    });
    const points = await at('2026-12-03T10:00:00Z', async (context) => {
      await deliverTwoLeads(context);
      return paceOfLeads(context, await readAgreements(context), { from: '2026-11-01', to: '2026-12-01', asOf: '2026-11-30' });
    });
    expect(points?.points.map(({ promised }) => promised).slice(9, 12)).toEqual([10, 12, 14]);
    expect(points).toMatchObject({ actual: 2, target: 32, state: 'off course' });
  });

  it('says too few rather than judge a share of three cases, and nothing where there is no data', async () => {
    const { at, heads } = await company();
    const quality: Clause = { ...leadsPromised(90), key: 'D2', metric: 'handoff_quality' };
    const { id } = await at('2026-10-20T09:00:00Z', (context) =>
      buildAgreement(context, { inForceFrom: '2026-11-01', clauses: [leadsPromised(21), quality] }, heads),
    );
    const judged = () =>
      at('2026-11-04T10:00:00Z', async (context) =>
        (await attainmentOf(context, id)).clauses.map(({ state, value }) => [state, value]),
      );
    expect(await judged()).toEqual([
      ['no data', null],
      ['no data', null],
    ]);
    await at('2026-11-04T10:00:00Z', deliverTwoLeads);
    expect(await judged()).toEqual([
      ['at risk', 2],
      ['too few to say', 100],
    ]);
  });

  it('looks at leads that have had their ninety days when it judges how many became customers', async () => {
    const { at, heads } = await company();
    const conversion: Clause = {
      ...leadsPromised(15),
      key: 'D6',
      ownerSide: 'both',
      metric: 'lead_to_customer',
      period: 'trailing_90_days',
    };
    await at('2026-05-01T09:00:00Z', (context) =>
      buildAgreement(context, { inForceFrom: '2026-05-01', clauses: [conversion] }, heads),
    );
    await at('2026-11-04T10:00:00Z', async (context) => {
      for (let lead = 0; lead < 20; lead++)
        await buildLead(context, {
          reached: {
            known: '2026-06-01T08:00:00Z',
            submitted: '2026-06-10T08:00:00Z',
            ...(lead < 5 && { won: lead < 4 ? '2026-08-01T08:00:00Z' : '2026-10-01T08:00:00Z' }),
          },
        });
      await buildLead(context, { reached: { submitted: '2026-10-10T08:00:00Z' } });
      const clauses = await clausesOn(context, await readAgreements(context), '2026-11-04');
      expect(clauses).toMatchObject([{ from: '2026-05-09', to: '2026-08-07', value: 20, n: 20, state: 'on course' }]);
    });
  });
});
