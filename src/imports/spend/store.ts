import { sql } from 'kysely';
import type { Context } from '../../platform/context.ts';
import type { SpendSum } from '../spend.ts';

/** What campaigns cost by day as the file of an import has been summed so far. */

/** Adds sums of a part of the file to those of the parts before. */
export async function addSums({ db, workspace }: Context, importId: string, sums: SpendSum[]): Promise<void> {
  if (sums.length === 0) return;
  await sql`
    insert into import_spend as i (workspace_id, import_id, day, source, campaign, currency, channel, amount, impressions, clicks, rows, first_row)
    select ${workspace}, ${importId}, s.day, s.source, s.campaign, s.currency, s.channel, s.amount, s.impressions, s.clicks, s.rows, s."firstRow"
      from json_to_recordset(${JSON.stringify(sums)}::json)
        as s(day date, source text, campaign text, currency text, channel text, amount numeric, impressions bigint, clicks bigint, rows int, "firstRow" int)
    on conflict (workspace_id, import_id, day, source, campaign, currency) do update
      set amount = i.amount + excluded.amount, rows = i.rows + excluded.rows,
          impressions = coalesce(i.impressions + excluded.impressions, i.impressions, excluded.impressions),
          clicks = coalesce(i.clicks + excluded.clicks, i.clicks, excluded.clicks)`.execute(db);
}

/** The next sums behind one, by day. */
export async function nextSums(
  { db, workspace }: Context,
  importId: string,
  after: SpendSum | null,
  limit: number,
): Promise<SpendSum[]> {
  const behind = after
    ? sql`and (day, source, campaign, currency) > (${after.day}::date, ${after.source}, ${after.campaign}, ${after.currency})`
    : sql``;
  const { rows } = await sql<SpendSum>`
    select day, channel, source, campaign, currency, amount::text as amount, impressions, clicks, rows, first_row
      from import_spend where workspace_id = ${workspace} and import_id = ${importId} ${behind}
     order by day, source, campaign, currency limit ${limit}`.execute(db);
  return rows;
}

/** Forgets the sums up to and with one, or all. */
export async function forgetSums({ db, workspace }: Context, importId: string, through: SpendSum | null): Promise<void> {
  const before = through
    ? sql`and (day, source, campaign, currency) <= (${through.day}::date, ${through.source}, ${through.campaign}, ${through.currency})`
    : sql``;
  await sql`delete from import_spend where workspace_id = ${workspace} and import_id = ${importId} ${before}`.execute(db);
}
