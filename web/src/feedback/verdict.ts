import type { FeedbackReport } from '../../../src/feedback/schema.ts';

/** A share of fewer cases than this says nothing. */
export const fewestCases = 20;

/** Hits among so many cases; null where they are too few to say. */
export function shareOf(hits: number, of: number): number | null {
  return of < fewestCases ? null : hits / of;
}

/** What stands before all others; null where two stand level, or nothing stands. */
function foremost<Item>(items: readonly Item[], count: (item: Item) => number): Item | null {
  const [first, second] = items.toSorted((a, b) => count(b) - count(a));
  if (first === undefined || count(first) === 0) return null;
  return second !== undefined && count(second) === count(first) ? null : first;
}

/** The answer of the screen: how many sales gave back of those it answered, and, where something stands out, why and from where. */
export type Verdict =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'unanswered'; readonly handedOver: number }
  | {
      readonly kind: 'answered';
      readonly rejected: number;
      readonly of: number;
      readonly reason: FeedbackReport['reasons'][number]['label'] | null;
      /** The source, channel or campaign most of them came from. */
      readonly from: string | null;
    };

export function verdictOf({ handedOver, accepted, rejected, reasons, groups }: FeedbackReport): Verdict {
  if (handedOver === 0) return { kind: 'nothing' };
  const of = accepted + rejected;
  if (of === 0) return { kind: 'unanswered', handedOver };
  // Of a single group it says nothing to name it.
  const group = groups.length > 1 ? foremost(groups, (each) => each.rejected) : null;
  const reason = foremost(reasons, ({ count }) => count);
  return { kind: 'answered', rejected, of, reason: reason?.label ?? null, from: group?.key ?? null };
}
