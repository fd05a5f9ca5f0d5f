import type { z } from 'zod';
import { addDays, startOfMonth } from '../calendars/local-day.ts';
import { localDate } from '../calendars/zone.ts';
import { definitionInForce } from '../definitions/reports.ts';
import { canonicalHash } from '../platform/canonical.ts';
import { memberId, type Context } from '../platform/context.ts';
import { recordEvent } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import type { Enqueue } from '../platform/jobs.ts';
import type { newBackTest } from './schema.ts';

/** Asks for a draft to be held against the past; the worker does it. */
export async function startBackTest(
  context: Context,
  enqueue: Enqueue,
  { body, months }: z.output<typeof newBackTest>,
): Promise<string> {
  const { db, workspace, actor, now } = context;
  const { timeZone } = await db.selectFrom('workspaces').select('timeZone').where('id', '=', workspace).executeTakeFirstOrThrow();
  const today = localDate(now, timeZone);
  const inForce = await definitionInForce(context, now);
  const id = newId();
  const bodyHash = canonicalHash(body);
  await db
    .insertInto('backTests')
    .values({
      workspaceId: workspace,
      id,
      body: JSON.stringify(body),
      bodyHash,
      fromDay: startOfMonth(today, 1 - months),
      toDay: addDays(today, 1),
      definitionId: inForce?.id ?? null,
      createdBy: memberId(actor),
      createdAt: now,
    })
    .execute();
  await recordEvent(context, {
    type: 'back_test.started',
    subject: { kind: 'back_test', id },
    data: { bodyHash, months },
  });
  await enqueue(db, 'definition.back-test', { workspace, backTestId: id });
  return id;
}
