import { notify } from '../../notifications/commands.ts';
import type { Context } from '../../platform/context.ts';
import { inWorkspace, type Database } from '../../platform/database.ts';
import { recordEvent } from '../../platform/events.ts';
import type { Enqueue, Jobs } from '../../platform/jobs.ts';
import { getHandoff } from '../reports.ts';
import { marketingHeads } from '../reps/reports.ts';
import { hasHappened, lockHandoff } from '../store.ts';
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
  await inWorkspace(
    db,
    workspace,
    { kind: 'system' },
    async (context) => {
      if (!(await lockHandoff(context.db, handoffId))) return;
      const { repair, lead } = await getHandoff(context, handoffId);
      if (repair === null || repair.due === null || repair.nearlyOutAt === null) return;
      const { due, nearlyOutAt, overdue, promisedHours, member } = repair;
      const lookAgain = (startAfter: Date) => enqueue(context.db, 'handoff.repair_due', { workspace, handoffId }, { startAfter });
      if (now < nearlyOutAt) return lookAgain(nearlyOutAt);
      const type = overdue ? 'handoff.repair_overdue' : 'handoff.repair_nearly_out';
      if (!overdue) await lookAgain(due);
      if (await hasHappened(context.db, handoffId, type)) return;
      const subject = { kind: 'handoff', id: handoffId };
      const data = { due, promisedHours };
      await recordEvent(context, { type, subject, at: overdue ? due : nearlyOutAt, data: { ...data, leadId: lead.id } });
      const heads = overdue ? await marketingHeads(context) : [];
      await notify(context, [...new Set([member?.id ?? null, ...heads])], { kind: type, subject, data });
    },
    now,
  );
}

/** Has the worker look at repairs that have begun, when three quarters of their time will be used. */
export async function lookAtRepairs(context: Context, enqueue: Enqueue, handoffIds: readonly string[]): Promise<void> {
  const { db, workspace } = context;
  for (const [handoffId, { nearlyOutAt }] of await repairsOf(context, handoffIds))
    if (nearlyOutAt) await enqueue(db, 'handoff.repair_due', { workspace, handoffId }, { startAfter: nearlyOutAt });
}
