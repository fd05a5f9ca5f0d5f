import { sql } from 'kysely';
import type { Context, Db } from '../../platform/context.ts';
import { narrowed, narrowing } from '../listed/store.ts';
import type { Asked, BulkChange, Chosen, Refusal } from './schema.ts';

export interface BulkChangeRow {
  id: string;
  kind: BulkChange['kind'];
  asked: Asked;
  actorKind: string;
  actorId: string;
  createdAt: Date;
  leads: number;
  done: number;
  finishedAt: Date | null;
  undoAskedAt: Date | null;
  undoFinishedAt: Date | null;
  problem: string | null;
}

/** The bulk change, locked until the transaction ends: its leads are worked on by one at a time. */
export async function lockBulkChange(db: Db, id: string): Promise<BulkChangeRow | undefined> {
  return (await db
    .selectFrom('bulkChanges')
    .select(['id', 'kind', 'asked', 'actorKind', 'actorId', 'createdAt', 'leads', 'done'])
    .select(['finishedAt', 'undoAskedAt', 'undoFinishedAt', 'problem'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()) as BulkChangeRow | undefined;
}

/**
 * Writes down who was chosen, as they are at this moment.
 * @returns how many
 */
export async function chooseLeads(context: Context, { id, chosen }: { id: string; chosen: Chosen }): Promise<number> {
  const { db, workspace } = context;
  const which = 'ids' in chosen ? { ids: chosen.ids } : chosen.matching;
  const leads = narrowed(context, await narrowing(context, which)).select('l.id');
  const { numAffectedRows } = await sql`
    insert into bulk_change_leads (workspace_id, bulk_change_id, lead_id)
    select ${workspace}, ${id}, chosen.id from (${leads}) as chosen`.execute(db);
  return Number(numAffectedRows ?? 0);
}

/**
 * Locks leads that are dealt with together, and all that goes with them, in the one order everywhere: hand-offs, leads, clocks. Whoever
 * answers for one of these meanwhile waits for this, and this for them.
 */
export async function lockTogether({ db, workspace }: Context, leads: readonly { leadId: string }[]): Promise<void> {
  const ids = leads.map(({ leadId }) => leadId);
  const ofThese = sql`workspace_id = ${workspace} and lead_id = any(${ids}::uuid[])`;
  await sql`select from handoffs where ${ofThese} order by id for no key update`.execute(db);
  await sql`select from leads where workspace_id = ${workspace} and id = any(${ids}::uuid[]) order by id for no key update`.execute(
    db,
  );
  await sql`
    select from handoff_deadlines where workspace_id = ${workspace} and handoff_id in (select id from handoffs where ${ofThese})
     order by handoff_id for no key update`.execute(db);
}

export interface ChosenLead {
  leadId: string;
  stage: string;
  /** Who had it before and after it was assigned. */
  heldBefore: string | null;
  heldAfter: string | null;
}

/** The leads still to be dealt with, in their order; of an undoing those still to be undone. */
export async function leadsToDo(
  db: Db,
  id: string,
  { undoing, limit }: { undoing: boolean; limit: number },
): Promise<ChosenLead[]> {
  return db
    .selectFrom('bulkChangeLeads as b')
    .innerJoin('leads as l', (join) => join.onRef('l.workspaceId', '=', 'b.workspaceId').onRef('l.id', '=', 'b.leadId'))
    .select(['b.leadId', 'l.stage', 'b.heldBefore', 'b.heldAfter'])
    .where('b.bulkChangeId', '=', id)
    .$if(!undoing, (query) => query.where('b.outcome', 'is', null))
    .$if(undoing, (query) =>
      query.where('b.outcome', '=', 'done').where('b.undoneAt', 'is', null).where('b.undoRefusal', 'is', null),
    )
    .orderBy('b.leadId')
    .limit(limit)
    .execute();
}

export type Outcome = { outcome: 'done' | 'unchanged' } | { outcome: 'refused'; refusal: Refusal };

/** Writes down what became of a lead, and counts it. */
export async function keepOutcome(db: Db, id: string, leadId: string, outcome: Outcome): Promise<void> {
  const { outcome: word } = outcome;
  await db
    .updateTable('bulkChangeLeads')
    .set({ outcome: word, refusal: outcome.outcome === 'refused' ? JSON.stringify(outcome.refusal) : null })
    .where('bulkChangeId', '=', id)
    .where('leadId', '=', leadId)
    .execute();
  await db
    .updateTable('bulkChanges')
    .set((row) => ({ [word]: row(word, '+', 1) }))
    .where('id', '=', id)
    .execute();
}

/** Writes down from whom to whom a lead went. */
export async function keepHolders(
  db: Db,
  id: string,
  leadId: string,
  { before, after }: { before: string | null; after: string | null },
): Promise<void> {
  await db
    .updateTable('bulkChangeLeads')
    .set({ heldBefore: before, heldAfter: after })
    .where('bulkChangeId', '=', id)
    .where('leadId', '=', leadId)
    .execute();
}

/** The same of an undoing. */
export async function keepUndone(db: Db, id: string, leadId: string, outcome: Outcome, now: Date): Promise<void> {
  const refused = outcome.outcome === 'refused' ? outcome.refusal : null;
  await db
    .updateTable('bulkChangeLeads')
    .set(refused ? { undoRefusal: JSON.stringify(refused) } : { undoneAt: now })
    .where('bulkChangeId', '=', id)
    .where('leadId', '=', leadId)
    .execute();
  if (!refused)
    await db
      .updateTable('bulkChanges')
      .set((row) => ({ undone: row('undone', '+', 1) }))
      .where('id', '=', id)
      .execute();
}
