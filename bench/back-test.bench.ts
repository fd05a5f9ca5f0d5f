/**
 * A draft held against a past of many leads, as the worker does it: `npm run bench -- back-test [--leads 100000] [--touches 10]`. One in
 * eight was handed over and judged, some of those were won. Told are the processor time of the worker and of PostgreSQL for every lead, how
 * far the job said it was, how long its event loop stood still at most, of the processor and by the clock (wanted: never above 250 ms), and
 * how much memory it took: over the first tenth, and over all.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { startBackTest } from '../src/back-tests/commands.ts';
import { runBackTest } from '../src/back-tests/jobs.ts';
import { oneBackTest } from '../src/back-tests/reports.ts';
import { standardDefinition } from '../src/definitions/standard.ts';
import type { Context } from '../src/platform/context.ts';
import { connect, inWorkspace } from '../src/platform/database.ts';
import { startEmbeddedPostgres } from '../src/platform/embedded-postgres.ts';
import { formTeams } from './handoff-fill.ts';
import { fillLeads, fillVerdicts } from './history-fill.ts';
import { cpuOf, furnish } from './ingest-house.ts';
import { watchStandstill } from './standstill.ts';

const { values } = parseArgs({
  options: { leads: { type: 'string', default: '100000' }, touches: { type: 'string', default: '10' } },
});
const LEADS = Number(values.leads);
const LONGEST_MS = 250;
const LOOKED_EVERY_MS = 50;

const folder = mkdtempSync(join(tmpdir(), 'samspil-bench-'));
const postgres = await startEmbeddedPostgres(folder);
const { workspace } = await furnish(postgres);
const postmaster = Number(readFileSync(join(folder, 'postgresql', 'postmaster.pid'), 'utf8').split('\n')[0]);
const admin = new pg.Client({ connectionString: Object.assign(new URL(postgres.adminUrl), { pathname: '/samspil' }).href });
await admin.connect();
const { db, pool } = connect(postgres.appUrl, 4);
const inside = <T>(work: (context: Context) => Promise<T>) => inWorkspace(db, workspace, { kind: 'system' }, work);
await formTeams(postgres.appUrl, admin, workspace, 1);
await fillLeads(admin, workspace, { leads: LEADS, touches: Number(values.touches) });
await fillVerdicts(admin, workspace, { leads: LEADS });

const { thresholds } = standardDefinition;
const body = { ...standardDefinition, thresholds: { ...thresholds, ready: { ...thresholds.ready, fit: 50, engagement: 30 } } };
const backTestId = await inside((context) => startBackTest(context, async () => {}, { body, months: 24 }));

/** Looks on while the job runs: how far it says it is, and the memory it takes meanwhile. */
function watch() {
  let running = true;
  const progress = new Set<number>();
  const [memory, inFirstTenth] = [{ mib: 0 }, { mib: 0 }];
  const looking = (async () => {
    while (running) {
      progress.add((await inside((context) => oneBackTest(context, backTestId))).progress);
      const mib = process.memoryUsage().rss / 2 ** 20;
      memory.mib = Math.max(memory.mib, mib);
      if (Math.max(...progress) <= 10) inFirstTenth.mib = Math.max(inFirstTenth.mib, mib);
      await pause(LOOKED_EVERY_MS);
    }
  })();
  return async () => {
    running = false;
    await looking;
    return { progress: [...progress], memory: memory.mib, inFirstTenth: inFirstTenth.mib };
  };
}

globalThis.gc?.();
const longest = watchStandstill();
const stop = watch();
const [before, databaseBefore, start] = [process.cpuUsage(), cpuOf(postmaster, true), performance.now()];
await runBackTest(db, { workspace, backTestId });
const { user, system } = process.cpuUsage(before);
const [worker, database, seconds] = [
  (user + system) / 1e6,
  cpuOf(postmaster, true) - databaseBefore,
  (performance.now() - start) / 1_000,
];
const standstill = longest();
const { progress, memory, inFirstTenth } = await stop();
const { leads, months, confusion, enters, dropsOut } = (await inside((context) => oneBackTest(context, backTestId))).result ?? {};
const each = (cpu: number) => `${((cpu * 1e6) / LEADS).toFixed(0)} us`;
console.log(
  `${leads} leads of ${LEADS} in ${seconds.toFixed(1)} s; CPU worker ${worker.toFixed(1)} s (${each(worker)} a lead), PostgreSQL ${database.toFixed(1)} s (${each(database)})`,
);
console.log(`  said ${progress.length} different percentages from ${progress[0]} to ${progress.at(-1)}`);
console.log(
  `  the event loop stood still at most ${standstill.processor.toFixed(0)} ms of the processor, ${standstill.clock.toFixed(0)} by the clock; at most ${Math.round(memory)} MiB, ${Math.round(inFirstTenth)} in the first tenth`,
);
console.log(
  `  found: ${JSON.stringify({ draft: months?.reduce((sum, { draft }) => sum + draft, 0), ...confusion, enters: enters?.count, dropsOut: dropsOut?.count })}`,
);
await pool.end();
await admin.end();
await postgres.stop();
rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
process.exit(standstill.processor > LONGEST_MS ? 1 : 0);
