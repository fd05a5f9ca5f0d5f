import { sql } from 'kysely';
import { inWorkspace, type Database } from '../../platform/database.ts';
import type { Enqueue, Jobs } from '../../platform/jobs.ts';
import { reEnter } from './commands.ts';

/** Recycled leads come back on their day, whether or not anybody is heard from. Looked for by what is stored, so that no downtime loses one. */

interface Parts {
  db: Database;
  enqueue: Enqueue;
}

const CHUNK = 200;

/** Brings back the next recycled leads whose day has come; while there are more it asks for itself again. */
export async function reEnterLeads(
  { db, enqueue }: Parts,
  { workspace }: Jobs['leads.re-enter'],
  now = new Date(),
): Promise<void> {
  await inWorkspace(
    db,
    workspace,
    { kind: 'system' },
    async (context) => {
      const returned = await reEnter(context, CHUNK);
      if (returned === CHUNK) await enqueue(context.db, 'leads.re-enter', { workspace });
    },
    now,
  );
}

/** Asks every workspace for its leads to bring back. */
export async function reEnterEverywhere({ db, enqueue }: Parts): Promise<void> {
  const { rows } = await sql<{ id: string }>`select workspace_ids() as id`.execute(db);
  for (const { id: workspace } of rows)
    await inWorkspace(db, workspace, { kind: 'system' }, (context) => enqueue(context.db, 'leads.re-enter', { workspace }));
}
