import { sql } from 'kysely';
import { agreementInForce } from '../../agreements/reports.ts';
import { becauseOfHandRaise } from '../../handoffs/briefing.ts';
import { submitHandoff } from '../../handoffs/commands.ts';
import type { Context } from '../../platform/context.ts';
import { Problem } from '../../platform/errors.ts';
import { recordEvents } from '../../platform/events.ts';
import type { Judged, Read } from '../scored/judgement.ts';

/** Leads that go to sales by themselves, because scoring has found them ready. */

/** Handed over without being asked only while it is warm; history that arrives late waits for marketing to decide. */
const RECENT_MS = 24 * 3_600_000;

/**
 * Hands over the leads that are ready and warm, one after the other: to whom one goes hangs on the one before. Each with its briefing
 * complete, or without when the person has asked for contact and waiting for an answer would be rude. Any other waits for marketing, who are
 * told once.
 */
export async function handOver(context: Context, judged: readonly Judged[]): Promise<void> {
  const waiting = [];
  for (const each of judged.filter(({ isDue }) => isDue)) {
    const { leadId, handRaised } = each.score;
    const isWarm = context.now.getTime() - each.active <= RECENT_MS;
    if (isWarm && (await maySucceed(context, each.person, handRaised)) && (await submitted(context, leadId, handRaised)))
      continue;
    if (!each.person.last?.ready) waiting.push(each);
  }
  await recordEvents(
    context,
    waiting.map(({ person, score: { leadId, fit, engagement } }) => ({
      type: 'lead.ready',
      subject: { kind: 'lead', id: leadId },
      data: { personId: person.outline.personId, fit, engagement },
    })),
  );
}

/** Whether a hand-off that was refused the last time may go through now: one more page does not fill a briefing. */
async function maySucceed(context: Context, { prospect, before, last }: Read, handRaised: boolean): Promise<boolean> {
  if (!before || !last?.ready || handRaised) return true;
  const wasWarm = last.scoredAt.getTime() - (before.tally.active ?? -Infinity) <= RECENT_MS;
  if (!wasWarm || prospect.lead.touches.some(({ kind, bot }) => kind === 'form' && !bot)) return true;
  const begun = (await agreementInForce(context, context.now))?.id;
  return begun !== (await agreementInForce(context, last.scoredAt))?.id;
}

/** Whether the hand-off went through; a briefing that lacks something is a refusal, and leaves nothing behind. */
async function submitted(context: Context, leadId: string, handRaised: boolean): Promise<boolean> {
  await sql`savepoint hand_over`.execute(context.db);
  try {
    await submitHandoff(context, { leadId, ...(handRaised && { incompleteBecause: becauseOfHandRaise }) });
    return true;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    await sql`rollback to savepoint hand_over`.execute(context.db);
    return false;
  }
}
