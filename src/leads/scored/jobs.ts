import { sql } from 'kysely';
import { definitionInForce } from '../../definitions/reports.ts';
import type { Context } from '../../platform/context.ts';
import { inWorkspace, withoutWaitingForDisk, type Database } from '../../platform/database.ts';
import type { Enqueue } from '../../platform/jobs.ts';
import { willPass } from '../../platform/watch.ts';
import { endOverrides } from '../overridden/commands.ts';
import { followPeople } from './commands.ts';
import type { News } from './judgement.ts';
import { beginRescoring, finishRescoring, lockRescoring, nextOpenLeads, reachIn, stallRescoring, takeDue } from './store.ts';

/** People scored in one transaction: few enough that nobody who wants one of their leads waits for long, and that news of others is read soon. */
const CHUNK = 200;
const system = { kind: 'system' } as const;

/**
 * Scores every open lead by the definition in force, some at a time, and says how far it has come. Killed half-way, it goes on where it
 * was, and stopped by a fault it says so; when a newer definition begins meanwhile it turns to that one, and what was judged by an older one stays as it was judged.
 */
export async function rescoreLeads(db: Database, { workspace }: { workspace: string }): Promise<void> {
  try {
    while (await inWorkspace(db, workspace, system, scoreNext));
  } catch (error) {
    // The database comes back, and so does room on the disk; a fault of ours stands on the screen until a later try gets over it.
    if (!willPass(error)) await inWorkspace(db, workspace, system, stall);
    throw error;
  }
}

async function stall(context: Context): Promise<void> {
  const { db, workspace, now } = context;
  const definition = await definitionInForce(context, now);
  if (!definition) return;
  await beginRescoring(db, { workspaceId: workspace, definitionId: definition.id, begunAt: now });
  await stallRescoring(db, definition.id, now);
}

/** @returns whether there is more to do */
async function scoreNext(context: Context): Promise<boolean> {
  const { db, workspace, now } = context;
  const definition = await definitionInForce(context, now);
  if (!definition) return false;
  await withoutWaitingForDisk(context);
  await beginRescoring(db, { workspaceId: workspace, definitionId: definition.id, begunAt: now });
  const { finishedAt, reachedId } = await lockRescoring(db, definition.id);
  if (finishedAt) return false;
  const leads = await nextOpenLeads(db, { after: reachedId, limit: CHUNK });
  const last = leads.at(-1);
  if (last) {
    await followPeople(context, new Map(leads.map(({ personId }) => [personId, 'time'])));
    await reachIn(db, definition.id, { leadId: last.leadId, done: leads.length });
  }
  if (leads.length < CHUNK) await finishRescoring(db, definition.id, now);
  return leads.length === CHUNK;
}

/** Asks again for what was asked of a worker that never came to it: every definition in force has scored every open lead. */
export async function resumeRescorings({ db, enqueue }: { db: Database; enqueue: Enqueue }): Promise<void> {
  for (const workspace of await workspaces(db))
    await inWorkspace(db, workspace, system, async (context) => {
      const definition = await definitionInForce(context, context.now);
      const rescoring = definition && (await lockRescoring(context.db, definition.id));
      if (definition && !rescoring?.finishedAt) await enqueue(context.db, 'leads.rescore', { workspace });
    });
}

/** Scores anew the leads whose standing changes now although nothing happens: engagement falls, evidence, hand-raises and overrides lapse. Reads only those. */
export async function lookAgain(db: Database): Promise<void> {
  for (const workspace of await workspaces(db))
    while (
      await inWorkspace(db, workspace, system, async (context) => {
        const { taken, personIds } = await takeDue(context.db, context.now, CHUNK);
        const changed = [...personIds, ...(await endOverrides(context))];
        await followPeople(context, new Map(changed.map((id): [string, News] => [id, 'time'])));
        return taken === CHUNK;
      })
    );
}

async function workspaces(db: Database): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select workspace_ids() as id`.execute(db);
  return rows.map(({ id }) => id);
}
