import { sql } from 'kysely';
import { elapsed } from '../../calendars/clock.ts';
import { monthsOf } from '../../calendars/local-day.ts';
import { calendarsOf } from '../../calendars/reports.ts';
import { clocksSubmitted } from '../../handoffs/clocks/reports.ts';
import { type Repair, repairsBegun } from '../../handoffs/repaired/reports.ts';
import type { Context } from '../../platform/context.ts';
import { type CaseSet, handoffDimensions, leadNames, leadTitle, type Span, toldApart } from '../cases/reports.ts';

/** The cases of the hand-off: what was handed over, and how the clock ran. */

const dimensions = toldApart(handoffDimensions);
const ofSpan = (workspace: string, { start, end }: Span) =>
  sql`h.workspace_id = ${workspace} and h.submitted_at >= ${start} and h.submitted_at < ${end}`;
/** Left joins, so that counting does not read the leads. */
const withLead = sql`left join leads l on l.workspace_id = h.workspace_id and l.id = h.lead_id ${leadNames}`;

const quality: CaseSet = ({ workspace }, span) => sql`
  select h.id::text as id, 'handoff' as kind, ${leadTitle} as title, h.submitted_at as at, null::numeric as value, null::numeric as calendar, h.met_definition as hit, ${dimensions}
    from handoffs h ${withLead} where ${ofSpan(workspace, span)}`;

const completeness: CaseSet = ({ workspace }, span) => sql`
  select h.id::text as id, 'handoff' as kind, ${leadTitle} as title, h.submitted_at as at, null::numeric as value, null::numeric as calendar, h.items_filled = h.items_agreed as hit, ${dimensions}
    from handoffs h ${withLead} where ${ofSpan(workspace, span)} and h.items_agreed > 0`;

const rejections: CaseSet = ({ workspace }, { start, end }) => sql`
  select h.id::text as id, 'handoff' as kind, ${leadTitle} as title, d.decided_at as at, null::numeric as value, null::numeric as calendar, d.decision = 'rejected' as hit, ${dimensions}
    from handoff_decisions d
    join handoffs h on h.workspace_id = d.workspace_id and h.id = d.handoff_id ${withLead}
   where d.workspace_id = ${workspace} and d.undone_at is null and d.decided_at >= ${start} and d.decided_at < ${end}`;

/** First contacts made by a member, each by whether that member had read the briefing by then. */
const readBefore: CaseSet = ({ workspace }, { start, end }) => sql`
  select h.id::text as id, 'handoff' as kind, ${leadTitle} as title, a.attempted_at as at, null::numeric as value, null::numeric as calendar,
         exists (select from handoff_readings r where r.workspace_id = h.workspace_id and r.handoff_id = h.id and r.member_id = a.member_id and r.read_at <= a.attempted_at) as hit,
         ${toldApart({ ...handoffDimensions, rep: sql`a.member_id` })}
    from handoffs h ${withLead}
    join lateral (select member_id, attempted_at from attempts a where a.workspace_id = h.workspace_id and a.handoff_id = h.id order by attempted_at, id limit 1) a on true
   where h.workspace_id = ${workspace} and a.member_id is not null and a.attempted_at >= ${start} and a.attempted_at < ${end}`;

/** What was worked out of a hand-off's clock: business minutes, and the same in calendar minutes. */
interface Clocked {
  id: string;
  value: number;
  calendar: number;
}

/** The hand-offs of a clock's findings as cases. */
function clockedCases(workspace: string, clocked: readonly Clocked[]) {
  return sql`
    select h.id::text as id, 'handoff' as kind, ${leadTitle} as title, h.submitted_at as at, clocked.value, clocked.calendar, null::boolean as hit, ${dimensions}
      from jsonb_to_recordset(${JSON.stringify(clocked)}::jsonb) as clocked (id uuid, value numeric, calendar numeric)
      join handoffs h on h.workspace_id = ${workspace} and h.id = clocked.id ${withLead}`;
}

const wholeMinutes = (from: Date, to: Date) => Math.floor((to.getTime() - from.getTime()) / 60_000);

const contactedInTime: CaseSet = async (context, span) => {
  const { tables, tookMinutes, kept } = await clocksSubmitted(context, { from: span.start, to: span.end });
  return sql`
    select h.id::text as id, 'handoff' as kind, ${leadTitle} as title, h.submitted_at as at, ${tookMinutes}::numeric as value, null::numeric as calendar, ${kept} as hit, ${dimensions}
      from handoffs h ${withLead} ${tables} where ${ofSpan(context.workspace, span)} and ${kept} is not null`;
};

const timeToFirstContact: CaseSet = async (context, span) => {
  const { tables, tookMinutes, contactedAt } = await clocksSubmitted(context, { from: span.start, to: span.end });
  return sql`
    select h.id::text as id, 'handoff' as kind, ${leadTitle} as title, h.submitted_at as at, ${tookMinutes}::numeric as value,
           floor(extract(epoch from ${contactedAt} - h.submitted_at) / 60) as calendar, null::boolean as hit, ${dimensions}
      from handoffs h ${withLead} ${tables} where ${ofSpan(context.workspace, span)} and ${contactedAt} is not null`;
};

const systemDelay: CaseSet = async (context, { start, end }) => {
  const { db, workspace } = context;
  const { rows } = await sql<{ id: string; submittedAt: Date; memberId: string; assignedAt: Date }>`
    select distinct on (h.id) h.id, h.submitted_at, a.member_id, a.assigned_at
      from handoffs h join handoff_assignments a on a.workspace_id = h.workspace_id and a.handoff_id = h.id
     where h.workspace_id = ${workspace} and h.submitted_at >= ${start} and h.submitted_at < ${end} and a.assigned_at >= h.submitted_at
     order by h.id, a.assigned_at, a.id`.execute(db);
  const latest = rows.reduce((last, { assignedAt }) => (assignedAt > last ? assignedAt : last), end);
  const calendarOf = await calendarsOf(
    context,
    rows.map(({ memberId }) => memberId),
    { from: start, to: latest },
  );
  return clockedCases(
    workspace,
    rows.map(({ id, submittedAt, memberId, assignedAt }) => ({
      id,
      value: Math.floor(elapsed(submittedAt, assignedAt, calendarOf(memberId, assignedAt))),
      calendar: wholeMinutes(submittedAt, assignedAt),
    })),
  );
};

/** Hand-offs given back for marketing to repair, by how the repair went, at the moment they were given back. */
async function repairCases(context: Context, { start, end }: Span, which: (repair: Repair) => boolean) {
  const begun = [...(await repairsBegun(context, { from: start, to: end }))].filter(([, repair]) => which(repair));
  const cases = begun.map(([id, { startedAt, endedAt, tookMinutes, kept }]) => ({
    id,
    at: startedAt,
    value: tookMinutes,
    calendar: endedAt && wholeMinutes(startedAt, endedAt),
    hit: kept,
  }));
  return sql`
    select h.id::text as id, 'handoff' as kind, ${leadTitle} as title, r.at, r.value, r.calendar, r.hit, ${dimensions}
      from json_to_recordset(${JSON.stringify(cases)}::json) as r (id uuid, at timestamptz, value numeric, calendar numeric, hit boolean)
      join handoffs h on h.workspace_id = ${context.workspace} and h.id = r.id ${withLead}`;
}

const repairedInTime: CaseSet = (context, span) => repairCases(context, span, ({ kept }) => kept !== null);
const timeToRepair: CaseSet = (context, span) => repairCases(context, span, ({ endedAt }) => endedAt !== null);

/** Hand-offs by the rep who got them first. */
const assigned: CaseSet = ({ workspace }, { start, end }) => sql`
  select a.handoff_id::text as id, 'handoff' as kind, ${leadTitle} as title, a.assigned_at as at, null::numeric as value, null::numeric as calendar, null::boolean as hit, ${toldApart({ ...handoffDimensions, rep: sql`a.member_id` })}
    from handoff_assignments a
    left join handoffs h on h.workspace_id = a.workspace_id and h.id = a.handoff_id ${withLead}
    join members m on m.workspace_id = a.workspace_id and m.id = a.member_id and m.monthly_capacity is not null
   where a.workspace_id = ${workspace} and a.assigned_at >= ${start} and a.assigned_at < ${end}
     and not exists (select from handoff_assignments before where before.workspace_id = a.workspace_id and before.handoff_id = a.handoff_id
                        and (before.assigned_at, before.id) < (a.assigned_at, a.id))`;

/** What each rep can handle in the span. A rep who left before it counts no more. */
const capacities: CaseSet = ({ workspace }, { from, to, start }) => {
  const months = monthsOf(from, to).reduce((sum, { share }) => sum + share, 0);
  return sql`
    select m.id::text as id, 'member' as kind, u.name as title, ${start}::timestamptz as at, m.monthly_capacity * ${months}::numeric as value, null::numeric as calendar, null::boolean as hit,
           ${toldApart({ rep: sql`m.id` })}
      from members m join users u on u.id = m.user_id
     where m.workspace_id = ${workspace} and m.monthly_capacity is not null and (m.left_at is null or m.left_at >= ${start})`;
};

export const handoffCases = {
  handoff_quality: quality,
  briefing_completeness: completeness,
  contacted_in_time: contactedInTime,
  time_to_first_contact: timeToFirstContact,
  system_delay: systemDelay,
  briefing_read_before_contact: readBefore,
  rejection_rate: rejections,
  repaired_in_time: repairedInTime,
  time_to_repair: timeToRepair,
} satisfies Record<string, CaseSet>;

export const capacityCases = { over: assigned, under: capacities };
