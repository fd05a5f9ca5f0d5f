import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { connect } from '../src/platform/database.ts';
import { startEmbeddedPostgres } from '../src/platform/embedded-postgres.ts';
import { digest } from '../src/touchpoints/tracking/journal/commands.ts';
import { furnish, isReady, serve, startProgram, type Started } from './ingest-house.ts';

/*
 * What is kept when things break. Two runs on the built product and its own PostgreSQL, each with a ledger that the client keeps outside:
 * - every kind of message, good and bad, many at once: what the door's ledger says must be exactly what was sent;
 * - kill -9 of program and database again and again while messages are sent: what was acknowledged must be there once, and nothing else.
 */
const { values } = parseArgs({
  options: {
    mixed: { type: 'string', default: '200000' },
    acknowledged: { type: 'string', default: '20000' },
    kills: { type: 'string', default: '50' },
  },
});
const [MIXED, ACKNOWLEDGED, KILLS] = [Number(values.mixed), Number(values.acknowledged), Number(values.kills)];
/** More than share a transaction without a crowd, so that much goes by the journal. */
const CLIENTS = 24;
const BATCH = 20;

const dataDir = mkdtempSync(join(tmpdir(), 'samspil-faults-'));
const environment = { DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'error', TRACKING_LIMIT_PER_MINUTE: '1000000000' };
const first = await startEmbeddedPostgres(dataDir);
const { workspace, writeKey } = await furnish(first);
await first.stop();

let product: Started = await startProgram(serve, environment, isReady);
const pause = (ms: number) => new Promise((next) => setTimeout(next, ms));

interface Answer {
  status: number;
  counts: Record<'accepted' | 'duplicate' | 'quarantined', number> | null;
}

async function post(call: string, body: string): Promise<Answer> {
  const answer = await fetch(`http://127.0.0.1:${product.port}/v1/${call}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Basic ${btoa(`${writeKey}:`)}` },
    body,
    signal: AbortSignal.timeout(30_000),
  });
  const text = await answer.text();
  return { status: answer.status, counts: answer.ok ? (JSON.parse(text) as Answer['counts']) : null };
}

const track = (messageId: string, event: unknown = 'Price Viewed') => ({
  type: 'track',
  messageId,
  anonymousId: `visitor-${messageId.length}`,
  event,
});

/** Sends so many messages of every kind; answers what must have become of them. */
async function sendMixed(count: number): Promise<Record<string, number>> {
  const expected = { received: 0, accepted: 0, duplicate: 0, quarantined: 0, refused: 0 };
  let number = 0;
  const client = async (name: number) => {
    for (let turn = 0; number < count; turn++) {
      const from = number;
      number += 100;
      if (turn % 50 === 49) {
        // A body that cannot be read counts as one, however much was meant.
        await post('batch', `{"batch":[${from}`);
        expected.refused += 1;
        expected.received += 1;
        continue;
      }
      const fresh = Array.from({ length: 60 }, (_, index) => track(`mixed-${name}-${from + index}`));
      const again = fresh.slice(0, 20);
      const conflicts = fresh.slice(20, 30).map((message) => ({ ...message, event: 'Another' }));
      const bad = [...Array.from({ length: 8 }, () => track(`bad-${from}`, 7)), 5, null];
      const { counts } = await post('batch', JSON.stringify({ batch: [...fresh, ...again, ...conflicts, ...bad] }));
      if (!counts) throw new Error('a good batch was refused');
      expected.received += 100;
      expected.accepted += 60;
      expected.duplicate += 20;
      expected.quarantined += 20;
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, (_, name) => client(name)));
  return expected;
}

/** Sends until so much is acknowledged and all kills are done; each batch again and again until it is. */
async function sendUnderKills(): Promise<Set<string>> {
  const acknowledged = new Set<string>();
  let killed = 0;
  let number = 0;
  const client = async () => {
    while (acknowledged.size < ACKNOWLEDGED || killed < KILLS) {
      const ids = Array.from({ length: BATCH }, () => `kept-${number++}`);
      const body = JSON.stringify({ batch: ids.map((id) => track(id)) });
      for (;;) {
        const answer = await post('batch', body).catch(() => null);
        if (answer?.counts) break;
        await pause(100);
      }
      for (const id of ids) acknowledged.add(id);
      // Spread over the kills rather than all before the first.
      while (acknowledged.size > ((killed + 2) * ACKNOWLEDGED) / (KILLS + 1) && killed < KILLS) await pause(50);
    }
  };
  const killer = async () => {
    while (killed < KILLS) {
      while (acknowledged.size < ((killed + 1) * ACKNOWLEDGED) / (KILLS + 1)) await pause(10);
      const both = killed % 4 === 3;
      if (killed % 2 === 0 || both)
        process.kill(Number(readFileSync(join(dataDir, 'postgresql', 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL');
      if (killed % 2 === 1) {
        const gone = new Promise((done) => {
          product.child.removeAllListeners('exit');
          product.child.on('exit', done);
        });
        product.child.kill('SIGKILL');
        await gone;
        product = await startProgram(serve, environment, isReady);
      }
      killed += 1;
      if (killed % 10 === 0) console.log(`${killed} kills, ${acknowledged.size} acknowledged`);
    }
  };
  await Promise.all([killer(), ...Array.from({ length: CLIENTS }, client)]);
  return acknowledged;
}

const expected = await sendMixed(MIXED);
const acknowledged = await sendUnderKills();
product.child.removeAllListeners('exit');
const gone = new Promise((done) => product.child.on('exit', done));
product.child.kill('SIGTERM');
await gone;

const postgres = await startEmbeddedPostgres(dataDir);
// What was acknowledged and not worked through yet lies in the journal, where a worker finds it when it starts again.
const { db, pool } = connect(postgres.appUrl, 2);
let left = 0;
for (let part = await digest(db, workspace); part !== null; part = await digest(db, workspace)) left += part.messages;
console.log(`${left} messages were still in the journal`);
await pool.end();
const admin = new pg.Client({ connectionString: Object.assign(new URL(postgres.adminUrl), { pathname: '/samspil' }).href });
await admin.connect();
const { rows: stored } = await admin.query<{ id: string; times: string }>(
  `select message_id as id, count(*) as times from touchpoints where workspace_id = $1 and message_id like 'kept-%' group by 1`,
  [workspace],
);
const { rows: ledger } = await admin.query<Record<string, string>>(
  `select sum(received) as received, sum(accepted) as accepted, sum(duplicate) as duplicate, sum(quarantined) as quarantined, sum(refused) as refused
     from tracking_ledger where workspace_id = $1`,
  [workspace],
);
const { rows: mixed } = await admin.query<{ touches: string; kept: string }>(
  `select (select count(*) from touchpoints where workspace_id = $1 and message_id like 'mixed-%') as touches, (select count(*) from quarantine where workspace_id = $1) as kept`,
  [workspace],
);
await admin.end();
await postgres.stop();
rmSync(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });

const there = new Set(stored.map(({ id }) => id));
const counted = Object.fromEntries(Object.entries(ledger[0] ?? {}).map(([name, count]) => [name, Number(count)]));
const [lost, invented, doubled] = [
  [...acknowledged].filter((id) => !there.has(id)).length,
  [...there].filter((id) => !acknowledged.has(id)).length,
  stored.filter(({ times }) => Number(times) > 1).length,
];
console.log(`${acknowledged.size} acknowledged under ${KILLS} kills: ${lost} lost, ${doubled} doubled, ${invented} invented`);
console.log(
  `${expected['received']} mixed messages: ${JSON.stringify(expected)}, touches ${mixed[0]?.touches}, in quarantine ${mixed[0]?.kept}`,
);
console.log(`ledger of both runs: ${JSON.stringify(counted)}`);
const { received = 0, accepted = 0, duplicate = 0, quarantined = 0, refused = 0 } = counted;
// A kill may come after the commit and before its answer; the batch sent again is then counted again, as repeated.
const exact =
  received === accepted + duplicate + quarantined + refused &&
  accepted === (expected['accepted'] ?? 0) + acknowledged.size &&
  quarantined === expected['quarantined'] &&
  refused === expected['refused'] &&
  Number(mixed[0]?.touches) === expected['accepted'] &&
  Number(mixed[0]?.kept) === expected['quarantined'];
console.log(exact ? 'The ledger is exact.' : 'THE LEDGER IS NOT EXACT.');
process.exit(exact && lost + doubled + invented === 0 ? 0 : 1);
