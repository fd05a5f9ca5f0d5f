import { sql } from 'kysely';
import { expect, vi } from 'vitest';
import { inWorkspace, type Database } from '../src/platform/database.ts';
import { drain, type Consumer } from '../src/platform/outbox.ts';

/**
 * Works until the consumers have read everything, as a worker does that comes again: a transaction of a test beside this one, in the
 * same PostgreSQL, holds the newest events back for a moment.
 */
export async function settle(db: Database, workspace: string, consumers: Consumer[]): Promise<void> {
  await vi.waitFor(
    async () => {
      await drain(db, workspace, consumers);
      for (const { name } of consumers) {
        const { rows } = await inWorkspace(db, workspace, { kind: 'system' }, (context) =>
          sql<{ behind: boolean }>`
            select exists (select from events e where not exists (
              select from outbox_cursors where consumer = ${name} and (xid, event_id) >= (e.xid, e.id))) as behind`.execute(
            context.db,
          ),
        );
        expect(rows[0]?.behind).toBe(false);
      }
    },
    { timeout: 30_000, interval: 20 },
  );
}
