import { notify } from '../../notifications/commands.ts';
import type { NewsKind } from '../../notifications/kinds.ts';
import type { Context } from '../../platform/context.ts';
import { inWorkspace, type Database } from '../../platform/database.ts';
import { recordEvent } from '../../platform/events.ts';
import type { Handoff } from '../handoff.ts';
import { getHandoff } from '../reports.ts';
import { hasHappened, lockHandoff } from '../store.ts';

/** Looks at a hand-off as it stands `now`; nobody changes it meanwhile. Nothing happens where it is gone. */
export async function lookAt(
  db: Database,
  { workspace, handoffId }: { workspace: string; handoffId: string },
  now: Date,
  look: (context: Context, handoff: Handoff) => Promise<void>,
): Promise<void> {
  await inWorkspace(
    db,
    workspace,
    { kind: 'system' },
    async (context) => {
      if (await lockHandoff(context.db, handoffId)) await look(context, await getHandoff(context, handoffId));
    },
    now,
  );
}

/**
 * Tells of a hand-off's clock, once: it is written down as having happened `at`, and members hear of it.
 * @param told.members who hears of it, besides one who is nobody
 */
export async function tellOnce(
  context: Context,
  { id, lead }: Handoff,
  told: { type: NewsKind; at: Date; data: Record<string, unknown>; members: (context: Context) => Promise<(string | null)[]> },
): Promise<void> {
  const { type, at, data, members } = told;
  if (await hasHappened(context.db, id, type)) return;
  const subject = { kind: 'handoff', id };
  await recordEvent(context, { type, subject, at, data: { ...data, leadId: lead.id } });
  await notify(context, await members(context), { kind: type, subject, data });
}
