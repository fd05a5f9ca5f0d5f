import type { z } from 'zod';
import { memberId, type Context } from '../../platform/context.ts';
import { notFound, unprocessable } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import { occurredAt } from '../../platform/occurred-at.ts';
import { readAnswer, type AnswerFault } from '../answer.ts';
import { contractAt } from '../reports.ts';
import type { newToldAnswers } from '../schema.ts';

const wanted: Record<AnswerFault, string> = {
  not_a_choice: 'the key of one of its choices',
  not_a_number: 'a number, with a point for the decimals',
  not_yes_or_no: '"yes" or "no"',
  too_long: 'shorter',
  not_text: 'text without NUL and half characters',
};

/**
 * Notes what somebody was told: answers to items of the contract, with who heard them, how and when.
 * @throws Problem 404; 422 naming items that are not agreed, or answers that are none of their item's
 */
export async function noteAnswers(
  context: Context,
  leadId: string,
  { source, answers, at: told }: z.output<typeof newToldAnswers>,
): Promise<void> {
  const { db, workspace, actor, now } = context;
  const lead = await db.selectFrom('leads').select('personId').where('id', '=', leadId).executeTakeFirst();
  if (!lead) throw notFound();
  const at = occurredAt(context, told);
  const { items } = await contractAt(context, now);
  const faults: { pointer: string; detail: string }[] = [];
  const rows = Object.entries(answers).flatMap(([key, typed]) => {
    const item = items.find((each) => each.key === key);
    const read = item ? readAnswer(item, typed) : undefined;
    if (read && 'value' in read) return [{ itemKey: key, value: read.value }];
    faults.push({ pointer: `/answers/${key}`, detail: read ? `must be ${wanted[read.fault]}` : 'is no item of the contract' });
    return [];
  });
  if (faults.length > 0)
    throw unprocessable(
      `Not every answer fits its item: ${faults.map(({ pointer, detail }) => `${pointer.slice('/answers/'.length)} ${detail}`).join('; ')}.`,
      faults,
    );
  await db
    .insertInto('itemAnswers')
    .values(
      rows.map((row) => ({
        workspaceId: workspace,
        id: newId(),
        personId: lead.personId,
        ...row,
        source,
        memberId: memberId(actor),
        answeredAt: at,
        recordedAt: now,
      })),
    )
    .execute();
  await recordEvent(context, {
    type: 'items.answered',
    subject: { kind: 'lead', id: leadId },
    at,
    data: { personId: lead.personId, source, answers: Object.fromEntries(rows.map(({ itemKey, value }) => [itemKey, value])) },
  });
}
