import pg from 'pg';
import type { Config } from './config.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { Refusal } from './errors.ts';

/** The database a command works on, whoever runs it. */
export interface Installation {
  appUrl: string;
  ownerUrl: string;
  embedded: boolean;
  /** Starts the embedded database again if it has died; does nothing for one of your own. */
  revive(): Promise<void>;
  /** Stops the embedded database if this process started it; leaves one of your own alone. */
  close(): Promise<void>;
}

const PRODUCT_LOCK = 7_300_518;

/**
 * Opens the embedded database of DATA_DIR, or checks that your own answers.
 * A command that finds the embedded database running (because the product is being served) leaves it running when it closes.
 * @throws Refusal in one line
 */
export async function openInstallation(config: Config, { serving = false } = {}): Promise<Installation> {
  if (config.databaseUrl && config.databaseOwnerUrl) {
    await checkRole(config.databaseUrl);
    return {
      appUrl: config.databaseUrl,
      ownerUrl: config.databaseOwnerUrl,
      embedded: false,
      revive: async () => {},
      close: async () => {},
    };
  }
  const postgres = await startEmbeddedPostgres(config.dataDir);
  return {
    appUrl: postgres.appUrl,
    ownerUrl: postgres.ownerUrl,
    embedded: true,
    revive: postgres.revive,
    close: () => (postgres.wasRunning && !serving ? Promise.resolve() : postgres.stop()),
  };
}

/** Row-level security does not bind a superuser or BYPASSRLS, and an owner can take it away: the second wall would be paint. */
export async function checkRole(appUrl: string) {
  const client = new pg.Client({ connectionString: appUrl, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    const { rows } = await client.query<{ unbound: boolean; owns: boolean; version: number }>(
      `select rolsuper or rolbypassrls as unbound, current_setting('server_version_num')::int as version,
              exists (select from pg_database where datname = current_database() and pg_has_role(datdba, 'member'))
                or exists (select from pg_class where relnamespace = 'public'::regnamespace and pg_has_role(relowner, 'member')) as owns
         from pg_roles where rolname = current_user`,
    );
    if (rows[0]?.unbound)
      throw new Refusal(
        'DATABASE_URL signs in as a superuser or with BYPASSRLS, which row-level security does not bind. "samspil database" makes the right roles.',
      );
    if (rows[0]?.owns)
      throw new Refusal(
        'DATABASE_URL signs in as a role that owns the database or its tables, or may act as their owner, and so could lift row-level security. "samspil database" makes the right roles.',
      );
    if ((rows[0]?.version ?? 0) < 150_000) throw new Refusal('The PostgreSQL behind DATABASE_URL is older than 15.');
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(`The PostgreSQL behind DATABASE_URL cannot be reached: ${(error as Error).message}.`);
  } finally {
    await client.end().catch(() => {});
  }
}

/**
 * Claims the installation for one serving process: a lock that the database itself drops when the process dies.
 * @throws Refusal at once when another process serves it
 */
export async function claimInstallation(appUrl: string, where: string): Promise<{ release(): Promise<void> }> {
  let client = new pg.Client({ connectionString: appUrl, keepAlive: true, application_name: 'samspil' });
  client.on('error', () => {});
  await client.connect();
  // The connection of a process killed this moment may outlive it by a few milliseconds.
  let mine = false;
  for (let attempt = 0; attempt < 5 && !mine; attempt++) {
    if (attempt > 0) await new Promise((next) => setTimeout(next, 100));
    const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [PRODUCT_LOCK]);
    mine = rows[0]?.mine ?? false;
  }
  if (!mine) {
    await client.end();
    throw new Refusal(`Samspil is already running on ${where}. Stop that one first, or use another data directory.`);
  }
  // The lock goes with the connection; when the database comes back, it is taken again.
  let released = false;
  const retake = () => {
    if (released) return;
    setTimeout(() => {
      client = new pg.Client({ connectionString: appUrl, keepAlive: true, application_name: 'samspil' });
      client.on('error', () => {});
      client.on('end', retake);
      client
        .connect()
        .then(() => client.query('select pg_try_advisory_lock($1)', [PRODUCT_LOCK]))
        .catch(() => client.end().catch(() => {}));
    }, 1_000).unref();
  };
  client.on('end', retake);
  return {
    async release() {
      released = true;
      await client.end().catch(() => {});
    },
  };
}
