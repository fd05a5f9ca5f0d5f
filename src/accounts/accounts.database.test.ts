import { describe, expect, it } from 'vitest';
import { createTestWorkspace } from '../../test/database.ts';
import { createTestServer } from '../../test/server.ts';

const server = await createTestServer();
const { app } = server;

const setup = (body: object) => app.inject({ method: 'POST', url: '/api/v1/setup', payload: body });
const signIn = (email: string, password: string, remoteAddress = '10.0.0.1') =>
  app.inject({ method: 'POST', url: '/api/v1/session', payload: { email, password }, remoteAddress });

describe('first run', () => {
  it('refuses a short password, names the field, and makes nothing', async () => {
    const answer = await setup({ name: 'Anna', email: 'anna@firma.dk', password: 'kort', workspaceName: 'Firma', country: 'DK' });
    expect(answer.statusCode).toBe(400);
    expect(answer.json().errors[0].pointer).toBe('/password');
    expect((await app.inject('/api/v1/setup')).json()).toEqual({ needed: true });
  });

  it('makes the administrator once and signs them in', async () => {
    const body = {
      name: 'Anna',
      email: 'Anna@Firma.dk',
      password: 'fire blå heste synger',
      workspaceName: 'Firma',
      country: 'NO',
    };
    const [one, other] = await Promise.all([setup(body), setup(body)]);
    expect([one.statusCode, other.statusCode].sort()).toEqual([201, 409]);
    const cookie = [one, other].find(({ statusCode }) => statusCode === 201)?.headers['set-cookie'];
    const me = await app.inject({ url: '/api/v1/me', headers: { cookie: String(cookie).split(';')[0] ?? '' } });
    expect(me.json()).toMatchObject({
      user: { email: 'anna@firma.dk' },
      member: { role: 'admin' },
      workspace: { timeZone: 'Europe/Oslo', currency: 'NOK' },
    });
  });
});

describe('signing in', () => {
  it('answers an unknown address and a wrong password alike', async () => {
    const unknown = await signIn('nobody@firma.dk', 'en helt anden sætning');
    const wrong = await signIn('anna@firma.dk', 'en helt anden sætning');
    expect([unknown.statusCode, wrong.statusCode]).toEqual([401, 401]);
    expect(unknown.body).toBe(wrong.body);
  });

  it('slows a guesser down after five failures, and says for how long', async () => {
    const statuses = [];
    for (let attempt = 0; attempt < 7; attempt++)
      statuses.push((await signIn('guess@firma.dk', 'forkert kodeord her', '10.1.0.1')).statusCode);
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429]);
    expect(
      Number((await signIn('guess@firma.dk', 'forkert kodeord her', '10.1.0.1')).headers['retry-after']),
    ).toBeGreaterThanOrEqual(1);
  });

  it('counts many guesses at once like many in a row, and leaves the owner elsewhere alone', async () => {
    const guesses = await Promise.all(
      Array.from({ length: 20 }, () => signIn('anna@firma.dk', 'forkert kodeord her', '10.2.0.1')),
    );
    expect(guesses.filter(({ statusCode }) => statusCode === 401)).toHaveLength(5);
    expect((await signIn('anna@firma.dk', 'fire blå heste synger', '10.2.0.2')).statusCode).toBe(201);
  });
});

describe('members and invitations', () => {
  it('invites the head of the other team, who sets a password and is in', async () => {
    const admin = await server.as('admin');
    const invited = await admin.post('/api/v1/members', {
      email: 'salg@firma.dk',
      name: 'Simon Sand',
      role: 'sales',
      team: 'sales',
      head: true,
    });
    expect(invited.statusCode).toBe(201);
    const token = String(invited.json().invitationUrl).split('/').at(-1);
    expect((await app.inject(`/api/v1/invitations/${token}`)).json()).toMatchObject({ name: 'Simon Sand' });
    const accepted = await app.inject({
      method: 'POST',
      url: `/api/v1/invitations/${token}`,
      payload: { password: 'seks grønne både sejler' },
    });
    expect(accepted.statusCode).toBe(201);
    expect(
      (
        await app.inject({
          method: 'POST',
          url: `/api/v1/invitations/${token}`,
          payload: { password: 'seks grønne både sejler' },
        })
      ).statusCode,
    ).toBe(404);
    expect((await signIn('salg@firma.dk', 'seks grønne både sejler')).statusCode).toBe(201);
  });

  it('never sets the password of somebody who has one', async () => {
    const [here, there] = [
      await server.as('admin'),
      await server.as('admin', { workspace: await createTestWorkspace(server.db) }),
    ];
    const invite = async (admin: typeof here) =>
      (await admin.post('/api/v1/members', { email: 'ny@firma.dk', name: 'Ny', role: 'sales', team: 'sales' })).json();
    const [first, second] = [await invite(here), await invite(there)];
    const accept = (url: string, password: string) =>
      app.inject({ method: 'POST', url: `/api/v1/invitations/${url.split('/').at(-1)}`, payload: { password } });
    expect((await accept(first.invitationUrl, 'syv sorte svaner svømmer')).statusCode).toBe(201);
    expect((await accept(second.invitationUrl, 'otte onde orme orker')).statusCode).toBe(404);
    expect((await there.post(`/api/v1/members/${second.id}/invitation`)).statusCode).toBe(422);
    expect((await signIn('ny@firma.dk', 'syv sorte svaner svømmer', '10.3.0.1')).statusCode).toBe(201);
  });

  it('keeps the last administrator', async () => {
    const workspace = await createTestWorkspace(server.db);
    const admin = await server.as('admin', { workspace });
    const answer = await admin.patch(`/api/v1/members/${admin.memberId}`, { role: 'sales' });
    expect(answer.statusCode).toBe(422);
    expect(answer.json().detail).toMatch(/administrator/);
  });
});

describe('a member who has left a workspace', () => {
  it('is told so by the sessions they had there, which never act in another workspace of theirs', async () => {
    const [here, there] = [
      await createTestWorkspace(server.db, 'Nordhavn'),
      await createTestWorkspace(server.db, 'Fjordlys', 'NO'),
    ];
    const admin = await server.as('admin', { workspace: here });
    const [email, password] = ['to@steder.dk', 'ni nye nisser nyser'];
    const made = (await admin.post('/api/v1/members', { email, name: 'To Steder', role: 'sales', team: 'sales' })).json();
    await app.inject({
      method: 'POST',
      url: `/api/v1/invitations/${made.invitationUrl.split('/').at(-1)}`,
      payload: { password },
    });
    const other = await server.as('admin', { workspace: there });
    await other.post('/api/v1/members', { email, name: 'To Steder', role: 'admin', team: 'leadership' });
    const cookie = String((await signIn(email, password, '10.4.0.1')).headers['set-cookie']).split(';')[0] ?? '';
    const me = () => app.inject({ url: '/api/v1/me', headers: { cookie } });
    expect((await me()).json().workspace.id).toBe(here);

    expect((await admin.patch(`/api/v1/members/${made.id}`, { left: true })).statusCode).toBe(204);
    const answers = [
      await me(),
      await app.inject({ method: 'POST', url: '/api/v1/write-keys', payload: {}, headers: { cookie } }),
    ];
    for (const answer of answers) {
      expect(answer.statusCode).toBe(401);
      expect(answer.json().detail).toMatch(/no longer a member of the workspace/);
    }
    expect((await other.get('/api/v1/write-keys')).json().items).toEqual([]);

    const again = String((await signIn(email, password, '10.4.0.1')).headers['set-cookie']).split(';')[0] ?? '';
    expect((await app.inject({ url: '/api/v1/me', headers: { cookie: again } })).json().workspace.id).toBe(there);
  });
});

describe('Idempotency-Key', () => {
  it('gives a repeat the same bytes and makes nothing new', async () => {
    const admin = await server.as('admin');
    const before = (await admin.get('/api/v1/write-keys')).json().items.length;
    const [first, second] = [
      await admin.post('/api/v1/write-keys', { name: 'A' }, { 'idempotency-key': 'k1' }),
      await admin.post('/api/v1/write-keys', { name: 'A' }, { 'idempotency-key': 'k1' }),
    ];
    expect(second.body).toBe(first.body);
    expect((await admin.get('/api/v1/write-keys')).json().items.length).toBe(before + 1);
    expect((await admin.post('/api/v1/write-keys', { name: 'B' }, { 'idempotency-key': 'k1' })).statusCode).toBe(422);
  });
});
