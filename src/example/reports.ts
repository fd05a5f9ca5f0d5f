import type { Db } from '../platform/context.ts';
import type { ExampleState } from './schema.ts';

/** The example company of the user whose sight the transaction has. */
export async function findExample(db: Db): Promise<ExampleState> {
  const example = await db
    .selectFrom('workspaces')
    .select(['id', 'loadingProgress'])
    .where('example', '=', true)
    // Only an administrator of it counts it as theirs; a guest in somebody's example cannot remove it.
    .where((row) =>
      row.exists(
        row
          .selectFrom('members')
          .select('members.id')
          .whereRef('members.workspaceId', '=', 'workspaces.id')
          .where('members.role', '=', 'admin'),
      ),
    )
    .orderBy('createdAt')
    .executeTakeFirst();
  if (!example) return { state: 'none', workspaceId: null, progress: 0 };
  return {
    state: example.loadingProgress === null ? 'ready' : 'loading',
    workspaceId: example.id,
    progress: example.loadingProgress ?? 100,
  };
}
