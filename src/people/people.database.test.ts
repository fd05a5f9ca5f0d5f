import * as fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { createTestWorkspace } from '../../test/database.ts';
import { createTestServer, type TestClient } from '../../test/server.ts';
import { inTransaction } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';
import { digest } from '../touchpoints/tracking/journal/commands.ts';

const server = await createTestServer();
const { app, db } = server;

/** A workspace of its own: what its websites send, and what its marketing sees. */
async function house() {
  const workspace = await createTestWorkspace(db);
  const key = await server.writeKey(workspace);
  const marketing = await server.as('marketing', { workspace });
  const rows = <T>(query: ReturnType<typeof sql<T>>) =>
    inTransaction(db, { workspace }, async (transaction) => (await query.execute(transaction)).rows);
  const send = async (...batch: object[]) => {
    const answer = await app.inject({
      method: 'POST',
      url: '/v1/batch',
      headers: { 'content-type': 'application/json' },
      payload: { writeKey: key, batch },
    });
    expect(answer.json()).toEqual({ success: true, accepted: batch.length, duplicate: 0, quarantined: 0 });
  };
  return { workspace, key, marketing, rows, send };
}

const start = Date.now() - 3_600_000;
const at = (minute: number) => new Date(start + minute * 60_000).toISOString();
const page = (minute: number, anonymousId: string, more: object = {}) => ({
  type: 'page',
  messageId: newId(),
  timestamp: at(minute),
  anonymousId,
  properties: { url: `https://nordhavn.dk/${minute}` },
  ...more,
});
const identify = (minute: number, anonymousId: string | undefined, traits: object, userId?: string) => ({
  type: 'identify',
  messageId: newId(),
  timestamp: at(minute),
  anonymousId,
  userId,
  traits,
});

const list = async (client: TestClient, url: string) => (await client.get(url)).json().items;

describe('the visitor who becomes known', () => {
  it('brings along every touch since the very first, and the company by the address', async () => {
    const { send, marketing, rows } = await house();
    await send(page(0, 'b'), page(1, 'b'));
    await send(page(2, 'b'), {
      type: 'track',
      event: 'Form Submitted',
      messageId: newId(),
      timestamp: at(3),
      anonymousId: 'b',
      properties: { form: 'demo', fields: { email: 'Anna@Nordhavn.dk', navn: 'Anna Holm', stilling: 'Indkøbschef' } },
    });
    await send(page(4, 'b'));
    const [anna, ...others] = await list(marketing, '/api/v1/people');
    expect(others).toEqual([]);
    expect(anna).toMatchObject({
      name: 'Anna Holm',
      email: 'anna@nordhavn.dk',
      title: 'Indkøbschef',
      company: { name: 'nordhavn.dk' },
      firstSeenAt: at(0),
    });
    expect(await list(marketing, `/api/v1/touchpoints?person=${anna.id}`)).toHaveLength(5);
    expect(await rows(sql`select type, data from events where type = 'person.recognised'`)).toEqual([
      { type: 'person.recognised', data: { born: true, by: ['email', 'anonymous_id'], touchpoints: 2 } },
    ]);
  });

  it('is met without consent only for the day of their visit', async () => {
    const { key, marketing } = await house();
    const visit = (fields: object) =>
      app.inject({
        method: 'POST',
        url: '/v1/batch',
        headers: { 'content-type': 'text/plain', 'user-agent': 'Firefox/140', origin: 'https://nordhavn.dk' },
        payload: JSON.stringify({
          writeKey: key,
          batch: [
            { messageId: newId(), context: { library: { name: 'samspil' }, page: { url: 'https://nordhavn.dk/' } }, ...fields },
          ],
        }),
      });
    await visit({ type: 'page' });
    await visit({ type: 'identify', traits: { email: 'bo@fjord.no' } });
    await visit({ type: 'page' });
    const [bo] = await list(marketing, '/api/v1/people');
    const touches = await list(marketing, `/api/v1/touchpoints?person=${bo.id}`);
    expect(touches).toHaveLength(2);
    expect(new Set(touches.map(({ anonymousId }: { anonymousId: string }) => anonymousId.slice(0, 2)))).toEqual(new Set(['v:']));
  });

  it('is known by their mobile, however it is written, and never by a switchboard', async () => {
    const { send, marketing } = await house();
    await send(
      identify(0, 'a', { email: 'anna@nordhavn.dk', phone: '20 12 34 56' }),
      identify(1, 'b', { name: 'Anna', phone: '+45 20123456' }),
      identify(2, 'c', { email: 'bo@nordhavn.dk', phone: '33 12 34 56' }),
      identify(3, 'd', { email: 'eva@nordhavn.dk', phone: '33 12 34 56' }),
    );
    const people = await list(marketing, '/api/v1/people');
    expect(people.map(({ email }: { email: string }) => email).toSorted()).toEqual([
      'anna@nordhavn.dk',
      'bo@nordhavn.dk',
      'eva@nordhavn.dk',
    ]);
  });

  it('is not whom another tool means by the same number', async () => {
    const { send, marketing } = await house();
    const hubspot = { context: { externalIds: [{ id: '17', type: 'hubspot', collection: 'users', encoding: 'none' }] } };
    await send(identify(0, 'a', {}, '17'), { ...identify(1, 'b', { name: 'Bo' }), ...hubspot });
    expect(await list(marketing, '/api/v1/people')).toHaveLength(2);
    await marketing.post('/api/v1/people', { externalId: '17', source: 'hubspot', title: 'CFO' });
    expect(await list(marketing, '/api/v1/people?search=Bo')).toMatchObject([{ name: 'Bo', title: 'CFO' }]);
  });

  it('from a free mail box or a shared one brings no company, or joins nobody', async () => {
    const { send, marketing } = await house();
    await send(identify(0, 'a', { email: 'anna@gmail.com' }));
    await send(
      identify(1, 'b', { email: 'info@nordhavn.dk' }, 'user-1'),
      identify(2, 'c', { email: 'info@nordhavn.dk' }, 'user-2'),
    );
    const people = await list(marketing, '/api/v1/people');
    expect(
      people.map(({ email, company }: { email: string; company: { name: string } | null }) => [email, company?.name ?? null]),
    ).toEqual([
      ['info@nordhavn.dk', 'nordhavn.dk'],
      ['info@nordhavn.dk', 'nordhavn.dk'],
      ['anna@gmail.com', null],
    ]);
  });

  it('learns what is said, and never forgets what a person wrote', async () => {
    const { send, marketing } = await house();
    await send(identify(0, 'b', { email: 'anna@nordhavn.dk', plan: 'trial' }));
    const [{ id }] = await list(marketing, '/api/v1/people');
    expect((await marketing.patch(`/api/v1/people/${id}`, { name: 'Anna Holm' })).statusCode).toBe(200);
    await send(
      identify(1, 'b', {
        email: 'anna@nordhavn.dk',
        name: 'Somebody Else',
        phone: '+45 12 34 56 78',
        plan: 'paid',
        company: { name: 'Nordhavn Pumper A/S', employees: 120 },
      }),
    );
    const anna = (await marketing.get(`/api/v1/people/${id}`)).json();
    expect(anna).toMatchObject({
      name: 'Anna Holm',
      phone: '+45 12 34 56 78',
      traits: { plan: 'paid' },
      company: { name: 'Nordhavn Pumper A/S' },
    });
    expect((await marketing.get(`/api/v1/companies/${anna.company.id}`)).json()).toMatchObject({
      domains: ['nordhavn.dk'],
      employees: 120,
      people: 1,
    });
  });

  it('is one person for twenty requests at once', async () => {
    const { workspace, send, marketing } = await house();
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        send(page(index, `b${index}`), identify(index, `b${index}`, { email: 'anna@nordhavn.dk' })),
      ),
    );
    while ((await digest(db, workspace)) !== null);
    const people = await list(marketing, '/api/v1/people');
    expect(people).toHaveLength(1);
    expect(await list(marketing, `/api/v1/touchpoints?person=${people[0].id}`)).toHaveLength(20);
    expect(await list(marketing, '/api/v1/companies')).toHaveLength(1);
  });
});

describe('property', () => {
  it('the same messages give the same people, companies and touches, in whatever order and batches they arrive', async () => {
    const browser = fc.constantFrom('b1', 'b2');
    const userId = fc.constantFrom('1', '2');
    const email = fc.constantFrom('anna@nordhavn.dk', 'bo@fjord.no');
    const phone = fc.constantFrom('+45 20 12 34 56', '+47 22 12 34 56');
    const hubspot = fc.constantFrom('1', '2').map((id) => ({ externalIds: [{ id, type: 'hubspot' }] }));
    const groupId = fc.constantFrom('g1', 'g2');
    const of = (type: string, fields: Record<string, fc.Arbitrary<unknown>>) => fc.record({ type: fc.constant(type), ...fields });
    const message = fc.oneof(
      of('page', { anonymousId: browser }),
      of('identify', { anonymousId: browser, traits: fc.record({ email }) }),
      of('identify', { anonymousId: browser, userId }),
      of('identify', { userId, traits: fc.record({ email, phone }) }),
      of('identify', { anonymousId: browser, traits: fc.record({ phone, company: fc.record({ id: groupId }) }) }),
      of('identify', { userId, context: hubspot, traits: fc.record({ company: fc.constantFrom('Nordhavn', 'Fjord') }) }),
      of('group', {
        userId,
        groupId,
        traits: fc.record({ website: fc.constantFrom('nordhavn.dk', 'havn.com'), name: fc.constant('Nordhavn') }),
      }),
      of('group', { userId, groupId, traits: fc.record({ cvr: fc.constantFrom('12345678', '87654321') }) }),
    );
    const graph = async (batches: object[][]) => {
      const { send, rows } = await house();
      for (const batch of batches) await send(...batch.map((one) => ({ messageId: newId(), ...one })));
      const people = await rows(sql<{ circle: string }>`
        select string_agg(fact, ', ' order by fact) as circle from (
          select person_id, concat_ws(' ', kind, source, value) as fact from identities
          union all select person_id, 'touch ' || path from touchpoints
          union all select p.id, 'works for ' || (select min(concat_ws(' ', i.kind, i.source, i.value)) from company_identities i where i.company_id = p.company_id)
            from people p where p.merged_into is null and p.company_id is not null) f group by person_id`);
      const companies = await rows(sql<{ circle: string }>`
        select string_agg(concat_ws(' ', kind, source, value), ', ' order by kind, source, value) as circle from company_identities group by company_id`);
      return [...people, ...companies].map(({ circle }) => circle).sort();
    };
    const inBatches = (messages: object[], size: number) =>
      Array.from({ length: Math.ceil(messages.length / size) }, (_, index) => messages.slice(index * size, (index + 1) * size));
    await fc.assert(
      fc.asyncProperty(
        fc.array(message, { minLength: 2, maxLength: 8 }).chain((messages) => {
          const timed = messages.map((one, minute) => ({
            ...one,
            timestamp: at(minute),
            properties: { url: `https://nordhavn.dk/${minute}` },
          }));
          return fc.tuple(
            fc.constant(timed),
            fc.shuffledSubarray(timed, { minLength: timed.length }),
            fc.integer({ min: 1, max: 8 }),
          );
        }),
        async ([inOrder, shuffled, size]) => {
          expect(await graph(inBatches(shuffled, size))).toEqual(await graph(inBatches(inOrder, 1)));
        },
      ),
      { numRuns: 25 },
    );
  }, 180_000);
});

describe('two people who are one', () => {
  /** Everything that is kept of people, for comparing before and after. */
  const everything = ({ rows }: Awaited<ReturnType<typeof house>>) =>
    Promise.all([
      rows(sql`select id, name, email, phone, title, company_id, traits, first_seen_at, merged_into from people order by id`),
      rows(sql`select kind, value, person_id, created_at from identities order by kind, value`),
      rows(sql`select id, person_id from touchpoints order by id`),
      rows(sql`select id, person_id, stage, closed_at from leads order by id`),
    ]);
  const openLead = (home: Awaited<ReturnType<typeof house>>, personId: string) =>
    home.rows(
      sql`insert into leads (workspace_id, id, person_id, stage, stage_since, moves, created_at) values (current_workspace(), ${newId()}, ${personId}, 'known', now(), 1, now())`,
    );

  it('become one by hand, with all touches and one open lead, and two again exactly as they were', async () => {
    const home = await house();
    const { send, marketing } = home;
    await send(
      page(1, 'work'),
      identify(2, 'work', { email: 'anna@nordhavn.dk', role: 'buyer' }),
      page(0, 'home'),
      identify(3, 'home', { email: 'anna.holm@gmail.com', name: 'Anna Holm' }),
    );
    const [second, first] = await list(marketing, '/api/v1/people');
    for (const { id } of [first, second]) await openLead(home, id);
    const before = await everything(home);

    const merged = await marketing.post(`/api/v1/people/${first.id}/merges`, {
      personId: second.id,
      reason: 'Her private address',
    });
    expect(merged.statusCode).toBe(201);
    expect((await marketing.get(`/api/v1/people/${second.id}`)).json()).toMatchObject({
      id: first.id,
      name: 'Anna Holm',
      firstSeenAt: at(0),
      identities: { length: 4 },
    });
    expect(await list(marketing, `/api/v1/touchpoints?person=${first.id}`)).toHaveLength(2);
    expect(await list(marketing, '/api/v1/people')).toHaveLength(1);
    expect(await home.rows(sql`select person_id from leads where closed_at is null`)).toHaveLength(1);
    expect(await list(marketing, `/api/v1/people/${first.id}/merges`)).toMatchObject([
      { reason: 'Her private address', moved: { identities: 2, touchpoints: 1 }, undoneAt: null },
    ]);

    expect((await marketing.delete(`/api/v1/merges/${merged.json().id}`)).statusCode).toBe(204);
    expect(await everything(home)).toEqual(before);
    expect((await marketing.delete(`/api/v1/merges/${merged.json().id}`)).statusCode).toBe(409);
  });

  it('are found by every id they ever had, also where one merge followed another', async () => {
    const { send, marketing } = await house();
    await send(
      identify(0, 'work', { email: 'anna@nordhavn.dk' }),
      identify(1, 'home', { email: 'anna.holm@gmail.com' }),
      identify(2, 'phone', { email: 'anna@fjordlys.no' }),
    );
    const [third, second, first] = await list(marketing, '/api/v1/people');
    await marketing.post(`/api/v1/people/${second.id}/merges`, { personId: first.id, reason: 'The same' });
    await marketing.post(`/api/v1/people/${third.id}/merges`, { personId: second.id, reason: 'The same' });
    await marketing.post('/api/v1/touchpoints', { personId: first.id, kind: 'call', side: 'sales', title: 'Ringede' });
    expect(await list(marketing, `/api/v1/touchpoints?person=${third.id}`)).toMatchObject([{ title: 'Ringede' }]);
    expect(await list(marketing, `/api/v1/touchpoints?person=${first.id}`)).toMatchObject([{ title: 'Ringede' }]);
    const said = { personId: first.id, choices: { marketing: false } };
    expect((await marketing.post('/api/v1/consents', said)).json()).toEqual({ personId: third.id });
  });

  it('take what came in between back to where it belongs', async () => {
    const home = await house();
    const { send, marketing } = home;
    await send(identify(0, 'work', { email: 'anna@nordhavn.dk' }), identify(1, 'home', { email: 'anna.holm@gmail.com' }));
    const [second, first] = await list(marketing, '/api/v1/people');
    const { id } = (
      await marketing.post(`/api/v1/people/${first.id}/merges`, { personId: second.id, reason: 'The same' })
    ).json();
    await send(page(2, 'home'), page(3, 'work'));
    expect(await list(marketing, `/api/v1/touchpoints?person=${first.id}`)).toHaveLength(2);
    await marketing.delete(`/api/v1/merges/${id}`);
    expect(await list(marketing, `/api/v1/touchpoints?person=${second.id}`)).toMatchObject([{ path: '/2' }]);
    expect(await list(marketing, `/api/v1/touchpoints?person=${first.id}`)).toMatchObject([{ path: '/3' }]);
  });

  it('become one when one message names both, and stay two once somebody has parted them', async () => {
    const { send, marketing } = await house();
    await send(identify(0, 'a', { email: 'anna@nordhavn.dk' }));
    await send(identify(1, 'b', {}, 'user-1'));
    await send(identify(2, undefined, { email: 'anna@nordhavn.dk' }, 'user-1'));
    const [anna, ...others] = await list(marketing, '/api/v1/people');
    expect(others).toEqual([]);
    const [merge] = await list(marketing, `/api/v1/people/${anna.id}/merges`);
    expect(merge).toMatchObject({
      reason: null,
      mergedBy: null,
      evidence: {
        at: at(2),
        names: [
          { kind: 'external_id', source: 'user_id', value: 'user-1' },
          { kind: 'email', value: 'anna@nordhavn.dk' },
        ],
      },
    });
    await marketing.delete(`/api/v1/merges/${merge.id}`);
    await send(identify(3, undefined, { email: 'anna@nordhavn.dk' }, 'user-1'));
    expect(await list(marketing, '/api/v1/people')).toHaveLength(2);
  });

  it('are kept apart while both are with sales: by hand in words, by a message with a note', async () => {
    const home = await house();
    const { send, marketing, rows } = home;
    await send(identify(0, 'a', { email: 'anna@nordhavn.dk' }), identify(1, 'b', {}, 'user-1'));
    const [second, first] = await list(marketing, '/api/v1/people');
    for (const { id } of [first, second]) await openLead(home, id);
    await rows(
      sql`insert into definitions (workspace_id, id, version, body, body_hash, in_force_from, created_at) values (current_workspace(), ${newId()}, 1000, '{}', '', now(), now())`,
    );
    await rows(sql`insert into handoffs (workspace_id, id, lead_id, submitted_at, lead_type, definition_id, met_definition, briefing, items_agreed, items_filled)
      select l.workspace_id, l.id, l.id, now(), 'hot', d.id, true, '{}', 0, 0 from leads l, definitions d where d.version = 1000`);
    const refused = await marketing.post(`/api/v1/people/${first.id}/merges`, { personId: second.id, reason: 'The same' });
    expect(refused.statusCode).toBe(409);
    expect(refused.json().detail).toMatch(/with sales/);
    await send(identify(2, undefined, { email: 'anna@nordhavn.dk' }, 'user-1'));
    await send(identify(3, undefined, { email: 'anna@nordhavn.dk' }, 'user-1'));
    expect(await list(marketing, '/api/v1/people')).toHaveLength(2);
    expect(await rows(sql`select subject_id, data from events where type = 'person.merge_needed'`)).toMatchObject([
      { subjectId: first.id, data: { personId: second.id } },
    ]);
  });
});

describe('people and companies by hand', () => {
  it('are found rather than doubled', async () => {
    const { marketing } = await house();
    const made = await marketing.post('/api/v1/people', {
      email: 'Anna@Nordhavn.dk',
      name: 'Anna Holm',
      companyName: 'Nordhavn Pumper A/S',
      country: 'DK',
    });
    expect(made.statusCode).toBe(201);
    expect(made.json()).toMatchObject({
      email: 'anna@nordhavn.dk',
      company: { name: 'Nordhavn Pumper A/S' },
      country: 'DK',
      leadId: null,
    });
    const found = await marketing.post('/api/v1/people', { email: 'anna@nordhavn.dk', name: 'Another', phone: '12345678' });
    expect([found.statusCode, found.json().id, found.json().name, found.json().phone]).toEqual([
      200,
      made.json().id,
      'Anna Holm',
      '12345678',
    ]);
    const company = await marketing.post('/api/v1/companies', {
      name: 'Nordhavn',
      domain: 'nordhavn.dk',
      organisationNumber: 'DK 12 34 56 78',
    });
    expect([company.statusCode, company.json().id, company.json().organisationNumber]).toEqual([
      200,
      made.json().company.id,
      '12345678',
    ]);
    expect((await marketing.post('/api/v1/companies', { name: 'Fjordlys AS', organisationNumber: '12345678' })).json().id).toBe(
      company.json().id,
    );
    expect((await marketing.post('/api/v1/people', { title: 'Chef' })).statusCode).toBe(400);
  });

  it('tell what is filled in of somebody who is known, and of who is new nothing beyond that they are', async () => {
    const { marketing, rows } = await house();
    await marketing.post('/api/v1/people', { email: 'anna@gmail.com', country: 'DK' });
    const told = () => rows<{ data: object }>(sql`select data from events where type = 'person.changed'`);
    expect(await told()).toEqual([]);
    await marketing.post('/api/v1/people', { email: 'anna@gmail.com', country: 'NO', language: 'da' });
    expect(await told()).toEqual([{ data: { before: { language: null }, after: { language: 'da' } } }]);
  });

  it('change with what stood before on record', async () => {
    const { marketing, rows } = await house();
    const one = (await marketing.post('/api/v1/people', { email: 'anna@nordhavn.dk' })).json();
    const other = (await marketing.post('/api/v1/people', { email: 'bo@fjord.no' })).json();
    expect(
      (await marketing.patch(`/api/v1/people/${one.id}`, { title: 'CFO', companyId: other.company.id })).json(),
    ).toMatchObject({ title: 'CFO', company: other.company });
    expect(await rows(sql`select data from events where type = 'person.changed'`)).toEqual([
      { data: { before: { title: null, companyId: one.company.id }, after: { title: 'CFO', companyId: other.company.id } } },
    ]);
    expect((await marketing.patch(`/api/v1/people/${one.id}`, { email: 'bo@fjord.no' })).statusCode).toBe(409);
    expect((await marketing.patch(`/api/v1/companies/${one.company.id}`, { ownerMemberId: newId() })).statusCode).toBe(422);
    const mine = await marketing.patch(`/api/v1/companies/${one.company.id}`, {
      ownerMemberId: marketing.memberId,
      employees: 40,
    });
    expect(mine.json()).toMatchObject({ owner: { id: marketing.memberId }, employees: 40 });
  });

  it('are searched by name, address and company, page by page', async () => {
    const { marketing } = await house();
    for (const name of ['Anna', 'Annika', 'Bo', '100%'])
      await marketing.post('/api/v1/people', { name, email: `${newId()}@nordhavn.dk` });
    const names = async (query: string) =>
      (await list(marketing, `/api/v1/people?${query}`)).map(({ name }: { name: string }) => name);
    expect(await names('search=ann')).toEqual(['Annika', 'Anna']);
    expect(await names('search=%25')).toEqual(['100%']);
    expect(await names('search=NORDHAVN')).toHaveLength(4);
    const { items, next } = (await marketing.get('/api/v1/people?limit=3')).json();
    expect(items).toHaveLength(3);
    expect(await names(`limit=3&cursor=${next}`)).toEqual(['Anna']);
    expect((await marketing.get('/api/v1/people?cursor=x')).statusCode).toBe(400);
  });

  it('are searched without regard to case, in the letters of every language', async () => {
    const { marketing } = await house();
    await marketing.post('/api/v1/companies', { name: 'ÆRØ Bådværft', domain: 'aeroe-baad.dk' });
    await marketing.post('/api/v1/people', { name: 'Åse Ørsted', email: 'aase@aeroe-baad.dk' });
    const found = async (path: string) => (await list(marketing, `/api/v1/${path}`)).map(({ name }: { name: string }) => name);
    for (const search of ['åse ø', 'ÅSE', 'ærø', 'ÆRØ bÅd'])
      expect(await found(`people?search=${encodeURIComponent(search)}`), search).toEqual(['Åse Ørsted']);
    for (const search of ['ærø', 'AEROE-baad'])
      expect(await found(`companies?search=${encodeURIComponent(search)}`), search).toEqual(['ÆRØ Bådværft']);
  });

  it('of another workspace are not there', async () => {
    const [home, foreign] = [await house(), await house()];
    const { id, company } = (await home.marketing.post('/api/v1/people', { email: 'anna@nordhavn.dk' })).json();
    for (const path of [
      `people/${id}`,
      `people/${id}/timeline`,
      `people/${id}/merges`,
      `companies/${company.id}`,
      `companies/${company.id}/timeline`,
    ])
      expect((await foreign.marketing.get(`/api/v1/${path}`)).statusCode, path).toBe(404);
    expect((await foreign.marketing.patch(`/api/v1/people/${id}`, { name: 'Mallory' })).statusCode).toBe(404);
    const own = (await foreign.marketing.post('/api/v1/people', { email: 'anna@nordhavn.dk' })).json();
    expect(
      (await foreign.marketing.post(`/api/v1/people/${own.id}/merges`, { personId: id, reason: 'Mine now' })).statusCode,
    ).toBe(404);
  });
});
