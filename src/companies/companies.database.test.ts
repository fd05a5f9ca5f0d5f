import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { createTestWorkspace } from '../../test/database.ts';
import { createTestServer, type TestClient } from '../../test/server.ts';
import { inTransaction } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';
import type { BuyingMember, CompanyLikeness, Distinction } from './schema.ts';

const server = await createTestServer();
const { app, db } = server;

async function house() {
  const workspace = await createTestWorkspace(db);
  const key = await server.writeKey(workspace);
  const sales = await server.as('sales', { workspace });
  const rows = <T>(query: ReturnType<typeof sql<T>>) =>
    inTransaction(db, { workspace }, async (transaction) => (await query.execute(transaction)).rows);
  const send = async (...batch: object[]) => {
    const answer = await app.inject({ method: 'POST', url: '/v1/batch', payload: { writeKey: key, batch } });
    expect(answer.json()).toMatchObject({ accepted: batch.length });
  };
  return { workspace, sales, rows, send };
}

let minute = 0;
const start = Date.now() - 3_600_000;
const when = () => ({ messageId: newId(), timestamp: new Date(start + (minute += 1) * 1000).toISOString() });
const group = (groupId: string, traits: object, userId?: string) => ({
  type: 'group',
  groupId,
  traits,
  ...(userId === undefined ? { anonymousId: 'b' } : { userId }),
  ...when(),
});
const identify = (userId: string, traits: object) => ({ type: 'identify', userId, traits, ...when() });

const list = async <T>(client: TestClient, url: string): Promise<T[]> => (await client.get(url)).json().items;
type Named = { id: string; name: string };

describe('a group call', () => {
  it('makes a company known by the sender’s id, with what it says, and its caller one of its people', async () => {
    const { send, sales } = await house();
    await send(
      identify('u1', { name: 'Anna Holm' }),
      group(
        'g1',
        {
          name: 'Nordhavn Pumper A/S',
          website: 'https://www.nordhavn.dk/om',
          cvr: 'DK 12 34 56 78',
          employees: '120',
          industry: 'Pumps',
        },
        'u1',
      ),
    );
    const [company, ...others] = await list<Named>(sales, '/api/v1/companies');
    expect(others).toEqual([]);
    expect((await sales.get(`/api/v1/companies/${company?.id}`)).json()).toMatchObject({
      name: 'Nordhavn Pumper A/S',
      organisationNumber: '12345678',
      domains: ['nordhavn.dk'],
      employees: 120,
      industry: 'Pumps',
      people: 1,
      identities: expect.arrayContaining([expect.objectContaining({ kind: 'external_id', source: 'group', value: 'g1' })]),
    });
    expect(await list(sales, '/api/v1/people')).toMatchObject([{ name: 'Anna Holm', company: { id: company?.id } }]);
  });

  it('of a visitor nobody knows still tells of the company', async () => {
    const { send, sales } = await house();
    await send(group('g1', { name: 'Nordhavn' }));
    expect(await list(sales, '/api/v1/companies')).toMatchObject([{ name: 'Nordhavn', people: 0 }]);
    expect(await list(sales, '/api/v1/people')).toEqual([]);
  });

  it('joins what it names together, says why, and can be undone for good', async () => {
    const { send, sales } = await house();
    await send(identify('u1', { email: 'anna@nordhavn.dk' }), group('g1', { name: 'Nordhavn' }, 'u2'));
    expect(await list(sales, '/api/v1/companies')).toHaveLength(2);
    await send(group('g1', { website: 'nordhavn.dk' }, 'u2'));
    const [company, ...others] = await list<Named>(sales, '/api/v1/companies');
    expect(others).toEqual([]);
    expect(company).toMatchObject({ name: 'Nordhavn', people: 2, domains: ['nordhavn.dk'] });
    const [merge] = await list<{ id: string }>(sales, `/api/v1/companies/${company?.id}/merges`);
    expect(merge).toMatchObject({
      reason: null,
      mergedBy: null,
      evidence: {
        names: [
          { kind: 'external_id', value: 'g1' },
          { kind: 'domain', value: 'nordhavn.dk' },
        ],
      },
    });
    expect((await sales.delete(`/api/v1/company-merges/${merge?.id}`)).statusCode).toBe(204);
    expect((await list<Named>(sales, '/api/v1/companies')).map(({ name }) => name)).toEqual(['Nordhavn', 'nordhavn.dk']);
    await send(group('g1', { website: 'nordhavn.dk' }, 'u2'));
    expect(await list(sales, '/api/v1/companies')).toHaveLength(2);
  });

  it('with a profile on somebody else’s site joins nobody', async () => {
    const { send, sales } = await house();
    await send(
      group('g1', { name: 'Nordhavn', website: 'https://www.linkedin.com/company/nordhavn' }),
      group('g2', { name: 'Fjordlys', website: 'https://linkedin.com/company/fjordlys' }),
    );
    expect(await list(sales, '/api/v1/companies')).toHaveLength(2);
  });
});

describe('two companies that are one', () => {
  it('become one by hand with people, deals and invoices, and two again exactly as they were', async () => {
    const { sales, rows } = await house();
    const kept = (await sales.post('/api/v1/companies', { name: 'Nordhavn Pumper A/S', domain: 'nordhavn.dk' })).json();
    const merged = (
      await sales.post('/api/v1/companies', { name: 'Nordhavn Pumps', organisationNumber: '12345678', employees: 40 })
    ).json();
    await sales.post('/api/v1/people', { email: 'anna@nordhavn.dk' });
    await sales.post('/api/v1/people', { email: 'bo@gmail.com', companyId: merged.id });
    await sales.post('/api/v1/deals', { name: 'Pumps', companyId: merged.id });
    for (const [company, state] of [
      [kept.id, 'suggested'],
      [merged.id, 'confirmed'],
    ])
      await rows(sql`with i as (insert into invoices (workspace_id, id, kind, number, issued_on, currency, net_minor, tax_minor, gross_minor, customer_name, created_at)
        values (current_workspace(), ${kept.id}, 'invoice', 'F-1', '2026-04-02', 'DKK', 100, 25, 125, 'Nordhavn', now()) on conflict do nothing)
        insert into invoice_matches (workspace_id, invoice_id, company_id, basis, likeness, state, matched_at) values (current_workspace(), ${kept.id}, ${company}, 'name', 0.8, ${state}, now())`);
    const everything = () =>
      Promise.all([
        rows(sql`select id, name, organisation_number, employees, merged_into from companies order by id`),
        rows(sql`select kind, source, value, company_id from company_identities order by kind, value`),
        rows(sql`select id, company_id from people order by id`),
        rows(sql`select id, company_id from deals order by id`),
        rows(sql`select company_id, state from invoice_matches order by company_id`),
      ]);
    const before = await everything();
    expect((await sales.get(`/api/v1/companies/${merged.id}/belongings`)).json()).toMatchObject({
      people: 1,
      deals: 1,
      invoices: 1,
    });

    const merge = await sales.post(`/api/v1/companies/${kept.id}/merges`, { companyId: merged.id, reason: 'One house' });
    expect(merge.statusCode).toBe(201);
    expect((await sales.get(`/api/v1/companies/${merged.id}`)).json()).toMatchObject({
      id: kept.id,
      name: 'Nordhavn Pumper A/S',
      organisationNumber: '12345678',
      employees: 40,
      people: 2,
    });
    expect(await rows(sql`select company_id, state from invoice_matches`)).toEqual([{ companyId: kept.id, state: 'confirmed' }]);
    // Whoever means the merged one by its number means the kept one now.
    expect((await sales.post('/api/v1/companies', { name: 'Another', organisationNumber: '12345678' })).json().id).toBe(kept.id);

    expect((await sales.delete(`/api/v1/company-merges/${merge.json().id}`)).statusCode).toBe(204);
    expect(await everything()).toEqual(before);
    expect((await sales.delete(`/api/v1/company-merges/${merge.json().id}`)).statusCode).toBe(409);
  });

  it('are parted again although the deal of a match that gave way is gone by then', async () => {
    const { sales, workspace, rows } = await house();
    const [kept, merged] = [
      (await sales.post('/api/v1/companies', { name: 'Nordhavn' })).json(),
      (await sales.post('/api/v1/companies', { name: 'Nordhavn Pumper' })).json(),
    ];
    const deal = (await sales.post('/api/v1/deals', { name: 'Pumper', companyId: merged.id })).json().id;
    const finance = await server.as('finance', { workspace });
    const invoice = {
      number: '7',
      issuedOn: '2026-10-02',
      currency: 'DKK',
      netMinor: 100,
      taxMinor: 25,
      customerName: 'Ingen af dem',
    };
    const { id } = (await finance.post('/api/v1/invoices', invoice)).json();
    for (const [company, state, of] of [
      [kept.id, 'confirmed', null],
      [merged.id, 'suggested', deal],
    ])
      await rows(sql`insert into invoice_matches (workspace_id, invoice_id, company_id, deal_id, basis, likeness, state, matched_at)
        values (${workspace}, ${id}, ${company}, ${of}, 'name', 1, ${state}, now())`);
    const merge = (await sales.post(`/api/v1/companies/${kept.id}/merges`, { companyId: merged.id })).json().id;
    await rows(sql`delete from deals where id = ${deal}`);
    expect((await sales.delete(`/api/v1/company-merges/${merge}`)).statusCode).toBe(204);
    expect(await rows(sql`select company_id from invoice_matches`)).toEqual([{ companyId: kept.id }]);
  });

  it('are suggested by name and by addresses, until somebody says that they are two', async () => {
    const { sales, send } = await house();
    const one = (await sales.post('/api/v1/companies', { name: 'Nordhavn Pumper A/S', domain: 'nordhavn.dk' })).json();
    const alike = (await sales.post('/api/v1/companies', { name: 'NORDHAVN PUMPER', domain: 'nordhavn-pumper.no' })).json();
    await send(group('g1', { name: 'Pumpefabrikken' }, 'u1'), identify('u1', { email: 'anna@nordhavn.dk' }));
    await sales.post('/api/v1/companies', { name: 'Fjordlys AS' });
    const pairs = async (query = '') =>
      (await list<CompanyLikeness>(sales, `/api/v1/company-likenesses${query}`)).map(
        ({ one: { name }, other, basis, likeness }) => [[name, other.name].toSorted().join(' = '), basis, likeness],
      );
    const byName = ['NORDHAVN PUMPER = Nordhavn Pumper A/S', 'name', 1];
    const byAddress = ['Nordhavn Pumper A/S = Pumpefabrikken', 'address', 1];
    expect((await pairs()).toSorted()).toEqual([byName, byAddress]);
    expect(await pairs(`?company=${alike.id}`)).toEqual([byName]);
    expect((await sales.post('/api/v1/company-distinctions', { companyId: one.id, otherCompanyId: alike.id })).statusCode).toBe(
      204,
    );
    expect(await pairs()).toEqual([byAddress]);
    expect((await sales.post('/api/v1/company-distinctions', { companyId: one.id, otherCompanyId: newId() })).statusCode).toBe(
      422,
    );
  });

  it('are suggested and recognised again once “they are two” is taken back, however it was said', async () => {
    const { sales } = await house();
    const one = (await sales.post('/api/v1/companies', { name: 'Nordhavn Pumper A/S', domain: 'nordhavn.dk' })).json();
    const other = (await sales.post('/api/v1/companies', { name: 'NORDHAVN PUMPER', domain: 'nordhavn-pumper.no' })).json();
    const pairs = async () => (await list<CompanyLikeness>(sales, '/api/v1/company-likenesses')).length;
    const apart = (id: string) => list<Distinction>(sales, `/api/v1/companies/${id}/distinctions`);
    const takeBack = async () => (await sales.delete(`/api/v1/companies/${other.id}/distinctions/${one.id}`)).statusCode;
    expect([await takeBack(), await pairs()]).toEqual([404, 1]);
    const saidTwo = { companyId: one.id, otherCompanyId: other.id };
    await sales.post('/api/v1/company-distinctions', saidTwo);
    expect(await apart(one.id)).toMatchObject([
      { other: { id: other.id, name: 'NORDHAVN PUMPER' }, decidedBy: { id: sales.memberId } },
    ]);
    expect([await pairs(), await takeBack(), await pairs(), await apart(one.id)]).toEqual([0, 204, 1, []]);
    expect(await takeBack()).toBe(404);
    await sales.post('/api/v1/company-distinctions', saidTwo);
    expect([await pairs(), await takeBack(), await pairs()]).toEqual([0, 204, 1]);

    // Whoever parts a merge says so too, whichever of the two was kept.
    const merge = (await sales.post(`/api/v1/companies/${other.id}/merges`, { companyId: one.id })).json().id;
    expect((await sales.get(`/api/v1/companies/${one.id}`)).json()).toMatchObject({ id: other.id, name: 'NORDHAVN PUMPER' });
    await sales.delete(`/api/v1/company-merges/${merge}`);
    expect([await pairs(), (await apart(other.id)).map(({ other: them }) => them?.name)]).toEqual([0, ['Nordhavn Pumper A/S']]);
    expect([await takeBack(), await pairs(), await apart(other.id)]).toEqual([204, 1, []]);
  });

  it('are never one because they are called alike', async () => {
    const { sales, send } = await house();
    await send(
      identify('u1', { email: 'anna@nordhavn.dk', company: { name: 'Nordhavn' } }),
      identify('u2', { email: 'bo@nordhavn.no', company: { name: 'Nordhavn' } }),
    );
    expect((await list<Named>(sales, '/api/v1/companies')).map(({ name }) => name)).toEqual(['Nordhavn', 'Nordhavn']);
  });
});

describe('a buying group', () => {
  it('says who plays which part, who said so and when', async () => {
    const { sales } = await house();
    const anna = (await sales.post('/api/v1/people', { name: 'Anna', email: 'anna@nordhavn.dk', title: 'CFO' })).json();
    await sales.post('/api/v1/people', { name: 'Bo', email: 'bo@nordhavn.dk' });
    const address = `/api/v1/companies/${anna.company.id}/buying-group`;
    const given = await sales.post(address, { personId: anna.id, role: 'decision_maker' });
    expect(given.statusCode).toBe(201);
    expect((await sales.post(address, { personId: anna.id, role: 'decision_maker' })).json()).toEqual(given.json());
    const [first, second] = await list<BuyingMember>(sales, address);
    expect(first).toMatchObject({
      name: 'Anna',
      title: 'CFO',
      roles: [{ role: 'decision_maker', saidBy: { id: sales.memberId } }],
    });
    expect(second).toMatchObject({ name: 'Bo', roles: [] });
    expect((await sales.delete(`/api/v1/buying-roles/${given.json().id}`)).statusCode).toBe(204);
    expect((await sales.delete(`/api/v1/buying-roles/${given.json().id}`)).statusCode).toBe(409);
    expect((await list<BuyingMember>(sales, address)).flatMap(({ roles }) => roles)).toEqual([]);
  });

  it('takes only people of the company', async () => {
    const { sales } = await house();
    const anna = (await sales.post('/api/v1/people', { email: 'anna@nordhavn.dk' })).json();
    const bo = (await sales.post('/api/v1/people', { email: 'bo@fjord.no' })).json();
    const answer = await sales.post(`/api/v1/companies/${anna.company.id}/buying-group`, { personId: bo.id, role: 'champion' });
    expect(answer.statusCode).toBe(422);
  });
});
