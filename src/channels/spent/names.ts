import type { Channel } from '../../touchpoints/kinds.ts';
import { sourceName } from '../referrers.ts';
import { rename, type CompiledRules } from '../rules.ts';

/** The road that money was spent on. Spend tells no medium and no referrer; a campaign nobody named is empty. */
export interface RoadNames {
  channel: Channel;
  source: string;
  campaign: string;
}

/** What the rules call a road that was paid for: as its touches, so that what it cost meets what came of it. */
export function nameRoad(rules: CompiledRules, { channel, source, campaign }: RoadNames): RoadNames {
  const road = { channel, source: sourceName(source), sourceAsTagged: source, medium: null, campaign: campaign || null };
  const named = rename(rules, { ...road, term: null, content: null, because: 'told', referrerHost: null });
  return { channel: named.channel, source: named.source ?? source, campaign: named.campaign ?? '' };
}

export const sameNames = (one: RoadNames, other: RoadNames): boolean =>
  one.channel === other.channel && one.source === other.source && one.campaign === other.campaign;

/** What a channel cost in one currency, before and after. */
export interface CostMove {
  channel: Channel;
  currency: string;
  before: number;
  after: number;
}

const dearest = ({ before, after }: CostMove) => Math.max(before, after);

/** What each channel and currency costs by other names, for those whose sum moves, the dearest first. */
export function costMoves(
  roads: readonly { before: RoadNames; after: RoadNames; currency: string; amountMinor: number }[],
): CostMove[] {
  const sums = new Map<string, CostMove>();
  const sumOf = (channel: Channel, currency: string): CostMove => {
    const key = `${channel} ${currency}`;
    const sum = sums.get(key) ?? { channel, currency, before: 0, after: 0 };
    sums.set(key, sum);
    return sum;
  };
  for (const { before, after, currency, amountMinor } of roads) {
    sumOf(before.channel, currency).before += amountMinor;
    sumOf(after.channel, currency).after += amountMinor;
  }
  return [...sums.values()]
    .filter(({ before, after }) => before !== after)
    .toSorted((one, other) => dearest(other) - dearest(one) || one.channel.localeCompare(other.channel));
}
