import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { createTestWorkspace } from '../../test/database.ts';
import { createTestServer, type TestClient } from '../../test/server.ts';
import { inTransaction } from '../platform/database.ts';
import { housekeeping } from '../platform/housekeeping.ts';

const server = await createTestServer();

/** A workspace of its own, its people and its door. */
async function house() {
  const workspace = await createTestWorkspace(server.db);
  const key = await server.writeKey(workspace);
  const admin = await server.as('admin', { workspace });
  return {
    workspace,
    admin,
    person: async (email: string): Promise<string> => (await admin.post('/api/v1/people', { email })).json().id,
    consents: async (id: string) => (await admin.get(`/api/v1/people/${id}/consents`)).json(),
    suppressed: async (address: string) =>
      (await admin.get(`/api/v1/suppressions?address=${encodeURIComponent(address)}`)).json().items.length > 0,
    /** Messages of one page, as our script sends them. */
    send: async (batch: object[], headers: Record<string, string> = {}) => {
      const answer = await server.app.inject({
        method: 'POST',
        url: '/v1/batch',
        headers: { 'content-type': 'text/plain', origin: 'https://nordhavn.dk', 'user-agent': firefox, ...headers },
        payload: JSON.stringify({ writeKey: key, sentAt: new Date(), batch }),
      });
      expect(answer.json()).toMatchObject({ success: true, accepted: batch.length });
    },
    touches: () =>
      inTransaction(
        server.db,
        { workspace },
        async (db) =>
          (
            await sql<{ anonymousId: string | null; personId: string | null; path: string }>`
              select anonymous_id, person_id, path from touchpoints order by occurred_at, id`.execute(db)
          ).rows,
      ),
  };
}

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const say = (admin: TestClient, body: object) => admin.post('/api/v1/consents', body);

describe('a choice', () => {
  it('is kept with what was shown, and the latest holds', async () => {
    const { admin, person, consents } = await house();
    const anna = await person('anna@nordhavn.dk');
    await admin.post('/api/v1/consent-texts', { version: 'v3', language: 'da', text: 'Må vi skrive til dig?' });
    await admin.post('/api/v1/consent-texts', { version: 'v3', language: 'en', text: 'May we write to you?' });
    const choices = { analytics: true, marketing: false };
    const answer = await say(admin, { personId: anna, choices, text: 'v3', language: 'da', source: 'form', at: minutesAgo(9) });
    expect([answer.statusCode, answer.json()]).toEqual([201, { personId: anna }]);
    await say(admin, { email: 'ANNA@nordhavn.dk', choices: { marketing: true }, proof: { call: '2026-9' } });
    const { now, items } = await consents(anna);
    expect(items).toHaveLength(3);
    const texts = (await admin.get('/api/v1/consent-texts')).json().items;
    const danish = texts.find(({ language }: { language: string }) => language === 'da');
    expect(now.analytics).toMatchObject({ granted: true, source: 'form', text: { version: 'v3', hash: danish.textHash } });
    expect(now.marketing).toMatchObject({ granted: true, source: 'api', text: null, proof: { call: '2026-9' } });
  });

  it('needs somebody, a purpose and a text that was written down', async () => {
    const { admin, person } = await house();
    const anna = await person('anna@nordhavn.dk');
    const wrong = [
      { choices: { marketing: true } },
      { personId: anna, choices: {} },
      { personId: anna, choices: { marketing: true }, text: 'v99' },
      { personId: anna, choices: { marketing: true }, at: '2999-01-01T00:00:00Z' },
      { personId: crypto.randomUUID(), choices: { marketing: true } },
    ];
    for (const body of wrong) expect([(await say(admin, body)).statusCode, body]).toEqual([expect.toBeOneOf([400, 422]), body]);
  });

  it('cannot be rewritten, and a text that people have seen cannot either', async () => {
    const { admin, workspace } = await house();
    const text = { version: 'v1', language: 'en', text: 'May we write to you?' };
    const first = await admin.post('/api/v1/consent-texts', text);
    const again = await admin.post('/api/v1/consent-texts', text);
    expect([first.statusCode, again.statusCode, again.json()]).toEqual([201, 200, first.json()]);
    expect((await admin.post('/api/v1/consent-texts', { ...text, text: 'We will write to you.' })).statusCode).toBe(409);
    for (const statement of [
      'update consent_texts set text = text',
      'update consents set granted = true',
      'delete from consents',
    ])
      await expect(
        inTransaction(server.db, { workspace }, (db) => sql.raw(statement).execute(db)),
        statement,
      ).rejects.toThrow(/permission denied/);
  });

  it('against marketing keeps mail away at once, and one for it lets what the no had stopped', async () => {
    const { admin, person, suppressed, consents } = await house();
    const anna = await person('anna@nordhavn.dk');
    await say(admin, { personId: anna, choices: { marketing: true } });
    expect(await suppressed('anna@nordhavn.dk')).toBe(false);
    await say(admin, { personId: anna, choices: { marketing: false } });
    expect([await suppressed('anna@nordhavn.dk'), (await consents(anna)).suppressed]).toEqual([true, true]);
    await say(admin, { personId: anna, choices: { marketing: true } });
    expect(await suppressed('anna@nordhavn.dk')).toBe(false);
  });

  it('for marketing does not lift a complaint', async () => {
    const { admin, person, suppressed } = await house();
    const anna = await person('anna@nordhavn.dk');
    await admin.post('/api/v1/suppressions', { address: 'anna@nordhavn.dk', reason: 'complained' });
    await say(admin, { personId: anna, choices: { marketing: true } });
    expect(await suppressed('anna@nordhavn.dk')).toBe(true);
  });
});

describe('a merge of two people', () => {
  it('keeps the stricter of what they said, for all their addresses, and the undoing gives each their own back', async () => {
    const { admin, person, consents, suppressed } = await house();
    const [anna, annie] = [await person('anna@nordhavn.dk'), await person('annie@gmail.com')];
    await say(admin, { personId: annie, choices: { marketing: false }, at: minutesAgo(60) });
    await say(admin, { personId: anna, choices: { marketing: true }, at: minutesAgo(5) });
    const merge = await admin.post(`/api/v1/people/${anna}/merges`, { personId: annie, reason: 'Same phone.' });
    expect(merge.statusCode).toBe(201);
    expect((await consents(anna)).now.marketing.granted).toBe(false);
    expect([await suppressed('anna@nordhavn.dk'), await suppressed('annie@gmail.com')]).toEqual([true, true]);
    await admin.delete(`/api/v1/merges/${merge.json().id}`);
    expect((await consents(anna)).now.marketing.granted).toBe(true);
    expect([await suppressed('anna@nordhavn.dk'), await suppressed('annie@gmail.com')]).toEqual([false, true]);
  });

  it('leaves a word with whom it was noted for through any number of merges, and its address is shown as whoever they are now', async () => {
    const { admin, person, consents, send, suppressed } = await house();
    const [anna, bo, carl] = [await person('anna@nordhavn.dk'), await person('bo@nordhavn.dk'), await person('carl@nordhavn.dk')];
    const named = { type: 'identify', anonymousId: 'browser-1', context: script, traits: { email: 'anna@nordhavn.dk' } };
    await send([choice('browser-1', { marketing: false })]);
    await send([{ ...named, messageId: crypto.randomUUID() }]);
    const merge = async (kept: string, personId: string) =>
      (await admin.post(`/api/v1/people/${kept}/merges`, { personId, reason: 'One.' })).json().id;
    const merges = [await merge(bo, anna), await merge(carl, bo)];
    expect(await suppressed('anna@nordhavn.dk')).toBe(true);
    const listed = (await admin.get('/api/v1/suppressions?address=anna%40nordhavn.dk')).json().items;
    expect(listed[0].person.id).toBe(carl);

    await send([{ ...named, messageId: crypto.randomUUID() }]);
    for (const id of merges.toReversed()) await admin.delete(`/api/v1/merges/${id}`);
    expect([(await consents(anna)).items.length, (await consents(carl)).items.length]).toEqual([1, 0]);
  });
});

/** What our script sends: without an id before the yes, with one after it. */
const script = { library: { name: 'samspil', version: '1' } };
const page = (path: string, fields: { context?: object } & Record<string, unknown> = {}) => ({
  type: 'page',
  messageId: crypto.randomUUID(),
  properties: { url: `https://nordhavn.dk${path}`, path },
  ...fields,
  context: { ...script, page: { url: `https://nordhavn.dk${path}` }, ...fields.context },
});
const choice = (anonymousId: string | undefined, preferences: Record<string, boolean>, fields: Record<string, unknown> = {}) => ({
  type: 'track',
  event: 'Consent Preference Updated',
  messageId: crypto.randomUUID(),
  ...(anonymousId && { anonymousId }),
  properties: { text: 'v3' },
  ...fields,
  context: {
    ...script,
    locale: 'nn-NO',
    page: { url: 'https://nordhavn.dk/priser?x=1' },
    consent: { categoryPreferences: preferences },
  },
});
const visitors = async (admin: TestClient) => {
  const day = 86_400_000;
  const [from, to] = [-1, 2].map((days) => new Date(Date.now() + days * day).toISOString().slice(0, 10));
  return (await admin.get(`/api/v1/metrics/visitors?from=${from}&to=${to}`)).json().value;
};

describe('a yes that came with a website’s key', () => {
  it('lifts no refusal: anybody can read that key and say yes for somebody else', async () => {
    const { admin, person, send, suppressed } = await house();
    const anna = await person('anna@nordhavn.dk');
    await say(admin, { personId: anna, choices: { marketing: false } });
    await send([choice('stranger', { marketing: true }, { userId: 'anna@nordhavn.dk' })]);
    expect(await suppressed('anna@nordhavn.dk')).toBe(true);
    await say(admin, { personId: anna, choices: { marketing: true } });
    expect(await suppressed('anna@nordhavn.dk')).toBe(false);
  });
});

describe('a yes in the middle of a visit', () => {
  it('makes the visit so far that of the browser: one visitor, one road', async () => {
    const { admin, send, touches } = await house();
    await send([
      page('/', {
        timestamp: minutesAgo(4),
        properties: { url: 'https://nordhavn.dk/?utm_source=google&utm_medium=cpc', path: '/' },
      }),
    ]);
    const from = (path: string) => ({ properties: { path, referrer: 'https://nordhavn.dk/' } });
    await send([page('/priser', { timestamp: minutesAgo(3), ...from('/priser') })]);
    await send([choice('browser-1', { analytics: true })]);
    await send([page('/kontakt', { anonymousId: 'browser-1', ...from('/kontakt') })]);
    expect((await touches()).map(({ anonymousId }) => anonymousId)).toEqual(['browser-1', 'browser-1', 'browser-1']);
    expect(await visitors(admin)).toBe(1);
    const { items } = (await admin.get('/api/v1/metrics/visitors/rows?from=2020-01-01&to=2100-01-01')).json();
    expect(items).toHaveLength(1);
    const found = (await admin.get('/api/v1/touchpoints')).json().items;
    expect(found.map(({ channel }: { channel: string }) => channel)).toEqual(['paid_search', 'paid_search', 'paid_search']);
  });

  it('takes over neither an earlier visit nor what another browser did', async () => {
    const { send, touches } = await house();
    await send([page('/earlier', { timestamp: minutesAgo(50) }), page('/now', { timestamp: minutesAgo(2) })]);
    await send([page('/other', { timestamp: minutesAgo(2) })], { 'user-agent': `${firefox} other` });
    await send([choice('browser-1', { analytics: true })]);
    const byPath = Object.fromEntries((await touches()).map(({ path, anonymousId }) => [path, anonymousId]));
    expect(byPath['/now']).toBe('browser-1');
    expect(byPath['/earlier']).toMatch(/^v:/);
    expect(byPath['/other']).toMatch(/^v:/);
    expect(byPath['/other']).not.toBe(byPath['/earlier']);
  });

  it('holds when page and yes come in one request', async () => {
    const { send, touches } = await house();
    await send([page('/', { timestamp: minutesAgo(1) }), choice('browser-1', { analytics: true })]);
    expect((await touches()).map(({ anonymousId }) => anonymousId)).toEqual(['browser-1']);
  });

  it('takes along whom the visitor has named themselves as', async () => {
    const { send, touches } = await house();
    await send([
      page('/'),
      {
        type: 'identify',
        messageId: crypto.randomUUID(),
        traits: { email: 'anna@nordhavn.dk' },
        context: { ...script, page: { url: 'https://nordhavn.dk/' } },
      },
    ]);
    await send([choice('browser-1', { analytics: true })]);
    await send([page('/priser', { anonymousId: 'browser-1' })]);
    const people = (await touches()).map(({ personId }) => personId);
    expect(people[0]).not.toBeNull();
    expect(people[1]).toBe(people[0]);
  });
});

describe('a choice told by a website', () => {
  it('becomes the person’s when they name themselves, with its text and the message that told it', async () => {
    const { admin, send, consents, suppressed } = await house();
    await admin.post('/api/v1/consent-texts', { version: 'v3', language: 'nb', text: 'Kan vi skrive til deg?' });
    await admin.post('/api/v1/consent-texts', { version: 'v3', language: 'en', text: 'May we write to you?' });
    const told = choice('browser-1', { analytics: true, marketing: false });
    await send([told]);
    await send([
      { type: 'identify', messageId: crypto.randomUUID(), anonymousId: 'browser-1', traits: { email: 'anna@nordhavn.dk' } },
    ]);
    const [anna] = (await admin.get('/api/v1/people?search=anna@nordhavn.dk')).json().items;
    const { now } = await consents(anna.id);
    const texts = (await admin.get('/api/v1/consent-texts')).json().items;
    const norwegian = texts.find(({ language }: { language: string }) => language === 'nb');
    expect(now.analytics).toMatchObject({
      granted: true,
      source: 'tracker',
      anonymousId: 'browser-1',
      messageId: told.messageId,
      text: { version: 'v3', hash: norwegian.textHash },
      proof: { page: 'https://nordhavn.dk/priser', preferences: { analytics: true, marketing: false } },
    });
    expect(now.marketing.granted).toBe(false);
    expect(await suppressed('anna@nordhavn.dk')).toBe(true);
  });

  it('is understood from Segment’s clients in their tool’s own categories, and is no touch', async () => {
    const { admin, send, consents, touches } = await house();
    const segment = {
      ...choice('browser-1', { Analytics: true, Advertising: true, Functional: false }),
      event: 'Segment Consent Preference Updated',
      userId: 'customer-7',
    };
    await send([segment]);
    const [customer] = (await admin.get('/api/v1/people')).json().items;
    const { now } = await consents(customer.id);
    expect([now.analytics.granted, now.marketing.granted]).toEqual([true, true]);
    expect(await touches()).toEqual([]);
  });
});

describe('a withdrawal', () => {
  it('makes the browser’s touches those of nobody from that moment, also where its id is still sent', async () => {
    const { send, touches } = await house();
    await send([choice('browser-1', { analytics: true })]);
    await send([page('/before', { anonymousId: 'browser-1' })]);
    await send([choice(undefined, { analytics: false }, { previousId: 'browser-1' })]);
    await send([page('/after', { anonymousId: 'browser-1' })]);
    const byPath = Object.fromEntries((await touches()).map(({ path, anonymousId }) => [path, anonymousId]));
    expect(byPath['/before']).toBe('browser-1');
    expect(byPath['/after']).toMatch(/^v:/);
  });

  it('of a named person reaches their mail within the request', async () => {
    const { admin, person, send, consents, suppressed } = await house();
    const anna = await person('anna@nordhavn.dk');
    await say(admin, { personId: anna, choices: { marketing: true }, at: minutesAgo(9) });
    await send([
      { type: 'identify', messageId: crypto.randomUUID(), anonymousId: 'browser-1', traits: { email: 'anna@nordhavn.dk' } },
    ]);
    expect(await suppressed('anna@nordhavn.dk')).toBe(false);
    await send([choice(undefined, { analytics: false, marketing: false }, { previousId: 'browser-1' })]);
    expect((await consents(anna)).now.marketing.granted).toBe(false);
    expect(await suppressed('anna@nordhavn.dk')).toBe(true);
  });

  it('counts again as a yes when the browser says so later', async () => {
    const { send, touches } = await house();
    await send([choice('browser-1', { analytics: false }, { timestamp: minutesAgo(2) })]);
    await send([choice('browser-1', { analytics: true }, { timestamp: minutesAgo(1) })]);
    await send([page('/', { anonymousId: 'browser-1' })]);
    expect((await touches()).map(({ anonymousId }) => anonymousId)).toEqual(['browser-1']);
  });
});

describe('a browser that asks not to be followed', () => {
  it.each([{ 'sec-gpc': '1' }, { dnt: '1' }])('is nobody, whatever id it sends: %o', async (headers) => {
    const { admin, send, touches } = await house();
    await send([choice('browser-1', { analytics: true }), page('/', { anonymousId: 'browser-1' }), page('/priser')], headers);
    expect(await touches()).toEqual([
      { anonymousId: null, personId: null, path: '/' },
      { anonymousId: null, personId: null, path: '/priser' },
    ]);
    expect(await visitors(admin)).toBe(0);
  });
});

describe('the company’s own domains', () => {
  it('are no referral to each other', async () => {
    const { admin, send } = await house();
    const visit = () =>
      page('/', { properties: { url: 'https://nordhavn.dk/', referrer: 'https://www.nordhavn-shop.com/cart' } });
    await send([visit()]);
    expect((await admin.post('/api/v1/own-domains', { domain: 'nordhavn-shop.com' })).statusCode).toBe(204);
    await send([visit()], { 'user-agent': `${firefox} other` });
    const channels = (await admin.get('/api/v1/touchpoints')).json().items.map(({ channel }: { channel: string }) => channel);
    expect(channels.toSorted()).toEqual(['direct', 'referral']);
    expect((await admin.delete('/api/v1/own-domains/nordhavn-shop.com')).statusCode).toBe(204);
    expect((await admin.get('/api/v1/own-domains')).json().items).toEqual([]);
    expect((await admin.delete('/api/v1/own-domains/nordhavn-shop.com')).statusCode).toBe(404);
  });
});

describe('a message sent again', () => {
  it('after the yes is the same message, although it now carries the id', async () => {
    const { send, touches, workspace } = await house();
    const waiting = page('/');
    await send([waiting]);
    await send([choice('browser-1', { analytics: true })]);
    await expect(send([{ ...waiting, anonymousId: 'browser-1' }])).rejects.toThrow(/duplicate|accepted/);
    const kept = await inTransaction(server.db, { workspace }, (db) => db.selectFrom('quarantine').selectAll().execute());
    expect([kept, (await touches()).length]).toEqual([[], 1]);
  });
});

describe('the salt of the visitor hash', () => {
  it('is destroyed when its day is over', async () => {
    const { send, workspace } = await house();
    await send([page('/')]);
    const days = () =>
      inTransaction(server.db, { workspace }, async (db) =>
        (await db.selectFrom('visitorSalts').select('day').execute()).map(({ day }) => day),
      );
    const [today = ''] = await days();
    const yesterday = new Date(Date.parse(today) - 86_400_000).toISOString().slice(0, 10);
    await inTransaction(server.db, { workspace }, (db) =>
      db.insertInto('visitorSalts').values({ workspaceId: workspace, day: yesterday, salt: 'old' }).execute(),
    );
    await housekeeping(server.db);
    expect(await days()).toEqual([today]);
  });
});
