import { z } from 'zod';
import { memberId, type Context } from '../platform/context.ts';
import { cutPage, decodeCursor } from '../platform/pages.ts';
import type { notification, notificationQuery } from './schema.ts';

/** One's own notifications, newest first. */
export async function listNotifications({ db, actor }: Context, { unread, cursor, limit }: z.output<typeof notificationQuery>) {
  const after = decodeCursor(cursor, z.tuple([z.uuid()]))?.[0];
  const member = memberId(actor);
  if (member === null) return { items: [], next: null };
  const rows = await db
    .selectFrom('notifications')
    .select(['id', 'kind', 'subjectKind', 'subjectId', 'data', 'createdAt', 'readAt'])
    .where('memberId', '=', member)
    .$if(unread === true, (query) => query.where('readAt', 'is', null))
    .$if(after !== undefined, (query) => query.where('id', '<', after ?? ''))
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  return cutPage(
    rows as z.output<typeof notification>[],
    limit,
    ({ id }) => [id],
    (row) => row,
  );
}
