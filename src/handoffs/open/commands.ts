import { sql } from 'kysely';
import type { Context } from '../../platform/context.ts';
import { awaitsContact } from '../reports.ts';

/**
 * Keeps which hand-offs are open, for lists and counts to go by: of leads, when they come to sales or go on from there; without leads of
 * all, should one ever have been overlooked.
 */
export async function keepOpen({ db, workspace }: Context, leadIds?: readonly string[]): Promise<void> {
  if (leadIds?.length === 0) return;
  const which = leadIds ? sql`h.lead_id = any(${leadIds}::uuid[])` : sql`(k.open or l.stage in ('submitted', 'accepted'))`;
  await sql`
    update handoff_deadlines u set open = w.open
      from (select h.id, ${awaitsContact} as open from handoffs h join leads l on l.workspace_id = h.workspace_id and l.id = h.lead_id
              left join handoff_decisions d on d.workspace_id = h.workspace_id and d.handoff_id = h.id and d.undone_at is null
              join handoff_deadlines k on k.workspace_id = h.workspace_id and k.handoff_id = h.id
             where h.workspace_id = ${workspace} and ${which}) w
     where u.workspace_id = ${workspace} and u.handoff_id = w.id and u.open <> w.open`.execute(db);
}
