import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { createTestWorkspace } from '../../test/database.ts';
import { createTestServer, type TestClient } from '../../test/server.ts';
import { inTransaction } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';
import type { TimelineItem } from './schema.ts';

const server = await createTestServer();
const { db } = server;

async function house() {
  const workspace = await createTestWorkspace(db);
  const sales = await server.as('sales', { workspace });
  const rows = <T>(query: ReturnType<typeof sql<T>>) =>
    inTransaction(db, { workspace }, async (transaction) => (await query.execute(transaction)).rows);
  const person = (
    await sales.post('/api/v1/people', { email: 'anna@nordhavn.dk', name: 'Anna Holm', companyName: 'Nordhavn Pumper A/S' })
  ).json();
  return { workspace, sales, rows, person };
}

/** A lead that was handed over, taken, called, won and invoiced; and a deal of the company that nobody in particular is named on. */
async function story({ rows, person, sales }: Awaited<ReturnType<typeof house>>) {
  const [lead, deal, other] = [newId(), newId(), newId()];
  const company = person.company.id;
  await rows(
    sql`insert into leads (workspace_id, id, person_id, stage, stage_since, moves, created_at) values (current_workspace(), ${lead}, ${person.id}, 'engaged', now(), 2, now())`,
  );
  await rows(sql`insert into lead_stages (workspace_id, lead_id, move, from_stage, stage, entered_at, recorded_at) values
    (current_workspace(), ${lead}, 1, 'new', 'known', '2026-03-01T09:00Z', now()), (current_workspace(), ${lead}, 2, 'known', 'engaged', '2026-03-01T09:00Z', now())`);
  await rows(
    sql`insert into definitions (workspace_id, id, version, body, body_hash, in_force_from, created_at) values (current_workspace(), ${lead}, 1000, '{}', '', now(), now())`,
  );
  await rows(sql`insert into handoffs (workspace_id, id, lead_id, submitted_at, lead_type, definition_id, met_definition, briefing, items_agreed, items_filled)
    values (current_workspace(), ${lead}, ${lead}, '2026-03-02T09:00Z', 'hot', ${lead}, true, '{}', 5, 5)`);
  await rows(
    sql`insert into handoff_decisions (workspace_id, handoff_id, id, decision, member_id, decided_at) values (current_workspace(), ${lead}, ${newId()}, 'accepted', ${sales.memberId}, '2026-03-02T10:00Z')`,
  );
  await rows(sql`insert into attempts (workspace_id, id, lead_id, handoff_id, member_id, kind, response, note, attempted_at, recorded_at)
    values (current_workspace(), ${newId()}, ${lead}, ${lead}, ${sales.memberId}, 'call', 'reached', 'Wants a demo', '2026-03-02T11:00Z', now())`);
  await rows(
    sql`insert into evidence (workspace_id, id, person_id, criterion, quote, source, asserted_at) values (current_workspace(), ${newId()}, ${person.id}, 'pain', 'The old pump leaks', 'call', '2026-03-02T11:05Z')`,
  );
  await rows(sql`insert into deals (workspace_id, id, source, external_id, name, company_id, person_id, lead_id, stage, amount_minor, currency, opened_on, closed_on, created_at) values
    (current_workspace(), ${deal}, 'test', '1', 'Three pumps', ${company}, ${person.id}, ${lead}, 'won', 10000000, 'DKK', '2026-03-05', '2026-03-20', now()),
    (current_workspace(), ${other}, 'test', '2', 'Service', ${company}, null, null, 'open', null, null, '2026-04-01', null, now())`);
  await rows(
    sql`insert into deal_stages (workspace_id, deal_id, id, stage, entered_at) values (current_workspace(), ${deal}, ${newId()}, 'won', '2026-03-20T12:00Z'), (current_workspace(), ${other}, ${newId()}, 'open', '2026-04-01T12:00Z')`,
  );
  await rows(sql`insert into invoices (workspace_id, id, kind, number, issued_on, currency, net_minor, tax_minor, gross_minor, customer_name, created_at) values
    (current_workspace(), ${deal}, 'invoice', 'F-1', '2026-04-02', 'DKK', 10000000, 2500000, 12500000, 'Nordhavn Pumper A/S', now()), (current_workspace(), ${other}, 'invoice', 'F-2', '2026-04-03', 'DKK', 1, 0, 1, 'Somebody', now())`);
  await rows(sql`insert into invoice_matches (workspace_id, invoice_id, company_id, deal_id, basis, likeness, state, matched_at) values
    (current_workspace(), ${deal}, ${company}, ${deal}, 'name', 1, 'confirmed', now()), (current_workspace(), ${other}, ${company}, null, 'name', 0.7, 'suggested', now())`);
}

async function readAll(client: TestClient, address: string, limit: number): Promise<TimelineItem[]> {
  const items: TimelineItem[] = [];
  for (let next: string | null | undefined; next !== null;) {
    const page = (await client.get(`${address}?limit=${limit}${next ? `&cursor=${next}` : ''}`)).json();
    items.push(...page.items);
    next = page.next;
  }
  return items;
}

describe('one timeline', () => {
  it('holds marketing’s, sales’, the customer’s and finance’s facts side by side, newest first', async () => {
    const home = await house();
    await story(home);
    await home.sales.post('/api/v1/touchpoints', {
      personId: home.person.id,
      kind: 'event',
      side: 'marketing',
      title: 'Fair',
      occurredAt: '2026-02-01T10:00:00Z',
    });
    const items = await readAll(home.sales, `/api/v1/people/${home.person.id}/timeline`, 200);
    expect(items.map(({ kind, side }) => `${side} ${kind}`)).toEqual([
      'customer known',
      'money invoice',
      'sales deal',
      'sales deal',
      'both evidence',
      'sales attempt',
      'sales decision',
      'marketing handoff',
      'both stage',
      'both stage',
      'marketing event',
    ]);
    expect(items.find(({ kind }) => kind === 'invoice')).toMatchObject({
      at: '2026-04-01T22:00:00.000Z',
      money: { amountMinor: 10_000_000, currency: 'DKK' },
      details: { number: 'F-1' },
    });
    expect(items.find(({ kind }) => kind === 'attempt')).toMatchObject({
      person: { name: 'Anna Holm' },
      member: { id: home.sales.memberId },
      details: { response: 'reached', note: 'Wants a demo' },
    });
    expect(items.filter(({ kind }) => kind === 'stage').map(({ details }) => details['stage'])).toEqual(['engaged', 'known']);
    expect(items.find(({ kind, title }) => kind === 'deal' && title === 'Service')?.money).toBeNull();
  });

  it('gives the same facts page by page, though several happened in one moment', async () => {
    const home = await house();
    await story(home);
    for (const title of ['a', 'b', 'c'])
      await home.sales.post('/api/v1/touchpoints', {
        personId: home.person.id,
        kind: 'call',
        side: 'sales',
        title,
        occurredAt: '2026-03-02T11:00:00Z',
      });
    const address = `/api/v1/people/${home.person.id}/timeline`;
    const whole = await readAll(home.sales, address, 200);
    expect(whole).toHaveLength(13);
    for (const limit of [1, 2, 5]) expect(await readAll(home.sales, address, limit)).toEqual(whole);
  });

  it('narrows to kinds and to sides, page by page', async () => {
    const home = await house();
    await story(home);
    const address = `/api/v1/people/${home.person.id}/timeline`;
    const kinds = async (query: string) =>
      (await home.sales.get(`${address}?${query}`)).json().items.map(({ kind }: TimelineItem) => kind);
    expect(await kinds('side=money')).toEqual(['invoice']);
    expect(await kinds('kind=attempt,evidence')).toEqual(['evidence', 'attempt']);
    expect(await kinds('side=sales&kind=deal&limit=1')).toEqual(['deal']);
    expect((await home.sales.get(`${address}?kind=sneeze`)).statusCode).toBe(400);
  });

  it('of a company is that of its people, and more', async () => {
    const home = await house();
    await story(home);
    const colleague = (await home.sales.post('/api/v1/people', { email: 'bo@nordhavn.dk' })).json();
    await home.sales.post('/api/v1/touchpoints', {
      personId: colleague.id,
      kind: 'call',
      side: 'sales',
      occurredAt: '2026-03-03T11:00:00Z',
    });
    const items = await readAll(home.sales, `/api/v1/companies/${home.person.company.id}/timeline`, 3);
    expect(items).toHaveLength(12);
    expect(items.find(({ kind }) => kind === 'call')).toMatchObject({ person: { id: colleague.id, name: 'bo@nordhavn.dk' } });
  });

  it('costs a page, however long it is', async () => {
    const { rows, person, sales } = await house();
    const quiet = (await sales.post('/api/v1/people', { email: 'bo@fjord.no' })).json();
    const touches = (id: string, count: number) =>
      rows(sql`insert into touchpoints (workspace_id, occurred_at, id, received_at, person_id, side, kind, channel)
        select current_workspace(), now() - n * interval '20 minutes', gen_random_uuid(), now(), ${id}, 'customer', 'page', 'direct' from generate_series(1, ${count}::integer) n`);
    await touches(person.id, 30_000);
    await touches(quiet.id, 60);
    const time = async (id: string) => {
      const started = performance.now();
      expect((await sales.get(`/api/v1/people/${id}/timeline?limit=50`)).json().items).toHaveLength(50);
      return performance.now() - started;
    };
    const times: [number, number][] = [];
    for (let turn = 0; turn < 7; turn++) times.push([await time(person.id), await time(quiet.id)]);
    const median = (side: 0 | 1) => times.map((pair) => pair[side]).toSorted((a, b) => a - b)[3] ?? 0;
    expect(median(0) / median(1)).toBeLessThan(3);
  });
});
