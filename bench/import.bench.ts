/**
 * How fast a file is imported, beside a raw COPY of the same rows into the same empty table, what that costs the worker and the database, and
 * how much memory the worker takes until all that follows from the rows is done:
 * `npm run bench -- import [touchpoints|spend|people …] [--rows 1000000] [--rounds 1] [--format csv|json|xlsx]`. The file is stored, read and imported by the product's
 * own worker process on an embedded PostgreSQL of its own; the COPY is read by the server from a file beside it, with no client in between.
 * On a machine that does other work as well, several rounds of import and COPY in turn make the ratio fair; the rows are shared among them.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { workerEnvironment, workerFlags } from '../src/command-line/worker.ts';
import { createImport, queueImport } from '../src/imports/commands.ts';
import { storeFile, type StoredFile } from '../src/imports/files/store.ts';
import { getImport } from '../src/imports/reports.ts';
import { connect, inTransaction, inWorkspace } from '../src/platform/database.ts';
import { startEmbeddedPostgres } from '../src/platform/embedded-postgres.ts';
import { newId } from '../src/platform/ids.ts';
import { enqueueWith, openJobs, type Enqueue } from '../src/platform/jobs.ts';
import { migrate } from '../src/platform/migrate.ts';
import { createWorkspace } from '../src/workspaces/commands.ts';
import { formats, importFiles, inFormat, PEOPLE, type BenchKind } from './import-files.ts';
import { isFollowed } from './ingest-house.ts';

/** What can be measured; each is also the name of the table whose rows a COPY has to match. */
const kinds: readonly BenchKind[] = ['touchpoints', 'spend', 'people', 'companies', 'deals', 'invoices'];

/** What a step took, in seconds: by the clock, and of the processor. */
interface Spent {
  seconds: number;
  worker: number;
  database: number;
}
const NOTHING: Spent = { seconds: 0, worker: 0, database: 0 };
/** In which Linux counts the time of processes. */
const TICKS_A_SECOND = 100;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rows: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '1' },
    format: { type: 'string', default: 'csv' },
  },
});
const asked: readonly string[] = positionals.length > 0 ? positionals : ['touchpoints', 'spend', 'people'];
const format = formats.find((each) => each === values.format) ?? 'csv';
const rounds = Number(values.rounds);
const count = Math.floor(Number(values.rows) / rounds);

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
  for (const kind of kinds) if (asked.includes(kind)) await measure(kind, enqueueWith(boss));
  await boss.stop({ graceful: false });
} finally {
  await stopWorker();
  await admin.end();
  await pool.end();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function measure(kind: BenchKind, enqueue: Enqueue): Promise<void> {
  const spent = { storing: NOTHING, reading: NOTHING, importing: NOTHING, following: NOTHING, copying: NOTHING };
  let memory = 0;
  for (let round = 0; round < rounds; round += 1) {
    const workspace = await inTransaction(db, {}, async (transaction) => {
      const context = await createWorkspace(transaction, { name: 'Nordhavn Pumper A/S', country: 'DK' }, new Date());
      return context.workspace;
    });
    if (kind === 'touchpoints') {
      await startWorker();
      await bringIn(enqueue, workspace, 'people', importFiles.people(PEOPLE));
    }
    // A worker of its own for what is measured: its memory is that of this import alone.
    await startWorker();
    const steps = await bringIn(enqueue, workspace, kind, inFormat(importFiles[kind](count), format));
    memory = Math.max(memory, peakMemory(worker));
    const copying = await copyOf(workspace, kind);
    for (const [step, more] of Object.entries({ ...steps, copying })) {
      const before = spent[step as keyof typeof spent];
      spent[step as keyof typeof spent] = {
        seconds: before.seconds + more.seconds,
        worker: before.worker + more.worker,
        database: before.database + more.database,
      };
    }
  }
  const rows = count * rounds;
  console.log(`${kind} as ${format}: ${rows.toLocaleString('en')} rows${rounds > 1 ? ` in ${rounds} rounds` : ''}`);
  for (const [step, { seconds, worker, database }] of Object.entries(spent)) {
    const each = (cpu: number) => `${((cpu / rows) * 1e6).toFixed(1)} µs`;
    console.log(
      `  ${step.padEnd(10)} ${seconds.toFixed(1).padStart(6)} s, ${Math.round(rows / seconds).toLocaleString('en')} rows/s; of the processor a row: worker ${each(worker)}, database ${each(database)}`,
    );
  }
  const { importing, copying } = spent;
  const share = (part: number, whole: number) => `${((part / whole) * 100).toFixed(0)} %`;
  console.log(
    `  imported at ${share(copying.seconds, importing.seconds)} of COPY (by the processor ${share(copying.database, importing.worker + importing.database)}); worker at most ${memory} MiB`,
  );
}

async function timed(step: () => Promise<unknown>): Promise<Spent> {
  const [start, worked, asked] = [performance.now(), processorOf(worker?.pid), databaseProcessor()];
  await step();
  const seconds = (performance.now() - start) / 1000;
  return { seconds, worker: processorOf(worker?.pid) - worked, database: databaseProcessor() - asked };
}

/** The fields of Linux's account of a process, from its state on; null when it has ended. */
function accountOf(pid: number | undefined): number[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
  } catch {
    return null;
  }
}

/** Seconds that a process has had of the processor. @param withEnded those of its children that have ended as well */
function processorOf(pid: number | undefined, withEnded = false): number {
  const [, , , , , , , , , , , user = 0, system = 0, endedUser = 0, endedSystem = 0] = accountOf(pid) ?? [];
  return (user + system + (withEnded ? endedUser + endedSystem : 0)) / TICKS_A_SECOND;
}

/** Seconds that the database has had, all its processes together. */
function databaseProcessor(): number {
  const postmaster = Number(readFileSync(join(folder, 'data', 'postgresql', 'postmaster.pid'), 'utf8').split('\n')[0]);
  const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && accountOf(Number(name))?.[1] === postmaster);
  return children.reduce((sum, pid) => sum + processorOf(Number(pid)), processorOf(postmaster, true));
}

/** Stores a file, has the worker read and import it, and waits until all that follows from its rows is done. */
async function bringIn(
  enqueue: Enqueue,
  workspace: string,
  kind: BenchKind,
  file: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): Promise<Record<'storing' | 'reading' | 'importing' | 'following', Spent>> {
  const inside = <T>(work: Parameters<typeof inWorkspace<T>>[3]) => inWorkspace(db, workspace, { kind: 'system' }, work);
  const id = newId();
  let stored: StoredFile | null = null;
  const storing = await timed(async () => (stored = await storeFile(inside, id, Readable.from(file))));
  const reading = await timed(async () => {
    await inside((context) =>
      createImport(context, enqueue, {
        id,
        kind,
        fileName: `${kind}.${format}`,
        stored: stored ?? { size: 0, hash: '' },
        mapping: null,
        language: 'en',
      }),
    );
    await reaches(inside, id, 'previewed');
  });
  const importing = await timed(async () => {
    await inside((context) => queueImport(context, enqueue, id, 'en'));
    await reaches(inside, id, 'done');
  });
  const following = await timed(() => isFollowed(admin, workspace));
  return { storing, reading, importing, following };
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

/** What it takes the server to COPY a workspace's rows of a table back into the empty table. */
async function copyOf(workspace: string, table: string): Promise<Spent> {
  const file = join(folder, `${table}.copy`);
  await stopWorker();
  // What the database works out itself is not copied in.
  const { rows } = await admin.query<{ columns: string }>(
    `select string_agg(quote_ident(column_name), ', ') as columns from information_schema.columns where table_name = $1 and is_generated = 'NEVER'`,
    [table],
  );
  const columns = rows[0]?.columns ?? '';
  await admin.query(`copy (select ${columns} from ${table} where workspace_id = '${workspace}') to '${file}'`);
  await admin.query(`truncate ${table} cascade`);
  await admin.query('checkpoint');
  const spent = await timed(() => admin.query(`copy ${table} (${columns}) from '${file}'`));
  if (statSync(file).size === 0) throw new Error(`Nothing was imported into ${table}.`);
  await admin.query(`truncate ${table} cascade`);
  return spent;
}

async function startWorker(): Promise<void> {
  await stopWorker();
  worker = fork(join(import.meta.dirname, '..', 'src', 'main.js'), ['worker'], {
    env: { ...workerEnvironment, ...process.env, SAMSPIL_WORKER_URL: postgres.appUrl, DATA_DIR: join(folder, 'data') },
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
