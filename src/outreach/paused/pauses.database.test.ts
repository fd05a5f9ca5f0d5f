import { beforeAll, expect, it } from 'vitest';
import { buildHandoff, buildLead, buildPerson } from '../../../test/build.ts';
import { as } from '../../../test/database.ts';
import { createTestServer, type TestClient } from '../../../test/server.ts';

const server = await createTestServer();
const { db, workspace } = server;
let marketing: TestClient;
let sales: TestClient;

beforeAll(async () => {
  [marketing, sales] = [await server.as('marketing', { workspace }), await server.as('sales', { workspace })];
});

const DAY = 86_400_000;
const dayFromNow = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);
const handedOver = () =>
  as(db, workspace, { kind: 'system' }, async (context) => {
    const person = await buildPerson(context);
    const at = new Date(Date.now() - 2 * DAY).toISOString();
    return { person, lead: await buildLead(context, { person, reached: { accepted: at } }) };
  });
const report = async (person: string) => (await sales.get(`/api/v1/people/${person}/contact-guard`)).json();
const ask = async (personId: string, days = 0) => {
  const at = new Date(Date.now() + days * DAY + 60_000).toISOString();
  const { items } = (await marketing.post('/api/v1/contact-guard', { people: [{ personId }], at })).json();
  return items[0].guard.verdict;
};
const end = (lead: string, given: object) => sales.post(`/api/v1/leads/${lead}/pause-ending`, given);

it('ends a pause at once, with the reason and who said so, and the hand-off goes on', async () => {
  const { person, lead } = await handedOver();
  expect((await report(person)).pause).toMatchObject({ leadId: lead, ending: null });
  const ended = await end(lead, { reason: 'Will read our newsletter while they decide' });
  expect([ended.statusCode, ended.json()]).toMatchObject([
    201,
    {
      marketing: { verdict: 'allowed' },
      pause: { leadId: lead, ending: { reason: 'Will read our newsletter while they decide', setBy: { id: sales.memberId } } },
    },
  ]);
  expect(await ask(person)).toBe('allowed');
  expect((await sales.get(`/api/v1/leads/${lead}`)).json().stage).toBe('accepted');
});

it('lets a pause last until a day, and takes that back', async () => {
  const { person, lead } = await handedOver();
  expect((await end(lead, { reason: 'The fair', until: dayFromNow(3) })).statusCode).toBe(201);
  expect([await ask(person), await ask(person, 6)]).toEqual(['paused', 'allowed']);
  // Another day follows the first.
  await end(lead, { reason: 'The fair is later', until: dayFromNow(10) });
  expect(await ask(person, 6)).toBe('paused');
  const resumed = await marketing.delete(`/api/v1/leads/${lead}/pause-ending`);
  expect([resumed.statusCode, resumed.json().pause]).toMatchObject([200, { ending: null }]);
  expect(await ask(person, 30)).toBe('paused');
  expect((await marketing.delete(`/api/v1/leads/${lead}/pause-ending`)).statusCode).toBe(409);
});

it('pauses anew with another hand-off of the lead', async () => {
  const { person, lead } = await handedOver();
  await end(lead, { reason: 'Wants to read on' });
  expect(await ask(person)).toBe('allowed');
  await as(db, workspace, { kind: 'system' }, (context) =>
    buildHandoff(context, { lead, submittedAt: new Date(Date.now() + 1000).toISOString() }),
  );
  expect(await ask(person)).toBe('paused');
});

it('is refused for a lead that pauses nothing, a day that is over, and a team that is not concerned', async () => {
  const { lead } = await handedOver();
  expect((await end(lead, { reason: 'Late', until: dayFromNow(-2) })).json()).toMatchObject({
    status: 422,
    errors: [{ pointer: '/until' }],
  });
  const finance = await server.as('finance', { workspace });
  expect((await finance.post(`/api/v1/leads/${lead}/pause-ending`, { reason: 'No' })).statusCode).toBe(403);
  const early = await as(db, workspace, { kind: 'system' }, async (context) =>
    buildLead(context, { person: await buildPerson(context), reached: { mql: new Date(Date.now() - DAY).toISOString() } }),
  );
  expect((await end(early, { reason: 'Nothing to end' })).statusCode).toBe(409);
  expect((await end('00000000-0000-7000-8000-000000000000', { reason: 'Nobody' })).statusCode).toBe(404);
});
