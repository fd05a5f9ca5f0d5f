import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { Refusal } from './errors.ts';
import { installJobs } from './jobs.ts';
import { root } from './root.ts';

const LOCK = 7_300_519; // any number, the same for every process that migrates

interface Migration {
  version: number;
  name: string;
  sql: string;
  hash: string;
}

function readMigrations(): Migration[] {
  const folder = join(root, 'db', 'migrations');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      const sql = readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n');
      return { version: Number(name.slice(0, 4)), name, sql, hash: createHash('sha256').update(sql).digest('hex') };
    });
}

/**
 * Brings the schema up to this program. Each migration is one transaction that also records itself, under one advisory lock:
 * killed at any point, the next run goes on where it stopped; two at once, the second waits and finds nothing to do.
 * @param appUrl whose role gets what the application may do
 * @returns the names of the migrations applied now
 * @throws Refusal when the database is newer than the program, or a migration was edited after it was applied
 */
export async function migrate(ownerUrl: string, appUrl: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    await client.query(
      'create table if not exists schema_migrations (version integer primary key, name text not null, hash text not null, applied_at timestamptz not null default now())',
    );
    const { rows } = await client.query<{ version: number; name: string; hash: string }>(
      'select version, name, hash from schema_migrations order by version',
    );
    const migrations = readMigrations();
    const newest = rows.at(-1);
    if (newest && !migrations.some(({ version }) => version >= newest.version))
      throw new Refusal(
        `The database is newer than this program: it holds migration ${newest.name}, which this program does not know. Start the newer program, or restore a backup made by this one.`,
      );

    const applied: string[] = [];
    for (const migration of migrations) {
      const before = rows.find(({ version }) => version === migration.version);
      if (before && before.hash !== migration.hash)
        throw new Refusal(
          `Migration ${before.name} was applied with other contents than this program has. Use the program that made this database.`,
        );
      if (before) continue;
      await client.query('begin');
      try {
        await client.query(migration.sql);
        await client.query('insert into schema_migrations (version, name, hash) values ($1, $2, $3)', [
          migration.version,
          migration.name,
          migration.hash,
        ]);
        await client.query('commit');
      } catch (error) {
        await client.query('rollback');
        throw new Error(`Migration ${migration.name} could not be applied: ${(error as Error).message}`, { cause: error });
      }
      applied.push(migration.name);
    }
    await installJobs(ownerUrl);
    const role = client.escapeIdentifier(decodeURIComponent(new URL(appUrl).username));
    await client.query(readFileSync(join(root, 'db', 'grants.sql'), 'utf8').replaceAll('samspil_app', role));
    return applied;
  } finally {
    await client.end();
  }
}
