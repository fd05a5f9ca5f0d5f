import { sql } from 'kysely';
import type { Db } from '../../platform/context.ts';
import { milestoneChanges, type StageMove } from './milestones.ts';

/** Keeps which milestones leads have reached, beside the moves by which they did; the leads are locked. */
export async function keepMilestones(db: Db, workspaceId: string, moves: readonly StageMove[]): Promise<void> {
  const changes = milestoneChanges(moves);
  // As one value however many they are: a statement takes 65,535.
  const back = changes.filter(({ isTakenBack }) => isTakenBack).map(({ leadId, milestone }) => ({ leadId, milestone }));
  if (back.length > 0)
    await sql`
      delete from stages_reached r using json_to_recordset(${JSON.stringify(back)}::json) as c("leadId" uuid, milestone text)
       where r.lead_id = c."leadId" and r.stage = c.milestone`.execute(db);
  const reached = changes.filter(({ reachedAt }) => reachedAt !== null);
  if (reached.length > 0)
    await sql`
      insert into stages_reached (workspace_id, lead_id, stage, reached_at)
      select ${workspaceId}, "leadId", milestone, "reachedAt"
        from json_to_recordset(${JSON.stringify(reached)}::json) as c("leadId" uuid, milestone text, "reachedAt" timestamptz)
          on conflict do nothing`.execute(db);
}
