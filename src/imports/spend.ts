import { sumDecimals } from '../revenue/money.ts';
import type { Channel } from '../touchpoints/kinds.ts';
import type { FieldProblem, ReadRecord } from './row.ts';
import { said } from './sentences.ts';

/** What a campaign cost on a day by the rows read so far, exactly. */
export interface SpendSum {
  day: string;
  channel: string;
  source: string;
  campaign: string;
  currency: string;
  /** A decimal text in the currency's unit, not rounded. */
  amount: string;
  /** `null` when no row of the day told them. */
  clicks: number | null;
  impressions: number | null;
  /** How many rows of the file it is the sum of, and the first of them. */
  rows: number;
  firstRow: number;
}

/** Sums of spend by day, source, campaign and currency. */
export type SpendSums = Map<string, SpendSum>;

/** A row of spend that counts: it has a source and a channel. */
export type SettledSpend = ReadRecord<'spend'> & { channel: Channel; source: string };

/** A row of spend with its channel, or what it lacks to count. */
export function settleSpend(row: ReadRecord<'spend'>): { record: SettledSpend } | { problem: FieldProblem } {
  const { source } = row;
  if (source === null) return { problem: { field: 'source', column: null, value: '', problem: said('noSource') } };
  return { record: { ...row, source, channel: row.channel ?? 'other' } };
}

/** Takes one more row into the sums. Reports split a campaign's day by device, network and advertisement; the product keeps the day. */
export function addSpend(sums: SpendSums, row: SettledSpend, rowNumber: number): void {
  const { day, channel, source, currency, amount, clicks, impressions } = row;
  const campaign = row.campaign ?? '';
  const key = `${day} ${currency} ${source}\n${campaign}`;
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

/** A figure that nobody told is unknown, not zero. */
function plus(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : one + other;
}
