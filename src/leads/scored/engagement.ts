const DAY = 86_400_000;
/** Below every engagement above nought, however small. */
const BELOW_ALL = -1e12;

/**
 * What leads are ordered by, whenever each was scored: engagement falls by half every half-life, so its logarithm to the base two, in
 * half-lives, plus the day it was worked out on stays in order as time goes by. What is not above nought comes after all that is.
 */
export function engagementRank(engagement: number, halfLifeDays: number, scoredAt: Date): number {
  return engagement > 0 ? Math.log2(engagement) * halfLifeDays + scoredAt.getTime() / DAY : BELOW_ALL + engagement;
}

/** Engagement that was worked out a while ago, as it is now: the part at its caps stands, the rest has fallen. */
export function engagementAt(
  { engagement, engagementHeld, scoredAt }: { engagement: number; engagementHeld: number; scoredAt: Date },
  halfLifeDays: number,
  now: Date,
): number {
  const age = Math.max(0, now.getTime() - scoredAt.getTime()) / DAY;
  return engagementHeld + (engagement - engagementHeld) * 2 ** (-age / halfLifeDays);
}
