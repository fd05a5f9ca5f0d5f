import { sql } from 'kysely';
import type { Context } from '../../platform/context.ts';

/** A lead, and the touch it began with: the first human one after the person's passage before, else their very first. */
export interface Origin {
  leadId: string;
  touchId: string;
  channel: string | null;
  isCustomer: boolean;
}

/** The leads that began with one of these touches of these people. */
export async function leadsBegunBy(
  { db, workspace }: Context,
  { touchIds, personIds }: { touchIds: readonly string[]; personIds: readonly string[] },
): Promise<Origin[]> {
  if (touchIds.length === 0 || personIds.length === 0) return [];
  const { rows } = await sql<Origin>`
    select l.id as lead_id, first.id as touch_id, l.channel, l.stage in ('won', 'invoiced') as is_customer
      from leads l
      left join lateral (select max(b.closed_at) as ended from leads b
                          where b.workspace_id = l.workspace_id and b.person_id = l.person_id and b.id <> l.id and b.closed_at <= l.created_at) before on true
     cross join lateral (select t.id from touchpoints t
                          where t.workspace_id = l.workspace_id and t.person_id = l.person_id and not t.bot
                          order by (t.occurred_at > coalesce(before.ended, '-infinity')) desc, t.occurred_at, t.id limit 1) first
     where l.workspace_id = ${workspace} and l.person_id = any(${[...new Set(personIds)]}::uuid[]) and first.id = any(${[...touchIds]}::uuid[])`.execute(
    db,
  );
  return rows;
}

/** Leads follow the touch they began with: they take over its channel and names. */
export async function followOrigins(
  { db, workspace }: Context,
  origins: readonly {
    leadId: string;
    road: { channel: string; source: string | null; medium: string | null; campaign: string | null };
  }[],
): Promise<void> {
  if (origins.length === 0) return;
  // Locked in one order everywhere, so that two who change several never wait for each other.
  const ids = origins.map(({ leadId }) => leadId);
  await db.selectFrom('leads').select('id').where('id', 'in', ids).orderBy('id').forNoKeyUpdate().execute();
  const rows = origins.map(({ leadId, road: { channel, source, medium, campaign } }) => ({
    leadId,
    channel,
    source,
    medium,
    campaign,
  }));
  await sql`
    update leads l set channel = o.channel, source = o.source, medium = o.medium, campaign = o.campaign
      from json_to_recordset(${JSON.stringify(rows)}::json) as o("leadId" uuid, channel text, source text, medium text, campaign text)
     where l.workspace_id = ${workspace} and l.id = o."leadId"`.execute(db);
}

/** How many leads and customers each channel has brought. */
export async function leadsByChannel({
  db,
  workspace,
}: Context): Promise<{ channel: string | null; leads: number; customers: number }[]> {
  const { rows } = await sql<{ channel: string | null; leads: number; customers: number }>`
    select channel, count(*) as leads, count(*) filter (where stage in ('won', 'invoiced')) as customers
      from leads where workspace_id = ${workspace} group by channel`.execute(db);
  return rows;
}
