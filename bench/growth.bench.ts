import { parseArgs } from 'node:util';
import pg from 'pg';
import { ensureUser } from '../src/accounts/commands.ts';
import { connect, inWorkspace } from '../src/platform/database.ts';
import { addMember, createApiKey } from '../src/workspaces/commands.ts';
import { addPersonWith, fill, peopleAmong, settle } from './growth-fill.ts';
import { batch, MESSAGES_A_BATCH, numbersFrom, TOUCHES_A_BATCH } from './growth-load.ts';
import { cpuOf, openHouse } from './ingest-house.ts';

/*
 * Whether work gets dearer as the store grows: `npm run bench -- growth [--from 10000] [--to 1000000] [--rounds 3]`. The same store is filled
 * tenfold again and again, and at each size the built product takes the same messages of equally many visitors through its door and merges the same kinds of people.
 * What is compared is the processor time of server, worker and PostgreSQL together until all of it is digested, so that a busy machine
 * spoils nothing. 10,000,000 touches take about 12 GB in the folder for temporary files while it runs.
 */
const { values } = parseArgs({
  options: {
    from: { type: 'string', default: '10000' },
    to: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '3' },
    batches: { type: 'string', default: '400' },
  },
});
const [FROM, TO, ROUNDS, BATCHES] = [values.from, values.to, values.rounds, values.batches].map(Number) as [
  number,
  number,
  number,
  number,
];
const CLIENTS = 8;
const MERGES = 30;
/** Touches of the person who is merged away. */
const [FEW, MANY] = [20, 2_000];
const WARM_UPS = 3;

const house = await openHouse([], { shared_preload_libraries: 'pg_stat_statements' });
const { workspace } = house;
const admin = new pg.Client({ connectionString: Object.assign(new URL(house.postgres.adminUrl), { pathname: '/samspil' }).href });
await admin.connect();
await admin.query('create extension pg_stat_statements');
const apiKey = await prepare();
const address = `http://127.0.0.1:${house.product.port}`;

/** A definition in force, so that every touch is scored, the website's own domain, and a key that may merge. */
async function prepare(): Promise<string> {
  const { db, pool } = connect(house.postgres.appUrl, 2);
  const key = await inWorkspace(db, workspace, { kind: 'system' }, async (context) => {
    for (const team of ['marketing', 'sales'] as const) {
      const { id: userId } = await ensureUser(context.db, { email: `${team}@nordvarme.dk`, name: team }, context.now);
      await addMember(context, { userId, role: team, team, head: true });
    }
    return (await createApiKey(context, { name: 'Bench', scopes: ['read', 'write'] })).key;
  });
  await pool.end();
  await admin.query(
    `insert into definition_signatures (workspace_id, definition_id, team, member_id, full_name, body_hash, signed_at)
     select d.workspace_id, d.id, m.team, m.id, m.team, d.body_hash, now() from definitions d join members m on m.workspace_id = d.workspace_id and m.head`,
  );
  // Otherwise all leads would be scored anew by it in the middle of what is measured.
  await admin.query(
    `insert into rescorings (workspace_id, definition_id, leads, begun_at, finished_at) select workspace_id, id, 0, now(), now() from definitions`,
  );
  await admin.query(`insert into own_domains (workspace_id, domain, created_at) values ('${workspace}', 'nordvarme.dk', now())`);
  return key;
}

const count = async (query: string) => Number((await admin.query<{ count: string }>(query)).rows[0]?.count);

/** Waits until every reader of the events has passed the last one. */
async function digested(): Promise<void> {
  const behind = `select count(*) from outbox_cursors c where c.workspace_id = '${workspace}' and (c.xid, c.event_id) <
    (select e.xid, e.id from events e where e.workspace_id = c.workspace_id order by e.xid desc, e.id desc limit 1)`;
  while ((await count(behind)) > 0) await new Promise((next) => setTimeout(next, 100));
}

/** Milliseconds of processor time that work takes in all processes, until it is digested. */
async function spentOn(work: () => Promise<void>): Promise<{ total: number; server: number; postgres: number }> {
  const before = [cpuOf(house.product.child.pid ?? 0, true), cpuOf(house.postmaster, true)] as const;
  await work();
  await digested();
  const server = (cpuOf(house.product.child.pid ?? 0, true) - before[0]) * 1_000;
  const postgres = (cpuOf(house.postmaster, true) - before[1]) * 1_000;
  return { total: server + postgres, server, postgres };
}

async function post(path: string, authorization: string, body: string): Promise<void> {
  const answer = await fetch(`${address}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization },
    body,
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  await answer.arrayBuffer();
}

let round = 0;
/** Sends the same number of messages by equally many visitors, strewn over all, and waits until their touches are stored. */
async function send(people: number): Promise<void> {
  const prefix = `round-${process.pid}-${++round}`;
  const draw = numbersFrom(round);
  const began = new Date(Date.now() - 1_000).toISOString();
  let next = 0;
  const client = async () => {
    for (let number = next++; number < BATCHES; number = next++)
      await post(
        '/v1/batch',
        `Basic ${btoa(`${house.writeKey}:`)}`,
        batch(prefix, number, { visitors: peopleAmong(FROM), people }, draw),
      );
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  const stored = `select count(*) from touchpoints where workspace_id = '${workspace}' and occurred_at > '${began}' and message_id like '${prefix}-%'`;
  while ((await count(stored)) < BATCHES * TOUCHES_A_BATCH) await new Promise((done) => setTimeout(done, 100));
}

async function merge(touches: number): Promise<number> {
  const pairs: [string, string][] = [];
  for (let pair = 0; pair < MERGES; pair++)
    pairs.push([await addPersonWith(admin, workspace, FEW), await addPersonWith(admin, workspace, touches)]);
  await settle(admin);
  const { total } = await spentOn(async () => {
    for (const [kept, personId] of pairs)
      await post(`/api/v1/people/${kept}/merges`, `Bearer ${apiKey}`, JSON.stringify({ personId, reason: 'They are one.' }));
  });
  return total / MERGES;
}

/** Pages each statement of the product has read since it was last asked, in memory or from disk: what a plan costs, whatever the machine does besides. */
async function pagesRead(): Promise<Map<string, number>> {
  const { rows } = await admin.query<{ query: string; pages: number }>(
    `select query, sum(shared_blks_hit + shared_blks_read)::float8 as pages from pg_stat_statements join pg_roles r on r.oid = userid
      where rolname = 'samspil_app' group by query`,
  );
  await admin.query('select pg_stat_statements_reset()');
  return new Map(rows.map(({ query, pages }) => [query.replace(/\s+/g, ' ').trim(), pages]));
}

const median = (figures: number[]) => figures.toSorted((a, b) => a - b)[Math.floor((figures.length - 1) / 2)] ?? 0;
const events = BATCHES * MESSAGES_A_BATCH;

interface Size {
  touches: number;
  pages: Map<string, number>;
  event: number;
  few: number;
  many: number;
}
const sizes: Size[] = [];
for (let [filled, touches] = [0, FROM]; touches <= TO; [filled, touches] = [touches, touches * 10]) {
  const start = performance.now();
  await fill(admin, workspace, filled, touches);
  console.log(`${touches} touches laid in after ${Math.round((performance.now() - start) / 1_000)} s`);
  const people = peopleAmong(touches);
  for (let warm = 0; warm < WARM_UPS; warm++) await send(people);
  await digested();
  const rounds: number[] = [];
  await pagesRead();
  for (let turn = 0; turn < ROUNDS; turn++) {
    await settle(admin);
    const { total, server, postgres } = await spentOn(() => send(people));
    rounds.push((total / events) * 1_000);
    const per = (spent: number) => Math.round((spent / events) * 1_000);
    console.log(`  CPU µs an event: ${per(total)} (server and worker ${per(server)}, PostgreSQL ${per(postgres)})`);
  }
  const pages = await pagesRead();
  if (filled === 0) await merge(FEW);
  const size = { touches, pages, event: median(rounds), few: await merge(FEW), many: await merge(MANY) };
  console.log(`  CPU ms a merge: ${size.few.toFixed(1)} of a person with ${FEW} touches, ${size.many.toFixed(1)} with ${MANY}`);
  sizes.push(size);
}

const [smallest] = sizes;
if (smallest)
  for (const { touches, pages, event, few, many } of sizes.slice(1)) {
    console.log(
      `\n${touches} touches against ${smallest.touches}: an event costs ${(event / smallest.event).toFixed(2)} times as much (wanted: at most 1.20), ` +
        `a merge ${(few / smallest.few).toFixed(2)} and ${(many / smallest.many).toFixed(2)} times; ${MANY / FEW} times the touches cost ${(many / few).toFixed(1)} times as much`,
    );
    const grown = [...pages]
      .map(([query, read]) => ({
        query,
        now: read / events / ROUNDS,
        before: (smallest.pages.get(query) ?? 0) / events / ROUNDS,
      }))
      .sort((a, b) => b.now - b.before - (a.now - a.before));
    console.log('  Statements that read more pages an event than before:');
    for (const { query, now, before } of grown.slice(0, 5))
      console.log(`    ${before.toFixed(1)} -> ${now.toFixed(1)}: ${query.slice(0, 140)}`);
  }
await admin.end();
await house.close();
