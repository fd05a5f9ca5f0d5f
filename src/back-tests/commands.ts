import type { z } from 'zod';
import { addDays, startOfMonth } from '../calendars/local-day.ts';
import { localDate } from '../calendars/zone.ts';
import { definitionInForce } from '../definitions/reports.ts';
import { canonicalHash } from '../platform/canonical.ts';
import { memberId, type Context } from '../platform/context.ts';
import { tooMany } from '../platform/errors.ts';
import { recordEvent } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import type { Enqueue } from '../platform/jobs.ts';
import type { newBackTest } from './schema.ts';
import { backTestsUnderWay, lockBackTests } from './store.ts';

/** So many of a workspace may be under way: one at work and two that wait for it. */
const AT_ONCE = 3;
/** What has not come to an end by then was lost with its worker, and holds up nobody. */
const LOST_AFTER_MS = 86_400_000;
/** One takes a few minutes where there is much to look at. */
const ASK_AGAIN_SECONDS = 60;

/**
 * Asks for a draft to be held against the past; the worker does it.
 * @throws Problem 429 while enough of them wait
 */
export async function startBackTest(
  context: Context,
  enqueue: Enqueue,
  { body, months }: z.output<typeof newBackTest>,
): Promise<string> {
  const { db, workspace, actor, now } = context;
  await lockBackTests(db, workspace);
  if ((await backTestsUnderWay(db, new Date(now.getTime() - LOST_AFTER_MS))) >= AT_ONCE)
    throw tooMany(
      `${AT_ONCE} back-tests of this workspace are under way: one at work and ${AT_ONCE - 1} that wait for it. Wait until one is done, and try again.`,
      ASK_AGAIN_SECONDS,
    );
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
