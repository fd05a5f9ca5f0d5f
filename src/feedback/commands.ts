import type { z } from 'zod';
import { submitHandoff } from '../handoffs/commands.ts';
import { getHandoff } from '../handoffs/reports.ts';
import { memberOrHeads, salesHeads } from '../handoffs/reps/reports.ts';
import { notify } from '../notifications/commands.ts';
import { memberId, type Context } from '../platform/context.ts';
import { conflict, forbidden, notFound, unprocessable } from '../platform/errors.ts';
import { recordEvent } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import type { newAppeal, newAppealAnswer, newFeedback } from './schema.ts';
import { itemsOf, lockAppeal, standingRejection } from './store.ts';

/**
 * Sales says after the first conversation what marketing should learn from it. Said again, the latest counts.
 * @throws Problem 404; 409 while nobody has made contact; 422 naming items the briefing did not hold
 */
export async function giveFeedback(context: Context, handoffId: string, given: z.output<typeof newFeedback>): Promise<void> {
  const { db, workspace, actor, now } = context;
  const { clock } = await getHandoff(context, handoffId);
  if (clock.firstContactAt === null)
    throw conflict('Nobody has made contact on this hand-off yet. Log the first contact, then say how it went.');
  const held = (await itemsOf(db, handoffId)).filter(({ filled }) => filled).map(({ key }) => key);
  const unknown = given.useful.filter((key) => !held.includes(key));
  if (unknown.length > 0)
    throw unprocessable(
      `${unknown.join(', ')}: not among the items this briefing held, which are ${held.join(', ')}.`,
      unknown.map((key) => ({ pointer: '/useful', detail: `${key} is not an item of this briefing` })),
    );
  const { fit, timing, briefing, missed = null, comment = null } = given;
  const useful = [...new Set(given.useful)];
  await db
    .insertInto('handoffFeedback')
    .values({
      workspaceId: workspace,
      handoffId,
      id: newId(),
      memberId: memberId(actor),
      givenAt: now,
      fit,
      timing,
      briefing,
      useful,
      missed,
      comment,
    })
    .execute();
  await recordEvent(context, {
    type: 'handoff.feedback_given',
    subject: { kind: 'handoff', id: handoffId },
    data: { fit, timing, briefing, useful, missed, comment },
  });
}

/**
 * Marketing speaks against a rejection, once; the heads of sales hear of it.
 * @throws Problem 404; 409 for a hand-off that is not rejected, or of which marketing has spoken already
 */
export async function appealRejection(
  context: Context,
  handoffId: string,
  { reason }: z.output<typeof newAppeal>,
): Promise<void> {
  const { db, workspace, actor, now } = context;
  await getHandoff(context, handoffId);
  const rejection = await standingRejection(db, handoffId);
  if (!rejection) throw conflict('This hand-off was not given back, so there is nothing to speak against.');
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('handoffAppeals')
    .values({ workspaceId: workspace, handoffId, decisionId: rejection.id, reason, memberId: memberId(actor), appealedAt: now })
    .onConflict((on) => on.columns(['workspaceId', 'handoffId']).doNothing())
    .executeTakeFirstOrThrow();
  if (!numInsertedOrUpdatedRows) throw conflict('Marketing has spoken against this rejection already; once is what was agreed.');
  const subject = { kind: 'handoff', id: handoffId };
  await recordEvent(context, { type: 'handoff.appealed', subject, data: { reason } });
  await notify(context, await salesHeads(context), { kind: 'handoff.appealed', subject, data: { reason } });
}

/**
 * The head of sales answers: the rejection stands, or the lead is handed over anew with a clock of its own. The rejection stays on record.
 * @returns the new hand-off; null when the rejection stands
 * @throws Problem 404; 403 for anybody but a head of sales; 409 when it is answered already or the person has come back since
 */
export async function answerAppeal(
  context: Context,
  handoffId: string,
  { answer, comment }: z.output<typeof newAppealAnswer>,
): Promise<string | null> {
  const { db, actor, now } = context;
  const appeal = await lockAppeal(db, handoffId);
  if (!appeal) throw notFound();
  if (actor.kind !== 'member' || (actor.role !== 'admin' && !(actor.team === 'sales' && actor.head)))
    throw forbidden('The heads of sales answer an appeal.');
  if (appeal.answeredAt !== null) throw conflict(`This appeal was answered at ${appeal.answeredAt.toISOString()}.`);
  await db
    .updateTable('handoffAppeals')
    .set({ answer, answerComment: comment ?? null, answeredBy: memberId(actor), answeredAt: now })
    .where('handoffId', '=', handoffId)
    .execute();
  const subject = { kind: 'handoff', id: handoffId };
  await recordEvent(context, { type: `handoff.appeal_${answer}`, subject, data: { comment: comment ?? null } });
  const concerned = await memberOrHeads(context, 'marketing', appeal.memberId);
  await notify(context, concerned, { kind: `handoff.appeal_${answer}`, subject, data: { comment: comment ?? null } });
  return answer === 'overturned' ? handOverAnew(context, handoffId, appeal.reason) : null;
}

/** With everything the first briefing held; where other items are agreed by now, the appeal says why it goes without those. */
async function handOverAnew(context: Context, handoffId: string, appeal: string): Promise<string> {
  const { lead, incompleteBecause } = await getHandoff(context, handoffId);
  const items = await itemsOf(context.db, handoffId);
  const given = items.flatMap(({ key, value, source }) => (source === 'given' && value !== null ? [[key, value] as const] : []));
  return submitHandoff(context, {
    leadId: lead.id,
    items: Object.fromEntries(given),
    incompleteBecause: incompleteBecause ?? appeal,
    manual: true,
    overturned: true,
  });
}
