import { setImmediate } from 'node:timers/promises';
import { type RawBuilder, sql } from 'kysely';
import { calendarsOf } from '../../calendars/reports.ts';
import type { Context } from '../../platform/context.ts';
import { promisedHours, type TimedMetric } from '../clock-of-handoff.ts';
import { clockedOf, type ClockFacts, type Clocked } from '../handoff.ts';
import { areMovesReckoned } from '../moved/reports.ts';

/** The clocks of hand-offs: reckoned of the facts they follow from, or as they were kept. */

/** Waits for its first contact; says in SQL what `isOpen` says of facts. By the lead's stage, so that the cost is that of what is open, not of all history. */
export const awaitsContact = sql<boolean>`l.stage in ('submitted', 'accepted') and d.decision is distinct from 'rejected'
  and not exists (select from attempts o where o.workspace_id = h.workspace_id and o.handoff_id = h.id)`;

/** Hand-offs `h` in a query. */
export interface Handoffs {
  from: RawBuilder<unknown>;
  /** How the rows beside each are found. */
  beside: RawBuilder<unknown>;
  /** Conditions, order and end. */
  tail: RawBuilder<unknown>;
}

/** Those for which `where` holds; `tail` orders and cuts. */
export function holding({ workspace }: Context, where: RawBuilder<boolean>, tail = sql``): Handoffs {
  return { from: sql`handoffs h`, beside: sql``, tail: sql`where h.workspace_id = ${workspace} and (${where}) ${tail}` };
}

/**
 * Those that have one of some ids in a column. Each, and whatever stands beside it, is looked up by itself ("offset 0"): joined as sets, for a
 * page of them tables of years would be read from end to end.
 */
export function having({ workspace }: Context, column: 'id' | 'lead_id', ids: readonly string[], tail = sql``): Handoffs {
  const asRows = JSON.stringify([...new Set(ids)].map((id) => ({ id })));
  return {
    from: sql`json_to_recordset(${asRows}::json) as w(id uuid)
      cross join lateral (select * from handoffs where workspace_id = ${workspace} and ${sql.ref(column)} = w.id offset 0) h`,
    beside: sql`offset 0`,
    tail,
  };
}

/** What clocks follow from. */
export const clockColumns = sql`h.id, l.stage as lead_stage, l.stage_since as lead_stage_since, h.submitted_at, h.lead_type, h.agreement_id, h.assigned_to, t.assignments,
  d.decision, d.decided_at, f.first_contact_at, f.first_contact_recorded_at, k.revision`;
export const clockTables = ({ from, beside }: Handoffs) => sql`${from}
  cross join lateral (select * from leads l where l.workspace_id = h.workspace_id and l.id = h.lead_id ${beside}) l
  left join lateral (select * from handoff_deadlines k where k.workspace_id = h.workspace_id and k.handoff_id = h.id ${beside}) k on true
  left join lateral (select * from handoff_decisions d where d.workspace_id = h.workspace_id and d.handoff_id = h.id and d.undone_at is null ${beside}) d on true
  left join lateral (select attempted_at as first_contact_at, recorded_at as first_contact_recorded_at from attempts a where a.workspace_id = h.workspace_id and a.handoff_id = h.id
                      order by attempted_at limit 1) f on true
  left join lateral (select jsonb_agg(jsonb_build_object('memberId', member_id, 'because', because, 'rule', rule, 'at', assigned_at) order by assigned_at, id) as assignments
                       from handoff_assignments a where a.workspace_id = h.workspace_id and a.handoff_id = h.id) t on true`;

async function clockFacts({ db }: Context, handoffs: Handoffs): Promise<ClockFacts[]> {
  const { rows } = await sql<ClockFacts>`select ${clockColumns} from ${clockTables(handoffs)} ${handoffs.tail}`.execute(db);
  return rows;
}

/** So many clocks are reckoned before others get their turn: a few milliseconds of work. */
const IN_ONE_TURN = 200;

/** The clocks as they stand now, in the order of the facts: promises by the agreement of each, calendars once for all. */
export async function clocksReckoned(context: Context, facts: readonly ClockFacts[]): Promise<Clocked[]> {
  const [first] = facts;
  if (!first) return [];
  const { now } = context;
  const from = facts.reduce((earliest, { submittedAt }) => (submittedAt < earliest ? submittedAt : earliest), first.submittedAt);
  const reps = new Set(facts.flatMap(({ assignments }) => (assignments ?? []).map((assignment) => assignment.memberId)));
  const calendarOf = await calendarsOf(context, [...reps], { from, to: now });
  const promised = await hoursPromised(context, 'contacted_in_time');
  const clocks: Clocked[] = [];
  for (const each of facts) {
    if (clocks.length > 0 && clocks.length % IN_ONE_TURN === 0) await setImmediate();
    clocks.push(clockedOf(each, promised(each), calendarOf, now));
  }
  return clocks;
}

/** How many business hours the agreement a hand-off stands under promises; null where it promises none. */
export async function hoursPromised(
  { db }: Context,
  metric: TimedMetric,
): Promise<(handoff: Pick<ClockFacts, 'agreementId' | 'leadType'>) => number | null> {
  const clauses = await db
    .selectFrom('clauses')
    .select(['agreementId', 'metric', 'segment', 'hours'])
    .where('hours', 'is not', null)
    .execute();
  return ({ agreementId, leadType }) =>
    promisedHours(
      clauses
        .filter((clause) => clause.agreementId === agreementId)
        .map((clause) => ({ ...clause, segment: clause.segment as { leadType?: string } })),
      leadType,
      metric,
    );
}

/** The clocks of those of some ids that exist. */
export async function clocksOf(context: Context, ids: readonly string[]): Promise<Clocked[]> {
  return ids.length === 0 ? [] : clocksReckoned(context, await clockFacts(context, having(context, 'id', ids)));
}

/** What the clocks follow from of hand-offs that wait for their first contact, of those for which `where` holds of `h`; `tail` orders and cuts. */
export async function openClockFacts(context: Context, where: RawBuilder<boolean>, tail = sql``): Promise<ClockFacts[]> {
  return clockFacts(context, holding(context, sql`(${awaitsContact}) and (${where})`, tail));
}

/** Of how the clocks of hand-offs `h` went, in SQL, for a query that has `tables` beside them. */
export interface ClocksInSql {
  tables: RawBuilder<unknown>;
  contactedAt: RawBuilder<unknown>;
  /** Business minutes. */
  tookMinutes: RawBuilder<unknown>;
  kept: RawBuilder<unknown>;
}

/**
 * The clocks of hand-offs submitted in a half-open span of time, as they stand now: as they were kept where nothing they follow from has
 * changed since, and reckoned where something has. Those judged before there was a calendar are judged by that of now, and so reckoned.
 */
export async function clocksSubmitted(context: Context, { from, to }: { from: Date; to: Date }): Promise<ClocksInSql> {
  const { workspace, now } = context;
  const judged = sql`k.known_at >= (select min(created_at) from calendars where workspace_id = ${workspace})`;
  const holds = (await areMovesReckoned(context)) ? judged : sql`${judged} and k.known_at < 'infinity'`;
  const changed = await clockFacts(
    context,
    holding(context, sql`h.submitted_at >= ${from} and h.submitted_at < ${to} and (${holds}) is not true`),
  );
  const anew = (await clocksReckoned(context, changed)).map(({ id, clock }) => ({
    id,
    contacted_at: clock.firstContactAt,
    took_minutes: clock.tookMinutes,
    kept: clock.kept,
  }));
  const either = (column: string, kept = sql.ref(`k.${column}`)) =>
    sql`case when anew.id is null then ${kept} else ${sql.ref(`anew.${column}`)} end`;
  return {
    tables: sql`left join handoff_deadlines k on k.workspace_id = h.workspace_id and k.handoff_id = h.id
      left join jsonb_to_recordset(${JSON.stringify(anew)}::jsonb) as anew (id uuid, contacted_at timestamptz, took_minutes integer, kept boolean) on anew.id = h.id`,
    contactedAt: either('contacted_at'),
    tookMinutes: either('took_minutes'),
    kept: either('kept', sql`coalesce(k.kept, case when k.open and k.due <= ${now} then false end)`),
  };
}

/** What the clocks follow from of hand-offs of which nothing that holds is kept, the next after one of them. */
export async function clockFactsToReckon(context: Context, after: string | null, limit: number): Promise<ClockFacts[]> {
  const beyond = after === null ? sql`true` : sql`h.id > ${after}`;
  return clockFacts(context, holding(context, sql`k.known_at is null and ${beyond}`, sql`order by h.id limit ${limit}`));
}
