import { continueVisit } from '../touchpoints/touch.ts';
import { classify, ownSite, type Road } from './channel.ts';
import { rename, type CompiledRules } from './rules.ts';
import { arrivalOf, type Told } from './told.ts';

/** The names of a road, as a touch stores them. */
export type Names = Omit<Road, 'because' | 'referrerHost'>;

/** A stored touch with the facts its road is worked out from. */
export interface PastTouch extends Names {
  occurredAt: Date;
  anonymousId: string | null;
  url: string | null;
  referrer: string | null;
  told: Told | null;
}

/** The names by which two roads are the same. */
export const roadNames = ['channel', 'source', 'medium', 'campaign', 'term', 'content'] as const;

export const sameRoad = (one: Names, other: Names): boolean => roadNames.every((name) => one[name] === other[name]);

// Long after the half hour that a visit lasts, so that nothing is forgotten that could still be continued.
const FORGET_MS = 3_600_000;
const FORGET_EVERY = 10_000;

/**
 * Goes through stored touches in the order of time and says the road each has by these rules, as if they had always been in force:
 * a page within the site takes the new road of the visit. Remembers visitors for an hour and no longer.
 * @param ownDomains the company's own sites
 * @param before the last touches of visitors whose visit may go on, with the roads they have by these rules
 */
export function walk(
  rules: CompiledRules,
  ownDomains: readonly string[],
  before: readonly (Names & { anonymousId: string; occurredAt: Date })[] = [],
) {
  const last = new Map(before.map((touch) => [touch.anonymousId, touch as Names & { occurredAt: Date }]));
  let steps = 0;
  return (touch: PastTouch): Names & { rule: number | null } => {
    const { occurredAt, anonymousId } = touch;
    const found = classify(arrivalOf(touch), ownDomains);
    const road = { ...rename(rules, found), occurredAt, rule: rules.find(found) };
    if (anonymousId === null) return road;
    const before = last.get(anonymousId) ?? null;
    const continued = { ...continueVisit(road, before), ...(before && found.because === ownSite && { rule: null }) };
    last.set(anonymousId, continued);
    if (++steps % FORGET_EVERY === 0)
      for (const [visitor, { occurredAt: at }] of last) if (occurredAt.getTime() - at.getTime() > FORGET_MS) last.delete(visitor);
    return continued;
  };
}
