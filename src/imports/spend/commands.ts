import { sql } from 'kysely';
import type { Context } from '../../platform/context.ts';
import { newId } from '../../platform/ids.ts';
import type { Desk, SpendRow, Verdict } from '../desk.ts';
import { told } from '../register.ts';
import type { DailySpend } from '../spend.ts';

/** What campaigns cost by day; a day told again holds what it is told last. */
export async function planSpend({ db, workspace, now }: Context, days: DailySpend[], desk: Desk): Promise<Verdict[]> {
  const wanted = days.map(({ day, source, campaign, currency }) => ({ day, source, campaign: campaign ?? '', currency }));
  const { rows } = await sql<SpendRow>`
    select s.id, s.day, s.channel, s.source, s.campaign, s.amount_minor, s.currency, s.impressions, s.clicks, s.import_id, '' as created_at
      from spend s join jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as w(day date, source text, campaign text, currency text)
        on s.day = w.day and s.source = w.source and s.campaign = w.campaign and s.currency = w.currency
     where s.workspace_id = ${workspace}`.execute(db);
  for (const row of rows) desk.spend.stored(row, [keyOf(row)]);

  return days.map((given): Verdict => {
    const { day, currency, amountMinor, impressions, clicks } = given;
    const row = { day, source: given.source ?? '', campaign: given.campaign ?? '', currency };
    const known = desk.spend.find(keyOf(row));
    const facts = { channel: given.channel ?? 'other', amountMinor, impressions, clicks };
    if (known) return { status: desk.spend.change(known, told(facts)) ? 'updated' : 'skipped' };
    desk.spend.add({ id: newId(), ...row, ...facts, importId: desk.importId, createdAt: now.toISOString() }, [keyOf(row)]);
    return { status: 'new' };
  });
}

const keyOf = ({ day, source, campaign, currency }: Pick<SpendRow, 'day' | 'source' | 'campaign' | 'currency'>) =>
  JSON.stringify([day, source, campaign, currency]);
