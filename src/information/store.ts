import { sql } from 'kysely';
import type { BriefingItem } from '../agreements/briefing-item.ts';
import type { Db } from '../platform/context.ts';
import type { Asked, ContractVersion } from './contract.ts';

/** Every version that both teams agreed on, oldest first. There are few: one for each request that was agreed. */
export async function contractVersions(db: Db): Promise<ContractVersion[]> {
  const rows = await db.selectFrom('informationContracts').select(['version', 'items', 'madeAt']).orderBy('version').execute();
  return rows.map(({ items, ...row }) => ({ ...row, items: items as BriefingItem[] }));
}

/** One change of the contract at a time, so that none undoes another. Held until the transaction ends. */
export async function lockContract(db: Db, workspace: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`information ${workspace}`}, 0))`.execute(db);
}

export interface RequestRow {
  asked: Asked;
  side: 'marketing' | 'sales';
  askedBy: string | null;
  answeredAt: Date | null;
}

export async function findRequest(db: Db, id: string): Promise<RequestRow | undefined> {
  const row = await db
    .selectFrom('itemRequests')
    .select(['kind', 'itemKey', 'item', 'side', 'askedBy', 'answeredAt'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) return undefined;
  const { kind, itemKey, item, side, ...rest } = row;
  const asked =
    kind === 'retire'
      ? { kind: 'retire' as const, key: itemKey }
      : { kind: kind as 'add' | 'change', item: item as BriefingItem };
  return { asked, side: side as RequestRow['side'], ...rest };
}
