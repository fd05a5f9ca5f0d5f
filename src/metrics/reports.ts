import { type RawBuilder, sql } from 'kysely';
import { readAgreements } from '../agreements/reports.ts';
import { startOfDay } from '../calendars/local-day.ts';
import { definitionInForce } from '../definitions/reports.ts';
import type { Context } from '../platform/context.ts';
import { unprocessable } from '../platform/errors.ts';
import { ownDimensions, type CaseSet, type Span } from './cases/reports.ts';
import { catalogue, type MetricKey } from './catalogue.ts';
import { figureOf, type FigureValue, type Tallies, type Tally } from './figure.ts';
import { funnelCases } from './funnel/reports.ts';
import { capacityCases, handoffCases } from './handoffs/reports.ts';
import type { Dimension, Source, Unit } from './metric.ts';
import { moneyCases } from './money/reports.ts';

/** A figure and the rows behind it: one query for the cases, added up here, listed there. */

const { spend, invoiced_revenue: invoicedRevenue } = moneyCases;
const { new_leads: newLeads, customers } = funnelCases;

/** The cases of every metric; a ratio has those it divides (`over`) and those it divides by (`under`). */
const caseSets: Record<MetricKey, { over: CaseSet; under?: CaseSet }> = {
  ...parts(funnelCases),
  ...parts(handoffCases),
  ...parts(moneyCases),
  capacity_used: capacityCases,
  cost_per_lead: { over: spend, under: newLeads },
  cost_per_customer: { over: spend, under: customers },
  revenue_per_spend: { over: invoicedRevenue, under: spend },
};

function parts<K extends string>(sets: Record<K, CaseSet>): Record<K, { over: CaseSet }> {
  return Object.fromEntries(Object.entries<CaseSet>(sets).map(([key, over]) => [key, { over }])) as Record<K, { over: CaseSet }>;
}

export type Filters = { readonly [D in Dimension]?: string | undefined };
export interface FigureQuery {
  /** Local days of the workspace, half-open. */
  from: string;
  to: string;
  by?: Dimension | undefined;
  filters?: Filters;
}

export interface Figure extends FigureValue {
  key: MetricKey;
  from: string;
  to: string;
  unit: Unit;
  /** Of the workspace; money is in its minor units. */
  currency: string;
  source: Source[];
  asOf: Date;
  definitionVersion: number | null;
  agreementVersion: number | null;
  groups?: { key: string | null; label: string | null; value: number | null; n: number }[];
}

/** Cases have to be put in order for these. */
const medians = sql`
  percentile_cont(0.5) within group (order by value) as median, percentile_cont(0.9) within group (order by value) as p90,
  percentile_cont(0.5) within group (order by calendar) as calendar_median, percentile_cont(0.9) within group (order by calendar) as calendar_p90`;
const noMedians = sql`null as median, null as p90, null as calendar_median, null as calendar_p90`;

/**
 * A figure of the catalogue over a span of days.
 * @throws Problem 422 for an empty span or a dimension the metric does not have
 */
export async function measure(context: Context, key: MetricKey, query: FigureQuery): Promise<Figure> {
  const metric = catalogue[key];
  const span = await spanOf(context, key, query);
  const cases = await casesOf(context, key, span, query.filters);
  const { rows } = await sql<Tally & { part: 'over' | 'under'; key: string | null; total: number; ofAll: boolean }>`
    select part, key, grouping(key) = 1 as of_all, count(*) as n, count(hit) as judged, count(*) filter (where hit) as hits, count(value) as valued, coalesce(sum(value), 0) as total,
           ${metric.aggregate === 'median' ? medians : noMedians}
      from (select cases.*, ${groupKey(query.by, span)} as key from (${cases}) cases) grouped
     group by grouping sets ((part), (part, key))`.execute(context.db);
  const freshness = await freshnessOf(context, metric.sources, span);

  const talliesOf = (of: typeof rows): Tallies => ({
    over: of.find(({ part }) => part === 'over'),
    under: of.find(({ part }) => part === 'under'),
  });
  const figure = figureOf(metric, talliesOf(rows.filter(({ ofAll }) => ofAll)), freshness.known);
  const ofGroups = rows.filter(({ ofAll }) => !ofAll);
  const groups = [...new Set(ofGroups.map((row) => row.key))].map((group) => {
    const { value, n } = figureOf(metric, talliesOf(ofGroups.filter((row) => row.key === group)), freshness.known);
    return { key: group, value, n };
  });
  return {
    key,
    from: span.from,
    to: span.to,
    unit: metric.unit,
    currency: span.currency,
    ...figure,
    source: [...metric.sources],
    asOf: freshness.asOf,
    ...(await judgedBy(context, key, span)),
    ...(query.by !== undefined && { groups: await labelled(context, query.by, groups) }),
  };
}

export interface Case {
  id: string;
  kind: string;
  title: string;
  at: Date;
  value: number | null;
  hit: boolean | null;
}

/** The rows behind a figure, the latest first, after a position in that order. @throws Problem 422 as `measure` does */
export async function casesBehind(
  context: Context,
  key: MetricKey,
  query: FigureQuery,
  page: { after?: [at: string, id: string] | undefined; limit: number },
): Promise<{ rows: Case[]; currency: string }> {
  const span = await spanOf(context, key, query);
  const cases = await casesOf(context, key, span, query.filters);
  const { rows } = await sql<Case>`
    select id, kind, title, at, value, hit from (${cases}) cases
     where ${page.after ? sql`(at, id) < (${page.after[0]}::timestamptz, ${page.after[1]})` : sql`true`}
     order by at desc, id desc limit ${page.limit}`.execute(context.db);
  return { rows, currency: span.currency };
}

async function spanOf({ db, workspace }: Context, key: MetricKey, { from, to, by, filters = {} }: FigureQuery): Promise<Span> {
  if (from >= to)
    throw unprocessable('to must be a later day than from; it is the first day that no longer counts.', [
      { pointer: 'to', detail: 'later than from' },
    ]);
  const own = catalogue[key].dimensions;
  for (const dimension of [by, ...Object.keys(filters).filter((each) => filters[each as Dimension] !== undefined)])
    if (dimension !== undefined && !own.includes(dimension as Dimension))
      throw unprocessable(`${key} cannot be told apart by ${dimension}; it can by ${own.join(', ')}.`, [
        { pointer: dimension === by ? 'by' : dimension, detail: `one of ${own.join(', ')}` },
      ]);
  const { timeZone, currency } = await db
    .selectFrom('workspaces')
    .select(['timeZone', 'currency'])
    .where('id', '=', workspace)
    .executeTakeFirstOrThrow();
  return { from, to, start: startOfDay(from, timeZone), end: startOfDay(to, timeZone), timeZone, currency };
}

/** All cases with the part they belong to, filtered. */
async function casesOf(context: Context, key: MetricKey, span: Span, filters: Filters = {}): Promise<RawBuilder<unknown>> {
  const { over, under } = caseSets[key];
  const columns = sql`id, kind, title, at, value, calendar, hit, ${sql.join(ownDimensions.map((each) => sql.ref(each)))}`;
  const part = async (name: string, set: CaseSet) =>
    sql`select ${name}::text as part, ${columns} from (${await set(context, span)}) ${sql.ref(name)}`;
  const all = under ? sql`${await part('over', over)} union all ${await part('under', under)}` : await part('over', over);
  const conditions = Object.entries(filters)
    .filter(([, value]) => value !== undefined)
    .map(([dimension, value]) => sql`${sql.ref(dimension)} = ${value}`);
  return conditions.length === 0 ? all : sql`select * from (${all}) every where ${sql.join(conditions, sql` and `)}`;
}

function groupKey(by: Dimension | undefined, { timeZone }: Span): RawBuilder<unknown> {
  if (by === undefined) return sql`null::text`;
  if (by === 'day' || by === 'month')
    return sql`to_char(at at time zone ${timeZone}, ${by === 'day' ? 'YYYY-MM-DD' : 'YYYY-MM'})`;
  return sql.ref(by);
}

/** When a record of a source happened, and whether it came in by import, so that its age matters. */
const moments: Record<Source, { table: string; happened: RawBuilder<unknown>; imported: boolean }> = {
  touchpoints: { table: 'touchpoints', happened: sql`occurred_at`, imported: false },
  leads: { table: 'leads', happened: sql`created_at`, imported: false },
  handoffs: { table: 'handoffs', happened: sql`submitted_at`, imported: false },
  deals: { table: 'deals', happened: sql`opened_on`, imported: true },
  invoices: { table: 'invoices', happened: sql`issued_on`, imported: true },
  spend: { table: 'spend', happened: sql`day`, imported: true },
};

/** Whether every source holds anything from before the end of the span, and how old the oldest of what they hold is. */
async function freshnessOf(
  { db, workspace, now }: Context,
  sources: readonly Source[],
  { to, end }: Span,
): Promise<{ known: boolean; asOf: Date }> {
  const each = await Promise.all(
    sources.map(async (source) => {
      const { table, happened, imported } = moments[source];
      const until = imported ? sql`${to}::date` : sql`${end}::timestamptz`;
      const { rows } = await sql<{ known: boolean; newest: Date | null }>`
        select coalesce(min(${happened}) < ${until}, false) as known, ${imported ? sql`max(created_at)` : sql`null::timestamptz`} as newest from ${sql.table(table)} where workspace_id = ${workspace}`.execute(
        db,
      );
      return { known: rows[0]?.known ?? false, asOf: rows[0]?.newest ?? now };
    }),
  );
  return {
    known: each.every(({ known }) => known),
    asOf: each.reduce((oldest, { asOf }) => (asOf < oldest ? asOf : oldest), now),
  };
}

/** The versions that judged the cases at the end of the span, of the metrics that are judged by one. */
async function judgedBy(context: Context, key: MetricKey, { end }: Span) {
  const by = catalogue[key].judgedBy;
  const moment = new Date(Math.min(end.getTime() - 1, context.now.getTime()));
  return {
    definitionVersion: (by.includes('definition') && (await definitionInForce(context, moment))?.version) || null,
    agreementVersion: (by.includes('agreement') && (await readAgreements(context)).at(moment)?.version) || null,
  };
}

/** Groups in order, largest first or by time; reps by name. */
async function labelled({ db }: Context, by: Dimension, groups: { key: string | null; value: number | null; n: number }[]) {
  const overTime = by === 'day' || by === 'month';
  const ordered = groups.sort((a, b) =>
    overTime ? String(a.key).localeCompare(String(b.key)) : b.n - a.n || String(a.key).localeCompare(String(b.key)),
  );
  const names =
    by === 'rep'
      ? await db
          .selectFrom('members')
          .innerJoin('users', 'users.id', 'members.userId')
          .select(['members.id', 'users.name'])
          .execute()
      : [];
  return ordered.map((group) => ({ ...group, label: names.find(({ id }) => id === group.key)?.name ?? null }));
}
