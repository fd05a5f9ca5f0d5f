import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { mayBeTakenBack } from '../../leads/bulk/reports.ts';
import type { Context, Db } from '../../platform/context.ts';
import { newId } from '../../platform/ids.ts';
import type { Carrier } from '../choices.ts';
import type { ToldNews } from '../message.ts';
import type { OneNews, PlannedDelivery } from '../plan.ts';
import type { Answer } from '../retrying.ts';

export interface DeliveryRow {
  id: string;
  carrier: Carrier;
  memberId: string | null;
  connectionId: string | null;
  askedBy: string | null;
  createdAt: Date;
  nextTryAt: Date | null;
  tryingUntil: Date | null;
  attempts: number;
  firstTriedAt: Date | null;
  lastTriedAt: Date | null;
  lastAnswer: Answer | null;
  sentAt: Date | null;
  failedAt: Date | null;
  droppedAt: Date | null;
  unsubscribeKey: string | null;
}

/**
 * News nobody has looked at yet, the oldest first, each of them taken by one worker. Of hand-offs that many at once were given to somebody
 * it is left until that can no longer be taken back.
 */
export async function takeUnplanned(context: Context, most: number): Promise<OneNews[]> {
  const { db, workspace, now } = context;
  const { rows } = await sql<OneNews>`
    with taken as (
      select id from notifications n
       where workspace_id = ${workspace} and planned_at is null
         and not (kind in ('handoff.assigned', 'handoff.unassigned') and ${mayBeTakenBack(context, sql`n.subject_id`)})
       order by id limit ${most} for update skip locked)
    update notifications n set planned_at = ${now} from taken where n.workspace_id = ${workspace} and n.id = taken.id
    returning n.id, n.member_id, n.kind, n.subject_id, n.created_at`.execute(db);
  return rows;
}

/** Puts news into a message: into one that waits for the same moment and receiver, or into a new one. */
export async function keepPlanned({ db, workspace, now }: Context, planned: PlannedDelivery): Promise<void> {
  const { carrier, memberId, connectionId, at, news } = planned;
  const waiting =
    at > now
      ? await db
          .selectFrom('deliveries')
          .select('id')
          .where('nextTryAt', '=', at)
          .where('attempts', '=', 0)
          .where('askedBy', 'is', null)
          .where(memberId === null ? 'connectionId' : 'memberId', '=', memberId ?? connectionId)
          .forUpdate()
          .executeTakeFirst()
      : undefined;
  const id = waiting?.id ?? newId();
  if (!waiting) await insertDelivery(db, workspace, { id, carrier, memberId, connectionId, createdAt: now, nextTryAt: at });
  await db
    .insertInto('deliveredNews')
    .values(news.map((notificationId) => ({ workspaceId: workspace, deliveryId: id, notificationId })))
    .execute();
}

export async function insertDelivery(
  db: Db,
  workspace: string,
  row: Pick<DeliveryRow, 'id' | 'carrier' | 'memberId' | 'connectionId' | 'createdAt' | 'nextTryAt'> & {
    askedBy?: string | null;
  },
): Promise<void> {
  const unsubscribeKey = row.carrier === 'mail' ? randomBytes(16).toString('base64url') : null;
  await db
    .insertInto('deliveries')
    .values({ workspaceId: workspace, ...row, unsubscribeKey })
    .execute();
}

/** What is to be tried by now: the oldest of each connection that is not busy, and of mail as many as there is room for. */
export async function dueDeliveries(
  { db, workspace, now }: Context,
  { busy, mails }: { busy: readonly string[]; mails: number },
): Promise<{ id: string; connectionId: string | null }[]> {
  const { rows } = await sql<{ id: string; connectionId: string | null }>`
    with due as (select id, connection_id, next_try_at from deliveries
                  where workspace_id = ${workspace} and next_try_at <= ${now} and (trying_until is null or trying_until < ${now}))
    (select distinct on (connection_id) id, connection_id from due where connection_id is not null and not connection_id = any(${[...busy]}::uuid[])
      order by connection_id, next_try_at, id)
    union all
    (select id, connection_id from due where connection_id is null order by next_try_at, id limit ${mails})`.execute(db);
  return rows;
}

/** Null when another worker has it. */
export async function lockDelivery(db: Db, id: string, { skipLocked = false } = {}): Promise<DeliveryRow | null> {
  const query = db.selectFrom('deliveries').selectAll().where('id', '=', id).forUpdate();
  const row = await (skipLocked ? query.skipLocked() : query).executeTakeFirst();
  return (row as DeliveryRow | undefined) ?? null;
}

type DeliveryChange = Partial<Omit<DeliveryRow, 'id' | 'carrier' | 'memberId' | 'connectionId' | 'askedBy' | 'createdAt'>>;

export async function updateDelivery(db: Db, id: string, { lastAnswer, ...change }: DeliveryChange): Promise<void> {
  await db
    .updateTable('deliveries')
    .set({ ...change, ...(lastAnswer !== undefined && { lastAnswer: lastAnswer && JSON.stringify(lastAnswer) }) })
    .where('id', '=', id)
    .execute();
}

/** News in a message, as it stands now: the hand-off's people as they are called, its clock as it was last reckoned. */
export interface NewsInDelivery extends Omit<ToldNews, 'members'> {
  id: string;
  memberId: string;
  createdAt: Date;
  readAt: Date | null;
}

export async function newsIn({ db, workspace }: Context, delivery: string): Promise<NewsInDelivery[]> {
  const { rows } = await sql<
    Omit<NewsInDelivery, 'about'> & { handoffId: string | null; person: string | null; company: string | null }
  >`
    select n.id, n.member_id, n.kind, n.subject_kind, n.subject_id, n.data, n.created_at, n.read_at, h.id as handoff_id,
           coalesce(p.name, p.email) as person, c.name as company, d.due
      from delivered_news i join notifications n on n.workspace_id = i.workspace_id and n.id = i.notification_id
      left join comments t on t.workspace_id = n.workspace_id and t.id = n.subject_id and n.subject_kind = 'comment'
      left join handoffs h on h.workspace_id = n.workspace_id and h.id = coalesce(t.subject_id, n.subject_id) and n.subject_kind in ('handoff', 'comment')
      left join handoff_deadlines d on d.workspace_id = h.workspace_id and d.handoff_id = h.id and n.kind in ('handoff.assigned', 'handoff.nearly_out', 'handoff.overdue', 'handoff.unassigned')
      left join leads l on l.workspace_id = h.workspace_id and l.id = h.lead_id
      left join people p on p.workspace_id = l.workspace_id and p.id = l.person_id
      left join companies c on c.workspace_id = l.workspace_id and c.id = l.company_id
     where i.workspace_id = ${workspace} and i.delivery_id = ${delivery} order by n.id`.execute(db);
  return rows.map(({ handoffId, person, company, ...news }) => ({
    ...news,
    about: handoffId === null ? null : { person, company },
  }));
}

/** Whether the message to the same receiver that ended before this one failed too. */
export async function failedBefore({ db }: Context, { id, memberId, connectionId }: DeliveryRow): Promise<boolean> {
  const before = await db
    .selectFrom('deliveries')
    .select('failedAt')
    .where(memberId === null ? 'connectionId' : 'memberId', '=', memberId ?? connectionId)
    .where('id', '<>', id)
    .where((row) => row.or([row('sentAt', 'is not', null), row('failedAt', 'is not', null)]))
    .orderBy(sql`coalesce(sent_at, failed_at)`, 'desc')
    .limit(1)
    .executeTakeFirst();
  return before !== undefined && before.failedAt !== null;
}
