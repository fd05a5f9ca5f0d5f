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
    .selectFrom('notifications as n')
    .leftJoin('comments as t', (join) =>
      join.onRef('t.workspaceId', '=', 'n.workspaceId').onRef('t.id', '=', 'n.subjectId').on('n.subjectKind', '=', 'comment'),
    )
    .leftJoin('handoffs as h', (join) =>
      join
        .onRef('h.workspaceId', '=', 'n.workspaceId')
        .on((on) => on('h.id', '=', on.fn.coalesce('t.subjectId', 'n.subjectId')))
        .on('n.subjectKind', 'in', ['handoff', 'comment']),
    )
    .leftJoin('leads as l', (join) => join.onRef('l.workspaceId', '=', 'h.workspaceId').onRef('l.id', '=', 'h.leadId'))
    .leftJoin('people as p', (join) => join.onRef('p.workspaceId', '=', 'l.workspaceId').onRef('p.id', '=', 'l.personId'))
    .leftJoin('companies as c', (join) => join.onRef('c.workspaceId', '=', 'l.workspaceId').onRef('c.id', '=', 'l.companyId'))
    .select(['n.id', 'n.kind', 'n.subjectKind', 'n.subjectId', 'n.data', 'n.createdAt', 'n.readAt', 'h.id as handoffId'])
    .select(({ fn }) => [fn.coalesce('p.name', 'p.email').as('person'), 'c.name as company'])
    .where('n.memberId', '=', member)
    .$if(unread === true, (query) => query.where('n.readAt', 'is', null))
    .$if(after !== undefined, (query) => query.where('n.id', '<', after ?? ''))
    .orderBy('n.id', 'desc')
    .limit(limit + 1)
    .execute();
  return cutPage(
    rows,
    limit,
    ({ id }) => [id],
    ({ handoffId, person, company, ...row }) => ({
      ...(row as Omit<z.output<typeof notification>, 'about'>),
      about: handoffId === null ? null : { person, company },
    }),
  );
}
