import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { Refusal } from '../platform/errors.ts';

/**
 * `database --admin-url URL [--name samspil]`: makes the owner role, the application role and the database on your own PostgreSQL,
 * and prints the two settings to start with. Run again, it gives the roles new passwords.
 */
export async function databaseCommand(words: string[]): Promise<number> {
  let values;
  try {
    ({ values } = parseArgs({
      args: words,
      options: { 'admin-url': { type: 'string' }, name: { type: 'string', default: 'samspil' } },
    }));
  } catch (error) {
    throw new Refusal((error as Error).message);
  }
  const adminUrl = values['admin-url'];
  if (!adminUrl)
    throw new Refusal('Known is: samspil database --admin-url postgres://postgres:…@host:5432/postgres [--name samspil]');
  const client = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
  } catch (error) {
    throw new Refusal(`The PostgreSQL behind --admin-url cannot be reached: ${(error as Error).message}.`);
  }
  try {
    const url = (role: string, password: string) => {
      const address = new URL(adminUrl);
      address.username = role;
      address.password = password;
      address.pathname = `/${values.name}`;
      return address.href;
    };
    const lines: string[] = [];
    for (const [role, variable] of [
      ['samspil_owner', 'DATABASE_OWNER_URL'],
      ['samspil_app', 'DATABASE_URL'],
    ] as const) {
      const password = randomBytes(24).toString('base64url');
      const known = (await client.query('select from pg_roles where rolname = $1', [role])).rowCount;
      await client.query(
        `${known ? 'alter' : 'create'} role ${role} login nosuperuser nobypassrls password ${client.escapeLiteral(password)}`,
      );
      lines.push(`${variable}=${url(role, password)}`);
    }
    if ((await client.query('select from pg_database where datname = $1', [values.name])).rowCount === 0) {
      await client.query('grant samspil_owner to current_user').catch(() => {});
      await client.query(`create database ${client.escapeIdentifier(values.name)} owner samspil_owner`);
    }
    console.log(lines.join('\n'));
    return 0;
  } finally {
    await client.end();
  }
}
