import { forceBegins, inForceAt, type SignedVersion } from '../definitions/in-force.ts';
import type { DefinitionBody } from '../definitions/schema.ts';
import { rollingScore, type RollingScore, type Tally } from '../definitions/rolling-score.ts';
import type { ScoredTouch } from '../definitions/matching.ts';
import type { ScoredLead } from '../definitions/score.ts';

export interface DefinitionAtWork extends SignedVersion {
  id: string;
  body: DefinitionBody;
}

/** When a passage first met what a stage takes; null: not yet. */
export interface Crossings {
  engaged: Date | null;
  mql: Date | null;
  /** When the person first asked for contact by an act of their own in this passage. */
  raised: Date | null;
}

/**
 * When a passage first became engaged and MQL, by its own history: the score is taken at each human touch and each piece of
 * evidence, and each is judged by the definition in force then (before the first ever, by that first one), so that history
 * arriving late is stamped with true times and no later definition rewrites what an earlier one decided. A definition coming into
 * force is a moment of its own: under it a lead may cross without doing anything.
 * @param since moments up to here belong to the passage before
 * @param now moments after it have not happened
 * @param before what was remembered of the touches up to `since`, with the version in force ever since; the lead then has those after
 */
export function crossingsOf(
  lead: ScoredLead,
  definitions: readonly DefinitionAtWork[],
  since: Date | null,
  now: Date,
  before?: Tally,
): Crossings {
  const inOrder = inOrderOfForce(definitions);
  const crossings: Crossings = { engaged: null, mql: null, raised: null };
  const first = inOrder[0];
  if (!first) return crossings;

  const moments: { at: Date; touch?: ScoredTouch }[] = [
    ...lead.touches.filter(({ bot }) => !bot).map((touch) => ({ touch, at: touch.occurredAt })),
    ...lead.evidence.map(({ at }) => ({ at })),
    ...inOrder.slice(1).map((version) => ({ at: new Date(begins(version)) })),
  ]
    .filter(({ at }) => at <= now && (since === null || at > since))
    .sort((a, b) => a.at.getTime() - b.at.getTime());

  const scorers = new Map<DefinitionAtWork, RollingScore>();
  for (const { at, touch } of moments) {
    const version = inForceAt(inOrder, at) ?? first;
    const scorer = scorers.get(version) ?? rollingScore(lead, version.body, before);
    scorers.set(version, scorer);
    if (!crossings.mql) {
      const { engaged, mql } = scorer.at(at);
      if (engaged) crossings.engaged ??= at;
      if (mql) crossings.mql = at;
    }
    // The touch that is one, not the days it is remembered.
    if (touch && scorer.raises(touch)) crossings.raised ??= at;
    if (crossings.mql && crossings.raised) break;
  }
  return crossings;
}

/**
 * When somebody's interest woke again: the first touch by which what they have done since then alone is worth so many points of engagement,
 * by the definition in force at that moment. Null while it is not.
 */
export function wokenAt(
  lead: ScoredLead,
  definitions: readonly DefinitionAtWork[],
  since: Date,
  engagement: number,
  now: Date,
): Date | null {
  const inOrder = inOrderOfForce(definitions);
  const touches = lead.touches
    .filter(({ bot, occurredAt }) => !bot && occurredAt > since && occurredAt <= now)
    .toSorted((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime());
  const scorers = new Map<DefinitionAtWork, RollingScore>();
  for (const { occurredAt } of touches) {
    const version = inForceAt(inOrder, occurredAt) ?? inOrder[0];
    if (!version) return null;
    const scorer = scorers.get(version) ?? rollingScore({ ...lead, touches }, version.body);
    scorers.set(version, scorer);
    if (scorer.at(occurredAt).engagement >= engagement) return occurredAt;
  }
  return null;
}

/** The versions that have come into force or will, the first first. */
function inOrderOfForce(definitions: readonly DefinitionAtWork[]): DefinitionAtWork[] {
  return definitions.filter((version) => forceBegins(version) !== null).toSorted((a, b) => begins(a) - begins(b));
}

function begins(version: DefinitionAtWork): number {
  return forceBegins(version)?.getTime() ?? Infinity;
}
