import { sql } from 'kysely';
import type { Context } from '../platform/context.ts';
import { notFound } from '../platform/errors.ts';
import { awaitsContact, clockColumns, clocksReckoned, clockTables, type Handoffs, having, holding } from './clocks/reports.ts';
import { comparePlaces, handoffOf, placeOf, type Clocked, type Handoff, type HandoffFacts } from './handoff.ts';
import { repairsOf } from './repaired/reports.ts';

/** Hand-offs as they stand now. (A "coalesce" might leak: behind row-level security no index is looked in for it, unlike for a "case".) */
async function read(context: Context, handoffs: Handoffs): Promise<Handoff[]> {
  const { db, now } = context;
  const { rows } = await sql<HandoffFacts>`
    select ${clockColumns}, h.lead_id,
           p.id as person_id, p.name as person_name, p.email as person_email, p.phone as person_phone, p.title as person_title,
           c.id as company_id, c.name as company_name, c.country as company_country, c.employees as company_employees, c.industry as company_industry,
           h.submitted_by, su.name as submitted_by_name, h.met_definition, h.recycled, h.items_agreed, h.items_filled, h.incomplete_because,
           au.name as assigned_to_name, g.version as agreement_version,
           d.reason, d.comment, d.member_id as decided_by, du.name as decided_by_name, s.until as snoozed_until, q.comments, q.question
      from ${clockTables(handoffs)}
      cross join lateral (select * from people p where p.workspace_id = h.workspace_id and p.id = l.person_id ${handoffs.beside}) p
      left join lateral (select * from companies c where c.workspace_id = h.workspace_id
                            and c.id = case when l.company_id is null then p.company_id else l.company_id end ${handoffs.beside}) c on true
      left join agreements g on g.workspace_id = h.workspace_id and g.id = h.agreement_id
      left join members sm on sm.workspace_id = h.workspace_id and sm.id = h.submitted_by left join users su on su.id = sm.user_id
      left join members am on am.workspace_id = h.workspace_id and am.id = h.assigned_to left join users au on au.id = am.user_id
      left join members dm on dm.workspace_id = h.workspace_id and dm.id = d.member_id left join users du on du.id = dm.user_id
      left join lateral (select until from handoff_snoozes z where z.workspace_id = h.workspace_id and z.handoff_id = h.id order by id desc limit 1) s on true
      left join lateral (select count(*) as comments, (jsonb_agg(jsonb_build_object('id', o.id, 'memberId', o.member_id, 'name', u.name, 'team', m.team, 'at', o.made_at) order by o.id)
                                  filter (where o.asks and o.resolved_at is null)) -> 0 as question
                           from comments o left join members m on m.workspace_id = o.workspace_id and m.id = o.member_id left join users u on u.id = m.user_id
                          where o.workspace_id = h.workspace_id and o.subject_kind = 'handoff' and o.subject_id = h.id) q on true
     ${handoffs.tail}`.execute(db);
  const clocks = await clocksReckoned(context, rows);
  const repairs = await repairsOf(
    context,
    rows.flatMap(({ id, decision }) => (decision === 'rejected' ? id : [])),
  );
  return rows.map((facts, index) => handoffOf(facts, clocks[index] as Clocked, repairs.get(facts.id) ?? null, now));
}

/** @throws Problem 404 */
export async function getHandoff(context: Context, id: string): Promise<Handoff> {
  const [found] = await handoffsOf(context, [id]);
  if (!found) throw notFound();
  return found;
}

/** The latest hand-off of each lead that has one. */
export async function latestHandoffs(context: Context, leadIds: readonly string[]): Promise<Map<string, Handoff>> {
  if (leadIds.length === 0) return new Map();
  const handoffs = await read(context, having(context, 'lead_id', leadIds, sql`order by h.submitted_at, h.id`));
  return new Map(handoffs.map((each) => [each.lead.id, each]));
}

/** Every hand-off that waits for its first contact, of everybody or of one rep, by deadline. */
export async function openHandoffs(context: Context, { assignedTo }: { assignedTo?: string | null } = {}): Promise<Handoff[]> {
  const whose = assignedTo === undefined ? sql<boolean>`true` : sql<boolean>`h.assigned_to = ${assignedTo}`;
  const byPlace = (a: Handoff, b: Handoff) => comparePlaces(placeOf(a), placeOf(b));
  return (await read(context, holding(context, sql`(${awaitsContact}) and ${whose}`))).sort(byPlace);
}

/** Those of some ids that exist. */
export async function handoffsOf(context: Context, ids: readonly string[]): Promise<Handoff[]> {
  return ids.length === 0 ? [] : read(context, having(context, 'id', ids));
}
