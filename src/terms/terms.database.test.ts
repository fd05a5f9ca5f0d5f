import { beforeAll, expect, it } from 'vitest';
import { createTestServer, type TestClient } from '../../test/server.ts';

const server = await createTestServer();
let marketing: TestClient;
let sales: TestClient;

beforeAll(async () => {
  const { workspace } = server;
  [marketing, sales] = [await server.as('marketing', { workspace }), await server.as('sales', { workspace })];
});

const warmHour = { word: { da: 'Varm time', en: 'Warm hour' }, meaning: { da: 'Klokken ni til ti', en: 'Nine to ten' } };

it('keeps a word both teams may change, with what it was before and by whom', async () => {
  const { id } = (await marketing.post('/api/v1/terms', warmHour)).json();
  const changed = { word: { da: 'Varm time' }, meaning: { da: 'Klokken otte til ti' } };
  expect((await sales.put(`/api/v1/terms/${id}`, changed)).json()).toMatchObject({ ...changed, version: 2 });
  const { items } = (await marketing.get(`/api/v1/terms/${id}/versions`)).json();
  expect(items).toMatchObject([
    { version: 2, ...changed },
    { version: 1, ...warmHour },
  ]);
  expect(items[0].member.id).not.toBe(items[1].member.id);

  expect((await marketing.delete(`/api/v1/terms/${id}`)).statusCode).toBe(204);
  expect((await sales.get('/api/v1/terms')).json().items).toEqual([]);
  expect((await sales.get(`/api/v1/terms/${id}/versions`)).json().items[0]).toMatchObject({ removed: true });
  // What was taken away is free again.
  expect((await sales.post('/api/v1/terms', warmHour)).statusCode).toBe(201);
});

it.each([
  ['the product’s, whatever its capitals', { en: 'hand-OFF' }],
  ['the product’s by its abbreviation', { da: 'sql' }],
  ['the product’s in that language', { da: 'Belæg' }],
])('refuses a word that is %s', async (_which, word) => {
  const [language, said] = Object.entries(word)[0] as ['en' | 'da', string];
  const refused = await marketing.post('/api/v1/terms', { word, meaning: { [language]: 'Something else' } });
  expect(refused.statusCode).toBe(422);
  expect(refused.json()).toMatchObject({
    detail: expect.stringContaining(`"${said}"`),
    errors: [{ pointer: `/word/${language}` }],
  });
});

it('refuses a word the workspace has, and one without a meaning in its language', async () => {
  const again = await sales.post('/api/v1/terms', { word: { en: ' warm  HOUR' }, meaning: { en: 'Ten to eleven' } });
  expect(again.statusCode).toBe(409);
  const half = await sales.post('/api/v1/terms', { word: { en: 'Cold hour', da: 'Kold time' }, meaning: { en: 'Noon' } });
  expect(half.statusCode).toBe(400);
  expect((await (await server.as('finance', { workspace: server.workspace })).post('/api/v1/terms', warmHour)).statusCode).toBe(
    403,
  );
});
