import { afterAll, describe, expect, it } from 'vitest';
import { openSession } from '../accounts/commands.ts';
import { createTestMember, createTestWorkspace } from '../../test/database.ts';
import { createTestServer } from '../../test/server.ts';
import { buildServer } from '../server.ts';
import { readConfig } from './config.ts';
import { connect, inTransaction, inWorkspace } from './database.ts';
import { fairTurns } from './turns.ts';

describe('connections to the database', () => {
  it('are not taken from other workspaces by one whose transactions are stuck', async () => {
    const { app, db, close } = await fairServer();
    const [stuck, other] = [await createTestWorkspace(db, 'Nordhavn'), await createTestWorkspace(db, 'Fjordlys', 'NO')];
    const asAdmin = async (workspace: string) => {
      const { userId } = await createTestMember(db, workspace, 'admin');
      const token = await inTransaction(db, {}, (transaction) => openSession(transaction, userId, new Date()));
      return (method: 'GET' | 'PATCH', name?: string) =>
        app.inject({
          method,
          url: '/api/v1/workspace',
          headers: { cookie: `samspil_session=${token}` },
          ...(name && { payload: { name } }),
        });
    };
    const [inStuck, inOther] = [await asAdmin(stuck), await asAdmin(other)];
    await Promise.all([inStuck('GET'), inOther('GET')]);

    let letGo = () => {};
    let locked = () => {};
    const isLocked = new Promise<void>((done) => (locked = done));
    const held = inWorkspace(plain.db, stuck, { kind: 'system' }, async (context) => {
      await context.db.selectFrom('workspaces').select('id').where('id', '=', stuck).forUpdate().execute();
      locked();
      await new Promise<void>((done) => (letGo = done));
    });
    await isLocked;
    const changes = Array.from({ length: 12 }, (_, number) => inStuck('PATCH', `Name ${number}`));
    const turnedAway = await Promise.race(changes);
    expect([turnedAway.statusCode, turnedAway.headers['content-type']]).toEqual([503, 'application/problem+json']);
    expect(Number(turnedAway.headers['retry-after'])).toBeGreaterThan(0);
    for (let ask = 0; ask < 20; ask++) expect((await inOther('GET')).statusCode).toBe(200);
    expect((await inOther('PATCH', 'Fjordlys AS')).statusCode).toBe(204);
    expect((await app.inject('/healthz')).statusCode).toBe(200);

    letGo();
    await held;
    const statuses = (await Promise.all(changes)).map(({ statusCode }) => statusCode);
    // Two held connections, four waited, and the rest was turned away.
    expect(statuses.filter((status) => status === 204)).toHaveLength(6);
    expect(statuses.filter((status) => status === 503)).toHaveLength(6);
    expect((await inStuck('GET')).statusCode).toBe(200);
    await close();
  });
});

const plain = await createTestServer();
const limited = await createTestServer({
  API_LIMIT_PER_MINUTE: '30',
  WORKSPACE_LIMIT_PER_MINUTE: '50',
  TRACKING_LIMIT_PER_MINUTE: '100',
});
const ends: (() => Promise<void>)[] = [];
afterAll(() => Promise.all(ends.map((end) => end())));

async function fairServer() {
  const { db, pool } = connect(plain.appUrl, 5, 8_000, fairTurns({ each: 2, all: 4, waiting: 4, patienceMs: 30_000 }));
  const app = await buildServer({ config: readConfig({ LOG_LEVEL: 'silent' }), db, enqueue: async () => {} });
  let closed: Promise<void> | undefined;
  const close = () => (closed ??= app.close().then(() => pool.end()));
  ends.push(close);
  return { app, db, close };
}

describe('requests a minute', () => {
  const many = async (count: number, ask: (number: number) => Promise<{ statusCode: number; headers: object }>) => {
    const answers = [];
    for (let number = 0; number < count; number++) answers.push(await ask(number));
    const statuses = answers.map(({ statusCode }) => statusCode);
    const refused = answers.find(({ statusCode }) => statusCode === 429);
    return { statuses, refused };
  };
  const countOf = (statuses: number[], status: number) => statuses.filter((each) => each === status).length;

  it('are limited for each key, and twenty times too many are noticed by nobody else', async () => {
    const [greedy, other] = [await limited.withKey(['read']), await limited.withKey(['read'])];
    const { statuses, refused } = await many(30 * 20, () => greedy.get('/api/v1/workspace'));
    expect([countOf(statuses, 200), countOf(statuses, 429)]).toEqual([30, 570]);
    expect(refused?.headers).toMatchObject({ 'content-type': 'application/problem+json', 'retry-after': expect.any(String) });
    expect((await other.get('/api/v1/workspace')).statusCode).toBe(200);
  });

  it('are limited for each workspace, however many keys it has, and for no other', async () => {
    const [crowded, quiet] = [await createTestWorkspace(limited.db), await createTestWorkspace(limited.db)];
    const keys = await Promise.all(Array.from({ length: 5 }, () => limited.withKey(['read'], crowded)));
    const { statuses } = await many(100, (number) => (keys[number % 5] as (typeof keys)[0]).get('/api/v1/workspace'));
    expect([countOf(statuses, 200), countOf(statuses, 429)]).toEqual([50, 50]);
    expect((await (await limited.withKey(['read'], quiet)).get('/api/v1/workspace')).statusCode).toBe(200);
  });

  it('count invented keys for the network they come from, and let those in force there in', async () => {
    const invented = (number: number, remoteAddress: string) =>
      limited.app.inject({ url: '/api/v1/workspace', headers: { authorization: `Bearer invented-${number}` }, remoteAddress });
    const member = await limited.as('sales', { workspace: await createTestWorkspace(limited.db) });
    const inForce = () =>
      limited.app.inject({ url: '/api/v1/me', headers: { cookie: member.cookie }, remoteAddress: '10.9.0.1' });
    expect((await inForce()).statusCode).toBe(200);
    const { statuses } = await many(60, (number) => invented(number, '10.9.0.1'));
    expect([countOf(statuses, 401), countOf(statuses, 429)]).toEqual([30, 30]);
    expect((await inForce()).statusCode).toBe(200);
    expect((await invented(1, '10.9.0.2')).statusCode).toBe(401);
    // One subscriber of IPv6 has billions of addresses; the network is what they share.
    const six = await many(60, (number) => invented(number, `2001:db8:1:2::${number.toString(16)}`));
    expect(countOf(six.statuses, 429)).toBe(30);
    expect((await invented(1, '2001:db8:1:3::1')).statusCode).toBe(401);
  });

  it('count tracking by events and workspace, and invented write keys by network', async () => {
    const [busy, calm] = [await createTestWorkspace(limited.db), await createTestWorkspace(limited.db)];
    const track = async (workspace: string, events: number, name: string) =>
      limited.app.inject({
        method: 'POST',
        url: '/v1/batch',
        headers: { authorization: `Basic ${btoa(`${keys.get(workspace)}:`)}` },
        payload: {
          batch: Array.from({ length: events }, (_, number) => ({
            type: 'track',
            event: 'Price Viewed',
            anonymousId: 'a',
            messageId: `${name}-${number}`,
          })),
        },
        remoteAddress: '10.9.1.1',
      });
    const keys = new Map([
      [busy, await limited.writeKey(busy)],
      [calm, await limited.writeKey(calm)],
      ['nobody', 'invented'],
    ]);
    expect((await track(busy, 60, 'a')).statusCode).toBe(200);
    const beyond = await track(busy, 60, 'b');
    expect([beyond.statusCode, Number(beyond.headers['retry-after']) > 0]).toEqual([429, true]);
    // A client on a website's page is let read when to come again: its browser hides what is not named.
    expect(beyond.headers).toMatchObject({ 'access-control-allow-origin': '*', 'access-control-expose-headers': 'retry-after' });
    expect((await track(calm, 60, 'c')).statusCode).toBe(200);
    const { statuses } = await many(60, () => track('nobody', 1, 'd'));
    expect([countOf(statuses, 401), countOf(statuses, 429)]).toEqual([30, 30]);
    expect((await track(calm, 30, 'e')).statusCode).toBe(200);
    const settings = await many(60, (number) =>
      limited.app.inject({ url: `/v1/projects/invented-${number}/settings`, remoteAddress: '10.9.2.1' }),
    );
    expect([countOf(settings.statuses, 404), countOf(settings.statuses, 429)]).toEqual([30, 30]);
  });
});
