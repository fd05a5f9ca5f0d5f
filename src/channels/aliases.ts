import type { Channel } from '../touchpoints/kinds.ts';

/** The parts of a touch that an alias may look at. */
export interface Aliasable {
  channel: Channel;
  source: string | null;
  medium: string | null;
  campaign: string | null;
  term: string | null;
  content: string | null;
  url?: string | null;
  referrer?: string | null;
}

export const aliasFields = ['channel', 'source', 'medium', 'campaign', 'term', 'content', 'url', 'referrer'] as const;
export const aliasOperators = ['equals', 'contains', 'matches-prefix'] as const;

/** One line of a workspace's alias table: where `field` compares so to `value`, the touch has these names instead. */
export interface AliasRule {
  field: (typeof aliasFields)[number];
  operator: (typeof aliasOperators)[number];
  value: string;
  set: { channel?: Channel | undefined; source?: string | undefined; campaign?: string | undefined };
}

/**
 * The touch as the workspace calls it. The first rule of the table that matches decides; upper and lower case are the same.
 * Give it the touch as it was classified, not as an earlier table left it: then a new table can be applied to the past.
 */
export function applyAliases<Touch extends Aliasable>(rules: readonly AliasRule[], touch: Touch): Touch {
  const rule = rules.find((candidate) => matches(candidate, touch));
  if (!rule) return touch;
  const { channel = touch.channel, source = touch.source, campaign = touch.campaign } = rule.set;
  return { ...touch, channel, source, campaign };
}

function matches({ field, operator, value }: AliasRule, touch: Aliasable): boolean {
  const found = touch[field]?.toLowerCase();
  const wanted = value.trim().toLowerCase();
  if (!found || !wanted) return false;
  if (operator === 'equals') return found === wanted;
  return operator === 'contains' ? found.includes(wanted) : found.startsWith(wanted);
}
