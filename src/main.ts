import { attributeCommand } from './command-line/attribute.ts';
import { backupCommand, restoreCommand } from './command-line/backup.ts';
import { clockCommand } from './command-line/clock.ts';
import { databaseCommand } from './command-line/database.ts';
import { doctor } from './command-line/doctor.ts';
import { exampleCommand } from './command-line/example.ts';
import { exportCommand } from './command-line/export.ts';
import { help } from './command-line/help.ts';
import { importCommand } from './command-line/import.ts';
import { migrateCommand } from './command-line/migrate.ts';
import { serve } from './command-line/serve.ts';
import { userCommand } from './command-line/user.ts';
import { worker } from './command-line/worker.ts';
import { readConfig } from './platform/config.ts';
import { Refusal } from './platform/errors.ts';

/** Each command gets the words after its name and answers the exit code. */
const commands: Record<string, (words: string[]) => Promise<number>> = {
  serve: () => serve(readConfig(process.env)),
  worker: () => worker(readConfig(process.env)),
  migrate: () => migrateCommand(readConfig(process.env)),
  example: (words) => exampleCommand(readConfig(process.env), words),
  import: (words) => importCommand(readConfig(process.env), words),
  export: (words) => exportCommand(readConfig(process.env), words),
  user: (words) => userCommand(readConfig(process.env), words),
  backup: (words) => backupCommand(readConfig(process.env), words),
  restore: (words) => restoreCommand(readConfig(process.env), words),
  doctor: () => doctor(process.env),
  database: (words) => databaseCommand(words),
  clock: async () => {
    await clockCommand(process.stdin, process.stdout);
    return 0;
  },
  attribute: (words) => attributeCommand(words, process.stdout, process.stderr),
  help,
};

const [name = 'help', ...words] = process.argv.slice(2);
const command = commands[name];
try {
  if (!command) throw new Refusal(`"${name}" is not a command of samspil. Known are: ${Object.keys(commands).join(', ')}.`);
  process.exitCode = await command(words);
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(`samspil: ${error.message}`);
  process.exitCode = 1;
}
