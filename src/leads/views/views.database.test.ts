import { beforeAll, describe, expect, it } from 'vitest';
import { createTestWorkspace } from '../../../test/database.ts';
import { createTestServer, type TestClient } from '../../../test/server.ts';
import { inWorkspace } from '../../platform/database.ts';
import { moveLead, openLead } from '../commands.ts';
import type { LeadView } from './schema.ts';

const server = await createTestServer();
const within = <T>(work: Parameters<typeof inWorkspace<T>>[3]) =>
  inWorkspace(server.db, server.workspace, { kind: 'system' }, work);
let marketer: TestClient;
let seller: TestClient;
const viewsOf = async (client: TestClient): Promise<LeadView[]> => (await client.get('/api/v1/lead-views')).json().items;
const keep = async (client: TestClient, body: object) => client.post('/api/v1/lead-views', body);

async function lead(stage?: 'mql' | 'submitted'): Promise<string> {
  const person = (await marketer.post('/api/v1/people', { name: 'Mette Holm', email: `${Math.random()}@kunde.dk` })).json().id;
  return within(async (context) => {
    const { id } = await openLead(context, person);
    if (stage) await moveLead(context, id, stage);
    return id;
  });
}

beforeAll(async () => {
  marketer = await server.as('marketing');
  seller = await server.as('sales');
  for (const stage of [undefined, 'mql', 'mql', 'submitted'] as const) await lead(stage);
});

describe('views of leads', () => {
  it('has some that everybody has, counted as they are now', async () => {
    const counts = Object.fromEntries((await viewsOf(seller)).map(({ key, count }) => [key, count]));
    expect(counts).toEqual({ all: 4, new: 4, ready: 0, mine: 0, given_back: 0, waiting: 1, returned: 0 });
    const waiting = (await viewsOf(seller)).find(({ key }) => key === 'waiting');
    const listed = await seller.get(`/api/v1/leads?${String(new URLSearchParams(waiting?.query))}`);
    expect(listed.json().items).toHaveLength(1);
  });

  it('keeps one under a name for oneself, and shares it with the team when told to', async () => {
    const kept = await keep(marketer, {
      name: 'Mine MQL',
      query: { stage: 'mql', sort: 'name', columns: 'person,stage', layout: 'board' },
    });
    expect([kept.statusCode, kept.json()]).toMatchObject([201, { name: 'Mine MQL', count: 2, isShared: false, unknown: [] }]);
    const key: string = kept.json().key;
    expect((await viewsOf(seller)).some((view) => view.key === key)).toBe(false);
    for (const method of ['patch', 'delete'] as const)
      expect((await seller[method](`/api/v1/lead-views/${key}`, {})).statusCode).toBe(404);

    await marketer.patch(`/api/v1/lead-views/${key}`, { shared: true, name: 'Klar i marketing' });
    expect((await viewsOf(seller)).find((view) => view.key === key)).toMatchObject({ name: 'Klar i marketing', isShared: true });
    expect((await seller.patch(`/api/v1/lead-views/${key}`, { name: 'Min nu' })).statusCode).toBe(403);
    expect((await seller.delete(`/api/v1/lead-views/${key}`)).statusCode).toBe(403);
    expect((await marketer.delete(`/api/v1/lead-views/${key}`)).statusCode).toBe(204);
    expect((await viewsOf(marketer)).some((view) => view.key === key)).toBe(false);
    const told = (await marketer.get('/api/v1/events?limit=3')).json().items;
    expect(told.map(({ type }: { type: string }) => type)).toEqual(['lead_view.deleted', 'lead_view.changed', 'lead_view.kept']);
  });

  it('refuses a part that means nothing, and a second view of the same name', async () => {
    const wrong = await keep(marketer, { name: 'Forkert', query: { stage: 'mql,dreaming', mood: 'good' } });
    expect([wrong.statusCode, wrong.json().errors.map((each: { pointer: string }) => each.pointer)]).toEqual([
      422,
      ['/query/stage', '/query/mood'],
    ]);
    expect((await keep(marketer, { name: 'Mit eget', query: {} })).statusCode).toBe(201);
    expect((await keep(marketer, { name: 'mit EGET', query: {} })).statusCode).toBe(409);
    expect((await keep(seller, { name: 'Mit eget', query: {} })).statusCode).toBe(201);
  });

  it('shows a view with filters of an older release without them, and says which they are', async () => {
    const { key } = (await keep(marketer, { name: 'Gammel', query: { stage: 'mql' } })).json();
    await within(({ db }) =>
      db
        .updateTable('leadViews')
        .set({ query: JSON.stringify({ stage: 'mql', region: 'nord', ready: 'maybe' }) })
        .where('id', '=', key)
        .execute(),
    );
    expect((await viewsOf(marketer)).find((view) => view.key === key)).toMatchObject({
      count: 2,
      unknown: [
        { part: 'region', value: 'nord' },
        { part: 'ready', value: 'maybe' },
      ].sort((one, other) => one.part.localeCompare(other.part)),
    });
  });

  it('opens with the one chosen, until that is deleted', async () => {
    const { key } = (await keep(marketer, { name: 'Fælles', query: { stage: 'mql' }, shared: true })).json();
    const opening = async () => (await viewsOf(seller)).filter(({ isDefault }) => isDefault).map((view) => view.key);
    expect(await opening()).toEqual([]);
    await seller.put('/api/v1/lead-views/default', { key: 'waiting' });
    expect(await opening()).toEqual(['waiting']);
    await seller.put('/api/v1/lead-views/default', { key });
    expect(await opening()).toEqual([key]);
    await marketer.delete(`/api/v1/lead-views/${key}`);
    expect(await opening()).toEqual([]);
    expect((await seller.put('/api/v1/lead-views/default', { key })).statusCode).toBe(404);
  });

  it('shows nobody a view of another workspace', async () => {
    const elsewhere = await createTestWorkspace(server.db, 'Fjordby Ventilation');
    const stranger = await server.as('marketing', { workspace: elsewhere });
    const { key } = (await keep(stranger, { name: 'Deres', query: {}, shared: true })).json();
    expect((await viewsOf(marketer)).some((view) => view.key === key)).toBe(false);
    expect((await marketer.patch(`/api/v1/lead-views/${key}`, { name: 'Vores' })).statusCode).toBe(404);
    expect((await marketer.put('/api/v1/lead-views/default', { key })).statusCode).toBe(404);
  });
});
