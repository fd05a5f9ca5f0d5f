import { roundMinor, sumDecimals } from '../revenue/money.ts';
import { channels } from '../touchpoints/kinds.ts';
import type { FieldProblem, ReadRecord } from './row.ts';

/** What a campaign cost on a day. */
export interface DailySpend {
  day: string;
  channel: string | null;
  source: string | null;
  campaign: string | null;
  currency: string;
  amountMinor: number;
  /** `null` when no row of the day told them. */
  clicks: number | null;
  impressions: number | null;
  /** How many rows of the file it is the sum of, and the first of them. */
  rows: number;
  firstRow: number;
}

type SpendSum = Omit<DailySpend, 'amountMinor'> & { amount: string };

/** Sums of spend by day, channel, source, campaign and currency, while a file is read. */
export type SpendSums = Map<string, SpendSum>;

/**
 * A row of spend with its channel by our name, or what it lacks to count: spend belongs to a source, and to one of the channels by which
 * touchpoints are told apart.
 */
export function settleSpend(row: ReadRecord<'spend'>): { record: ReadRecord<'spend'> } | { problem: FieldProblem } {
  const about = (field: string, value: string, problem: string) => ({ problem: { field, column: null, value, problem } });
  if (row.source === null)
    return about('source', '', 'The row has no source: map a column to it, or say the source of the file.');
  const channel = (row.channel ?? 'other').toLowerCase().replace(/[\s-]+/g, '_');
  if (!(channels as readonly string[]).includes(channel))
    return about('channel', row.channel ?? '', `"${row.channel}" is no channel; ${channels.join(', ')} are.`);
  return { record: { ...row, channel } };
}

/** Takes one more row into the sums. Reports split a campaign's day by device, network and advertisement; the product keeps the day. */
export function addSpend(sums: SpendSums, row: ReadRecord<'spend'>, rowNumber: number): void {
  const { day, channel, source, campaign, currency, amount, clicks, impressions } = row;
  const key = JSON.stringify([day, channel, source, campaign, currency]);
  const sum = sums.get(key);
  if (!sum) {
    sums.set(key, { day, channel, source, campaign, currency, amount, clicks, impressions, rows: 1, firstRow: rowNumber });
    return;
  }
  sum.rows += 1;
  sum.amount = sumDecimals([sum.amount, amount]);
  sum.clicks = plus(sum.clicks, clicks);
  sum.impressions = plus(sum.impressions, impressions);
}

/** The days of the sums in minor units, rounded once, half away from zero. Throws `MoneyError` for a sum too large to hold. */
export function dailySpend(sums: SpendSums): DailySpend[] {
  return Array.from(sums.values(), ({ amount, ...day }) => ({ ...day, amountMinor: roundMinor(amount, day.currency) }));
}

/** A figure that nobody told is unknown, not zero. */
function plus(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : one + other;
}
