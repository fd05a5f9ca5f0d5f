import { actorBehind } from '../../workspaces/reports.ts';
import type { Context } from '../../platform/context.ts';
import { inWorkspace, type Database } from '../../platform/database.ts';
import { willPass } from '../../platform/watch.ts';
import { dealWith } from './commands.ts';
import { lockBulkChange } from './store.ts';

/**
 * Works through a bulk change, each lead in a transaction of its own, as whoever asked for it. After a crash it goes on behind the last
 * lead that has an outcome. Does nothing for one that is done or stopped.
 */
export async function runBulkChange(
  db: Database,
  { workspace, bulkChangeId: id }: { workspace: string; bulkChangeId: string },
): Promise<void> {
  const inside = <T>(work: (context: Context) => Promise<T>) => inWorkspace(db, workspace, { kind: 'system' }, work);
  const stop = (context: Context, problem: string) =>
    context.db.updateTable('bulkChanges').set({ problem }).where('id', '=', id).execute();
  try {
    for (let more = true; more;)
      more = await inside(async (context) => {
        const row = await lockBulkChange(context.db, id);
        const actor = row && (await actorBehind(context, row.actorKind, row.actorId));
        if (actor) return dealWith({ ...context, actor }, id, 1);
        await stop(context, 'Whoever asked for it is no longer here, so it stopped. What is done holds.');
        return false;
      });
  } catch (error) {
    // The database comes back, or room on its disk, and the job runs again; anything else would only fail again.
    if (willPass(error)) throw error;
    await inside((context) =>
      stop(context, 'The work stopped because of a fault in Samspil, which has been logged. What is done holds.'),
    );
    throw error;
  }
}
