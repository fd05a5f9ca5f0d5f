import { roundMinor, sumDecimals } from '../revenue/money.ts';
import type { ReadRecord } from './row.ts';

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
}

type SpendSum = Omit<DailySpend, 'amountMinor'> & { amount: string };

/** Sums of spend by day, channel, source, campaign and currency, while a file is read. */
export type SpendSums = Map<string, SpendSum>;

/** Takes one more row into the sums. Reports split a campaign's day by device, network and advertisement; the product keeps the day. */
export function addSpend(sums: SpendSums, row: ReadRecord<'spend'>): void {
  const { day, channel, source, campaign, currency, amount, clicks, impressions } = row;
  const key = JSON.stringify([day, channel, source, campaign, currency]);
  const sum = sums.get(key);
  if (!sum) {
    sums.set(key, { day, channel, source, campaign, currency, amount, clicks, impressions });
    return;
  }
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
