import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addMember } from '../src/workspaces/commands.ts';
import { as, createTestDatabase, createTestMember, createTestWorkspace } from './database.ts';

const { db, appUrl, ownerUrl } = await createTestDatabase();

describe('the wall between workspaces', () => {
  let owner: pg.Client;
  let app: pg.Client;
  beforeAll(async () => {
    owner = new pg.Client({ connectionString: ownerUrl });
    app = new pg.Client({ connectionString: appUrl });
    await Promise.all([owner.connect(), app.connect()]);
  });
  afterAll(() => Promise.all([owner.end(), app.end()]));

  const workspaceTables = async () =>
    (
      await owner.query<{ name: string; enabled: boolean; forced: boolean; policies: number }>(`
        select c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
               (select count(*)::int from pg_policy p where p.polrelid = c.oid and p.polname = 'workspace_wall') as policies
          from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where n.nspname = 'public' and c.relkind in ('r', 'p')
           and (c.relname = 'workspaces' or exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'workspace_id')) and c.relname <> 'sessions'`)
    ).rows;

  it('stands around every workspace table, forced', async () => {
    const tables = await workspaceTables();
    expect(tables.length).toBeGreaterThan(40);
    expect(tables.filter(({ enabled, forced, policies }) => !enabled || !forced || policies !== 1)).toEqual([]);
  });

  it('is reckoned once a statement, not once for each row it looks at', async () => {
    const { rows } = await owner.query<{ name: string }>(`
      select tablename as name from pg_policies
       where policyname = 'workspace_wall' and tablename <> 'workspaces'
         and (qual !~ '\\(\\s*SELECT current_workspace\\(\\)' or with_check is distinct from qual)`);
    expect(rows).toEqual([]);
  });

  it('leaves no table outside except those that are nobody’s or everybody’s', async () => {
    const inside = new Set((await workspaceTables()).map(({ name }) => name));
    const { rows } = await owner.query<{ name: string }>(
      `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
    );
    expect(rows.map(({ name }) => name).filter((name) => !inside.has(name))).toEqual([
      'schema_migrations',
      'sessions',
      'sign_in_failures',
      'stage_moves',
      'users',
    ]);
  });

  it('puts the workspace first in every key and reference', async () => {
    const { rows } = await owner.query<{ table_name: string; definition: string }>(`
      select conrelid::regclass::text as table_name, pg_get_constraintdef(oid) as definition from pg_constraint
       where connamespace = 'public'::regnamespace and contype in ('p', 'u', 'f') and conrelid <> 0`);
    const outside = new Set(['schema_migrations', 'sessions', 'sign_in_failures', 'stage_moves', 'users', 'workspaces']);
    const allowed = /REFERENCES (users|workspaces|stage_moves)/;
    expect(
      rows.filter(
        ({ table_name, definition }) =>
          !outside.has(table_name) && !/\(workspace_id[,)]/.test(definition) && !allowed.test(definition),
      ),
    ).toEqual([]);
  });

  it('binds the role the application signs in as', async () => {
    const { rows } = await app.query(
      'select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles where rolname = current_user',
    );
    expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false }]);
    expect(
      (
        await app.query(
          `select count(*)::int as n from pg_class where relowner = (select oid from pg_roles where rolname = current_user)`,
        )
      ).rows,
    ).toEqual([{ n: 0 }]);
  });

  it('shows nothing without a workspace, and only its own rows with one, even to a query that forgot its filter', async () => {
    const [one, other] = [await createTestWorkspace(db, 'Nordhavn'), await createTestWorkspace(db, 'Fjordlys', 'NO')];
    expect((await app.query('select * from calendars')).rows).toEqual([]);
    await app.query('begin');
    await app.query(`select set_config('samspil.workspace', $1, true)`, [one]);
    expect((await app.query('select distinct workspace_id from calendars')).rows).toEqual([{ workspace_id: one }]);
    await expect(
      app.query(
        `insert into spend (workspace_id, id, day, channel, source, amount_minor, currency, created_at) values ($1, $1, '2026-01-01', 'other', 'x', 1, 'DKK', now())`,
        [other],
      ),
    ).rejects.toThrow(/row-level security/);
    await app.query('rollback');
    expect((await app.query('select * from calendars')).rows).toEqual([]);
  });

  it('hides from a member of two workspaces the one they are not in', async () => {
    const [one, other] = [await createTestWorkspace(db, 'Nordhavn'), await createTestWorkspace(db, 'Fjordlys', 'NO')];
    const member = await createTestMember(db, one, 'admin');
    await as(db, other, { kind: 'system' }, (context) =>
      addMember(context, { userId: member.userId, role: 'sales', team: 'sales', head: true }),
    );
    const seen = await as(db, one, member, (context) => context.db.selectFrom('members').select('workspaceId').execute());
    expect(seen).toEqual([{ workspaceId: one }]);
  });

  it('lets nobody rewrite what happened', async () => {
    const workspace = await createTestWorkspace(db);
    for (const statement of [
      'update events set type = type',
      'delete from events',
      'delete from agreement_signatures',
      'update lead_stages set stage = stage',
      'update definitions set version = 9',
      'delete from handoff_decisions',
    ]) {
      await app.query('begin');
      await app.query(`select set_config('samspil.workspace', $1, true)`, [workspace]);
      await expect(app.query(statement), statement).rejects.toThrow(/permission denied/);
      await app.query('rollback');
    }
  });
});
