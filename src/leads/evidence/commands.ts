import type { z } from 'zod';
import { definitionInForce } from '../../definitions/reports.ts';
import { memberId as memberBehind, type Context } from '../../platform/context.ts';
import { notFound, unprocessable } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import { occurredAt } from '../../platform/occurred-at.ts';
import type { newEvidence } from '../schema.ts';
import { lockLead } from '../store.ts';

const DAY_MS = 86_400_000;
/** How long a soft criterion holds where no definition says: half a year, as the standard has it. */
const EVIDENCE_DAYS = 180;

/**
 * Asserts a soft criterion of the person: who heard it, in whose words, until when it holds.
 * @throws Problem 404 for no such lead; 422 for a criterion the definition does not have or an expiry before its beginning
 */
export async function assertEvidence(
  context: Context,
  leadId: string,
  given: z.output<typeof newEvidence>,
): Promise<{ id: string }> {
  const { db, workspace, actor, now } = context;
  const lead = await lockLead(db, leadId);
  if (!lead) throw notFound();
  const at = occurredAt(context, given.at);
  const definition = await definitionInForce(context, now);
  const criterion = definition?.body.soft.find(({ key }) => key === given.criterion);
  if (definition && !criterion) {
    const keys = definition.body.soft.map(({ key }) => key).join(', ');
    throw unprocessable(`The definition in force has no soft criterion "${given.criterion}"; it has ${keys}.`, [
      { pointer: '/criterion', detail: `one of ${keys}` },
    ]);
  }
  const expiresAt = given.expiresAt ?? new Date(at.getTime() + (criterion?.validDays ?? EVIDENCE_DAYS) * DAY_MS);
  if (expiresAt <= at)
    throw unprocessable('expiresAt must lie after the time of the statement.', [
      { pointer: '/expiresAt', detail: `after ${at.toISOString()}` },
    ]);
  const id = newId();
  const row = { criterion: given.criterion, quote: given.quote ?? null, source: given.source, assertedAt: at, expiresAt };
  await db
    .insertInto('evidence')
    .values({ workspaceId: workspace, id, personId: lead.personId, authorMemberId: memberBehind(actor), ...row })
    .execute();
  await recordEvent(context, {
    type: 'evidence.asserted',
    subject: { kind: 'lead', id: leadId },
    at,
    data: { personId: lead.personId, evidenceId: id, ...row },
  });
  return { id };
}
