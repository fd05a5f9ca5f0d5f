import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTestServer } from '../../../test/server.ts';

const STRANGERS = 50;
const server = await createTestServer({ API_LIMIT_PER_MINUTE: String(STRANGERS) });
const { app } = server;

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const page = { type: 'page', messageId: 'm1', anonymousId: 'browser-1', name: 'Priser' };
type Way = 'basic' | 'body' | 'settings';
const ask = (key: string, way: Way, address: string) =>
  way === 'settings'
    ? app.inject({ method: 'GET', url: `/v1/projects/${key}/settings`, remoteAddress: address })
    : app.inject({
        method: 'POST',
        url: '/v1/page',
        remoteAddress: address,
        headers: { 'content-type': 'application/json', ...(way === 'basic' && { authorization: `Basic ${btoa(`${key}:`)}` }) },
        payload: way === 'body' ? { ...page, writeKey: key } : page,
      });

/** How often the database was asked for something while work was done. */
async function asked(work: () => Promise<void>): Promise<number> {
  const connect = vi.spyOn(pg.Pool.prototype, 'connect');
  await work();
  const { length } = connect.mock.calls;
  connect.mockRestore();
  return length;
}

describe('a write key that is not in force', () => {
  it.each<[Way, number, string]>([
    ['basic', 401, '198.51.100.1'],
    ['body', 401, '198.51.100.2'],
    ['settings', 404, '198.51.100.3'],
  ])(
    'is looked up once, and then refused without asking the database, also while that is away (%s)',
    async (way, status, from) => {
      const again = async () => {
        for (let n = 0; n < 20; n += 1) expect((await ask(`unknown-${way}`, way, from)).statusCode).toBe(status);
      };
      expect(await asked(async () => void (await ask(`unknown-${way}`, way, from)))).toBe(1);
      expect(await asked(again)).toBe(0);
      vi.spyOn(pg.Pool.prototype, 'connect').mockImplementation(() => {
        throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
      });
      await again();
      // One nobody has heard of cannot be told from one in force just now.
      expect((await ask(`other-${way}`, way, from)).statusCode).toBe(503);
    },
  );

  it('is another each time: from a network that has sent too many, none is looked up, and one in force still is', async () => {
    const from = '203.0.113.9';
    const inForce = await server.writeKey();
    expect((await ask(inForce, 'basic', from)).statusCode).toBe(200);
    for (let n = 0; n < STRANGERS; n += 1) expect((await ask(`guessed-${n}`, 'basic', from)).statusCode).toBe(401);
    const guesses = async () => {
      for (let n = 0; n < 20; n += 1) {
        const answer = await ask(`guessed again-${n}`, 'basic', from);
        expect([answer.statusCode, Number(answer.headers['retry-after']) > 0]).toEqual([429, true]);
      }
    };
    expect(await asked(guesses)).toBe(0);
    vi.setSystemTime(Date.now() + 4_000);
    const known = await asked(async () => expect((await ask(inForce, 'basic', from)).statusCode).toBe(200));
    expect(known).toBeGreaterThan(0);
  });
});
