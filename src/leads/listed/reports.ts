import { sql, type RawBuilder } from 'kysely';
import { z } from 'zod';
import { startOfDay } from '../../calendars/local-day.ts';
import { memberId, type Context } from '../../platform/context.ts';
import { unprocessable } from '../../platform/errors.ts';
import { id as idField } from '../../platform/fields.ts';
import { cutPage, decodeCursor } from '../../platform/pages.ts';
import { asLeads, leadRows, type LeadsRow as Row } from '../reports.ts';
import type { lead, LeadQuery, LeadSort } from '../schema.ts';

/** Leads by the page, narrowed and in an order, however many there are. */

type Query = ReturnType<typeof leadRows>;

/** A page of leads as filtered and sorted; pages taken one after the other are complete and hold no lead twice. */
export async function listLeads(
  context: Context,
  query: LeadQuery,
): Promise<{ items: z.output<typeof lead>[]; next: string | null }> {
  const wanted = filtered(context, query, {
    found: query.search ? await holding(context, query.search) : undefined,
    openedFrom: query.createdFrom ? startOfDay(query.createdFrom, await timeZoneOf(context)) : undefined,
  });
  const rows = query.sort === '-engagement' ? await byEngagement(wanted, query) : await inOrder(wanted, query, query.sort);
  const { items: page, next } = cutPage(
    rows,
    query.limit,
    (row) => sortKey(row, query.sort),
    (row) => row,
  );
  return { items: await asLeads(context, page), next };
}

/** What a query asks for, as the database is asked. */
interface Worded {
  found: RawBuilder<boolean> | undefined;
  openedFrom: Date | undefined;
}

function filtered(context: Context, { stage, owner, channel, ready }: LeadQuery, { found, openedFrom }: Worded): Query {
  const own = memberId(context.actor);
  if (owner === 'me' && own === null)
    throw unprocessable('owner=me needs a signed-in member; a program names the owner by id.', [
      { pointer: 'owner', detail: 'the id of a member' },
    ]);
  const ownerId = owner === 'me' ? own : owner;
  return leadRows(context)
    .$if(stage !== undefined && stage.length > 0, (query) => query.where('l.stage', 'in', stage ?? []))
    .$if(ownerId !== undefined, (query) => query.where('l.ownerMemberId', '=', ownerId ?? null))
    .$if(channel !== undefined, (query) => query.where('l.channel', '=', channel ?? null))
    .$if(ready === true, (query) => query.where('s.ready', '=', true))
    .$if(ready === false, (query) => query.where('s.ready', 'is distinct from', true))
    .$if(openedFrom !== undefined, (query) => query.where('l.createdAt', '>=', openedFrom ?? null))
    .$if(found !== undefined, (query) => query.where(found ?? sql<boolean>`true`));
}

/** So many found are few: the list reads their leads alone. More are soon met when it reads leads in its order. */
const FEW = 1000;

/** The leads whose person or company holds the text. */
async function holding({ db }: Context, search: string): Promise<RawBuilder<boolean>> {
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
    return sql<boolean>`case when p.search_text like lower(${like}) then true else coalesce(c.search_text like lower(${like}), false) end`;
  return sql<boolean>`(l.person_id = any(${people}::uuid[]) or l.company_id = any(${companies}::uuid[]))`;
}

const timeKey = z.tuple([z.iso.datetime(), idField]);
const nameKey = z.tuple([z.string(), idField]);
const engagementKey = z.tuple([z.union([z.number(), z.literal('')]), idField]);

function sortKey(row: Row, sort: LeadSort): (string | number)[] {
  if (sort === 'name') return [row.sortName, row.id];
  if (sort === '-engagement') return [row.engagementRank ?? '', row.id];
  return [(sort === '-created' ? row.createdAt : row.stageSince).toISOString(), row.id];
}

/** The sorts on columns every lead has. */
function inOrder(wanted: Query, query: LeadQuery, sort: Exclude<LeadSort, '-engagement'>): Promise<Row[]> {
  const rows = wanted.limit(query.limit + 1);
  if (sort === 'name') {
    const after = decodeCursor(query.cursor, nameKey);
    const name = sql`lower(coalesce(p.name, p.email, ''))`;
    return rows
      .$if(after !== undefined, (page) => page.where(sql<boolean>`(${name}, l.id) > (${after?.[0]}, ${after?.[1]}::uuid)`))
      .orderBy(name)
      .orderBy('l.id')
      .execute();
  }
  const after = decodeCursor(query.cursor, timeKey);
  const column = sort === '-created' ? 'l.createdAt' : 'l.stageSince';
  return rows
    .$if(after !== undefined, (page) =>
      page.where(sql<boolean>`(${sql.ref(column)}, l.id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`),
    )
    .orderBy(column, 'desc')
    .orderBy('l.id', 'desc')
    .execute();
}

/** Scored leads by engagement, then those without a score, the newest first. */
async function byEngagement(wanted: Query, query: LeadQuery): Promise<Row[]> {
  const after = decodeCursor(query.cursor, engagementKey);
  const size = query.limit + 1;
  const [rank, id] = after ?? [];
  const scored =
    rank === ''
      ? []
      : await wanted
          .where('s.leadId', 'is not', null)
          .$if(after !== undefined, (page) =>
            page.where(sql<boolean>`(s.engagement_rank, s.lead_id) < (${rank}::numeric, ${id}::uuid)`),
          )
          .orderBy('s.engagementRank', 'desc')
          .orderBy('s.leadId', 'desc')
          .limit(size)
          .execute();
  if (scored.length === size) return scored;
  const unscored = await wanted
    .where('s.leadId', 'is', null)
    .$if(rank === '', (page) => page.where('l.id', '<', id ?? ''))
    .orderBy('l.id', 'desc')
    .limit(size - scored.length)
    .execute();
  return [...scored, ...unscored];
}

async function timeZoneOf({ db, workspace }: Context): Promise<string> {
  return (await db.selectFrom('workspaces').select('timeZone').where('id', '=', workspace).executeTakeFirstOrThrow()).timeZone;
}
