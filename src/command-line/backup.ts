import type { Config } from '../platform/config.ts';
import { backUp, restore, verifyBackup } from '../platform/backup.ts';
import { Refusal } from '../platform/errors.ts';
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
    await migrate(installation.ownerUrl);
    console.log(`${total(await restore(installation.appUrl, file))} rows are back.`);
    return 0;
  } finally {
    await installation.close();
  }
}
