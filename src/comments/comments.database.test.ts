import { beforeAll, expect, it } from 'vitest';
import { createTestWorkspace } from '../../test/database.ts';
import { createTestServer, type TestClient } from '../../test/server.ts';
import { standardDefinition } from '../definitions/standard.ts';

const server = await createTestServer();
let marketing: TestClient;
let sales: TestClient;
let subjectId: string;

beforeAll(async () => {
  const { workspace } = server;
  [marketing, sales] = [await server.as('marketing', { workspace }), await server.as('sales', { workspace })];
  subjectId = (await marketing.post('/api/v1/definitions', { body: standardDefinition })).json().id;
});

const on = (body: string, about?: string) => ({ subjectKind: 'definition', subjectId, body, ...(about && { about }) });
const thread = async () => (await sales.get(`/api/v1/comments?subjectKind=definition&subjectId=${subjectId}`)).json().items;

it('shows both teams what was said of a version, by whom, and who settled it', async () => {
  const { id } = (await sales.post('/api/v1/comments', on('Three visits are too few', 'came-back'))).json();
  await marketing.post('/api/v1/comments', on('The rest is fine by us'));
  expect(await thread()).toMatchObject([
    { about: 'came-back', body: 'Three visits are too few', team: 'sales', resolved: null },
    { about: null, team: 'marketing' },
  ]);
  expect((await marketing.post(`/api/v1/comments/${id}/resolution`)).json()).toMatchObject({ id, resolved: { member: {} } });
  expect((await marketing.post(`/api/v1/comments/${id}/resolution`)).statusCode).toBe(409);
  expect((await sales.delete(`/api/v1/comments/${id}/resolution`)).json()).toMatchObject({ id, resolved: null });
});

it('names the criteria there are to one that is none, and knows no version of another workspace', async () => {
  const unknown = await sales.post('/api/v1/comments', on('?', 'no-such-criterion'));
  expect([unknown.statusCode, unknown.json().detail]).toEqual([422, expect.stringContaining('came-back')]);
  const foreign = await server.as('sales', { workspace: await createTestWorkspace(server.db) });
  expect((await foreign.post('/api/v1/comments', on('Hello'))).statusCode).toBe(404);
});
