import { sql } from 'kysely';
import type { Words } from '../agreements/given-words.ts';
import type { SideExit } from '../leads/lifecycle.ts';
import type { Db } from '../platform/context.ts';
import type { StandardReason } from './standard-reasons.ts';

/** Held until the transaction ends. Whoever gives a reason need not wait for it. */
export async function lockReasons(db: Db, workspace: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`reasons ${workspace}`}, 0))`.execute(db);
}

export async function insertReasons(
  db: Db,
  workspace: string,
  reasons: readonly (StandardReason & { position: number })[],
): Promise<void> {
  await db
    .insertInto('reasons')
    .values(
      reasons.map((reason) => ({ workspaceId: workspace, ...reason, label: JSON.stringify(reason.label), retiredAt: null })),
    )
    .execute();
}

/** The place behind all of a catalogue. */
export async function placeLast(db: Db, kind: SideExit): Promise<number> {
  const { place } = await db
    .selectFrom('reasons')
    .select(({ fn }) => fn.max('position').as('place'))
    .where('kind', '=', kind)
    .executeTakeFirstOrThrow();
  return place + 1;
}

export async function setWords(
  db: Db,
  kind: SideExit,
  code: string,
  { label, nurtureDays }: { label: Words; nurtureDays: number | null },
): Promise<void> {
  await db
    .updateTable('reasons')
    .set((row) => ({ label: JSON.stringify(label), nurtureDays, version: sql`${row.ref('version')} + 1` }))
    .where('kind', '=', kind)
    .where('code', '=', code)
    .execute();
}

export async function setRetired(db: Db, kind: SideExit, code: string, retiredAt: Date | null): Promise<void> {
  await db.updateTable('reasons').set({ retiredAt }).where('kind', '=', kind).where('code', '=', code).execute();
}

export async function putInOrder(db: Db, kind: SideExit, codes: readonly string[]): Promise<void> {
  await sql`
    update reasons r set position = o.position from json_array_elements_text(${JSON.stringify(codes)}::json) with ordinality as o(code, position)
     where r.kind = ${kind} and r.code = o.code`.execute(db);
}
