import type { Db } from '../platform/context.ts';

export interface BriefedItem {
  key: string;
  value: string | null;
  filled: boolean;
  source: string | null;
}

/** The agreed items of a hand-off as they were filled when it was submitted. */
export async function itemsOf(db: Db, handoffId: string): Promise<BriefedItem[]> {
  const row = await db.selectFrom('handoffs').select('briefing').where('id', '=', handoffId).executeTakeFirst();
  return (row?.briefing as { items?: BriefedItem[] } | undefined)?.items ?? [];
}

export async function standingRejection(db: Db, handoffId: string): Promise<{ id: string } | undefined> {
  return db
    .selectFrom('handoffDecisions')
    .select('id')
    .where('handoffId', '=', handoffId)
    .where('decision', '=', 'rejected')
    .where('undoneAt', 'is', null)
    .executeTakeFirst();
}

/** The appeal on a hand-off, locked until the transaction ends, so that of two answers the second sees the first. */
export async function lockAppeal(db: Db, handoffId: string) {
  return db
    .selectFrom('handoffAppeals')
    .select(['memberId', 'reason', 'answeredAt'])
    .where('handoffId', '=', handoffId)
    .forUpdate()
    .executeTakeFirst();
}
