import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, renameSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import pg from 'pg';
import { Refusal } from './errors.ts';
import { readTables, type TableShape } from './table-shapes.ts';

/** First line of a backup. The last line is the sum: rows and hash of each table. Between them a row a line, as ["table", {row}]. */
interface Head {
  samspil: 1;
  migration: string;
  at: string;
}

type Sums = Record<string, { rows: number; hash: string }>;

const BATCH = 500;
// Sessions are secrets of this moment: after a restore everybody signs in again.
const LEFT_OUT = new Set(['sessions', 'sign_in_failures', 'schema_migrations', 'stage_moves']);
const GLOBAL = new Set(['users']);

async function* linesOfDatabase(client: pg.Client): AsyncGenerator<string> {
  const { rows: newest } = await client.query<{ name: string }>(
    'select name from schema_migrations order by version desc limit 1',
  );
  yield JSON.stringify({ samspil: 1, migration: newest[0]?.name ?? '', at: new Date().toISOString() } satisfies Head);
  const tables = (await readTables(client)).filter(({ name }) => !LEFT_OUT.has(name));
  const { rows: workspaces } = await client.query<{ id: string }>('select workspace_ids() as id');
  const sums = new Map<string, { rows: number; hash: ReturnType<typeof createHash> }>(
    tables.map(({ name }) => [name, { rows: 0, hash: createHash('sha256') }]),
  );

  for (const table of tables)
    for (const workspace of GLOBAL.has(table.name) ? [''] : workspaces.map(({ id }) => id)) {
      await client.query(`select set_config('samspil.workspace', $1, true)`, [workspace]);
      const filter = GLOBAL.has(table.name)
        ? ''
        : `where ${table.name === 'workspaces' ? 'id' : 'workspace_id'} = '${workspace}'`;
      await client.query(
        `declare reading no scroll cursor for select to_jsonb(t)::text as row from ${table.name} t ${filter} order by ${table.key.join(', ')}`,
      );
      for (;;) {
        const { rows } = await client.query<{ row: string }>(`fetch ${BATCH} from reading`);
        const sum = sums.get(table.name);
        for (const { row } of rows) {
          if (sum) sum.rows++;
          sum?.hash.update(row);
          yield `["${table.name}",${row}]`;
        }
        if (rows.length < BATCH) break;
      }
      await client.query('close reading');
    }
  yield JSON.stringify({
    sums: Object.fromEntries([...sums].map(([name, { rows, hash }]) => [name, { rows, hash: hash.digest('hex') }])),
  });
}

/**
 * Writes everything the database holds into one compressed file, as it was at one moment, while the product goes on.
 * The file gets its name only when it is complete.
 * @returns rows by table
 */
export async function backUp(appUrl: string, file: string): Promise<Sums> {
  const client = new pg.Client({ connectionString: appUrl });
  await client.connect();
  const half = `${file}.part`;
  let sums: Sums = {};
  try {
    await client.query('begin isolation level repeatable read read only');
    await pipeline(
      async function* () {
        for await (const line of linesOfDatabase(client)) {
          if (line.startsWith('{"sums"')) ({ sums } = JSON.parse(line) as { sums: Sums });
          yield `${line}\n`;
        }
      },
      createGzip(),
      createWriteStream(half, { mode: 0o600 }),
    );
    await client.query('commit');
    renameSync(half, file);
    return sums;
  } catch (error) {
    rmSync(half, { force: true });
    if ((error as NodeJS.ErrnoException).syscall === 'open')
      throw new Refusal(`${file} cannot be written (${(error as NodeJS.ErrnoException).code}).`);
    throw error;
  } finally {
    await client.end();
  }
}

async function* linesOfFile(file: string): AsyncGenerator<string> {
  const source = createReadStream(file);
  const text = source.pipe(createGunzip());
  source.on('error', (error) => text.destroy(error));
  try {
    yield* createInterface({ input: text, crlfDelay: Infinity });
  } catch (error) {
    throw new Refusal(
      (error as NodeJS.ErrnoException).code === 'ENOENT'
        ? `There is no file ${file}.`
        : `${file} is damaged: it cannot be unpacked to its end. Nothing was restored.`,
    );
  }
}

/** Reads a backup through and checks every table's rows against its sum. @throws Refusal before anything is written */
export async function verifyBackup(file: string): Promise<{ head: Head; sums: Sums }> {
  let head: Head | null = null;
  let sums: Sums | null = null;
  const seen = new Map<string, { rows: number; hash: ReturnType<typeof createHash> }>();
  const damaged = (what: string) => new Refusal(`${file} is damaged or not a backup of Samspil: ${what}. Nothing was restored.`);
  for await (const line of linesOfFile(file)) {
    if (head === null) {
      head = line.startsWith('{"samspil":1') ? (JSON.parse(line) as Head) : null;
      if (head === null) throw damaged('its first line is not one of a backup');
    } else if (line.startsWith('{"sums"')) ({ sums } = JSON.parse(line) as { sums: Sums });
    else {
      const end = line.indexOf('",');
      const name = line.slice(2, end);
      const sum = seen.get(name) ?? { rows: 0, hash: createHash('sha256') };
      sum.rows++;
      sum.hash.update(line.slice(end + 2, -1));
      seen.set(name, sum);
    }
  }
  if (head === null || sums === null) throw damaged('its end is missing');
  for (const [name, { rows, hash }] of Object.entries(sums)) {
    const found = seen.get(name);
    if ((found?.rows ?? 0) !== rows || (found?.hash ?? createHash('sha256')).digest('hex') !== hash)
      throw damaged(`the rows of ${name} are not those that were written`);
  }
  return { head, sums };
}

/**
 * Restores a verified backup into an installation without users, in one transaction: all of it or nothing.
 * @throws Refusal for a damaged file, another schema, or a database already in use
 */
export async function restore(appUrl: string, file: string): Promise<Sums> {
  const { head, sums } = await verifyBackup(file);
  const client = new pg.Client({ connectionString: appUrl });
  await client.connect();
  try {
    await client.query('begin');
    const { rows: newest } = await client.query<{ name: string }>(
      'select name from schema_migrations order by version desc limit 1',
    );
    if (newest[0]?.name !== head.migration)
      throw new Refusal(
        `The backup was made at ${head.migration}, this program is at ${newest[0]?.name ?? 'no migration'}. Restore it with the program that made it, then upgrade.`,
      );
    if ((await client.query('select from users limit 1')).rowCount)
      throw new Refusal('This database is already in use. Restore into an empty data directory (set DATA_DIR to a new one).');
    const tables = new Map((await readTables(client)).map((table) => [table.name, table]));

    let batch: string[] = [];
    let current: TableShape | undefined;
    let workspace = '';
    const later: string[] = [];
    const flush = async () => {
      if (current && batch.length > 0) await insert(client, current, batch);
      batch = [];
    };
    for await (const line of linesOfFile(file)) {
      if (line.startsWith('{')) continue;
      const end = line.indexOf('",');
      const name = line.slice(2, end);
      const row = line.slice(end + 2, -1);
      const table = tables.get(name);
      if (!table) throw new Refusal(`The backup holds a table ${name} that this program does not have.`);
      const fields = JSON.parse(row) as Record<string, string | null | undefined>;
      const of = fields[name === 'workspaces' ? 'id' : 'workspace_id'] ?? '';
      if (table !== current || of !== workspace || batch.length >= BATCH) {
        await flush();
        if (of !== workspace) await client.query(`select set_config('samspil.workspace', $1, true)`, [of]);
        [current, workspace] = [table, of];
      }
      if (table.selfReferences.some((column) => fields[column] != null)) later.push(line);
      batch.push(
        name === 'outbox_cursors' ? JSON.stringify({ ...fields, event_id: shortlyBefore(fields['event_id'] ?? '') }) : row,
      );
    }
    await flush();
    await pointRowsAtEachOther(client, tables, later);
    await client.query('commit');
    return sums;
  } finally {
    await client.end();
  }
}

/** The smallest UUIDv7 of ten minutes before another: what was in flight when the backup was made is read again rather than missed. */
function shortlyBefore(id: string): string {
  const milliseconds = Math.max(0, Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16) - 600_000);
  const hex = milliseconds.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}

/** Transaction ids belong to the cluster that gave them: restored events are older than anything here, in the order of their ids. */
async function insert(client: pg.Client, table: TableShape, rows: string[]) {
  const value = (column: string) =>
    column === 'xid' ? `'1'::xid8` : table.selfReferences.includes(column) ? 'null' : `t.${column}`;
  await client.query(
    `insert into ${table.name} (${table.columns.join(', ')}) select ${table.columns.map(value).join(', ')} from jsonb_populate_recordset(null::${table.name}, $1::jsonb) t`,
    [`[${rows.join(',')}]`],
  );
}

async function pointRowsAtEachOther(client: pg.Client, tables: Map<string, TableShape>, lines: string[]) {
  for (const line of lines) {
    const [name, row] = JSON.parse(line) as [string, Record<string, unknown>];
    const table = tables.get(name);
    if (!table) continue;
    await client.query(`select set_config('samspil.workspace', $1, true)`, [row['workspace_id']]);
    await client.query(
      `update ${name} set ${table.selfReferences.map((column, i) => `${column} = $${i + 3}`).join(', ')} where workspace_id = $1 and id = $2`,
      [row['workspace_id'], row['id'], ...table.selfReferences.map((column) => row[column])],
    );
  }
}
