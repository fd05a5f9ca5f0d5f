import { sql } from 'kysely';
import type { Context } from '../../platform/context.ts';
import { awaitsContact } from '../clocks/reports.ts';

/**
 * Keeps which hand-offs are open, for lists and counts to go by, and that their clocks are to be reckoned anew: of leads, when they have
 * moved or a contact was told or taken back; without leads of all, should one ever have been overlooked.
 */
export async function keepOpen({ db, workspace }: Context, leadIds?: readonly string[]): Promise<void> {
  if (leadIds?.length === 0) return;
  const which = leadIds ? sql`h.lead_id = any(${leadIds}::uuid[])` : sql`(k.open or l.stage in ('submitted', 'accepted'))`;
  await sql`
    update handoff_deadlines u set open = w.open, known_at = null, revision = u.revision + 1
      from (select h.id, ${awaitsContact} as open from handoffs h join leads l on l.workspace_id = h.workspace_id and l.id = h.lead_id
              left join handoff_decisions d on d.workspace_id = h.workspace_id and d.handoff_id = h.id and d.undone_at is null
              join handoff_deadlines k on k.workspace_id = h.workspace_id and k.handoff_id = h.id
             where h.workspace_id = ${workspace} and ${which} order by k.handoff_id for no key update of k) w
     where u.workspace_id = ${workspace} and u.handoff_id = w.id and ${leadIds ? sql`true` : sql`u.open <> w.open`}`.execute(db);
}

/** Keeps that the clocks of whatever somebody has ever had are to be reckoned anew: their team's calendar is another from now on. */
export async function reckonAnew({ db, workspace }: Context, memberId: string): Promise<void> {
  await sql`
    update handoff_deadlines k set known_at = null, revision = k.revision + 1 from handoff_assignments a
     where k.workspace_id = ${workspace} and a.workspace_id = ${workspace} and a.member_id = ${memberId} and k.handoff_id = a.handoff_id`.execute(
    db,
  );
}
