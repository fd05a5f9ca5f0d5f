import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { createDataDir, samspil, startProduct, type Product } from './product.ts';

const password = 'fire blå heste synger';
const ROWS = 60_000;
const PEOPLE = 700;
/** By then a job whose worker was killed runs again. */
const AGAIN_MS = 60_000;

const file = `occurred at,kind,email,external id,subject\n${Array.from(
  { length: ROWS },
  (_, n) => `${new Date(Date.UTC(2026, 0, 1) + n * 60_000).toISOString()},call,person${n % PEOPLE}@firma.dk,T-${n},Pumper`,
).join('\n')}\n`;

interface Import {
  id: string;
  state: string;
  rowsDone: number;
  counts: Record<string, number>;
}

/** The worker that a serving process has started, once there is one. */
function workerOf({ child }: Product, but?: number): number | undefined {
  const processes = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
  return processes
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [])
    .flatMap(([, pid, parent, words]) =>
      Number(parent) === child.pid && words?.endsWith('main.js worker') && Number(pid) !== but ? [Number(pid)] : [],
    )[0];
}

/** What the database holds, counted without the product. */
async function counted(dataDir: string): Promise<Record<string, number>> {
  const { superuser } = JSON.parse(readFileSync(join(dataDir, 'secrets.json'), 'utf8')) as { superuser: string };
  const port = readFileSync(join(dataDir, 'postgresql', 'postmaster.pid'), 'utf8').split('\n')[3];
  const client = new pg.Client({ connectionString: `postgres://postgres:${superuser}@127.0.0.1:${port}/samspil` });
  await client.connect();
  const { rows } = await client.query<Record<string, number>>(
    `select count(*)::int as touchpoints, count(distinct message_id)::int as told, count(distinct person_id)::int as senders, (select count(*)::int from people) as people,
            (select count(*)::int from import_file_parts) as parts from touchpoints`,
  );
  await client.end();
  return rows[0] ?? {};
}

describe('an import whose worker is killed', () => {
  it('while the file is read and while it is recorded, goes on within a minute, nothing doubled and nothing missing', async () => {
    const dataDir = createDataDir();
    samspil(['user', 'create', '--email', 'anna@firma.dk', '--name', 'Anna', '--role', 'admin', '--workspace', 'Firma'], {
      DATA_DIR: dataDir,
      SAMSPIL_PASSWORD: password,
    });
    const product = await startProduct(dataDir);
    const send = async <T>(path: string, init: Pick<RequestInit, 'method' | 'body'> = {}) => {
      const answer = await fetch(`${product.url}/api/v1${path}`, { ...init, headers: { cookie } });
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
      return (await answer.json()) as T;
    };
    const signedIn = await fetch(`${product.url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'anna@firma.dk', password }),
    });
    const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
    const form = new FormData();
    form.set('kind', 'touchpoints');
    form.set('file', new Blob([file], { type: 'text/csv' }), 'calls.csv');
    const { id } = await send<Import>('/imports', { method: 'POST', body: form });
    const look = () => send<Import>(`/imports/${id}`);

    const reaches = async (isThere: (found: Import) => boolean) => {
      const since = performance.now();
      for (;;) {
        const found = await look();
        if (isThere(found)) return found;
        if (performance.now() - since > AGAIN_MS) throw new Error(`${JSON.stringify(found)} for a minute`);
        await new Promise((next) => setTimeout(next, 20));
      }
    };
    const killWorker = () => {
      const pid = workerOf(product);
      if (pid === undefined) throw new Error('no worker runs');
      process.kill(pid, 'SIGKILL');
      return pid;
    };

    const reading = await reaches(({ state, rowsDone }) => state === 'reading' && rowsDone > 0);
    expect(reading.rowsDone).toBeLessThan(ROWS);
    const first = killWorker();
    await reaches(() => workerOf(product, first) !== undefined);
    await reaches(({ state }) => state === 'previewed');

    await send(`/imports/${id}/run`, { method: 'POST' });
    const running = await reaches(({ state, rowsDone }) => state === 'running' && rowsDone > 0);
    expect(running.rowsDone).toBeLessThan(ROWS);
    killWorker();
    const stood = (await look()).rowsDone;
    await reaches(({ rowsDone }) => rowsDone > stood);
    const done = await reaches(({ state }) => state === 'done');
    expect(done.counts).toMatchObject({ rows: ROWS, new: ROWS, updated: 0, skipped: 0, wrong: 0 });
    expect(await counted(dataDir)).toEqual({ touchpoints: ROWS, told: ROWS, senders: PEOPLE, people: PEOPLE, parts: 0 });
    expect(await product.stop()).toBe(0);
  });
});
