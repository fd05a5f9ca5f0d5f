import { sql } from 'kysely';
import type { Db } from '../platform/context.ts';
import type { FollowUp } from './follow-up.ts';

/** What a lead's follow-up was reckoned to be; null where there is nothing to do by any time. */
export interface Reckoned {
  leadId: string;
  memberId: string | null;
  followUp: FollowUp | null;
}

/** Keeps what was reckoned now, for lists to go by. A planned step without a day asks for nothing and is not kept. */
export async function keepFollowUps(db: Db, workspaceId: string, reckoned: readonly Reckoned[], now: Date): Promise<void> {
  if (reckoned.length === 0) return;
  const isKept = ({ followUp }: Reckoned) => followUp !== null && !(followUp.kind === 'step' && followUp.due === null);
  const rows = reckoned.map((each) => ({
    leadId: each.leadId,
    memberId: each.memberId,
    ...(isKept(each) ? each.followUp : { kind: null, due: null }),
  }));
  const given = sql`json_to_recordset(${JSON.stringify(rows)}::json) as r("leadId" uuid, "memberId" uuid, kind text, due timestamptz)`;
  await sql`delete from follow_ups using ${given} where follow_ups.workspace_id = ${workspaceId} and lead_id = r."leadId" and r.kind is null`.execute(
    db,
  );
  await sql`
    insert into follow_ups as k (workspace_id, lead_id, member_id, kind, due, reckoned_at)
    select ${workspaceId}, r."leadId", r."memberId", r.kind, r.due, ${now} from ${given} where r.kind is not null order by r."leadId"
        on conflict (workspace_id, lead_id) do update
       set member_id = excluded.member_id, kind = excluded.kind, due = excluded.due, reckoned_at = excluded.reckoned_at
     where (k.member_id, k.kind, k.due) is distinct from (excluded.member_id, excluded.kind, excluded.due)`.execute(db);
}

/** The next leads that somebody works on or that have come back, and those something is kept of, in the order of their ids. */
export async function leadsToFollow(db: Db, after: string | null, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from leads l
     where (stage in ('submitted', 'rejected', 'accepted', 'working', 'connected', 'sql', 'opportunity')
            or (recycled_from is not null and closed_at is null)
            or exists (select from follow_ups f where f.workspace_id = l.workspace_id and f.lead_id = l.id))
       and ${after === null ? sql`true` : sql`id > ${after}::uuid`}
     order by id limit ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}
