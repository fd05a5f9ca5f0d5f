import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { createDataDir, samspil, startProduct } from './product.ts';

const main = join(import.meta.dirname, '..', '..', 'dist', 'server', 'src', 'main.js');
const tryServe = (environment: Record<string, string>) =>
  spawnSync(process.execPath, [main, 'serve'], { env: { ...process.env, ...environment }, encoding: 'utf8', timeout: 60_000 });

/** One line that a person can act on, and exit 1. */
function expectRefusal({ status, stderr }: { status: number | null; stderr: string }, words: RegExp) {
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stderr).toMatch(words);
  expect(status).toBe(1);
}

describe('starting', () => {
  it('serves, stops cleanly on SIGTERM, and starts again on the same data', async () => {
    const dataDir = createDataDir();
    const first = await startProduct(dataDir);
    expect((await fetch(`${first.url}/healthz`)).status).toBe(200);
    expect(await first.stop()).toBe(0);
    const second = await startProduct(dataDir);
    expect(await (await fetch(`${second.url}/api/v1/setup`)).json()).toEqual({ needed: true });

    expectRefusal(tryServe({ DATA_DIR: dataDir, PORT: '0' }), /already running/);
    const port = new URL(second.url).port;
    const other = createDataDir();
    expectRefusal(tryServe({ DATA_DIR: other, PORT: port }), /Port \d+ .* is taken/);
    expect(await second.stop('SIGINT')).toBe(0);
  });

  it('lets a request in flight finish when told to stop', async () => {
    const product = await startProduct(createDataDir());
    const signIns = Array.from({ length: 5 }, () =>
      fetch(`${product.url}/api/v1/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email: 'a@b.dk', password: 'x' }),
      }),
    );
    await new Promise((next) => setImmediate(next));
    const [stopped, ...answers] = await Promise.all([
      new Promise((next) => setTimeout(next, 30)).then(() => product.stop()),
      ...signIns,
    ]);
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401]);
    expect(stopped).toBe(0);
  });

  it('leaves nothing behind when told to stop: no process, nothing that would be waited out, and nothing that was acknowledged is lost', async () => {
    const dataDir = createDataDir();
    const password = 'fire blå heste synger';
    const anna = ['--email', 'anna@firma.dk', '--name', 'Anna', '--role', 'admin', '--workspace', 'Firma'];
    samspil(['user', 'create', ...anna], { DATA_DIR: dataDir, SAMSPIL_PASSWORD: password });
    // The worker writes down, when its work is done, who it is and what would still hold it.
    const leaving = join(dataDir, 'leaving.json');
    const told = `import { writeFileSync } from 'node:fs'; if (process.argv.includes('worker')) process.on('disconnect', () =>
      writeFileSync(${JSON.stringify(leaving)}, JSON.stringify({ pid: process.pid, holds: process.getActiveResourcesInfo() })))`;
    const product = await startProduct(dataDir, {
      NODE_OPTIONS: `--import "data:text/javascript,${encodeURIComponent(told).replaceAll("'", '%27')}"`,
    });
    let cookie = '';
    const ask = async <Answer>(url: string, path: string, body?: object): Promise<Answer> => {
      const headers = { cookie, 'content-type': 'application/json' };
      const answer = await fetch(url + path, body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers });
      cookie ||= answer.headers.get('set-cookie')?.split(';')[0] ?? '';
      return (await answer.json()) as Answer;
    };
    await ask(product.url, '/api/v1/session', { email: 'anna@firma.dk', password });
    const { key } = await ask<{ key: string }>(product.url, '/api/v1/write-keys', {});
    // A new person's lead is opened by the worker: it is at work.
    const { id } = await ask<{ id: string }>(product.url, '/api/v1/people', { name: 'Bo Fjord', email: 'bo@fjordvarme.no' });
    const lead = async () => (await ask<{ leadId: string | null }>(product.url, `/api/v1/people/${id}`)).leadId;
    await expect.poll(lead, { timeout: 20_000 }).not.toBeNull();

    const batch = Array.from({ length: 300 }, (_, n) => ({
      type: 'track',
      event: 'Price Viewed',
      anonymousId: 'a',
      messageId: `m-${n}`,
    }));
    expect(await ask(product.url, '/v1/batch', { writeKey: key, batch })).toMatchObject({ accepted: 300 });
    expect(await product.stop()).toBe(0);
    const worker = JSON.parse(readFileSync(leaving, 'utf8')) as { pid: number; holds: string[] };
    expect(worker.holds).not.toContain('Timeout');
    expect(() => process.kill(worker.pid, 0)).toThrow('ESRCH');
    expect(existsSync(join(dataDir, 'postgresql', 'postmaster.pid'))).toBe(false);

    const again = await startProduct(dataDir);
    const { items } = await ask<{ items: { days: { accepted: number }[] }[] }>(again.url, '/api/v1/tracking/sources');
    expect(items.flatMap(({ days }) => days)).toMatchObject([{ accepted: 300 }]);
    const touches = (cursor = '') =>
      ask<{ items: object[]; next: string | null }>(again.url, `/api/v1/touchpoints?limit=200${cursor}`);
    const first = await touches();
    const rest = await touches(`&cursor=${first.next}`);
    expect([first.items.length, rest.items.length, rest.next]).toEqual([200, 100, null]);
    expect(await again.stop()).toBe(0);
  });

  it('says in one line what is wrong with a setting or a directory', () => {
    expectRefusal(tryServe({ PORT: 'abc' }), /PORT=abc/);
    const folder = mkdtempSync(join(tmpdir(), 'samspil-file-'));
    writeFileSync(join(folder, 'file'), '');
    expectRefusal(tryServe({ DATA_DIR: join(folder, 'file', 'data') }), /cannot be written/);
    rmSync(folder, { recursive: true });
    if (process.platform === 'linux') expectRefusal(tryServe({ DATA_DIR: '/proc/samspil' }), /cannot be written/);
  });

  it('refuses a database that is newer than the program', async () => {
    const dataDir = createDataDir();
    const product = await startProduct(dataDir);
    const port = readFileSync(join(dataDir, 'postgresql', 'postmaster.pid'), 'utf8').split('\n')[3];
    const { owner } = JSON.parse(readFileSync(join(dataDir, 'secrets.json'), 'utf8')) as { owner: string };
    const client = new pg.Client({ connectionString: `postgres://samspil_owner:${owner}@127.0.0.1:${port}/samspil` });
    await client.connect();
    await client.query(`insert into schema_migrations (version, name, hash) values (9999, '9999-from-the-future.sql', '')`);
    await client.end();
    await product.stop();
    expectRefusal(tryServe({ DATA_DIR: dataDir, PORT: '0' }), /newer than this program/);
  });

  it('backs up while it serves and restores into an empty directory', async () => {
    const dataDir = createDataDir();
    const environment = { DATA_DIR: dataDir, SAMSPIL_PASSWORD: 'fire blå heste synger' };
    const id = samspil(
      ['user', 'create', '--email', 'anna@firma.dk', '--name', 'Anna', '--role', 'admin', '--workspace', 'Firma'],
      environment,
    );
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    const product = await startProduct(dataDir);
    const file = join(dataDir, 'backup.gz');
    await new Promise((done, fail) =>
      execFile(process.execPath, [main, 'backup', file], { env: { ...process.env, ...environment } }, (error) =>
        error ? fail(error) : done(null),
      ),
    );
    await product.stop();
    const elsewhere = createDataDir();
    expect(samspil(['restore', file], { DATA_DIR: elsewhere })).toMatch(/rows are back/);
    expect(samspil(['doctor'], { DATA_DIR: elsewhere })).not.toMatch(/WRONG/);
  });
});
