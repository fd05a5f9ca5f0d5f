import pg from 'pg';
import type { PgBoss } from 'pg-boss';
import { runBackTest } from './back-tests/jobs.ts';
import { reclassify, resumeEverywhere } from './channels/jobs.ts';
import { followUpConsumer, reckonFollowUps, reckonFollowUpsEverywhere } from './follow-ups/jobs.ts';
import { reEnterEverywhere, reEnterLeads } from './leads/re-entered/jobs.ts';
import { clockConsumer, handoffNearlyOut, handoffOverdue, reckonClocks, reckonEverywhere } from './handoffs/jobs.ts';
import { repairDue } from './handoffs/repaired/jobs.ts';
import { leadConsumer } from './leads/jobs.ts';
import { lookAgain, rescoreLeads, resumeRescorings } from './leads/scored/jobs.ts';
import { runBulkChange } from './leads/bulk/jobs.ts';
import { loadExample } from './example/jobs.ts';
import { lookAtFeed, pollFeeds } from './feeds/jobs.ts';
import { forgetOldDeliveries, startCourier } from './notifications/deliveries/jobs.ts';
import { addressOf, forOurselves, type Config } from './platform/config.ts';
import type { Http } from './platform/http.ts';
import { housekeeping } from './platform/housekeeping.ts';
import type { Database } from './platform/database.ts';
import { enqueueWith, type Enqueue, type JobName, type Jobs } from './platform/jobs.ts';
import { openMailer } from './platform/mail.ts';
import { oneAtATime } from './platform/one-at-a-time.ts';
import { drain, type Consumer } from './platform/outbox.ts';
import { assertRoomIn, whereThereIsRoom, type AssertRoom } from './platform/watch.ts';
import { readImport, runImport } from './imports/jobs.ts';
import { invoiceMatching } from './revenue/jobs.ts';
import { digest } from './touchpoints/tracking/journal/commands.ts';
import { startDigesting } from './touchpoints/tracking/journal/jobs.ts';
import { sql } from 'kysely';

/** What a job gets besides its data. */
export interface JobParts {
  db: Database;
  enqueue: Enqueue;
  /** The product's own API without a socket, for jobs that are its clients. */
  api: () => Promise<Http>;
  /** Where feeds may read files. */
  feedsDir?: string | undefined;
  /** Asked before each part of what writes much. */
  assertRoom: AssertRoom;
}

/** Readers of the event stream, in the order in which they see a change. Clocks first: a promised time waits for nobody's scoring. */
const consumers: ((parts: JobParts) => Consumer)[] = [clockConsumer, leadConsumer, followUpConsumer, () => invoiceMatching];

/** Works through what is waiting of a workspace: what the door took in, and then its events, which every consumer gets. */
export async function catchUp(parts: JobParts, workspace: string): Promise<void> {
  while ((await digest(parts.db, workspace)) !== null);
  await drain(
    parts.db,
    workspace,
    consumers.map((make) => make(parts)),
  );
}

/** What carries out each kind of job. Each may run twice and then changes nothing more. */
const handlers: Partial<{ [N in keyof Jobs]: (parts: JobParts, data: Jobs[N]) => Promise<void> }> = {
  'handoff.nearly_out': handoffNearlyOut,
  'handoff.overdue': handoffOverdue,
  'handoff.repair_due': repairDue,
  'clocks.reckon': reckonClocks,
  'import.read': ({ db, assertRoom }, data) => readImport(db, data, { assertRoom }),
  'import.run': ({ db, assertRoom }, data) => runImport(db, data, { assertRoom }),
  'leads.re-enter': reEnterLeads,
  'follow-ups.reckon': reckonFollowUps,
  'leads.look-again': ({ db }) => lookAgain(db),
  'leads.rescore': ({ db }, data) => rescoreLeads(db, data),
  'leads.bulk-change': ({ db }, data) => runBulkChange(db, data),
  'definition.back-test': ({ db }, data) => runBackTest(db, data),
  'channels.reclassify': ({ db, assertRoom }, data) => reclassify(db, data, { onPart: assertRoom }),
  'example.load': (parts, data) => loadExample({ ...parts, catchUp: (workspace) => catchUp(parts, workspace) }, data),
  'feeds.poll': (parts) => pollFeeds(parts),
  'feed.look': (parts, data) => lookAtFeed(parts, data, parts),
  'platform.housekeeping': async (parts) => {
    await housekeeping(parts.db);
    await reEnterEverywhere(parts);
    await reckonFollowUpsEverywhere(parts);
    await resumeRescorings(parts);
    await resumeEverywhere(parts);
    await reckonEverywhere(parts.db);
    await forgetOldDeliveries(parts.db);
  },
};

/** What comes round by the clock. */
const schedules: Partial<Record<JobName, string>> = {
  'platform.housekeeping': '7 * * * *',
  'feeds.poll': '* * * * *',
  'leads.look-again': '* * * * *',
};

/** What could not be done for want of room is tried again after this. */
const ROOM_AGAIN_SECONDS = 15;

// Events wake the worker at once; the sweep is for what was announced while nobody listened.
const SWEEP_MS = 5_000;

export interface Worker {
  stop(): Promise<void>;
}

/** Runs jobs and outbox consumers until stopped. */
export async function startWorker({
  db,
  boss,
  databaseUrl,
  config,
  room = null,
}: {
  db: Database;
  boss: PgBoss;
  databaseUrl: string;
  config: Config;
  /** How much room there is on the disk of our own database; null where it is somebody else's. */
  room?: { isFull: () => boolean } | null;
}): Promise<Worker> {
  const enqueue = enqueueWith(boss);
  const { feedsDir } = config;
  // Loaded when a job wants it: the whole contract of the API takes more memory than a worker's jobs do.
  const api = async () => (await import('./server.ts')).buildServer({ config: forOurselves(config), db, enqueue });
  const assertRoom = assertRoomIn(room);
  const parts: JobParts = { db, enqueue, api, feedsDir, assertRoom };
  for (const [name, run] of Object.entries(handlers))
    await boss.work(name, { pollingIntervalSeconds: 1, batchSize: 1 }, async ([job]) => {
      if (!job) return;
      const data = job.data as Jobs[JobName];
      await whereThereIsRoom(
        assertRoom,
        () => (run as (parts: JobParts, data: unknown) => Promise<void>)(parts, data),
        async () => {
          // What comes round by the clock need not be asked for.
          if (!(name in schedules)) await boss.send(name, data, { startAfter: ROOM_AGAIN_SECONDS });
        },
      );
    });
  for (const [name, times] of Object.entries(schedules)) await boss.schedule(name, times);

  const all = consumers.map((make) => make(parts));
  const courier = startCourier(db, { address: addressOf(config), mailer: config.mail && openMailer(config.mail) });
  const digester = startDigesting(db, assertRoom);
  const reader = oneAtATime(async (workspace) => {
    if (room?.isFull()) return;
    // A fault must not stop the other workspaces; the sweep tries this one again.
    await drain(db, workspace, all).catch((error: unknown) =>
      console.error(JSON.stringify({ level: 50, msg: 'outbox', workspace, error: String(error) })),
    );
  });
  const wakenBy: Record<string, (workspace: string) => void> = {
    samspil_journal: digester.wake,
    samspil_events: (workspace) => {
      reader.wake(workspace);
      courier.wake(workspace);
    },
  };
  const sweep = setInterval(() => {
    sql<{ id: string }>`select workspace_ids() as id`.execute(db).then(
      ({ rows }) => rows.forEach(({ id }) => Object.values(wakenBy).forEach((wake) => wake(id))),
      () => {},
    );
  }, SWEEP_MS);
  const listener = listen(databaseUrl, wakenBy);
  return {
    async stop() {
      clearInterval(sweep);
      await listener.stop();
      await reader.stop();
      await Promise.all([digester.stop(), courier.stop(), boss.stop({ graceful: true, timeout: 8_000 })]);
    },
  };
}

/** A connection of its own that hears what the database announces of a workspace, by channel; found again when the database comes back. */
function listen(databaseUrl: string, wakenBy: Readonly<Record<string, (workspace: string) => void>>) {
  let client: pg.Client | null = null;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const again = () => {
    if (!stopped) timer = setTimeout(start, 1_000);
  };
  const start = () => {
    const fresh = new pg.Client({ connectionString: databaseUrl, keepAlive: true, application_name: 'samspil events' });
    client = fresh;
    fresh.on('error', () => {});
    fresh.on('end', again);
    fresh.on('notification', ({ channel, payload }) => payload && wakenBy[channel]?.(payload));
    fresh
      .connect()
      .then(() =>
        fresh.query(
          Object.keys(wakenBy)
            .map((channel) => `listen ${channel}`)
            .join('; '),
        ),
      )
      .catch(() => fresh.end().catch(() => {}));
  };
  start();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await client?.end().catch(() => {});
    },
  };
}
