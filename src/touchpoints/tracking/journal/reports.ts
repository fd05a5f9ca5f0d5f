import type { Context } from '../../../platform/context.ts';

/** The oldest entry that waits; null when all is worked through. */
export async function oldestEntry({ db, workspace }: Context): Promise<string | null> {
  const oldest = await db
    .selectFrom('trackingJournal')
    .select('id')
    .where('workspaceId', '=', workspace)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return oldest?.id ?? null;
}
