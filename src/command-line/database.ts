import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { Refusal } from '../platform/errors.ts';

/**
 * `database --admin-url URL [--name samspil]`: makes the owner role, the application role and the database on your own PostgreSQL,
 * and prints the two settings to start with. Run again, it gives the roles new passwords. The roles are named after the database, so that
 * a second installation in the same PostgreSQL has its own.
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
  const { name } = values;
  if (!/^[a-z][a-z0-9_]{0,50}$/.test(name))
    throw new Refusal(`--name ${name} cannot be used: small letters, digits and _, beginning with a letter, 51 at the most.`);
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
      address.pathname = `/${name}`;
      return address.href;
    };
    const lines: string[] = [];
    for (const [role, variable] of [
      [`${name}_owner`, 'DATABASE_OWNER_URL'],
      [`${name}_app`, 'DATABASE_URL'],
    ] as const) {
      const password = randomBytes(24).toString('base64url');
      const known = (await client.query('select from pg_roles where rolname = $1', [role])).rowCount;
      await client.query(
        `${known ? 'alter' : 'create'} role ${role} login nosuperuser nobypassrls password ${client.escapeLiteral(password)}`,
      );
      lines.push(`${variable}=${url(role, password)}`);
    }
    if ((await client.query('select from pg_database where datname = $1', [name])).rowCount === 0) {
      await client.query(`grant ${name}_owner to current_user`).catch(() => {});
      await client.query(`create database ${name} owner ${name}_owner`);
    }
    console.log(lines.join('\n'));
    return 0;
  } finally {
    await client.end();
  }
}
