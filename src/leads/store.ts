import type { Db } from '../platform/context.ts';
import type { SideExit, Stage } from './lifecycle.ts';

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
  'closedAt',
  'createdAt',
] as const;

/** The lead, locked until the transaction ends. */
export async function lockLead(db: Db, id: string): Promise<LeadRow | undefined> {
  return (await db.selectFrom('leads').select(leadColumns).where('id', '=', id).forUpdate().executeTakeFirst()) as
    | LeadRow
    | undefined;
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

/** Where a passage came from: its first human touch, after the passage before it if there was one, else the very first. */
export async function firstOrigin(db: Db, personId: string, after: Date | undefined) {
  const first = (since: Date | undefined) =>
    db
      .selectFrom('touchpoints')
      .select(['channel', 'source', 'medium', 'campaign'])
      .where('personId', '=', personId)
      .where('bot', '=', false)
      .$if(since !== undefined, (query) => query.where('occurredAt', '>', since as Date))
      .orderBy('occurredAt')
      .limit(1)
      .executeTakeFirst();
  return (after && (await first(after))) ?? (await first(undefined));
}

/** The codes of a catalogue that may still be given, in its order. */
export async function reasonCodes(db: Db, kind: SideExit): Promise<string[]> {
  const rows = await db
    .selectFrom('reasons')
    .select('code')
    .where('kind', '=', kind)
    .where('retiredAt', 'is', null)
    .orderBy('position')
    .execute();
  return rows.map(({ code }) => code);
}
