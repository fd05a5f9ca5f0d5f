import { sql } from 'kysely';
import type { Milestone } from '../../leads/reached/milestones.ts';
import { type CaseSet, handoffDimensions, leadDimensions, leadNames, leadTitle, toldApart } from '../cases/reports.ts';

/** The cases of the funnel: visitors, and leads by the stage they reached. */

/** Leads that first reached a milestone in the span, and did not have it taken back. Left joins, so that counting does not read the leads. */
const reaching =
  (milestone: Milestone, hit = sql`null::boolean`): CaseSet =>
  ({ workspace }, { start, end }) =>
    sql`
    select r.lead_id::text as id, 'lead' as kind, ${leadTitle} as title, r.reached_at as at, null::numeric as value, null::numeric as calendar, ${hit} as hit, ${toldApart(leadDimensions)}
      from stages_reached r
      left join leads l on l.workspace_id = ${workspace} and l.id = r.lead_id ${leadNames}
     where r.workspace_id = ${workspace} and r.stage = ${milestone} and r.reached_at >= ${start} and r.reached_at < ${end}`;

/** One row a visitor: the first page looked at in the span tells the moment and the origin. */
const visitors: CaseSet = ({ workspace }, { start, end }) => sql`
  select v.visitor as id, 'visitor' as kind, coalesce(p.name, p.email, '') as title, v.at, null::numeric as value, null::numeric as calendar, null::boolean as hit,
         ${toldApart({ channel: sql`v.channel`, source: sql`v.source`, campaign: sql`v.campaign` })}
    from (select distinct on (visitor) coalesce(t.person_id::text, t.anonymous_id, t.user_key) as visitor, t.person_id, t.occurred_at as at, t.channel, t.source, t.campaign
            from touchpoints t
           where t.workspace_id = ${workspace} and t.occurred_at >= ${start} and t.occurred_at < ${end} and t.kind = 'page' and not t.bot
             and coalesce(t.person_id::text, t.anonymous_id, t.user_key) is not null
           order by visitor, t.occurred_at, t.id) v
    left join people p on p.workspace_id = ${workspace} and p.id = v.person_id`;

const newLeads: CaseSet = ({ workspace }, { start, end }) => sql`
  select l.id::text as id, 'lead' as kind, ${leadTitle} as title, l.created_at as at, null::numeric as value, null::numeric as calendar, null::boolean as hit, ${toldApart(leadDimensions)}
    from leads l ${leadNames}
   where l.workspace_id = ${workspace} and l.created_at >= ${start} and l.created_at < ${end}`;

const salesReadyLeads: CaseSet = ({ workspace }, { start, end }) => sql`
  select h.id::text as id, 'handoff' as kind, ${leadTitle} as title, h.submitted_at as at, null::numeric as value, null::numeric as calendar, null::boolean as hit,
         ${toldApart(handoffDimensions)}
    from handoffs h
    left join leads l on l.workspace_id = h.workspace_id and l.id = h.lead_id ${leadNames}
   where h.workspace_id = ${workspace} and h.submitted_at >= ${start} and h.submitted_at < ${end} and h.met_definition and not h.recycled
     and not exists (select from handoffs before where before.workspace_id = ${workspace} and before.lead_id = h.lead_id and (before.submitted_at, before.id) < (h.submitted_at, h.id))
     and not exists (select from handoff_decisions d where d.workspace_id = ${workspace} and d.handoff_id = h.id and d.decision = 'rejected' and d.undone_at is null)`;

/** How long a lead has to become a customer and still count for the hand-off that brought it. */
const CONVERSION_DAYS = 90;

const becameCustomer = sql`exists (
  select from stages_reached w where w.workspace_id = r.workspace_id and w.lead_id = r.lead_id and w.stage = 'won'
     and w.reached_at < r.reached_at + ${CONVERSION_DAYS} * interval '1 day')`;

export const funnelCases = {
  visitors,
  new_leads: newLeads,
  mqls: reaching('mql'),
  handed_over: reaching('submitted'),
  accepted: reaching('accepted'),
  sales_ready_leads: salesReadyLeads,
  opportunities: reaching('opportunity'),
  customers: reaching('won'),
  lead_to_customer: reaching('submitted', becameCustomer),
} satisfies Record<string, CaseSet>;
