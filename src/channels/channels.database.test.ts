import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { createTestWorkspace } from '../../test/database.ts';
import { settle } from '../../test/outbox.ts';
import { createTestServer } from '../../test/server.ts';
import { leadConsumer } from '../leads/jobs.ts';
import { inTransaction, inWorkspace } from '../platform/database.ts';
import { reclassify, resumeEverywhere } from './jobs.ts';
import type { RoadRule } from './rules.ts';
import type { RulePreview } from './schema.ts';

const server = await createTestServer();
const { app, db, enqueued } = server;

const DAY = 86_400_000;
const site = 'https://nordhavn.dk';
const booth: RoadRule = { field: 'medium', match: 'exact', value: 'booth', set: { channel: 'event', source: 'hannover messe' } };
const portal: RoadRule = { field: 'referrer', match: 'suffix', value: 'byggeportal.dk', set: { channel: 'partner' } };

/** A workspace with a marketer, and a website whose visits come through the door. */
async function house() {
  const workspace = await createTestWorkspace(db);
  const key = await server.writeKey(workspace);
  const marketing = await server.as('marketing', { workspace });
  const send = async (batch: object[]) => {
    const answer = await app.inject({ method: 'POST', url: '/v1/batch', payload: { writeKey: key, batch } });
    expect(answer.json()).toMatchObject({ accepted: batch.length });
    await settle(db, workspace, [leadConsumer({ enqueue: async () => {} })]);
  };
  const preview = async (rules: RoadRule[]): Promise<RulePreview> => {
    const { id } = (await marketing.post('/api/v1/channel-rules/previews', { rules })).json();
    await reclassify(db, { workspace, previewId: id });
    return (await marketing.get(`/api/v1/channel-rules/previews/${id}`)).json();
  };
  const run = async (id: string, options: Parameters<typeof reclassify>[2] = {}): Promise<RulePreview> => {
    expect((await marketing.post(`/api/v1/channel-rules/previews/${id}/run`)).statusCode).toBe(202);
    await reclassify(db, { workspace, previewId: id }, options);
    return (await marketing.get(`/api/v1/channel-rules/previews/${id}`)).json();
  };
  const all = <T>(query: ReturnType<typeof sql<T>>) =>
    inTransaction(db, { workspace }, async (transaction) => (await query.execute(transaction)).rows);
  return {
    workspace,
    marketing,
    send,
    preview,
    run,
    apply: async (rules: RoadRule[]) => run((await preview(rules)).id),
    put: async (rules: RoadRule[]) =>
      marketing.put('/api/v1/channel-rules', {
        version: (await marketing.get('/api/v1/channel-rules')).json().version,
        rules,
      }),
    roads: () =>
      all(
        sql<object>`select message_id, channel, source, medium, campaign, term, content from touchpoints order by occurred_at, message_id`,
      ),
    leads: () =>
      all(
        sql<object>`select p.email, l.channel, l.source, l.medium, l.campaign from leads l join people p on p.id = l.person_id order by p.email, l.created_at`,
      ),
  };
}

let serial = 0;
const at = (days: number, minutes = 0) => new Date(Date.now() - days * DAY + minutes * 60_000).toISOString();
const page = (visitor: string, timestamp: string, path: string, referrer?: string, more: object = {}) => ({
  type: 'page',
  messageId: `m${++serial}`,
  anonymousId: visitor,
  timestamp,
  properties: { url: site + path, referrer },
  ...more,
});
const known = (visitor: string, email: string) => ({
  type: 'identify',
  messageId: `m${++serial}`,
  anonymousId: visitor,
  userId: email,
  timestamp: at(1),
  traits: { email },
});

/** Two months of visits: a fair's, a portal's, a search's, each with pages after it, and three who become known. */
const story = () => [
  page('anna', at(70), '/?utm_source=hm26&utm_medium=Booth&utm_campaign=Pumps'),
  page('anna', at(70, 5), '/priser', `${site}/`),
  page('anna', at(70, 30), '/demo', `${site}/priser`),
  page('anna', at(70, 120), '/kontakt', `${site}/demo`),
  page('bo', at(40), '/', 'https://www.byggeportal.dk/pumper'),
  page('bo', at(40, 1), '/priser', `${site}/`),
  page('bo', at(10), '/', 'https://www.google.dk/'),
  page('carl', at(20), '/', 'https://www.google.dk/'),
  page('carl', at(19), '/', 'https://byggeportal.dk/'),
  { type: 'track', event: 'Webinar Attended', messageId: `m${++serial}`, anonymousId: 'carl', timestamp: at(18), properties: {} },
  page('dora', at(5), '/?utm_medium=booth', undefined, { context: { campaign: { name: 'Told by the sender' } } }),
  known('anna', 'anna@a.dk'),
  known('bo', 'bo@b.dk'),
  known('carl', 'carl@c.dk'),
];

describe('the rules in force', () => {
  it('name the touches that come in, whichever way, and the pages of the visit after them', async () => {
    const { put, send, marketing, roads } = await house();
    expect((await put([booth, portal])).json()).toMatchObject({ version: 1, running: null });
    await send([
      page('anna', at(3), '/?utm_source=hm26&utm_medium=booth'),
      page('anna', at(3, 4), '/priser', `${site}/`),
      page('bo', at(2), '/', 'https://www.byggeportal.dk/pumper'),
    ]);
    expect(await roads()).toMatchObject([
      { channel: 'event', source: 'hannover messe', medium: 'booth' },
      { channel: 'event', source: 'hannover messe', medium: 'booth' },
      { channel: 'partner', source: 'byggeportal.dk', medium: 'referral' },
    ]);
    await put([{ field: 'campaign', match: 'prefix', value: 'nor-', set: { channel: 'event' } }]);
    await marketing.post('/api/v1/touchpoints', { email: 'e@e.dk', kind: 'call', side: 'sales', campaign: 'Nor-Shipping' });
    expect((await roads()).at(-1)).toMatchObject({ channel: 'event', campaign: 'Nor-Shipping' });
  });

  it('change only from the version they were made from, and every version stays with who and when', async () => {
    const { put, marketing } = await house();
    expect((await marketing.get('/api/v1/channel-rules')).json()).toEqual({
      version: 0,
      rules: [],
      createdAt: null,
      createdBy: null,
      running: null,
    });
    await put([booth]);
    await put([booth, portal]);
    const late = await marketing.put('/api/v1/channel-rules', { version: 1, rules: [] });
    expect(late.statusCode).toBe(409);
    expect(late.json().detail).toContain('version 2');
    const { items } = (await marketing.get('/api/v1/channel-rules/versions')).json();
    expect(items).toMatchObject([
      { version: 2, rules: [booth, portal], createdBy: { id: marketing.memberId } },
      { version: 1, rules: [booth] },
    ]);
  });

  it('are refused with the place of what is wrong', async () => {
    const { put, marketing } = await house();
    const empty = await put([{ ...booth, set: {} }]);
    expect(empty.statusCode).toBe(400);
    expect(empty.json().errors).toMatchObject([{ pointer: '/rules/0/set' }]);
    const tooMany = await marketing.post('/api/v1/channel-rules/previews', { rules: Array.from({ length: 501 }, () => booth) });
    expect(tooMany.statusCode).toBe(400);
  });
});

describe('a preview', () => {
  it('counts what would change, with examples and the leads of each channel, and writes nothing', async () => {
    const { send, preview, roads, leads } = await house();
    await send(story());
    const before = [await roads(), await leads()];
    const { state, progress, touches, changed, impact } = await preview([booth, portal]);
    expect([state, progress, touches, changed]).toEqual(['counted', 100, 11, 7]);
    expect(impact?.moves).toMatchObject([
      {
        from: { channel: 'other', source: 'hm26' },
        to: { channel: 'event', source: 'hannover messe' },
        rule: null,
        touches: 2,
        examples: [{ url: `${site}/priser` }, { url: `${site}/demo` }],
      },
      { from: { channel: 'referral' }, to: { channel: 'partner', source: 'byggeportal.dk' }, rule: 1, touches: 2 },
      { rule: 0, touches: 1, examples: [{ campaign: 'Pumps' }] },
      { from: { channel: 'referral' }, to: { channel: 'partner' }, rule: null, touches: 1 },
      { from: { channel: 'other', source: null }, to: { channel: 'event', source: 'hannover messe' }, rule: 0, touches: 1 },
    ]);
    expect(impact?.leadsMoved).toBe(2);
    expect(impact?.leads).toEqual(
      expect.arrayContaining([
        { channel: 'other', leads: { before: 1, after: 0 }, customers: { before: 0, after: 0 } },
        { channel: 'event', leads: { before: 0, after: 1 }, customers: { before: 0, after: 0 } },
        { channel: 'referral', leads: { before: 1, after: 0 }, customers: { before: 0, after: 0 } },
        { channel: 'partner', leads: { before: 0, after: 1 }, customers: { before: 0, after: 0 } },
      ]),
    );
    expect([await roads(), await leads()]).toEqual(before);
  });

  it('moves no lead for what a machine did', async () => {
    const { send, preview } = await house();
    const bot = { context: { userAgent: 'Googlebot/2.1' } };
    await send([
      page('eva', at(9), '/?utm_medium=booth', undefined, bot),
      page('eva', at(8), '/', 'https://www.google.dk/'),
      known('eva', 'eva@e.dk'),
    ]);
    expect(await preview([booth])).toMatchObject({ changed: 1, impact: { leadsMoved: 0, leads: [] } });
  });

  it('is nobody else’s, and is run once, and only while its table is the newest', async () => {
    const { preview, run, put, marketing } = await house();
    const [first, second] = [await preview([booth]), await preview([portal])];
    const foreign = await server.as('marketing', { workspace: await createTestWorkspace(db) });
    expect((await foreign.get(`/api/v1/channel-rules/previews/${first.id}`)).statusCode).toBe(404);
    expect((await foreign.post(`/api/v1/channel-rules/previews/${first.id}/run`)).statusCode).toBe(404);
    await run(first.id);
    expect((await marketing.post(`/api/v1/channel-rules/previews/${first.id}/run`)).statusCode).toBe(409);
    expect((await marketing.post(`/api/v1/channel-rules/previews/${second.id}/run`)).statusCode).toBe(409);
    await put([portal]);
    const counting = (await marketing.post('/api/v1/channel-rules/previews', { rules: [] })).json();
    expect(counting).toMatchObject({ state: 'counting', basedOn: 2 });
    expect((await marketing.post(`/api/v1/channel-rules/previews/${counting.id}/run`)).statusCode).toBe(409);
  });
});

describe('applying rules to the past', () => {
  it('gives every touch and lead what it would have, had the rules always been there', async () => {
    const [later, always] = [await house(), await house()];
    await always.put([booth, portal]);
    const told = story();
    await always.send(told);
    await later.send(told);
    expect(await later.roads()).not.toEqual(await always.roads());
    const counted = await later.preview([booth, portal]);
    const applied = await later.run(counted.id);
    expect(applied).toMatchObject({ state: 'applied', version: 1, touches: counted.touches, changed: counted.changed });
    expect(await later.roads()).toEqual(await always.roads());
    expect(await later.leads()).toEqual(await always.leads());
    const { rows } = await inWorkspace(db, later.workspace, { kind: 'system' }, (context) =>
      sql<{ channel: string; leads: number }>`select channel, count(*)::int as leads from leads group by 1`.execute(context.db),
    );
    for (const { channel, leads } of counted.impact?.leads ?? [])
      expect(rows.find((row) => row.channel === channel)?.leads ?? 0).toBe(leads.after);
  });

  it('can be repeated without effect, and taken back, because the facts stay', async () => {
    const { send, apply, roads, leads } = await house();
    await send(story());
    const before = [await roads(), await leads()];
    expect((await apply([booth, portal])).changed).toBe(7);
    const after = [await roads(), await leads()];
    expect((await apply([booth, portal])).changed).toBe(0);
    expect([await roads(), await leads()]).toEqual(after);
    expect((await apply([])).version).toBe(2);
    expect([await roads(), await leads()]).toEqual(before);
  });

  it('takes the own domains along: a site that is found to be ours refers nobody any more, in the past as well', async () => {
    const { marketing, send, preview, run, roads } = await house();
    await send([page('v', at(3), '/a', 'https://shop.nordvarme.no/kurv')]);
    const channels = async () => (await roads()).map((road) => (road as { channel: string }).channel);
    expect(await channels()).toEqual(['referral']);
    const before = await preview([]);
    await marketing.post('/api/v1/own-domains', { domain: 'nordvarme.no' });
    const late = await marketing.post(`/api/v1/channel-rules/previews/${before.id}/run`);
    expect([before.changed, late.statusCode, late.json().detail]).toEqual([0, 409, expect.stringMatching(/own domains/)]);

    const counted = await preview([]);
    expect(counted).toMatchObject({
      changed: 1,
      impact: { moves: [{ from: { channel: 'referral' }, to: { channel: 'direct' } }] },
    });
    await run(counted.id);
    expect(await channels()).toEqual(['direct']);
    await marketing.delete('/api/v1/own-domains/nordvarme.no');
    await run((await preview([])).id);
    expect(await channels()).toEqual(['referral']);
  });

  it('goes on where it was cut off, wherever that was', async () => {
    const whole = await house();
    const told = story();
    await whole.send(told);
    const expected = await whole.apply([booth, portal]);
    for (let cut = 1; cut <= 7; cut += 1) {
      const { workspace, marketing, send, preview, roads, leads } = await house();
      await send(told);
      const { id } = await preview([booth, portal]);
      await marketing.post(`/api/v1/channel-rules/previews/${id}/run`);
      let parts = 0;
      const died = Object.assign(new Error('killed'), { code: 'ECONNRESET' });
      const onPart = () => {
        if (++parts === cut) throw died;
      };
      await expect(reclassify(db, { workspace, previewId: id }, { size: 2, onPart })).rejects.toBe(died);
      await reclassify(db, { workspace, previewId: id }, { size: 3 });
      await reclassify(db, { workspace, previewId: id });
      const { state, touches, changed } = (await marketing.get(`/api/v1/channel-rules/previews/${id}`)).json<RulePreview>();
      expect([cut, state, touches, changed]).toEqual([cut, 'applied', expected.touches, expected.changed]);
      expect(await roads()).toEqual(await whole.roads());
      expect(await leads()).toEqual(await whole.leads());
    }
  });

  it('says how far it is, and lets nobody change the rules meanwhile', async () => {
    const { workspace, marketing, send, preview, put } = await house();
    await send(story());
    const { id } = await preview([booth]);
    const started = (await marketing.post(`/api/v1/channel-rules/previews/${id}/run`)).json();
    expect(started).toMatchObject({ state: 'applying', progress: 0, version: 1 });
    expect(enqueued.at(-1)).toEqual({ name: 'channels.reclassify', data: { workspace, previewId: id } });
    expect((await marketing.get('/api/v1/channel-rules')).json()).toMatchObject({ version: 1, running: id });
    expect((await put([])).statusCode).toBe(409);
    let parts = 0;
    const stop = Object.assign(new Error('killed'), { code: 'ECONNRESET' });
    await reclassify(
      db,
      { workspace, previewId: id },
      {
        size: 6,
        onPart: () => {
          if (++parts === 2) throw stop;
        },
      },
    ).catch(() => {});
    const again: unknown[] = [];
    const enqueue: Parameters<typeof resumeEverywhere>[0]['enqueue'] = async (_db, name, data) => void again.push({ name, data });
    await resumeEverywhere({ db, enqueue });
    expect(again).toContainEqual({ name: 'channels.reclassify', data: { workspace, previewId: id } });
    const { progress } = (await marketing.get(`/api/v1/channel-rules/previews/${id}`)).json();
    expect(progress).toBeGreaterThan(0);
    expect(progress).toBeLessThan(100);
    await reclassify(db, { workspace, previewId: id });
    again.length = 0;
    await resumeEverywhere({ db, enqueue });
    expect(again).not.toContainEqual({ name: 'channels.reclassify', data: { workspace, previewId: id } });
    expect((await put([])).statusCode).toBe(200);
  });

  it('tells whose touches have changed, so that leads are judged anew', async () => {
    const { workspace, send, apply } = await house();
    await send(story());
    await apply([portal]);
    const { rows } = await inWorkspace(db, workspace, { kind: 'system' }, (context) =>
      sql<{ data: { personIds: string[]; count: number } }>`
        select data from events where type = 'touchpoints.reclassified'`.execute(context.db),
    );
    expect(rows.reduce((sum, { data }) => sum + data.count, 0)).toBe(3);
    expect(new Set(rows.flatMap(({ data }) => data.personIds)).size).toBe(2);
  });
});

describe('a source told as the domain of a known site', () => {
  it('goes by the site’s name in what came before too, once that is applied to the past; the workspace’s own table outranks it', async () => {
    const { workspace, marketing, send, preview, run, apply, roads, leads } = await house();
    const finance = await server.as('finance', { workspace });
    await send([page('anna', at(9), '/?utm_source=chatgpt.com'), known('anna', 'anna@a.dk')]);
    expect(await roads()).toMatchObject([{ channel: 'referral', source: 'chatgpt' }]);
    await finance.post('/api/v1/spend', {
      day: at(9).slice(0, 10),
      channel: 'paid_social',
      source: 'linkedin.com',
      campaign: 'Pumps',
      amount: { amountMinor: 100_00, currency: 'DKK' },
    });
    const spentOn = async () =>
      (await marketing.get('/api/v1/spend')).json().items.map(({ source }: { source: string }) => source);
    expect(await spentOn()).toEqual(['linkedin']);

    // As it was kept before the domain was known.
    await inWorkspace(db, workspace, { kind: 'system' }, async (context) => {
      await sql`update touchpoints set source = 'chatgpt.com'`.execute(context.db);
      await sql`update leads set source = 'chatgpt.com'`.execute(context.db);
    });
    const { id, changed, impact } = await preview([]);
    expect([changed, impact?.moves]).toMatchObject([
      1,
      [{ from: { channel: 'referral', source: 'chatgpt.com' }, to: { channel: 'referral', source: 'chatgpt' }, rule: null }],
    ]);
    await run(id);
    expect([await roads(), await leads()]).toMatchObject([[{ source: 'chatgpt' }], [{ source: 'chatgpt' }]]);

    await apply([{ field: 'source', match: 'exact', value: 'chatgpt.com', set: { source: 'assistants' } }]);
    expect([await roads(), await leads()]).toMatchObject([[{ source: 'assistants' }], [{ source: 'assistants' }]]);
  });
});

describe('what was spent', () => {
  const alias: RoadRule = {
    field: 'source',
    match: 'exact',
    value: 'facebook',
    set: { channel: 'paid_social', source: 'meta', campaign: 'Pumps' },
  };
  const day = new Date(Date.now() - 2 * DAY).toISOString().slice(0, 10);

  it('goes by the names of its touches, from now on and in the past, so that a channel’s cost meets what it brought', async () => {
    const { workspace, marketing, send, put, apply, preview } = await house();
    const finance = await server.as('finance', { workspace });
    const spend = async (campaign: string, source = 'Facebook') => {
      const amount = { amountMinor: 100_00, currency: 'DKK' };
      const answer = await finance.post('/api/v1/spend', { day, channel: 'other', source, campaign, amount });
      expect([200, 201]).toContain(answer.statusCode);
    };
    const names = async () =>
      (await marketing.get('/api/v1/spend'))
        .json<{ items: { channel: string; source: string; campaign: string; told: object }[] }>()
        .items.map(({ channel, source, campaign }) => `${channel} ${source} ${campaign}`)
        .toSorted();
    // Where the workspace is, it may be tomorrow already.
    const to = new Date(Date.now() + 2 * DAY).toISOString().slice(0, 10);
    const by = async (metric: string, dimension: string) => {
      const answer = await marketing.get(`/api/v1/metrics/${metric}?from=${day}&to=${to}&by=${dimension}`);
      const { groups } = answer.json<{ groups: { key: string; value: unknown }[] }>();
      return Object.fromEntries(groups.map(({ key, value }) => [key, value]));
    };
    const kroner = (amount: number) => ({ amountMinor: amount * 100, currency: 'DKK' });
    await spend('old name');
    await spend('search', 'Google');
    await send([
      {
        type: 'page',
        anonymousId: 'b',
        messageId: 'm1',
        context: { campaign: { source: 'facebook', name: 'old name' }, page: { url: site } },
      },
    ]);
    expect(await by('spend', 'channel')).toEqual({ other: kroner(200) });
    const untouched = await by('visitors', 'channel');
    expect(untouched).not.toHaveProperty('paid_social');

    // Rules hold for what comes from now on; what was spent before waits for them to be applied.
    await put([alias]);
    await spend('new name');
    expect(await names()).toEqual(['other Facebook old name', 'other Google search', 'paid_social meta Pumps']);
    const { impact } = await preview([alias]);
    expect([impact?.spendDays, impact?.costs]).toEqual([
      1,
      [
        { channel: 'other', before: kroner(200), after: kroner(100) },
        { channel: 'paid_social', before: kroner(100), after: kroner(200) },
      ],
    ]);
    expect(await names()).toContain('other Facebook old name');

    await apply([alias]);
    expect(await by('spend', 'channel')).toEqual({ other: kroner(100), paid_social: kroner(200) });
    expect(await by('visitors', 'channel')).toEqual({ paid_social: 1 });
    expect(await by('spend', 'campaign')).toMatchObject({ Pumps: kroner(200) });
    // Told again, the day is still found by what it was told as.
    await spend('old name');
    expect(await names()).toHaveLength(3);
    const [first] = (await marketing.get('/api/v1/spend?source=meta')).json().items;
    expect(first.told).toEqual({ channel: 'other', source: 'Facebook', campaign: expect.stringContaining('name') });

    await apply([]);
    expect(await names()).toEqual(['other Facebook new name', 'other Facebook old name', 'other Google search']);
  });
});

describe('looking for a home', () => {
  it('says what becomes of an address, and because of which rule', async () => {
    const { put, marketing } = await house();
    await put([portal, booth]);
    const ask = async (question: object) => (await marketing.post('/api/v1/channel-rules/trials', question)).json();
    expect(await ask({ url: 'nordhavn.dk/?utm_medium=booth&utm_source=hm26' })).toMatchObject({
      channel: 'event',
      source: 'hannover messe',
      rule: 1,
      standard: { channel: 'other', source: 'hm26' },
    });
    expect(await ask({ referrer: 'www.google.dk' })).toMatchObject({
      channel: 'organic_search',
      rule: null,
      because: 'referrer=www.google.dk',
    });
    expect(await ask({ referrer: 'byggeportal.dk', rules: [] })).toMatchObject({ channel: 'referral', rule: null });
  });

  it('lists the sources that fell into other or referral, without machines, assistants and those that have a rule', async () => {
    const { put, send, marketing } = await house();
    await send([
      page('a', at(3), '/?utm_source=hm26&utm_medium=booth'),
      page('b', at(2), '/?utm_source=hm26&utm_medium=booth'),
      page('c', at(2), '/', 'https://www.byggeportal.dk/'),
      page('d', at(2), '/', 'https://chatgpt.com/'),
      page('g', at(2), '/?utm_source=chatgpt.com'),
      page('e', at(2), '/', 'https://bots.example/', { context: { userAgent: 'Googlebot/2.1' } }),
      page('f', at(60), '/', 'https://longago.example/'),
    ]);
    const unclassified = async () => (await marketing.get('/api/v1/channel-rules/unclassified')).json().items;
    expect(await unclassified()).toMatchObject([
      { channel: 'other', source: 'hm26', medium: 'booth', touches: 2, visitors: 2 },
      { channel: 'referral', source: 'byggeportal.dk', touches: 1 },
    ]);
    await put([portal, booth]);
    expect(await unclassified()).toEqual([]);
  });
});

describe('self-reported', () => {
  it('what somebody answers stands beside the source that was measured, the latest answer first, and no machine’s', async () => {
    const { send, marketing, leads } = await house();
    const form = (days: number, answer: string, more: object = {}) => ({
      type: 'track',
      event: 'Form Submitted',
      messageId: `m${++serial}`,
      anonymousId: 'anna',
      timestamp: at(days),
      properties: { form: 'Contact', fields: { 'Hvordan hørte du om os?': answer } },
      ...more,
    });
    await send([
      page('anna', at(9), '/', 'https://www.google.dk/'),
      form(8, 'Ingeniøren'),
      form(7, 'En kollega'),
      form(6, 'Viagra', { context: { userAgent: 'Googlebot/2.1' } }),
      known('anna', 'anna@a.dk'),
    ]);
    const [{ id }] = (await marketing.get('/api/v1/leads')).json().items;
    expect((await marketing.get(`/api/v1/leads/${id}`)).json()).toMatchObject({ selfReported: 'En kollega', source: 'google' });
    expect(await leads()).toMatchObject([{ channel: 'organic_search', source: 'google' }]);
  });
});
