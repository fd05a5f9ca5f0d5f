import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, describe, expect, inject, it, vi } from 'vitest';
import { checkRole } from '../platform/installation.ts';
import { migrate } from '../platform/migrate.ts';
import { databaseCommand } from './database.ts';

const names = [0, 1].map((number) => `other_${number}_${randomBytes(4).toString('hex')}`) as [string, string];
const stranger = `stranger_${randomBytes(4).toString('hex')}`;

async function asSuperuser(...statements: string[]) {
  const admin = new pg.Client({ connectionString: inject('adminUrl') });
  await admin.connect();
  try {
    for (const statement of statements) await admin.query(statement);
  } finally {
    await admin.end();
  }
}
afterAll(() =>
  asSuperuser(
    ...names.map((name) => `drop database if exists ${name} with (force)`),
    ...[...names.flatMap((name) => [`${name}_owner`, `${name}_app`]), stranger].map((role) => `drop role if exists ${role}`),
  ),
);

/** The settings `samspil database` prints for a database of that name. */
async function make(name: string) {
  const lines: string[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((line) => void lines.push(...String(line).split('\n')));
  try {
    await databaseCommand(['--admin-url', inject('adminUrl'), '--name', name]);
  } finally {
    log.mockRestore();
  }
  const setting = (variable: string) => lines.find((line) => line.startsWith(`${variable}=`))?.slice(variable.length + 1) ?? '';
  return { ownerUrl: setting('DATABASE_OWNER_URL'), appUrl: setting('DATABASE_URL') };
}

async function query(connectionString: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}

describe('samspil database', () => {
  it('makes roles that row-level security binds, and leaves those of another installation in the same PostgreSQL alone', async () => {
    const first = await make(names[0]);
    await migrate(first.ownerUrl, first.appUrl);
    await checkRole(first.appUrl);
    expect(await query(first.appUrl, 'select count(*)::int as workspaces from workspaces')).toEqual([{ workspaces: 0 }]);

    const second = await make(names[1]);
    await migrate(second.ownerUrl, second.appUrl);
    expect(await query(first.appUrl, 'select current_database() as name')).toEqual([{ name: names[0] }]);
    expect(await query(second.appUrl, 'select current_database() as name')).toEqual([{ name: names[1] }]);
    await expect(
      query(Object.assign(new URL(second.appUrl), { pathname: `/${names[0]}` }).href, 'select from workspaces'),
    ).rejects.toThrow(/permission denied/);
  });

  it('gives the roles of the same name new passwords', async () => {
    const again = await make(names[0]);
    expect(await query(again.appUrl, 'select current_database() as name')).toEqual([{ name: names[0] }]);
  });

  it.each(['Other', 'a-b', 'x"; drop role postgres; --', ''])('refuses the name %j in one line', async (name) => {
    await expect(make(name)).rejects.toThrow(/^--name .* cannot be used: [^\n]*$/);
  });
});

describe('DATABASE_URL', () => {
  it('is refused in one line when row-level security would not bind its role', async () => {
    const made = await make(names[0]);
    const asStranger = Object.assign(new URL(made.appUrl), { username: stranger, password: 'secret' }).href;
    await asSuperuser(`create role ${stranger} login password 'secret' bypassrls`);
    await expect(checkRole(asStranger)).rejects.toThrow(/^DATABASE_URL signs in as a superuser or with BYPASSRLS[^\n]*$/);
    await asSuperuser(`alter role ${stranger} nobypassrls superuser`);
    await expect(checkRole(asStranger)).rejects.toThrow(/^DATABASE_URL signs in as a superuser/);
    await asSuperuser(`alter role ${stranger} nosuperuser`);
    await checkRole(asStranger);
    await asSuperuser(`grant ${names[0]}_owner to ${stranger}`);
    await expect(checkRole(asStranger)).rejects.toThrow(/^DATABASE_URL signs in as a role that owns the database[^\n]*$/);
    await expect(checkRole(made.ownerUrl)).rejects.toThrow(/^DATABASE_URL signs in as a role that owns the database/);
  });
});
