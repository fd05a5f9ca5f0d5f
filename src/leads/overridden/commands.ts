import type { z } from 'zod';
import { addDays, startOfDay } from '../../calendars/local-day.ts';
import { localDate } from '../../calendars/zone.ts';
import { definitionInForce } from '../../definitions/reports.ts';
import { memberId, type Context } from '../../platform/context.ts';
import { conflict, notFound, unprocessable } from '../../platform/errors.ts';
import { recordEvent, recordEvents } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import { moveLead } from '../commands.ts';
import { isBefore } from '../lifecycle.ts';
import { lockLead } from '../store.ts';
import type { newScoreOverride } from './schema.ts';
import { endOverride, takeOver } from './store.ts';
import { timeZoneOf } from '../../workspaces/reports.ts';

const LONGEST_DAYS = 366;

/**
 * Says that a lead counts as sales-ready, or does not, whatever its score: with a reason, until a day. It follows a word that holds.
 * A lead that is said to be ready is an MQL from then on. It never counts as evidence: a back-test judges by the history alone.
 * @throws Problem 404; 409 for a lead that is with sales or has ended, or while no definition is in force; 422 for a last day that is over or more than a year away
 */
export async function overrideScore(context: Context, leadId: string, given: z.output<typeof newScoreOverride>): Promise<void> {
  const { db, workspace, actor, now } = context;
  const lead = await lockLead(db, leadId);
  if (!lead) throw notFound();
  if (lead.closedAt || !isBefore(lead.stage, 'submitted'))
    throw conflict(`A score is overridden while the lead is with marketing; this one is ${lead.stage}.`);
  if (!(await definitionInForce(context, now))) throw conflict('No definition is in force, so there is no score to override.');
  const timeZone = await timeZoneOf({ db, workspace });
  const today = localDate(now, timeZone);
  if (given.until < today || given.until > addDays(today, LONGEST_DAYS))
    throw unprocessable(`until must be today or later, at most ${LONGEST_DAYS} days from now.`, [
      { pointer: '/until', detail: `${today} to ${addDays(today, LONGEST_DAYS)}` },
    ]);
  const by = memberId(actor);
  await endOverride(db, { leadId, at: now, by });
  await db
    .insertInto('scoreOverrides')
    .values({
      workspaceId: workspace,
      id: newId(),
      leadId,
      ...given,
      endsAt: startOfDay(addDays(given.until, 1), timeZone),
      memberId: by,
      setAt: now,
    })
    .execute();
  await recordEvent(context, {
    type: 'lead.score_overridden',
    subject: { kind: 'lead', id: leadId },
    data: { personId: lead.personId, ...given },
  });
  if (given.ready && isBefore(lead.stage, 'mql')) await moveLead(context, leadId, 'mql');
}

/** Takes the word on a lead back before its day. @throws Problem 404 for no such lead, 409 where nothing is overridden */
export async function liftOverride(context: Context, leadId: string): Promise<void> {
  const { db, actor, now } = context;
  const lead = await lockLead(db, leadId);
  if (!lead) throw notFound();
  const lifted = await endOverride(db, { leadId, at: now, by: memberId(actor) });
  if (!lifted) throw conflict('The score of this lead is not overridden.');
  await recordEvent(context, {
    type: 'lead.score_override_lifted',
    subject: { kind: 'lead', id: leadId },
    data: { personId: lead.personId, ready: lifted.ready, reason: lifted.reason, until: lifted.until },
  });
}

/** Records what has come to its end, at the moment it did. @returns whose leads they were */
export async function endOverrides(context: Context): Promise<string[]> {
  const over = await takeOver(context.db, context.now);
  await recordEvents(
    context,
    over.map(({ leadId, personId, ready, reason, until, endsAt }) => ({
      type: 'lead.score_override_ended',
      subject: { kind: 'lead', id: leadId },
      at: endsAt,
      data: { personId, ready, reason, until },
    })),
  );
  return over.map(({ personId }) => personId);
}
