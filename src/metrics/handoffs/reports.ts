import { sql } from 'kysely';
import { readAgreements } from '../../agreements/reports.ts';
import { elapsed } from '../../calendars/clock.ts';
import { monthsOf } from '../../calendars/local-day.ts';
import { calendarsOf } from '../../calendars/reports.ts';
import { clockOfHandoff, promisedHours, type Stint } from '../../handoffs/clock-of-handoff.ts';
import type { Context } from '../../platform/context.ts';
import { type CaseSet, computedCases, leadDimensions, leadNames, leadTitle, type Span } from '../cases/reports.ts';

/** The cases of the hand-off: what was handed over, and how the clock ran. */

const dimensions = sql`${leadDimensions} || jsonb_build_object('rep', h.assigned_to, 'leadType', h.lead_type, 'returning', h.recycled)`;
const ofSpan = (workspace: string, { start, end }: Span) =>
  sql`h.workspace_id = ${workspace} and h.submitted_at >= ${start} and h.submitted_at < ${end}`;
const withLead = sql`join leads l on l.workspace_id = h.workspace_id and l.id = h.lead_id ${leadNames}`;

const quality: CaseSet = ({ workspace }, span) => sql`
  select h.id::text as id, 'handoff' as kind, ${leadTitle} as title, h.submitted_at as at, null::numeric as value, null::numeric as calendar, h.met_definition as hit, ${dimensions} as dims
    from handoffs h ${withLead} where ${ofSpan(workspace, span)}`;

const completeness: CaseSet = ({ workspace }, span) => sql`
  select h.id::text as id, 'handoff' as kind, ${leadTitle} as title, h.submitted_at as at, null::numeric as value, null::numeric as calendar, h.items_filled = h.items_agreed as hit, ${dimensions} as dims
    from handoffs h ${withLead} where ${ofSpan(workspace, span)} and h.items_agreed > 0`;

const rejections: CaseSet = ({ workspace }, { start, end }) => sql`
  select h.id::text as id, 'handoff' as kind, ${leadTitle} as title, d.decided_at as at, null::numeric as value, null::numeric as calendar, d.decision = 'rejected' as hit, ${dimensions} as dims
    from handoff_decisions d
    join handoffs h on h.workspace_id = d.workspace_id and h.id = d.handoff_id ${withLead}
   where d.workspace_id = ${workspace} and d.undone_at is null and d.decided_at >= ${start} and d.decided_at < ${end}`;

interface ClockedHandoff {
  id: string;
  title: string;
  submittedAt: Date;
  leadType: string;
  agreementId: string | null;
  dims: unknown;
  /** In order of time; JSON knows no dates. */
  assignments: { at: string; member: string }[];
  firstContactAt: Date | null;
  endedAt: Date | null;
}

/**
 * The hand-offs of a span with their clocks, each by the agreement in force when it was submitted and in the calendars of the reps who
 * held it. A hand-off ends without contact when it is given back or its lead is closed otherwise.
 */
async function clocked(context: Context, span: Span) {
  const { db, workspace, now } = context;
  const { rows } = await sql<ClockedHandoff>`
    select h.id, ${leadTitle} as title, h.submitted_at, h.lead_type, h.agreement_id, ${dimensions} as dims,
           coalesce((select jsonb_agg(jsonb_build_object('at', a.assigned_at, 'member', a.member_id) order by a.assigned_at, a.id)
                       from handoff_assignments a where a.workspace_id = h.workspace_id and a.handoff_id = h.id), '[]') as assignments,
           (select min(t.attempted_at) from attempts t where t.workspace_id = h.workspace_id and t.handoff_id = h.id) as first_contact_at,
           coalesce((select d.decided_at from handoff_decisions d where d.workspace_id = h.workspace_id and d.handoff_id = h.id and d.decision = 'rejected' and d.undone_at is null), l.closed_at) as ended_at
      from handoffs h ${withLead} where ${ofSpan(workspace, span)}`.execute(db);
  const { versions } = await readAgreements(context);
  const clauses = new Map(versions.map((version) => [version.id, version.clauses]));
  const calendarOf = await calendarsOf(
    context,
    rows.flatMap(({ assignments }) => assignments.map(({ member }) => member)),
    { from: span.start, to: now > span.end ? now : span.end },
  );
  return rows.map((row) => {
    const held = row.assignments.map(({ at, member }): Stint => ({ from: new Date(at), calendar: calendarOf(member) }));
    const stints = held.length > 0 ? held : [{ from: row.submittedAt, calendar: calendarOf(null) }];
    const hours = promisedHours((row.agreementId !== null && clauses.get(row.agreementId)) || [], row.leadType);
    return { ...row, stints, clock: clockOfHandoff({ ...row, promisedHours: hours, stints }, now) };
  });
}

const asCase = ({ id, title, submittedAt, dims }: ClockedHandoff) => ({
  id,
  kind: 'handoff',
  title,
  at: submittedAt,
  value: null,
  calendar: null,
  hit: null,
  dims,
});
const minutesBetween = (from: Date, to: Date) => (to.getTime() - from.getTime()) / 60_000;

const contactedInTime: CaseSet = async (context, span) =>
  computedCases(
    (await clocked(context, span)).flatMap((handoff) =>
      handoff.clock.kept === null ? [] : [{ ...asCase(handoff), value: handoff.clock.tookMinutes, hit: handoff.clock.kept }],
    ),
  );

const timeToFirstContact: CaseSet = async (context, span) =>
  computedCases(
    (await clocked(context, span)).flatMap((handoff) =>
      handoff.firstContactAt === null
        ? []
        : [
            {
              ...asCase(handoff),
              value: handoff.clock.tookMinutes,
              calendar: Math.floor(minutesBetween(handoff.submittedAt, handoff.firstContactAt)),
            },
          ],
    ),
  );

const systemDelay: CaseSet = async (context, span) =>
  computedCases(
    (await clocked(context, span)).flatMap((handoff) => {
      const [first] = handoff.stints;
      if (first === undefined || handoff.assignments.length === 0 || first.from < handoff.submittedAt) return [];
      const { submittedAt } = handoff;
      return [
        {
          ...asCase(handoff),
          value: Math.floor(elapsed(submittedAt, first.from, first.calendar)),
          calendar: Math.floor(minutesBetween(submittedAt, first.from)),
        },
      ];
    }),
  );

/** Hand-offs by the rep who got them first. */
const assigned: CaseSet = ({ workspace }, { start, end }) => sql`
  select h.id::text as id, 'handoff' as kind, ${leadTitle} as title, a.assigned_at as at, null::numeric as value, null::numeric as calendar, null::boolean as hit, ${dimensions} || jsonb_build_object('rep', a.member_id) as dims
    from (select distinct on (handoff_id) handoff_id, member_id, assigned_at from handoff_assignments where workspace_id = ${workspace} order by handoff_id, assigned_at, id) a
    join handoffs h on h.workspace_id = ${workspace} and h.id = a.handoff_id ${withLead}
    join members m on m.workspace_id = ${workspace} and m.id = a.member_id and m.monthly_capacity is not null
   where a.assigned_at >= ${start} and a.assigned_at < ${end}`;

/** What each rep can handle in the span. A rep who left before it counts no more. */
const capacities: CaseSet = ({ workspace }, { from, to, start }) => {
  const months = monthsOf(from, to).reduce((sum, { share }) => sum + share, 0);
  return sql`
    select m.id::text as id, 'member' as kind, u.name as title, ${start}::timestamptz as at, m.monthly_capacity * ${months}::numeric as value, null::numeric as calendar, null::boolean as hit,
           jsonb_build_object('rep', m.id) as dims
      from members m join users u on u.id = m.user_id
     where m.workspace_id = ${workspace} and m.monthly_capacity is not null and (m.left_at is null or m.left_at >= ${start})`;
};

export const handoffCases = {
  handoff_quality: quality,
  briefing_completeness: completeness,
  contacted_in_time: contactedInTime,
  time_to_first_contact: timeToFirstContact,
  system_delay: systemDelay,
  rejection_rate: rejections,
} satisfies Record<string, CaseSet>;

export const capacityCases = { over: assigned, under: capacities };
