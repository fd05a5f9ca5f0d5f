import { describe, expect, it } from 'vitest';
import { createTestMember, createTestWorkspace } from '../../test/database.ts';
import { createTestServer } from '../../test/server.ts';
import { inWorkspace } from '../platform/database.ts';
import { createDefinition, signDefinition } from './commands.ts';
import { definitionInForce } from './reports.ts';
import { standardDefinition } from './standard.ts';

const server = await createTestServer();
const system = { kind: 'system' } as const;

/** A workspace with both heads, as clients that can sign. */
async function twoTeams() {
  const workspace = await createTestWorkspace(server.db);
  const marketing = await server.as('marketing', { workspace, head: true });
  const sales = await server.as('sales', { workspace, head: true });
  const nameOf = async (memberId: string | null) =>
    (await marketing.get('/api/v1/members')).json().items.find(({ id }: { id: string }) => id === memberId).name as string;
  return {
    workspace,
    marketing,
    sales,
    names: { marketing: await nameOf(marketing.memberId), sales: await nameOf(sales.memberId) },
  };
}

describe('a definition', () => {
  it('waits as an unsigned draft in a new workspace', async () => {
    const { marketing } = await twoTeams();
    const { items } = (await marketing.get('/api/v1/definitions')).json();
    expect(items).toMatchObject([{ version: 1, state: 'waiting', signatures: [], createdBy: null }]);
    expect(items[0].body.thresholds).toEqual(standardDefinition.thresholds);
  });

  it('comes into force only when both teams have signed', async () => {
    const { workspace, marketing, sales, names } = await twoTeams();
    const made = (await marketing.post('/api/v1/definitions', { body: standardDefinition })).json();
    expect(made).toMatchObject({ version: 2, state: 'waiting', createdBy: { id: marketing.memberId } });

    const first = await marketing.post(`/api/v1/definitions/${made.id}/signature`, { fullName: names.marketing, agreed: true });
    expect(first.statusCode).toBe(201);
    expect(first.json()).toMatchObject({ state: 'waiting', signatures: [{ team: 'marketing', fullName: names.marketing }] });
    expect(await inWorkspace(server.db, workspace, system, (context) => definitionInForce(context, context.now))).toBeUndefined();

    const second = await sales.post(`/api/v1/definitions/${made.id}/signature`, {
      fullName: `  ${names.sales.toUpperCase()} `,
      agreed: true,
    });
    const { signedAt } = second.json().signatures.find(({ team }: { team: string }) => team === 'sales');
    expect(second.json()).toMatchObject({ state: 'in_force', inForceFrom: signedAt });
    expect([signedAt > made.inForceFrom, first.json().inForceFrom]).toEqual([true, made.inForceFrom]);
    expect((await sales.get('/api/v1/definitions')).json().items.map(({ state }: { state: string }) => state)).toEqual([
      'in_force',
      'superseded',
    ]);
  });

  it('takes both signatures given at the same moment, and one of each team', async () => {
    const { workspace, marketing, sales, names } = await twoTeams();
    const made = (await marketing.post('/api/v1/definitions', { body: standardDefinition })).json();
    const sign = (team: 'marketing' | 'sales') =>
      (team === 'marketing' ? marketing : sales).post(`/api/v1/definitions/${made.id}/signature`, {
        fullName: names[team],
        agreed: true,
      });
    const answers = await Promise.all([sign('marketing'), sign('sales'), sign('marketing')]);
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 201, 409]);
    expect(answers.find(({ statusCode }) => statusCode === 409)?.json().detail).toContain(names.marketing);
    const events = await inWorkspace(server.db, workspace, system, ({ db }) =>
      db.selectFrom('events').select('id').where('type', '=', 'definition.in_force').execute(),
    );
    expect(events).toHaveLength(1);
  });

  it('is signed by a head, under their own name, soon after signing in', async () => {
    const { workspace, marketing, sales, names } = await twoTeams();
    const { id } = (await marketing.get('/api/v1/definitions')).json().items[0];
    const url = `/api/v1/definitions/${id}/signature`;
    expect((await sales.post(url, { fullName: names.marketing, agreed: true })).json()).toMatchObject({
      status: 422,
      errors: [{ pointer: '/fullName' }],
    });
    expect((await sales.post(url, { fullName: names.sales, agreed: false })).statusCode).toBe(400);
    const rep = await server.as('sales', { workspace });
    expect((await rep.post(url, { fullName: 'Member', agreed: true })).statusCode).toBe(403);
    expect(
      (await (await server.withKey(['read', 'write', 'history'], workspace)).post(url, { fullName: 'Member', agreed: true }))
        .statusCode,
    ).toBe(403);

    const head = await createTestMember(server.db, workspace, 'sales', { head: true, name: 'Simon Sand' });
    const yesterday = { ...head, authenticatedAt: new Date(Date.now() - 16 * 60_000) };
    await expect(
      inWorkspace(server.db, workspace, yesterday, (context) => signDefinition(context, id, { fullName: 'Simon Sand' })),
    ).rejects.toThrow(/Sign in again/);
    await inWorkspace(server.db, workspace, head, (context) => signDefinition(context, id, { fullName: 'Simon Sand' }));
  });

  it('judges the past by what was in force then', async () => {
    const { workspace } = await twoTeams();
    const heads = [
      await createTestMember(server.db, workspace, 'marketing', { head: true, name: 'Mette Holm' }),
      await createTestMember(server.db, workspace, 'sales', { head: true, name: 'Simon Sand' }),
    ];
    const at = (day: string) => new Date(`${day}T12:00:00Z`);
    for (const day of ['2026-01-10', '2026-06-10']) {
      const { id } = await inWorkspace(
        server.db,
        workspace,
        system,
        (context) => createDefinition(context, { body: standardDefinition }),
        at(day),
      );
      for (const [index, name] of ['Mette Holm', 'Simon Sand'].entries()) {
        const head = heads[index]!;
        // The second head takes two days to sign.
        const now = new Date(at(day).getTime() + index * 2 * 86_400_000);
        await inWorkspace(
          server.db,
          workspace,
          { ...head, authenticatedAt: now },
          (context) => signDefinition(context, id, { fullName: name }),
          now,
        );
      }
    }
    const versionAt = async (day: string) =>
      (await inWorkspace(server.db, workspace, system, (context) => definitionInForce(context, at(day))))?.version;
    expect(await versionAt('2026-01-11')).toBeUndefined();
    expect(await versionAt('2026-01-12')).toBe(2);
    expect(await versionAt('2026-06-11')).toBe(2);
    expect(await versionAt('2026-06-12')).toBe(3);
  });

  it('is refused with the field named, and stays unseen by another workspace', async () => {
    const { marketing } = await twoTeams();
    const broken = await marketing.post('/api/v1/definitions', {
      body: { ...standardDefinition, icp: { company: [], person: [] } },
    });
    expect(broken.statusCode).toBe(400);
    expect(broken.json().errors[0].pointer).toBe('/body/icp');
    const past = await marketing.post('/api/v1/definitions', { body: standardDefinition, inForceFrom: '2025-01-01T00:00:00Z' });
    expect(past.statusCode).toBe(403);
    const { id } = (await marketing.get('/api/v1/definitions')).json().items[0];
    const stranger = await server.as('marketing', { head: true });
    const foreign = await stranger.get(`/api/v1/definitions/${id}`);
    const missing = await stranger.get('/api/v1/definitions/0199aaaa-0000-7000-8000-000000000000');
    expect([foreign.statusCode, foreign.body]).toEqual([404, missing.body]);
  });
});
