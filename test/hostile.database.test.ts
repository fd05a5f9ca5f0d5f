import { beforeAll, describe, expect, it } from 'vitest';
import { authorizationMatrix } from '../src/authorization.ts';
import { createTestServer, type TestClient } from './server.ts';

const server = await createTestServer();
const someId = '01a20161-c8ac-7604-b4ec-e53de06d66b9';

/** What arrives at a door that is open to the world. Each is refused in words, and none disturbs the server. */
const bodies: Record<string, { payload: string | Buffer; type?: string }> = {
  'broken JSON': { payload: '{"name":' },
  'a NUL': { payload: '{"name":"a\\u0000b"}' },
  'half a surrogate pair': { payload: '{"name":"\\ud800"}' },
  'depth 100,000': { payload: '['.repeat(100_000) + ']'.repeat(100_000) },
  'a number beyond every number': { payload: '{"amount":1e400,"name":1e400}' },
  'a poisoned prototype': { payload: '{"__proto__":{"role":"admin"},"constructor":{"prototype":{}}}' },
  'a list where an object belongs': { payload: '[1,2,3]' },
  null: { payload: 'null' },
  'wrong types': { payload: '{"name":{"a":1},"email":[],"id":7,"kind":true,"at":"yesterday","leadId":"x","body":5}' },
  'a name nobody asked for': { payload: '{"nobodyAskedForThis":1}' },
  'a text of 300,000 letters': {
    payload: JSON.stringify({ name: 'x'.repeat(300_000), fullName: 'x'.repeat(300_000), reason: 'x'.repeat(300_000) }),
  },
  'bad UTF-8': { payload: Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]) },
  XML: { payload: '<a/>', type: 'application/xml' },
  'a form': { payload: 'a=1', type: 'application/x-www-form-urlencoded' },
};

let admin: TestClient;
let cookie: string;
beforeAll(async () => {
  admin = await server.as('admin');
  cookie = admin.cookie;
});

const routes = Object.keys(authorizationMatrix)
  .filter((route) => server.app.servedRoutes.includes(route))
  .map((route) => ({
    route,
    method: route.split(' ')[0] as 'GET',
    url: (route.split(' ')[1] ?? '').replaceAll(/:[a-zA-Z]+/g, someId),
  }));

const expectProblem = (label: string, answer: { statusCode: number; headers: Record<string, unknown>; body: string }) => {
  expect([label, answer.statusCode >= 400 && answer.statusCode < 500]).toEqual([label, true]);
  expect([label, answer.headers['content-type']]).toEqual([label, 'application/problem+json']);
  const problem = JSON.parse(answer.body) as { status: number; title: string; detail: string };
  expect([label, problem.status, problem.title.length > 0, problem.detail.length > 10]).toEqual([
    label,
    answer.statusCode,
    true,
    true,
  ]);
  expect(answer.body).not.toMatch(/at .*\.(ts|js):\d|select |insert into|node_modules|PostgreSQL|FST_/);
};

describe('hostile input', () => {
  it.each(Object.keys(bodies))('is refused in words on every route that takes a body: %s', async (name) => {
    const { payload, type } = bodies[name] ?? { payload: '' };
    for (const { route, method, url } of routes.filter(({ method }) => ['POST', 'PUT', 'PATCH'].includes(method))) {
      const answer = await server.app.inject({
        method,
        url,
        payload,
        headers: { 'content-type': type ?? 'application/json', cookie },
      });
      // Where nothing is asked for in the body, or nothing in it is wrong, the address may be what is refused, or the command may simply succeed.
      if (answer.statusCode < 400) continue;
      expectProblem(`${route} ${name}`, answer);
    }
  });

  it('is refused in words in the query of every collection', async () => {
    for (const { route, url } of routes.filter(
      ({ method, url }) => method === 'GET' && url.startsWith('/api/v1/') && !url.includes('openapi'),
    ))
      for (const query of [
        'limit=-1',
        'limit=1e9',
        'limit=abc',
        'cursor=%00',
        'cursor=bm90IGEgY3Vyc29y',
        'from=yesterday',
        'search=%00',
        'limit=%F0%28',
      ]) {
        const answer = await server.app.inject({ url: `${url}?${query}`, headers: { cookie } });
        if (answer.statusCode < 400) continue;
        expectProblem(`${route}?${query}`, answer);
      }
  });

  it('is refused where a query parameter is none of the address, which names those it takes', async () => {
    const { paths } = server.app.swagger() as {
      paths: Record<string, Record<string, { parameters?: { in: string; name: string }[]; responses?: unknown }>>;
    };
    const contract = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { parameters = [], responses }]) => ({
        method: method.toUpperCase() as 'GET',
        url: path.replaceAll(/\{[^}]+\}/g, someId),
        isCollection: JSON.stringify(responses ?? {}).includes('"required":["items","next"'),
        known: parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name),
      })),
    );
    // Pages and files take any: they are no part of the contract.
    expect(contract.length).toBeGreaterThan(100);
    const collections = contract.filter(({ method, isCollection }) => method === 'GET' && isCollection);
    expect(collections.length).toBeGreaterThan(20);
    for (const { url, known } of collections)
      expect([url, known.includes('cursor'), known.includes('limit')]).toEqual([url, true, true]);
    for (const { method, url, known } of contract) {
      const answer = await server.app.inject({
        method,
        url: `${url}?limt=5&__proto__=1`,
        headers: { cookie, ...(method !== 'GET' && { 'content-type': 'application/json' }) },
        ...(method !== 'GET' && { payload: '{}' }),
      });
      expectProblem(`${method} ${url}`, answer);
      const { detail, errors } = answer.json<{ detail: string; errors?: { pointer: string }[] }>();
      expect([method, url, answer.statusCode, errors?.map(({ pointer }) => pointer)]).toEqual([
        method,
        url,
        400,
        ['limt', '__proto__'],
      ]);
      for (const name of known) expect(detail).toContain(name);
    }
  });

  it('names the field and what would be right', async () => {
    const answer = await admin.post('/api/v1/members', { email: 'not an address', name: 'Simon', role: 'king', team: 'sales' });
    expect(answer.statusCode).toBe(400);
    expect(answer.json().errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(['/email', '/role']);
    expect(answer.json().errors[0].detail).toMatch(/anna@firma\.dk/);
  });

  it('names a currency that is none, wherever one is asked for', async () => {
    const amount = { amountMinor: 100, currency: 'ZZZ' };
    const mapping = { columns: {}, options: { currency: 'ZZZ' } };
    const ofMapping = '/mapping/options/currency';
    const bodies: Record<string, { pointer: string; body: object }> = {
      'patch /api/v1/feeds/{id}': { pointer: ofMapping, body: { mapping } },
      'post /api/v1/feeds': {
        pointer: ofMapping,
        body: { name: 'Spend', kind: 'spend', source: 'push', expectedHours: null, mapping },
      },
      'patch /api/v1/workspace': { pointer: '/currency', body: { currency: 'ZZZ' } },
      'post /api/v1/deals': { pointer: '/amount/currency', body: { name: 'Pumps', amount } },
      'post /api/v1/spend': {
        pointer: '/amount/currency',
        body: { day: '2026-09-01', channel: 'paid_search', source: 'google', amount },
      },
      'post /api/v1/invoices': {
        pointer: '/currency',
        body: {
          number: 'F-1',
          issuedOn: '2026-09-01',
          currency: 'ZZZ',
          netMinor: 100,
          taxMinor: 25,
          grossMinor: 125,
          customerName: 'Kunde A/S',
        },
      },
      'put /api/v1/currency-rates': { pointer: '/currency', body: { currency: 'ZZZ', day: '2026-09-01', rate: 7.46 } },
      'put /api/v1/imports/{id}/mapping': {
        pointer: ofMapping,
        body: { mapping },
      },
    };
    const { paths } = server.app.swagger() as { paths: Record<string, Record<string, { requestBody?: unknown }>> };
    const asking = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods)
        .filter(([, { requestBody }]) => JSON.stringify(requestBody ?? {}).includes('"currency":'))
        .map(([method]) => `${method} ${path}`),
    );
    expect(asking.sort()).toEqual(Object.keys(bodies).sort());
    for (const [route, { pointer, body }] of Object.entries(bodies)) {
      const [method = '', path = ''] = route.split(' ');
      const answer = await server.app.inject({
        method: method.toUpperCase() as 'POST',
        url: path.replace('{id}', someId),
        payload: body,
        headers: { cookie },
      });
      const faults = answer.json<{ errors?: { pointer: string }[] }>().errors ?? [];
      expect([route, answer.statusCode, faults.map((fault) => fault.pointer)]).toEqual([route, 400, [pointer]]);
    }
  });

  it('answers a wrong method with 405 and what is allowed, a wrong address with 404, a wrong media type with 415', async () => {
    const method = await server.app.inject({ method: 'PUT', url: '/api/v1/members' });
    expect([method.statusCode, method.headers.allow]).toEqual([405, 'GET, HEAD, POST']);
    // Reading is a wrong method too where one can only post, though the web application answers any other address one reads.
    for (const url of ['/v1/batch', '/v1/track', `/api/v1/imports/${someId}/run`, `/api/v1/handoffs/${someId}/acceptance`]) {
      const reading = await server.app.inject({ method: 'GET', url, headers: { cookie } });
      expectProblem(url, reading);
      expect([url, reading.statusCode, String(reading.headers.allow).includes('POST')]).toEqual([url, 405, true]);
    }
    for (const verb of ['GET', 'POST'] as const)
      expect((await server.app.inject({ method: verb, url: '/api/v1/nowhere' })).statusCode).toBe(404);
    const media = await server.app.inject({
      method: 'POST',
      url: '/api/v1/members',
      headers: { cookie, 'content-type': 'text/csv' },
      payload: 'a',
    });
    expect(media.statusCode).toBe(415);
  });
});
