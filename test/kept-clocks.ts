import { sql } from 'kysely';
import { expect } from 'vitest';
import { clocksOf, clocksSubmitted } from '../src/handoffs/clocks/reports.ts';
import type { Context } from '../src/platform/context.ts';

/** Figures over many go by what is kept of clocks: it is exactly what is reckoned of the facts of each. */
export async function assertClocksKept(context: Context, ids: readonly string[]): Promise<void> {
  const { db, workspace } = context;
  const { tables, contactedAt, tookMinutes, kept } = await clocksSubmitted(context, { from: new Date(0), to: new Date(8e12) });
  const { rows } = await sql`
    select h.id, ${contactedAt} as contacted_at, ${tookMinutes} as took_minutes, ${kept} as kept
      from handoffs h ${tables} where h.workspace_id = ${workspace} and h.id = any(${ids}::uuid[]) order by h.id`.execute(db);
  const reckoned = (await clocksOf(context, ids)).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  expect(rows).toEqual(
    reckoned.map(({ id, clock }) => ({
      id,
      contactedAt: clock.firstContactAt,
      tookMinutes: clock.tookMinutes,
      kept: clock.kept,
    })),
  );
}
