import { describe, expect, it } from 'vitest';
import { createTestWorkspace } from '../../../test/database.ts';
import { createTestServer } from '../../../test/server.ts';
import { inWorkspace } from '../../platform/database.ts';
import type { Context } from '../../platform/context.ts';
import { newId } from '../../platform/ids.ts';
import { liftSuppressionsOf, suppressAddresses, suppressedAmong } from './commands.ts';

const server = await createTestServer();
const within = <T>(workspace: string, work: (context: Context) => Promise<T>) =>
  inWorkspace(server.db, workspace, { kind: 'system' }, work);

describe('the list of addresses that get no marketing mail', () => {
  it('recognises an address in any spelling', async () => {
    const workspace = await createTestWorkspace(server.db);
    await within(workspace, async (context) => {
      expect(await suppressAddresses(context, [' Anna@Nordhavn.DK ', 'bo@fjordlys.no'], 'imported')).toEqual(
        new Set(['anna@nordhavn.dk', 'bo@fjordlys.no']),
      );
      expect(await suppressedAmong(context, ['mailto:ANNA@nordhavn.dk', 'carl@nordhavn.dk', 'nothing'])).toEqual(
        new Set(['anna@nordhavn.dk']),
      );
    });
  });

  it('keeps the first reason of an address that comes again', async () => {
    const marketer = await server.as('marketing');
    const first = await marketer.post('/api/v1/suppressions', { address: 'twice@firma.dk', reason: 'complained' });
    const again = await marketer.post('/api/v1/suppressions', { address: 'Twice@firma.dk', reason: 'asked' });
    expect([first.statusCode, again.statusCode]).toEqual([201, 200]);
    expect(again.json()).toEqual(first.json());
  });

  it('knows no address, and what it knows is worth nothing in another workspace', async () => {
    const [one, other] = [await createTestWorkspace(server.db), await createTestWorkspace(server.db, 'Fjordlys', 'NO')];
    const hashes = await Promise.all(
      [one, other].map((workspace) =>
        within(workspace, async (context) => {
          await suppressAddresses(context, ['anna@nordhavn.dk'], 'asked');
          return context.db.selectFrom('suppressions').selectAll().executeTakeFirstOrThrow();
        }),
      ),
    );
    expect(JSON.stringify(hashes)).not.toMatch(/anna|nordhavn\.dk/);
    expect(hashes[0]?.addressHash).not.toBe(hashes[1]?.addressHash);
    const told = await within(one, (context) => context.db.selectFrom('events').select('data').execute());
    expect(JSON.stringify(told)).not.toMatch(/anna@/);
  });

  it('outlives the erasure of the person', async () => {
    const workspace = await createTestWorkspace(server.db);
    const admin = await server.as('admin', { workspace });
    const { id } = (await admin.post('/api/v1/people', { name: 'Anna Holm', email: 'anna@nordhavn.dk' })).json();
    const added = (await admin.post('/api/v1/suppressions', { address: 'anna@nordhavn.dk' })).json();
    expect(added.person).toEqual({ id, name: 'Anna Holm' });
    await within(workspace, async ({ db }) => {
      await db.deleteFrom('people').where('id', '=', id).execute();
    });
    const [left] = (await admin.get('/api/v1/suppressions?address=anna@nordhavn.dk')).json().items;
    expect(left).toMatchObject({ id: added.id, person: null });
  });

  it('gives back only what an import added when that is undone', async () => {
    const workspace = await createTestWorkspace(server.db);
    await within(workspace, async (context) => {
      const importId = newId();
      await suppressAddresses(context, ['before@firma.dk'], 'unsubscribed');
      const added = await suppressAddresses(context, ['before@firma.dk', 'new@firma.dk'], 'imported', { importId });
      expect(added).toEqual(new Set(['new@firma.dk']));
      expect(await liftSuppressionsOf(context, importId)).toBe(1);
      expect(await suppressedAmong(context, ['before@firma.dk', 'new@firma.dk'])).toEqual(new Set(['before@firma.dk']));
    });
  });

  it('is searched by the very address, added to and lifted from, each told in the log', async () => {
    const workspace = await createTestWorkspace(server.db);
    const admin = await server.as('admin', { workspace });
    const { id } = (await admin.post('/api/v1/suppressions', { address: 'anna@nordhavn.dk' })).json();
    await admin.post('/api/v1/suppressions', { address: 'bo@nordhavn.dk' });
    const found = (await admin.get('/api/v1/suppressions?address=ANNA@nordhavn.dk')).json();
    expect(found.items.map((item: { id: string }) => item.id)).toEqual([id]);
    expect((await admin.delete(`/api/v1/suppressions/${id}`)).statusCode).toBe(204);
    expect((await admin.get('/api/v1/suppressions?address=anna@nordhavn.dk')).json().items).toEqual([]);
    expect((await admin.delete(`/api/v1/suppressions/${id}`)).statusCode).toBe(404);
    const told = (await admin.get('/api/v1/events')).json().items.map(({ type }: { type: string }) => type);
    expect(told.filter((type: string) => type.includes('suppress'))).toEqual([
      'suppression.lifted',
      'addresses.suppressed',
      'addresses.suppressed',
    ]);
  });
});
