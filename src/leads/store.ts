import { sql, type Insertable } from 'kysely';
import type { Tables } from '../../db/tables.ts';
import type { Db } from '../platform/context.ts';
import type { Stage } from './lifecycle.ts';

/** A lead's row as commands decide on it. */
export interface LeadRow {
  id: string;
  personId: string;
  companyId: string | null;
  stage: Stage;
  stageSince: Date;
  moves: number;
  recycledFrom: string | null;
  reEntryOn: string | null;
  /** Points gained since it was recycled that bring it back before that day; null: only asking for contact does. */
  reEntryEngagement: number | null;
  closedAt: Date | null;
  createdAt: Date;
}

const leadColumns = [
  'id',
  'personId',
  'companyId',
  'stage',
  'stageSince',
  'moves',
  'recycledFrom',
  'reEntryOn',
  'reEntryEngagement',
  'closedAt',
  'createdAt',
] as const;

/** The lead, locked until the transaction ends. */
export async function lockLead(db: Db, id: string): Promise<LeadRow | undefined> {
  return (await lockLeads(db, [id]))[0];
}

/** The leads among those named that there are, locked until the transaction ends: in one order everywhere. */
export async function lockLeads(db: Db, ids: readonly string[]): Promise<LeadRow[]> {
  return (await db
    .selectFrom('leads')
    .select(leadColumns)
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .orderBy('id')
    // What only names the lead, such as a note of a contact, need not wait.
    .forNoKeyUpdate()
    .execute()) as LeadRow[];
}

/** Where leads stand after they were moved. Whoever is moved is no longer waiting to return. */
export async function putLeads(db: Db, leads: readonly LeadRow[]): Promise<void> {
  const places = leads.map(({ id, stage, stageSince, moves, closedAt }) => ({ id, stage, stageSince, moves, closedAt }));
  // As one value however many they are: a statement takes 65,535.
  await sql`
    update leads l set stage = m.stage, stage_since = m."stageSince", moves = m.moves, closed_at = m."closedAt", re_entry_on = null, re_entry_engagement = null
      from json_to_recordset(${JSON.stringify(places)}::json) as m(id uuid, stage text, "stageSince" timestamptz, moves int, "closedAt" timestamptz)
     where l.id = m.id`.execute(db);
}

/** Writes down which stages leads have gone through. */
export async function insertStages(db: Db, stages: readonly Insertable<Tables['leadStages']>[]): Promise<void> {
  await sql`
    insert into lead_stages (workspace_id, lead_id, move, from_stage, stage, entered_at, recorded_at, skipped, reason, reason_kind, member_id)
    select "workspaceId", "leadId", move, "fromStage", stage, "enteredAt", "recordedAt", skipped, reason, "reasonKind", "memberId"
      from json_to_recordset(${JSON.stringify(stages)}::json)
        as s("workspaceId" uuid, "leadId" uuid, move int, "fromStage" text, stage text, "enteredAt" timestamptz, "recordedAt" timestamptz,
             skipped boolean, reason text, "reasonKind" text, "memberId" uuid)`.execute(db);
}

/** Whether a lead stands where it does because a rejection's repair put it there, and not because somebody chose so. */
export async function wasRepaired(db: Db, { id, moves }: LeadRow): Promise<boolean> {
  const last = await db
    .selectFrom('leadStages')
    .select('reasonKind')
    .where('leadId', '=', id)
    .where('move', '=', moves)
    .executeTakeFirst();
  return last?.reasonKind === 'rejected';
}

export async function findOpenLead(db: Db, personId: string): Promise<LeadRow | undefined> {
  return (await db
    .selectFrom('leads')
    .select(leadColumns)
    .where('personId', '=', personId)
    .where('closedAt', 'is', null)
    .executeTakeFirst()) as LeadRow | undefined;
}

export async function lastClosedLead(db: Db, personId: string): Promise<(LeadRow & { closedAt: Date }) | undefined> {
  return (await db
    .selectFrom('leads')
    .select(leadColumns)
    .where('personId', '=', personId)
    .where('closedAt', 'is not', null)
    .orderBy('closedAt', 'desc')
    .limit(1)
    .executeTakeFirst()) as (LeadRow & { closedAt: Date }) | undefined;
}

/** Whose lead it is: the owner's, who is the rep while it is handed over. */
export async function holderOf(db: Db, leadId: string): Promise<string | null> {
  const lead = await db.selectFrom('leads').select('ownerMemberId').where('id', '=', leadId).executeTakeFirst();
  return lead?.ownerMemberId ?? null;
}

/** The hand-off a lead came by, if it came by one; one that was given back is done with. */
export async function latestHandoff(db: Db, leadId: string, at: Date): Promise<string | null> {
  const row = await db
    .selectFrom('handoffs')
    .select('id')
    .where('leadId', '=', leadId)
    // What was done before it was handed over is no contact of the hand-off, whenever it is told.
    .where('submittedAt', '<=', at)
    .where(
      sql<boolean>`not exists (select from handoff_decisions d where d.handoff_id = handoffs.id and d.decision = 'rejected' and d.undone_at is null)`,
    )
    .orderBy('submittedAt', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? null;
}

/** A contact that was told already: the same act by the same member at about the same moment. */
export async function sameAttempt(
  db: Db,
  told: {
    leadId: string;
    handoffId: string | null;
    memberId: string | null;
    kind: string;
    response: string;
    attemptedAt: Date;
    withinMs: number;
  },
): Promise<{ id: string } | undefined> {
  const around = (ms: number) => new Date(told.attemptedAt.getTime() + ms);
  return db
    .selectFrom('attempts')
    .select('id')
    .where('leadId', '=', told.leadId)
    .where('handoffId', 'is not distinct from', told.handoffId)
    .where('memberId', 'is not distinct from', told.memberId)
    .where('kind', '=', told.kind)
    .where('response', '=', told.response)
    .where('attemptedAt', '>', around(-told.withinMs))
    .where('attemptedAt', '<', around(told.withinMs))
    .limit(1)
    .executeTakeFirst();
}

/** The contact with a lead that was told last. */
export async function lastAttempt(db: Db, leadId: string) {
  return db
    .selectFrom('attempts')
    .select(['id', 'handoffId', 'memberId', 'kind', 'response', 'movedFrom', 'recordedAt'])
    .where('leadId', '=', leadId)
    .orderBy('recordedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** A lead's last move, and whose doing it was: where it stood before, skipped stages aside, and the reason where that was a side exit. */
export async function lastMove(db: Db, { id, moves }: LeadRow) {
  const rows = await db
    .selectFrom('leadStages')
    .select(['move', 'stage', 'skipped', 'reason', 'reasonKind', 'memberId', 'recordedAt'])
    .where('leadId', '=', id)
    .orderBy('move', 'desc')
    .execute();
  const [last, ...earlier] = rows;
  if (last?.move !== moves) throw new Error('a lead stands where its last move put it');
  const before = earlier.find(({ skipped }) => !skipped);
  return { ...last, from: (before?.stage ?? 'new') as Stage | 'new', reasonBefore: before?.reason ?? null };
}

/**
 * The next recycled leads whose day to return has come, locked: the last passage of a person who has no open lead.
 * @param today the day of the workspace
 */
export async function leadsToReEnter(db: Db, today: string, limit: number): Promise<(LeadRow & { closedAt: Date })[]> {
  const due = await db
    .selectFrom('leads as l')
    .select(['l.id', 'l.personId'])
    .where('stage', '=', 'recycled')
    .where('reEntryOn', '<=', today)
    .where(
      sql<boolean>`not exists (select from leads n where n.workspace_id = l.workspace_id and n.person_id = l.person_id and n.id <> l.id and (n.closed_at is null or n.created_at >= l.created_at))`,
    )
    .where(
      sql<boolean>`exists (select from people p where p.workspace_id = l.workspace_id and p.id = l.person_id and p.merged_into is null)`,
    )
    .orderBy('reEntryOn')
    .orderBy('id')
    .limit(limit)
    .execute();
  const people = due.map(({ personId }) => personId);
  const leads = new Map((await lockLeadsOf(db, people)).map((lead) => [lead.id, lead]));
  return due.flatMap(({ id }) => {
    const lead = leads.get(id);
    // Whoever had it in hand until now may have moved it on.
    return lead?.stage === 'recycled' && lead.closedAt !== null ? [{ ...lead, closedAt: lead.closedAt }] : [];
  });
}

/** Ids as a value that a statement joins with. */
export const asRows = (ids: readonly string[]): string => JSON.stringify(ids.map((id) => ({ id })));

/** The leads of people, newest passage first, locked until the transaction ends. */
export async function lockLeadsOf(db: Db, personIds: readonly string[]): Promise<LeadRow[]> {
  if (personIds.length === 0) return [];
  // In one order everywhere, so that two who lock several never wait for each other.
  const { rows } = await sql<LeadRow>`
    select id, person_id, company_id, stage, stage_since, moves, recycled_from, re_entry_on, re_entry_engagement, closed_at, created_at from leads
     where id = any(array(
       select l.id from json_to_recordset(${asRows(personIds)}::json) as w(id uuid)
        cross join lateral (select id from leads where person_id = w.id offset 0) l))
     order by id for no key update`.execute(db);
  return rows.toReversed();
}
