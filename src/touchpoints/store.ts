import { sql } from 'kysely';
import type { Context } from '../platform/context.ts';
import type { Road } from '../channels/channel.ts';
import type { Touch } from './touch.ts';

/** A touch as it is stored. */
export interface StoredTouch extends Omit<Touch, 'because' | 'referrerHost'> {
  id: string;
  personId: string | null;
  anonymousId: string | null;
  /** The name the message itself held; such a touch stays with its person, whoever the browser belongs to. */
  userKey: string | null;
  memberId: string | null;
  receivedAt: Date;
}

export async function insertTouches({ db, workspace }: Context, touches: StoredTouch[]): Promise<void> {
  if (touches.length === 0) return;
  await sql`
    insert into touchpoints (workspace_id, occurred_at, id, received_at, message_id, person_id, anonymous_id, user_key, side, kind, channel, source, medium,
      campaign, term, content, title, url, path, referrer, told, properties, bot, member_id)
    select ${workspace}, "occurredAt", id, "receivedAt", "messageId", "personId", "anonymousId", "userKey", side, kind, channel, source, medium,
      campaign, term, content, title, url, path, referrer, told, properties, bot, "memberId"
      from json_to_recordset(${JSON.stringify(touches)}::json) as t(id uuid, "occurredAt" timestamptz, "receivedAt" timestamptz, "messageId" text, "personId" uuid, "anonymousId" text,
        "userKey" text, side text, kind text, channel text, source text, medium text, campaign text, term text, content text, title text, url text, path text,
        referrer text, told jsonb, properties jsonb, bot boolean, "memberId" uuid)`.execute(db);
}

type Before = Omit<Road, 'because' | 'referrerHost'> & { occurredAt: Date };

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
