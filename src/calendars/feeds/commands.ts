import type { z } from 'zod';
import { memberId, type Context } from '../../platform/context.ts';
import { forbidden, notFound } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import { hashSecret, newSecret } from '../../platform/secrets.ts';
import type { newCalendarFeed } from './schema.ts';

/** Makes an address at which the member's calendar program reads. @returns its secret, which is kept nowhere @throws Problem 403 for a program */
export async function createCalendarFeed(
  context: Context,
  { team }: z.output<typeof newCalendarFeed>,
): Promise<{ id: string; token: string }> {
  const { db, workspace, actor, now } = context;
  const member = memberId(actor);
  if (member === null) throw forbidden('An address is a member’s own; sign in as one.');
  const id = newId();
  const token = newSecret('calendar');
  await db
    .insertInto('calendarFeeds')
    .values({
      workspaceId: workspace,
      id,
      memberId: member,
      team,
      tokenHash: hashSecret(token),
      hint: token.slice(-4),
      createdAt: now,
    })
    .execute();
  await recordEvent(context, {
    type: 'calendar_feed.created',
    subject: { kind: 'member', id: member },
    data: { feedId: id, team },
  });
  return { id, token };
}

/** Makes one's own address worthless. @throws Problem 404 */
export async function revokeCalendarFeed(context: Context, id: string): Promise<void> {
  const { db, actor, now } = context;
  const member = memberId(actor);
  const revoked = await db
    .updateTable('calendarFeeds')
    .set({ revokedAt: now })
    .where('id', '=', id)
    .where('memberId', '=', member ?? '')
    .where('revokedAt', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!revoked) throw notFound();
  await recordEvent(context, { type: 'calendar_feed.revoked', subject: { kind: 'member', id: member }, data: { feedId: id } });
}
