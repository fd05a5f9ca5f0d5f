import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { as, createTestMember, createTestWorkspace } from '../../test/database.ts';
import { createTestServer, type TestClient } from '../../test/server.ts';
import { createDefinition, signDefinition } from '../definitions/commands.ts';
import { standardDefinition } from '../definitions/standard.ts';
import type { Actor, Context } from '../platform/context.ts';
import { newId } from '../platform/ids.ts';

const server = await createTestServer();
const { app, db } = server;
const system: Actor = { kind: 'system' };
const browser = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

const words = { title: 'Ring mig op', intro: 'Skriv kort.', thanks: 'Vi ringer i dag.' };
const callMe = {
  name: 'Ring mig op',
  texts: { da: words, en: { title: 'Call me', thanks: 'We call today.' } },
  fields: [
    { item: 'name', required: true },
    { item: 'phone', required: true },
    { item: 'need', asserts: { criterion: 'has-a-pain' } },
    { item: 'timing', asserts: { criterion: 'decision-this-year', when: ['now', 'this_year'] } },
    { item: 'company_size' },
  ],
  questionsAtOnce: 6,
  handRaise: true,
  consent: { purpose: 'marketing', text: 'v1' },
};

/** A workspace with a definition in force and consent texts. */
async function company() {
  const workspace = await createTestWorkspace(db);
  const marketing = await createTestMember(db, workspace, 'marketing', { head: true, name: 'Mette Holm' });
  const sales = await createTestMember(db, workspace, 'sales', { head: true, name: 'Simon Sand' });
  const at = <T>(work: (context: Context) => Promise<T>, actor: Actor = system) => as(db, workspace, actor, work);
  const { id } = await at((context) => createDefinition(context, { body: standardDefinition }));
  await at((context) => signDefinition(context, id, { fullName: 'Mette Holm' }), marketing);
  await at((context) => signDefinition(context, id, { fullName: 'Simon Sand' }), sales);
  const client = await server.as('marketing', { workspace });
  for (const language of ['da', 'en'])
    await client.post('/api/v1/consent-texts', { version: 'v1', language, text: `Nyheder? (${language})` });
  const make = async (more: object = {}) => (await client.post('/api/v1/forms', { ...callMe, ...more })).json().id as string;
  const rows = <T>(query: ReturnType<typeof sql<T>>) => at(async (context) => (await query.execute(context.db)).rows);
  return { workspace, marketing: client, sales: await server.as('sales', { workspace }), make, rows, at };
}
type Company = Awaited<ReturnType<typeof company>>;

const look = (id: string, search = '', headers: Record<string, string> = {}) =>
  app.inject({ method: 'GET', url: `/f/${id}${search}`, headers: { 'user-agent': browser, accept: 'text/html', ...headers } });
const send = (id: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  app.inject({
    method: 'POST',
    url: `/f/${id}`,
    payload: new URLSearchParams(fields).toString(),
    headers: { 'user-agent': browser, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded', ...headers },
  });
/** The hidden fields of a page, as its browser would send them. */
const hiddenIn = (html: string) =>
  Object.fromEntries(
    [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)].map(([, name, value]) => [name, value]),
  ) as Record<string, string>;
const askedIn = (html: string) =>
  [...html.matchAll(/ id="q-(\w+)"/g)].map(([, name]) => name).filter((name) => name !== '_consent');

const anna = {
  email: 'anna@nordhavn.dk',
  name: 'Anna Berg',
  phone: '20 30 40 50',
  need: 'Pumpen stopper',
  timing: 'now',
  company_size: '120',
};

async function sentBy(there: Company, fields: Record<string, string> = anna) {
  const form = await there.make();
  const page = await look(form, '?language=da');
  const answer = await send(form, { ...hiddenIn(page.body), ...fields });
  const [person] = await there.rows(sql<{ id: string }>`select id from people where email = ${fields['email'] ?? ''}`);
  return { form, page, answer, personId: person?.id ?? '' };
}

describe('a submission', () => {
  let there: Company;
  let sent: Awaited<ReturnType<typeof sentBy>>;
  beforeAll(async () => {
    there = await company();
    sent = await sentBy(there, { ...anna, _consent: 'yes' });
  });

  it('is thanked for, and makes the person, the touch and the values of the items with their source and date', async () => {
    expect([sent.answer.statusCode, sent.answer.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(sent.answer.body).toContain('Vi ringer i dag.');
    const person = (await there.marketing.get(`/api/v1/people/${sent.personId}`)).json();
    expect(person).toMatchObject({ name: 'Anna Berg', email: 'anna@nordhavn.dk', phone: '20 30 40 50' });
    const story = (await there.marketing.get(`/api/v1/people/${sent.personId}/timeline`)).json().items;
    expect(story).toEqual(
      expect.arrayContaining([expect.objectContaining({ kind: 'form', title: 'Ring mig op', side: 'customer' })]),
    );
    const answers = await there.rows(
      sql<object>`select item_key, value, source from item_answers where person_id = ${sent.personId} order by item_key`,
    );
    expect(answers).toEqual([
      { itemKey: 'company_size', value: '120', source: 'form' },
      { itemKey: 'name', value: 'Anna Berg', source: 'form' },
      { itemKey: 'need', value: 'Pumpen stopper', source: 'form' },
      { itemKey: 'phone', value: '20 30 40 50', source: 'form' },
      { itemKey: 'timing', value: 'now', source: 'form' },
    ]);
  });

  it('is evidence in the visitor’s own words, and the briefing says where each answer came from', async () => {
    const [lead] = await there.rows(sql<{ id: string }>`select id from leads where person_id = ${sent.personId}`);
    const { evidence } = (await there.sales.get(`/api/v1/leads/${lead?.id}`)).json();
    expect(evidence.map(({ criterion, quote, source }: Record<string, string>) => [criterion, quote, source]).sort()).toEqual([
      ['decision-this-year', 'Hvornår vil I beslutte jer? Inden for en måned', 'form'],
      ['has-a-pain', 'Pumpen stopper', 'form'],
    ]);
    const { items, leadType } = (await there.sales.get(`/api/v1/leads/${lead?.id}/information`)).json();
    expect(leadType).toBe('hot');
    expect(items.map(({ key, value, source, at }: Record<string, string>) => [key, value, source, typeof at])).toEqual([
      ['name', 'Anna Berg', 'form', 'string'],
      ['phone', '20 30 40 50', 'form', 'string'],
      ['title', null, null, 'object'],
      ['company_size', '120', 'form', 'string'],
      ['need', 'Pumpen stopper', 'form', 'string'],
      ['asked_for', 'Ring mig op', 'touches', 'string'],
      ['timing', 'now', 'form', 'string'],
    ]);
  });

  it('keeps the yes with the words that were shown, and that yes lifts no refusal', async () => {
    const consents = (await there.marketing.get(`/api/v1/people/${sent.personId}/consents`)).json();
    expect(consents.now.marketing).toMatchObject({ granted: true, text: { version: 'v1', hash: expect.any(String) } });
    expect(consents.now.marketing.messageId).toContain(sent.form);
    await there.marketing.post('/api/v1/suppressions', { address: 'bo@nordhavn.dk', reason: 'unsubscribed' });
    const bo = { ...anna, email: 'bo@nordhavn.dk', name: 'Bo', phone: '22 33 44 55' };
    const { personId } = await sentBy(there, { ...bo, _consent: 'yes' });
    expect((await there.marketing.get(`/api/v1/people/${personId}/consents`)).json()).toMatchObject({
      suppressed: true,
      now: { marketing: { granted: true } },
    });
  });

  it('is one however often it is sent, and answers that are put right are another', async () => {
    const again = { ...hiddenIn(sent.page.body), ...anna, _consent: 'yes' };
    const all = await Promise.all([1, 2, 3].map(() => send(sent.form, again)));
    expect(all.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
    const count = async () =>
      (
        await there.rows(
          sql<{ n: number }>`select count(distinct message_id) as n from item_answers where form_id = ${sent.form}`,
        )
      )[0]?.n;
    expect(await count()).toBe(1);
    await send(sent.form, { ...again, need: 'Pumpen stopper hver uge' });
    expect(await count()).toBe(2);
    const form = (await there.sales.get(`/api/v1/forms/${sent.form}`)).json();
    expect(form).toMatchObject({ submissions: 2, raisesHand: true });
    expect(form.fields[0]).toMatchObject({ item: 'name', asked: 2, answered: 2, inContract: true });
  });

  it('of a website’s own form is one within a day', async () => {
    const form = await there.make();
    for (const _ of [1, 2])
      expect((await send(form, { ...anna, email: 'eva@nordhavn.dk', phone: '26 27 28 29' })).statusCode).toBe(200);
    expect((await there.sales.get(`/api/v1/forms/${form}`)).json()).toMatchObject({ submissions: 1 });
    const [touches] = await there.rows(
      sql<{ n: number }>`select count(*) as n from touchpoints where properties ->> 'formId' = ${form}`,
    );
    expect(touches?.n).toBe(1);
  });
});

describe('bad input', () => {
  it('is answered in the visitor’s language with all that was typed, and nothing is kept', async () => {
    const there = await company();
    const form = await there.make();
    const page = await look(form, '', { 'accept-language': 'da-DK,da' });
    const answer = await send(form, {
      ...hiddenIn(page.body),
      email: 'anna@',
      name: '',
      phone: '<b>20"',
      company_size: 'mange',
      need: 'Pumpen',
    });
    expect(answer.statusCode).toBe(422);
    for (const said of [
      'Skriv hele e-mailadressen',
      'Svar venligst: Dit navn',
      'Skriv et tal med cifre: Hvor mange er I?',
      '&lt;b&gt;20&quot;',
      '>\nPumpen</textarea>',
    ])
      expect(answer.body).toContain(said);
    expect(await there.rows(sql`select id from people`)).toEqual([]);
    expect(hiddenIn(answer.body)['_rendering']).toBe(hiddenIn(page.body)['_rendering']);
  });

  it('of a program is answered as problem+json', async () => {
    const there = await company();
    const answer = await send(await there.make(), { email: 'anna@' }, { accept: '*/*', 'accept-language': 'nl' });
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([422, 'application/problem+json']);
    expect(answer.json().errors[0]).toEqual({ pointer: '/email', detail: expect.stringContaining('e-mail') });
  });

  it('that only a machine would send is kept in quarantine, and nothing follows from it', async () => {
    const there = await company();
    const form = await there.make();
    const page = await look(form);
    const answer = await send(form, { ...hiddenIn(page.body), ...anna, 'homepage-url': 'https://casino.example' });
    expect(answer.statusCode).toBe(200);
    expect((await there.marketing.get('/api/v1/quarantine')).json().items).toMatchObject([{ path: '/homepage-url' }]);
    expect(await there.rows(sql`select id from people`)).toEqual([]);
    expect(await there.rows(sql`select id from item_answers`)).toEqual([]);
  });

  it('of any kind never ends in a fault of ours', async () => {
    const there = await company();
    const form = await there.make();
    const post = (payload: string | Buffer, type = 'application/x-www-form-urlencoded', url = `/f/${form}`) =>
      app.inject({ method: 'POST', url, payload, headers: { 'user-agent': browser, accept: 'text/html', 'content-type': type } });
    const long = `email=a%40b.dk&name=${'x'.repeat(300_000)}`;
    const cases: [Awaited<ReturnType<typeof post>>, number][] = [
      [await post(''), 422],
      [await post('%%%=%00&name=%ff'), 422],
      [await post(Buffer.from([0xff, 0xfe, 0x41])), 400],
      [await post('email=a%40b.dk&name=a%00b&phone=20304050&_asked=name,phone,__proto__'), 422],
      [
        await post(
          'email=anna%40b.dk&name=A&phone=20304050&_rendering=x&_page=javascript:alert(1)&_visitor=%00&_done=need,constructor&_language=xx',
        ),
        200,
      ],
      [await post(long), 413],
      [await post('{"email":"a@b.dk"}', 'application/json'), 415],
      [await post('email=a%40b.dk', undefined, '/f/not-an-id'), 404],
      [await post('email=a%40b.dk', undefined, `/f/${newId()}`), 404],
    ];
    for (const [answer, status] of cases) {
      expect([answer.statusCode, answer.headers['content-type']]).toEqual([status, 'text/html; charset=utf-8']);
      expect(answer.body).not.toMatch(/at Object|select |\/src\//);
    }
    expect((await look(form, '?page=%00&visitor=%F0&language=%3Cscript%3E')).statusCode).toBeLessThan(500);
  });

  it('comes to an end when one sends more than anybody would', async () => {
    const there = await company();
    const form = await there.make();
    const statuses = [];
    for (let n = 0; n < 40; n++)
      statuses.push(
        (
          await app.inject({
            method: 'POST',
            url: `/f/${form}`,
            payload: '',
            remoteAddress: '203.0.113.9',
            headers: { 'content-type': 'application/x-www-form-urlencoded' },
          })
        ).statusCode,
      );
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(10);
    expect(statuses.filter((status) => status === 422).length).toBe(30);
  });
});

describe('a visitor', () => {
  const visitor = '11-22-33-44';
  const say = (there: Company, key: string, type: string, more: object) =>
    app.inject({
      method: 'POST',
      url: `/v1/${type}`,
      payload: { writeKey: key, anonymousId: visitor, context: { library: { name: 'samspil' } }, ...more },
      headers: { 'user-agent': browser, origin: 'https://nordhavn.dk' },
    });
  const choice = (analytics: boolean) => ({
    event: 'Consent Preference Updated',
    properties: {},
    context: { library: { name: 'samspil' }, consent: { categoryPreferences: { analytics } } },
  });

  it('who is known and has said yes is asked only what is missing, and never told what is known', async () => {
    const there = await company();
    const { form, personId } = await sentBy(there, { ...anna, timing: '', company_size: '' });
    const key = await server.writeKey(there.workspace);
    await say(there, key, 'identify', { traits: { email: anna.email } });
    const stranger = askedIn((await look(form)).body);
    expect(stranger).toEqual(['email', 'name', 'phone', 'need', 'timing', 'company_size']);
    // Known by an id, but nobody has said that it may be used.
    expect(askedIn((await look(form, `?visitor=${visitor}`)).body)).toEqual(stranger);
    await say(there, key, 'track', choice(true));
    const page = await look(form, `?visitor=${visitor}`);
    expect(askedIn(page.body)).toEqual(['timing', 'company_size']);
    for (const secret of ['Anna', 'anna@', '20 30', 'Pumpen', personId]) expect(page.body).not.toContain(secret);
    expect(
      askedIn((await look(form, '', { cookie: `samspil=${visitor}${encodeURIComponent('[{"analytics":true}]')}` })).body),
    ).toEqual(['timing', 'company_size']);
    expect(askedIn((await look(form, `?visitor=${visitor}`, { 'sec-gpc': '1' })).body)).toEqual(stranger);
    expect(askedIn((await look(form, `?visitor=${visitor}&all=1`)).body)).toEqual(stranger);
    expect(askedIn((await look(form, '?visitor=99-88-77-66')).body)).toEqual(stranger);

    expect((await send(form, { ...hiddenIn(page.body), timing: 'later', company_size: '' })).statusCode).toBe(200);
    const [answer] = await there.rows(
      sql<object>`select person_id, value from item_answers where item_key = 'timing' and value is not null`,
    );
    expect(answer).toEqual({ personId, value: 'later' });
    expect(askedIn((await look(form, `?visitor=${visitor}`)).body)).toEqual(['company_size']);

    await say(there, key, 'track', choice(false));
    expect(askedIn((await look(form, `?visitor=${visitor}`)).body)).toEqual(stranger);
  });

  it('who has said yes and is nobody yet brings along what they did before, and is known the next time', async () => {
    const there = await company();
    const form = await there.make({ questionsAtOnce: 3 });
    const key = await server.writeKey(there.workspace);
    await say(there, key, 'track', choice(true));
    await say(there, key, 'page', { properties: { url: 'https://firma.dk/priser', path: '/priser', title: 'Priser' } });
    const page = await look(form, `?visitor=${visitor}`);
    expect(askedIn(page.body)).toEqual(['email', 'name', 'phone']);
    await send(form, { ...hiddenIn(page.body), email: anna.email, name: anna.name, phone: anna.phone });
    const [person] = await there.rows(sql<{ id: string }>`select id from people where email = ${anna.email}`);
    const story = (await there.marketing.get(`/api/v1/people/${person?.id}/timeline`)).json().items;
    expect(story.map(({ kind }: { kind: string }) => kind)).toEqual(expect.arrayContaining(['page', 'form']));
    expect(askedIn((await look(form, `?visitor=${visitor}`)).body)).toEqual(['need', 'timing', 'company_size']);
  });

  it('who is known has what they answer on file, though their address is not asked again', async () => {
    const there = await company();
    const form = await there.make({ fields: ['name', 'title'].map((item) => ({ item, required: false })), questionsAtOnce: 2 });
    const key = await server.writeKey(there.workspace);
    await say(there, key, 'identify', { traits: { email: anna.email, name: anna.name } });
    await say(there, key, 'track', choice(true));
    const page = await look(form, `?visitor=${visitor}`);
    expect(askedIn(page.body)).toEqual(['title']);
    const answers = { ...hiddenIn(page.body), title: 'Indkøbschef' };
    await send(form, answers);
    await send(form, answers);
    const [person] = await there.rows(sql<object>`select email, title from people`);
    expect(person).toEqual({ email: anna.email, title: 'Indkøbschef' });
    expect((await there.rows(sql`select id from touchpoints where kind = 'form'`)).length).toBe(1);
  });

  it('who is a stranger is asked a few at a time until all that must be answered is', async () => {
    const there = await company();
    const form = await there.make({
      questionsAtOnce: 2,
      fields: ['name', 'phone', 'title'].map((item) => ({ item, required: true })).concat([{ item: 'need', required: false }]),
    });
    const first = await look(form, '?language=da');
    expect(askedIn(first.body)).toEqual(['email', 'name']);
    const second = await send(form, { ...hiddenIn(first.body), email: anna.email, name: 'Anna' });
    expect([askedIn(second.body), hiddenIn(second.body)['email']]).toEqual([['phone', 'title'], anna.email]);
    const last = await send(form, { ...hiddenIn(second.body), phone: '20304050', title: 'Indkøber' });
    expect(last.body).toContain('Vi ringer i dag.');
    const values = await there.rows(sql<{ itemKey: string }>`select item_key from item_answers order by item_key`);
    expect(values.map(({ itemKey }) => itemKey)).toEqual(['name', 'phone', 'title']);
    expect((await there.rows(sql`select id from people`)).length).toBe(1);
  });
});

describe('a form', () => {
  it('stands in any frame, needs no script and nothing from elsewhere', async () => {
    const there = await company();
    const { headers, body } = await look(await there.make());
    expect(headers['content-security-policy']).toContain('frame-ancestors *');
    expect(headers['content-security-policy']).not.toContain('unsafe');
    expect(headers['x-frame-options']).toBeUndefined();
    expect(headers['set-cookie']).toBeUndefined();
    expect(body.match(/(?:src|href|action)="[^"#?]*"/g)?.every((each) => /="\/f/.test(each))).toBe(true);
    expect(body).not.toContain('style=');
  });

  it('asks only what both teams have agreed to ask, by criteria and words that are there', async () => {
    const there = await company();
    const made = async (more: object) => (await there.marketing.post('/api/v1/forms', { ...callMe, ...more })).json();
    expect((await made({ fields: [{ item: 'asked_for' }] })).errors[0].pointer).toBe('/fields/0/item');
    expect((await made({ fields: [{ item: 'need', asserts: { criterion: 'rich' } }] })).errors[0].pointer).toBe(
      '/fields/0/asserts/criterion',
    );
    expect(
      (await made({ fields: [{ item: 'timing', asserts: { criterion: 'has-a-pain', when: ['soon'] } }] })).errors[0].pointer,
    ).toBe('/fields/0/asserts/when');
    expect((await made({ consent: { purpose: 'marketing', text: 'v2' } })).errors[0].detail).toContain('da, en');
    expect((await made({ texts: {} })).status).toBe(400);
    expect((await there.sales.post('/api/v1/forms', callMe)).statusCode).toBe(403);
  });

  it('that is changed asks otherwise from then on, and one that is closed says so', async () => {
    const there = await company();
    const form = await there.make();
    const changed = await there.marketing.put(`/api/v1/forms/${form}`, { ...callMe, fields: [{ item: 'need' }] });
    expect(changed.statusCode).toBe(200);
    expect(askedIn((await look(form)).body)).toEqual(['email', 'need']);
    expect((await there.marketing.delete(`/api/v1/forms/${form}`)).statusCode).toBe(204);
    const closed = await look(form, '', { 'accept-language': 'nl' });
    expect([closed.statusCode, closed.body.includes('Dit formulier is niet meer open')]).toEqual([404, true]);
    expect((await send(form, anna)).statusCode).toBe(404);
    expect((await there.marketing.delete(`/api/v1/forms/${form}`)).statusCode).toBe(409);
  });

  it('of another workspace is not there', async () => {
    const there = await company();
    const form = await there.make();
    const elsewhere: TestClient = (await company()).marketing;
    for (const answer of [
      await elsewhere.get(`/api/v1/forms/${form}`),
      await elsewhere.put(`/api/v1/forms/${form}`, callMe),
      await elsewhere.delete(`/api/v1/forms/${form}`),
    ])
      expect(answer.statusCode).toBe(404);
    expect((await elsewhere.get('/api/v1/forms')).json().items).toEqual([]);
  });
});
