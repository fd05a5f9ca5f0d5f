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

/** A table of rules ready for use; see {@link compilePatterns} for what a use costs. */
export interface CompiledRules {
  readonly rules: readonly RoadRule[];
  /** The place of the first rule that holds for a road; null when none does. */
  readonly find: (road: Pick<Road, 'source' | 'medium' | 'campaign' | 'referrerHost'>) => number | null;
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
      const found = compiled.flatMap(({ field, first }) => {
        const text = field === 'referrer' ? road.referrerHost : road[field];
        const number = text === null ? null : first(text);
        return number === null ? [] : [number];
      });
      return found.length === 0 ? null : Math.min(...found);
    },
  };
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
