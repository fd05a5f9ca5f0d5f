import { Agent, request } from 'node:http';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { connect } from '../src/platform/database.ts';
import { reckonEverywhere } from '../src/handoffs/jobs.ts';
import { fillHandoffs, formTeams } from './handoff-fill.ts';
import { cpuOf, openHouse } from './ingest-house.ts';

/*
 * How long the inbox takes to open where ten thousand hand-offs are open, beside a hundred: `npm run bench -- inbox [--open 10000] [--times 200]`.
 * One member asks the built product one thing after another over one connection, as the screens ask it. Told are the time from question to
 * answer, and the processor time that server and PostgreSQL together spend on one, which a busy machine does not spoil.
 */
const { values } = parseArgs({
  options: { open: { type: 'string', default: '10000' }, times: { type: 'string', default: '200' } },
});
const SIZES = [100, Number(values.open)];
const TIMES = Number(values.times);
/** The screen asks for so many; a later page begins where so many pages end. */
const [SHOWN, LATER] = [200, 10];
const ACCEPTED = 0.3;
const WANTED_MS = 100;

const house = await openHouse();
const admin = new pg.Client({ connectionString: Object.assign(new URL(house.postgres.adminUrl), { pathname: '/samspil' }).href });
await admin.connect();
const [cookie = ''] = await formTeams(house.postgres.appUrl, admin, house.workspace, 4);
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

/** Asks the product. @returns the answer and the milliseconds until its last byte */
function ask(path: string): Promise<{ body: string; ms: number }> {
  const start = performance.now();
  return new Promise((answered, fail) => {
    const asked = request({ agent, port: house.product.port, path: `/api/v1${path}`, headers: { cookie } }, (answer) => {
      let body = '';
      answer.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      answer.on('end', () => {
        if (answer.statusCode === 200) answered({ body, ms: performance.now() - start });
        else fail(new Error(`${path}: ${answer.statusCode} ${body}`));
      });
    });
    asked.on('error', fail).end();
  });
}

/** The address of a later page: the list is followed so far, or to the last page it has. */
async function later(path: string): Promise<string> {
  let address = path;
  for (let page = 1; page < LATER; page++) {
    const { next } = JSON.parse((await ask(address)).body) as { next: string | null };
    if (next === null) return address;
    address = `${path}&cursor=${encodeURIComponent(next)}`;
  }
  return address;
}

interface Measured {
  p50: number;
  p95: number;
  cpu: number;
}

async function measure(path: string): Promise<Measured> {
  for (let warm = 0; warm < 20; warm++) await ask(path);
  const before = cpuOf(house.product.child.pid ?? 0) + cpuOf(house.postmaster, true);
  const times: number[] = [];
  for (let turn = 0; turn < TIMES; turn++) times.push((await ask(path)).ms);
  const cpu = ((cpuOf(house.product.child.pid ?? 0) + cpuOf(house.postmaster, true) - before) * 1_000) / TIMES;
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.ceil(share * TIMES) - 1] ?? 0;
  return { p50: at(0.5), p95: at(0.95), cpu };
}

const results = new Map<string, Measured[]>();
const { db, pool } = connect(house.postgres.appUrl, 2);
for (const [index, open] of SIZES.entries()) {
  await fillHandoffs(admin, house.workspace, { from: SIZES[index - 1] ?? 0, to: open, accepted: ACCEPTED });
  const start = performance.now();
  await reckonEverywhere(db);
  console.log(`${open} open hand-offs; all their clocks reckoned in ${Math.round(performance.now() - start)} ms`);
  const mine = `/handoffs?view=mine&limit=${SHOWN}`;
  const held = `/handoffs?view=held&limit=${SHOWN}`;
  const all = `/handoffs?view=all&limit=${SHOWN}&state=waiting,accepted`;
  const asked = {
    mine,
    'mine, later page': await later(mine),
    held,
    'held, later page': await later(held),
    all,
    'all, later page': await later(all),
    today: '/today',
  };
  for (const [name, path] of Object.entries(asked)) {
    const measured = await measure(path);
    results.set(name, [...(results.get(name) ?? []), measured]);
    const { p50, p95, cpu } = measured;
    console.log(`  ${name.padEnd(18)} p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, CPU ${cpu.toFixed(1)} ms`);
  }
}
await pool.end();

console.log(`\n${SIZES[1]} open beside ${SIZES[0]}:`);
let slow = false;
for (const [name, [few, many]] of results) {
  if (!few || !many) continue;
  slow ||= many.p95 > WANTED_MS;
  const ratio = (which: keyof Measured) => (many[which] / few[which]).toFixed(1);
  console.log(
    `  ${name.padEnd(18)} p95 ${many.p95.toFixed(1)} ms (${ratio('p95')} of it, CPU ${ratio('cpu')} of it; wanted at most ${WANTED_MS} ms)`,
  );
}
agent.destroy();
await admin.end();
house.product.child.removeAllListeners('exit');
await house.close();
process.exit(slow ? 1 : 0);
