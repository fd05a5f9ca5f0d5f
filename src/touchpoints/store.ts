import { createHmac, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Context } from '../platform/context.ts';
import type { Road } from '../channels/channel.ts';
import type { Touch } from './touch.ts';

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

/** What came through the door on a day (of UTC). */
export interface Count {
  received: number;
  accepted: number;
  duplicate: number;
  quarantined: number;
  refused: number;
}

export async function countInLedger({ db, workspace, now }: Context, count: Count): Promise<void> {
  const { received, accepted, duplicate, quarantined, refused } = count;
  await sql`
    insert into tracking_ledger as l (workspace_id, day, received, accepted, duplicate, quarantined, refused)
    values (${workspace}, (${now}::timestamptz at time zone 'UTC')::date, ${received}, ${accepted}, ${duplicate}, ${quarantined}, ${refused})
    on conflict (workspace_id, day) do update set received = l.received + excluded.received, accepted = l.accepted + excluded.accepted,
      duplicate = l.duplicate + excluded.duplicate, quarantined = l.quarantined + excluded.quarantined, refused = l.refused + excluded.refused`.execute(
    db,
  );
}

/** A touch as it is stored. */
export interface StoredTouch extends Omit<Touch, 'because'> {
  id: string;
  personId: string | null;
  anonymousId: string | null;
  /** The name the message itself held; such a touch stays with its person, whoever the browser belongs to. */
  userKey: string | null;
  memberId: string | null;
}

export async function insertTouches({ db, workspace, now }: Context, touches: StoredTouch[]): Promise<void> {
  if (touches.length === 0) return;
  await sql`
    insert into touchpoints (workspace_id, occurred_at, id, received_at, message_id, person_id, anonymous_id, user_key, side, kind, channel, source, medium,
      campaign, term, content, title, url, path, referrer, properties, bot, member_id)
    select ${workspace}, "occurredAt", id, ${now}, "messageId", "personId", "anonymousId", "userKey", side, kind, channel, source, medium,
      campaign, term, content, title, url, path, referrer, properties, bot, "memberId"
      from json_to_recordset(${JSON.stringify(touches)}::json) as t(id uuid, "occurredAt" timestamptz, "messageId" text, "personId" uuid, "anonymousId" text,
        "userKey" text, side text, kind text, channel text, source text, medium text, campaign text, term text, content text, title text, url text, path text,
        referrer text, properties jsonb, bot boolean, "memberId" uuid)`.execute(db);
}

type Before = Omit<Road, 'because'> & { occurredAt: Date };

/** The road of each visitor's last touch before a moment, looked for half an hour back; the answers stand in the order of the questions. */
export async function touchesBefore(
  { db, workspace }: Context,
  asked: { anonymousId: string; occurredAt: Date }[],
): Promise<(Before | null)[]> {
  if (asked.length === 0) return [];
  const times = asked.map(({ occurredAt }) => occurredAt.getTime());
  const [from, to] = [new Date(Math.min(...times) - 30 * 60_000), new Date(Math.max(...times))];
  const { rows } = await sql<Before & { place: number }>`
    select a.place, b.* from rows from (json_to_recordset(${JSON.stringify(asked)}::json) as ("anonymousId" text, "occurredAt" timestamptz)) with ordinality
        as a(visitor, at, place)
     cross join lateral (
       select channel, source, medium, campaign, term, content, occurred_at from touchpoints t
        where t.workspace_id = ${workspace} and t.anonymous_id = a.visitor and t.occurred_at between ${from} and ${to}
          and t.occurred_at between a.at - interval '30 minutes' and a.at order by t.occurred_at desc limit 1) b`.execute(db);
  const found = new Map(rows.map(({ place, ...before }) => [place - 1, before]));
  return asked.map((_, index) => found.get(index) ?? null);
}

export async function insertQuarantine(
  { db, workspace, now }: Context,
  rows: { id: string; reason: string; path: string; original: string }[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into quarantine (workspace_id, id, received_at, reason, path, original)
    select ${workspace}, id, ${now}, reason, path, convert_to(original, 'UTF8')
      from json_to_recordset(${JSON.stringify(rows)}::json) as q(id uuid, reason text, path text, original text)`.execute(db);
}

/** Whom a visitor without consent is told apart by, within one day. None of it is stored. */
export interface Visitor {
  address: string;
  userAgent: string;
  host: string;
}

// The day's salt of each workspace, as read from the database; yesterday's is forgotten with the first message of the new day.
const salts = { day: '', of: new Map<string, string>() };

/**
 * The id of a visitor who has not consented: a keyed hash of address, browser and site. Its salt lives a day and is then destroyed, so
 * that it says "the same visitor today" and nothing beyond. None of its ingredients is stored.
 */
export async function visitorHash(context: Context): Promise<(visitor: Visitor) => string> {
  const salt = await saltOfToday(context);
  return ({ address, userAgent, host }) =>
    `v:${createHmac('sha256', salt)
      .update(JSON.stringify([address, userAgent, host]))
      .digest('base64url')
      .slice(0, 27)}`;
}

async function saltOfToday({ db, workspace, now }: Context): Promise<string> {
  const day = now.toISOString().slice(0, 10);
  if (salts.day !== day) {
    salts.of.clear();
    salts.day = day;
  }
  const cached = salts.of.get(workspace);
  if (cached !== undefined) return cached;
  const find = () =>
    db.selectFrom('visitorSalts').select('salt').where('workspaceId', '=', workspace).where('day', '=', day).executeTakeFirst();
  const before = await find();
  // Kept in memory only once it is committed: a transaction that makes one and rolls back must not leave its salt behind.
  if (before) {
    salts.of.set(workspace, before.salt);
    return before.salt;
  }
  await db
    .insertInto('visitorSalts')
    .values({ workspaceId: workspace, day, salt: randomBytes(32).toString('base64') })
    .onConflict((on) => on.doNothing())
    .execute();
  const made = await find();
  if (!made) throw new Error('a salt that was just made is there');
  return made.salt;
}
