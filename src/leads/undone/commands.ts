import { UNDO_SECONDS } from '../../handoffs/handoff.ts';
import { keepOpen } from '../../handoffs/open/commands.ts';
import type { Context } from '../../platform/context.ts';
import { conflict, forbidden, notFound } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { moveLead } from '../commands.ts';
import type { Stage } from '../lifecycle.ts';
import { lastAttempt, lastMove, lockLead } from '../store.ts';

/** What is taken back within half a minute, because a key was pressed by mistake. */

/**
 * Takes back the contact told last: it was none, so a clock that it had stopped runs on. What was said stays on record as events.
 * @throws Problem 404 when nothing was told, 403 for somebody else's, 409 when it is too late or the lead has moved on
 */
export async function undoAttempt(context: Context, leadId: string): Promise<void> {
  const { db, now } = context;
  const lead = await lockLead(db, leadId);
  const last = lead && (await lastAttempt(db, leadId));
  if (!last) throw notFound();
  assertOwnAndFresh(context, 'contact', { memberId: last.memberId, at: last.recordedAt });
  const became = last.response === 'reached' ? 'connected' : 'working';
  if (last.movedFrom !== null && lead.stage !== became)
    throw conflict(`The lead is ${lead.stage} by now; a contact can be undone while the lead stands where it put it.`);
  await db.deleteFrom('attempts').where('leadId', '=', leadId).where('id', '=', last.id).execute();
  if (last.movedFrom !== null) await moveLead(context, leadId, last.movedFrom as Stage, { at: now, undoing: true });
  else await keepOpen(context, [leadId]);
  const { id: attemptId, handoffId, kind, response } = last;
  await recordEvent(context, {
    type: 'attempt.undone',
    subject: { kind: 'lead', id: leadId },
    data: { personId: lead.personId, attemptId, handoffId, kind, response },
  });
}

/**
 * Takes back the last move of a lead, which then stands where it stood before; both moves stay on record.
 * @param stages what it must have become by that move
 * @param notBefore the earliest moment of a move that may still be taken back; half a minute ago unless said
 * @throws Problem 404, 403 for somebody else's act, 409 when it is too late, the lead did not become this by an act or the person has a new lead
 */
export async function undoMove(context: Context, leadId: string, stages: readonly Stage[], notBefore?: Date): Promise<void> {
  const { db, now } = context;
  const lead = await lockLead(db, leadId);
  if (!lead) throw notFound();
  const { from, reasonBefore, reasonKind, memberId, recordedAt } = await lastMove(db, lead);
  // What the machine did, or a rejection's repair, is no act of its own.
  const byAct = from !== 'new' && (reasonKind === null ? memberId !== null : reasonKind === lead.stage);
  if (!stages.includes(lead.stage) || !byAct)
    throw conflict(`This lead is ${lead.stage}; only one that somebody has just made ${stages.join(' or ')} can be taken back.`);
  assertOwnAndFresh(context, 'move', { memberId, at: recordedAt }, notBefore);
  await moveLead(context, leadId, from, { at: now, undoing: true, ...(reasonBefore !== null && { reason: reasonBefore }) });
}

function assertOwnAndFresh(
  { actor, now }: Context,
  what: string,
  { memberId, at }: { memberId: string | null; at: Date },
  notBefore = new Date(now.getTime() - UNDO_SECONDS * 1000),
): void {
  if (actor.kind === 'member' && actor.role !== 'admin' && memberId !== actor.id)
    throw forbidden(`Somebody else told this ${what} and can undo it; you cannot.`);
  if (at < notBefore)
    throw conflict(`A ${what} can be undone for ${UNDO_SECONDS} seconds; this one was told at ${at.toISOString()}.`);
}
