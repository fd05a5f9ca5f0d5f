import { sql } from 'kysely';
import { type CaseSet, handoffDimensions, leadDimensions, leadNames, leadTitle, toldApart } from '../cases/reports.ts';

/** The cases of the funnel: visitors, and leads by the stage they reached. */

const road = [
  'known',
  'engaged',
  'mql',
  'submitted',
  'accepted',
  'working',
  'connected',
  'sql',
  'opportunity',
  'won',
  'invoiced',
];
const from = (stage: string) => road.slice(road.indexOf(stage));

/** A move back to this stage says that the stage was never really reached: an undone acceptance, a deal that is not won after all. */
const takenBack: Record<string, { to: string[]; from?: string }> = {
  // Only a hand-off that was withdrawn leads there from submitted: the stages it had skipped were never reached.
  mql: { to: ['known', 'engaged'], from: 'submitted' },
  accepted: { to: ['submitted'] },
  opportunity: { to: ['sql'] },
  won: { to: ['opportunity'] },
};

/** When each lead first entered a stage or one beyond it, by `end`; an entry that was taken back does not count. */
function firstEntries(workspace: string, stage: string, { start, end }: { start: Date; end: Date }) {
  const reached = from(stage);
  const back = takenBack[stage];
  const standing = (entry: string) =>
    back === undefined
      ? sql`true`
      : sql`not exists (select from lead_stages back where back.workspace_id = ${workspace} and back.lead_id = ${sql.ref(entry)}.lead_id and back.move > ${sql.ref(entry)}.move
              and back.stage = any(${back.to}) and back.from_stage = any(${back.from ? [back.from] : reached}))`;
  return sql`
    select s.lead_id, min(s.entered_at) as at from lead_stages s
     where s.workspace_id = ${workspace} and s.stage = any(${reached}) and s.entered_at >= ${start} and s.entered_at < ${end} and ${standing('s')}
       and not exists (select from lead_stages e where e.workspace_id = ${workspace} and e.lead_id = s.lead_id and e.stage = any(${reached}) and e.entered_at < ${start} and ${standing('e')})
     group by s.lead_id`;
}

const reaching =
  (stage: string): CaseSet =>
  ({ workspace }, span) =>
    sql`
    select l.id::text as id, 'lead' as kind, ${leadTitle} as title, first.at, null::numeric as value, null::numeric as calendar, null::boolean as hit, ${toldApart(leadDimensions)}
      from (${firstEntries(workspace, stage, span)}) first
      join leads l on l.workspace_id = ${workspace} and l.id = first.lead_id ${leadNames}`;

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
    join leads l on l.workspace_id = h.workspace_id and l.id = h.lead_id ${leadNames}
   where h.workspace_id = ${workspace} and h.submitted_at >= ${start} and h.submitted_at < ${end} and h.met_definition and not h.recycled
     and not exists (select from handoffs before where before.workspace_id = ${workspace} and before.lead_id = h.lead_id and (before.submitted_at, before.id) < (h.submitted_at, h.id))
     and not exists (select from handoff_decisions d where d.workspace_id = ${workspace} and d.handoff_id = h.id and d.decision = 'rejected' and d.undone_at is null)`;

/** How long a lead has to become a customer and still count for the hand-off that brought it. */
const CONVERSION_DAYS = 90;

const leadToCustomer: CaseSet = ({ workspace }, span) => sql`
  select l.id::text as id, 'lead' as kind, ${leadTitle} as title, first.at, null::numeric as value, null::numeric as calendar, ${toldApart(leadDimensions)},
         exists (select from lead_stages w where w.workspace_id = ${workspace} and w.lead_id = l.id and w.stage = any(${from('won')}) and w.entered_at < first.at + ${CONVERSION_DAYS} * interval '1 day'
                    and not exists (select from lead_stages back where back.workspace_id = ${workspace} and back.lead_id = l.id and back.move > w.move and back.stage = 'opportunity' and back.from_stage = any(${from('won')}))) as hit
    from (${firstEntries(workspace, 'submitted', span)}) first
    join leads l on l.workspace_id = ${workspace} and l.id = first.lead_id ${leadNames}`;

export const funnelCases = {
  visitors,
  new_leads: newLeads,
  mqls: reaching('mql'),
  handed_over: reaching('submitted'),
  accepted: reaching('accepted'),
  sales_ready_leads: salesReadyLeads,
  opportunities: reaching('opportunity'),
  customers: reaching('won'),
  lead_to_customer: leadToCustomer,
} satisfies Record<string, CaseSet>;
