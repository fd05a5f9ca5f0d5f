import { sql } from 'kysely';
import type { Db } from '../platform/context.ts';
import { newId } from '../platform/ids.ts';
import type { RoutingReason } from '../routing/route.ts';
import type { Clocked } from './handoff.ts';

const columns = ['id', 'leadId', 'submittedAt', 'submittedBy', 'assignedTo'] as const;

/** A hand-off's own row, as far as commands decide on it. */
export interface HandoffRow {
  id: string;
  leadId: string;
  submittedAt: Date;
  submittedBy: string | null;
  assignedTo: string | null;
}

/** The hand-off, locked until the transaction ends, so that acts which exclude each other come one after the other. */
export async function lockHandoff(db: Db, id: string): Promise<HandoffRow | undefined> {
  return db.selectFrom('handoffs').select(columns).where('id', '=', id).forNoKeyUpdate().executeTakeFirst();
}

/** The decision that stands, with the name of who took it. */
export async function standingDecision(db: Db, handoffId: string) {
  return db
    .selectFrom('handoffDecisions as d')
    .leftJoin('members', 'members.id', 'd.memberId')
    .leftJoin('users', 'users.id', 'members.userId')
    .select(['d.id', 'd.decision', 'd.reason', 'd.memberId', 'd.decidedAt', 'users.name'])
    .where('d.handoffId', '=', handoffId)
    .where('d.undoneAt', 'is', null)
    .executeTakeFirst();
}

export interface NewDecision {
  decision: 'accepted' | 'rejected';
  reason: string | null;
  comment: string | null;
  memberId: string | null;
  decidedAt: Date;
}

/** Takes a decision unless one stands; waits for one that is being taken at this moment. @returns whether it was taken */
export async function insertDecision(db: Db, workspaceId: string, handoffId: string, decision: NewDecision): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('handoffDecisions')
    .values({ workspaceId, handoffId, id: newId(), ...decision })
    .onConflict((on) => on.columns(['workspaceId', 'handoffId']).where('undoneAt', 'is', null).doNothing())
    .executeTakeFirstOrThrow();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** The first contact made on a hand-off, with the name of who made it. */
export async function firstAttempt(db: Db, handoffId: string) {
  return db
    .selectFrom('attempts as a')
    .leftJoin('members', 'members.id', 'a.memberId')
    .leftJoin('users', 'users.id', 'members.userId')
    .select(['a.attemptedAt', 'users.name'])
    .where('a.handoffId', '=', handoffId)
    .orderBy('a.attemptedAt')
    .limit(1)
    .executeTakeFirst();
}

/** Records who holds a hand-off from a moment on. The lead follows it: its owner is the rep who answers for it. */
export async function insertAssignment(
  db: Db,
  workspaceId: string,
  {
    handoffId,
    leadId,
    ...assignment
  }: {
    handoffId: string;
    leadId: string;
    memberId: string;
    because: RoutingReason;
    rule: string | null;
    assignedAt: Date;
    assignedBy: string | null;
  },
): Promise<void> {
  await db
    .insertInto('handoffAssignments')
    .values({ workspaceId, handoffId, id: newId(), ...assignment })
    .execute();
  await db.updateTable('handoffs').set({ assignedTo: assignment.memberId }).where('id', '=', handoffId).execute();
  await db
    .updateTable('handoffDeadlines')
    .set((row) => ({ assignedTo: assignment.memberId, knownAt: null, revision: sql`${row.ref('revision')} + 1` }))
    .where('handoffId', '=', handoffId)
    .execute();
  await db.updateTable('leads').set({ ownerMemberId: assignment.memberId }).where('id', '=', leadId).execute();
}

/** Whether something has happened to a hand-off. Asked with it locked, so that of two who look at once the second sees what the first did. */
export async function hasHappened(db: Db, handoffId: string, type: string): Promise<boolean> {
  const event = await db
    .selectFrom('events')
    .select('id')
    .where('subjectKind', '=', 'handoff')
    .where('subjectId', '=', handoffId)
    .where('type', '=', type)
    .executeTakeFirst();
  return event !== undefined;
}

/**
 * One hand-off is routed at a time in a workspace, so that nobody gets more than they can handle. Held until the transaction ends. Locks
 * are taken in one order everywhere, so that nobody waits in a circle: the hand-off, its lead, and routing last.
 */
export async function lockRouting(db: Db, workspace: string, leadId: string): Promise<void> {
  await sql`select from leads where workspace_id = ${workspace} and id = ${leadId} for no key update`.execute(db);
  await sql`select pg_advisory_xact_lock(hashtextextended(${`routing ${workspace}`}, 0))`.execute(db);
}

/**
 * When the clocks of hand-offs run out and how they went, as reckoned now. Whether one is open and whose it is are kept here when it is met
 * first, and later where they change. One that has changed since its facts were read stays to be reckoned; so does one that is met first,
 * and one judged by calendars of a time to come.
 */
export async function keepDeadlines(db: Db, workspaceId: string, clocks: readonly Clocked[], now: Date): Promise<void> {
  if (clocks.length === 0) return;
  const reckoned = clocks.map(({ id, clock, open, assignedTo, settledAt, submittedAt, revision }) => ({
    id,
    due: clock.due,
    open,
    assigned_to: assignedTo,
    submitted_at: submittedAt,
    known_at: revision === null || (settledAt && settledAt > now) ? null : (settledAt ?? 'infinity'),
    contacted_at: clock.firstContactAt,
    took_minutes: clock.tookMinutes,
    kept: settledAt && clock.kept,
    revision: revision ?? 0,
  }));
  await sql`
    insert into handoff_deadlines as k (workspace_id, handoff_id, due, reckoned_at, open, assigned_to, submitted_at, known_at, contacted_at, took_minutes, kept, revision)
    select ${workspaceId}, id, due, ${now}, open, assigned_to, submitted_at, known_at, contacted_at, took_minutes, kept, revision
      from json_to_recordset(${JSON.stringify(reckoned)}::json)
        as r(id uuid, due timestamptz, open boolean, assigned_to uuid, submitted_at timestamptz, known_at timestamptz, contacted_at timestamptz, took_minutes integer, kept boolean, revision integer)
     where not exists (select from handoff_deadlines k where k.workspace_id = ${workspaceId} and k.handoff_id = r.id
                         and (k.due, k.known_at, k.contacted_at, k.took_minutes, k.kept) is not distinct from (r.due, r.known_at, r.contacted_at, r.took_minutes, r.kept))
     order by id
        on conflict (workspace_id, handoff_id) do update
       set due = excluded.due, reckoned_at = excluded.reckoned_at, known_at = excluded.known_at, contacted_at = excluded.contacted_at,
           took_minutes = excluded.took_minutes, kept = excluded.kept
     where k.revision = excluded.revision
       and (k.due, k.known_at, k.contacted_at, k.took_minutes, k.kept) is distinct from (excluded.due, excluded.known_at, excluded.contacted_at, excluded.took_minutes, excluded.kept)`.execute(
    db,
  );
}

/** When the clocks of hand-offs run out as last reckoned, of those that ever were. */
export async function deadlinesOf(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, Date | null>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('handoffDeadlines').select(['handoffId', 'due']).where('handoffId', 'in', ids).execute();
  return new Map(rows.map(({ handoffId, due }) => [handoffId, due]));
}

/** Everybody who has had a hand-off. */
export async function heldBy(db: Db, handoffId: string): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom('handoffAssignments').select('memberId').where('handoffId', '=', handoffId).execute();
  return new Set(rows.map(({ memberId }) => memberId));
}
