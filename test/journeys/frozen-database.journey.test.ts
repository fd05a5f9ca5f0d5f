import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createDataDir, samspil, startProduct } from './product.ts';

const password = 'fire blå heste synger';
const LONGEST_MS = 10_000;

/** The database's main process and all those it started. */
function databaseProcesses(dataDir: string): number[] {
  const main = Number(readFileSync(join(dataDir, 'postgresql', 'postmaster.pid'), 'utf8').split('\n')[0]);
  const children = execFileSync('ps', ['-o', 'pid=', '--ppid', String(main)], { encoding: 'utf8' });
  return [main, ...children.split('\n').map(Number).filter(Boolean)];
}

describe('a frozen database', () => {
  it('holds nobody longer than ten seconds, and all works again within ten of its coming back', async () => {
    const dataDir = createDataDir();
    samspil(['user', 'create', '--email', 'anna@firma.dk', '--name', 'Anna', '--role', 'admin', '--workspace', 'Firma'], {
      DATA_DIR: dataDir,
      SAMSPIL_PASSWORD: password,
    });
    const product = await startProduct(dataDir);
    const send = (path: string, body?: object, headers: Record<string, string> = {}) =>
      fetch(product.url + path, {
        ...(body && { method: 'POST', body: JSON.stringify(body) }),
        headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
      });
    const signIn = () => send('/api/v1/session', { email: 'anna@firma.dk', password });
    const cookie = (await signIn()).headers.get('set-cookie')?.split(';')[0] ?? '';
    const { key } = (await (await send('/api/v1/write-keys', {}, { cookie })).json()) as { key: string };
    const asks: Record<string, () => Promise<Response>> = {
      GET: () => send('/api/v1/people', undefined, { cookie }),
      POST: () => send('/api/v1/people', { name: 'Mette', email: 'mette@kunde.dk' }, { cookie }),
      'sign-in': signIn,
      track: () => send('/v1/track', { event: 'Price Viewed', anonymousId: 'a' }, { authorization: `Basic ${btoa(`${key}:`)}` }),
      healthz: () => send('/healthz'),
    };
    for (const [name, ask] of Object.entries(asks)) expect([name, (await ask()).ok]).toEqual([name, true]);

    const timed = async (name: string) => {
      const start = performance.now();
      const answer = await asks[name]?.();
      await answer?.text();
      return { name, status: answer?.status, retryAfter: answer?.headers.get('retry-after'), ms: performance.now() - start };
    };
    const frozen = databaseProcesses(dataDir);
    expect(frozen.length).toBeGreaterThan(5);
    for (const pid of frozen) process.kill(pid, 'SIGSTOP');
    try {
      const atOnce = await Promise.all(Object.keys(asks).flatMap((name) => [timed(name), timed(name), timed(name)]));
      const later = await Promise.all(Object.keys(asks).map(timed));
      for (const { name, status, retryAfter, ms } of [...atOnce, ...later])
        expect([name, status, Number(retryAfter) > 0, ms < LONGEST_MS]).toEqual([name, 503, true, true]);
      expect(product.child.exitCode).toBeNull();
    } finally {
      for (const pid of frozen) process.kill(pid, 'SIGCONT');
    }
    const back = performance.now();
    for (const [name, ask] of Object.entries(asks))
      while (!(await ask()).ok) if (performance.now() - back > LONGEST_MS) throw new Error(`${name} does not work again`);
    expect(await product.stop()).toBe(0);
  });
});
