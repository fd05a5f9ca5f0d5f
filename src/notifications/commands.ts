import { sql } from 'kysely';
import { memberId, type Context } from '../platform/context.ts';
import { forbidden, notFound } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import type { NewsKind } from './kinds.ts';

/** Something members should hear of, once each. */
export interface News {
  kind: NewsKind;
  subject: { kind: string; id: string };
  /** What a screen needs to word it. */
  data?: Record<string, unknown>;
}

/** Tells members. The same kind of news of the same subject reaches a member once, however often it is told. */
export async function notify(
  context: Context,
  members: Iterable<string | null>,
  { kind, subject, data = {} }: News,
): Promise<void> {
  const { db, workspace, now } = context;
  const ids = [...new Set([...members].filter((id) => id !== null))];
  if (ids.length === 0) return;
  await db
    .insertInto('notifications')
    .values(
      ids.map((member) => ({
        workspaceId: workspace,
        id: newId(),
        memberId: member,
        kind,
        subjectKind: subject.kind,
        subjectId: subject.id,
        data: JSON.stringify(data),
        createdAt: now,
      })),
    )
    .onConflict((on) => on.columns(['workspaceId', 'memberId', 'kind', 'subjectId']).doNothing())
    .execute();
  // The worker looks at once where else it is wanted.
  await sql`select pg_notify('samspil_events', ${workspace})`.execute(db);
}

/**
 * Takes back what was told of something that has been undone: from the bell, and from the messages that have not left yet.
 * @param member who is no longer concerned; everybody unless said
 */
export async function withdrawNews(
  { db }: Context,
  { kind, subject, member }: Pick<News, 'kind' | 'subject'> & { member?: string },
): Promise<void> {
  await db
    .deleteFrom('notifications')
    .where('kind', '=', kind)
    .where('subjectKind', '=', subject.kind)
    .where('subjectId', '=', subject.id)
    .$if(member !== undefined, (news) => news.where('memberId', '=', member ?? ''))
    .execute();
}

/** Marks one's own notification as read; a second time changes nothing. @throws Problem 404 for one that is not one's own */
export async function readNotification({ db, actor, now }: Context, id: string): Promise<void> {
  const member = memberId(actor);
  if (member === null) throw forbidden('A program has no notifications.');
  const own = await db
    .selectFrom('notifications')
    .select('readAt')
    .where('id', '=', id)
    .where('memberId', '=', member)
    .executeTakeFirst();
  if (!own) throw notFound();
  await db.updateTable('notifications').set({ readAt: now }).where('id', '=', id).where('readAt', 'is', null).execute();
}
