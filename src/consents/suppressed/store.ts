import { createHmac, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Context } from '../../platform/context.ts';
import { newId } from '../../platform/ids.ts';
import type { SuppressionReason } from '../schema.ts';

/**
 * The hash an address is remembered by: HMAC-SHA256 under the workspace's own key, base64url. The key is made when it is first needed.
 * @returns a function over normalised addresses
 */
export async function addressHash({ db, workspace, now }: Context): Promise<(address: string) => string> {
  const find = () => db.selectFrom('suppressionKeys').select('key').where('workspaceId', '=', workspace).executeTakeFirst();
  let kept = await find();
  if (!kept) {
    await db
      .insertInto('suppressionKeys')
      .values({ workspaceId: workspace, key: randomBytes(32).toString('base64'), createdAt: now })
      .onConflict((on) => on.doNothing())
      .execute();
    kept = await find();
  }
  if (!kept) throw new Error('a key that was just made is there');
  const { key } = kept;
  return (address) => createHmac('sha256', key).update(address).digest('base64url');
}

export interface NewSuppression {
  addressHash: string;
  /** In the clear for this statement alone: finds the person of the address. */
  address: string;
}

/** Keeps those that are not there yet; an address that is keeps its first reason. @returns the hashes that are new */
export async function insertSuppressions(
  { db, workspace, now }: Context,
  rows: readonly NewSuppression[],
  why: { reason: SuppressionReason; createdBy: string | null; importId: string | null },
): Promise<Set<string>> {
  if (rows.length === 0) return new Set();
  const given = rows.map((row) => ({ ...row, id: newId() }));
  // In the order of the hashes, so that two transactions with the same addresses wait for each other and never in a circle.
  const { rows: kept } = await sql<{ addressHash: string }>`
    insert into suppressions (workspace_id, id, address_hash, reason, suppressed_at, created_by, person_id, import_id)
    select ${workspace}, g.id, g."addressHash", ${why.reason}, ${now}, ${why.createdBy}, i.person_id, ${why.importId}
      from json_to_recordset(${JSON.stringify(given)}::json) as g(id uuid, "addressHash" text, address text)
      left join identities i on i.workspace_id = ${workspace} and i.kind = 'email' and i.value = g.address
     order by g."addressHash" on conflict (workspace_id, address_hash) do nothing returning address_hash`.execute(db);
  return new Set(kept.map(({ addressHash: hash }) => hash));
}

/** Which of these hashes are on the list. */
export async function findSuppressions({ db, workspace }: Context, hashes: readonly string[]): Promise<Set<string>> {
  if (hashes.length === 0) return new Set();
  const { rows } = await sql<{ addressHash: string }>`
    select address_hash from suppressions where workspace_id = ${workspace} and address_hash = any(${hashes}::text[])`.execute(
    db,
  );
  return new Set(rows.map(({ addressHash: hash }) => hash));
}
