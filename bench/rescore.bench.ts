import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import pg from 'pg';
import { createDefinition } from '../src/definitions/commands.ts';
import { standardDefinition } from '../src/definitions/standard.ts';
import { followPeople } from '../src/leads/scored/commands.ts';
import { rescoreLeads } from '../src/leads/scored/jobs.ts';
import type { Context } from '../src/platform/context.ts';
import { connect, inWorkspace, withoutWaitingForDisk } from '../src/platform/database.ts';
import { startEmbeddedPostgres } from '../src/platform/embedded-postgres.ts';
import { newId } from '../src/platform/ids.ts';
import { formTeams } from './handoff-fill.ts';
import { cpuOf, furnish } from './ingest-house.ts';
import { addLeadWith, fillLeads } from './history-fill.ts';

/*
 * What it takes to score every lead by a definition that has just begun, and one person by one touch more:
 * `npm run bench -- rescore [--leads 100000] [--touches 10]`. The first definition finds everybody known and moves who has crossed; the later
 * one finds them where the first has put them. Told are the processor time of the worker and of PostgreSQL, which a busy machine does not
 * spoil, how far the job said it was, and how long somebody else had to wait for a lead or for routing meanwhile.
 */
const { values } = parseArgs({
  options: { leads: { type: 'string', default: '100000' }, touches: { type: 'string', default: '10' } },
});
const LEADS = Number(values.leads);
const TOUCHES = Number(values.touches);
const HISTORIES = [10, 100, 2_000];
const TIMES = 200;
const WANTED_MS = 5;

const folder = mkdtempSync(join(tmpdir(), 'samspil-bench-'));
const postgres = await startEmbeddedPostgres(folder);
const { workspace } = await furnish(postgres);
const postmaster = Number(readFileSync(join(folder, 'postgresql', 'postmaster.pid'), 'utf8').split('\n')[0]);
const admin = new pg.Client({ connectionString: Object.assign(new URL(postgres.adminUrl), { pathname: '/samspil' }).href });
await admin.connect();
const { db, pool } = connect(postgres.appUrl, 4);
const inside = <T>(work: (context: Context) => Promise<T>) => inWorkspace(db, workspace, { kind: 'system' }, work);

/** Processor seconds of this process, which does the worker's work, and of PostgreSQL with all its children. */
function cpu(): { worker: number; postgres: number } {
  const { user, system } = process.cpuUsage();
  return { worker: (user + system) / 1e6, postgres: cpuOf(postmaster, true) };
}

/** Runs work and tells what it took. */
async function measured(work: () => Promise<unknown>): Promise<{ seconds: number; worker: number; postgres: number }> {
  const [before, start] = [cpu(), performance.now()];
  await work();
  const after = cpu();
  return {
    seconds: (performance.now() - start) / 1_000,
    worker: after.worker - before.worker,
    postgres: after.postgres - before.postgres,
  };
}

/** Looks on while a job runs: how far it says it is, and the longest that somebody else waits for one of the leads or for routing. */
function watch(): { stop(): Promise<{ progress: number[]; longestWait: number; memory: number; blocked: number }> } {
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  let [running, longestWait, memory] = [true, 0, 0];
  const progress = new Set<number>();
  const looking = (async () => {
    while (running) {
      const start = performance.now();
      await inside(async (context) => {
        await sql`select from leads where id = (select id from leads where id > ${newIdAmong()} order by id limit 1) for update`.execute(
          context.db,
        );
        await sql`select pg_advisory_xact_lock(hashtextextended(${`routing ${workspace}`}, 0))`.execute(context.db);
      });
      longestWait = Math.max(longestWait, performance.now() - start);
      memory = Math.max(memory, process.memoryUsage().rss / 1024 ** 2);
      const row = await inside((context) =>
        context.db.selectFrom('rescorings').select(['leads', 'leadsDone']).orderBy('begunAt', 'desc').limit(1).executeTakeFirst(),
      );
      if (row) progress.add(Math.floor((100 * row.leadsDone) / row.leads));
      await pause(50);
    }
  })();
  return {
    async stop() {
      running = false;
      await looking;
      delay.disable();
      return { progress: [...progress], longestWait, memory, blocked: delay.max / 1e6 };
    },
  };
}

/** Some lead's neighbour in the order of ids. */
const newIdAmong = () =>
  `01900003-0000-7000-8000-${Math.floor(Math.random() * LEADS)
    .toString(16)
    .padStart(12, '0')}`;

async function rescore(name: string): Promise<void> {
  const eyes = watch();
  const { seconds, worker, postgres: database } = await measured(() => rescoreLeads(db, { workspace }));
  const { progress, longestWait, memory, blocked } = await eyes.stop();
  const { rows } = await admin.query<{ stage: string; n: number }>(
    'select stage, count(*)::int as n from leads group by 1 order by 2 desc',
  );
  const { rows: events } = await admin.query<{ type: string; n: number }>(
    `select type, count(*)::int as n from events where recorded_at > now() - make_interval(secs => ${seconds + 1}) group by 1 order by 2 desc`,
  );
  const inWords = (counts: { n: number }[], of: (row: never) => string) =>
    counts.map((row) => `${row.n} ${of(row as never)}`).join(', ');
  console.log(
    `${name}: ${LEADS} leads in ${seconds.toFixed(1)} s (${Math.round(LEADS / seconds)} a second); CPU worker ${worker.toFixed(1)} s, PostgreSQL ${database.toFixed(1)} s`,
  );
  console.log(`  said ${progress.length} different percentages from ${progress[0]} to ${progress.at(-1)}`);
  console.log(
    `  others waited at most ${Math.round(longestWait)} ms; the event loop at most ${Math.round(blocked)} ms; at most ${Math.round(memory)} MiB`,
  );
  console.log(
    `  leads: ${inWords(rows, ({ stage }: { stage: string }) => stage)}; events: ${inWords(events, ({ type }: { type: string }) => type)}`,
  );
}

/** One touch more of a person. */
async function touch(personId: string): Promise<Date> {
  const at = new Date();
  await admin.query(
    `insert into touchpoints (workspace_id, occurred_at, id, received_at, person_id, side, kind, channel, path, properties, bot)
     values ('${workspace}', $1, $2, $1, $3, 'customer', 'page', 'direct', '/varmepumper', '{}', false)`,
    [at, newId(), personId],
  );
  return at;
}

/** One touch more, worked through as the worker does when it has read the event. */
async function oneMore(personId: string): Promise<void> {
  const earliest = await touch(personId);
  await inside(async (context) => {
    await Promise.all([withoutWaitingForDisk(context), followPeople(context, new Map([[personId, { earliest }]]))]);
  });
}

const times = async (work: () => Promise<unknown>) => {
  for (let turn = 0; turn < TIMES; turn++) await work();
};

const start = performance.now();
await formTeams(postgres.appUrl, admin, workspace, 4);
await fillLeads(admin, workspace, { leads: LEADS, touches: TOUCHES });
const { rows: laid } = await admin.query<{ n: number }>('select count(*)::int as n from touchpoints');
console.log(`${LEADS} leads with ${laid[0]?.n} touches laid in within ${Math.round((performance.now() - start) / 1_000)} s`);

await rescore('The first definition');
const { thresholds } = standardDefinition;
const { id } = await inside((context) =>
  createDefinition(context, { body: { ...standardDefinition, thresholds: { ...thresholds, mql: { fit: 50, engagement: 20 } } } }),
);
await admin.query(
  `insert into definition_signatures (workspace_id, definition_id, team, member_id, full_name, body_hash, signed_at)
   select d.workspace_id, d.id, m.team, m.id, m.team, d.body_hash, d.created_at from definitions d
     join members m on m.workspace_id = d.workspace_id and m.head where d.id = $1`,
  [id],
);
await rescore('A later definition');

let slow = false;
for (const touches of HISTORIES) {
  const person = await addLeadWith(admin, workspace, touches);
  await times(() => oneMore(person));
  const [laid, followed] = [await measured(() => times(() => touch(person))), await measured(() => times(() => oneMore(person)))];
  // What it takes to lay in the touch itself is not part of scoring it.
  const [worker, database] = [followed.worker - laid.worker, followed.postgres - laid.postgres];
  const total = ((worker + database) * 1_000) / TIMES;
  slow ||= total > WANTED_MS;
  console.log(
    `One touch more after ${touches}: ${total.toFixed(2)} ms of work (worker ${((worker * 1_000) / TIMES).toFixed(2)}, PostgreSQL ${((database * 1_000) / TIMES).toFixed(2)}; wanted at most ${WANTED_MS})`,
  );
}
await pool.end();
await admin.end();
await postgres.stop();
rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
process.exit(slow ? 1 : 0);
