import { parseArgs } from 'node:util';
import { z } from 'zod';
import { assertUsablePassword, ensureUser, setPassword } from '../accounts/commands.ts';
import type { Config } from '../platform/config.ts';
import type { Team } from '../platform/context.ts';
import { connect, inTransaction } from '../platform/database.ts';
import { Problem, Refusal } from '../platform/errors.ts';
import { openInstallation } from '../platform/installation.ts';
import { migrate } from '../platform/migrate.ts';
import { addMember, createWorkspace, prepareWorkspace } from '../workspaces/commands.ts';
import { email, password, role } from '../workspaces/schema.ts';
import { sql } from 'kysely';

const given = z.strictObject({
  email,
  name: z.string().trim().min(1).max(200),
  role,
  workspace: z.string().trim().min(1).max(200),
  team: z.enum(['marketing', 'sales', 'finance', 'leadership']).optional(),
  head: z.boolean().default(false),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .default('DK'),
});

const usage =
  'samspil user create --email E --name N --role admin|marketing|sales|finance|leadership --workspace W [--team T] [--head] [--country DK]';

/**
 * `user create`: makes the user, and the workspace if no workspace has that name or id; prints the workspace's id.
 * The password comes from SAMSPIL_PASSWORD or the first line of standard input.
 */
export async function userCommand(config: Config, words: string[]): Promise<number> {
  const [verb, ...rest] = words;
  if (verb !== 'create') throw new Refusal(`Known is: ${usage}`);
  const options = readOptions(rest);
  const secret = await readPassword();
  const installation = await openInstallation(config);
  try {
    await migrate(installation.ownerUrl, installation.appUrl);
    const { db, pool } = connect(installation.appUrl, 2);
    const now = new Date();
    try {
      assertUsablePassword(secret, [options.email, options.name]);
      const workspace = await inTransaction(db, {}, async (transaction) => {
        const user = await ensureUser(transaction, options, now);
        if (!user.hasPassword) await setPassword(transaction, user.id, secret);
        await sql`select pg_advisory_xact_lock(7300521)`.execute(transaction);
        const context =
          (await findWorkspace(transaction, options.workspace, now)) ??
          (await createWorkspace(transaction, { name: options.workspace, country: options.country }, now));
        if (!(await context.db.selectFrom('calendars').select('id').limit(1).executeTakeFirst())) await prepareWorkspace(context);
        await addMember(context, {
          userId: user.id,
          role: options.role,
          team: options.team ?? standardTeam(options.role),
          head: options.head,
        });
        return context.workspace;
      });
      console.log(workspace);
      return 0;
    } catch (error) {
      throw error instanceof Problem ? new Refusal(error.detail) : error;
    } finally {
      await pool.end();
    }
  } finally {
    await installation.close();
  }
}

const standardTeam = (of: z.infer<typeof role>): Team => (of === 'admin' ? 'leadership' : of);

function readOptions(words: string[]) {
  const string = { type: 'string' } as const;
  let values;
  try {
    ({ values } = parseArgs({
      args: words,
      options: {
        email: string,
        name: string,
        role: string,
        workspace: string,
        team: string,
        country: string,
        head: { type: 'boolean' },
      },
    }));
  } catch (error) {
    throw new Refusal(`${(error as Error).message} Known is: ${usage}`);
  }
  const parsed = given.safeParse(values);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new Refusal(`--${issue?.path.join('.') ?? ''} cannot be used: ${issue?.message ?? 'wrong form'}. ${usage}`);
}

async function readPassword(): Promise<string> {
  let text = process.env['SAMSPIL_PASSWORD'];
  if (text === undefined) {
    text = '';
    for await (const chunk of process.stdin) text += String(chunk);
    text = text.split(/\r?\n/)[0] ?? '';
  }
  const parsed = password.safeParse(text);
  if (!parsed.success) throw new Refusal('The password (SAMSPIL_PASSWORD or standard input) needs 15 to 256 characters.');
  return parsed.data;
}

async function findWorkspace(db: Parameters<typeof createWorkspace>[0], nameOrId: string, now: Date) {
  const { rows } = await sql<{ id: string }>`select workspace_ids() as id`.execute(db);
  for (const { id } of rows) {
    await sql`select set_config('samspil.workspace', ${id}, true)`.execute(db);
    const row = await db.selectFrom('workspaces').select('name').where('id', '=', id).executeTakeFirst();
    if (id === nameOrId || row?.name === nameOrId) return { db, actor: { kind: 'system' } as const, workspace: id, now };
  }
  return null;
}
