import { sql, type RawBuilder } from 'kysely';
import type { z } from 'zod';
import { startOfDay } from '../../calendars/local-day.ts';
import { memberId, type Context } from '../../platform/context.ts';
import { unprocessable } from '../../platform/errors.ts';
import { holds } from '../../platform/search.ts';
import { overridesAt } from '../overridden/store.ts';
import type { leadFilters } from '../schema.ts';
import { timeZoneOf } from '../../workspaces/reports.ts';

export type LeadFilters = z.output<typeof leadFilters>;

/** What filters ask of a lead, as the database is asked. */
export interface Narrowing {
  /** Speaks of leads as `l` and of their scores as `s`. */
  where: RawBuilder<boolean>;
  /** The same for a query that has their people as `p` and their companies as `c` beside them and stops at the first few. */
  beside: RawBuilder<boolean>;
  /** Nothing was asked, or nothing but a text that many names hold: whoever reads leads in any order soon meets some. */
  isMany: boolean;
}

/** @throws Problem 422 for leads of "me" asked by a program */
export async function narrowing(context: Context, filters: LeadFilters): Promise<Narrowing> {
  const { ids, stage, channel, ready, returned, createdFrom } = filters;
  const owner = ownerAsked(context, filters.owner);
  const found = filters.search ? await holding(context, filters.search) : undefined;
  const others = [
    ids && sql`l.id = any(${ids}::uuid[])`,
    stage?.length && (stage.length === 1 ? sql`l.stage = ${stage[0]}` : sql`l.stage = any(${stage}::text[])`),
    owner !== undefined && sql`l.owner_member_id = ${owner}`,
    channel !== undefined && sql`l.channel = ${channel}`,
    ready !== undefined && (await readiness(context, ready)),
    returned !== undefined && (returned ? sql`l.recycled_from is not null` : sql`l.recycled_from is null`),
    createdFrom && sql`l.created_at >= ${startOfDay(createdFrom, await timeZoneOf(context))}`,
  ].filter((condition) => typeof condition === 'object');
  const all = (conditions: RawBuilder<unknown>[]) =>
    conditions.length === 0 ? sql<boolean>`true` : sql<boolean>`${sql.join(conditions, sql` and `)}`;
  return {
    where: all(found ? [...others, found.where] : others),
    beside: all(found ? [...others, found.beside] : others),
    isMany: others.length === 0 && (!found || found.isMany),
  };
}

/** Ready by the score, or by somebody's word, which goes before it. Few scores are overridden at a time, and mostly none. */
async function readiness({ db, now }: Context, wanted: boolean): Promise<RawBuilder<unknown>> {
  const said = [...(await overridesAt(db, now)).values()];
  if (said.length === 0) return wanted ? sql`s.ready` : sql`s.ready is distinct from true`;
  const leads = (ready: boolean) => said.filter((word) => word.ready === ready).map(({ leadId }) => leadId);
  const counts = sql`((s.ready is true and l.id <> all(${leads(false)}::uuid[])) or l.id = any(${leads(true)}::uuid[]))`;
  return wanted ? counts : sql`not ${counts}`;
}

function ownerAsked({ actor }: Context, owner: string | undefined): string | undefined {
  if (owner !== 'me') return owner;
  const own = memberId(actor);
  if (own === null)
    throw unprocessable('owner=me needs a signed-in member; a program names the owner by id.', [
      { pointer: 'owner', detail: 'the id of a member' },
    ]);
  return own;
}

/** So many found are few: their leads are read alone. */
const FEW = 1000;

/** The leads whose person or company holds the text. */
async function holding({ db }: Context, search: string): Promise<Narrowing> {
  const those = (table: 'people' | 'companies') =>
    sql<{ id: string }>`select id from ${sql.table(table)} where ${holds('search_text', search)}`;
  const first = async (table: 'people' | 'companies') =>
    (await sql<{ id: string }>`${those(table)} limit ${FEW + 1}`.execute(db)).rows.map(({ id }) => id);
  const [people, companies] = [await first('people'), await first('companies')];
  const isMany = people.length > FEW || companies.length > FEW;
  // Those that are few are not looked for a second time, beside many of the other kind.
  const among = (column: 'person_id' | 'company_id', table: 'people' | 'companies', ids: readonly string[]) =>
    ids.length > FEW ? sql`${sql.ref(`l.${column}`)} in (${those(table)})` : sql`${sql.ref(`l.${column}`)} = any(${ids}::uuid[])`;
  const where = sql<boolean>`(${among('person_id', 'people', people)} or ${among('company_id', 'companies', companies)})`;
  // The planner guesses that LIKE finds next to nothing, and then reads everything; of a case it expects half.
  const beside = sql<boolean>`case when ${holds('p.search_text', search)} then true else coalesce(${holds('c.search_text', search)}, false) end`;
  return { where, beside: isMany ? beside : where, isMany };
}

/** Leads that filters let through, bare. */
export function narrowed({ db }: Context, { where }: Pick<Narrowing, 'where'>) {
  return db
    .selectFrom('leads as l')
    .leftJoin('leadScores as s', (join) => join.onRef('s.workspaceId', '=', 'l.workspaceId').onRef('s.leadId', '=', 'l.id'))
    .where(where);
}
