import { type RawBuilder, sql } from 'kysely';
import { calendarsOf } from '../../calendars/reports.ts';
import type { Context } from '../../platform/context.ts';
import { clockOfRepair } from '../clock-of-handoff.ts';
import { hoursPromised } from '../clocks/reports.ts';
import type { Handoff } from '../handoff.ts';

/** What sales gave back for marketing to repair, and by when: derived at each read of what happened. */

export type Repair = NonNullable<Handoff['repair']>;

interface RepairFacts {
  id: string;
  leadType: 'hot' | 'other';
  agreementId: string | null;
  memberId: string | null;
  memberName: string | null;
  givenBackAt: Date;
  endedAt: Date | null;
}

/** The repairs of those of some hand-offs that were given back for marketing to repair, by hand-off. */
export async function repairsOf(context: Context, handoffIds: readonly string[]): Promise<Map<string, Repair>> {
  if (handoffIds.length === 0) return new Map();
  const asRows = JSON.stringify(handoffIds.map((id) => ({ id })));
  return repairs(
    context,
    sql`json_to_recordset(${asRows}::json) as w(id uuid)
      cross join lateral (select * from handoff_decisions where workspace_id = ${context.workspace} and handoff_id = w.id and undone_at is null offset 0) d`,
    sql`true`,
  );
}

/** The repairs of the hand-offs given back in a half-open span of time, by hand-off. */
export async function repairsBegun(context: Context, { from, to }: { from: Date; to: Date }): Promise<Map<string, Repair>> {
  return repairs(
    context,
    sql`handoff_decisions d`,
    sql`d.workspace_id = ${context.workspace} and d.undone_at is null and d.decided_at >= ${from} and d.decided_at < ${to}`,
  );
}

async function repairs(
  context: Context,
  decisions: RawBuilder<unknown>,
  where: RawBuilder<unknown>,
): Promise<Map<string, Repair>> {
  const facts = await repairFacts(context, decisions, where);
  const [first] = facts;
  if (!first) return new Map();
  const { now } = context;
  const promised = await hoursPromised(context, 'repaired_in_time');
  const calendarOf = await calendarsOf(
    context,
    facts.flatMap(({ memberId }) => memberId ?? []),
    {
      from: facts.reduce((earliest, { givenBackAt }) => (givenBackAt < earliest ? givenBackAt : earliest), first.givenBackAt),
      to: now,
    },
  );
  return new Map(
    facts.map(({ memberId, memberName, givenBackAt, endedAt, ...handoff }) => {
      // A clock that has stopped is judged by the calendar as it was known then.
      const calendar = calendarOf(memberId, endedAt ?? undefined);
      const clock = clockOfRepair({ givenBackAt, promisedHours: promised(handoff), calendar, endedAt }, now);
      return [handoff.id, { ...clock, member: memberId === null ? null : { id: memberId, name: memberName ?? '' } }];
    }),
  );
}

/**
 * Whoever handed it over answers for the repair, and where that was a program or somebody who has left, a head of marketing. What is repaired
 * at once by the reason itself, a rest or an end, is none.
 * @param decisions decisions `d` that stand
 */
async function repairFacts({ db }: Context, decisions: RawBuilder<unknown>, where: RawBuilder<unknown>): Promise<RepairFacts[]> {
  const { rows } = await sql<RepairFacts>`
    select h.id, h.lead_type, h.agreement_id, m.id as member_id, u.name as member_name, d.decided_at as given_back_at,
           least(again.submitted_at, l.closed_at, a.appealed_at) as ended_at
      from ${decisions}
      cross join lateral (select * from handoffs where workspace_id = d.workspace_id and id = d.handoff_id offset 0) h
      cross join lateral (select closed_at from leads where workspace_id = d.workspace_id and id = h.lead_id offset 0) l
      left join lateral (select min(submitted_at) as submitted_at from handoffs n
                          where n.workspace_id = d.workspace_id and n.lead_id = h.lead_id and n.submitted_at >= d.decided_at and n.id <> h.id) again on true
      left join lateral (select appealed_at from handoff_appeals
                          where workspace_id = d.workspace_id and handoff_id = d.handoff_id and decision_id = d.id offset 0) a on true
      left join lateral (select id, user_id from members
                          where workspace_id = d.workspace_id and left_at is null and (id = h.submitted_by or (team = 'marketing' and head))
                          order by id = h.submitted_by desc nulls last, id limit 1) m on true
      left join users u on u.id = m.user_id
     where (${where}) and d.decision = 'rejected'
       and not exists (select from lead_stages s where s.workspace_id = d.workspace_id and s.lead_id = h.lead_id
                          and s.from_stage = 'rejected' and s.reason_kind = 'rejected' and s.entered_at = d.decided_at)`.execute(
    db,
  );
  return rows;
}
