import { sql } from 'kysely';
import { inForceAt } from '../../definitions/in-force.ts';
import { allDefinitions } from '../../definitions/reports.ts';
import { rollingScore } from '../../definitions/rolling-score.ts';
import type { Context } from '../../platform/context.ts';
import { moveLead } from '../commands.ts';
import { crossingsOf } from '../crossings.ts';
import { isBefore, type Stage } from '../lifecycle.ts';
import { prospects } from '../prospects/reports.ts';
import { lockLeadsOf } from '../store.ts';

const CHUNK = 200;

/**
 * Moves leads back that touches had moved on which have been taken away since: to where what is left of the person's history carries them,
 * and never behind where they stood before. A lead that somebody has acted on, or that is with sales, stays where it is.
 * @param since from when on the machine may have moved them by those touches
 */
export async function stepBack(context: Context, personIds: readonly string[], since: Date): Promise<void> {
  const { db, now } = context;
  const definitions = await allDefinitions(context);
  const definition = inForceAt(definitions, now);
  if (!definition) return;
  for (let start = 0; start < personIds.length; start += CHUNK) {
    const leads = await lockLeadsOf(db, personIds.slice(start, start + CHUNK));
    const stoodAt = await movedByMachine(
      context,
      leads.filter(({ stage }) => stage === 'engaged' || stage === 'mql').map(({ id }) => id),
      since,
    );
    const moved = leads.filter(({ id }) => stoodAt.has(id));
    const people = await prospects(
      db,
      moved.map(({ personId }) => personId),
    );
    for (const { id, personId, stage } of moved) {
      const history = people.find((person) => person.personId === personId)?.lead;
      if (!history) continue;
      const ended = leads.find((lead) => lead.personId === personId && lead.closedAt !== null)?.closedAt ?? null;
      const crossings = crossingsOf(history, definitions, ended, now);
      const standing = rollingScore(history, definition.body).at(now);
      const carried = crossings.mql || standing.mql ? 'mql' : crossings.engaged || standing.engaged ? 'engaged' : 'known';
      const stood = stoodAt.get(id) ?? 'known';
      const to = isBefore(carried, stood) ? stood : carried;
      if (isBefore(to, stage)) await moveLead(context, id, to, { memberId: null });
    }
  }
}

/** Where leads stood before the machine alone moved them on; those that somebody has acted on are left out. */
async function movedByMachine(
  { db, workspace }: Context,
  leadIds: readonly string[],
  since: Date,
): Promise<Map<string, Extract<Stage, 'known' | 'engaged' | 'mql'>>> {
  const { rows } = await sql<{ id: string; stood: 'known' | 'engaged' | 'mql' | null }>`
    select l.id, (select s.stage from lead_stages s
                   where s.workspace_id = l.workspace_id and s.lead_id = l.id and s.recorded_at < ${since} order by s.move desc limit 1) as stood
      from leads l
     where l.workspace_id = ${workspace} and l.id = any(${[...leadIds]}::uuid[]) and l.owner_member_id is null
       and exists (select from lead_stages s where s.workspace_id = l.workspace_id and s.lead_id = l.id and s.recorded_at >= ${since} and s.stage <> 'known')
       and not exists (select from lead_stages s where s.workspace_id = l.workspace_id and s.lead_id = l.id and s.recorded_at >= ${since} and s.member_id is not null)
       and not exists (select from attempts a where a.workspace_id = l.workspace_id and a.lead_id = l.id)
       and not exists (select from follow_ups f where f.workspace_id = l.workspace_id and f.lead_id = l.id)
       and not exists (select from handoffs h where h.workspace_id = l.workspace_id and h.lead_id = l.id)`.execute(db);
  return new Map(rows.map(({ id, stood }) => [id, stood ?? 'known']));
}
