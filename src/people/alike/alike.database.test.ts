import { describe, expect, it } from 'vitest';
import { buildHandoff, buildLead } from '../../../test/build.ts';
import { as, createTestWorkspace } from '../../../test/database.ts';
import { createTestServer, type TestClient } from '../../../test/server.ts';
import { newId } from '../../platform/ids.ts';
import type { PersonLikeness } from '../schema.ts';

const server = await createTestServer();

async function house() {
  const workspace = await createTestWorkspace(server.db);
  const sales = await server.as('sales', { workspace });
  const person = async (facts: object): Promise<string> => (await sales.post('/api/v1/people', facts)).json().id;
  const writeKey = await server.writeKey(workspace);
  const identify = async (userId: string, email: string) => {
    const batch = [{ type: 'identify', userId, traits: { email }, messageId: newId() }];
    const sent = await server.app.inject({ method: 'POST', url: '/v1/batch', payload: { writeKey, batch } });
    expect(sent.json()).toMatchObject({ accepted: 1 });
  };
  return { workspace, sales, person, identify };
}

/** All pairs, read page by page. */
async function pairs(client: TestClient, path: string, limit: number): Promise<PersonLikeness[]> {
  const found: PersonLikeness[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: PersonLikeness[]; next: string | null } = (
      await client.get(`${path}?limit=${limit}${cursor === null ? '' : `&cursor=${cursor}`}`)
    ).json();
    found.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return found;
}

describe('people who may be one', () => {
  it('are suggested once, the newest first, with what speaks for it, and no more once somebody has said they are two', async () => {
    const { sales, person } = await house();
    const anna = await person({ name: 'Anna Holm', email: 'anna.holm@nordhavn.dk' });
    await person({ name: 'Lars Hansen', email: 'lh@fjordlys.no' });
    const annaAtHome = await person({ name: 'anna holm', email: 'anna.holm@gmail.com' });
    await person({ name: 'Lars Hansen', email: 'lars@kyst.dk' });
    const annaMaria = await person({ name: 'Anna Maria Holm', email: 'amh@nordhavn.dk' });
    const told = (found: PersonLikeness[]) => found.map(({ one, other, basis }) => [one.id, other.id, basis]);
    expect(told(await pairs(sales, '/api/v1/person-likenesses', 1))).toEqual([
      [annaMaria, anna, 'company'],
      [annaAtHome, anna, 'mailbox'],
    ]);
    expect(
      told((await sales.get(`/api/v1/person-likenesses?person=${anna}`)).json().items)
        .map(([, other]) => other)
        .sort(),
    ).toEqual([annaAtHome, annaMaria].sort());

    const apart = await sales.post('/api/v1/person-distinctions', { personId: anna, otherPersonId: annaAtHome });
    expect(apart.statusCode).toBe(204);
    expect((await sales.post('/api/v1/person-distinctions', { personId: annaAtHome, otherPersonId: anna })).statusCode).toBe(204);
    await sales.post(`/api/v1/people/${anna}/merges`, { personId: annaMaria, reason: 'Married' });
    expect(await pairs(sales, '/api/v1/person-likenesses', 20)).toEqual([]);
    for (const otherPersonId of [anna, newId()])
      expect((await sales.post('/api/v1/person-distinctions', { personId: anna, otherPersonId })).statusCode).toBe(422);
  });

  it('are those whom a message names together while both are with sales', async () => {
    const { workspace, sales, person, identify } = await house();
    const [anna, bo] = [await person({ email: 'anna@nordhavn.dk' }), await person({ externalId: '17', name: 'Bo' })];
    for (const one of [anna, bo])
      await as(server.db, workspace, { kind: 'system' }, async (context) => {
        const submittedAt = '2026-09-02T08:00:00Z';
        await buildHandoff(context, {
          submittedAt,
          lead: await buildLead(context, { person: one, reached: { submitted: submittedAt } }),
        });
      });
    await identify('17', 'anna@nordhavn.dk');
    const [pair, ...others] = await pairs(sales, '/api/v1/person-likenesses', 20);
    expect([pair?.one.id, pair?.other.id].toSorted()).toEqual([anna, bo].toSorted());
    expect([pair?.basis, others]).toEqual(['message', []]);
  });

  it('are not made one by a message once somebody has said that they are two', async () => {
    const { sales, person, identify } = await house();
    const [anna, bo] = [await person({ email: 'anna@nordhavn.dk' }), await person({ externalId: '17', name: 'Bo' })];
    await sales.post('/api/v1/person-distinctions', { personId: anna, otherPersonId: bo });
    await identify('17', 'anna@nordhavn.dk');
    expect((await sales.get('/api/v1/people')).json().items).toHaveLength(2);
    expect(await pairs(sales, '/api/v1/person-likenesses', 20)).toEqual([]);
    expect((await sales.delete(`/api/v1/people/${bo}/distinctions/${anna}`)).statusCode).toBe(204);
    await identify('17', 'anna@nordhavn.dk');
    expect((await sales.get('/api/v1/people')).json().items).toHaveLength(1);
  });
});

it('companies that may be one are suggested once, however many pages there are', async () => {
  const { sales } = await house();
  const company = async (name: string): Promise<string> =>
    (await sales.post('/api/v1/companies', { name, domain: `${newId()}.dk` })).json().id;
  const nordhavn = await company('Nordhavn Pumper A/S');
  for (let number = 0; number < 60; number++) await company(`Kunde ${newId().slice(-12)}`);
  const again = await company('Nordhavn Pumper');
  const found = await pairs(sales, '/api/v1/company-likenesses', 1);
  expect(found.map(({ one, other }) => [one.id, other.id])).toEqual([[again, nordhavn]]);
});
