import { sql, type RawBuilder } from 'kysely';
import { z } from 'zod';
import type { Context } from '../../platform/context.ts';
import { id as idField } from '../../platform/fields.ts';
import { cutPage, decodeCursor } from '../../platform/pages.ts';
import type { Stage } from '../lifecycle.ts';
import { asLeads, leadRows, type LeadsRow as Row } from '../reports.ts';
import type { lead, leadCounts, LeadQuery, LeadSort } from '../schema.ts';
import { narrowed, narrowing, type LeadFilters } from './store.ts';

/** Leads by the page, narrowed and in an order, however many there are. */

type Query = ReturnType<typeof leadRows>;

/** A page of leads as filtered and sorted; pages taken one after the other are complete and hold no lead twice. */
export async function listLeads(
  context: Context,
  query: LeadQuery,
): Promise<{ items: z.output<typeof lead>[]; next: string | null }> {
  const wanted = leadRows(context).where(await asFewAsPossible(context, query));
  const { by, descending } = orderOf(query.sort);
  const rows =
    by === 'engagement' ? await byEngagement(wanted, query, descending) : await inOrder(wanted, query, orders[by], descending);
  const { items: page, next } = cutPage(
    rows,
    query.limit,
    (row) => sortKey(row, by),
    (row) => row,
  );
  return { items: await asLeads(context, page), next };
}

/** So many found are few: the list puts them in order. Of more, those of a page are soon met when it reads leads in their order. */
const FEW = 2000;

/** The filters, or the leads they let through where those are few: the planner cannot know, and would read all leads to find the last of them. */
async function asFewAsPossible(context: Context, filters: LeadFilters): Promise<RawBuilder<boolean>> {
  const asked = await narrowing(context, filters);
  if (asked.isMany) return asked.beside;
  const found = await narrowed(context, asked)
    .select('l.id')
    .limit(FEW + 1)
    .execute();
  return found.length > FEW ? asked.beside : sql<boolean>`l.id = any(${found.map(({ id }) => id)}::uuid[])`;
}

/** How many leads filters let through, in all and at each stage. */
export async function countLeads(context: Context, filters: LeadFilters): Promise<z.output<typeof leadCounts>> {
  const rows = await narrowed(context, await narrowing(context, filters))
    .select((query) => ['l.stage', query.fn.countAll<number>().as('count')])
    .groupBy('l.stage')
    .execute();
  return {
    all: rows.reduce((sum, { count }) => sum + count, 0),
    stages: rows.map(({ stage, count }) => ({ stage: stage as Stage, count })),
  };
}

/** Whose leads filters let through, each once. */
export async function peopleOfLeads(context: Context, filters: LeadFilters): Promise<{ personId: string }[]> {
  return narrowed(context, await narrowing(context, filters))
    .select('l.personId')
    .distinct()
    .execute();
}

const timeKey = z.tuple([z.iso.datetime(), idField]);
const nameKey = z.tuple([z.string(), idField]);
const engagementKey = z.tuple([z.union([z.number(), z.literal('')]), idField]);

/** The orders by what every lead has: the column, as the database has it, and the type its cursor is read as. */
const orders = {
  created: { column: sql`l.created_at`, type: sql`timestamptz`, key: timeKey },
  stageSince: { column: sql`l.stage_since`, type: sql`timestamptz`, key: timeKey },
  name: { column: sql`p.sort_name`, type: sql`text`, key: nameKey },
} as const;
type Order = keyof typeof orders | 'engagement';

function orderOf(sort: LeadSort): { by: Order; descending: boolean } {
  const descending = sort.startsWith('-');
  return { by: sort.replace('-', '') as Order, descending };
}

function sortKey(row: Row, by: Order): (string | number)[] {
  if (by === 'name') return [row.sortName, row.id];
  if (by === 'engagement') return [row.engagementRank ?? '', row.id];
  return [(by === 'created' ? row.createdAt : row.stageSince).toISOString(), row.id];
}

function direction(descending: boolean) {
  const word: 'desc' | 'asc' = descending ? 'desc' : 'asc';
  return { word, beyond: descending ? sql`<` : sql`>` };
}

function inOrder(
  wanted: Query,
  query: LeadQuery,
  order: (typeof orders)[keyof typeof orders],
  descending: boolean,
): Promise<Row[]> {
  const { column, type, key } = order;
  const { word, beyond } = direction(descending);
  const after = decodeCursor<[string, string]>(query.cursor, key);
  return wanted
    .$if(after !== undefined, (page) =>
      page.where(sql<boolean>`(${column}, l.id) ${beyond} (${after?.[0]}::${type}, ${after?.[1]}::uuid)`),
    )
    .orderBy(column, word)
    .orderBy('l.id', word)
    .limit(query.limit + 1)
    .execute();
}

/** Scored leads by engagement, then those without a score, the newest first. */
async function byEngagement(wanted: Query, query: LeadQuery, descending: boolean): Promise<Row[]> {
  const after = decodeCursor(query.cursor, engagementKey);
  const { word, beyond } = direction(descending);
  const size = query.limit + 1;
  const [rank, id] = after ?? [];
  const scored =
    rank === ''
      ? []
      : await wanted
          .where('s.leadId', 'is not', null)
          .$if(after !== undefined, (page) =>
            page.where(sql<boolean>`(s.engagement_rank, s.lead_id) ${beyond} (${rank}::numeric, ${id}::uuid)`),
          )
          .orderBy('s.engagementRank', word)
          .orderBy('s.leadId', word)
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
