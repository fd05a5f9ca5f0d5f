import { afterEach, describe, expect, test, vi } from 'vitest';
import { api, ApiProblem, apiUrl } from './api.ts';

afterEach(() => vi.unstubAllGlobals());

function answering(status: number, body: string) {
  const fetch = vi.fn(() => Promise.resolve(new Response(body, { status })));
  vi.stubGlobal('fetch', fetch);
  return fetch as unknown as { mock: { calls: [string, RequestInit][] } };
}

describe('the client of the API', () => {
  test('leaves unset filters out of the address', () => {
    expect(apiUrl('/leads', { search: 'Nordhavn A/S', stage: undefined, limit: 50, team: '' })).toBe(
      '/api/v1/leads?search=Nordhavn+A%2FS&limit=50',
    );
  });

  test('gives each creating call a key of its own, and reading none', async () => {
    const fetch = answering(200, '{"id":"1"}');
    await api.post('/leads', { name: 'a' });
    await api.post('/leads', { name: 'a' });
    await api.get('/leads');
    const keys = fetch.mock.calls.map(([, request]) => new Headers(request.headers).get('idempotency-key'));
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(keys[1]).not.toBe(keys[0]);
    expect(keys[2]).toBeNull();
  });

  test('turns problem+json into an ApiProblem with its fields', async () => {
    answering(
      422,
      '{"title":"Not valid","detail":"The password is too short.","errors":[{"pointer":"/password","detail":"at least 15"}]}',
    );
    const problem = await api.post('/session', {}).catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(ApiProblem);
    expect(problem).toMatchObject({ status: 422, detail: 'The password is too short.', title: 'Not valid' });
    expect(problem).toMatchObject({ errors: [{ pointer: '/password', detail: 'at least 15' }] });
  });

  test('survives an answer that is no JSON, and a server that is not there', async () => {
    answering(502, '<html>Bad gateway</html>');
    await expect(api.get('/me')).rejects.toMatchObject({ status: 502, message: 'HTTP 502' });
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    await expect(api.get('/me')).rejects.toMatchObject({ status: 0 });
  });

  test('an empty answer is undefined', async () => {
    answering(200, '');
    await expect(api.delete('/session')).resolves.toBeUndefined();
  });
});
