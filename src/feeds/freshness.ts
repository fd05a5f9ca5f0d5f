/** How a feed does, in the order of what somebody should hear first. */
export type FeedState = 'paused' | 'failing' | 'stale' | 'waiting' | 'fresh';

export interface FeedFacts {
  createdAt: Date;
  pausedAt: Date | null;
  /** When the last new file came. */
  lastDataAt: Date | null;
  expectedHours: number | null;
  problem: unknown;
}

/** When news is overdue: so many hours after the last, or after the feed was set up. Null where nobody waits for any. */
export function newsDue({ createdAt, lastDataAt, expectedHours }: Omit<FeedFacts, 'pausedAt' | 'problem'>): Date | null {
  return expectedHours === null ? null : new Date((lastDataAt ?? createdAt).getTime() + expectedHours * 3_600_000);
}

/** What a feed is at a moment: a last look that failed goes before news that are overdue. */
export function stateOf(facts: FeedFacts, now: Date): FeedState {
  if (facts.pausedAt !== null) return 'paused';
  if (facts.problem !== null) return 'failing';
  const due = newsDue(facts);
  if (due !== null && due <= now) return 'stale';
  return facts.lastDataAt === null ? 'waiting' : 'fresh';
}
