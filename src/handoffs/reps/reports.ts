import { sql } from 'kysely';
import { localDate } from '../../calendars/clock.ts';
import { startOfDay, startOfMonth } from '../../calendars/local-day.ts';
import { backOn, isAbsent } from '../../calendars/presence.ts';
import { calendarsOf } from '../../calendars/reports.ts';
import { isClosed, isWithMarketing, stages } from '../../leads/lifecycle.ts';
import type { Context, Team } from '../../platform/context.ts';
import { accountReasons, type AccountClaim, type Rep } from '../../routing/route.ts';
import { timeZoneOf } from '../../workspaces/reports.ts';

/** Who could take a hand-off, and who answers for those that do. */

/** The reps as routing sees them at a moment. A head of sales is one only if it is said what they can handle, or if there is no other. */
export async function repsAt(context: Context, moment: Date): Promise<Rep[]> {
  const { db, workspace } = context;
  const timeZone = await timeZoneOf({ db, workspace });
  const month = startOfDay(startOfMonth(localDate(moment, timeZone)), timeZone);
  const { rows } = await sql<{
    id: string;
    head: boolean;
    monthlyCapacity: number | null;
    open: number;
    thisMonth: number;
    lastAssignedAt: Date | null;
  }>`
    select m.id, m.head, m.monthly_capacity, coalesce(w.open, 0) as open, coalesce(t.this_month, 0) as this_month, t.last_assigned_at
      from members m
      left join (select assigned_to, count(*) as open from handoff_deadlines
                  where workspace_id = ${workspace} and open group by assigned_to) w on w.assigned_to = m.id
      left join (select member_id, count(distinct handoff_id) filter (where assigned_at >= ${month}) as this_month, max(assigned_at) as last_assigned_at
                   from handoff_assignments where workspace_id = ${workspace} and assigned_at <= ${moment} group by member_id) t on t.member_id = m.id
     where m.workspace_id = ${workspace} and m.role = 'sales' and m.left_at is null`.execute(db);
  const reps = rows.filter(({ head, monthlyCapacity }) => !head || monthlyCapacity !== null || rows.length === 1);
  const calendarOf = await calendarsOf(
    context,
    reps.map(({ id }) => id),
    { from: moment, to: moment },
  );
  return reps.map((rep) => ({
    ...rep,
    left: false,
    absent: isAbsent(moment, calendarOf(rep.id)),
    backOn: backOn(moment, calendarOf(rep.id)),
  }));
}

/** The stages in which a lead is with sales and its passage goes on. */
const withSales = stages.filter((stage) => !isWithMarketing(stage) && !isClosed(stage));

/**
 * Who knows the account of a lead at a moment, the strongest claim first and of equals the newest; whoever has left the workspace has none.
 * A deal is the company's or the person's own, open or won by that day; a colleague's lead is with sales now.
 */
export async function accountClaims(
  context: Context,
  { id, personId, companyId }: { id: string; personId: string; companyId: string | null },
  moment: Date,
): Promise<AccountClaim[]> {
  const { db, workspace } = context;
  const day = localDate(moment, await timeZoneOf(context));
  const { rows } = await sql<AccountClaim>`
    select m.id as member_id, c.because
      from (select owner_member_id, 'account_owner' as because, null::timestamptz as since
              from companies where workspace_id = ${workspace} and id = ${companyId}
             union all
            select owner_member_id, case when stage = 'open' or closed_on > ${day} then 'open_deal' else 'won_deal' end,
                   case when stage = 'open' or closed_on > ${day} then opened_on else closed_on end
              from deals where workspace_id = ${workspace} and (company_id = ${companyId} or person_id = ${personId})
               and opened_on <= ${day} and (stage <> 'lost' or closed_on > ${day})
             union all
            select owner_member_id, 'colleague', stage_since
              from leads where workspace_id = ${workspace} and company_id = ${companyId} and person_id <> ${personId}
               and stage in (${sql.join(withSales)})
             union all
            select owner_member_id, 'had_lead', stage_since
              from leads where workspace_id = ${workspace} and person_id = ${personId} and id <> ${id}) c
      join members m on m.workspace_id = ${workspace} and m.id = c.owner_member_id and m.left_at is null
     order by array_position(${[...accountReasons]}::text[], c.because), c.since desc nulls last, m.id`.execute(db);
  return rows;
}

/** The heads of sales, who hear of what is overdue and of what nobody can take. */
export const salesHeads = (context: Context) => headsOf(context, 'sales');

/** The heads of marketing, who hear of a repair that is overdue. */
export const marketingHeads = (context: Context) => headsOf(context, 'marketing');

/** Who hears of something on behalf of a team: the member it is about, or the team's heads where that is nobody who is still there. */
export async function memberOrHeads(context: Context, team: Team, member: string | null): Promise<string[]> {
  const there =
    member !== null &&
    (await context.db.selectFrom('members').select('id').where('id', '=', member).where('leftAt', 'is', null).executeTakeFirst());
  return there ? [there.id] : headsOf(context, team);
}

async function headsOf({ db }: Context, team: Team): Promise<string[]> {
  const rows = await db
    .selectFrom('members')
    .select('id')
    .where('team', '=', team)
    .where('head', '=', true)
    .where('leftAt', 'is', null)
    .execute();
  return rows.map(({ id }) => id);
}
