import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createTestWorkspace } from '../../test/database.ts';
import { createTestServer } from '../../test/server.ts';
import { runImport } from '../imports/jobs.ts';
import type { Enqueue } from '../platform/jobs.ts';
import { OutgoingError, type Fetched } from '../platform/outgoing.ts';
import { inWorkspace } from '../platform/database.ts';
import { createApiKey } from '../workspaces/commands.ts';
import { lookAtFeed, pollFeeds, type Reach } from './jobs.ts';

const feedsDir = mkdtempSync(join(tmpdir(), 'feeds-'));
afterAll(() => rmSync(feedsDir, { recursive: true }));
const server = await createTestServer({ FEEDS_DIR: feedsDir });
const { db, app, enqueued } = server;

const AN_HOUR = 3_600_000;
const ads = (rows: string) => `day,source,channel,campaign,amount,currency\n${rows}`;
const MONDAY = ads('2026-11-02,google,paid_search,Brand,"1.250,50",DKK\n');
const TUESDAY = ads('2026-11-03,google,paid_search,Brand,"900,00",DKK\n');

async function office() {
  const workspace = await createTestWorkspace(db);
  const admin = await server.as('admin', { workspace });
  const enqueue: Enqueue = async (_db, name, data) => void enqueued.push({ name, data });
  const jobs = (name: string) =>
    enqueued.filter((job) => job.name === name && (job.data as { workspace: string }).workspace === workspace);
  /** Carries out the imports that were put in the queue. */
  const run = async () => {
    for (const { data } of jobs('import.run')) await runImport(db, data as { workspace: string; importId: string });
  };
  const feed = async (given: object) => {
    const answer = await admin.post('/api/v1/feeds', { name: 'Ads', kind: 'spend', mapping: null, expectedHours: 26, ...given });
    expect(answer.statusCode, answer.body).toBe(201);
    return answer.json().id as string;
  };
  const look = async (feedId: string, reach: Reach = { feedsDir }) => {
    await lookAtFeed({ db, enqueue }, { workspace, feedId }, reach);
    await run();
    return (await admin.get(`/api/v1/feeds/${feedId}`)).json();
  };
  const files = async (id: string) => (await admin.get(`/api/v1/feeds/${id}/files`)).json().items;
  const spend = async () => (await admin.get('/api/v1/spend')).json().items as { day: string }[];
  /** A file in the folder of a feed, last written to an hour ago. */
  const put = (name: string, content: string, { age = AN_HOUR } = {}) => {
    const path = join(feedsDir, workspace, 'ads', name);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, content);
    utimesSync(path, (Date.now() - age) / 1000, (Date.now() - age) / 1000);
  };
  return { workspace, admin, enqueue, jobs, run, feed, look, files, spend, put };
}

const BOUNDARY = 'samspil-feeds';
const form = (content: string, name = 'ads.csv') =>
  `--${BOUNDARY}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: text/csv\r\n\r\n${content}\r\n--${BOUNDARY}--\r\n`;

describe('a feed that files are sent to', () => {
  it('imports each content once, by itself, whatever the file is called', async () => {
    const { workspace, admin, feed, jobs, run, files, spend } = await office();
    const { key } = await inWorkspace(db, workspace, { kind: 'system' }, (context) =>
      createApiKey(context, { name: 'ERP', scopes: ['write'] }),
    );
    const id = await feed({ source: 'push' });
    const send = (content: string, name?: string) =>
      app.inject({
        method: 'POST',
        url: `/api/v1/feeds/${id}/files`,
        headers: { authorization: `Bearer ${key}`, 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
        payload: form(content, name),
      });
    const first = await send(MONDAY);
    expect([first.statusCode, first.json()]).toEqual([202, { duplicate: false, importId: expect.any(String), problem: null }]);
    await run();
    expect(await spend()).toMatchObject([{ day: '2026-11-02', amount: { amountMinor: 125_050 } }]);
    const again = await send(MONDAY, 'ads (2).csv');
    expect([again.statusCode, again.json()]).toEqual([200, { duplicate: true, importId: first.json().importId, problem: null }]);
    expect(jobs('import.run')).toHaveLength(1);
    expect(await files(id)).toMatchObject([
      { fileName: 'ads.csv', import: { id: first.json().importId, state: 'done', counts: { new: 1 } } },
    ]);
    expect((await admin.get(`/api/v1/feeds/${id}`)).json()).toMatchObject({
      state: 'fresh',
      lastDataAt: expect.any(String),
      refused: { files: 0, rows: 0 },
    });
    const kept = await inWorkspace(db, workspace, { kind: 'system' }, (context) =>
      context.db.selectFrom('importFileParts').select('importId').distinct().execute(),
    );
    expect(kept.filter(({ importId }) => importId !== first.json().importId)).toEqual([]);
  });

  it('lists what it refuses, with the reason: rows with their import, files that are no table', async () => {
    const { feed, look, files, put, admin } = await office();
    const id = await feed({ source: 'folder', place: 'ads', schedule: { everyMinutes: 60 } });
    put('a.csv', ads('2026-11-02,google,paid_search,Brand,"100,00",DKK\nyesterday,google,paid_search,Brand,"1,00",DKK\n'));
    put('b.csv', '', { age: AN_HOUR - 1000 });
    put('c.csv', 'colour;shape\nred;round\n', { age: AN_HOUR - 2000 });
    const feedNow = await look(id);
    const listed = await files(id);
    expect(
      listed.map(
        ({ fileName, problem, import: made }: { fileName: string; problem: { code: string } | null; import: object | null }) => [
          fileName,
          problem?.code ?? null,
          made !== null,
        ],
      ),
    ).toEqual([
      ['c.csv', 'mapping', true],
      ['b.csv', 'empty', false],
      ['a.csv', null, true],
    ]);
    expect(feedNow.refused).toEqual({ files: 2, rows: expect.any(Number), importId: expect.any(String) });
    const [refusing] = (await admin.get('/api/v1/events?type=feed.file_refused')).json().items;
    expect(refusing.data).toMatchObject({ fileName: 'c.csv', problem: { code: 'mapping' } });
  });
});

describe('a feed from a folder', () => {
  it('imports new and changed files, and none twice', async () => {
    const { feed, look, files, spend, put } = await office();
    const id = await feed({ source: 'folder', place: 'ads', schedule: { dailyAt: '06:30' } });
    expect(await look(id)).toMatchObject({ state: 'waiting', succeededAt: expect.any(String) });
    put('ads.csv', MONDAY);
    await look(id);
    put('ads.csv', MONDAY, { age: AN_HOUR / 2 });
    await look(id);
    expect(await files(id)).toHaveLength(1);
    put('ads.csv', TUESDAY, { age: AN_HOUR / 3 });
    await look(id);
    expect(await files(id)).toHaveLength(2);
    expect((await spend()).map(({ day }) => day)).toEqual(['2026-11-03', '2026-11-02']);
  });

  it('takes JSON lines as it takes a table', async () => {
    const { feed, look, spend, put } = await office();
    const id = await feed({ source: 'folder', place: 'ads', schedule: { everyMinutes: 5 } });
    const line = { day: '2026-11-02', source: 'google', channel: 'paid_search', campaign: 'brand', cost: 120.5, currency: 'DKK' };
    put('ads.jsonl', `${JSON.stringify(line)}\n${JSON.stringify({ ...line, day: '2026-11-04' })}\n`);
    await look(id);
    expect((await spend()).map(({ day }) => day)).toEqual(['2026-11-04', '2026-11-02']);
  });

  it('leaves alone what may still be written to, what is hidden and what is no table or document', async () => {
    const { feed, look, files, put } = await office();
    const id = await feed({ source: 'folder', place: 'ads', schedule: { everyMinutes: 5 } });
    put('growing.csv', MONDAY, { age: 1000 });
    put('.hidden.csv', MONDAY);
    put('notes.docx', MONDAY);
    await look(id);
    expect(await files(id)).toEqual([]);
  });

  it('reads nothing outside the folder of its workspace', async () => {
    const { workspace, feed, look, files, put, admin } = await office();
    for (const place of ['../other', '/etc', 'ads/../../x', '.', 'a//b', 'a\\b', '.hidden'])
      expect(
        (
          await admin.post('/api/v1/feeds', {
            name: 'x',
            kind: 'spend',
            mapping: null,
            expectedHours: null,
            source: 'folder',
            place,
            schedule: { everyMinutes: 5 },
          })
        ).statusCode,
      ).toBe(400);
    const secret = join(feedsDir, 'secret.csv');
    writeFileSync(secret, MONDAY);
    utimesSync(secret, 1, 1);
    const id = await feed({ source: 'folder', place: 'ads', schedule: { everyMinutes: 5 } });
    put('own.csv', TUESDAY);
    symlinkSync(secret, join(feedsDir, workspace, 'ads', 'linked.csv'));
    await look(id);
    expect((await files(id)).map(({ fileName }: { fileName: string }) => fileName)).toEqual(['own.csv']);
    const linked = await feed({ source: 'folder', place: 'way-out/x', schedule: { everyMinutes: 5 } });
    rmSync(join(feedsDir, workspace, 'way-out'), { recursive: true });
    mkdirSync(join(feedsDir, 'elsewhere', 'x'), { recursive: true });
    writeFileSync(join(feedsDir, 'elsewhere', 'x', 'a.csv'), MONDAY);
    utimesSync(join(feedsDir, 'elsewhere', 'x', 'a.csv'), 1, 1);
    symlinkSync(join(feedsDir, 'elsewhere'), join(feedsDir, workspace, 'way-out'));
    expect(await look(linked)).toMatchObject({ state: 'failing', problem: { code: 'folder_outside' } });
  });

  it('says that its folder is gone, and goes on when it is back', async () => {
    const { workspace, feed, look, put } = await office();
    const id = await feed({ source: 'folder', place: 'ads', schedule: { everyMinutes: 5 } });
    rmSync(join(feedsDir, workspace, 'ads'), { recursive: true });
    expect(await look(id)).toMatchObject({ state: 'failing', problem: { code: 'folder_missing' }, succeededAt: null });
    put('ads.csv', MONDAY);
    expect(await look(id)).toMatchObject({ state: 'fresh', problem: null });
    expect(await look(id, {})).toMatchObject({ state: 'failing', problem: { code: 'no_folders' } });
  });

  it('tries again what it could not read when it is told of another mapping', async () => {
    const { admin, feed, look, files, put } = await office();
    const id = await feed({ source: 'folder', place: 'ads', schedule: { everyMinutes: 5 } });
    put('empty.csv', '');
    await look(id);
    expect(await files(id)).toHaveLength(1);
    await admin.patch(`/api/v1/feeds/${id}`, { mapping: { columns: {}, options: { currency: 'DKK' } } });
    expect(await files(id)).toEqual([]);
  });
});

describe('a feed from an address', () => {
  const answering = (content: string): Reach => ({
    fetch: async (url) =>
      ({
        url,
        contentType: 'text/csv',
        body: (async function* () {
          yield Buffer.from(content);
        })(),
      }) satisfies Fetched,
  });
  const given = { source: 'url', place: 'https://ads.example.com/report.csv?token=hemmeligt', schedule: { everyMinutes: 60 } };

  it('imports what is there when it has changed', async () => {
    const { feed, look, files, spend } = await office();
    const id = await feed(given);
    for (const content of [MONDAY, MONDAY, TUESDAY, MONDAY]) await look(id, answering(content));
    expect((await files(id)).map(({ fileName }: { fileName: string }) => fileName)).toEqual(['report.csv', 'report.csv']);
    expect(await spend()).toHaveLength(2);
  });

  it('says why the last look failed, until one succeeds', async () => {
    const { feed, look } = await office();
    const id = await feed(given);
    const failing = { fetch: () => Promise.reject(new OutgoingError('status', '404')) };
    expect(await look(id, failing)).toMatchObject({
      state: 'failing',
      problem: { code: 'status', detail: '404' },
      lookedAt: expect.any(String),
    });
    expect(await look(id, answering(MONDAY))).toMatchObject({ state: 'fresh', problem: null });
  });

  it('keeps nothing of a file that breaks off', async () => {
    const { workspace, feed, look, files } = await office();
    const id = await feed(given);
    const broken: Reach = {
      fetch: async (url) => ({
        url,
        contentType: null,
        body: (async function* () {
          yield Buffer.alloc(300_000, 'x');
          throw new OutgoingError('unreachable', 'The answer broke off.');
        })(),
      }),
    };
    expect(await look(id, broken)).toMatchObject({ problem: { code: 'unreachable' } });
    expect(await files(id)).toEqual([]);
    const parts = await inWorkspace(db, workspace, { kind: 'system' }, (context) =>
      context.db.selectFrom('importFileParts').selectAll().execute(),
    );
    expect(parts).toEqual([]);
  });

  it('is not of our own network, and shows nobody what may be a secret in it', async () => {
    const { admin, feed } = await office();
    for (const place of [
      'http://localhost/a.csv',
      'http://169.254.169.254/',
      'http://[::1]/',
      'file:///etc/passwd',
      'https://a:b@example.com/',
    ]) {
      const answer = await admin.post('/api/v1/feeds', {
        name: 'x',
        kind: 'spend',
        mapping: null,
        expectedHours: null,
        ...given,
        place,
      });
      expect([place, answer.statusCode]).toEqual([place, 422]);
    }
    const id = await feed(given);
    const shown = await admin.get(`/api/v1/feeds/${id}`);
    expect(shown.json().place).toBe('https://ads.example.com/report.csv?…');
    await admin.patch(`/api/v1/feeds/${id}`, { place: 'https://ads.example.com/other.csv?token=hemmeligt' });
    expect((await admin.get('/api/v1/events')).body).not.toContain('hemmeligt');
  });
});

describe('the round of the feeds', () => {
  const given = { source: 'url', place: 'https://ads.example.com/report.csv', schedule: { everyMinutes: 60 } };
  const later = (hours: number) => new Date(Date.now() + hours * AN_HOUR);

  it('puts what is due in the queue once, and nothing that is paused', async () => {
    const { admin, feed, enqueue, jobs } = await office();
    const [due, paused] = [await feed(given), await feed({ ...given, name: 'Paused' })];
    await feed({ source: 'push', name: 'Sent' });
    await admin.patch(`/api/v1/feeds/${paused}`, { paused: true });
    const looks = () => jobs('feed.look').map(({ data }) => (data as { feedId: string }).feedId);
    await pollFeeds({ db, enqueue });
    await pollFeeds({ db, enqueue });
    expect(looks()).toEqual([due]);
    await pollFeeds({ db, enqueue }, later(1.01));
    expect(looks()).toEqual([due, due]);
    await admin.patch(`/api/v1/feeds/${paused}`, { paused: false });
    await admin.post(`/api/v1/feeds/${due}/look`);
    expect(looks()).toEqual([due, due, due]);
    await pollFeeds({ db, enqueue });
    expect(looks()).toEqual([due, due, due, paused]);
  });

  it('warns marketing and administrators once when news is overdue, and anew when it is again', async () => {
    const { workspace, admin, feed, look, enqueue, put } = await office();
    const clients = {
      admin,
      marketing: await server.as('marketing', { workspace }),
      sales: await server.as('sales', { workspace }),
    };
    const id = await feed({ source: 'folder', place: 'ads', schedule: { everyMinutes: 60 }, name: 'Ads', expectedHours: 24 });
    const heard = async (who: keyof typeof clients) =>
      (await clients[who].get('/api/v1/notifications'))
        .json()
        .items.filter(({ kind }: { kind: string }) => kind === 'feed.stale');
    await pollFeeds({ db, enqueue }, later(23.9));
    expect(await heard('admin')).toEqual([]);
    await pollFeeds({ db, enqueue }, later(24.1));
    await pollFeeds({ db, enqueue }, later(24.2));
    expect(await heard('admin')).toMatchObject([{ data: { feedId: id, name: 'Ads' } }]);
    expect([await heard('marketing'), await heard('sales')]).toMatchObject([[{ data: { feedId: id } }], []]);
    put('ads.csv', MONDAY);
    await look(id);
    await pollFeeds({ db, enqueue }, later(24.3));
    expect(await heard('admin')).toHaveLength(2);
  });
});
