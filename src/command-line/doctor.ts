import { statfsSync } from 'node:fs';
import pg from 'pg';
import { addressOf, readConfig, type Config } from '../platform/config.ts';
import { Refusal } from '../platform/errors.ts';
import { openInstallation } from '../platform/installation.ts';
import { openMailer } from '../platform/mail.ts';

type Finding = { well: boolean; what: string };

/** Says of each thing Samspil stands on whether it is well, and of each that is not what to do. Exit 1 when something is not. */
export async function doctor(environment: NodeJS.ProcessEnv): Promise<number> {
  const findings: Finding[] = [];
  const well = (what: string) => findings.push({ well: true, what });
  const unwell = (what: string) => findings.push({ well: false, what });
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) well(`Node ${process.versions.node}`);
  else unwell(`Node ${process.versions.node} is too old; install 20.19 or newer.`);
  try {
    const config = readConfig(environment);
    well('Settings are readable');
    await inspectMail(config, well, unwell);
    const installation = await openInstallation(config);
    try {
      await inspect(installation.appUrl, well, unwell);
      if (installation.embedded) {
        const { bavail, bsize } = statfsSync(config.dataDir);
        const free = (bavail * bsize) / 2 ** 30;
        if (free < 1)
          unwell(`Only ${free.toFixed(1)} GiB are free on the disk of DATA_DIR; make room before the database stops.`);
        else well(`${free.toFixed(0)} GiB free on the disk of DATA_DIR`);
      }
    } finally {
      await installation.close();
    }
  } catch (error) {
    unwell(error instanceof Refusal ? error.message : `Something unexpected: ${(error as Error).message}`);
  }
  for (const finding of findings) console.log(`${finding.well ? 'well ' : 'WRONG'}  ${finding.what}`);
  return findings.every((finding) => finding.well) ? 0 : 1;
}

async function inspectMail(config: Config, well: (what: string) => void, unwell: (what: string) => void) {
  if (config.mail === null) return well('No mail is sent: news stays in Samspil until SMTP_URL and MAIL_FROM are set');
  const answer = await openMailer(config.mail).verify();
  if (answer.taken) well('The mail server takes mail from Samspil');
  else if (answer.why === 'sign_in') unwell('The mail server refuses the user name or password in SMTP_URL.');
  else if (answer.status === null)
    unwell('The mail server in SMTP_URL does not answer; see whether its name, its port and the way to it are right.');
  else unwell(`The mail server in SMTP_URL answers ${answer.status}; ask whoever runs it.`);
  if (config.publicUrl === undefined)
    unwell(
      `Links in mail lead to ${addressOf(config)}, which opens on this machine alone; set PUBLIC_URL to the address people open.`,
    );
}

async function inspect(appUrl: string, well: (what: string) => void, unwell: (what: string) => void) {
  const client = new pg.Client({ connectionString: appUrl });
  await client.connect();
  try {
    well(`PostgreSQL ${(await client.query<{ server_version: string }>('show server_version')).rows[0]?.server_version}`);
    const migrated = await client
      .query<{ name: string }>(`select name from schema_migrations order by version desc limit 1`)
      .catch(() => null);
    if (!migrated?.rows[0]) return unwell('The database has no tables yet; run "samspil migrate" or start Samspil once.');
    well(`Schema at ${migrated.rows[0].name}`);
    const fsync = (await client.query<{ fsync: string }>('show fsync')).rows[0]?.fsync;
    if (fsync === 'on') well('fsync is on');
    else unwell('fsync is off: a power cut can destroy the database. Set fsync = on in postgresql.conf.');
    const open = await client.query<{
      name: string;
    }>(`select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id'
      where n.nspname = 'public' and c.relkind in ('r', 'p') and c.relname <> 'sessions' and not (c.relrowsecurity and c.relforcerowsecurity)`);
    if (open.rows.length === 0) well('Row-level security guards every workspace table');
    else
      unwell(
        `Row-level security is off on ${open.rows.map(({ name }) => name).join(', ')}; run "samspil migrate" with the program that made this database.`,
      );
  } finally {
    await client.end();
  }
}
