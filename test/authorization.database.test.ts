import { describe, expect, it } from 'vitest';
import { authorizationMatrix } from '../src/authorization.ts';
import { createTestWorkspace } from './database.ts';
import { createTestServer } from './server.ts';

const server = await createTestServer();
const roles = ['admin', 'marketing', 'sales', 'finance', 'leadership'] as const;
const nobody = '00000000-0000-7000-8000-000000000000';

const guarded = Object.entries(authorizationMatrix).flatMap(([route, access]) => {
  const [method = '', url = ''] = route.split(' ');
  return access === 'public' ? [] : [{ route, access, method: method as 'GET', url: url.replaceAll(/:[a-zA-Z]+/g, nobody) }];
});

describe('the authorization matrix', () => {
  it('names exactly the routes that are served', () => {
    const served = [...new Set(server.app.servedRoutes)].sort();
    // The static files of /docs and the tracker exist only in a built product.
    const named = Object.keys(authorizationMatrix)
      .filter((route) => served.includes(route) || !/ \/docs/.test(route))
      .sort();
    expect(served).toEqual(named);
  });

  it('asks everyone who they are', async () => {
    for (const { method, url, route } of guarded) {
      const answer = await server.app.inject({ method, url });
      expect([route, answer.statusCode, answer.headers['content-type']]).toEqual([route, 401, 'application/problem+json']);
    }
  });

  it.each(roles)('lets %s do what its row says and nothing else', async (role) => {
    const client = await server.as(role);
    for (const { method, url, route, access } of guarded) {
      const answer = await send(client, method, url);
      if (access.roles.includes(role))
        expect([route, answer.statusCode === 403 && /needs the role/.test(answer.body)]).toEqual([route, false]);
      else expect([route, answer.statusCode]).toEqual([route, 403]);
      expect([route, answer.statusCode < 500]).toEqual([route, true]);
    }
  });

  it('lets a program do what the scopes of its key say', async () => {
    for (const scope of ['read', 'write', 'history'] as const) {
      const client = await server.withKey([scope]);
      for (const { method, url, route, access } of guarded) {
        const answer = await send(client, method, url);
        if (access.scope === scope)
          expect([route, answer.statusCode === 403 && /lacks the scope/.test(answer.body)]).toEqual([route, false]);
        else expect([route, answer.statusCode]).toEqual([route, 403]);
      }
    }
  });

  it('shows what exists in another workspace exactly as what does not exist', async () => {
    const foreign = await createTestWorkspace(server.db, 'Fjordlys', 'NO');
    const stranger = await server.as('admin', { workspace: foreign });
    const admin = await server.as('admin');
    const calendar = (await admin.get('/api/v1/calendars')).json().items[0].id;
    const there = await stranger.get(`/api/v1/calendars/${calendar}`);
    const nowhere = await stranger.get(`/api/v1/calendars/${nobody}`);
    expect([there.statusCode, there.body]).toEqual([404, nowhere.body]);
  });
});

function send(client: Awaited<ReturnType<typeof server.as>>, method: string, url: string) {
  if (method === 'GET') return client.get(url);
  if (method === 'DELETE') return client.delete(url);
  return method === 'POST' ? client.post(url, {}) : method === 'PUT' ? client.put(url, {}) : client.patch(url, {});
}
