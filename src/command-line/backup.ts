import { sql } from 'kysely';
import type { Config } from '../platform/config.ts';
import { backUp, restore, verifyBackup } from '../platform/backup.ts';
import { Refusal } from '../platform/errors.ts';
import { connect, inWorkspace } from '../platform/database.ts';
import { recordEvent } from '../platform/events.ts';
import { openInstallation } from '../platform/installation.ts';
import { migrate } from '../platform/migrate.ts';

const total = (sums: Record<string, { rows: number }>) => Object.values(sums).reduce((sum, { rows }) => sum + rows, 0);

/** `backup FILE`: everything in one file, while the product may go on. */
export async function backupCommand(config: Config, [file]: string[]): Promise<number> {
  if (!file) throw new Refusal('Known is: samspil backup FILE');
  const installation = await openInstallation(config);
  try {
    const sums = await backUp(installation.appUrl, file);
    console.log(`${total(sums)} rows of ${Object.keys(sums).length} tables are in ${file}.`);
    return 0;
  } finally {
    await installation.close();
  }
}

/** `restore FILE`: back into an empty data directory or database. The file is checked to its end before anything is made. */
export async function restoreCommand(config: Config, [file]: string[]): Promise<number> {
  if (!file) throw new Refusal('Known is: samspil restore FILE');
  await verifyBackup(file);
  const installation = await openInstallation(config);
  try {
    await migrate(installation.ownerUrl, installation.appUrl);
    const sums = await restore(installation.appUrl, file);
    await announce(installation.appUrl);
    console.log(`${total(sums)} rows are back.`);
    return 0;
  } finally {
    await installation.close();
  }
}

/** Jobs are not in a backup: this event has the worker wind the clocks of open hand-offs again. */
async function announce(appUrl: string): Promise<void> {
  const { db, pool } = connect(appUrl, 1);
  const { rows } = await sql<{ id: string }>`select workspace_ids() as id`.execute(db);
  for (const { id } of rows)
    await inWorkspace(db, id, { kind: 'system' }, (context) =>
      recordEvent(context, { type: 'workspace.restored', subject: { kind: 'workspace', id } }),
    );
  await pool.end();
}
