import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { createTestWorkspace } from '../../../test/database.ts';
import { createTestServer } from '../../../test/server.ts';
import { inWorkspace } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import type { Quarantined, Receipt, Source } from '../schema.ts';

const server = await createTestServer();
const { app, db } = server;

/** A workspace of its own with a write key and a program that looks after it. */
async function house() {
  const workspace = await createTestWorkspace(db);
  const key = await server.writeKey(workspace);
  const client = await server.withKey(['read', 'write'], workspace);
  const items = async <T>(url: string) => (await client.get(url)).json().items as T[];
  return {
    workspace,
    client,
    items,
    send: (call: string, body: object, headers: Record<string, string> = {}) =>
      app.inject({
        method: 'POST',
        url: `/v1/${call}`,
        headers: { authorization: `Basic ${btoa(`${key}:`)}`, 'content-type': 'application/json', ...headers },
        payload: body,
      }),
    waiting: (query = '') => items<Quarantined>(`/api/v1/quarantine${query}`),
    touches: () => items<{ occurredAt: string; title: string; bot: boolean; anonymousId: string }>('/api/v1/touchpoints'),
    live: async (after = '', language = 'en') =>
      (await client.get(`/api/v1/tracking/live?language=${language}${after && `&after=${after}`}`)).json<{
        items: Receipt[];
        cursor: string;
      }>(),
    source: async () => (await items<Source>('/api/v1/tracking/sources'))[0],
  };
}

/** Puts a message into quarantine as it was kept before its reason was a sentence with values. */
async function newOldRow(workspace: string): Promise<string> {
  const reason = 'was not understood';
  await inWorkspace(db, workspace, { kind: 'system' }, (context) =>
    sql`
      insert into quarantine (workspace_id, id, received_at, reason, path, original, asks_for_privacy, ahead)
      values (${workspace}, ${newId()}, now(), ${reason}, '', ''::bytea, false, false)`.execute(context.db),
  );
  return reason;
}

const track = (fields: object = {}) => ({ type: 'track', event: 'Price Viewed', anonymousId: 'browser-1', ...fields });

describe('a message in quarantine', () => {
  it('is corrected and goes through the door at its own time, from its own batch, once', async () => {
    const { client, send, waiting, touches, source } = await house();
    const happened = new Date(Date.now() - 50 * 60_000);
    const clockAhead = 3 * 3_600_000;
    await send(
      'batch',
      {
        sentAt: new Date(Date.now() + clockAhead).toISOString(),
        context: { campaign: { source: 'nyhedsbrev', medium: 'email' } },
        batch: [track({ event: 7, messageId: 'm1', timestamp: new Date(happened.getTime() + clockAhead).toISOString() })],
      },
      { origin: 'https://nordhavn.dk', 'user-agent': 'Googlebot/2.1' },
    );
    const [kept] = await waiting();
    if (!kept) throw new Error('nothing is in quarantine');
    expect(kept).toMatchObject({ path: '/event', correction: null, replayedAt: null, source: { name: 'Test' } });
    expect((await client.post(`/api/v1/quarantine/${kept.id}/replay`)).statusCode).toBe(422);

    const still = await client.put(`/api/v1/quarantine/${kept.id}/correction`, { text: kept.original });
    expect([still.statusCode, still.json().errors]).toEqual([422, [{ pointer: '/event', detail: expect.any(String) }]]);
    const text = kept.original.replace('"event":7', '"event":"Price Viewed"');
    const corrected = await client.put(`/api/v1/quarantine/${kept.id}/correction`, { text });
    expect(corrected.json()).toMatchObject({ correction: text, original: kept.original });

    const races = await Promise.all(Array.from({ length: 6 }, () => client.post(`/api/v1/quarantine/${kept.id}/replay`)));
    expect(races.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409, 409, 409, 409, 409]);
    const stored = (await client.get('/api/v1/touchpoints')).json().items;
    expect(stored).toMatchObject([{ title: 'Price Viewed', channel: 'email', source: 'nyhedsbrev', bot: true }]);
    expect(Math.abs(new Date(stored[0].occurredAt).getTime() - happened.getTime())).toBeLessThan(5_000);
    expect(await waiting()).toEqual([]);
    expect(await waiting('?state=replayed')).toMatchObject([{ id: kept.id, original: kept.original }]);
    expect(await source()).toMatchObject({ received: 1, accepted: 1, duplicate: 0, quarantined: 0, refused: 0 });
    await send('track', track({ messageId: 'm1', event: 'Other' }));
    expect(await touches()).toHaveLength(1);
  });

  it('goes through the door with what its browser asked for: not to be recognised, or a page fetched ahead', async () => {
    const { client, send, waiting, touches } = await house();
    const browser = { origin: 'https://nordhavn.dk', 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0' };
    await send('batch', { batch: [track({ event: 7, messageId: 'private' })] }, { ...browser, 'sec-gpc': '1' });
    await send('batch', { batch: [track({ event: 7, messageId: 'ahead' })] }, { ...browser, 'sec-purpose': 'prefetch' });
    for (const { id, original } of await waiting())
      await client.put(`/api/v1/quarantine/${id}/correction`, { text: original.replace('"event":7', '"event":"Price Viewed"') });
    await client.post('/api/v1/quarantine/replay', {});
    const stored = (await touches()).map(({ anonymousId, bot }) => ({ anonymousId, bot }));
    expect(stored).toHaveLength(2);
    expect(stored).toContainEqual({ anonymousId: null, bot: false });
    expect(stored).toContainEqual({ anonymousId: 'browser-1', bot: true });
  });

  it('that was in the way of another gets an id of its own', async () => {
    const { client, send, waiting, touches } = await house();
    await send('track', track({ messageId: 'same' }));
    await send('track', track({ messageId: 'same', event: 'Demo Requested' }));
    const [kept] = await waiting();
    expect(kept?.path).toBe('/messageId');
    expect((await client.post(`/api/v1/quarantine/${kept?.id}/replay`)).statusCode).toBe(422);
    expect((await client.post(`/api/v1/quarantine/${kept?.id}/replay`, { asNew: true })).json()).toEqual({ outcome: 'accepted' });
    expect((await touches()).map(({ title }) => title).sort()).toEqual(['Demo Requested', 'Price Viewed']);
  });

  it('says why it is there in the language of whoever reads, and what its correction still lacks', async () => {
    const { client, items, send, waiting, live, workspace } = await house();
    await send('track', track({ event: 7 }));
    await send('batch', Buffer.from('no JSON'));
    const old = await newOldRow(workspace);
    const [, kept] = await waiting('?language=da');
    expect(kept?.reason).toBe('skal være en tekst på højst 512 tegn');
    expect((await client.get(`/api/v1/quarantine/${kept?.id}?language=nl`)).json().reason).toBe(
      'moet een tekst van hooguit 512 tekens zijn',
    );
    expect((await waiting()).map(({ reason }) => reason)).toEqual([old, 'must be a text of at most 512 characters']);
    const [reason] = await items<{ reason: string; inEnglish: string }>('/api/v1/quarantine-reasons?language=nb');
    expect(reason?.reason).toBe('må være en tekst på høyst 512 tegn');
    expect(await waiting(`?reason=${encodeURIComponent(reason?.inEnglish ?? '')}`)).toHaveLength(1);
    const { items: seen } = await live('', 'da');
    expect(seen.map(({ reason: why }) => why)).toEqual([
      expect.stringMatching(/^Indholdet er ikke gyldig JSON/),
      'skal være en tekst på højst 512 tegn',
    ]);
    const text = kept?.original ?? '';
    const correction = await client.put(`/api/v1/quarantine/${kept?.id}/correction?language=da`, { text });
    expect(correction.json()).toMatchObject({
      detail: '/event skal være en tekst på højst 512 tegn.',
      errors: [{ detail: 'skal være en tekst på højst 512 tegn' }],
    });
    const replay = await client.post(`/api/v1/quarantine/${kept?.id}/replay?language=da`);
    expect(replay.json().detail).toBe('/event skal være en tekst på højst 512 tegn. Ret den først.');
  });

  it('goes with all others that are there for the same reason', async () => {
    const { client, items, send, waiting, touches, source } = await house();
    const same = Array.from({ length: 5 }, (_, index) => ({ ...track(), messageId: `m${index}` }));
    await send('batch', { batch: same });
    await send('batch', { batch: [...same.map((message) => ({ ...message, event: 'Changed' })), track({ event: null })] });
    const reasons = await items<{ reason: string; count: number }>('/api/v1/quarantine-reasons');
    expect(reasons.map(({ count }) => count)).toEqual([5, 1]);
    const reason = reasons[0]?.reason;
    const answer = await client.post('/api/v1/quarantine/replay', { reason });
    expect(answer.json()).toEqual({ accepted: 0, duplicate: 0, quarantined: 5, next: null });
    const asNew = await client.post('/api/v1/quarantine/replay', { reason, asNew: true });
    expect(asNew.json()).toEqual({ accepted: 5, duplicate: 0, quarantined: 0, next: null });
    expect(await touches()).toHaveLength(10);
    expect(await waiting(`?reason=${encodeURIComponent(reason ?? '')}`)).toEqual([]);
    expect(await source()).toMatchObject({ received: 11, accepted: 10, duplicate: 0, quarantined: 1, refused: 0 });
  });

  it('is discarded for good, and no other workspace sees it', async () => {
    const { client, send, waiting } = await house();
    await send('track', track({ event: 7 }));
    const [kept] = await waiting();
    const foreign = await server.withKey(['read', 'write'], await createTestWorkspace(db));
    for (const answer of [
      await foreign.get(`/api/v1/quarantine/${kept?.id}`),
      await foreign.delete(`/api/v1/quarantine/${kept?.id}`),
      await foreign.post(`/api/v1/quarantine/${kept?.id}/replay`),
    ])
      expect(answer.statusCode).toBe(404);
    expect((await client.get(`/api/v1/quarantine/${kept?.id}`)).json()).toEqual(kept);
    expect((await client.delete(`/api/v1/quarantine/${kept?.id}`)).statusCode).toBe(204);
    expect((await client.get(`/api/v1/quarantine/${kept?.id}`)).statusCode).toBe(404);
  });
});

describe('who watches the door', () => {
  it('sees everything that comes, with what became of it, and then only what is new', async () => {
    const { send, live, waiting } = await house();
    const first = await live();
    expect(first.items).toEqual([]);
    const page = { messageId: 'p1', properties: { url: 'https://nordhavn.dk/?gclid=1', path: '/', title: 'Pumper' } };
    await send('identify', { userId: '7', anonymousId: 'b', traits: { email: 'bo@fjord.no', name: 'Bo' } });
    await send('page', { anonymousId: 'b', ...page });
    await send('page', { anonymousId: 'b', ...page });
    await send('track', track({ event: 7 }));
    await send('batch', []);
    const { items, cursor } = await live(first.cursor);
    expect(items.map(({ outcome }) => outcome)).toEqual(['refused', 'quarantined', 'duplicate', 'accepted', 'accepted']);
    const [, bad, , visit] = items;
    expect(visit).toMatchObject({
      type: 'page',
      channel: 'paid_search',
      kind: 'page',
      messageId: 'p1',
      person: { name: 'Bo' },
      source: { name: 'Test' },
    });
    expect(bad).toMatchObject({ path: '/event', quarantineId: (await waiting())[0]?.id });
    expect((await live(cursor)).items).toEqual([]);
    expect((await live('another-process.99')).items).toHaveLength(5);
  });

  it('sees what each source brought, day by day, to the last message', async () => {
    const { send, source } = await house();
    expect(await source()).toMatchObject({ received: 0, lastAt: null, days: [] });
    const messages = Array.from({ length: 90 }, (_, index) => track({ messageId: `m${index % 60}` }));
    await send('batch', { batch: [...messages, { type: 'track' }, 5, null] });
    await send('batch', { batch: 7 });
    const counts = { received: 94, accepted: 60, duplicate: 30, quarantined: 3, refused: 1 };
    expect(await source()).toMatchObject({ ...counts, days: [counts], lastAt: expect.any(String) });
  });
});
