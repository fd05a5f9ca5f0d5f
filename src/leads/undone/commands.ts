import { UNDO_SECONDS } from '../../handoffs/handoff.ts';
import type { Context } from '../../platform/context.ts';
import { conflict, forbidden, notFound } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { moveLead } from '../commands.ts';
import type { Stage } from '../lifecycle.ts';
import { lastAttempt, lastMove, lockLead } from '../store.ts';

/** What sales takes back within half a minute, because a key was pressed by mistake. */

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
  const { id: attemptId, handoffId, kind, response } = last;
  await recordEvent(context, {
    type: 'attempt.undone',
    subject: { kind: 'lead', id: leadId },
    data: { personId: lead.personId, attemptId, handoffId, kind, response },
  });
}

/**
 * Takes a lead back that was sent to marketing for later.
 * @throws Problem 404, 403 for somebody else's act, 409 when it is too late, the lead is not recycled or the person has come back
 */
export async function undoRecycling(context: Context, leadId: string): Promise<void> {
  const { db, now } = context;
  const lead = await lockLead(db, leadId);
  if (!lead) throw notFound();
  const { fromStage, reasonKind, memberId, recordedAt } = await lastMove(db, lead);
  if (lead.stage !== 'recycled' || reasonKind !== 'recycled')
    throw conflict(`This lead is ${lead.stage}; only one that was recycled just now can be taken back.`);
  assertOwnAndFresh(context, 'recycling', { memberId, at: recordedAt });
  await moveLead(context, leadId, fromStage as Stage, { at: now, undoing: true });
}

function assertOwnAndFresh({ actor, now }: Context, what: string, { memberId, at }: { memberId: string | null; at: Date }): void {
  if (actor.kind === 'member' && actor.role !== 'admin' && memberId !== actor.id)
    throw forbidden(`Somebody else told this ${what} and can undo it; you cannot.`);
  if (now.getTime() - at.getTime() > UNDO_SECONDS * 1000)
    throw conflict(`A ${what} can be undone for ${UNDO_SECONDS} seconds; this one was told at ${at.toISOString()}.`);
}
