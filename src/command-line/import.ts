import { accessSync, constants, createReadStream, statSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { queueImport, undoImport } from '../imports/commands.ts';
import { runImport, takeIn } from '../imports/jobs.ts';
import { getImport } from '../imports/reports.ts';
import { importKind, importOptions, type ImportCounts, type ImportOptions, type ImportProblem } from '../imports/schema.ts';
import type { ImportKind } from '../imports/kinds.ts';
import type { Config } from '../platform/config.ts';
import { connect, inTransaction, inWorkspace, type Database } from '../platform/database.ts';
import { Problem, Refusal } from '../platform/errors.ts';
import { openInstallation } from '../platform/installation.ts';
import { migrate } from '../platform/migrate.ts';

const usage = `samspil import ${importKind.options.join('|')} FILE [--workspace NAME|ID] [--currency DKK] [--source S] [--channel C] [--decimal comma|dot] [--yes]`;
const system = { kind: 'system' } as const;
const PROBLEMS_SHOWN = 10;

/**
 * `import KIND FILE`: shows what importing the file would do and, with --yes, does it, in this process and by the same commands as the
 * API. UBL invoices are XML files of kind invoices. Exit code 1 when rows were wrong or nothing could be read.
 */
export async function importCommand(
  config: Config,
  words: string[],
  output: { write(text: string): unknown } = process.stdout,
): Promise<number> {
  const { kind, path, workspace: named, yes, options } = readWords(words);
  assertReadable(path);
  const installation = await openInstallation(config);
  const { db, pool } = connect(installation.appUrl, 4);
  try {
    await migrate(installation.ownerUrl, installation.appUrl);
    const workspace = await chooseWorkspace(db, named);
    const inside = <T>(work: Parameters<typeof inWorkspace<T>>[3]) => inWorkspace(db, workspace, system, work);
    const id = await takeIn(db, workspace, {
      kind,
      fileName: basename(path),
      file: createReadStream(path),
      mapping: { columns: {}, options },
    });
    const preview = await inside((context) => getImport(context, id, 'en'));
    output.write(
      `${basename(path)}: ${inWords(preview.counts)}\n${preview.problem === null ? '' : `${preview.problem}\n`}${listed(preview.problems)}`,
    );
    if (!yes) {
      output.write('Nothing has been written. Add --yes to import it.\n');
      await inside((context) => undoImport(context, async () => {}, preview.id));
      return preview.state === 'previewed' && preview.counts.wrong === 0 ? 0 : 1;
    }
    // Carried out here and now: no worker needs to be told.
    await inside((context) => queueImport(context, async () => {}, preview.id, 'en'));
    await runImport(db, { workspace, importId: preview.id });
    const done = await inside((context) => getImport(context, preview.id, 'en'));
    output.write(
      `Import ${done.id} is ${done.state}: ${inWords(done.counts)}\n${done.problem === null ? '' : `${done.problem}\n`}`,
    );
    return done.state === 'done' && done.counts.wrong === 0 ? 0 : 1;
  } catch (error) {
    throw error instanceof Problem ? new Refusal(error.detail) : error;
  } finally {
    await pool.end();
    await installation.close();
  }
}

function readWords(words: string[]): {
  kind: ImportKind;
  path: string;
  workspace: string | undefined;
  yes: boolean;
  options: ImportOptions;
} {
  const text = { type: 'string' } as const;
  let parsed;
  try {
    parsed = parseArgs({
      args: words,
      allowPositionals: true,
      options: { workspace: text, yes: { type: 'boolean' }, currency: text, source: text, channel: text, decimal: text },
    });
  } catch (error) {
    throw new Refusal(`${(error as Error).message} Known is: ${usage}`);
  }
  const { positionals, values } = parsed;
  const [kindText, path, ...more] = positionals;
  const kind = importKind.safeParse(kindText);
  if (!kind.success || path === undefined || more.length > 0) throw new Refusal(`Known is: ${usage}`);
  const { workspace, yes = false, ...given } = values;
  const options = importOptions.safeParse(given);
  if (!options.success)
    throw new Refusal(
      `--${options.error.issues[0]?.path.join('.') ?? ''} cannot be used: ${options.error.issues[0]?.message ?? 'wrong form'}. ${usage}`,
    );
  return { kind: kind.data, path, workspace, yes, options: options.data };
}

function assertReadable(path: string): void {
  try {
    accessSync(path, constants.R_OK);
    if (statSync(path).size === 0) throw new Refusal(`${path} is empty.`);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(`${path} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'}).`);
  }
}

/** The workspace named, or the only one there is. */
export async function chooseWorkspace(db: Database, named: string | undefined): Promise<string> {
  const { rows } = await sql<{ id: string }>`select workspace_ids() as id`.execute(db);
  const all: { id: string; name: string }[] = [];
  for (const { id } of rows)
    all.push(
      await inTransaction(db, { workspace: id }, (transaction) =>
        transaction.selectFrom('workspaces').select(['id', 'name']).where('id', '=', id).executeTakeFirstOrThrow(),
      ),
    );
  const known = all.map(({ name }) => `"${name}"`).join(', ');
  if (all.length === 0) throw new Refusal('There is no workspace yet. Open Samspil in a browser, or use "samspil user create".');
  const chosen = named === undefined ? all : all.filter(({ id, name }) => id === named || name === named);
  const [only] = chosen;
  if (only === undefined) throw new Refusal(`There is no workspace "${named}"; there is ${known}.`);
  if (chosen.length > 1)
    throw new Refusal(
      named === undefined
        ? `There are several workspaces: ${known}. Say which with --workspace.`
        : `Several workspaces are called "${named}"; say its id with --workspace.`,
    );
  return only.id;
}

const inWords = ({ rows, new: made, updated, skipped, wrong }: ImportCounts) =>
  `${rows} ${rows === 1 ? 'row' : 'rows'}: ${made} new, ${updated} updated, ${skipped} skipped, ${wrong} wrong.`;

function listed(problems: ImportProblem[]): string {
  const shown = problems
    .slice(0, PROBLEMS_SHOWN)
    .map(({ row, column, problem }) => `  row ${row}${column === null ? '' : `, ${column}`}: ${problem}\n`);
  return shown.join('') + (problems.length > PROBLEMS_SHOWN ? '  …\n' : '');
}
