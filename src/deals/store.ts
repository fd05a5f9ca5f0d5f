import type { Insertable } from 'kysely';
import type { DealsTable } from '../../db/tables.ts';
import type { Context, Db } from '../platform/context.ts';
import { newId } from '../platform/ids.ts';
import type { DealStage } from './schema.ts';

export type DealRow = Awaited<ReturnType<typeof lockDeal>>;

/** The deal, locked until the transaction ends. */
export async function lockDeal(db: Db, id: string) {
  const row = await db.selectFrom('deals').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  return row && { ...row, stage: row.stage as DealStage };
}

/** Writes a deal unless its source has one of that external id already; answers whether it did. */
export async function insertDeal(db: Db, row: Insertable<DealsTable>): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('deals')
    .values(row)
    .onConflict((on) => on.columns(['workspaceId', 'source', 'externalId']).doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

export function findDeal(db: Db, source: string, externalId: string): Promise<{ id: string } | undefined> {
  return db.selectFrom('deals').select('id').where('source', '=', source).where('externalId', '=', externalId).executeTakeFirst();
}

export async function updateDeal(
  db: Db,
  id: string,
  change: { stage: DealStage; stageName: string | null; closedOn: string | null },
): Promise<void> {
  await db.updateTable('deals').set(change).where('id', '=', id).execute();
}

export async function linkLead(db: Db, dealId: string, leadId: string): Promise<void> {
  await db.updateTable('deals').set({ leadId }).where('id', '=', dealId).execute();
}

/** A deal's entry into a stage, as a fact of its own. */
export async function insertDealStage(
  { db, workspace }: Context,
  entry: { dealId: string; stage: DealStage; stageName: string | null; enteredAt: Date },
): Promise<void> {
  await db
    .insertInto('dealStages')
    .values({ workspaceId: workspace, id: newId(), ...entry })
    .execute();
}
