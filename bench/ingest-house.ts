import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../src/platform/embedded-postgres.ts';
import { connect, inTransaction, inWorkspace } from '../src/platform/database.ts';
import { migrate } from '../src/platform/migrate.ts';
import { createWorkspace, createWriteKey, prepareWorkspace } from '../src/workspaces/commands.ts';

/** A program that was started and says that it is ready, with what the words after "ready" are. */
export interface Started {
  child: ChildProcess;
  port: number;
}

/** Starts a program and waits for a line that ends in its port. */
export function startProgram(words: string[], environment: Record<string, string>, ready: RegExp): Promise<Started> {
  const child = spawn(process.execPath, words, { env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  return new Promise((started, fail) => {
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const port = ready.exec(said)?.[1];
      if (port) started({ child, port: Number(port) });
    });
    child.on('exit', (code) => fail(new Error(`${words.join(' ')} ended with ${code}: ${said}`)));
  });
}

export interface House {
  postgres: EmbeddedPostgres;
  product: Started;
  /** Process id of PostgreSQL's first process. */
  postmaster: number;
  workspace: string;
  writeKey: string;
  close(): Promise<void>;
}

/** The words that start the built product, as `bin/start` does. */
export const serve = [
  '--no-allocation-site-pretenuring',
  '--initial-old-space-size=160',
  join(import.meta.dirname, '..', 'src', 'main.js'),
  'serve',
];
/** What it says when it is ready. */
export const isReady = /Samspil is ready: \S+:(\d+)/;

/** Makes the tables of an empty PostgreSQL, and a workspace with a write key. */
export async function furnish(postgres: EmbeddedPostgres): Promise<{ workspace: string; writeKey: string }> {
  await migrate(postgres.ownerUrl, postgres.appUrl);
  const { db, pool } = connect(postgres.appUrl, 2);
  const workspace = await inTransaction(db, {}, async (transaction) => {
    const context = await createWorkspace(transaction, { name: 'Nordvarme', country: 'DK' }, new Date());
    await prepareWorkspace(context);
    return context.workspace;
  });
  const { key } = await inWorkspace(db, workspace, { kind: 'system' }, (context) => createWriteKey(context, { name: 'Bench' }));
  await pool.end();
  return { workspace, writeKey: key };
}

/**
 * A PostgreSQL that syncs as in earnest, the built product on it, and a workspace with a write key.
 * @param settings further postgresql.conf settings, for what watches it at work
 */
export async function openHouse(nodeOptions: string[] = [], settings: Record<string, string> = {}): Promise<House> {
  const folder = mkdtempSync(join(tmpdir(), 'samspil-bench-'));
  const postgres = await startEmbeddedPostgres(folder, settings);
  const { workspace, writeKey } = await furnish(postgres);
  const product = await startProgram(
    [...nodeOptions, ...serve],
    {
      DATABASE_URL: postgres.appUrl,
      DATABASE_OWNER_URL: postgres.ownerUrl,
      PORT: '0',
      LOG_LEVEL: 'warn',
      TRACKING_LIMIT_PER_MINUTE: '1000000000',
    },
    isReady,
  );
  return {
    postgres,
    product,
    postmaster: Number(readFileSync(join(folder, 'postgresql', 'postmaster.pid'), 'utf8').split('\n')[0]),
    workspace,
    writeKey,
    async close() {
      const gone = new Promise((done) => product.child.on('exit', done));
      product.child.kill('SIGTERM');
      await gone;
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
    },
  };
}

/** Waits until every consumer has read the last event of a workspace. */
export async function isFollowed(admin: pg.Client, workspace: string): Promise<void> {
  for (;;) {
    const { rows } = await admin.query<{ behind: boolean }>(
      `select exists (select from outbox_cursors c, (select xid, id from events where workspace_id = $1 order by xid desc, id desc limit 1) last
        where c.workspace_id = $1 and (c.xid, c.event_id) < (last.xid, last.id)) as behind`,
      [workspace],
    );
    if (!rows[0]?.behind) return;
    await pause(200);
  }
}

// Linux counts in hundredths of a second, whatever the kernel's own tick is.
const TICKS = 100;

/** CPU seconds of a process, and with `family` of all its children, those that have ended included. */
export function cpuOf(pid: number, family = false): number {
  const of = (id: number) => {
    const fields = readFileSync(`/proc/${id}/stat`, 'utf8').split(') ')[1]?.split(' ').map(Number) ?? [];
    const [parent = 0, user = 0, system = 0, childUser = 0, childSystem = 0] = [1, 11, 12, 13, 14].map(
      (field) => fields[field] ?? 0,
    );
    return { parent, own: user + system, children: childUser + childSystem };
  };
  const { own, children } = of(pid);
  if (!family) return own / TICKS;
  const alive = readdirSync('/proc').flatMap((name) => {
    try {
      return /^\d+$/.test(name) && of(Number(name)).parent === pid ? [of(Number(name)).own] : [];
    } catch {
      return []; // ended meanwhile, and then counted by its parent
    }
  });
  return (own + children + alive.reduce((sum, ticks) => sum + ticks, 0)) / TICKS;
}
