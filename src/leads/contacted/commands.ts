import type { z } from 'zod';
import { keepOpen } from '../../handoffs/open/commands.ts';
import { memberId as memberBehind, type Context } from '../../platform/context.ts';
import { conflict, forbidden, notFound } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import { occurredAt } from '../../platform/occurred-at.ts';
import { moveLead } from '../commands.ts';
import { isBefore } from '../lifecycle.ts';
import type { newAttempt } from '../schema.ts';
import { latestHandoff, lockLead, sameAttempt, type LeadRow } from '../store.ts';

/** Nobody calls twice in so short a time: the same contact told again by the same member is the one that was told. */
const SAME_CONTACT_MS = 10_000;

/**
 * Logs an act towards the prospect. The first after acceptance sets the lead to working; one that reached somebody makes it connected.
 * It belongs to the hand-off the lead came by, whose first contact the first of them is. Told twice by a double click, it is one.
 * @throws Problem 403 where nobody made it, for automation never counts; 404 for no such lead, 409 for one whose hand-off is not accepted yet
 */
export async function logAttempt(context: Context, leadId: string, given: z.output<typeof newAttempt>): Promise<{ id: string }> {
  const { db, workspace, actor, now } = context;
  const memberId = memberBehind(actor);
  if (memberId === null)
    throw forbidden(
      'A program cannot contact anybody; a member does. Sign in, or say in On-Behalf-Of which member did, for which the API key needs the scope "history".',
    );
  const lead = await lockLead(db, leadId);
  if (!lead) throw notFound();
  if (lead.stage === 'submitted') throw conflict('This lead waits for an answer from sales; accept its hand-off first.');
  const attemptedAt = occurredAt(context, given.at);
  const id = newId();
  const handoffId = await latestHandoff(db, leadId, attemptedAt);
  const { kind, response } = given;
  const twin = await sameAttempt(db, { leadId, handoffId, memberId, kind, response, attemptedAt, withinMs: SAME_CONTACT_MS });
  if (twin) return twin;
  const stage = response === 'reached' ? 'connected' : 'working';
  const withSales = lead.stage === 'accepted' || lead.stage === 'working';
  const movedFrom = withSales && isBefore(lead.stage, stage) ? lead.stage : null;
  const said = {
    kind,
    response,
    note: given.note ?? null,
    nextStep: given.nextStep ?? null,
    nextStepOn: given.nextStepOn ?? null,
  };
  await db
    .insertInto('attempts')
    .values({ workspaceId: workspace, id, leadId, handoffId, memberId, ...said, movedFrom, attemptedAt, recordedAt: now })
    .execute();
  await recordEvent(context, {
    type: 'attempt.logged',
    subject: { kind: 'lead', id: leadId },
    at: attemptedAt,
    data: { personId: lead.personId, attemptId: id, handoffId, ...said },
  });
  if (movedFrom) await moveLead(context, leadId, stage, { at: notBefore(attemptedAt, lead) });
  else if (handoffId) await keepOpen(context, [leadId]);
  return { id };
}

/** An act may be told with a time just before the stage it follows from; the stage cannot. */
function notBefore(at: Date, { stageSince }: LeadRow): Date {
  return at > stageSince ? at : stageSince;
}
