import type { Channel } from '../touchpoints/kinds.ts';
import type { Road } from './channel.ts';
import { compilePatterns, type Match } from './patterns.ts';

/** What of a touch's road a rule looks at; `referrer` is the host somebody came from, without `www.`. */
export const ruleFields = ['source', 'medium', 'campaign', 'referrer'] as const;
export type RuleField = (typeof ruleFields)[number];

/** One line of a workspace's table: where `field` is such a value, the touch has these names instead. What `set` leaves out stays. */
export interface RoadRule {
  field: RuleField;
  match: Match;
  value: string;
  set: { channel?: Channel | undefined; source?: string | undefined; medium?: string | undefined; campaign?: string | undefined };
}

/** What of a road the rules look at. */
type Ruled = Pick<Road, 'source' | 'sourceAsTagged' | 'medium' | 'campaign' | 'referrerHost'>;

/** A table of rules ready for use; see {@link compilePatterns} for what a use costs. */
export interface CompiledRules {
  readonly rules: readonly RoadRule[];
  /** The place of the first rule that holds for a road; null when none does. */
  readonly find: (road: Ruled) => number | null;
}

/** Makes a table ready for use. The order of the rules decides: the first that holds, in whichever field. */
export function compileRules(rules: readonly RoadRule[]): CompiledRules {
  const compiled = ruleFields.map((field) => ({
    field,
    first: compilePatterns(rules.map((rule) => (rule.field === field ? rule : null))),
  }));
  return {
    rules,
    find(road) {
      // Asked for every touch that comes in, and most workspaces have no rules of their own.
      if (rules.length === 0) return null;
      const found = compiled.flatMap(({ field, first }) =>
        textsOf(road, field).flatMap((text) => (text === null ? [] : (first(text) ?? []))),
      );
      return found.length === 0 ? null : Math.min(...found);
    },
  };
}

/** A source that goes by another name than the tags have is found by either. */
function textsOf(road: Ruled, field: RuleField): readonly (string | null)[] {
  if (field === 'referrer') return [road.referrerHost];
  return field === 'source' && road.sourceAsTagged !== undefined ? [road.source, road.sourceAsTagged] : [road[field]];
}

/**
 * The road as the workspace calls it. Give it the road as `classify` found it, not as an earlier table left it: that is why a new table
 * can be applied to the past as often as one likes.
 */
export function rename<Named extends Road>(rules: CompiledRules, road: Named): Named {
  const number = rules.find(road);
  const set = number === null ? undefined : rules.rules[number]?.set;
  if (!set) return road;
  const { channel = road.channel, source = road.source, medium = road.medium, campaign = road.campaign } = set;
  return { ...road, channel, source, medium, campaign };
}
