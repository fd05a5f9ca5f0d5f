import { sql } from 'kysely';
import type { Context } from '../../platform/context.ts';
import type { Said } from '../sentences.ts';

/** A message's id and the hash of what it says. */
export interface Stamp {
  messageId: string;
  payloadHash: string;
}

/**
 * Enters message ids that were never seen in this workspace. Two transactions with the same id: the second waits for the first.
 * @returns the hash kept for each id: the one given where it was new, and `fresh` says which were
 */
export async function enterMessages(
  { db, workspace, now }: Context,
  stamps: Stamp[],
): Promise<{ fresh: Set<string>; hashes: Map<string, string> }> {
  if (stamps.length === 0) return { fresh: new Set(), hashes: new Map() };
  // In the order of the ids, so that two transactions with the same ones wait for each other and never in a circle.
  const { rows: entered } = await sql<{ messageId: string }>`
    insert into tracking_messages (workspace_id, message_id, payload_hash, received_at)
    select ${workspace}, "messageId", "payloadHash", ${now} from json_to_recordset(${JSON.stringify(stamps)}::json) as s("messageId" text, "payloadHash" text)
     order by "messageId" on conflict do nothing returning message_id`.execute(db);
  const fresh = new Set(entered.map(({ messageId }) => messageId));
  const hashes = new Map(stamps.map(({ messageId, payloadHash }) => [messageId, payloadHash]));
  const seen = stamps.map(({ messageId }) => messageId).filter((id) => !fresh.has(id));
  if (seen.length > 0) {
    const kept = await db
      .selectFrom('trackingMessages')
      .select(['messageId', 'payloadHash'])
      .where('workspaceId', '=', workspace)
      .where('messageId', 'in', seen)
      .execute();
    for (const { messageId, payloadHash } of kept) hashes.set(messageId, payloadHash);
  }
  return { fresh, hashes };
}

/** What became of what came through the door. */
export interface Count {
  accepted: number;
  duplicate: number;
  quarantined: number;
  refused: number;
}

/** Adds to what a write key's day (of UTC) has brought: as much was received as became of it. */
export async function countInLedger({ db, workspace, now }: Context, writeKey: string, count: Count): Promise<void> {
  const { accepted, duplicate, quarantined, refused } = count;
  const received = accepted + duplicate + quarantined + refused;
  await sql`
    insert into tracking_ledger as l (workspace_id, write_key_id, day, received, accepted, duplicate, quarantined, refused, last_at)
    values (${workspace}, ${writeKey}, (${now}::timestamptz at time zone 'UTC')::date, ${received}, ${accepted}, ${duplicate}, ${quarantined}, ${refused}, ${now})
    on conflict (workspace_id, write_key_id, day) do update set received = l.received + excluded.received, accepted = l.accepted + excluded.accepted,
      duplicate = l.duplicate + excluded.duplicate, quarantined = l.quarantined + excluded.quarantined, refused = l.refused + excluded.refused,
      last_at = greatest(l.last_at, excluded.last_at)`.execute(db);
}

/** A message that could not be accepted, with all that is needed to let it in later as if it came now for the first time. */
export interface Fault {
  id: string;
  receivedAt: Date;
  /** Why, in English and as data. */
  reason: string;
  said: Said;
  path: string;
  original: string;
  /** The call it came by, null in a batch. */
  call: string | null;
  /** What its batch said for all messages, as JSON text. */
  envelope: string | null;
  /** The browser that brought it; null when a server did. */
  userAgent: string | null;
  /** What that browser asked of us, as its sender says. */
  asksForPrivacy: boolean;
  ahead: boolean;
}

export async function insertQuarantine({ db, workspace }: Context, writeKey: string, faults: Fault[]): Promise<void> {
  if (faults.length === 0) return;
  await sql`
    insert into quarantine (workspace_id, id, received_at, reason, said, path, original, write_key_id, call, envelope, user_agent, asks_for_privacy, ahead)
    select ${workspace}, id, "receivedAt", reason, said, path, convert_to(original, 'UTF8'), ${writeKey}, call, envelope, "userAgent", "asksForPrivacy", ahead
      from json_to_recordset(${JSON.stringify(faults)}::json)
        as q(id uuid, "receivedAt" timestamptz, reason text, said jsonb, path text, original text, call text, envelope text, "userAgent" text,
          "asksForPrivacy" boolean, ahead boolean)`.execute(db);
}
