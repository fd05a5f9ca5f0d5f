import { sql } from 'kysely';
import type { Context } from '../../platform/context.ts';
import { newId } from '../../platform/ids.ts';
import { MoneyError, roundMinor } from '../../revenue/money.ts';
import { wrong, type Desk, type SpendRow, type Verdict } from '../desk.ts';
import type { Inside } from '../files/store.ts';
import { told } from '../register.ts';
import { addSpend, type SettledSpend, type SpendSum, type SpendSums } from '../spend.ts';
import { forgetRejections, insertRejections } from '../store.ts';
import type { Survey } from '../survey.ts';
import type { Batch, Entry, ImportTable } from '../table.ts';
import { addSums, forgetSums, nextSums } from './store.ts';

/**
 * Sums a whole file by day, source, campaign and currency, part by part. Reports split a day over many rows that may stand anywhere, so no
 * row can be recorded before all have been read.
 * @returns what the rows came to that do not reach a sum
 */
export async function sumSpend(
  inside: Inside,
  importId: string,
  table: ImportTable,
  { size, onRows }: { size: number; onRows: (rows: number) => Promise<void> },
): Promise<{ summed: NonNullable<Survey['summed']>; rejected: Batch['rejected'] }> {
  const summed = { skipped: 0, wrong: 0 };
  const shown: Batch['rejected'] = [];
  await inside(async (context) => {
    await forgetSums(context, importId, null);
    await forgetRejections(context.db, importId);
  });
  for await (const { through, entries, skipped, rejected } of table.batches(0, size)) {
    const sums: SpendSums = new Map();
    for (const { row, record } of entries) addSpend(sums, record as SettledSpend, row);
    await inside(async (context) => {
      await addSums(context, importId, [...sums.values()]);
      await insertRejections(context, importId, rejected);
    });
    summed.skipped += skipped;
    summed.wrong += rejected.length;
    shown.push(...rejected.slice(0, Math.max(0, SHOWN - shown.length)));
    await onRows(through);
  }
  return { summed, rejected: shown };
}

const SHOWN = 100;

/** The sums of an import that have not been recorded, as parts. @param options.done how many rows of the file are behind them */
export async function* summedSpend(
  inside: Inside,
  importId: string,
  { done, size }: { done: number; size: number },
): AsyncGenerator<Batch> {
  let [after, through]: [SpendSum | null, number] = [null, done];
  for (;;) {
    const sums: SpendSum[] = await inside((context) => nextSums(context, importId, after, size));
    const last = sums.at(-1);
    if (last === undefined) return;
    after = last;
    through += sums.reduce((rows, sum) => rows + sum.rows, 0);
    yield { through, entries: sums.map(entryOf), skipped: 0, rejected: [] };
  }
}

const entryOf = (sum: SpendSum): Entry<SpendSum> => ({ row: sum.firstRow, rows: sum.rows, cells: [], record: sum, notes: [] });

/** Forgets the sums of a part that has been recorded. */
export async function forgetRecorded(context: Context, importId: string, { entries }: Batch): Promise<void> {
  await forgetSums(context, importId, (entries.at(-1)?.record as SpendSum | undefined) ?? null);
}

/** What campaigns cost by day, rounded once, half away from zero; a day told again holds what it is told last. */
export async function planSpend({ db, workspace, now }: Context, sums: SpendSum[], desk: Desk): Promise<Verdict[]> {
  const wanted = sums.map(({ day, source, campaign, currency }) => ({ day, source, campaign, currency }));
  const { rows } = await sql<SpendRow>`
    select s.id, s.day, s.channel, s.source, s.campaign, s.amount_minor, s.currency, s.impressions, s.clicks, s.import_id, '' as created_at
      from json_to_recordset(${JSON.stringify(wanted)}::json) as w(day date, source text, campaign text, currency text)
     cross join lateral (
       select * from spend s
        where s.workspace_id = ${workspace} and s.day = w.day and s.source = w.source and s.campaign = w.campaign and s.currency = w.currency limit 1) s`.execute(
    db,
  );
  for (const row of rows) desk.spend.stored(row, [keyOf(row)]);

  return sums.map(({ day, source, campaign, currency, channel, amount, impressions, clicks }): Verdict => {
    const row = { day, source, campaign, currency };
    const amountMinor = minorOf(amount, currency);
    if (typeof amountMinor !== 'number') return wrong('amount', amount, amountMinor.said);
    const facts = { channel, amountMinor, impressions, clicks };
    const known = desk.spend.find(keyOf(row));
    if (known) return { status: desk.spend.change(known, told(facts)) ? 'updated' : 'skipped' };
    desk.spend.add({ id: newId(), ...row, ...facts, importId: desk.importId, createdAt: now.toISOString() }, [keyOf(row)]);
    return { status: 'new' };
  });
}

function minorOf(amount: string, currency: string): number | MoneyError {
  try {
    return roundMinor(amount, currency);
  } catch (error) {
    if (error instanceof MoneyError) return error;
    throw error;
  }
}

const keyOf = ({ day, source, campaign, currency }: Pick<SpendRow, 'day' | 'source' | 'campaign' | 'currency'>) =>
  `${day} ${currency} ${source}\n${campaign}`;
