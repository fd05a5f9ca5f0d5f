import { sql } from 'kysely';
import type { z } from 'zod';
import { ensureUser } from '../accounts/commands.ts';
import { chooseCalendar, createStandardCalendar } from '../calendars/commands.ts';
import { createDefinition } from '../definitions/commands.ts';
import { standardDefinition } from '../definitions/standard.ts';
import { reckonAnew } from '../handoffs/open/commands.ts';
import { createStandardReasons } from '../reasons/commands.ts';
import { memberId, type Context, type Db, type Role, type Team } from '../platform/context.ts';
import { conflict, notFound, unprocessable } from '../platform/errors.ts';
import { recordEvent } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import { hashSecret, newSecret } from '../platform/secrets.ts';
import { countryStandards } from './country-standards.ts';
import type { memberPatch, newApiKey, newMember, newWriteKey, workspacePatch } from './schema.ts';

const INVITATION_DAYS = 14;

/** Makes an empty workspace; the transaction sees it from then on. */
export async function createWorkspace(
  db: Db,
  workspace: { id?: string; name: string; country: string; example?: boolean },
  now: Date,
): Promise<Context> {
  const id = workspace.id ?? newId();
  await sql`select set_config('samspil.workspace', ${id}, true)`.execute(db);
  const context: Context = { db, actor: { kind: 'system' }, workspace: id, now };
  await db
    .insertInto('workspaces')
    .values({
      id,
      name: workspace.name,
      country: workspace.country,
      ...countryStandards(workspace.country),
      example: workspace.example ?? false,
      createdAt: now,
    })
    .execute();
  await recordEvent(context, {
    type: 'workspace.created',
    subject: { kind: 'workspace', id },
    data: { name: workspace.name, country: workspace.country },
  });
  return context;
}

/**
 * What a new workspace needs before anything else: a working calendar, the catalogues of reasons, and a definition to start from that
 * nobody has signed; without the last where history will bring its own.
 */
export async function prepareWorkspace(context: Context, { definition = true } = {}): Promise<void> {
  await createStandardCalendar(context);
  if (definition) await createDefinition(context, { body: standardDefinition });
  await createStandardReasons(context);
}

/** Makes a user a member. @throws Problem 409 when they are one already */
export async function addMember(
  context: Context,
  member: { userId: string; role: Role; team: Team; head: boolean; monthlyCapacity?: number | null },
): Promise<string> {
  const { db, workspace, now } = context;
  const id = newId();
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('members')
    .values({
      workspaceId: workspace,
      id,
      userId: member.userId,
      role: member.role,
      team: member.team,
      head: member.head,
      calendarId: null,
      monthlyCapacity: member.monthlyCapacity ?? null,
      createdAt: now,
      leftAt: null,
    })
    .onConflict((on) => on.columns(['workspaceId', 'userId']).doNothing())
    .executeTakeFirstOrThrow();
  if (!numInsertedOrUpdatedRows) throw conflict('There is a member with this e-mail address already.');
  await recordEvent(context, {
    type: 'member.added',
    subject: { kind: 'member', id },
    data: { role: member.role, team: member.team, head: member.head },
  });
  return id;
}

/** Adds a member and, unless they already have a password, an invitation by which they set one. */
export async function inviteMember(
  context: Context,
  given: z.output<typeof newMember>,
): Promise<{ id: string; invitation: string | null }> {
  const user = await ensureUser(context.db, given, context.now);
  const id = await addMember(context, { userId: user.id, ...given });
  return { id, invitation: user.hasPassword ? null : await createInvitation(context, id) };
}

/** A fresh invitation for a member who has none left; the token is shown once. */
export async function createInvitation(context: Context, member: string): Promise<string> {
  const { db, workspace, now } = context;
  const invited = await db
    .selectFrom('members')
    .innerJoin('users', 'users.id', 'members.userId')
    .select('users.passwordHash')
    .where('members.id', '=', member)
    .executeTakeFirst();
  if (!invited) throw notFound();
  // An invitation sets a password; a user's own is theirs alone, whichever workspaces they are in.
  if (invited.passwordHash !== null) throw unprocessable('This member already has a password and signs in with it.');
  const token = newSecret('invitation');
  await db
    .insertInto('invitations')
    .values({
      workspaceId: workspace,
      id: newId(),
      memberId: member,
      tokenHash: hashSecret(token),
      createdAt: now,
      expiresAt: new Date(now.getTime() + INVITATION_DAYS * 86_400_000),
      acceptedAt: null,
    })
    .execute();
  await recordEvent(context, { type: 'member.invited', subject: { kind: 'member', id: member } });
  return token;
}

export async function changeMember(context: Context, id: string, patch: z.output<typeof memberPatch>): Promise<void> {
  const { db, now } = context;
  const before = await db.selectFrom('members').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (!before) throw notFound();
  const { left, ...fields } = patch;
  const after = { ...fields, ...(left !== undefined && { leftAt: left ? (before.leftAt ?? now) : null }) };
  if (Object.keys(after).length === 0) return;
  if (before.role === 'admin' && (left === true || (patch.role !== undefined && patch.role !== 'admin')))
    await assertAnotherAdmin(context, id);
  if (patch.calendarId !== undefined) await chooseCalendar(context, id, patch.calendarId);
  await db.updateTable('members').set(after).where('id', '=', id).execute();
  if (patch.team !== undefined && patch.team !== before.team) await reckonAnew(context, id);
  const was = Object.fromEntries(Object.keys(after).map((key) => [key, before[key as keyof typeof before]]));
  await recordEvent(context, { type: 'member.changed', subject: { kind: 'member', id }, data: { before: was, after } });
}

async function assertAnotherAdmin({ db, workspace }: Context, id: string) {
  const other = await db
    .selectFrom('members')
    .select('id')
    .where('workspaceId', '=', workspace)
    .where('role', '=', 'admin')
    .where('leftAt', 'is', null)
    .where('id', '<>', id)
    .executeTakeFirst();
  if (!other) throw unprocessable('A workspace needs an administrator; make somebody else one first.');
}

export async function changeWorkspace(context: Context, patch: z.output<typeof workspacePatch>): Promise<void> {
  const { db, workspace } = context;
  if (Object.keys(patch).length === 0) return;
  const before = await db
    .selectFrom('workspaces')
    .select(['name', 'country', 'timeZone', 'currency'])
    .where('id', '=', workspace)
    .executeTakeFirstOrThrow();
  await db
    .updateTable('workspaces')
    .set(Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)))
    .where('id', '=', workspace)
    .execute();
  await recordEvent(context, {
    type: 'workspace.changed',
    subject: { kind: 'workspace', id: workspace },
    data: { before, after: patch },
  });
}

/** A key for programs. Only its hash is kept; the key itself is in the answer and nowhere else. */
export async function createApiKey(context: Context, given: z.output<typeof newApiKey>): Promise<{ id: string; key: string }> {
  const key = newSecret('samspil_api');
  const id = newId();
  await context.db
    .insertInto('apiKeys')
    .values({
      workspaceId: context.workspace,
      id,
      name: given.name,
      keyHash: hashSecret(key),
      hint: key.slice(-4),
      scopes: given.scopes,
      createdBy: memberId(context.actor),
      createdAt: context.now,
      revokedAt: null,
    })
    .execute();
  await recordEvent(context, {
    type: 'api_key.created',
    subject: { kind: 'api_key', id },
    data: { name: given.name, scopes: given.scopes },
  });
  return { id, key };
}

/** A key for websites and tracking clients: it may only send events. */
export async function createWriteKey(
  context: Context,
  given: z.output<typeof newWriteKey>,
): Promise<{ id: string; key: string }> {
  const key = newSecret('samspil_write');
  const id = newId();
  await context.db
    .insertInto('writeKeys')
    .values({
      workspaceId: context.workspace,
      id,
      name: given.name,
      keyHash: hashSecret(key),
      hint: key.slice(-4),
      createdBy: memberId(context.actor),
      createdAt: context.now,
      revokedAt: null,
    })
    .execute();
  await recordEvent(context, { type: 'write_key.created', subject: { kind: 'write_key', id }, data: { name: given.name } });
  return { id, key };
}

export async function revokeKey(context: Context, kind: 'api_key' | 'write_key', id: string): Promise<void> {
  const { numUpdatedRows } = await context.db
    .updateTable(kind === 'api_key' ? 'apiKeys' : 'writeKeys')
    .set({ revokedAt: context.now })
    .where('id', '=', id)
    .where('revokedAt', 'is', null)
    .executeTakeFirst();
  if (!numUpdatedRows) throw notFound();
  await recordEvent(context, { type: `${kind}.revoked`, subject: { kind, id } });
}
