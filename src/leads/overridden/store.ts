import type { Db } from '../../platform/context.ts';

/** Somebody's word against a score. */
export interface OverrideRow {
  id: string;
  leadId: string;
  ready: boolean;
  reason: string;
  until: string;
  endsAt: Date;
  memberId: string | null;
  setAt: Date;
}

const columns = ['id', 'leadId', 'ready', 'reason', 'until', 'endsAt', 'memberId', 'setAt'] as const;

/** The words that hold at a moment, by lead; of all leads where none are named. */
export async function overridesAt(db: Db, at: Date, leadIds?: readonly string[]): Promise<Map<string, OverrideRow>> {
  if (leadIds?.length === 0) return new Map();
  const rows = await db
    .selectFrom('scoreOverrides')
    .select(columns)
    .where('setAt', '<=', at)
    .where('endsAt', '>', at)
    .where((row) => row.or([row('endedAt', 'is', null), row('endedAt', '>', at)]))
    .$if(leadIds !== undefined, (query) => query.where('leadId', 'in', leadIds ?? []))
    .execute();
  return new Map(rows.map((row) => [row.leadId, row]));
}

/** Ends the word on a lead before its time. @returns it, or undefined where none held */
export async function endOverride(
  db: Db,
  { leadId, at, by }: { leadId: string; at: Date; by: string | null },
): Promise<OverrideRow | undefined> {
  return db
    .updateTable('scoreOverrides')
    .set({ endedAt: at, endedBy: by })
    .where('leadId', '=', leadId)
    .where('endedAt', 'is', null)
    .where('endsAt', '>', at)
    .returning(columns)
    .executeTakeFirst();
}

/** Marks what has come to its end, each at that very moment. @returns each once */
export async function takeOver(db: Db, now: Date): Promise<(OverrideRow & { personId: string })[]> {
  const over = await db
    .updateTable('scoreOverrides')
    .set((row) => ({ endedAt: row.ref('endsAt') }))
    .where('endedAt', 'is', null)
    .where('endsAt', '<=', now)
    .returning(columns)
    .execute();
  if (over.length === 0) return [];
  const leads = await db
    .selectFrom('leads')
    .select(['id', 'personId'])
    .where(
      'id',
      'in',
      over.map(({ leadId }) => leadId),
    )
    .execute();
  const personOf = new Map(leads.map(({ id, personId }) => [id, personId]));
  return over.map((row) => ({ ...row, personId: personOf.get(row.leadId) ?? '' }));
}
