import { sql } from 'kysely';
import { z } from 'zod';
import type { Context } from '../platform/context.ts';
import { notFound } from '../platform/errors.ts';
import type { pageQuery } from '../platform/fields.ts';
import { cutPage, decodeCursor } from '../platform/pages.ts';
import { listOwnDomains } from '../sites/reports.ts';
import { classify } from './channel.ts';
import { compileRules, rename, type CompiledRules } from './rules.ts';
import {
  impact,
  type unclassified,
  type rulePreview,
  type ruleTable,
  type ruleTableInForce,
  type trial,
  type verdict,
} from './schema.ts';
import { latestVersion, rulesOf, runningPreview, span } from './store.ts';

// A few hundred bytes a rule; beyond so many workspaces the oldest is compiled anew when it comes back.
const MOST_KEPT = 1_000;
const compiled = new Map<string, { version: number; rules: CompiledRules }>();

/**
 * The workspace's rules, ready for use. Only their version is read each time; they are compiled when it changes. Ask once the customers are
 * locked: whoever changes the rules locks them too, so that no touch is stored by rules that are no longer in force.
 */
export async function rulesInForce(context: Context): Promise<CompiledRules> {
  const { workspace } = context;
  const version = await latestVersion(context);
  const kept = compiled.get(workspace);
  if (kept?.version === version) return kept.rules;
  const rules = compileRules(await rulesOf(context, version));
  compiled.delete(workspace);
  compiled.set(workspace, { version, rules });
  const [oldest] = compiled.keys();
  if (compiled.size > MOST_KEPT && oldest !== undefined) compiled.delete(oldest);
  return rules;
}

/** Who wrote a row `r`, as a reference. */
const author = sql`(select json_build_object('id', m.id, 'name', u.name) from members m join users u on u.id = m.user_id
   where m.workspace_id = r.workspace_id and m.id = r.created_by) as created_by`;

type Table = z.output<typeof ruleTable>;

/** The table in force; an empty one of version 0 while nobody has written any. */
export async function getRules(context: Context): Promise<z.output<typeof ruleTableInForce>> {
  const [table] = (await listVersions(context, { limit: 1, cursor: undefined })).items;
  return { ...(table ?? { version: 0, rules: [], createdAt: null, createdBy: null }), running: await runningPreview(context) };
}

/** All versions of the table, the newest first. */
export async function listVersions(
  { db, workspace }: Context,
  { cursor, limit }: z.output<typeof pageQuery>,
): Promise<{ items: Table[]; next: string | null }> {
  const [before] = decodeCursor(cursor, z.tuple([z.number().int()])) ?? [];
  const { rows } = await sql<Table>`
    select r.version, r.rules, r.created_at, ${author} from channel_rule_versions r
     where r.workspace_id = ${workspace} ${before === undefined ? sql`` : sql`and r.version < ${before}`}
     order by r.version desc limit ${limit + 1}`.execute(db);
  return cutPage(
    rows,
    limit,
    ({ version }) => [version],
    (row) => row,
  );
}

/** Says what becomes of an address, a referrer or tags, by the rules given or else those in force, and because of which rule. */
export async function tryRules(context: Context, given: z.output<typeof trial>): Promise<z.output<typeof verdict>> {
  const { url, referrer, source, medium, campaign } = given;
  const rules = given.rules === undefined ? await rulesInForce(context) : compileRules(given.rules);
  const standard = classify(
    { url: addressed(url), referrer: addressed(referrer), campaign: { source, medium, name: campaign } },
    (await listOwnDomains(context)).map(({ domain }) => domain),
  );
  const named = rename(rules, standard);
  const names = (road: typeof standard) => ({
    channel: road.channel,
    source: road.source,
    medium: road.medium,
    campaign: road.campaign,
  });
  return { ...names(named), rule: rules.find(standard), because: standard.because, standard: names(standard) };
}

/** People paste addresses without their `https://`. */
const addressed = (text: string | undefined) => (text && !/^[a-z][a-z0-9+.-]*:/i.test(text) ? `https://${text}` : text);

/** How far back one looks for sources that have no home: long enough to see a campaign, short enough to be quick. */
const UNCLASSIFIED_DAYS = 30;
const MOST_UNCLASSIFIED = 50;

/**
 * The sources of the last days that fell into "other" or "referral" without a rule that says so, the most frequent first. Assistants are
 * left out: referral is their home (docs/decisions).
 */
export async function listUnclassified(context: Context): Promise<{ items: z.output<typeof unclassified>[]; days: number }> {
  const { db, workspace, now } = context;
  const rules = await rulesInForce(context);
  const since = new Date(now.getTime() - UNCLASSIFIED_DAYS * 86_400_000);
  const { rows } = await sql<z.output<typeof unclassified>>`
    select channel, source, medium, count(*) as touches, count(distinct coalesce(person_id::text, anonymous_id, user_key)) as visitors,
           max(occurred_at) as last_at
      from touchpoints
     where workspace_id = ${workspace} and occurred_at >= ${since} and channel in ('other', 'referral') and not bot
       and medium is distinct from 'ai' and (source is not null or medium is not null)
     group by channel, source, medium order by touches desc, source, medium limit ${MOST_UNCLASSIFIED + rules.rules.length}`.execute(
    db,
  );
  const wanted = ({ source, medium }: (typeof rows)[number]) =>
    rules.find({ source, medium, campaign: null, referrerHost: medium === 'referral' ? source : null }) === null &&
    !rules.rules.some(({ set }) => set.source !== undefined && set.source === source);
  return { items: rows.filter(wanted).slice(0, MOST_UNCLASSIFIED), days: UNCLASSIFIED_DAYS };
}

type Preview = z.output<typeof rulePreview>;
interface StoredPreview extends Omit<Preview, 'state' | 'progress' | 'impact'> {
  /** As JSON, in which moments are texts. */
  impact: z.input<typeof impact> | null;
  countedAt: Date | null;
  runAt: Date | null;
  appliedAt: Date | null;
  reachedAt: Date | null;
}

/** A preview of an earlier version of the program did not look at what was spent. */
const withoutSpend = { spendDays: 0, costs: [] };

/** @throws Problem 404 */
export async function getPreview(context: Context, id: string): Promise<Preview> {
  const { rows } = await sql<StoredPreview>`
    select r.id, r.based_on, r.version, r.rules, r.created_at, r.touches, r.changed, r.impact, r.problem, r.counted_at, r.run_at, r.applied_at,
           r.reached_at, ${author}
      from channel_rule_previews r where r.workspace_id = ${context.workspace} and r.id = ${id}`.execute(context.db);
  const row = rows[0];
  if (!row) throw notFound();
  const { countedAt, runAt, appliedAt, reachedAt, ...preview } = row;
  const state = row.problem ? 'stopped' : appliedAt ? 'applied' : runAt ? 'applying' : countedAt ? 'counted' : 'counting';
  const isDone = state === 'applied' || state === 'counted';
  return {
    ...preview,
    impact: preview.impact && z.decode(impact, { ...withoutSpend, ...preview.impact }),
    state,
    progress: isDone ? 100 : await shareWalked(context, reachedAt),
  };
}

/** How much of the time that touches are stored for lies behind, in percent; 100 is for what is done. */
async function shareWalked(context: Context, reached: Date | null): Promise<number> {
  const all = reached && (await span(context));
  if (!all) return 0;
  const [whole, part] = [all.last.getTime() - all.first.getTime(), reached.getTime() - all.first.getTime()];
  return whole <= 0 ? 99 : Math.max(0, Math.min(99, Math.floor((100 * part) / whole)));
}
