import type { z } from 'zod';
import { addDays, startOfDay } from '../../calendars/local-day.ts';
import { localDate } from '../../calendars/zone.ts';
import type { Stage } from '../../leads/lifecycle.ts';
import { memberId, type Context } from '../../platform/context.ts';
import { conflict, notFound, unprocessable } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import { pausesMarketing } from '../guard.ts';
import type { newPauseEnding } from '../schema.ts';
import { timeZoneOf } from '../../workspaces/reports.ts';

/**
 * Ends the pause that a lead with sales sets marketing on, at once or after a day: the hand-off goes on as it is. It follows a word that was
 * given before; another hand-off of the lead pauses anew.
 * @returns whose lead it is
 * @throws Problem 404; 409 for a lead that is not with sales; 422 for a day that is over
 */
export async function endPause(
  context: Context,
  leadId: string,
  { reason, until }: z.output<typeof newPauseEnding>,
): Promise<string> {
  const { db, workspace, actor, now } = context;
  const { personId } = await pausedLead(context, leadId);
  const timeZone = await timeZoneOf({ db, workspace });
  const today = localDate(now, timeZone);
  if (until !== undefined && until < today)
    throw unprocessable('until is over; leave it out to end the pause at once.', [
      { pointer: '/until', detail: `${today} or later` },
    ]);
  await withdrawStanding(context, leadId);
  await db
    .insertInto('pauseEndings')
    .values({
      workspaceId: workspace,
      id: newId(),
      leadId,
      reason,
      endsAt: until === undefined ? now : startOfDay(addDays(until, 1), timeZone),
      setAt: now,
      setBy: memberId(actor),
    })
    .execute();
  await recordEvent(context, {
    type: 'outreach_pause.ended',
    subject: { kind: 'lead', id: leadId },
    data: { personId, reason, until: until ?? null },
  });
  return personId;
}

/** Takes that word back: marketing holds back as long as sales has the lead. @returns whose lead it is @throws Problem 404; 409 where the pause was not ended */
export async function resumePause(context: Context, leadId: string): Promise<string> {
  const { personId } = await pausedLead(context, leadId);
  const reason = await withdrawStanding(context, leadId);
  if (reason === undefined) throw conflict('Nobody has ended this pause early.');
  await recordEvent(context, {
    type: 'outreach_pause.resumed',
    subject: { kind: 'lead', id: leadId },
    data: { personId, reason },
  });
  return personId;
}

/** A lead that is with sales, locked until the transaction ends. */
async function pausedLead({ db }: Context, leadId: string) {
  const lead = await db
    .selectFrom('leads')
    .select(['personId', 'stage'])
    .where('id', '=', leadId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!lead) throw notFound();
  if (!pausesMarketing(lead.stage as Stage))
    throw conflict(`Only a lead that is with sales pauses marketing; this one is ${lead.stage}.`);
  return lead;
}

async function withdrawStanding({ db, actor, now }: Context, leadId: string): Promise<string | undefined> {
  const standing = await db
    .updateTable('pauseEndings')
    .set({ withdrawnAt: now, withdrawnBy: memberId(actor) })
    .where('leadId', '=', leadId)
    .where('withdrawnAt', 'is', null)
    .returning('reason')
    .executeTakeFirst();
  return standing?.reason;
}
