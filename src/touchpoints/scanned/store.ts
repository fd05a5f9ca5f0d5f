import { sql } from 'kysely';
import type { Context } from '../../platform/context.ts';
import type { MailTouch } from '../machines.ts';

/** The deliveries, opens and clicks of mail that are stored of people in a span of time. */
export async function mailTouches(
  { db, workspace }: Context,
  { personIds, from, to }: { personIds: readonly string[]; from: Date; to: Date },
): Promise<MailTouch[]> {
  const { rows } = await sql<MailTouch>`
    select id, person_id, occurred_at, case kind when 'email_open' then 'opened' when 'email_click' then 'clicked' else 'delivered' end as what,
           coalesce(properties ->> 'email_id', properties ->> 'campaign_id', properties ->> 'campaign_name', properties ->> 'email_subject', '') as mail,
           coalesce(properties ->> 'link_url', properties ->> 'link_id', url) as link
      from touchpoints
     where workspace_id = ${workspace} and person_id = any(${[...personIds]}::uuid[]) and occurred_at >= ${from} and occurred_at <= ${to}
       and (kind in ('email_open', 'email_click') or kind = 'other' and lower(properties ->> 'event') ~ '^(e-?mail|newsletter) (sent|delivered)$')`.execute(
    db,
  );
  return rows;
}

/** Marks touches of a span of time as made by a machine. */
export async function markMachines(
  { db, workspace }: Context,
  { ids, from, to }: { ids: readonly string[]; from: Date; to: Date },
): Promise<void> {
  await sql`
    update touchpoints set bot = true
     where workspace_id = ${workspace} and occurred_at >= ${from} and occurred_at <= ${to} and id = any(${[...ids]}::uuid[]) and not bot`.execute(
    db,
  );
}
