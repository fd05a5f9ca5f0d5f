import { sql } from 'kysely';
import type { Context, Db } from '../platform/context.ts';
import type { RoadRule } from './rules.ts';
import type { Impact } from './schema.ts';
import type { Told } from './told.ts';
import type { Names } from './walk.ts';

/** The version of the rules in force; 0 while there are none. */
export async function latestVersion({ db, workspace }: Context): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    select version from channel_rule_versions where workspace_id = ${workspace} order by version desc limit 1`.execute(db);
  return rows[0]?.version ?? 0;
}

export async function rulesOf({ db }: Context, version: number): Promise<RoadRule[]> {
  const row = await db.selectFrom('channelRuleVersions').select('rules').where('version', '=', version).executeTakeFirst();
  return (row?.rules ?? []) as RoadRule[];
}

export async function insertVersion(
  { db, workspace, now }: Context,
  given: { version: number; rules: readonly RoadRule[]; createdBy: string | null },
): Promise<void> {
  await db
    .insertInto('channelRuleVersions')
    .values({ workspaceId: workspace, ...given, rules: JSON.stringify(given.rules), createdAt: now })
    .execute();
}

/** A preview's row as the work decides on it. */
export interface PreviewRow {
  id: string;
  basedOn: number;
  rules: RoadRule[];
  /** The company's own domains when it was made; by these it is counted and applied. */
  ownDomains: string[];
  createdAt: Date;
  createdBy: string | null;
  countedAt: Date | null;
  impact: Impact | null;
  runAt: Date | null;
  version: number | null;
  appliedAt: Date | null;
  problem: string | null;
  touches: number;
  changed: number;
  reachedAt: Date | null;
  reachedId: string | null;
}

export async function lockPreview(db: Db, id: string): Promise<PreviewRow | undefined> {
  return (await db.selectFrom('channelRulePreviews').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()) as
    | PreviewRow
    | undefined;
}

export async function insertPreview(
  { db, workspace, now }: Context,
  given: { id: string; basedOn: number; rules: readonly RoadRule[]; ownDomains: readonly string[]; createdBy: string | null },
): Promise<void> {
  await db
    .insertInto('channelRulePreviews')
    .values({
      workspaceId: workspace,
      ...given,
      ownDomains: [...given.ownDomains],
      rules: JSON.stringify(given.rules),
      createdAt: now,
    })
    .execute();
}

export async function updatePreview(
  db: Db,
  id: string,
  { impact, ...change }: Partial<Omit<PreviewRow, 'rules' | 'id'>> & { runBy?: string | null },
): Promise<void> {
  await db
    .updateTable('channelRulePreviews')
    .set({ ...change, ...(impact !== undefined && { impact: JSON.stringify(impact) }) })
    .where('id', '=', id)
    .execute();
}

/** The preview that is being applied to the past, if one is. */
export async function runningPreview({ db }: Context): Promise<string | null> {
  const row = await db
    .selectFrom('channelRulePreviews')
    .select('id')
    .where('runAt', 'is not', null)
    .where('appliedAt', 'is', null)
    .where('problem', 'is', null)
    .executeTakeFirst();
  return row?.id ?? null;
}

/** The previews that are still to be counted or applied. */
export async function unfinishedPreviews({ db, workspace }: Context): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from channel_rule_previews
     where workspace_id = ${workspace} and problem is null and applied_at is null and (counted_at is null or run_at is not null)`.execute(
    db,
  );
  return rows.map(({ id }) => id);
}

/** A stored touch with all that its road follows from. */
export interface StoredPast extends Names {
  id: string;
  occurredAt: Date;
  personId: string | null;
  anonymousId: string | null;
  bot: boolean;
  url: string | null;
  referrer: string | null;
  told: Told | null;
}

/** A place in the order of time: after this touch. */
export interface Place {
  at: Date;
  id: string;
}

/**
 * The next touches after a place, in the order of time and all of one month (of UTC), so that one partition is read.
 * @returns none at the end
 */
export async function touchesAfter({ db, workspace }: Context, after: Place | null, limit: number): Promise<StoredPast[]> {
  const beyond =
    after === null ? sql`` : sql`and (t.occurred_at, t.id) > (${after.at}, ${after.id}::uuid) and t.occurred_at >= ${after.at}`;
  const { rows: next } = await sql<{ at: Date }>`
    select t.occurred_at as at from touchpoints t where t.workspace_id = ${workspace} ${beyond} order by t.occurred_at, t.id limit 1`.execute(
    db,
  );
  const first = next[0]?.at;
  if (!first) return [];
  const { rows } = await sql<StoredPast>`
    select t.id, t.occurred_at, t.person_id, t.anonymous_id, t.bot, t.channel, t.source, t.medium, t.campaign, t.term, t.content, t.url, t.referrer, t.told
      from touchpoints t
     where t.workspace_id = ${workspace} and t.occurred_at >= ${first} and t.occurred_at < ${nextMonth(first)} ${beyond}
     order by t.occurred_at, t.id limit ${limit}`.execute(db);
  return rows;
}

const nextMonth = (at: Date) => new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1));

/** The last touch of each visitor in the half hour up to a place, with the road it is stored with: visits that may go on. */
export async function openVisits(
  { db, workspace }: Context,
  { at, id }: Place,
): Promise<(Names & { anonymousId: string; occurredAt: Date })[]> {
  const { rows } = await sql<Names & { anonymousId: string; occurredAt: Date }>`
    select distinct on (t.anonymous_id) t.anonymous_id, t.occurred_at, t.channel, t.source, t.medium, t.campaign, t.term, t.content
      from touchpoints t
     where t.workspace_id = ${workspace} and t.anonymous_id is not null and t.occurred_at >= ${new Date(at.getTime() - 1_800_000)}
       and t.occurred_at <= ${at} and (t.occurred_at, t.id) <= (${at}, ${id}::uuid)
     order by t.anonymous_id, t.occurred_at desc, t.id desc`.execute(db);
  return rows;
}

/** Gives touches of one month their new roads. */
export async function rewriteRoads(
  { db, workspace }: Context,
  touches: readonly (Names & { id: string; occurredAt: Date })[],
): Promise<void> {
  const [first, last] = [touches[0], touches.at(-1)];
  if (!first || !last) return;
  await sql`
    update touchpoints t
       set channel = n.channel, source = n.source, medium = n.medium, campaign = n.campaign, term = n.term, content = n.content
      from json_to_recordset(${JSON.stringify(touches)}::json) as n(id uuid, "occurredAt" timestamptz, channel text, source text, medium text,
        campaign text, term text, content text)
     where t.workspace_id = ${workspace} and t.id = n.id and t.occurred_at = n."occurredAt"
       and t.occurred_at >= ${first.occurredAt} and t.occurred_at <= ${last.occurredAt}`.execute(db);
}

/** From when to when touches are stored; null without any. */
export async function span({ db, workspace }: Context): Promise<{ first: Date; last: Date } | null> {
  const { rows } = await sql<{ first: Date | null; last: Date | null }>`
    select min(occurred_at) as first, max(occurred_at) as last from touchpoints where workspace_id = ${workspace}`.execute(db);
  const { first = null, last = null } = rows[0] ?? {};
  return first && last ? { first, last } : null;
}
