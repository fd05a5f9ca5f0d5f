import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import pg from 'pg';
import { cpuOf, openHouse, startProgram } from './ingest-house.ts';

/*
 * How fast touches are taken, as ratios measured beside each other in one run, rounds alternating:
 * - single events on 50 connections, each acknowledged when it is on disk, fully validated, told from repeats and classified,
 *   against a bare node:http server with the same group commit into a table like ours in the same PostgreSQL;
 * - batches of 100 against the rows a second of a raw COPY of the very touches into the same table, as many as came by batches before.
 * Every acknowledged event is then looked for in the database.
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '4' },
    seconds: { type: 'string', default: '8' },
    profile: { type: 'boolean', default: false },
  },
});
const CONNECTIONS = 50;
const BATCH = 100;
const run = promisify(execFile);

const profile = values.profile ? ['--cpu-prof', '--cpu-prof-dir=/tmp/samspil-profile'] : [];
const house = await openHouse(profile);
const admin = new pg.Client({ connectionString: Object.assign(new URL(house.postgres.adminUrl), { pathname: '/samspil' }).href });
await admin.connect();
await admin.query('create table bare_touchpoints (like touchpoints including defaults including indexes)');
await admin.query('grant all on bare_touchpoints to samspil_app');
const bare = await startProgram([join(import.meta.dirname, 'ingest-bare.js'), house.postgres.appUrl], {}, /ready (\d+)/);

interface Round {
  perSecond: number;
  acknowledged: number;
  others: number;
  /** CPU microseconds for each acknowledged event, where they were spent. */
  cpu: { client: number; server: number; postgres: number };
}

let number = 0;
async function load(server: { port: number; child: { pid?: number | undefined } }, path: string, each: number): Promise<Round> {
  const before = [cpuOf(server.child.pid ?? 0), cpuOf(house.postmaster, true)] as const;
  const words = [server.port, path, house.writeKey, CONNECTIONS, values.seconds, each, `round-${++number}`].map(String);
  const { stdout } = await run(process.execPath, [join(import.meta.dirname, 'ingest-load.js'), ...words]);
  const { acknowledged, others, seconds, cpu } = JSON.parse(stdout) as Record<
    'acknowledged' | 'others' | 'seconds' | 'cpu',
    number
  >;
  const per = (total: number) => Math.round((total / acknowledged) * 1e6);
  return {
    perSecond: acknowledged / seconds,
    acknowledged,
    others,
    cpu: {
      client: per(cpu),
      server: per(cpuOf(server.child.pid ?? 0) - before[0]),
      postgres: per(cpuOf(house.postmaster, true) - before[1]),
    },
  };
}

/** Waits until the worker has worked through all that was taken in; the next to be measured has the machine to itself. */
async function workedThrough(): Promise<void> {
  const count = async () =>
    Number(
      (await admin.query<{ count: string }>('select count(*) from touchpoints where workspace_id = $1', [house.workspace]))
        .rows[0]?.count,
    );
  const [before, start] = [await count(), performance.now()];
  while ((await admin.query('select from tracking_journal limit 1')).rowCount) await new Promise((next) => setTimeout(next, 50));
  const [rest, seconds] = [(await count()) - before, (performance.now() - start) / 1000];
  if (rest > 0)
    console.log(`  ${rest} of them worked through in ${seconds.toFixed(1)} s after (${Math.round(rest / seconds)}/s)`);
}

/** Rows a second of a raw COPY of touches that are already there, into the same table under another workspace. */
async function copy(rows: number): Promise<number> {
  const file = `/tmp/samspil-copy-${process.pid}.csv`;
  const columns = `occurred_at, id, received_at, message_id, person_id, anonymous_id, user_key, side, kind, channel, source, medium, campaign, term, content,
    title, url, path, referrer, properties, told, bot, member_id, import_id`;
  await admin.query(
    `copy (select '${house.workspace.replace(/^.{8}/, 'ffffffff')}'::uuid, ${columns} from touchpoints limit ${rows}) to '${file}' csv`,
  );
  const start = performance.now();
  const { rowCount } = await admin.query(`copy touchpoints (workspace_id, ${columns}) from '${file}' csv`);
  const seconds = (performance.now() - start) / 1000;
  await admin.query(`delete from touchpoints where workspace_id = '${house.workspace.replace(/^.{8}/, 'ffffffff')}'`);
  await admin.query('vacuum touchpoints');
  return (rowCount ?? 0) / seconds;
}

const median = (figures: number[]) => figures.toSorted((a, b) => a - b)[Math.floor((figures.length - 1) / 2)] ?? 0;
const show = (name: string, { perSecond, cpu, others }: Round) =>
  console.log(
    `${name.padEnd(16)} ${Math.round(perSecond).toString().padStart(7)} events/s   CPU µs an event: client ${cpu.client}, server ${cpu.server}, PostgreSQL ${cpu.postgres}${others ? `   ${others} not acknowledged` : ''}`,
  );

const [singles, bares, batches, copies]: [Round[], Round[], Round[], number[]] = [[], [], [], []];
await load(bare, '/', 1);
await load(house.product, '/v1/page', 1);
for (let round = 0; round < Number(values.rounds); round++) {
  bares.push(await load(bare, '/', 1));
  show('bare, single', bares.at(-1) as Round);
  singles.push(await load(house.product, '/v1/page', 1));
  show('ours, single', singles.at(-1) as Round);
  await workedThrough();
}
for (let round = 0; round < Number(values.rounds); round++) {
  batches.push(await load(house.product, '/v1/batch', BATCH));
  show(`ours, by ${BATCH}`, batches.at(-1) as Round);
  await workedThrough();
  copies.push(await copy(batches.at(-1)?.acknowledged ?? 0));
  console.log(
    `raw COPY         ${Math.round(copies.at(-1) ?? 0)
      .toString()
      .padStart(7)} rows/s`,
  );
}

const rate = (rounds: Round[]) => median(rounds.map(({ perSecond }) => perSecond));
console.log(
  `\nsingle events: ${(rate(singles) / rate(bares)).toFixed(2)} of the bare server (median of ${values.rounds} rounds each; wanted 0.80)`,
);
console.log(`batches of ${BATCH}: ${(rate(batches) / median(copies)).toFixed(2)} of raw COPY (wanted 0.50)`);
const { rows } = await admin.query<{ stored: string }>('select count(*) as stored from touchpoints where workspace_id = $1', [
  house.workspace,
]);
console.log(`stored ${rows[0]?.stored}`);
await admin.end();
bare.child.removeAllListeners('exit');
bare.child.kill();
await house.close();
