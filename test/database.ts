import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, inject } from 'vitest';
import { addMember, createWorkspace, prepareWorkspace } from '../src/workspaces/commands.ts';
import { ensureUser } from '../src/accounts/commands.ts';
import { connect, inTransaction, inWorkspace, type Database } from '../src/platform/database.ts';
import type { Actor, Context, Role, Team } from '../src/platform/context.ts';

export interface TestDatabase {
  db: Database;
  appUrl: string;
  ownerUrl: string;
  adminUrl: string;
}

/** A database of this test file's own, copied from the migrated template and dropped when the file is done. Call it once, at the top of the file. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const admin = new pg.Client({ connectionString: inject('adminUrl') });
  await admin.connect();
  // Two files copying the template at once would refuse each other.
  await admin.query('select pg_advisory_lock(1)');
  await admin.query(`create database ${name} template samspil owner samspil_owner`);
  await admin.query('select pg_advisory_unlock(1)');
  await admin.end();
  const at = (url: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href;
  const appUrl = at(inject('appUrl'));
  const { db, pool } = connect(appUrl, 10);
  afterAll(async () => {
    await pool.end();
    const cleaner = new pg.Client({ connectionString: inject('adminUrl') });
    await cleaner.connect();
    await cleaner.query(`drop database ${name} with (force)`);
    await cleaner.end();
  });
  return { db, appUrl, ownerUrl: at(inject('ownerUrl')), adminUrl: at(inject('adminUrl')) };
}

/** A workspace of its own, prepared as a new one is. Tests that make one each do not see each other's rows. */
export async function createTestWorkspace(db: Database, name = 'Nordhavn Pumper A/S', country = 'DK'): Promise<string> {
  return inTransaction(db, {}, async (transaction) => {
    const context = await createWorkspace(transaction, { name, country }, new Date());
    await prepareWorkspace(context);
    return context.workspace;
  });
}

let people = 0;

/** A member of a workspace as the actor of commands. */
export async function createTestMember(
  db: Database,
  workspace: string,
  role: Role,
  options: { head?: boolean; name?: string } = {},
): Promise<Extract<Actor, { kind: 'member' }>> {
  const team: Team = role === 'admin' ? 'leadership' : role;
  const now = new Date();
  return inTransaction(db, { workspace }, async (transaction) => {
    const user = await ensureUser(
      transaction,
      { email: `member-${++people}-${randomBytes(4).toString('hex')}@firma.dk`, name: options.name ?? `Member ${people}` },
      now,
    );
    const head = options.head ?? false;
    const id = await addMember(
      { db: transaction, actor: { kind: 'system' }, workspace, now },
      { userId: user.id, role, team, head },
    );
    return { kind: 'member', id, userId: user.id, role, team, head, authenticatedAt: now };
  });
}

/** Runs work as an actor of a workspace, at a moment of the test's choosing. */
export function as<T>(
  db: Database,
  workspace: string,
  actor: Actor,
  work: (context: Context) => Promise<T>,
  now = new Date(),
): Promise<T> {
  return inWorkspace(db, workspace, actor, work, now);
}
