import { sql } from 'kysely';
import { ensureUser } from '../accounts/commands.ts';
import type { Db } from '../platform/context.ts';
import { conflict, notFound } from '../platform/errors.ts';
import type { Language } from '../platform/fields.ts';
import { newId } from '../platform/ids.ts';
import type { Enqueue } from '../platform/jobs.ts';
import { addMember, createWorkspace, prepareWorkspace } from '../workspaces/commands.ts';
import { colleagues, companyNames } from './cast.ts';
import { findExample } from './reports.ts';
import type { ExampleState } from './schema.ts';

export interface ExampleOwner {
  userId: string;
  language: Language;
}

/** Makes the example company's empty workspace with both teams in it; the asker is an administrator of it. */
export async function createExample(db: Db, workspace: string, { userId, language }: ExampleOwner, now: Date): Promise<void> {
  const context = await createWorkspace(db, { id: workspace, name: companyNames[language], country: 'DK', example: true }, now);
  await db.updateTable('workspaces').set({ loadingProgress: 0 }).where('id', '=', workspace).execute();
  await addMember(context, { userId, role: 'admin', team: 'leadership', head: false });
  for (const { name, role, team, head, monthlyCapacity } of colleagues) {
    const colleague = await ensureUser(
      db,
      { email: `${name.toLowerCase().replace(' ', '.')}@${workspace.slice(-12)}.havneby-pumps.example`, name, language },
      now,
    );
    await addMember(context, { userId: colleague.id, role, team, head, monthlyCapacity });
  }
  await prepareWorkspace(context, { definition: false });
}

/** Starts telling the example company's story, once for each user. The transaction's sight is the user's. */
export async function startExample(db: Db, enqueue: Enqueue, owner: ExampleOwner, now: Date): Promise<ExampleState> {
  const before = await findExample(db);
  if (before.state !== 'none') return before;
  const workspace = newId();
  await createExample(db, workspace, owner, now);
  await enqueue(db, 'example.load', { workspace, ...owner });
  return { state: 'loading', workspaceId: workspace, progress: 0 };
}

/** Removes the user's example company and everything in it, and whoever had no place but there. @throws Problem 404 when there is none */
export async function removeExample(db: Db): Promise<void> {
  const { workspaceId } = await findExample(db);
  if (workspaceId === null) throw notFound();
  if (!(await deleteExample(db, workspaceId))) throw conflict('This workspace is not an example; it is not removed this way.');
}

export async function deleteExample(db: Db, workspace: string): Promise<boolean> {
  const { rows } = await sql<{ deleted: boolean }>`select delete_example_workspace(${workspace}) as deleted`.execute(db);
  return rows[0]?.deleted ?? false;
}
