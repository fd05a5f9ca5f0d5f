import { expect, it } from 'vitest';
import { createTestServer } from '../../test/server.ts';
import { readConfig } from './config.ts';

const { app } = await createTestServer({ TRUST_PROXY: '127.0.0.1,10.0.0.0/8', API_LIMIT_PER_MINUTE: '2' });

/** A request without a key, as a connection from an address brings it, forwarded for these. */
const knock = async (remoteAddress: string, forwarded: string) =>
  (await app.inject({ url: '/api/v1/people', remoteAddress, headers: { 'x-forwarded-for': forwarded } })).statusCode;

it('visitors behind our proxies are told apart, and what a stranger says of where they come from is not believed', async () => {
  for (const visitor of ['203.0.113.1', '203.0.113.2', '203.0.113.3']) expect(await knock('127.0.0.1', visitor)).toBe(401);
  // Through the website's proxy and ours: whom the first proxy of ours saw counts, not what they wrote before it.
  for (const forged of ['192.0.2.1', '192.0.2.2'])
    expect(await knock('127.0.0.1', `${forged}, 198.51.100.7, 10.1.2.3`)).toBe(401);
  expect(await knock('127.0.0.1', '192.0.2.3, 198.51.100.7, 10.1.2.3')).toBe(429);

  for (const forged of ['192.0.2.4', '192.0.2.5']) expect(await knock('198.51.100.8', forged)).toBe(401);
  expect(await knock('198.51.100.8', '192.0.2.6')).toBe(429);
});

it.each(['yes', '127.0.0.1/33', '10.0.0.0/8/8', 'proxy.example', '127.0.0.1,', '::1/129'])(
  'TRUST_PROXY=%s is refused with what would be right',
  (text) => expect(() => readConfig({ TRUST_PROXY: text })).toThrow(/must be true, false, or addresses and networks such as/),
);

it.each([
  ['true', true],
  ['false', false],
  ['::1, 10.0.0.0/8', ['::1', '10.0.0.0/8']],
])('TRUST_PROXY=%s is taken', (text, trusted) => expect(readConfig({ TRUST_PROXY: text }).trustProxy).toEqual(trusted));
