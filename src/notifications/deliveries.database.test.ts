import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { as, createTestMember, createTestWorkspace } from '../../test/database.ts';
import { createMailServer } from '../../test/mail.ts';
import { createTestServer, type TestClient } from '../../test/server.ts';
import { openMailer } from '../platform/mail.ts';
import { newId } from '../platform/ids.ts';
import { postOutside } from '../platform/outgoing.ts';
import { notify, withdrawNews, type News } from './commands.ts';
import { beginTry, planNews } from './deliveries/commands.ts';
import { startCourier, type Courier } from './deliveries/jobs.ts';

const from = 'Samspil <nyt@firma.dk>';
const mail = await createMailServer();
const server = await createTestServer({ SMTP_URL: mail.url, MAIL_FROM: from });
const { db } = server;
const system = { kind: 'system' } as const;

/** A receiver of webhooks: each address answers as the test says, 200 unless it says otherwise. */
type Answer = (request: IncomingMessage, response: ServerResponse) => void;
const hooks = {
  answers: new Map<string, Answer>(),
  got: [] as { path: string; body: string }[],
  waiting: new Map<string, number>(),
};
const receiver = createServer((request, response) => {
  const path = request.url ?? '';
  let body = '';
  request.on('data', (chunk: Buffer) => (body += chunk.toString()));
  request.on('end', () => {
    hooks.got.push({ path, body });
    (hooks.answers.get(path) ?? (() => response.end('ok')))(request, response);
  });
});
await new Promise<void>((ready) => receiver.listen(0, '127.0.0.1', ready));
const { port } = receiver.address() as AddressInfo;
afterAll(() => {
  receiver.closeAllConnections();
  receiver.close();
});

/** The way outside as in the product, but for the name that leads to this machine. */
const post = (address: string, json: unknown) =>
  postOutside(address.replace('https://hooks.slack.com', `http://hooks.slack.com:${port}`), json, {
    withinMs: 2_000,
    ports: new Set([String(port)]),
    resolve: async () => ['127.0.0.1'],
    allowed: (ip) => ip === '127.0.0.1',
  });

const couriers: Courier[] = [];
function courier(mailer = openMailer({ smtpUrl: mail.url, from })): Courier {
  const started = startCourier(db, { address: 'https://samspil.firma.dk', mailer, post });
  couriers.push(started);
  return started;
}
beforeEach(() => {
  mail.answer = 'take';
  mail.received.length = 0;
  hooks.answers.clear();
  hooks.got.length = 0;
});
afterEach(async () => {
  await Promise.all(couriers.splice(0).map((each) => each.stop()));
});

interface There {
  workspace: string;
  admin: TestClient;
  sales: TestClient;
}

async function there(): Promise<There> {
  const workspace = await createTestWorkspace(db);
  const there = { workspace, admin: await server.as('admin', { workspace }), sales: await server.as('sales', { workspace }) };
  await db.updateTable('users').set({ passwordHash: 'set' }).execute();
  return there;
}

const tell = (
  { workspace }: There,
  members: (TestClient | string)[],
  news: Partial<News> = {},
  now = new Date(),
): Promise<{ subject: News['subject'] }> =>
  as(
    db,
    workspace,
    system,
    async (context) => {
      const subject = { kind: 'feed', id: newId() };
      const ids = members.map((member) => (typeof member === 'string' ? member : member.memberId));
      await notify(context, ids, { kind: 'handoff.assigned', subject, data: { name: 'Nordavarme' }, ...news });
      return { subject: news.subject ?? subject };
    },
    now,
  );

const choose = async (client: TestClient, place: string, ...kinds: string[]) =>
  expect(
    (
      await client.patch('/api/v1/notification-preferences', {
        choices: kinds.flatMap((kind) => [
          { kind, place, wanted: true },
          ...(place === 'mail' ? [] : [{ kind, place: 'mail', wanted: false }]),
        ]),
      })
    ).statusCode,
  ).toBe(200);

const connect = async (admin: TestClient, path: string, more: object = {}) =>
  (
    await admin.post('/api/v1/notification-connections', {
      name: '#salg',
      carrier: 'slack',
      language: 'da',
      address: `https://hooks.slack.com/${path}`,
      ...more,
    })
  ).json().id as string;

const deliveries = async (client: TestClient, query = '') => (await client.get(`/api/v1/deliveries${query}`)).json().items;
const until = (check: () => Promise<void> | void) => vi.waitFor(check, { timeout: 20_000, interval: 50 });
const untilState = (client: TestClient, state: string, query = '') =>
  until(async () => expect((await deliveries(client, query)).map((each: { state: string }) => each.state)).toEqual([state]));

describe('news by mail', () => {
  test('reaches a member in their language within seconds, once, whoever works', async () => {
    const here = await there();
    await here.sales.patch('/api/v1/me', { language: 'nl', name: 'Ænne\u2028Bcc: x@y.dk' });
    const both = [courier(), courier()];
    for (let n = 0; n < 12; n += 1) {
      await tell(here, [here.sales]);
      both.forEach((each) => each.wake(here.workspace));
    }
    await until(async () => {
      both.forEach((each) => each.wake(here.workspace));
      expect(await deliveries(here.sales, '?state=pending')).toEqual([]);
      expect((await deliveries(here.sales)).length).toBeGreaterThan(0);
    });
    const sent: { id: string; to: string }[] = await deliveries(here.sales, '?state=sent');
    expect(mail.received.map(({ headers }) => headers.get('message-id')).sort()).toEqual(
      sent.map(({ id }) => `<${id}@firma.dk>`).sort(),
    );
    expect(mail.received[0]?.to).toEqual([sent[0]?.to]);
    const { headers, raw } = mail.received[0] ?? { headers: new Map<string, string>(), raw: '' };
    expect(headers.get('from')).toBe(from);
    expect(headers.get('auto-submitted')).toBe('auto-generated');
    expect(headers.get('list-id')).toBe(`Samspil <${here.workspace}.news.firma.dk>`);
    expect(headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    expect([...headers.keys()].filter((name) => name === 'bcc')).toEqual([]);
    expect(raw).toContain('Content-Type: text/plain');
    expect(raw).toContain('Content-Type: text/html');
    // Lines of mail are folded with = at their end.
    expect(raw.replaceAll('=\r\n', '')).toContain('Openen in Samspil: https://samspil.firma.dk/settings/sources');
  });

  test('that a mailbox refuses fails at once, is seen by its member and the administrator, and can be tried again', async () => {
    const here = await there();
    mail.answer = 'refuse';
    await tell(here, [here.sales]);
    const worker = courier();
    worker.wake(here.workspace);
    await untilState(here.sales, 'failed');
    const [failed] = await deliveries(here.admin, '?of=all&state=failed');
    expect(failed).toMatchObject({
      state: 'failed',
      attempts: 1,
      answer: { code: 'mail_refused', status: 550 },
      nextTryAt: null,
    });
    const news = (await here.sales.get('/api/v1/notifications?unread=true')).json().items;
    expect(news.map(({ kind }: { kind: string }) => kind)).toEqual(['delivery.failed', 'handoff.assigned']);
    mail.answer = 'take';
    expect((await here.sales.post(`/api/v1/deliveries/${failed.id}/retry`)).json().state).toBe('pending');
    worker.wake(here.workspace);
    await untilState(here.sales, 'sent');
    expect(mail.received.map(({ headers }) => headers.get('message-id'))).toEqual([`<${failed.id}@firma.dk>`]);
    expect((await here.sales.post(`/api/v1/deliveries/${failed.id}/retry`)).statusCode).toBe(409);
  });

  test('that the server does not take now is tried later, and so is mail to a server that is away', async () => {
    const here = await there();
    mail.answer = 'later';
    await tell(here, [here.sales]);
    courier().wake(here.workspace);
    await until(async () => expect((await deliveries(here.sales))[0]?.answer).toEqual({ code: 'mail_later', status: 451 }));
    const elsewhere = await there();
    await tell(elsewhere, [elsewhere.sales]);
    courier(openMailer({ smtpUrl: 'smtp://127.0.0.1:1', from })).wake(elsewhere.workspace);
    await until(async () =>
      expect((await deliveries(elsewhere.sales))[0]?.answer).toEqual({ code: 'mail_unreachable', status: null }),
    );
    for (const { sales } of [here, elsewhere])
      expect((await deliveries(sales))[0]).toMatchObject({ state: 'pending', attempts: 1 });
  });

  test('whose worker died between sending and recording is sent again as the same message', async () => {
    const here = await there();
    const before = new Date(Date.now() - 41_000);
    await tell(here, [here.sales], {}, before);
    await as(db, here.workspace, system, (context) => planNews(context, { mailLeaves: true }), before);
    const [{ id }] = await deliveries(here.sales);
    const died = await as(db, here.workspace, system, (context) => beginTry(context, id, 'https://samspil.firma.dk'), before);
    expect(died?.id).toBe(id);
    // While it may still be at it, nobody else is.
    const soon = new Date(before.getTime() + 39_000);
    expect(await as(db, here.workspace, system, (context) => beginTry(context, id, 'https://samspil.firma.dk'), soon)).toBeNull();
    courier().wake(here.workspace);
    await untilState(here.sales, 'sent');
    expect((await deliveries(here.sales))[0].attempts).toBe(2);
    expect(mail.received.map(({ headers }) => headers.get('message-id'))).toEqual([`<${id}@firma.dk>`]);
  });

  test('is not sent to who has left, has read it, or turned it off since; nor to who was invited and has not come', async () => {
    const here = await there();
    const { id: invited } = await createTestMember(db, here.workspace, 'sales');
    const late = await server.as('sales', { workspace: here.workspace });
    const reading = await server.as('sales', { workspace: here.workspace });
    const members = [here.sales, late, reading].map(({ memberId }) => memberId ?? '');
    const users = db.selectFrom('members').select('userId').where('id', 'in', members);
    await as(db, here.workspace, system, (context) =>
      context.db.updateTable('users').set({ passwordHash: 'set' }).where('id', 'in', users).execute(),
    );
    const quietSoFar = new Date(Date.now() - 1000);
    await tell(here, [here.sales, late, reading, invited], {}, quietSoFar);
    await as(db, here.workspace, system, (context) => planNews(context, { mailLeaves: true }), quietSoFar);
    expect(await deliveries(here.admin, '?of=all')).toHaveLength(3);
    await here.admin.patch(`/api/v1/members/${late.memberId}`, { left: true });
    const [unread] = (await reading.get('/api/v1/notifications')).json().items;
    await reading.post(`/api/v1/notifications/${unread.id}/reading`);
    await here.sales.patch('/api/v1/notification-preferences', {
      choices: [{ kind: 'handoff.assigned', place: 'mail', wanted: false }],
    });
    courier().wake(here.workspace);
    await until(async () => expect(await deliveries(here.admin, '?of=all&state=dropped')).toHaveLength(3));
    expect(mail.received).toEqual([]);
  });

  test('of what was undone is gone from the bell and not sent', async () => {
    const here = await there();
    const { subject } = await tell(here, [here.admin], { kind: 'handoff.rejected' });
    await choose(here.admin, 'mail', 'handoff.rejected');
    const worker = courier();
    worker.wake(here.workspace);
    await untilState(here.admin, 'held');
    await as(db, here.workspace, system, (context) => withdrawNews(context, { kind: 'handoff.rejected', subject }));
    expect((await here.admin.get('/api/v1/notifications')).json().items).toEqual([]);
    const [{ id }] = await deliveries(here.admin);
    const later = new Date(Date.now() + 60_000);
    expect(
      await as(db, here.workspace, system, (context) => beginTry(context, id, 'https://samspil.firma.dk'), later),
    ).toBeNull();
    await untilState(here.admin, 'dropped');
  });

  test('of an example workspace stays there', async () => {
    const here = await there();
    await as(db, here.workspace, system, (context) =>
      context.db.updateTable('workspaces').set({ example: true }).where('id', '=', here.workspace).execute(),
    );
    await tell(here, [here.sales]);
    await as(db, here.workspace, system, (context) => planNews(context, { mailLeaves: true }));
    expect(await deliveries(here.sales)).toEqual([]);
  });
});

describe('quiet hours', () => {
  const at = (text: string) => new Date(text);
  const planAt = (here: There, now: Date) =>
    as(db, here.workspace, system, (context) => planNews(context, { mailLeaves: true }), now);
  const tryAt = async (here: There, now: Date) => {
    const [{ id }] = await deliveries(here.sales);
    return as(db, here.workspace, system, (context) => beginTry(context, id, 'https://samspil.firma.dk'), now);
  };

  test('hold the news of the night in which clocks go back, and give it once, as one mail', async () => {
    const here = await there();
    await here.sales.patch('/api/v1/notification-preferences', { quietHours: { from: '22:00', until: '07:00' } });
    for (const moment of ['2027-10-30T20:00Z', '2027-10-31T00:30Z', '2027-10-31T01:30Z']) {
      await tell(here, [here.sales], {}, at(moment));
      await planAt(here, at(moment));
    }
    const held = await deliveries(here.sales);
    expect(held).toHaveLength(1);
    expect(held[0]).toMatchObject({ state: 'held', nextTryAt: '2027-10-31T06:00:00.000Z' });
    expect(await tryAt(here, at('2027-10-31T05:59:59Z'))).toBeNull();
    const begun = await tryAt(here, at('2027-10-31T06:00Z'));
    expect(begun?.message.items).toHaveLength(3);
    expect(await tryAt(here, at('2027-10-31T06:00:01Z'))).toBeNull();
  });

  test('chosen or given up later hold for what waits already', async () => {
    const here = await there();
    const evening = at('2027-11-02T20:30Z');
    await tell(here, [here.sales], {}, evening);
    await planAt(here, evening);
    await here.sales.patch('/api/v1/notification-preferences', { quietHours: { from: '21:00', until: '06:00' } });
    expect(await tryAt(here, evening)).toBeNull();
    expect((await deliveries(here.sales))[0].nextTryAt).toBe('2027-11-03T05:00:00.000Z');
    await here.sales.patch('/api/v1/notification-preferences', { quietHours: null });
    expect(await tryAt(here, at('2027-11-02T20:31Z'))).not.toBeNull();
  });

  test('are pierced by urgent news for who chose so', async () => {
    const here = await there();
    await here.sales.patch('/api/v1/notification-preferences', {
      quietHours: { from: '22:00', until: '07:00' },
      urgentPierces: true,
    });
    const night = at('2027-11-02T23:30Z');
    await tell(here, [here.sales], {}, night);
    await tell(here, [here.sales], { kind: 'handoff.overdue' }, night);
    await planAt(here, night);
    expect(
      (await deliveries(here.sales)).map(({ kinds, nextTryAt }: { kinds: string[]; nextTryAt: string }) => [kinds, nextTryAt]),
    ).toEqual(
      expect.arrayContaining([
        [['handoff.assigned'], '2027-11-03T06:00:00.000Z'],
        [['handoff.overdue'], night.toISOString()],
      ]),
    );
  });
});

describe('a channel', () => {
  test('gets what its members chose, once for all of them, as its own tool takes it', async () => {
    const here = await there();
    const colleague = await server.as('sales', { workspace: here.workspace });
    const slack = await connect(here.admin, 'slack', { team: 'sales' });
    const teams = await connect(here.admin, 'teams', { carrier: 'teams', language: 'nb' });
    for (const client of [here.sales, colleague]) await choose(client, slack, 'handoff.overdue');
    await choose(colleague, teams, 'handoff.overdue');
    await tell(here, [here.sales, colleague], { kind: 'handoff.overdue' });
    courier().wake(here.workspace);
    await until(() => expect(hooks.got.map(({ path }) => path).sort()).toEqual(['/slack', '/teams']));
    const bodies = new Map(hooks.got.map(({ path, body }) => [path, JSON.parse(body)]));
    const names = await Promise.all([here.sales, colleague].map(async (each) => (await each.get('/api/v1/me')).json().user.name));
    expect(bodies.get('/slack').blocks[0].fields.at(-1).text).toBe(`Til: ${names.join(', ')}`);
    expect(bodies.get('/teams').attachments[0].content).toMatchObject({ type: 'AdaptiveCard', version: '1.4', lang: 'nb' });
    const connections = (await here.admin.get('/api/v1/notification-connections')).json().items;
    expect(connections.map(({ last }: { last: { answer: unknown } }) => last.answer)).toEqual([
      { code: 'taken', status: 200 },
      { code: 'taken', status: 200 },
    ]);
    expect(mail.received).toEqual([]);
  });

  test.each([
    ['429 with Retry-After is asked again when it says', 429, { 'retry-after': '3600' }, 'pending', 3600],
    ['503 is asked again after a pause', 503, {}, 'pending', 10],
    ['410 is not asked again', 410, {}, 'failed', null],
    ['403 is not asked again', 403, {}, 'failed', null],
    ['a redirect is not followed', 302, { location: 'http://127.0.0.1/' }, 'failed', null],
  ])('that answers %s', async (_, status, headers, state, pause) => {
    const here = await there();
    const id = await connect(here.admin, 'hook');
    await choose(here.sales, id, 'handoff.assigned');
    hooks.answers.set('/hook', (_request, response) => void response.writeHead(status, headers).end('secret of theirs'));
    await tell(here, [here.sales]);
    courier().wake(here.workspace);
    await until(async () => expect((await deliveries(here.admin, '?of=all'))[0]?.answer?.status).toBe(status));
    const [delivery] = await deliveries(here.admin, '?of=all');
    expect(delivery).toMatchObject({ state, attempts: 1 });
    const waits = delivery.nextTryAt && Math.round((Date.parse(delivery.nextTryAt) - Date.parse(delivery.lastTriedAt)) / 1000);
    expect(waits === null || pause === null ? waits : Math.abs(waits - pause) <= 5).toBe(pause === null ? null : true);
    expect(JSON.stringify(delivery)).not.toContain('secret');
    expect(hooks.got).toHaveLength(1);
  });

  test('that is silent delays no other, and is asked one thing at a time', async () => {
    const here = await there();
    const silent = await connect(here.admin, 'silent');
    const quick = await connect(here.admin, 'quick');
    await choose(here.sales, silent, 'handoff.assigned');
    await choose(here.admin, quick, 'handoff.assigned');
    hooks.answers.set('/silent', () => {});
    const worker = courier();
    for (let n = 0; n < 3; n += 1) {
      await tell(here, [here.sales]);
      await tell(here, [here.admin]);
      worker.wake(here.workspace);
      await until(() => expect(hooks.got.filter(({ path }) => path === '/quick')).toHaveLength(n + 1));
    }
    expect(hooks.got.filter(({ path }) => path === '/silent')).toHaveLength(1);
    await until(async () =>
      expect((await deliveries(here.admin, '?of=all')).map(({ answer }: { answer: { code: string } }) => answer?.code)).toContain(
        'unreachable',
      ),
    );
  });

  test('is tested by an administrator, and gone with its address when it is removed', async () => {
    const here = await there();
    const id = await connect(here.admin, 'secret-path');
    const worker = courier();
    const test = await here.admin.post('/api/v1/delivery-tests', { connectionId: id });
    expect(test.statusCode).toBe(202);
    worker.wake(here.workspace);
    await until(async () => expect((await here.admin.get(`/api/v1/deliveries/${test.json().id}`)).json().state).toBe('sent'));
    expect(JSON.parse(hooks.got[0]?.body ?? '').text).toBe('En prøve fra Samspil');
    expect((await here.sales.post('/api/v1/delivery-tests', { connectionId: id })).statusCode).toBe(403);
    await choose(here.sales, id, 'handoff.assigned');
    hooks.answers.set('/secret-path', (_request, response) => void response.writeHead(500).end());
    await tell(here, [here.sales]);
    worker.wake(here.workspace);
    await until(() => expect(hooks.got).toHaveLength(2));
    await until(async () => expect((await deliveries(here.admin, '?of=all&state=pending'))[0]?.answer).not.toBeNull());
    expect((await here.admin.delete(`/api/v1/notification-connections/${id}`)).statusCode).toBe(204);
    const later = new Date(Date.now() + 3_600_000);
    const [{ id: waiting }] = await deliveries(here.admin, '?of=all&state=pending');
    expect(
      await as(db, here.workspace, system, (context) => beginTry(context, waiting, 'https://samspil.firma.dk'), later),
    ).toBeNull();
    expect(await deliveries(here.admin, '?of=all&state=dropped')).toHaveLength(1);
    const kept = await as(db, here.workspace, system, async ({ db: open }) => [
      await open.selectFrom('notificationConnections').selectAll().execute(),
      await open.selectFrom('events').selectAll().execute(),
    ]);
    expect(JSON.stringify(kept)).not.toContain('secret-path');
  });

  test('must have an https address outside, and nobody reads it again', async () => {
    const here = await there();
    for (const address of [
      'http://hooks.slack.com/x',
      'https://127.0.0.1/x',
      'https://a:b@hooks.slack.com/x',
      'https://intranet/x',
      'x',
    ]) {
      const answer = await here.admin.post('/api/v1/notification-connections', {
        name: '#x',
        carrier: 'slack',
        language: 'da',
        address,
      });
      expect([address, answer.statusCode, answer.json().errors[0].pointer]).toEqual([address, 422, '/address']);
    }
    await connect(here.admin, 'secret-path');
    for (const path of ['/notification-connections', '/events', '/deliveries?of=all', '/notification-preferences'])
      expect((await here.admin.get(`/api/v1${path}`)).body).not.toContain('secret-path');
  });
});

describe('another workspace', () => {
  test('sees no message, channel or choice of this one and changes none', async () => {
    const here = await there();
    const foreign = await there();
    const id = await connect(here.admin, 'ours');
    await choose(here.sales, id, 'handoff.assigned');
    await tell(here, [here.sales]);
    courier().wake(here.workspace);
    await until(async () => expect(await deliveries(here.admin, '?of=all&state=sent')).toHaveLength(1));
    const [{ id: delivery }] = await deliveries(here.admin, '?of=all');
    expect(await deliveries(foreign.admin, '?of=all')).toEqual([]);
    expect((await foreign.admin.get('/api/v1/notification-connections')).json().items).toEqual([]);
    for (const answer of [
      await foreign.admin.get(`/api/v1/deliveries/${delivery}`),
      await foreign.admin.post(`/api/v1/deliveries/${delivery}/retry`),
      await foreign.admin.delete(`/api/v1/notification-connections/${id}`),
      await foreign.admin.post('/api/v1/delivery-tests', { connectionId: id }),
    ])
      expect(answer.statusCode).toBe(404);
    const choice = { choices: [{ kind: 'handoff.assigned', place: id, wanted: true }] };
    expect((await foreign.sales.patch('/api/v1/notification-preferences', choice)).statusCode).toBe(422);
  });

  test('nor does a colleague see or repeat what was sent to another, other than an administrator', async () => {
    const here = await there();
    const colleague = await server.as('sales', { workspace: here.workspace });
    await tell(here, [here.sales]);
    courier().wake(here.workspace);
    await untilState(here.sales, 'sent');
    const [{ id }] = await deliveries(here.sales);
    expect(await deliveries(colleague)).toEqual([]);
    expect((await colleague.get('/api/v1/deliveries?of=all')).statusCode).toBe(403);
    expect((await colleague.get(`/api/v1/deliveries/${id}`)).statusCode).toBe(404);
    expect((await colleague.post(`/api/v1/deliveries/${id}/retry`)).statusCode).toBe(404);
    expect((await here.admin.get(`/api/v1/deliveries/${id}`)).statusCode).toBe(200);
  });
});

describe('a mail is unsubscribed from', () => {
  const wanted = async (client: TestClient, kind: string) =>
    (await client.get('/api/v1/notification-preferences'))
      .json()
      .kinds.find((each: { kind: string }) => each.kind === kind)
      .places.find(({ place }: { place: string }) => place === 'mail').wanted;

  test('by one POST of its mail program, for its kinds alone; looking changes nothing', async () => {
    const here = await there();
    await tell(here, [here.sales]);
    courier().wake(here.workspace);
    await untilState(here.sales, 'sent');
    const address = mail.received[0]?.headers.get('list-unsubscribe') ?? '';
    const path = new URL(address.slice(1, -1)).pathname;
    const ask = (method: 'GET' | 'HEAD' | 'POST', url = path) =>
      server.app.inject({
        method,
        url,
        ...(method === 'POST' && {
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          payload: 'List-Unsubscribe=One-Click',
        }),
      });
    expect((await ask('GET')).headers.location).toBe('/settings/news');
    await ask('HEAD');
    expect(
      (
        await ask(
          'POST',
          path.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
        )
      ).statusCode,
    ).toBe(204);
    expect((await ask('POST', path.replace(here.workspace, newId()))).statusCode).toBe(204);
    expect(await wanted(here.sales, 'handoff.assigned')).toBe(true);
    expect((await ask('POST')).statusCode).toBe(204);
    expect((await ask('POST')).statusCode).toBe(204);
    expect([await wanted(here.sales, 'handoff.assigned'), await wanted(here.sales, 'handoff.overdue')]).toEqual([false, true]);
    await tell(here, [here.sales]);
    courier().wake(here.workspace);
    await until(async () => expect((await here.sales.get('/api/v1/notifications')).json().items).toHaveLength(2));
    expect(await deliveries(here.sales)).toHaveLength(1);
  });
});

describe('without a mail server', () => {
  test('the member hears that mail is not set up, a test is refused, and news stays inside', async () => {
    const bare = await createTestServer();
    const member = await bare.as('sales');
    expect((await member.get('/api/v1/notification-preferences')).json().mailLeaves).toBe(false);
    expect((await member.post('/api/v1/delivery-tests', {})).json().detail).toContain('SMTP_URL');
    await as(bare.db, bare.workspace, system, async (context) => {
      await notify(context, [member.memberId], { kind: 'handoff.assigned', subject: { kind: 'feed', id: newId() } });
      await planNews(context, { mailLeaves: false });
    });
    expect(await deliveries(member)).toEqual([]);
  });
});
