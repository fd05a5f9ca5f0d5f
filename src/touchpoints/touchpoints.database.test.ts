import { gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { createTestWorkspace } from '../../test/database.ts';
import { createTestServer } from '../../test/server.ts';
import { inTransaction } from '../platform/database.ts';
import { digest } from './tracking/journal/commands.ts';
import spec from './fixtures/segment-spec.json' with { type: 'json' };

const server = await createTestServer();
const { app, db } = server;

const basic = (key: string) => ({ authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}` });

/** A workspace of its own with a write key: nothing another test sends is in its figures. */
async function house() {
  const workspace = await createTestWorkspace(db);
  const key = await server.writeKey(workspace);
  const rows = <T>(query: ReturnType<typeof sql<T>>) =>
    inTransaction(db, { workspace }, async (transaction) => (await query.execute(transaction)).rows);
  return {
    workspace,
    key,
    rows,
    post: (path: string, payload: object | string | Buffer, headers: Record<string, string> = {}) =>
      app.inject({
        method: 'POST',
        url: `/v1/${path}`,
        headers: { 'content-type': 'application/json', ...basic(key), ...headers },
        payload,
      }),
    touches: () =>
      rows(
        sql<{
          messageId: string;
          personId: string | null;
          anonymousId: string | null;
          channel: string;
          kind: string;
          bot: boolean;
          url: string;
        }>`select * from touchpoints order by occurred_at, id`,
      ),
    quarantine: () =>
      rows(sql<{ reason: string; path: string; original: Buffer }>`select reason, path, original from quarantine order by id`),
    ledger: async () =>
      (
        await rows(sql<Record<string, number>>`select received, accepted, duplicate, quarantined, refused from tracking_ledger`)
      )[0],
  };
}

const page = (fields: object = {}) => ({
  type: 'page',
  messageId: crypto.randomUUID(),
  anonymousId: 'browser-1',
  properties: { url: 'https://nordhavn.dk/priser' },
  ...fields,
});

describe('the door', () => {
  it('takes the examples of the specification', async () => {
    const { post, ledger } = await house();
    const batch = (['common', 'identify', 'page', 'track', 'screen', 'group', 'alias'] as const).map((name, index) => ({
      ...spec[name],
      messageId: `m${index}`,
    }));
    const answer = await post('batch', { batch });
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toEqual({ success: true, accepted: 7, duplicate: 0, quarantined: 0 });
    expect(await ledger()).toEqual({ received: 7, accepted: 7, duplicate: 0, quarantined: 0, refused: 0 });
  });

  it('takes the key from the body, text/plain as browsers send it, and gzip', async () => {
    const { key, touches } = await house();
    const send = (body: string | Buffer, headers: Record<string, string>) =>
      app.inject({ method: 'POST', url: '/v1/batch', headers, payload: body });
    const batch = (message: object) => JSON.stringify({ writeKey: key, batch: [message] });
    expect((await send(batch(page()), { 'content-type': 'text/plain;charset=UTF-8' })).json()).toMatchObject({ accepted: 1 });
    expect(
      (await send(gzipSync(batch(page())), { 'content-type': 'application/json', 'content-encoding': 'gzip' })).json(),
    ).toMatchObject({ accepted: 1 });
    expect(await touches()).toHaveLength(2);
  });

  it('answers any site, before and after it asks', async () => {
    const asked = await app.inject({
      method: 'OPTIONS',
      url: '/v1/batch',
      headers: { origin: 'https://nordhavn.dk', 'access-control-request-method': 'POST' },
    });
    expect(asked.statusCode).toBe(204);
    expect(asked.headers).toMatchObject({ 'access-control-allow-origin': '*', 'access-control-allow-methods': 'POST' });
    const refused = await app.inject({
      method: 'POST',
      url: '/v1/batch',
      headers: { 'content-type': 'text/plain' },
      payload: '{"batch":[]}',
    });
    expect(refused.statusCode).toBe(401);
    expect(refused.headers['access-control-allow-origin']).toBe('*');
  });

  it('answers to every name a call has, and lets clients send headers of their own', async () => {
    const { post, ledger } = await house();
    const names = ['identify', 'i', 'track', 't', 'page', 'p', 'screen', 's', 'group', 'g', 'alias', 'a'];
    const message = { userId: '7', previousId: 'b', groupId: 'g', event: 'Price Viewed' };
    for (const name of names) expect((await post(name, message)).json()).toMatchObject({ accepted: 1 });
    for (const name of ['batch', 'import', 'b'])
      expect((await post(name, { batch: [{ ...message, type: 'track' }] })).json()).toMatchObject({ accepted: 1 });
    expect((await post('m', { series: [] })).statusCode).toBe(204);
    expect(await ledger()).toMatchObject({ received: 15, accepted: 15 });
    const headers = 'authorization,content-type,x-retry-count,x-own';
    const asked = await app.inject({ method: 'OPTIONS', url: '/v1/t', headers: { 'access-control-request-headers': headers } });
    expect(asked.headers['access-control-allow-headers']).toBe(headers);
  });

  it('tells Segment’s browser client where to send, and strangers nothing', async () => {
    const { key } = await house();
    const settings = (writeKey: string) =>
      app.inject({ url: `/v1/projects/${writeKey}/settings`, headers: { host: 'spor.nordhavn.dk' } });
    expect((await settings(key)).json()).toMatchObject({
      integrations: { 'Segment.io': { apiKey: key, apiHost: 'spor.nordhavn.dk/v1', protocol: 'http' } },
    });
    expect((await settings(key)).headers['access-control-allow-origin']).toBe('*');
    expect((await settings('samspil_write_wrong')).statusCode).toBe(404);
  });

  it('counts what is too large for it, and what is of another type', async () => {
    const { post, ledger } = await house();
    await post('batch', JSON.stringify({ batch: [], filler: 'x'.repeat(600_000) }));
    await post('batch', 'a=b', { 'content-type': 'application/x-www-form-urlencoded' });
    expect(await ledger()).toEqual({ received: 2, accepted: 0, duplicate: 0, quarantined: 0, refused: 2 });
  });

  it('keeps one long text of a message whole, wherever it stands', async () => {
    const { post, touches } = await house();
    const url = `https://nordhavn.dk/priser?q=${'x'.repeat(14_000)}`;
    const answer = await post('page', page({ properties: { url, title: 'æ'.repeat(7_000) }, name: 'Priser' }));
    expect(answer.json()).toMatchObject({ accepted: 1 });
    expect(await touches()).toMatchObject([{ url }]);
    expect(
      (
        await post('identify', {
          userId: 'u',
          traits: { name: 'n'.repeat(10_000), company: { name: 'c'.repeat(10_000) }, email: 'e'.repeat(10_000) },
        })
      ).json(),
    ).toMatchObject({ accepted: 1 });
  });

  it('keeps a message of more than 32 KB in quarantine', async () => {
    const { post, quarantine, touches } = await house();
    const filler = Array.from({ length: 6 }, () => 'x'.repeat(8_000));
    const answer = await post('batch', { batch: [page(), page({ context: { filler } })] });
    expect(answer.json()).toMatchObject({ accepted: 1, quarantined: 1 });
    expect(await quarantine()).toMatchObject([{ reason: expect.stringContaining('32768 bytes') }]);
    expect(await touches()).toHaveLength(1);
  });

  it('refuses a key that is wrong or revoked within five seconds', async () => {
    const { workspace, key } = await house();
    const send = (writeKey: string) =>
      app.inject({
        method: 'POST',
        url: '/v1/page',
        headers: { 'content-type': 'application/json' },
        payload: { writeKey, ...page() },
      });
    expect((await send('samspil_write_wrong')).statusCode).toBe(401);
    expect((await send(key)).statusCode).toBe(200);
    await inTransaction(db, { workspace }, (transaction) =>
      transaction.updateTable('writeKeys').set({ revokedAt: new Date() }).execute(),
    );
    await expect.poll(async () => (await send(key)).statusCode, { timeout: 5_000, interval: 500 }).toBe(401);
  });

  it.each([
    ['broken JSON', '{"batch":[', 400],
    ['no UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), 400],
    ['nothing', '', 400],
    ['a list for a batch', '[]', 400],
    ['a batch that is none', '{"batch":{}}', 400],
    ['100,000 levels', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 400],
    ['more messages than are worth reading', JSON.stringify({ batch: Array.from({ length: 5_001 }, () => 1) }), 413],
  ])('refuses %s in words and writes nothing but the count', async (_name, body, status) => {
    const { post, touches, quarantine, ledger } = await house();
    const answer = await post('batch', body);
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect([await touches(), await quarantine()]).toEqual([[], []]);
    expect(await ledger()).toEqual({ received: 1, accepted: 0, duplicate: 0, quarantined: 0, refused: 1 });
  });

  it('refuses what is too large, also once it is unpacked, and what calls itself something else', async () => {
    const { post } = await house();
    expect((await post('batch', JSON.stringify({ batch: [], filler: 'x'.repeat(600_000) }))).statusCode).toBe(413);
    expect(
      (
        await post('batch', gzipSync(JSON.stringify({ batch: [], filler: 'x'.repeat(5_000_000) })), {
          'content-encoding': 'gzip',
        })
      ).statusCode,
    ).toBe(413);
    expect((await post('batch', Buffer.from('no gzip'), { 'content-encoding': 'gzip' })).statusCode).toBe(400);
    expect((await post('batch', 'a=b', { 'content-type': 'application/x-www-form-urlencoded' })).statusCode).toBe(415);
  });

  it('tells the sender of a single call what is wrong with it, and keeps it', async () => {
    const { post, quarantine } = await house();
    const answer = await post('track', { anonymousId: 'a', event: 7 });
    expect(answer.statusCode).toBe(400);
    expect(answer.json().errors).toEqual([{ pointer: '/event', detail: expect.stringContaining('text') }]);
    expect(await quarantine()).toMatchObject([{ path: '/event' }]);
  });
});

describe('nothing lost, nothing twice', () => {
  it('counts a batch sent twenty times at once as one', async () => {
    const { workspace, post, touches, ledger } = await house();
    const batch = Array.from({ length: 10 }, (_, index) => page({ messageId: `m${index}`, anonymousId: `b${index}` }));
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, turn) => post('batch', { batch, sentAt: new Date(Date.now() + turn).toISOString() })),
    );
    const sum = (field: string) => answers.reduce((total, answer) => total + Number(answer.json()[field]), 0);
    expect([sum('accepted'), sum('duplicate'), sum('quarantined')]).toEqual([10, 190, 0]);
    while ((await digest(db, workspace)) !== null);
    expect(await touches()).toHaveLength(10);
    expect(await ledger()).toEqual({ received: 200, accepted: 10, duplicate: 190, quarantined: 0, refused: 0 });
  });

  it('takes a client’s next try for the same message, although it counts its tries in it', async () => {
    const { post } = await house();
    const message = page({ messageId: 'm1', _metadata: { bundled: [] } });
    expect((await post('p', message)).json()).toMatchObject({ accepted: 1 });
    const again = { ...message, sentAt: new Date().toISOString(), _metadata: { bundled: [], retryCount: 2 } };
    expect((await post('p', again)).json()).toMatchObject({ duplicate: 1, quarantined: 0 });
  });

  it('answers a request that bears the same Idempotency-Key as it did before', async () => {
    const { post, ledger } = await house();
    const send = (body: object) => post('track', body, { 'idempotency-key': 'order-7' });
    const body = { anonymousId: 'b', event: 'Price Viewed' };
    const [first, again] = [await send(body), await send(body)];
    expect([again.statusCode, again.body]).toEqual([200, first.body]);
    expect(first.json()).toMatchObject({ accepted: 1 });
    expect((await send({ ...body, event: 'Other' })).statusCode).toBe(422);
    expect(await ledger()).toMatchObject({ received: 1, accepted: 1 });
    expect((await send({ ...body, event: 7 })).statusCode).toBe(400);
  });

  it('puts a message that reuses an id for something else into quarantine, and takes the same id of another workspace', async () => {
    const [one, other] = [await house(), await house()];
    await one.post('page', page({ messageId: 'same' }));
    expect(
      (await one.post('page', page({ messageId: 'same', properties: { url: 'https://nordhavn.dk/andet' } }))).json(),
    ).toMatchObject({ quarantined: 1 });
    expect((await other.post('page', page({ messageId: 'same' }))).json()).toMatchObject({ accepted: 1 });
    expect(await one.quarantine()).toMatchObject([{ path: '/messageId' }]);
    expect(await one.touches()).toHaveLength(1);
  });

  it('keeps 99 of a batch of 100 and the bad one as it was sent, without the sender’s address', async () => {
    const { post, touches, quarantine } = await house();
    const good = Array.from({ length: 99 }, () => JSON.stringify(page()));
    const bad =
      '{"type":"track", "event":"\\u0000", "anonymousId":"a","properties":{"huge":1e400},"context":{"ip":"203.0.113.7","x":1}}';
    const answer = await post(
      'batch',
      `{"batch":[${[...good.slice(0, 40), bad, ...good.slice(40)].join(', ')}],"sentAt":"2026-01-01T00:00:00Z"}`,
    );
    expect(answer.json()).toEqual({ success: true, accepted: 99, duplicate: 0, quarantined: 1 });
    expect(await touches()).toHaveLength(99);
    const [kept] = await quarantine();
    expect(kept?.original.toString()).toBe(bad.replace('"203.0.113.7"', 'null'));
    expect(kept?.path).toBe('/event');
  });

  it('keeps a depth that cannot be written again, and names that are none', async () => {
    const { post, quarantine, ledger } = await house();
    const deep = `{"type":"page","anonymousId":"a","properties":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}`;
    const proto = '{"type":"page","anonymousId":"a","properties":{"__proto__":{"x":1}}}';
    const answer = await post('batch', `{"batch":[${deep},${proto},7,"\\ud800"]}`);
    expect(answer.json()).toMatchObject({ accepted: 0, quarantined: 4 });
    expect((await quarantine()).map(({ original }) => original.toString())).toEqual([deep, proto, '7', '"\\ud800"']);
    expect(await ledger()).toEqual({ received: 4, accepted: 0, duplicate: 0, quarantined: 4, refused: 0 });
  });
});

describe('what is stored of a touch', () => {
  it('takes the road of the visit for pages within the site', async () => {
    const { post, touches } = await house();
    const at = (minutes: number) => new Date(Date.now() - (60 - minutes) * 60_000).toISOString();
    await post(
      'page',
      page({
        timestamp: at(0),
        properties: { url: 'https://nordhavn.dk/?utm_source=google&utm_medium=cpc', referrer: 'https://www.google.dk/' },
      }),
    );
    await post('batch', {
      batch: [
        page({ timestamp: at(5), properties: { url: 'https://nordhavn.dk/priser', referrer: 'https://nordhavn.dk/' } }),
        page({ timestamp: at(30), properties: { url: 'https://nordhavn.dk/demo', referrer: 'https://nordhavn.dk/priser' } }),
      ],
    });
    expect((await touches()).map(({ channel }) => channel)).toEqual(['paid_search', 'paid_search', 'paid_search']);
  });

  it('tells visitors without consent apart for a day, and stores neither address nor browser', async () => {
    const { key, rows } = await house();
    const visit = (remoteAddress: string) => {
      const payload = JSON.stringify({
        writeKey: key,
        ...page({ anonymousId: undefined, context: { library: { name: 'samspil' } } }),
      });
      return app.inject({
        method: 'POST',
        url: '/v1/page',
        remoteAddress,
        headers: { 'content-type': 'text/plain', 'user-agent': 'Firefox/140', origin: 'https://nordhavn.dk' },
        payload,
      });
    };
    for (const address of ['203.0.113.9', '203.0.113.10', '203.0.113.9']) expect((await visit(address)).statusCode).toBe(200);
    const stored = await rows(
      sql<{ anonymousId: string; row: string }>`select anonymous_id, t::text as row from touchpoints t order by id`,
    );
    const [first, other, again] = stored.map(({ anonymousId }) => anonymousId);
    expect(first).toMatch(/^v:[\w-]{27}$/);
    expect([again === first, other === first]).toEqual([true, false]);
    expect(stored.filter(({ row }) => /203\.0\.113|Firefox/.test(row))).toEqual([]);
  });

  it('marks a machine that came with a browser’s request, and takes a server’s own agent for no visitor', async () => {
    const { post, touches } = await house();
    await post('page', page(), { 'user-agent': 'Googlebot/2.1', origin: 'https://nordhavn.dk' });
    await post('page', page(), { 'user-agent': 'python-requests/2.32' });
    expect((await touches()).map(({ bot }) => bot).sort()).toEqual([false, true]);
  });
});

describe('touchpoints by hand', () => {
  it('records a fair for a new address, long ago, and lists it', async () => {
    const marketing = await server.as('marketing');
    const answer = await marketing.post('/api/v1/touchpoints', {
      email: 'Bo@Fjord.no',
      kind: 'event',
      side: 'marketing',
      title: 'Nor-Shipping',
      occurredAt: '2025-06-02T10:00:00Z',
    });
    expect(answer.statusCode).toBe(201);
    const { items } = (await marketing.get('/api/v1/touchpoints?kind=event&to=2025-12-31T00:00:00Z')).json();
    expect(items).toMatchObject([
      { id: answer.json().id, channel: 'event', title: 'Nor-Shipping', person: { name: 'bo@fjord.no' } },
    ]);
    expect(
      (
        await marketing.post('/api/v1/touchpoints', {
          email: 'bo@fjord.no',
          kind: 'call',
          side: 'sales',
          occurredAt: '2099-01-01T00:00:00Z',
        })
      ).statusCode,
    ).toBe(422);
    const foreign = await server.as('marketing', { workspace: await createTestWorkspace(db) });
    expect(
      (await foreign.post('/api/v1/touchpoints', { personId: items[0].person.id, kind: 'call', side: 'sales' })).statusCode,
    ).toBe(422);
    expect((await foreign.get('/api/v1/touchpoints')).json().items).toEqual([]);
  });

  it('pages through touches without losing or repeating one', async () => {
    const { workspace, post } = await house();
    const timestamp = new Date(Date.now() - 60_000).toISOString();
    await post('batch', { batch: Array.from({ length: 7 }, () => page({ timestamp })) });
    const client = await server.withKey(['read'], workspace);
    const seen: string[] = [];
    for (let url: string | null = '/api/v1/touchpoints?limit=3'; url;) {
      const { items, next }: { items: { id: string }[]; next: string | null } = (await client.get(url)).json();
      seen.push(...items.map(({ id }) => id));
      url = next && `/api/v1/touchpoints?limit=3&cursor=${next}`;
    }
    expect(new Set(seen).size).toBe(7);
    expect(seen).toHaveLength(7);
  });
});
