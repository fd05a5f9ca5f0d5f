import { sql } from 'kysely';
import { inTransaction, type Database } from '../platform/database.ts';
import type { Actor, Context, Db } from '../platform/context.ts';
import { badRequest, conflict, notFound, Problem, tooMany } from '../platform/errors.ts';
import { recordEvent } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import { hashPassword, hashSecret, newSecret, verifyPassword } from '../platform/secrets.ts';
import { passwordFault } from './passwords.ts';
import { findKey } from './store.ts';
import { secondsToWait, WINDOW_MS } from './throttle.ts';

/** Whose write key it is; null for an unknown or revoked one. */
export function findWriteKey(db: Database, secret: string): Promise<{ workspace: string; actor: Actor } | null> {
  return findKey(db, 'write_key', secret);
}

const SESSION_DAYS = 30;

/** @throws Problem 400 naming the password field */
export function assertUsablePassword(password: string, about: string[]): void {
  const fault = passwordFault(password, about);
  if (fault) throw badRequest(`The password ${fault}`, [{ pointer: '/password', detail: fault }]);
}

/** A whole office shares a network; this many failures from one within the window slow all of it. */
const NETWORK_TRIES = 100;

/**
 * Opens a session. Unknown address, wrong password and a member who has left look the same, in words and in time.
 * Tries are counted by address and network together, so that a guesser elsewhere cannot shut the owner out, and before the password is
 * looked at, so that many at once are counted like many in a row; the right one clears its count.
 * @returns the session token for the cookie
 */
export async function signIn(
  db: Database,
  given: { email: string; password: string; network: string },
  now: Date,
): Promise<string> {
  const email = given.email.trim().toLowerCase();
  const place = hashSecret(`address ${email} network ${given.network}`);
  const network = hashSecret(`network ${given.network}`);
  const tries = [place, network].map((subjectHash) => ({ subjectHash, failedAt: now, id: newId() }));
  const { user, wait } = await inTransaction(db, {}, async (transaction) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${place}, 0))`.execute(transaction);
    const before = await transaction
      .selectFrom('signInFailures')
      .select(['subjectHash', 'failedAt'])
      .where('subjectHash', 'in', [place, network])
      .where('failedAt', '>', new Date(now.getTime() - WINDOW_MS))
      .execute();
    const of = (subject: string) => before.filter(({ subjectHash }) => subjectHash === subject).map(({ failedAt }) => failedAt);
    const wait = Math.max(
      secondsToWait(of(place), now),
      of(network).length >= NETWORK_TRIES ? secondsToWait(of(network), now) : 0,
    );
    if (wait === 0) await transaction.insertInto('signInFailures').values(tries).execute();
    const user = await transaction
      .selectFrom('users')
      .select(['id', 'passwordHash'])
      .where('email', '=', email)
      .executeTakeFirst();
    return { wait, user };
  });
  if (wait > 0) throw tooMany(`Too many sign-ins failed. Try again in ${Math.ceil(wait)} s.`, wait);
  if (!(await verifyPassword(user?.passwordHash, given.password)) || !user)
    throw new Problem(401, 'Not signed in', 'The e-mail address or the password is not right.');
  return inTransaction(db, {}, async (transaction) => {
    const own = tries.map(({ id }) => id);
    await transaction
      .deleteFrom('signInFailures')
      .where((row) => row.or([row('subjectHash', '=', place), row('id', 'in', own)]))
      .execute();
    return openSession(transaction, user.id, now);
  });
}

/** Opens a session of a user, in a workspace or in their first. @returns the token for the cookie; only its hash is kept */
export async function openSession(db: Db, userId: string, now: Date, workspaceId: string | null = null): Promise<string> {
  const token = newSecret('session');
  await db
    .insertInto('sessions')
    .values({
      tokenHash: hashSecret(token),
      userId,
      workspaceId,
      createdAt: now,
      authenticatedAt: now,
      expiresAt: new Date(now.getTime() + SESSION_DAYS * 86_400_000),
    })
    .execute();
  return token;
}

export async function signOut(db: Database, token: string): Promise<void> {
  await inTransaction(db, {}, (transaction) =>
    transaction.deleteFrom('sessions').where('tokenHash', '=', hashSecret(token)).execute(),
  );
}

/** The user with this address, made if there is none. */
export async function ensureUser(
  db: Db,
  user: { email: string; name: string; language?: string },
  now: Date,
): Promise<{ id: string; hasPassword: boolean }> {
  await db
    .insertInto('users')
    .values({
      id: newId(),
      email: user.email,
      name: user.name,
      passwordHash: null,
      language: user.language ?? 'en',
      numberFormat: null,
      createdAt: now,
    })
    .onConflict((on) => on.column('email').doNothing())
    .execute();
  const row = await db
    .selectFrom('users')
    .select(['id', 'passwordHash'])
    .where('email', '=', user.email)
    .executeTakeFirstOrThrow();
  return { id: row.id, hasPassword: row.passwordHash !== null };
}

/** Sets a password and ends every session opened with the old one. */
export async function setPassword(db: Db, userId: string, password: string): Promise<void> {
  await db
    .updateTable('users')
    .set({ passwordHash: await hashPassword(password) })
    .where('id', '=', userId)
    .execute();
  await db.deleteFrom('sessions').where('userId', '=', userId).execute();
}

/** Whether nobody has an account yet, so that the first visitor sets Samspil up. */
export async function isSetupNeeded(db: Database): Promise<boolean> {
  return inTransaction(
    db,
    {},
    async (transaction) => (await transaction.selectFrom('users').select('id').limit(1).executeTakeFirst()) === undefined,
  );
}

/** Locks out a second first visitor until the first has committed. */
export async function claimSetup(db: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(7300520)`.execute(db);
  if (await db.selectFrom('users').select('id').limit(1).executeTakeFirst())
    throw conflict('Samspil is already set up. Sign in instead.');
}

export interface OpenInvitation {
  id: string;
  workspaceId: string;
  memberId: string;
  userId: string;
  name: string;
  email: string;
  workspace: string;
}

/** The invitation behind a token. @throws Problem 404 for one that is unknown, used or out of date */
export async function findInvitation(db: Db, token: string, now: Date): Promise<OpenInvitation> {
  const tokenHash = hashSecret(token);
  await sql`select set_config('samspil.secret', ${tokenHash}, true)`.execute(db);
  const found = await db
    .selectFrom('invitations')
    .select(['id', 'workspaceId', 'memberId'])
    .where('tokenHash', '=', tokenHash)
    .where('acceptedAt', 'is', null)
    .where('expiresAt', '>', now)
    .executeTakeFirst();
  if (!found) throw notFound();
  await sql`select set_config('samspil.workspace', ${found.workspaceId}, true)`.execute(db);
  const row = await db
    .selectFrom('members')
    .innerJoin('users', 'users.id', 'members.userId')
    .innerJoin('workspaces', 'workspaces.id', 'members.workspaceId')
    .select(['users.id as userId', 'users.name', 'users.email', 'workspaces.name as workspace'])
    .where('members.id', '=', found.memberId)
    .executeTakeFirstOrThrow();
  return { ...found, ...row };
}

/** Sets the invited user's password and signs them in. @returns the session token */
export async function acceptInvitation(db: Database, token: string, password: string, now: Date): Promise<string> {
  return inTransaction(db, {}, async (transaction) => {
    const invitation = await findInvitation(transaction, token, now);
    // Locked, so that of two invitations of one new user the first accepted is the only one.
    const user = await transaction
      .selectFrom('users')
      .select('passwordHash')
      .where('id', '=', invitation.userId)
      .forUpdate()
      .executeTakeFirst();
    if (user?.passwordHash !== null) throw notFound();
    assertUsablePassword(password, [invitation.email, invitation.name]);
    await setPassword(transaction, invitation.userId, password);
    await transaction.updateTable('invitations').set({ acceptedAt: now }).where('id', '=', invitation.id).execute();
    const context: Context = { db: transaction, actor: { kind: 'system' }, workspace: invitation.workspaceId, now };
    await recordEvent(context, { type: 'member.joined', subject: { kind: 'member', id: invitation.memberId } });
    return openSession(transaction, invitation.userId, now);
  });
}
