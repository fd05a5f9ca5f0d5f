/**
 * How fast a file is imported, beside a raw COPY of the same rows into the same empty table, and how much memory the worker takes:
 * `npm run bench -- import [touchpoints|spend|people …] [--rows 1000000]`. The file is stored, read and imported by the product's own worker
 * process on an embedded PostgreSQL of its own; the COPY is read by the server from a file beside it, with no client in between.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { workerFlags } from '../src/command-line/worker.ts';
import { createImport, queueImport } from '../src/imports/commands.ts';
import { storeFile } from '../src/imports/files/store.ts';
import { getImport } from '../src/imports/reports.ts';
import { connect, inTransaction, inWorkspace, type Database } from '../src/platform/database.ts';
import { startEmbeddedPostgres } from '../src/platform/embedded-postgres.ts';
import { newId } from '../src/platform/ids.ts';
import { enqueueWith, openJobs, type Enqueue } from '../src/platform/jobs.ts';
import { migrate } from '../src/platform/migrate.ts';
import { createWorkspace } from '../src/workspaces/commands.ts';
import { importFiles, PEOPLE, type BenchKind } from './import-files.ts';

/** The table whose rows a COPY has to match, and those that an import fills beside it. */
const tables: Record<BenchKind, { table: string; beside: string[] }> = {
  touchpoints: { table: 'touchpoints', beside: [] },
  spend: { table: 'spend', beside: [] },
  people: { table: 'people', beside: ['identities', 'leads'] },
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rows: { type: 'string', default: '1000000' } },
});
const asked = positionals.length > 0 ? positionals : Object.keys(tables);
const count = Number(values.rows);

const folder = mkdtempSync(join(tmpdir(), 'samspil-bench-import-'));
// The database may run as another user than the one who reads its files here.
chmodSync(folder, 0o777);
const postgres = await startEmbeddedPostgres(join(folder, 'data'));
const { db, pool } = connect(postgres.appUrl, 4);
const admin = new pg.Client({ connectionString: postgres.adminUrl.replace(/\/postgres$/, '/samspil') });
let worker: ChildProcess | null = null;
try {
  await migrate(postgres.ownerUrl, postgres.appUrl);
  await admin.connect();
  const boss = await openJobs(postgres.appUrl, { worker: false });
  for (const kind of Object.keys(tables) as BenchKind[]) if (asked.includes(kind)) await measure(kind, enqueueWith(boss));
  await boss.stop({ graceful: false });
} finally {
  await stopWorker();
  await admin.end();
  await pool.end();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function measure(kind: BenchKind, enqueue: Enqueue): Promise<void> {
  const workspace = await inTransaction(db, {}, async (transaction) => {
    const context = await createWorkspace(transaction, { name: 'Nordhavn Pumper A/S', country: 'DK' }, new Date());
    return context.workspace;
  });
  const before = importFiles.people(kind === 'touchpoints' ? PEOPLE : 0);
  await startWorker();
  if (kind === 'touchpoints') await bringIn(db, enqueue, workspace, 'people', before);
  // A worker of its own for what is measured: its memory is that of this import alone.
  await startWorker();
  const stored = await bringIn(db, enqueue, workspace, kind, importFiles[kind](count));
  const memory = peakMemory(worker);
  const { table } = tables[kind];
  const copied = await copyOf(workspace, table);
  const rate = (seconds: number) => `${Math.round(count / seconds).toLocaleString('en')} rows/s`;
  console.log(`${kind}: ${count.toLocaleString('en')} rows, ${(stored.size / 1e6).toFixed(0)} MB`);
  console.log(`  stored in ${stored.storing.toFixed(1)} s, read in ${stored.reading.toFixed(1)} s (${rate(stored.reading)})`);
  console.log(`  imported in ${stored.running.toFixed(1)} s (${rate(stored.running)})`);
  console.log(`  a raw COPY into ${table} takes ${copied.toFixed(1)} s (${rate(copied)})`);
  console.log(`  imported at ${((copied / stored.running) * 100).toFixed(0)} % of COPY; worker at most ${memory} MiB`);
}

/** Stores a file and has the worker read and import it. @returns seconds of each */
async function bringIn(
  database: Database,
  enqueue: Enqueue,
  workspace: string,
  kind: BenchKind,
  file: Iterable<Uint8Array>,
): Promise<{ size: number; storing: number; reading: number; running: number }> {
  const inside = <T>(work: Parameters<typeof inWorkspace<T>>[3]) => inWorkspace(database, workspace, { kind: 'system' }, work);
  const id = newId();
  const start = performance.now();
  const stored = await storeFile(inside, id, Readable.from(file));
  const isStored = performance.now();
  await inside((context) =>
    createImport(context, enqueue, { id, kind, fileName: `${kind}.csv`, stored, mapping: null, language: 'en' }),
  );
  await reaches(inside, id, 'previewed');
  const isRead = performance.now();
  await inside((context) => queueImport(context, enqueue, id, 'en'));
  await reaches(inside, id, 'done');
  const isDone = performance.now();
  return {
    size: stored.size,
    storing: (isStored - start) / 1000,
    reading: (isRead - isStored) / 1000,
    running: (isDone - isRead) / 1000,
  };
}

async function reaches(
  inside: <T>(work: Parameters<typeof inWorkspace<T>>[3]) => Promise<T>,
  id: string,
  state: string,
): Promise<void> {
  for (;;) {
    const found = await inside((context) => getImport(context, id, 'en'));
    if (found.state === state) {
      if (found.counts.wrong > 0) throw new Error(`${found.counts.wrong} rows were wrong: ${found.problems[0]?.problem}`);
      return;
    }
    if (found.state === 'stopped' || found.state === 'unreadable') throw new Error(found.problem ?? found.state);
    if (worker?.exitCode !== null) throw new Error('The worker has ended.');
    await setTimeout(50);
  }
}

/** Seconds that the server takes to COPY a workspace's rows of a table back into the empty table. */
async function copyOf(workspace: string, table: string): Promise<number> {
  const file = join(folder, `${table}.copy`);
  await stopWorker();
  await admin.query(`copy (select * from ${table} where workspace_id = '${workspace}') to '${file}'`);
  await admin.query(`truncate ${table} cascade`);
  await admin.query('checkpoint');
  const start = performance.now();
  await admin.query(`copy ${table} from '${file}'`);
  const seconds = (performance.now() - start) / 1000;
  if (statSync(file).size === 0) throw new Error(`Nothing was imported into ${table}.`);
  await admin.query(`truncate ${table} cascade`);
  return seconds;
}

async function startWorker(): Promise<void> {
  await stopWorker();
  worker = fork(join(import.meta.dirname, '..', 'src', 'main.js'), ['worker'], {
    env: { ...process.env, SAMSPIL_WORKER_URL: postgres.appUrl, DATA_DIR: join(folder, 'data') },
    execArgv: workerFlags,
  });
}

async function stopWorker(): Promise<void> {
  if (!worker) return;
  const ended = new Promise((resolve) => worker?.once('exit', resolve));
  worker.kill('SIGTERM');
  await ended;
  worker = null;
}

/** The most memory a process has held, in MiB, as Linux counts it. */
function peakMemory(process: ChildProcess | null): number {
  const status = readFileSync(`/proc/${process?.pid ?? 'self'}/status`, 'utf8');
  return Math.round(Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024);
}
