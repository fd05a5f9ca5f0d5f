import type { z } from 'zod';
import { inTransaction, type Database } from '../platform/database.ts';
import type { Actor, Context, Role, Team } from '../platform/context.ts';
import type { Caller } from '../platform/http.ts';
import type { apiKey, me, member, writeKey } from './schema.ts';

type Members = z.output<typeof member>[];

export async function listMembers({ db, workspace }: Context): Promise<Members> {
  const rows = await db
    .selectFrom('members')
    .innerJoin('users', 'users.id', 'members.userId')
    .select([
      'members.id',
      'members.userId',
      'users.name',
      'users.email',
      'members.role',
      'members.team',
      'members.head',
      'members.calendarId',
      'members.monthlyCapacity',
      'members.createdAt',
      'members.leftAt',
      'users.passwordHash',
    ])
    // Who is asking sees their own memberships of other workspaces too.
    .where('members.workspaceId', '=', workspace)
    .orderBy('members.createdAt')
    .orderBy('members.id')
    .execute();
  return rows.map(({ passwordHash, ...row }) => ({ ...row, invited: passwordHash === null })) as Members;
}

/** The zone whose days a workspace means by today. */
export async function timeZoneOf({ db, workspace }: Pick<Context, 'db' | 'workspace'>): Promise<string> {
  return (await db.selectFrom('workspaces').select('timeZone').where('id', '=', workspace).executeTakeFirstOrThrow()).timeZone;
}

/** Who did something, as the actor of what is still to be done for them; undefined for one who has left, or a key that was revoked. */
export async function actorBehind({ db, now }: Context, kind: string, id: string): Promise<Actor | undefined> {
  if (kind === 'member') {
    const member = await db
      .selectFrom('members')
      .select(['id', 'userId', 'role', 'team', 'head'])
      .where('id', '=', id)
      .where('leftAt', 'is', null)
      .executeTakeFirst();
    return member && { ...member, kind, role: member.role as Role, team: member.team as Team, authenticatedAt: now };
  }
  const key = await db
    .selectFrom('apiKeys')
    .select(['id', 'scopes'])
    .where('id', '=', id)
    .where('revokedAt', 'is', null)
    .executeTakeFirst();
  return key && { ...key, kind: 'api_key' };
}

export async function listApiKeys({ db }: Context): Promise<z.output<typeof apiKey>[]> {
  const rows = await db
    .selectFrom('apiKeys')
    .select(['id', 'name', 'hint', 'scopes', 'createdAt', 'revokedAt'])
    .orderBy('id', 'desc')
    .execute();
  return rows as z.output<typeof apiKey>[];
}

export async function listWriteKeys({ db }: Context): Promise<z.output<typeof writeKey>[]> {
  return db.selectFrom('writeKeys').select(['id', 'name', 'hint', 'createdAt', 'revokedAt']).orderBy('id', 'desc').execute();
}

/** Who is asking, as what, where, and where else they could be. A program has a workspace and no user. */
export async function whoAmI(db: Database, caller: Caller, now: Date): Promise<z.output<typeof me>> {
  return inTransaction(
    db,
    { workspace: caller.workspace, ...(caller.userId && { user: caller.userId }) },
    async (transaction) => {
      const workspaces = await transaction
        .selectFrom('workspaces')
        .select(['id', 'name', 'country', 'timeZone', 'currency', 'example'])
        .orderBy('createdAt')
        .execute();
      const workspace = workspaces.find(({ id }) => id === caller.workspace);
      if (!workspace) throw new Error('the workspace of a caller is gone');
      const user = caller.userId
        ? await transaction
            .selectFrom('users')
            .select(['id', 'name', 'email', 'language', 'colorScheme', 'numberFormat'])
            .where('id', '=', caller.userId)
            .executeTakeFirstOrThrow()
        : null;
      const { actor } = caller;
      return {
        user: user as z.output<typeof me>['user'],
        member: actor.kind === 'member' ? { id: actor.id, role: actor.role, team: actor.team, head: actor.head } : null,
        workspace,
        workspaces: workspaces.map(({ id, name, example }) => ({ id, name, example })),
        now,
      };
    },
  );
}

/** The country whose telephone numbers and company numbers go without a prefix here. */
export async function homeCountry({ db, workspace }: Pick<Context, 'db' | 'workspace'>): Promise<string> {
  return (await db.selectFrom('workspaces').select('country').where('id', '=', workspace).executeTakeFirstOrThrow()).country;
}
