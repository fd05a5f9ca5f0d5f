import { parseArgs } from 'node:util';
import type { Config } from '../platform/config.ts';
import { forOurselves } from '../platform/config.ts';
import { connect, inTransaction } from '../platform/database.ts';
import { Refusal } from '../platform/errors.ts';
import { language } from '../platform/fields.ts';
import { newId } from '../platform/ids.ts';
import { openInstallation } from '../platform/installation.ts';
import { enqueueWith, openJobs } from '../platform/jobs.ts';
import { migrate } from '../platform/migrate.ts';
import { createExample } from '../example/commands.ts';
import { loadExample } from '../example/jobs.ts';
import { findExample } from '../example/reports.ts';
import { buildServer } from '../server.ts';
import { catchUp } from '../worker.ts';

/** `example [--email E] [--language da]`: loads the example company for a user, the first one unless said, and prints its workspace's id. */
export async function exampleCommand(config: Config, words: string[]): Promise<number> {
  const values = readOptions(words);
  const tongue = language.safeParse(values.language);
  if (!tongue.success) throw new Refusal('--language is one of en, da, nb, nl.');
  const installation = await openInstallation(config);
  const { db, pool } = connect(installation.appUrl, 6);
  try {
    await migrate(installation.ownerUrl, installation.appUrl);
    const user = await inTransaction(db, {}, (transaction) => {
      const users = transaction.selectFrom('users').select('id').where('passwordHash', 'is not', null).orderBy('createdAt');
      return (values.email ? users.where('email', '=', values.email.toLowerCase()) : users).executeTakeFirst();
    });
    if (!user)
      throw new Refusal(
        values.email ? `There is no user ${values.email}.` : 'There is no user yet. Make one: samspil user create …',
      );
    const before = await inTransaction(db, { user: user.id }, findExample);
    if (before.state === 'ready') {
      console.log(before.workspaceId);
      return 0;
    }
    const workspace = before.workspaceId ?? newId();
    const owner = { userId: user.id, language: tongue.data };
    if (before.state === 'none')
      await inTransaction(db, { user: user.id }, (transaction) => createExample(transaction, workspace, owner, new Date()));
    const boss = await openJobs(installation.appUrl, { worker: false });
    const enqueue = enqueueWith(boss);
    const parts = {
      db,
      enqueue,
      assertRoom: () => {},
      api: () => buildServer({ config: forOurselves({ ...config, logLevel: 'error' }), db, enqueue }),
    };
    await loadExample(
      { ...parts, catchUp: (id) => catchUp(parts, id), report: (percent) => process.stderr.write(`\r${percent} %`) },
      { workspace, ...owner },
    );
    process.stderr.write('\n');
    await boss.stop({ graceful: false });
    console.log(workspace);
    return 0;
  } finally {
    await pool.end();
    await installation.close();
  }
}

function readOptions(words: string[]) {
  try {
    return parseArgs({ args: words, options: { email: { type: 'string' }, language: { type: 'string', default: 'en' } } }).values;
  } catch (error) {
    throw new Refusal(`${(error as Error).message} Known is: samspil example [--email E] [--language en|da|nb|nl]`);
  }
}
