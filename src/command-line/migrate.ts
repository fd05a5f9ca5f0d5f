import type { Config } from '../platform/config.ts';
import { openInstallation } from '../platform/installation.ts';
import { migrate } from '../platform/migrate.ts';

/** Brings the database up to this program and says what was done. */
export async function migrateCommand(config: Config): Promise<number> {
  const installation = await openInstallation(config);
  try {
    const applied = await migrate(installation.ownerUrl, installation.appUrl);
    console.log(applied.length === 0 ? 'The database is up to date.' : `Applied ${applied.join(', ')}.`);
    return 0;
  } finally {
    await installation.close();
  }
}
