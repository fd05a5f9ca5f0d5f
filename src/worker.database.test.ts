import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestWorkspace } from '../test/database.ts';
import { createTestServer } from '../test/server.ts';
import { openJobs } from './platform/jobs.ts';
import { startWorker } from './worker.ts';

const feedsDir = mkdtempSync(join(tmpdir(), 'feeds-'));
afterAll(() => rmSync(feedsDir, { recursive: true }));
const server = await createTestServer({ FEEDS_DIR: feedsDir });
const { db } = server;
const owner = new pg.Client({ connectionString: server.adminUrl });
beforeAll(() => owner.connect());
afterAll(() => owner.end());

/** The disk of our own database. */
const disk = {
  full: false,
  asked: 0,
  isFull() {
    disk.asked += 1;
    return disk.full;
  },
};

async function start() {
  const boss = await openJobs(server.appUrl, { worker: true });
  const config = server.app.settings;
  const worker = await startWorker({ db, boss, databaseUrl: server.appUrl, config, room: disk });
  return { boss, worker };
}

async function office() {
  const workspace = await createTestWorkspace(db);
  const marketing = await server.as('marketing', { workspace });
  const count = async (query: string) => Number((await owner.query<{ n: string }>(query, [workspace])).rows[0]?.n);
  return {
    workspace,
    marketing,
    /** Events that some reader of them has still before it. */
    unread: () =>
      count(
        `select count(*) as n from events e cross join (values ('clocks'), ('leads'), ('follow-ups'), ('invoice-matching')) readers(name)
           left join outbox_cursors c on c.workspace_id = e.workspace_id and c.consumer = readers.name
          where e.workspace_id = $1 and (c.xid is null or (e.xid, e.id) > (c.xid, c.event_id))`,
      ),
    imports: () => count('select count(*) as n from imports where workspace_id = $1'),
    looks: async () =>
      (
        await owner.query<{ state: string }>(
          `select state from pgboss.job where name = 'feed.look' and data->>'workspace' = $1 order by created_on`,
          [workspace],
        )
      ).rows.map(({ state }) => state),
  };
}

describe('the worker, while there is too little room on the disk', () => {
  it('reads no events, and all of them once there is room', async () => {
    const { marketing, unread } = await office();
    disk.full = true;
    const { worker } = await start();
    const before = disk.asked;
    expect((await marketing.post('/api/v1/people', { name: 'Anna Holm', email: 'anna@nordhavn.dk' })).statusCode).toBe(201);
    const waiting = await unread();
    expect(waiting).toBeGreaterThan(0);
    await expect.poll(() => disk.asked, { timeout: 20_000, interval: 20 }).toBeGreaterThan(before);
    // Whoever had taken up something finishes it first.
    await worker.stop();
    expect(await unread()).toBe(waiting);

    disk.full = false;
    const going = await start();
    await expect.poll(unread, { timeout: 20_000, interval: 50 }).toBe(0);
    await going.worker.stop();
  }, 60_000);

  it('looks at no feed, asks for the look once more, and takes the file once there is room, once', async () => {
    const { workspace, marketing, imports, looks } = await office();
    const folder = join(feedsDir, workspace, 'ads');
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      join(folder, 'a.csv'),
      'day,source,channel,campaign,amount,currency\n2026-11-02,google,paid_search,Brand,"1.250,50",DKK\n',
    );
    utimesSync(join(folder, 'a.csv'), 1, 1);
    const given = { name: 'Ads', kind: 'spend', mapping: null, expectedHours: 26, source: 'folder', place: 'ads' };
    const { id: feedId } = (await marketing.post('/api/v1/feeds', { ...given, schedule: { everyMinutes: 1440 } })).json();
    disk.full = true;
    const paused = await start();
    await paused.boss.send('feed.look', { workspace, feedId });
    await expect.poll(looks, { timeout: 20_000, interval: 50 }).toEqual(['completed', 'created']);
    await paused.worker.stop();
    expect(await imports()).toBe(0);

    disk.full = false;
    // What is to wait for a while has waited.
    await owner.query(`update pgboss.job set start_after = now() where name = 'feed.look'`);
    const going = await start();
    await expect.poll(looks, { timeout: 20_000, interval: 50 }).toEqual(['completed', 'completed']);
    await going.worker.stop();
    expect(await imports()).toBe(1);
  }, 60_000);
});
