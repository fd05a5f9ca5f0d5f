import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { createTestWorkspace } from '../../test/database.ts';
import { createTestServer, type TestClient } from '../../test/server.ts';
import { inTransaction } from '../platform/database.ts';

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
});
