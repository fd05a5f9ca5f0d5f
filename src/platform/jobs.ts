import { PgBoss } from 'pg-boss';
import { CompiledQuery } from 'kysely';
import type { Db } from './context.ts';
import type { Language } from './fields.ts';

/** The kinds of work the worker does outside a request. Data names ids only; the truth is read when the job runs. */
export interface Jobs {
  'leads.re-enter': { workspace: string };
  'follow-ups.reckon': { workspace: string; after: string | null };
  'leads.rescore': { workspace: string };
  'leads.look-again': Record<string, never>;
  'leads.bulk-change': { workspace: string; bulkChangeId: string };
  'import.read': { workspace: string; importId: string };
  'import.run': { workspace: string; importId: string };
  'handoff.nearly_out': { workspace: string; handoffId: string };
  'handoff.overdue': { workspace: string; handoffId: string };
  'handoff.repair_due': { workspace: string; handoffId: string };
  'clocks.reckon': { workspace: string; changeId: string };
  'example.load': { workspace: string; userId: string; language: Language };
  'definition.back-test': { workspace: string; backTestId: string };
  'channels.reclassify': { workspace: string; previewId: string };
  'feeds.poll': Record<string, never>;
  'feed.look': { workspace: string; feedId: string };
  'platform.housekeeping': Record<string, never>;
}
export type JobName = keyof Jobs;
export const jobNames: JobName[] = [
  'leads.rescore',
  'leads.re-enter',
  'follow-ups.reckon',
  'leads.look-again',
  'leads.bulk-change',
  'import.read',
  'import.run',
  'handoff.nearly_out',
  'handoff.overdue',
  'handoff.repair_due',
  'clocks.reckon',
  'example.load',
  'definition.back-test',
  'channels.reclassify',
  'feeds.poll',
  'feed.look',
  'platform.housekeeping',
];

const SCHEMA = 'pgboss';

/**
 * Makes the job queue's tables and queues, as the owner role. A worker that dies in the middle of a job stops its heartbeat:
 * after 20 s its job counts as lost and, looked for every 10 s, runs again well within a minute.
 */
export async function installJobs(ownerUrl: string): Promise<void> {
  const boss = new PgBoss({ connectionString: ownerUrl, schema: SCHEMA, supervise: false, schedule: false, max: 2 });
  boss.on('error', () => {});
  await boss.start();
  for (const name of jobNames)
    await boss.createQueue(name, {
      retryLimit: 5,
      retryDelay: 5,
      retryBackoff: true,
      expireInSeconds: 3600,
      heartbeatSeconds: 20,
      deleteAfterSeconds: 7 * 86_400,
    });
  await boss.stop({ graceful: false });
}

/** The queue as the application role sees it. The worker also supervises: finds lost jobs and tidies. */
export async function openJobs(appUrl: string, { worker }: { worker: boolean }): Promise<PgBoss> {
  const boss = new PgBoss({
    connectionString: appUrl,
    schema: SCHEMA,
    migrate: false,
    createSchema: false,
    max: worker ? 4 : 2,
    application_name: worker ? 'samspil worker jobs' : 'samspil jobs',
    supervise: worker,
    schedule: worker,
    ...(worker && { superviseIntervalSeconds: 10, monitorIntervalSeconds: 10, maintenanceIntervalSeconds: 60 }),
    reindex: false,
    monitorVacuum: false,
  });
  boss.on('error', () => {});
  try {
    await boss.start();
  } catch (error) {
    await boss.stop({ graceful: false }).catch(() => {});
    throw error;
  }
  return boss;
}

/** Puts a job in the queue in the caller's own transaction: it exists if and only if the change that asked for it does. */
export type Enqueue = <N extends JobName>(
  db: Db,
  name: N,
  data: Jobs[N],
  options?: { startAfter?: Date; singletonKey?: string },
) => Promise<void>;

export function enqueueWith(boss: PgBoss): Enqueue {
  return async (db, name, data, options = {}) => {
    await boss.send(name, data, {
      ...options,
      db: {
        executeSql: async (text, values) => ({
          rows: (await db.withoutPlugins().executeQuery<Record<string, unknown>>(CompiledQuery.raw(text, values ?? []))).rows,
        }),
      },
    });
  };
}
