import type { Context } from '../../platform/context.ts';
import type { Database } from '../../platform/database.ts';
import type { Enqueue, Jobs } from '../../platform/jobs.ts';
import { lookAt, tellOnce } from '../clocks/commands.ts';
import { marketingHeads } from '../reps/reports.ts';
import { repairsOf } from './reports.ts';

/**
 * Looks how the repair of a hand-off that was given back stands. Whoever answers for it hears once when three quarters of the promised time
 * are used, and together with the heads of marketing once when it is over; until then it is looked at again. Runs too early, twice or
 * too late: nothing is said wrongly.
 */
export async function repairDue(
  { db, enqueue }: { db: Database; enqueue: Enqueue },
  { workspace, handoffId }: Jobs['handoff.repair_due'],
  now = new Date(),
): Promise<void> {
  await lookAt(db, { workspace, handoffId }, now, async (context, handoff) => {
    const { repair } = handoff;
    if (repair === null || repair.due === null || repair.nearlyOutAt === null) return;
    const { due, nearlyOutAt, overdue, promisedHours, member } = repair;
    const lookAgain = (startAfter: Date) => enqueue(context.db, 'handoff.repair_due', { workspace, handoffId }, { startAfter });
    if (now < nearlyOutAt) return lookAgain(nearlyOutAt);
    if (!overdue) await lookAgain(due);
    await tellOnce(context, handoff, {
      type: overdue ? 'handoff.repair_overdue' : 'handoff.repair_nearly_out',
      at: overdue ? due : nearlyOutAt,
      data: { due, promisedHours },
      members: async () => [member?.id ?? null, ...(overdue ? await marketingHeads(context) : [])],
    });
  });
}

/** Has the worker look at repairs that have begun, when three quarters of their time will be used. */
export async function lookAtRepairs(context: Context, enqueue: Enqueue, handoffIds: readonly string[]): Promise<void> {
  const { db, workspace } = context;
  for (const [handoffId, { nearlyOutAt }] of await repairsOf(context, handoffIds))
    if (nearlyOutAt) await enqueue(db, 'handoff.repair_due', { workspace, handoffId }, { startAfter: nearlyOutAt });
}
