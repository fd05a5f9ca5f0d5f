import { beforeAll, describe, expect, it } from 'vitest';
import { buildLead } from '../../test/build.ts';
import { as, createTestWorkspace } from '../../test/database.ts';
import { createTestServer, type TestClient } from '../../test/server.ts';
import type { Actor, Context } from '../platform/context.ts';

const server = await createTestServer();
const { db, workspace } = server;
const system: Actor = { kind: 'system' };
let marketing: TestClient;
let sales: TestClient;
let tool: TestClient;

beforeAll(async () => {
  [marketing, sales, tool] = [
    await server.as('marketing', { workspace, head: true }),
    await server.as('sales', { workspace }),
    await server.withKey(['read', 'write']),
  ];
});

const within = <T>(work: (context: Context) => Promise<T>) => as(db, workspace, system, work);
let number = 0;
const somebody = async (given: object = {}) => {
  const email = `person-${++number}@kunde-${number}.dk`;
  const { id } = (await marketing.post('/api/v1/people', { name: `Person ${number}`, email, ...given })).json();
  return { id: id as string, email };
};
const daysFromNow = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
const call = (personId: string, days: number, side = 'sales') =>
  marketing.post('/api/v1/touchpoints', { personId, kind: 'call', side, occurredAt: daysFromNow(days) });
const ask = async (people: object[], given: object = {}) =>
  (await tool.post('/api/v1/contact-guard', { people, ...given })).json().items as { guard: { verdict: string } }[];
const askOf = async (personId: string) => (await ask([{ personId }]))[0]?.guard;
const report = async (id: string) => (await sales.get(`/api/v1/people/${id}/contact-guard`)).json();
const withSales = (person: string) => within((context) => buildLead(context, { person, reached: { accepted: daysFromNow(-2) } }));

describe('a tool that is about to send', () => {
  it('is told of a hand-off, of the cap, of an address that gets no mail, and else that it may', async () => {
    const [free, handed, full, refused] = [await somebody(), await somebody(), await somebody(), await somebody()];
    const lead = await withSales(handed.id);
    for (const days of [-5, -3, -1]) await call(full.id, days);
    await marketing.post('/api/v1/suppressions', { address: refused.email });
    await marketing.post('/api/v1/suppressions', { address: 'stranger@nowhere.dk' });
    const items = await ask([
      { personId: free.id },
      { email: handed.email },
      { email: full.email.toUpperCase() },
      { email: refused.email },
      { email: 'stranger@nowhere.dk' },
      { email: 'other@nowhere.dk' },
    ]);
    expect(items).toMatchObject([
      { personId: free.id, guard: { verdict: 'allowed' } },
      { personId: handed.id, guard: { verdict: 'paused', pause: { leadId: lead, colleague: null } } },
      { personId: full.id, guard: { verdict: 'capped', count: 3 } },
      { personId: refused.id, guard: { verdict: 'suppressed' } },
      { personId: null, guard: { verdict: 'suppressed' } },
      { personId: null, guard: { verdict: 'allowed' } },
    ]);
  });

  it('is told the moment from which the cap has room, and is allowed then', async () => {
    const { id } = await somebody();
    for (const days of [-6, -3, -1]) await call(id, days);
    const capped = (await askOf(id)) as unknown as { nextAt: string };
    expect(Math.abs(Date.parse(capped.nextAt) - Date.parse(daysFromNow(1)))).toBeLessThan(3_600_000);
    expect(await ask([{ personId: id }], { at: capped.nextAt })).toMatchObject([{ guard: { verdict: 'allowed' } }]);
  });

  it('goes on where sales gives the lead back', async () => {
    const { id } = await somebody();
    const lead = await withSales(id);
    expect(await askOf(id)).toMatchObject({ verdict: 'paused' });
    expect((await sales.post(`/api/v1/leads/${lead}/recycling`, { reason: 'chose_to_wait' })).statusCode).toBe(201);
    expect(await askOf(id)).toEqual({ verdict: 'allowed' });
  });

  it('counts no machine, nothing the customer did, and one mail once', async () => {
    const { id, email } = await somebody();
    const writeKey = await server.writeKey();
    const track = (event: string, properties: object) =>
      server.app.inject({
        method: 'POST',
        url: '/v1/track',
        payload: { writeKey, userId: email, context: { traits: { email } }, event, properties, timestamp: daysFromNow(-1) },
      });
    await track('Email Sent', { campaign_name: 'Nyhedsbrev maj' });
    await track('Email Delivered', { campaign_name: 'Nyhedsbrev maj' });
    await track('Email Opened', { campaign_name: 'Nyhedsbrev maj' });
    await track('Email Delivered', { email_subject: 'Your receipt' });
    await call(id, -2, 'customer');
    await call(id, -1);
    await marketing.get('/api/v1/people');
    const { lately, made } = await report(id);
    expect(made.map(({ team, kind }: { team: string; kind: string }) => `${team} ${kind}`).toSorted()).toEqual([
      'marketing mail',
      'sales call',
    ]);
    expect(lately).toMatchObject({ count: 2, left: 1 });
  });

  it('hears nothing of another workspace', async () => {
    const { id, email } = await somebody();
    await withSales(id);
    const foreign = await server.withKey(['read'], await createTestWorkspace(db));
    const { items } = (await foreign.post('/api/v1/contact-guard', { people: [{ personId: id }, { email }] })).json();
    expect(items).toMatchObject([
      { personId: null, guard: { verdict: 'allowed' } },
      { personId: null, guard: { verdict: 'allowed' } },
    ]);
    expect((await foreign.get(`/api/v1/people/${id}/contact-guard`)).statusCode).toBe(404);
  });
});

describe('what the teams agree', () => {
  it('is three contacts a week until a head or an administrator sets another, each on record', async () => {
    const workspaceOfOwn = await createTestWorkspace(db);
    const [head, rep] = [
      await server.as('sales', { workspace: workspaceOfOwn, head: true }),
      await server.as('sales', { workspace: workspaceOfOwn }),
    ];
    const standard = { most: 3, days: 7, pausesColleagues: false };
    expect((await rep.get('/api/v1/outreach-policy')).json()).toMatchObject({ version: 0, ...standard, setBy: null });
    const wanted = { most: 2, days: 14, pausesColleagues: true };
    expect((await rep.put('/api/v1/outreach-policy', { version: 0, ...wanted })).statusCode).toBe(403);
    expect((await head.put('/api/v1/outreach-policy', { version: 0, ...wanted })).json()).toMatchObject({
      version: 1,
      ...wanted,
      setBy: { id: head.memberId },
    });
    expect((await head.put('/api/v1/outreach-policy', { version: 0, ...standard })).statusCode).toBe(409);
    await head.put('/api/v1/outreach-policy', { version: 1, ...standard });
    expect((await rep.get('/api/v1/outreach-policy/versions')).json().items).toMatchObject([
      { version: 2, ...standard },
      { version: 1, ...wanted },
    ]);
  });

  it('pauses colleagues at the same company where they said so', async () => {
    const { id: companyId } = (await marketing.post('/api/v1/companies', { name: 'Nordhavn Pumper' })).json();
    const [one, other] = [await somebody({ companyId }), await somebody({ companyId })];
    await withSales(one.id);
    expect(await askOf(other.id)).toEqual({ verdict: 'allowed' });
    const { version } = (await marketing.get('/api/v1/outreach-policy')).json();
    await marketing.put('/api/v1/outreach-policy', { version, most: 3, days: 7, pausesColleagues: true });
    expect(await askOf(other.id)).toMatchObject({ verdict: 'paused', pause: { colleague: { id: one.id } } });
  });
});
