import type { z } from 'zod';
import { localDate } from '../../calendars/clock.ts';
import { addDays } from '../../calendars/local-day.ts';
import type { Context } from '../../platform/context.ts';
import { unprocessable } from '../../platform/errors.ts';
import { occurredAt } from '../../platform/occurred-at.ts';
import { moveLead, type Moved } from '../commands.ts';
import type { disqualification, recycling } from '../schema.ts';
import { givenReason } from '../../reasons/reports.ts';
import { timeZoneOf } from '../../workspaces/reports.ts';

/**
 * Sends a lead back to marketing for later.
 * @throws Problem 409 for a lead that is not with sales; 422 for an unknown reason or a re-entry that is not in the future
 */
export async function recycleLead(context: Context, leadId: string, given: z.output<typeof recycling>): Promise<Moved> {
  const at = occurredAt(context, given.at);
  const moved = await moveLead(context, leadId, 'recycled', { at, reason: given.reason });
  const { nurtureDays } = await givenReason(context, 'recycled', given.reason);
  const today = localDate(at, await timeZoneOf(context));
  const reEntryOn = given.reEntryOn ?? restEnds(today, nurtureDays);
  if (reEntryOn <= today)
    throw unprocessable('reEntryOn must be a day after the one it is recycled on.', [
      { pointer: '/reEntryOn', detail: `after ${today}` },
    ]);
  const { reEntryEngagement = null } = given;
  await context.db.updateTable('leads').set({ reEntryOn, reEntryEngagement }).where('id', '=', leadId).execute();
  return moved;
}

/**
 * Does at once what the reason of a rejection says: a lead to nurture rests, one that is none ends. Any other repair is for marketing,
 * who have the lead and hand it over again.
 */
export async function repairLead(
  context: Context,
  leadId: string,
  { code, repair, nurtureDays, at }: { code: string; repair: string; nurtureDays: number | null; at: Date },
): Promise<void> {
  const because = { at, reason: code, reasonKind: 'rejected' } as const;
  if (repair === 'disqualify') await moveLead(context, leadId, 'disqualified', because);
  if (repair !== 'nurture') return;
  await moveLead(context, leadId, 'recycled', because);
  const reEntryOn = restEnds(localDate(at, await timeZoneOf(context)), nurtureDays);
  await context.db.updateTable('leads').set({ reEntryOn }).where('id', '=', leadId).execute();
}

/** The day of the workspace from which a lead that rests from one on may come back. */
function restEnds(day: string, nurtureDays: number | null): string {
  // The database holds that a reason to rest knows for how long.
  return addDays(day, nurtureDays as number);
}

/** Ends a passage for good. @throws Problem 409 for one that waits for an answer or has ended; 422 for an unknown reason */
export async function disqualifyLead(
  context: Context,
  leadId: string,
  { reason, at }: z.output<typeof disqualification>,
): Promise<Moved> {
  return moveLead(context, leadId, 'disqualified', { at: occurredAt(context, at), reason });
}
