import { createWriteStream } from 'node:fs';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { exportFile } from '../exports/commands.ts';
import { exportKinds, exportQueries, type ExportKind, type ExportQuery } from '../exports/schema.ts';
import type { Config } from '../platform/config.ts';
import { connect } from '../platform/database.ts';
import { Problem, Refusal } from '../platform/errors.ts';
import { openInstallation } from '../platform/installation.ts';
import { migrate } from '../platform/migrate.ts';
import { chooseWorkspace } from './import.ts';

const usage = `samspil export ${exportKinds.join('|')} [--format csv|xlsx|json] [--out FILE] [--workspace NAME|ID] [--language en|da|nb|nl] [--filter NAME=VALUE …]`;

/**
 * `export KIND`: writes all rows of a list to a file or to standard output, with field names and ISO unless a language is asked for. Filters
 * are those of the API.
 */
export async function exportCommand(config: Config, words: string[], output: Writable = process.stdout): Promise<number> {
  const { kind, query, out, workspace: named } = readWords(words);
  const installation = await openInstallation(config);
  const { db, pool } = connect(installation.appUrl, 4);
  try {
    await migrate(installation.ownerUrl, installation.appUrl);
    const workspace = await chooseWorkspace(db, named);
    const { content } = await exportFile(db, { workspace, actor: { kind: 'system' } }, kind, query);
    if (out === undefined) await pipeline(content, output, { end: false });
    else await pipeline(content, createWriteStream(out));
    return 0;
  } catch (error) {
    if (error instanceof Problem) throw new Refusal(error.detail);
    const { code } = error as NodeJS.ErrnoException;
    if (out !== undefined && code?.startsWith('E')) throw new Refusal(`${out} cannot be written (${code}).`);
    throw error;
  } finally {
    await pool.end();
    await installation.close();
  }
}

function readWords(words: string[]): {
  kind: ExportKind;
  query: ExportQuery;
  out: string | undefined;
  workspace: string | undefined;
} {
  const text = { type: 'string' } as const;
  let parsed;
  try {
    parsed = parseArgs({
      args: words,
      allowPositionals: true,
      options: { format: text, out: text, workspace: text, language: text, filter: { ...text, multiple: true } },
    });
  } catch (error) {
    throw new Refusal(`${(error as Error).message} Known is: ${usage}`);
  }
  const { positionals, values } = parsed;
  const kind = exportKinds.find((each) => each === positionals[0]);
  if (kind === undefined || positionals.length > 1) throw new Refusal(`Known is: ${usage}`);
  const { out, workspace, filter = [], ...given } = values;
  const filters = filter.map((each) => {
    const [, name, value] = /^([a-zA-Z]+)=(.*)$/s.exec(each) ?? [];
    if (name === undefined) throw new Refusal(`--filter ${each} is not NAME=VALUE, for example stage=won.`);
    return [name, value] as const;
  });
  const query = exportQueries[kind].safeParse({ ...Object.fromEntries(filters), ...given });
  if (!query.success) {
    const issue = query.error.issues[0];
    throw new Refusal(`${issue?.path.join('.') || 'The filters'}: ${issue?.message ?? 'wrong form'}. ${usage}`);
  }
  return { kind, query: query.data, out, workspace };
}
