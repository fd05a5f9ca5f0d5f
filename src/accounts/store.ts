import { sql } from 'kysely';
import { inTransaction, type Database } from '../platform/database.ts';
import type { Actor, Db, Role, Team } from '../platform/context.ts';
import { hashSecret } from '../platform/secrets.ts';

/** A session and the membership it acts as; null when the user is no longer a member of its workspace, or of any. */
export interface SessionRow {
  userId: string;
  authenticatedAt: Date;
  member: { id: string; workspaceId: string; role: Role; team: Team; head: boolean } | null;
}

/** The session of a token. One that is of no workspace yet becomes one of the user's first, for good: it never acts in another unless asked to. */
export async function findSession(db: Database, token: string): Promise<SessionRow | null> {
  return inTransaction(db, {}, async (transaction) => {
    const session = await transaction
      .selectFrom('sessions')
      .select(['userId', 'workspaceId', 'authenticatedAt'])
      .where('tokenHash', '=', hashSecret(token))
      .where('expiresAt', '>', sql<Date>`now()`)
      .executeTakeFirst();
    if (!session) return null;
    await sql`select set_config('samspil.user', ${session.userId}, true)`.execute(transaction);
    const members = await findMemberships(transaction, session.userId);
    const workspace = session.workspaceId ?? members[0]?.workspaceId ?? null;
    if (session.workspaceId === null && workspace !== null)
      await transaction
        .updateTable('sessions')
        .set({ workspaceId: workspace })
        .where('tokenHash', '=', hashSecret(token))
        .execute();
    const member = members.find(({ workspaceId }) => workspaceId === workspace) ?? null;
    return { userId: session.userId, authenticatedAt: session.authenticatedAt, member };
  });
}

/** The user's memberships, oldest first. The transaction's sight must be the user's own. */
export async function findMemberships(db: Db, userId: string) {
  const rows = await db
    .selectFrom('members')
    .select(['id', 'workspaceId', 'role', 'team', 'head'])
    .where('userId', '=', userId)
    .where('leftAt', 'is', null)
    .orderBy('createdAt')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ ...row, role: row.role as Role, team: row.team as Team }));
}

/** The key behind a secret, whichever workspace it is of; null for an unknown or revoked one. */
export async function findKey(
  db: Database,
  kind: 'api_key' | 'write_key',
  secret: string,
): Promise<{ workspace: string; actor: Actor } | null> {
  const keyHash = hashSecret(secret);
  return inTransaction(db, { secret: keyHash }, async (transaction) => {
    if (kind === 'api_key') {
      const key = await transaction
        .selectFrom('apiKeys')
        .select(['workspaceId', 'id', 'scopes'])
        .where('keyHash', '=', keyHash)
        .where('revokedAt', 'is', null)
        .executeTakeFirst();
      return key ? { workspace: key.workspaceId, actor: { kind, id: key.id, scopes: key.scopes } } : null;
    }
    const key = await transaction
      .selectFrom('writeKeys')
      .select(['workspaceId', 'id'])
      .where('keyHash', '=', keyHash)
      .where('revokedAt', 'is', null)
      .executeTakeFirst();
    return key ? { workspace: key.workspaceId, actor: { kind, id: key.id } } : null;
  });
}
