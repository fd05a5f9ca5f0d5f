import { sql } from 'kysely';
import { z } from 'zod';
import { memberId, type Context } from '../../platform/context.ts';
import { forbidden, notFound } from '../../platform/errors.ts';
import { cutPage, decodeCursor } from '../../platform/pages.ts';
import type { delivery, deliveryQuery } from './schema.ts';
import type { DeliveryRow } from './store.ts';

type Item = z.output<typeof delivery>;

/** Messages, the newest first: one's own, or for administrators everybody's. @throws Problem 403 */
export async function listDeliveries(context: Context, { of, state, cursor, limit }: z.output<typeof deliveryQuery>) {
  if (of === 'all' && !isAdmin(context))
    throw forbidden('Administrators see what was sent to others; leave "of" out to see your own.');
  const after = decodeCursor(cursor, z.tuple([z.uuid()]))?.[0] ?? null;
  const rows = await deliveriesWhere(
    context,
    sql`(${state ?? null}::text is null or ${stateAt(context.now)} = ${state ?? null}) and (${after}::uuid is null or d.id < ${after}::uuid)
        and (${of} = 'all' or d.member_id = ${memberId(context.actor)} or d.asked_by = ${memberId(context.actor)})`,
    limit + 1,
  );
  return cutPage(
    rows,
    limit,
    ({ id }) => [id],
    (item) => item,
  );
}

/** @throws Problem 404, also for somebody else's */
export async function getDelivery(context: Context, id: string): Promise<Item> {
  const own = memberId(context.actor);
  const [found] = await deliveriesWhere(
    context,
    sql`d.id = ${id} and (${isAdmin(context)} or d.member_id = ${own} or d.asked_by = ${own})`,
    1,
  );
  if (!found) throw notFound();
  return found;
}

const isAdmin = ({ actor }: Context) => actor.kind === 'member' && actor.role === 'admin';

const stateAt = (now: Date) => sql<
  Item['state']
>`case when d.sent_at is not null then 'sent' when d.failed_at is not null then 'failed'
  when d.dropped_at is not null then 'dropped' when d.attempts = 0 and d.next_try_at > ${now} then 'held' else 'pending' end`;

async function deliveriesWhere(
  { db, workspace, now }: Context,
  condition: ReturnType<typeof sql>,
  limit: number,
): Promise<Item[]> {
  const { rows } = await sql<
    DeliveryRow & {
      state: Item['state'];
      memberName: string | null;
      email: string | null;
      connection: string | null;
      kinds: string[];
    }
  >`
    select d.*, ${stateAt(now)} as state, u.name as member_name, u.email, c.name as connection,
           array(select distinct n.kind from delivered_news i join notifications n on n.workspace_id = i.workspace_id and n.id = i.notification_id
                  where i.workspace_id = d.workspace_id and i.delivery_id = d.id order by 1) as kinds
      from deliveries d
      left join members m on m.workspace_id = d.workspace_id and m.id = d.member_id left join users u on u.id = m.user_id
      left join notification_connections c on c.workspace_id = d.workspace_id and c.id = d.connection_id
     where d.workspace_id = ${workspace} and ${condition} order by d.id desc limit ${limit}`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    carrier: row.carrier,
    to: row.email ?? row.connection ?? '',
    member: row.memberId === null ? null : { id: row.memberId, name: row.memberName ?? '' },
    connectionId: row.connectionId,
    test: row.askedBy !== null,
    kinds: row.kinds,
    state: row.state,
    attempts: row.attempts,
    answer: row.lastAnswer,
    createdAt: row.createdAt,
    lastTriedAt: row.lastTriedAt,
    nextTryAt: row.nextTryAt,
  }));
}
