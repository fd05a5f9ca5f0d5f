import { readConfig } from './platform/config.ts';
import { Refusal } from './platform/errors.ts';

/** Each command gets the words after its name and answers the exit code. It alone is loaded: the worker holds nothing of the server. */
const commands: Record<string, (words: string[]) => Promise<number>> = {
  serve: async () => (await import('./command-line/serve.ts')).serve(readConfig(process.env)),
  worker: async () => (await import('./command-line/worker.ts')).worker(readConfig(process.env)),
  migrate: async () => (await import('./command-line/migrate.ts')).migrateCommand(readConfig(process.env)),
  example: async (words) => (await import('./command-line/example.ts')).exampleCommand(readConfig(process.env), words),
  import: async (words) => (await import('./command-line/import.ts')).importCommand(readConfig(process.env), words),
  export: async (words) => (await import('./command-line/export.ts')).exportCommand(readConfig(process.env), words),
  user: async (words) => (await import('./command-line/user.ts')).userCommand(readConfig(process.env), words),
  backup: async (words) => (await import('./command-line/backup.ts')).backupCommand(readConfig(process.env), words),
  restore: async (words) => (await import('./command-line/backup.ts')).restoreCommand(readConfig(process.env), words),
  doctor: async () => (await import('./command-line/doctor.ts')).doctor(process.env),
  database: async (words) => (await import('./command-line/database.ts')).databaseCommand(words),
  clock: async () => {
    await (await import('./command-line/clock.ts')).clockCommand(process.stdin, process.stdout);
    return 0;
  },
  attribute: async (words) =>
    (await import('./command-line/attribute.ts')).attributeCommand(words, process.stdout, process.stderr),
  help: async () => (await import('./command-line/help.ts')).help(),
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
