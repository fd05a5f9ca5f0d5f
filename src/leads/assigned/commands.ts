import { assertOfSales, reassignHandoff, rerouteHandoff } from '../../handoffs/commands.ts';
import { withdrawNews } from '../../notifications/commands.ts';
import type { Context } from '../../platform/context.ts';
import { conflict, notFound } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { isClosed } from '../lifecycle.ts';
import { latestHandoff, lockLead } from '../store.ts';

/**
 * Gives a lead to somebody of sales: while a hand-off waits for its first contact, the hand-off with its clock; before and after that, the
 * lead alone, which routing then takes for its owner.
 * @param to null lets routing choose again, which it does for an open hand-off
 * @returns whether anybody else has it now
 * @throws Problem 404, 409 for one that has ended or that routing has nothing to do with, 422 for nobody of sales
 */
export async function assignLead(context: Context, leadId: string, to: string | null): Promise<boolean> {
  const { db, now } = context;
  // The hand-off is locked before its lead, as whoever answers it does.
  const seen = await ownerAndStage(context, leadId);
  if (seen.stage === 'submitted' || seen.stage === 'accepted') {
    const handoff = await latestHandoff(db, leadId, now);
    if (handoff !== null) {
      if (to === null) return rerouteHandoff(context, handoff);
      await reassignHandoff(context, handoff, to);
      return seen.ownerMemberId !== to;
    }
  }
  if (to === null)
    throw conflict(`Routing chooses when a lead is handed over; this one is ${seen.stage}. Name somebody, or hand it over.`);
  await assertOfSales(context, to);
  const lead = await lockLead(db, leadId);
  if (!lead) throw notFound();
  if (lead.stage !== seen.stage) throw conflict('Somebody else moved this lead at the same moment; look at it again.');
  if (isClosed(lead.stage)) throw conflict(`This lead is ${lead.stage}; nobody works on it any more.`);
  const { ownerMemberId } = await ownerAndStage(context, leadId);
  if (ownerMemberId === to) return false;
  await own(context, lead, to);
  return true;
}

/**
 * Gives a lead that was assigned by mistake back to who had it; whoever got it by mistake is no longer told so.
 * @param to null where nobody had
 * @throws Problem as {@link assignLead}, and 409 for a hand-off that nobody had: it stays with somebody
 */
export async function returnLead(context: Context, leadId: string, to: string | null): Promise<void> {
  const { stage, ownerMemberId: mistaken } = await ownerAndStage(context, leadId);
  if (stage === 'submitted' || stage === 'accepted') {
    if (to === null)
      throw conflict('Nobody had this hand-off before, and it would wait for nobody; give it to somebody instead.');
    await assignLead(context, leadId, to);
    const handoff = await latestHandoff(context.db, leadId, context.now);
    if (handoff !== null && mistaken !== null && mistaken !== to)
      await withdrawNews(context, { kind: 'handoff.assigned', subject: { kind: 'handoff', id: handoff }, member: mistaken });
    return;
  }
  const lead = await lockLead(context.db, leadId);
  if (!lead) throw notFound();
  await own(context, lead, to);
}

/** Writes down whose lead it is from now on. */
async function own(context: Context, lead: { id: string; personId: string }, to: string | null): Promise<void> {
  const { db } = context;
  const { ownerMemberId: before } = await ownerAndStage(context, lead.id);
  await db.updateTable('leads').set({ ownerMemberId: to }).where('id', '=', lead.id).execute();
  await recordEvent(context, {
    type: 'lead.assigned',
    subject: { kind: 'lead', id: lead.id },
    data: { personId: lead.personId, before, after: to },
  });
}

async function ownerAndStage({ db }: Context, leadId: string) {
  const row = await db.selectFrom('leads').select(['ownerMemberId', 'stage']).where('id', '=', leadId).executeTakeFirst();
  if (!row) throw notFound();
  return row;
}
