import { sql } from 'kysely';
import { localDate } from '../../calendars/clock.ts';
import { startOfDay, startOfMonth } from '../../calendars/local-day.ts';
import { backOn, isAbsent } from '../../calendars/presence.ts';
import { calendarsOf } from '../../calendars/reports.ts';
import type { Context } from '../../platform/context.ts';
import type { Rep } from '../../routing/route.ts';
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

/** The heads of sales, who hear of what is overdue and of what nobody can take. */
export async function salesHeads({ db }: Context): Promise<string[]> {
  const rows = await db
    .selectFrom('members')
    .select('id')
    .where('team', '=', 'sales')
    .where('head', '=', true)
    .where('leftAt', 'is', null)
    .execute();
  return rows.map(({ id }) => id);
}
