import type { Context, Db } from '../../platform/context.ts';
import type { Language } from '../../platform/fields.ts';
import type { Connection } from '../plan.ts';

export interface ConnectionRow extends Connection {
  name: string;
  language: Language;
  address: string | null;
  host: string;
  createdAt: Date;
  revokedAt: Date | null;
}

/** The connections in force, by name. */
export async function activeConnections({ db }: Context): Promise<ConnectionRow[]> {
  return (await db
    .selectFrom('notificationConnections')
    .select(['id', 'name', 'carrier', 'team', 'language', 'address', 'host', 'createdAt', 'revokedAt'])
    .where('revokedAt', 'is', null)
    .orderBy('name')
    .orderBy('id')
    .execute()) as ConnectionRow[];
}

export async function lockConnection(db: Db, id: string): Promise<ConnectionRow | null> {
  const row = await db.selectFrom('notificationConnections').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  return (row as ConnectionRow | undefined) ?? null;
}

export async function insertConnection(
  { db, workspace }: Context,
  row: Omit<ConnectionRow, 'revokedAt'> & { createdBy: string | null },
): Promise<void> {
  await db
    .insertInto('notificationConnections')
    .values({ workspaceId: workspace, ...row })
    .execute();
}

export async function revokeConnection({ db, now }: Context, id: string, revokedBy: string | null): Promise<void> {
  await db
    .updateTable('notificationConnections')
    .set({ revokedAt: now, revokedBy, address: null })
    .where('id', '=', id)
    .execute();
}
