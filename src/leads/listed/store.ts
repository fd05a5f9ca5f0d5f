import { sql, type RawBuilder } from 'kysely';
import type { z } from 'zod';
import { startOfDay } from '../../calendars/local-day.ts';
import { memberId, type Context } from '../../platform/context.ts';
import { unprocessable } from '../../platform/errors.ts';
import { overridesAt } from '../overridden/store.ts';
import type { leadFilters } from '../schema.ts';

export type LeadFilters = z.output<typeof leadFilters>;

/** What filters ask of a lead, as the database is asked. */
export interface Narrowing {
  /** Speaks of leads as `l` and their scores as `s`, and of people as `p` and companies as `c` where `ofNames` says so. */
  where: RawBuilder<boolean>;
  ofNames: boolean;
  /** Nothing was asked. */
  isAll: boolean;
}

/** @throws Problem 422 for leads of "me" asked by a program */
export async function narrowing(context: Context, filters: LeadFilters): Promise<Narrowing> {
  const { ids, stage, channel, ready, returned, createdFrom } = filters;
  const owner = ownerAsked(context, filters.owner);
  const found = filters.search ? await holding(context, filters.search) : undefined;
  const conditions = [
    ids && sql`l.id = any(${ids}::uuid[])`,
    stage?.length && (stage.length === 1 ? sql`l.stage = ${stage[0]}` : sql`l.stage = any(${stage}::text[])`),
    owner !== undefined && sql`l.owner_member_id = ${owner}`,
    channel !== undefined && sql`l.channel = ${channel}`,
    ready !== undefined && (await readiness(context, ready)),
    returned !== undefined && (returned ? sql`l.recycled_from is not null` : sql`l.recycled_from is null`),
    createdFrom && sql`l.created_at >= ${startOfDay(createdFrom, await timeZoneOf(context))}`,
    found?.where,
  ].filter((condition) => typeof condition === 'object');
  return {
    where: conditions.length === 0 ? sql<boolean>`true` : sql<boolean>`${sql.join(conditions, sql` and `)}`,
    ofNames: found?.ofNames ?? false,
    isAll: conditions.length === 0,
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

/** So many found are few: the list reads their leads alone. More are soon met when it reads leads in its order. */
const FEW = 1000;

/** The leads whose person or company holds the text. */
async function holding({ db }: Context, search: string): Promise<Omit<Narrowing, 'isAll'>> {
  const like = `%${search.replace(/[\\%_]/g, '\\$&')}%`;
  const found = async (table: 'people' | 'companies') => {
    const { rows } = await sql<{
      id: string;
    }>`select id from ${sql.table(table)} where search_text like lower(${like}) limit ${FEW + 1}`.execute(db);
    return rows.map(({ id }) => id);
  };
  const people = await found('people');
  const companies = await found('companies');
  // Behind row-level security the planner guesses that LIKE finds next to nothing, and then reads everything; of a case it expects half.
  if (people.length > FEW || companies.length > FEW)
    return {
      where: sql`case when p.search_text like lower(${like}) then true else coalesce(c.search_text like lower(${like}), false) end`,
      ofNames: true,
    };
  return { where: sql`(l.person_id = any(${people}::uuid[]) or l.company_id = any(${companies}::uuid[]))`, ofNames: false };
}

async function timeZoneOf({ db, workspace }: Context): Promise<string> {
  return (await db.selectFrom('workspaces').select('timeZone').where('id', '=', workspace).executeTakeFirstOrThrow()).timeZone;
}

/** Leads that filters let through, bare: their names are joined only where the filters look at them. */
export function narrowed({ db }: Context, { where, ofNames }: Narrowing) {
  return db
    .selectFrom('leads as l')
    .leftJoin('leadScores as s', (join) => join.onRef('s.workspaceId', '=', 'l.workspaceId').onRef('s.leadId', '=', 'l.id'))
    .$if(ofNames, (query) =>
      query
        .innerJoin('people as p', (join) => join.onRef('p.workspaceId', '=', 'l.workspaceId').onRef('p.id', '=', 'l.personId'))
        .leftJoin('companies as c', (join) =>
          join.onRef('c.workspaceId', '=', 'l.workspaceId').onRef('c.id', '=', 'l.companyId'),
        ),
    )
    .where(where);
}
