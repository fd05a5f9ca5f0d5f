/**
 * A file through the whole product, as a program with a key sends it over HTTP: stored, read, read again by a mapping, imported, and sent
 * twice more, as it is and saved anew: `npm run bench -- upload [touchpoints|spend|people …] [--rows 1000000]`. Told are how long each step
 * takes, how long the event loops of server and worker stood still at most meanwhile, of the processor and by the clock (wanted: never above
 * 250 ms), and whether sending a file again changed anything.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';
import type { ImportInFull } from '../src/imports/schema.ts';
import { connect, inWorkspace } from '../src/platform/database.ts';
import { createApiKey } from '../src/workspaces/commands.ts';
import type { Standstill } from './standstill.ts';
import { formTeams } from './handoff-fill.ts';
import { importFiles, PEOPLE, type BenchKind } from './import-files.ts';
import { isFollowed, openHouse } from './ingest-house.ts';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { rows: { type: 'string', default: '1000000' } } });
const kinds = (positionals.length > 0 ? positionals : ['touchpoints', 'spend', 'people']) as BenchKind[];
const ROWS = Number(values.rows);
const LONGEST_MS = 250;

const told = mkdtempSync(join(tmpdir(), 'samspil-event-loops-'));
process.env['BENCH_EVENT_LOOPS'] = told;
const house = await openHouse(['--import', join(import.meta.dirname, 'event-loop.js')]);
const { workspace } = house;
const { pid: server = 0 } = house.product.child;
const admin = new pg.Client({ connectionString: Object.assign(new URL(house.postgres.adminUrl), { pathname: '/samspil' }).href });
await admin.connect();
// A definition in force: what is imported is scored, as in earnest.
await formTeams(house.postgres.appUrl, admin, workspace, 0);
const { db, pool } = connect(house.postgres.appUrl, 1);
const { key } = await inWorkspace(db, workspace, { kind: 'system' }, (context) =>
  createApiKey(context, { name: 'Bench', scopes: ['read', 'write'] }),
);
await pool.end();
const worker = await workerOf(server);
let [changed, blocked] = [false, false];

/** The process that the server keeps as its worker, as soon as it can be told to tell. */
async function workerOf(parent: number): Promise<number> {
  const isChild = (name: string) => {
    try {
      return readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1]?.split(' ')[1] === String(parent);
    } catch {
      return false; // it has ended
    }
  };
  for (;;) {
    const found = readdirSync(told).find(isChild);
    if (found !== undefined) return Number(found);
    await pause(50);
  }
}

/** How long the event loop of a process stood still at most since it was last asked. */
async function longestStandstill(pid: number): Promise<Standstill> {
  const file = join(told, String(pid));
  rmSync(file, { force: true });
  process.kill(pid, 'SIGUSR2');
  while (!existsSync(file) || readFileSync(file, 'utf8') === '') await pause(5);
  return JSON.parse(readFileSync(file, 'utf8')) as Standstill;
}

/** Runs a step and tells what it took and how long both event loops stood still. */
async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  const processes = { server, worker };
  for (const pid of Object.values(processes)) await longestStandstill(pid);
  const start = performance.now();
  const result = await work();
  const seconds = (performance.now() - start) / 1000;
  const told: string[] = [];
  for (const [who, pid] of Object.entries(processes)) {
    const { clock, processor } = await longestStandstill(pid);
    blocked ||= processor > LONGEST_MS;
    told.push(`${who} ${processor.toFixed(0)} ms (by the clock ${clock.toFixed(0)})`);
  }
  console.log(`  ${name.padEnd(26)} ${seconds.toFixed(1).padStart(6)} s; stood still at most: ${told.join(', ')}`);
  return result;
}

async function ask(method: string, path: string, body?: RequestInit['body'], type?: string): Promise<ImportInFull> {
  const answer = await fetch(`http://127.0.0.1:${house.product.port}/api/v1/imports${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, ...(type !== undefined && { 'content-type': type }) },
    ...(body !== undefined && { body, duplex: 'half' }),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as ImportInFull;
}

/** Sends a file as a browser does, part by part as it is made. */
function send(kind: BenchKind, file: Iterable<Uint8Array>): Promise<ImportInFull> {
  const boundary = 'samspil-bench';
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="kind"\r\n\r\n${kind}\r\n--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${kind}.csv"\r\ncontent-type: text/csv\r\n\r\n`;
  function* parts() {
    yield Buffer.from(head);
    yield* file;
    yield Buffer.from(`\r\n--${boundary}--\r\n`);
  }
  const body = Readable.toWeb(Readable.from(parts())) as unknown as ReadableStream;
  return ask('POST', '', body, `multipart/form-data; boundary=${boundary}`);
}

async function reaches({ id }: ImportInFull, state: ImportInFull['state']): Promise<ImportInFull> {
  for (;;) {
    const found = await ask('GET', `/${id}?wait=8`);
    if (found.state === state) return found;
    if (found.state === 'stopped' || found.state === 'unreadable') throw new Error(found.problem ?? found.state);
  }
}

const run = async ({ id }: ImportInFull) => reaches(await ask('POST', `/${id}/run`), 'done');
/** A workspace's rows of a table, all that is in them, in whatever order. */
async function fingerprint(table: string): Promise<string> {
  const { rows } = await admin.query<{ all: string }>(
    `select count(*) || ' rows ' || coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) as all from ${table} t where workspace_id = $1`,
    [workspace],
  );
  return (
    createHash('sha256')
      .update(rows[0]?.all ?? '')
      .digest('hex')
      .slice(0, 12) + ` of ${rows[0]?.all.split(' ')[0]} rows`
  );
}
const inWords = ({ counts }: ImportInFull) =>
  Object.entries(counts)
    .map(([what, count]) => `${count.toLocaleString('en')} ${what}`)
    .join(', ');

async function measure(kind: BenchKind): Promise<void> {
  if (kind === 'touchpoints') await run(await reaches(await send('people', importFiles.people(PEOPLE)), 'previewed'));
  console.log(`${kind}: ${ROWS.toLocaleString('en')} rows`);
  const sent = await step('sent', () => send(kind, importFiles[kind](ROWS)));
  const read = await step('read and previewed', () => reaches(sent, 'previewed'));
  const mapping = JSON.stringify({
    mapping: { columns: read.mapping?.columns, options: { ...read.mapping?.options, timeZone: 'UTC' } },
  });
  await step('previewed by a mapping', async () =>
    reaches(await ask('PUT', `/${read.id}/mapping`, mapping, 'application/json'), 'previewed'),
  );
  const done = await step('imported', () => run(read));
  await step('followed', () => isFollowed(admin, workspace));
  console.log(`  ${inWords(done)}`);

  const tables = [...new Set([kind, 'people', 'companies', 'leads'])];
  const all = async () => {
    const prints: string[] = [];
    for (const table of tables) prints.push(await fingerprint(table));
    return prints;
  };
  const before = await all();
  for (const [name, more] of [
    ['the same file again', ''],
    ['the same rows, saved anew', '\n'],
  ] as const) {
    const again = await step(name, async () => {
      function* file() {
        yield* importFiles[kind](ROWS);
        yield Buffer.from(more);
      }
      const done = await run(await reaches(await send(kind, file()), 'previewed'));
      await isFollowed(admin, workspace);
      return done;
    });
    const after = await all();
    const differ = tables.filter((_, place) => before[place] !== after[place]);
    changed ||= differ.length > 0;
    console.log(
      `  ${inWords(again)}; ${differ.length === 0 ? `nothing changed (${after[0]})` : `CHANGED: ${differ.join(', ')}`}`,
    );
  }
}

for (const kind of kinds) await measure(kind);
await admin.end();
house.product.child.removeAllListeners('exit');
await house.close();
rmSync(told, { recursive: true });
process.exit(changed || blocked ? 1 : 0);
