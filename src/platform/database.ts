import { Socket } from 'node:net';
import {
  CamelCasePlugin,
  CompiledQuery,
  Kysely,
  PostgresDialect,
  sql,
  Transaction,
  type KyselyProps,
  type PostgresPoolClient,
  type QueryResult,
  type RawBuilder,
} from 'kysely';
import pg from 'pg';
import type { Tables } from '../../db/tables.ts';
import type { Actor, Context, Db } from './context.ts';
import type { Turns } from './turns.ts';

// int8 counts and minor units stay within a safe integer; numeric carries rates and scores; a date is a day, not a moment.
const parsers = new Map<number, (text: string) => unknown>([
  [20, Number],
  [1700, Number],
  [1082, (text) => text],
  [
    1182,
    (text) =>
      text
        .slice(1, -1)
        .split(',')
        .filter((day) => day !== ''),
  ],
  [1114, (text) => text.replace(' ', 'T').slice(0, 16)],
]);

const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    (format === 'binary' ? undefined : parsers.get(oid)) ?? builtinParser(oid, format ?? 'text'),
};

const builtinParser = pg.types.getTypeParser as (oid: number, format: string) => (text: string) => unknown;

export type Database = Kysely<Tables>;

export interface Connections {
  db: Database;
  pool: pg.Pool;
  /**
   * Told that the database has fallen silent: whatever waits for its answer ends, as if the connection were lost, and so does at once
   * whatever is asked until it is heard again.
   */
  heard: (isHeard: boolean) => void;
}

/**
 * A pool of connections. A pool that cannot connect says so within 5 s and no statement takes longer than `patienceMs`, so that a request
 * ends when the database is away or frozen; what works in the background may take longer than somebody who waits for an answer.
 * @param turns shares the connections fairly among workspaces; without it whoever comes first takes them
 */
export function connect(connectionString: string, max = 10, patienceMs = 30_000, turns?: Turns): Connections {
  const pool = new pg.Pool({
    connectionString,
    max,
    types,
    connectionTimeoutMillis: 5_000,
    statement_timeout: patienceMs,
    query_timeout: patienceMs + 1_000,
    idle_in_transaction_session_timeout: 60_000,
    keepAlive: true,
    // Statements that do not wait for each other's answers travel together.
    pipeline: true,
    stream: gathering,
  });
  // An idle connection lost with its server is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  const asked: Asked = { waiting: new Set(), isHeard: true };
  const take = async () => {
    if (!asked.isHeard) throw new Error(GIVEN_UP);
    return givenUpInTime(await pool.connect(), asked);
  };
  const dialect = new PostgresDialect({ pool: { connect: take, end: () => pool.end() } });
  const db = new Kysely<Tables>({ dialect, plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })] });
  partsOf.set(db, { config: { dialect }, dialect, driver: dialect.createDriver() });
  if (turns) turnsAt.set(db, turns);
  return {
    db,
    pool,
    heard: (isHeard) => {
      asked.isHeard = isHeard;
      if (!isHeard) for (const fail of asked.waiting) fail(new Error(GIVEN_UP));
    },
  };
}

/** A socket that sends what is written within one turn of the loop in one go: the call of the system costs, not what it carries. */
function gathering(): Socket {
  const socket = new Socket();
  const write = socket.write.bind(socket) as (...given: unknown[]) => boolean;
  let gathers = false;
  // Not before: a socket that connects takes back the way it writes.
  socket.once('connect', () => {
    socket.write = (...given: unknown[]) => {
      if (!gathers) {
        gathers = true;
        socket.cork();
        process.nextTick(() => {
          gathers = false;
          socket.uncork();
        });
      }
      return write(...given);
    };
  });
  return socket;
}

/** What the database owes an answer, and whether it is heard at all. */
interface Asked {
  waiting: Set<(error: Error) => void>;
  isHeard: boolean;
}

const GIVEN_UP = 'Connection terminated: the database does not answer';
const turnsAt = new WeakMap<Database, Turns>();
/** What a transaction of a database is made of besides its connection. */
const partsOf = new WeakMap<Database, Omit<KyselyProps, 'executor'>>();

// What is asked so often is prepared once on each connection: to plan it over a table of many partitions costs more than to run it.
const OFTEN = 100;
const MOST_PREPARED = 300;
/** Longer ones hold lists of their own length and never come again as they are. */
const LONGEST_PREPARED = 4_000;
const timesAsked = new Map<string, number>();
const names = new Map<string, string>();

/** The name of a statement that is asked often. Those asked now and then stay without one, and those after the first few hundred. */
function prepared(text: string): { name?: string } {
  const known = names.get(text);
  if (known !== undefined) return { name: known };
  if (names.size >= MOST_PREPARED || text.length > LONGEST_PREPARED) return {};
  const times = (timesAsked.get(text) ?? 0) + 1;
  // Texts that differ at each call would fill the memory.
  if (timesAsked.size > 5_000) timesAsked.clear();
  timesAsked.set(text, times);
  if (times < OFTEN) return {};
  timesAsked.delete(text);
  const name = `s${names.size}`;
  names.set(text, name);
  return { name };
}

/**
 * A connection that, once it owed an answer for too long, is asked nothing more, not even to roll back, and is closed instead of used
 * again: the database rolls back what it does not hear the end of.
 */
function givenUpInTime(client: pg.PoolClient, asked: Asked): PostgresPoolClient {
  let lost: Error | undefined;
  const query = async (text: string, values: unknown[]) => {
    if (!asked.isHeard) lost ??= new Error(GIVEN_UP);
    if (lost) throw lost;
    let fail: (error: Error) => void = () => {};
    const givenUp = new Promise<never>((_, reject) => (fail = reject));
    asked.waiting.add(fail);
    try {
      return await Promise.race([client.query({ text, values, ...prepared(text) }), givenUp]);
    } catch (error) {
      if (error instanceof Error && (error.message === GIVEN_UP || error.message === 'Query read timeout')) lost = error;
      throw error;
    } finally {
      asked.waiting.delete(fail);
    }
  };
  return { query: query as unknown as PostgresPoolClient['query'], release: () => client.release(lost) };
}

/** What a transaction may see: settings that the row-level policies read. */
export interface Sight {
  workspace?: string;
  user?: string;
  secret?: string;
}

/**
 * Runs `work` in one transaction with the row-level settings of `sight`; commits when it returns, rolls back when it throws. What is asked
 * in it without waiting for the answer before travels along with it, and is done in the order in which it was asked.
 * @param lane whose turn at the connections it takes: the workspace's, unless work of another kind must not wait behind that
 * @throws Problem 503 when too much is waiting there
 */
export function inTransaction<T>(
  db: Database,
  sight: Sight,
  work: (db: Db) => Promise<T>,
  lane: string | undefined = sight.workspace,
): Promise<T> {
  const run = () => pipelined(db, sight, work);
  const turns = turnsAt.get(db);
  return turns && lane !== undefined ? turns(lane, run) : run();
}

/** Kysely's own transaction lets one statement travel at a time; this one hands each to the connection at once, its beginning included. */
function pipelined<T>(db: Database, sight: Sight, work: (db: Db) => Promise<T>): Promise<T> {
  const parts = partsOf.get(db);
  if (!parts) throw new Error('a database is opened by connect');
  const executor = db.getExecutor();
  return executor.provideConnection(async (connection) => {
    const say = (word: 'begin' | 'commit' | 'rollback') => connection.executeQuery(CompiledQuery.raw(word));
    const transaction = new Transaction<Tables>({
      ...parts,
      executor: executor.withConnectionProvider({ provideConnection: (use) => use(connection) }),
    });
    const begun = Promise.all([say('begin'), see(transaction, sight)]);
    // When it fails, so does whatever is asked after it, and that is waited for.
    begun.catch(() => {});
    try {
      const result = await work(transaction);
      await begun;
      await say('commit');
      return result;
    } catch (error) {
      await say('rollback').catch(() => {});
      throw error;
    }
  });
}

/** Asks a statement that is a transaction by itself, in a lane's turn at the connections. What it may see is its own affair. */
export function atOnce<T>(db: Database, statement: RawBuilder<T>, lane: string): Promise<QueryResult<T>> {
  const run = () => statement.execute(db);
  return turnsAt.get(db)?.(lane, run) ?? run();
}

async function see(db: Db, { workspace, user, secret }: Sight): Promise<void> {
  await sql`select set_config('samspil.workspace', ${workspace ?? ''}, true), set_config('samspil.user', ${user ?? ''}, true), set_config('samspil.secret', ${secret ?? ''}, true)`.execute(
    db,
  );
}

/**
 * Lets this transaction commit without waiting until it is on disk: for work whose cause is on disk, and which is done again, whole, when
 * a power cut takes it back.
 */
export async function withoutWaitingForDisk({ db }: Context): Promise<void> {
  await sql`set local synchronous_commit to off`.execute(db);
}

/** Runs `work` in the transaction of a context, but with the sight of a user across their workspaces, and comes back to the context's own. */
export async function asUser<T>({ db, workspace }: Context, user: string, work: (db: Db) => Promise<T>): Promise<T> {
  await see(db, { user });
  const result = await work(db);
  await see(db, { workspace });
  return result;
}

/** Runs `work` in one transaction of a workspace, as an actor. Nothing of another workspace is in sight, not even the actor's own membership there. */
export function inWorkspace<T>(
  db: Database,
  workspace: string,
  actor: Actor,
  work: (context: Context) => Promise<T>,
  now = new Date(),
): Promise<T> {
  const lane = actor.kind === 'write_key' ? trackingLane(workspace) : workspace;
  return inTransaction(db, { workspace }, (transaction) => work({ db: transaction, actor, workspace, now }), lane);
}

/** What visitors do is written in a lane of its own: it waits for no report, and no screen waits for it. */
export const trackingLane = (workspace: string): string => `${workspace} tracking`;

/** Whether somebody else held for too long what was to be locked: the same may be tried again. */
export const isHeldElsewhere = (error: unknown): boolean =>
  error instanceof Error && (error as { code?: unknown }).code === '55P03';

/** Whether an error means that the database is away or full, rather than that the request is at fault. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = (error as { code?: unknown }).code;
  if (
    typeof code === 'string' &&
    ((/^(08|57P0|53[0234]|57014|55P03|40001|40P01)/.test(code) && code !== '53100') ||
      ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOENT'].includes(code))
  )
    return true;
  return /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Query read timeout/.test(
    error.message,
  );
}
