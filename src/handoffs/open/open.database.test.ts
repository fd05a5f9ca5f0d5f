import { describe, expect, it } from 'vitest';
import { buildHandoff } from '../../../test/build.ts';
import { as, createTestWorkspace } from '../../../test/database.ts';
import { createTestServer } from '../../../test/server.ts';
import { reckonEverywhere } from '../jobs.ts';

const server = await createTestServer();
const { db } = server;

describe('the hand-offs that are open', () => {
  it('are looked over each hour: one that the list had lost is back in its place, one that is done is gone', async () => {
    const workspace = await createTestWorkspace(db);
    const at = <T>(work: Parameters<typeof as<T>>[3]) => as(db, workspace, { kind: 'system' }, work);
    const submittedAt = new Date(Date.now() - 3_600_000).toISOString();
    const [waiting, done] = await at(async (context) => [
      await buildHandoff(context, { submittedAt }),
      await buildHandoff(context, { submittedAt, firstContactAt: new Date().toISOString() }),
    ]);
    const client = await server.as('sales', { workspace });
    const page = async () => {
      const { items, counts } = (await client.get('/api/v1/handoffs?view=all&state=waiting,accepted')).json();
      return { ids: items.map(({ id }: { id: string }) => id), all: counts.all };
    };
    expect(await page()).toEqual({ ids: [waiting], all: 1 });
    await at(async (context) => {
      await context.db
        .deleteFrom('handoffDeadlines')
        .where('handoffId', '=', waiting ?? '')
        .execute();
      await context.db
        .updateTable('handoffDeadlines')
        .set({ open: true })
        .where('handoffId', '=', done ?? '')
        .execute();
    });
    expect(await page()).toEqual({ ids: [done], all: 1 });
    await reckonEverywhere(db);
    expect(await page()).toEqual({ ids: [waiting], all: 1 });
  });
});
