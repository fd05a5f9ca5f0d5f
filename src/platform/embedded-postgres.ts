import { randomBytes } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { totalmem } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import pg from 'pg';
import { Refusal } from './errors.ts';
import { chooseRunner, NOBODY, run, type Runner } from './postgres-programs.ts';
import { shortageIn } from './watch.ts';

/** A running PostgreSQL that belongs to this data directory. */
export interface EmbeddedPostgres {
  /** Connection as the superuser to the maintenance database. */
  adminUrl: string;
  ownerUrl: string;
  appUrl: string;
  /** True when it was found running, left behind by a process that was killed. */
  wasRunning: boolean;
  stop: () => Promise<void>;
  /** Starts it again on the same port if it has died. @throws NoRoom when there is too little room for it */
  revive: () => Promise<void>;
}

interface Secrets {
  superuser: string;
  owner: string;
  app: string;
}

/** Not mkdir's own "recursive", which never returns where the system makes no folders, such as /proc. */
function makeFolder(path: string) {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path);
}

function prepareDirectory(dataDir: string) {
  try {
    makeFolder(dataDir);
    accessSync(dataDir, constants.W_OK);
    const probe = join(dataDir, `.write-probe-${process.pid}`);
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (error) {
    throw new Refusal(
      `DATA_DIR ${dataDir} cannot be written (${(error as NodeJS.ErrnoException).code ?? 'unknown'}). Choose another folder or give this user the right to write there.`,
    );
  }
}

function readSecrets(file: string): Secrets {
  if (!existsSync(file)) {
    const secret = () => randomBytes(24).toString('base64url');
    // It gets its name when it is whole: on a full disk only a part of it would be written.
    const half = `${file}-${process.pid}`;
    try {
      writeFileSync(half, JSON.stringify({ superuser: secret(), owner: secret(), app: secret() }), { mode: 0o600 });
      renameSync(half, file);
    } finally {
      rmSync(half, { force: true });
    }
  }
  return JSON.parse(readFileSync(file, 'utf8')) as Secrets;
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.on('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (address && typeof address === 'object' ? done(address.port) : fail(new Error('no port'))));
    });
  });
}

/** The port of the database that runs on this directory, from its own lock file; undefined when none runs or it was killed. */
async function runningPort(cluster: string, secrets: Secrets): Promise<number | undefined> {
  const lock = join(cluster, 'postmaster.pid');
  if (!existsSync(lock)) return undefined;
  const port = Number(readFileSync(lock, 'utf8').split('\n')[3]);
  if (!port) return undefined;
  // A database in recovery answers "starting up"; give it the time it needs.
  for (let attempt = 0; attempt < 100; attempt++) {
    const client = new pg.Client({
      connectionString: url('postgres', secrets.superuser, port, 'postgres'),
      connectionTimeoutMillis: 3000,
    });
    try {
      await client.connect();
      const { rows } = await client.query<{ data_directory: string }>('show data_directory');
      await client.end();
      return rows[0]?.data_directory === cluster ? port : undefined;
    } catch (error) {
      await client.end().catch(() => {});
      if ((error as { code?: string }).code !== '57P03') return undefined;
      await new Promise((next) => setTimeout(next, 100));
    }
  }
  return undefined;
}

const url = (user: string, password: string, port: number, database: string) =>
  `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;

/**
 * Starts (or finds running, after a crash of ours) the PostgreSQL of a data directory, with fsync on, reachable from this machine alone and by password.
 * Roles: samspil_owner owns the schema, samspil_app is what the application logs in as.
 * @param settings further postgresql.conf settings; only tests and benchmarks give any
 * @throws Refusal when the directory cannot be used; NoRoom when there is too little room on its disk
 */
export async function startEmbeddedPostgres(dataDir: string, settings: Record<string, string> = {}): Promise<EmbeddedPostgres> {
  const directory = resolve(dataDir);
  prepareDirectory(directory);
  const runner = chooseRunner();
  const cluster = join(directory, 'postgresql');
  const open = async () => {
    const secrets = readSecrets(join(directory, 'secrets.json'));
    if (!existsSync(join(cluster, 'PG_VERSION'))) await createCluster(runner, directory, cluster, secrets);
    const found = await runningPort(cluster, secrets);
    const port = found ?? (await freePort());
    if (found === undefined) await startAfterKill(runner, cluster, port, settings);
    await ensureRoles(url('postgres', secrets.superuser, port, 'postgres'), secrets);
    return { secrets, found, port };
  };
  const { secrets, found, port } = await open().catch(forWantOfRoom(directory));
  return {
    adminUrl: url('postgres', secrets.superuser, port, 'postgres'),
    ownerUrl: url('samspil_owner', secrets.owner, port, 'samspil'),
    appUrl: url('samspil_app', secrets.app, port, 'samspil'),
    wasRunning: found !== undefined,
    async stop() {
      if (isAlive(cluster)) await run(runner, 'pg_ctl', ['stop', '-D', cluster, '-m', 'fast', '-w', '-t', '60']);
    },
    async revive() {
      // What a killed database leaves behind holds its memory for a moment; the next call tries again.
      if (!isAlive(cluster)) await start(runner, cluster, port, settings).catch(forWantOfRoom(directory));
    },
  };
}

/** What PostgreSQL's programs say of a full disk is not what went wrong. */
const forWantOfRoom =
  (directory: string) =>
  async (error: unknown): Promise<never> => {
    throw (await shortageIn(directory).catch(() => null)) ?? error;
  };

async function createCluster(runner: Runner, directory: string, cluster: string, secrets: Secrets) {
  // initdb works in a folder beside the final one, which only gets its name when complete: a start that was killed leaves nothing half-made.
  const half = join(directory, `postgresql-${process.pid}`);
  mkdirSync(half, { mode: 0o700 });
  const password = join(directory, `.password-${process.pid}`);
  writeFileSync(password, secrets.superuser, { mode: 0o600 });
  try {
    runner.own(half);
    if (runner.command('initdb', []).uid !== undefined) chownSync(password, NOBODY, NOBODY);
    await run(runner, 'initdb', [
      '-D',
      half,
      '-U',
      'postgres',
      '-A',
      'scram-sha-256',
      `--pwfile=${password}`,
      '-E',
      'UTF8',
      '--locale=C',
      '--no-instructions',
    ]);
    chmodSync(half, 0o700);
    renameSync(half, cluster);
  } finally {
    rmSync(password, { force: true });
    rmSync(half, { recursive: true, force: true });
  }
}

/** Whether the process that the directory's lock file names exists. */
function isAlive(cluster: string): boolean {
  try {
    process.kill(Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0]), 0);
    return true;
  } catch {
    return false;
  }
}

/** What a killed database leaves behind holds its memory for a moment, and the next one refuses to start until it is gone. */
async function startAfterKill(runner: Runner, cluster: string, port: number, settings: Record<string, string>): Promise<void> {
  const wasKilled = existsSync(join(cluster, 'postmaster.pid'));
  for (let attempt = 1; ; attempt++)
    try {
      return await start(runner, cluster, port, settings);
    } catch (error) {
      if (!wasKilled || attempt === 20 || (await shortageIn(cluster))) throw error;
      await new Promise((next) => setTimeout(next, 500));
    }
}

/**
 * MiB that PostgreSQL keeps pages in: an eighth of the memory there is, so that a store of many years is not read from the disk's cache for
 * each event, and no more than an office's machine can spare. What is not used is not taken.
 */
function sharedBuffers(): number {
  const memory = Math.min(totalmem(), process.constrainedMemory() || Infinity) / 2 ** 20;
  return Math.round(Math.min(1_024, Math.max(128, memory / 8)));
}

async function start(runner: Runner, cluster: string, port: number, settings: Record<string, string>): Promise<void> {
  const all: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: '60',
    shared_buffers: `${sharedBuffers()}MB`,
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...settings,
  };
  const options = Object.entries(all)
    .map(([name, value]) => `-c ${name}='${value}'`)
    .join(' ');
  const log = join(cluster, 'server.log');
  await run(runner, 'pg_ctl', ['start', '-D', cluster, '-l', log, '-w', '-t', '120', '-o', options]);
}

async function ensureRoles(adminUrl: string, secrets: Secrets) {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    for (const [role, password] of [
      ['samspil_owner', secrets.owner],
      ['samspil_app', secrets.app],
    ] as const)
      if ((await client.query('select from pg_roles where rolname = $1', [role])).rowCount === 0)
        await client.query(`create role ${role} login nosuperuser nobypassrls password ${client.escapeLiteral(password)}`);
    if ((await client.query(`select from pg_database where datname = 'samspil'`)).rowCount === 0)
      await client.query('create database samspil owner samspil_owner');
  } finally {
    await client.end();
  }
}
