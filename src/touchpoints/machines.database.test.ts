import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { createTestWorkspace } from '../../test/database.ts';
import { settle } from '../../test/outbox.ts';
import { createTestServer } from '../../test/server.ts';
import { leadConsumer } from '../leads/jobs.ts';
import { inTransaction } from '../platform/database.ts';

const server = await createTestServer();
const { app, db } = server;

const now = Date.now();
const ago = (days: number, seconds = 0) => new Date(now - days * 86_400_000 + seconds * 1000).toISOString();
let serial = 0;
const page = (visitor: string, timestamp: string, more: object = {}) => ({
  type: 'page',
  messageId: `m${++serial}`,
  anonymousId: visitor,
  timestamp,
  properties: { url: 'https://nordhavn.dk/priser?utm_source=linkedin&utm_medium=social' },
  ...more,
});
const track = (userId: string, event: string, timestamp: string, properties: object = {}) => ({
  type: 'track',
  messageId: `m${++serial}`,
  userId,
  event,
  timestamp,
  properties,
});

async function house() {
  const workspace = await createTestWorkspace(db);
  const writeKey = await server.writeKey(workspace);
  const client = await server.as('marketing', { workspace });
  return {
    client,
    send: async (batch: object[], headers: Record<string, string> = {}) => {
      const answer = await app.inject({ method: 'POST', url: '/v1/batch', headers, payload: { writeKey, batch } });
      expect(answer.json()).toMatchObject({ accepted: batch.length });
      await settle(db, workspace, [leadConsumer({ enqueue: async () => {} })]);
    },
    rows: <T>(query: ReturnType<typeof sql<T>>) =>
      inTransaction(db, { workspace }, async (transaction) => (await query.execute(transaction)).rows),
  };
}

it('counts nothing that a machine did in any metric, by any dimension, nor for any lead or person', async () => {
  const { client, send, rows } = await house();
  await send([
    page('anna', ago(20)),
    {
      type: 'identify',
      messageId: 'i1',
      anonymousId: 'anna',
      userId: 'anna@a.dk',
      timestamp: ago(19),
      traits: { email: 'anna@a.dk' },
    },
    page('stranger', ago(10)),
  ]);
  const period = `from=${ago(60).slice(0, 10)}&to=${ago(-2).slice(0, 10)}`;
  const { items: metrics } = (await client.get('/api/v1/metrics')).json<{ items: { key: string; dimensions: string[] }[] }>();
  expect(metrics.length).toBeGreaterThan(15);
  const everything = async () => {
    const figures = [];
    for (const { key, dimensions } of metrics)
      for (const by of ['', ...dimensions.map((dimension) => `&by=${dimension}`)]) {
        const answer = await client.get(`/api/v1/metrics/${key}?${period}${by}`);
        const { asOf: _now, ...figure } = answer.json<{ asOf: string }>();
        figures.push({ key, by, status: answer.statusCode, figure });
      }
    const leads = await rows(
      sql<object>`select l.stage, l.stage_since, l.channel, l.source, l.medium, s.fit, s.engagement, s.ready from leads l left join lead_scores s on s.lead_id = l.id order by l.id`,
    );
    const people = await rows(sql<object>`select email, first_seen_at from people order by id`);
    return { figures, leads, people };
  };

  const before = await everything();
  expect(before.figures.find(({ key, by }) => key === 'visitors' && by === '')?.figure).toMatchObject({ value: 2 });
  const bot = { context: { userAgent: 'Mozilla/5.0 (compatible; Googlebot/2.1)' } };
  const mail = { email_id: 'pumpenyt', campaign_name: 'Pumpenyt' };
  // Before the first touch, between and after them; for somebody known, for visitors known and new; by agent, by header, by haste.
  await send([
    page('anna', ago(25), bot),
    page('anna', ago(5), bot),
    page('crawler', ago(4), bot),
    page('stranger', ago(12), bot),
  ]);
  await send([page('ahead', ago(3)), page('anna', ago(24))], {
    'sec-purpose': 'prefetch;prerender',
    origin: 'https://nordhavn.dk',
    'user-agent': 'Mozilla/5.0 Firefox/140',
  });
  await send([
    track('anna@a.dk', 'Email Opened', ago(30, 3), mail),
    track('anna@a.dk', 'Email Link Clicked', ago(30, 4), { ...mail, link_url: 'https://nordhavn.dk/1' }),
    { ...track('anna@a.dk', 'Demo Requested', ago(2)), ...bot },
    { ...track('anna@a.dk', 'Email Delivered', ago(30), mail), ...bot },
  ]);

  expect(await rows(sql<object>`select count(*)::int as machines from touchpoints where bot`)).toEqual([{ machines: 10 }]);
  expect(await everything()).toEqual(before);
});

it('marks what a scanner did although its clicks come one by one, and leaves the person’s own click alone', async () => {
  const { send, rows } = await house();
  const click = (second: number) =>
    track('bo@b.dk', 'Email Link Clicked', ago(1, second), { email_id: 'x', link_url: `https://nordhavn.dk/${second}` });
  const marked = async () =>
    (await rows(sql<{ bot: boolean }>`select bot from touchpoints order by occurred_at`)).map(({ bot }) => bot);
  await send([click(60)]);
  await send([click(61)]);
  expect(await marked()).toEqual([false, false]);
  await send([click(62)]);
  await send([click(3600)]);
  expect(await marked()).toEqual([true, true, true, false]);
});
