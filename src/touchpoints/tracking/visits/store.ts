import { createHmac, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Context } from '../../../platform/context.ts';

/** Whom a visitor without consent is told apart by, within one day. None of it is stored. */
export interface Visitor {
  address: string;
  userAgent: string;
  host: string;
}

/** As `visitorHash`, where today's salt was read before; null where it was not. */
export function hashOfToday(workspace: string, now: Date): ((visitor: Visitor) => string) | null {
  const salt = salts.day === dayOf(now) ? salts.of.get(workspace) : undefined;
  return salt === undefined ? null : hashWith(salt);
}

// The day's salt of each workspace, as read from the database; yesterday's is forgotten with the first message of the new day.
const salts = { day: '', of: new Map<string, string>() };

/**
 * The id of a visitor who has not consented: a keyed hash of address, browser and site. Its salt lives a day and is then destroyed, so
 * that it says "the same visitor today" and nothing beyond. None of its ingredients is stored.
 */
export async function visitorHash(context: Context): Promise<(visitor: Visitor) => string> {
  return hashWith(await saltOfToday(context));
}

const hashWith =
  (salt: string) =>
  ({ address, userAgent, host }: Visitor): string =>
    `v:${createHmac('sha256', salt)
      .update(JSON.stringify([address, userAgent, host]))
      .digest('base64url')
      .slice(0, 27)}`;

/** The day of UTC, as long as which a salt lives. */
const dayOf = (now: Date): string => now.toISOString().slice(0, 10);

async function saltOfToday({ db, workspace, now }: Context): Promise<string> {
  const day = dayOf(now);
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

/** A browser that may be recognised from a moment on, and the hash it went by until then. */
export interface Beginning {
  visitor: string;
  browser: string;
  at: Date;
}

/**
 * Makes the visit in which somebody says yes one with what follows: today's touches under the hash, back to a pause of half an hour, become
 * the browser's. Earlier visits stay under the hash: that they were the same visitor's is only likely.
 */
export async function takeOverVisits({ db, workspace }: Context, beginnings: readonly Beginning[]): Promise<void> {
  if (beginnings.length === 0) return;
  await sql`
    with beginnings as (
      select * from json_to_recordset(${JSON.stringify(beginnings)}::json) as b(visitor text, browser text, at timestamptz)),
    visits as (
      select b.visitor, b.browser, b.at, (
        select min(occurred_at) from (
          select occurred_at, count(*) filter (where next - occurred_at > interval '30 minutes') over (order by occurred_at desc, next desc) as pauses
            from (select occurred_at, lead(occurred_at, 1, b.at) over (order by occurred_at) as next from touchpoints t
                   where t.workspace_id = ${workspace} and t.anonymous_id = b.visitor and t.occurred_at between b.at - interval '1 day' and b.at) touches) counted
         where pauses = 0) as began
        from beginnings b)
    update touchpoints t set anonymous_id = v.browser from visits v
     where t.workspace_id = ${workspace} and t.anonymous_id = v.visitor and t.occurred_at between v.began and v.at`.execute(db);
}
