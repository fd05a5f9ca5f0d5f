import { forceBegins, inForceAt, type SignedVersion } from '../definitions/in-force.ts';
import type { DefinitionBody } from '../definitions/schema.ts';
import { leadScorer, type LeadScore, type ScoredLead } from '../definitions/score.ts';

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
 */
export function crossingsOf(
  lead: ScoredLead,
  definitions: readonly DefinitionAtWork[],
  since: Date | null,
  now: Date,
): Crossings {
  const inOrder = definitions.filter((version) => forceBegins(version) !== null).toSorted((a, b) => begins(a) - begins(b));
  const crossings: Crossings = { engaged: null, mql: null, raised: null };
  const first = inOrder[0];
  if (!first) return crossings;

  const moments = [
    ...lead.touches.filter(({ bot }) => !bot).map(({ id, occurredAt }) => ({ id, at: occurredAt })),
    ...lead.evidence.map(({ id, at }) => ({ id, at })),
    ...inOrder.slice(1).map((version) => ({ id: version.id, at: new Date(begins(version)) })),
  ]
    .filter(({ at }) => at <= now && (since === null || at > since))
    .sort((a, b) => a.at.getTime() - b.at.getTime());

  const scorers = new Map<DefinitionAtWork, (moment: Date) => LeadScore>();
  for (const { id, at } of moments) {
    const version = inForceAt(inOrder, at) ?? first;
    const scorer = scorers.get(version) ?? leadScorer(lead, version.body);
    scorers.set(version, scorer);
    const score = scorer(at);
    if (score.engaged) crossings.engaged ??= at;
    if (score.mql) crossings.mql ??= at;
    if (score.handRaised && raises(score, id)) crossings.raised ??= at;
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
  const inOrder = definitions.filter((version) => forceBegins(version) !== null).toSorted((a, b) => begins(a) - begins(b));
  const touches = lead.touches.filter(({ bot, occurredAt }) => !bot && occurredAt > since && occurredAt <= now);
  const times = touches.map(({ occurredAt }) => occurredAt).toSorted((a, b) => a.getTime() - b.getTime());
  const woken = times.find((at) => {
    const version = inForceAt(inOrder, at) ?? inOrder[0];
    return version !== undefined && leadScorer({ ...lead, touches }, version.body)(at).engagement >= engagement;
  });
  return woken ?? null;
}

/** Whether this very touch is a hand-raise, rather than one still remembered. */
function raises(score: LeadScore, touch: string): boolean {
  return score.criteria.some(({ part, because }) => part === 'hand-raise' && because.some(({ touchId }) => touchId === touch));
}

function begins(version: DefinitionAtWork): number {
  return forceBegins(version)?.getTime() ?? Infinity;
}
