import type { z } from 'zod';
import { moveLead } from '../../leads/commands.ts';
import { logAttempt } from '../../leads/contacted/commands.ts';
import { repairLead } from '../../leads/ended/commands.ts';
import { notify, withdrawNews } from '../../notifications/commands.ts';
import { memberId, type Context } from '../../platform/context.ts';
import { conflict, forbidden, notFound, unprocessable } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { occurredAt } from '../../platform/occurred-at.ts';
import { givenReason } from '../../reasons/reports.ts';
import { assign } from '../commands.ts';
import { TOLD_FREELY_MS, UNDO_SECONDS } from '../handoff.ts';
import { memberOrHeads } from '../reps/reports.ts';
import type { firstContact } from '../schema.ts';
import { firstAttempt, insertDecision, lockHandoff, standingDecision, type HandoffRow } from '../store.ts';

/** What sales answers to a hand-off: it is accepted or given back, within half a minute taken back, and then contacted. */

/** Sales takes the hand-off. Whoever of sales accepts one given to somebody else has it from then on. @throws Problem 404, 409 naming who was first and when, 422 */
export async function acceptHandoff(context: Context, id: string, { at }: { at?: Date | undefined }): Promise<void> {
  await accept(context, await oneHandoff(context, id), occurredAt(context, at, TOLD_FREELY_MS));
}

async function accept(context: Context, handoff: HandoffRow, at: Date): Promise<void> {
  const { actor } = context;
  await decide(context, handoff, { decision: 'accepted', at });
  const takes = actor.kind === 'member' && actor.role === 'sales' && actor.id !== handoff.assignedTo;
  if (takes) await assign(context, handoff, { memberId: actor.id, because: 'took_it', rule: null, at });
}

/**
 * Sales gives the hand-off back for exactly one reason, and the repair it names follows at once.
 * @throws Problem 404, 409 naming who was first and when, 422 naming the reasons there are
 */
export async function rejectHandoff(
  context: Context,
  id: string,
  { reason, comment, at }: { reason: string; comment?: string | undefined; at?: Date | undefined },
): Promise<void> {
  const handoff = await oneHandoff(context, id);
  const known = await givenReason(context, 'rejected', reason);
  const decidedAt = occurredAt(context, at, TOLD_FREELY_MS);
  await decide(context, handoff, { decision: 'rejected', because: { ...known, comment: comment ?? null }, at: decidedAt });
  await repairLead(context, handoff.leadId, { ...known, at: decidedAt });
  const concerned = await memberOrHeads(context, 'marketing', handoff.submittedBy);
  await notify(context, concerned, { kind: 'handoff.rejected', subject: { kind: 'handoff', id } });
}

interface Decision {
  decision: 'accepted' | 'rejected';
  /** Of one given back: the reason's code, the repair it leads to, and what was said beside it. */
  because?: { code: string; repair: string; comment: string | null };
  at: Date;
}

/** The unique index lets one decision stand; whoever comes second hears who was first. */
async function decide(context: Context, handoff: HandoffRow, { decision, because, at }: Decision): Promise<void> {
  const { db, workspace, actor } = context;
  const { id, leadId } = handoff;
  assertAfter(handoff, at);
  const reason = because?.code ?? null;
  const taken = await insertDecision(db, workspace, id, {
    decision,
    reason,
    comment: because?.comment ?? null,
    memberId: memberId(actor),
    decidedAt: at,
  });
  if (!taken) throw conflict(await whoDecided(context, id));
  await moveLead(context, leadId, decision, { at, ...(reason !== null && { reason }) });
  await recordEvent(context, {
    type: `handoff.${decision}`,
    subject: { kind: 'handoff', id },
    at,
    data: { leadId, ...(because && { reason, repair: because.repair, comment: because.comment }) },
  });
}

/** Locked: whoever takes it waits for a ladder that is giving it to somebody else, and that ladder for them. */
async function oneHandoff({ db }: Context, id: string): Promise<HandoffRow> {
  const handoff = await lockHandoff(db, id);
  if (!handoff) throw notFound();
  return handoff;
}

async function whoDecided({ db }: Context, id: string): Promise<string> {
  const first = await standingDecision(db, id);
  // Undone between the two statements: nothing stands any more.
  if (!first) return 'Somebody else decided on this hand-off at the same moment; look at it again.';
  const act = first.decision === 'accepted' ? 'accepted this hand-off' : 'gave this hand-off back';
  return `${first.name ?? 'A program'} ${act} at ${first.decidedAt.toISOString()}.`;
}

/**
 * Undoes one's own decision within half a minute, with the repair that followed; it stays on record as undone.
 * @throws Problem 404 when nothing is decided, 403 for somebody else's decision, 409 when it is too late or the person has come back
 */
export async function undoDecision(context: Context, id: string): Promise<void> {
  const { db, actor, now } = context;
  const handoff = await lockHandoff(db, id);
  const standing = handoff && (await standingDecision(db, id));
  if (!standing) throw notFound();
  if (actor.kind === 'member' && actor.role !== 'admin' && standing.memberId !== actor.id)
    throw forbidden(`${standing.name ?? 'A program'} took this decision and can undo it; you cannot.`);
  const age = now.getTime() - standing.decidedAt.getTime();
  if (age > UNDO_SECONDS * 1000)
    throw conflict(
      `A decision can be undone for ${UNDO_SECONDS} seconds; this one was taken at ${standing.decidedAt.toISOString()}.`,
    );
  if (await firstAttempt(db, id)) throw conflict('The prospect has been contacted; the decision can no longer be undone.');
  const { numUpdatedRows } = await db
    .updateTable('handoffDecisions')
    .set({ undoneAt: now })
    .where('handoffId', '=', id)
    .where('id', '=', standing.id)
    .where('undoneAt', 'is', null)
    .executeTakeFirst();
  if (!numUpdatedRows) throw conflict('The decision was undone already.');
  await moveLead(context, handoff.leadId, 'submitted', { at: now, undoing: true });
  await withdrawNews(context, { kind: 'handoff.rejected', subject: { kind: 'handoff', id } });
  await recordEvent(context, {
    type: 'handoff.decision_undone',
    subject: { kind: 'handoff', id },
    data: { leadId: handoff.leadId, decision: standing.decision, reason: standing.reason },
  });
}

/**
 * Logs the first contact, which stops the clock. One not accepted yet is accepted by it.
 * @throws Problem 403 where no member made it; 404; 409 when it was given back, or naming who was first and when; 422 for a time before the hand-off
 */
export async function makeFirstContact(context: Context, id: string, given: z.output<typeof firstContact>): Promise<void> {
  const { db } = context;
  const handoff = await lockHandoff(db, id);
  if (!handoff) throw notFound();
  const at = occurredAt(context, given.at);
  assertAfter(handoff, at);
  const first = await firstAttempt(db, id);
  if (first)
    throw conflict(
      `${first.name ?? 'A program'} made the first contact at ${first.attemptedAt.toISOString()}. Log what follows at the lead.`,
    );
  const standing = await standingDecision(db, id);
  if (standing?.decision === 'rejected') throw conflict(await whoDecided(context, id));
  if (!standing) await accept(context, handoff, at);
  await logAttempt(context, handoff.leadId, { ...given, at });
}

/** Nothing is done with a hand-off before it is handed over. @throws Problem 422 */
function assertAfter({ submittedAt }: { submittedAt: Date }, at: Date): void {
  if (at < submittedAt)
    throw unprocessable(`at lies before the hand-off, which was at ${submittedAt.toISOString()}.`, [
      { pointer: '/at', detail: `not before ${submittedAt.toISOString()}` },
    ]);
}
