import type { Stage } from './lifecycle.ts';

const DAY_MS = 86_400_000;
/** A new customer is on the site because they have bought; after this long, a visit is interest in buying again. */
const CUSTOMER_REST_DAYS = 90;

/** The passage before: how and when it ended. */
export interface EndedPassage {
  stage: Stage;
  closedAt: Date;
  /** Until when the person is to be left alone, for a recycled lead: the moment its day begins where the workspace is. */
  restsUntil: Date | null;
}

/**
 * When somebody whose passage has ended begins a new one; null while they do not.
 * Recycled: with the first touch on or after the re-entry day (and without one on that day, by the worker). A customer: with the first touch 90 days after the deal was won.
 * Disqualified: never by a mere touch. In each case a person who asks for contact is back at once, and a recycled one who shows as much
 * interest as was asked for.
 * @param touched when the human touches happened
 * @param raised when the person asked for contact after the end, or showed that interest; null if they have not
 */
export function returnsAt(
  { stage, closedAt, restsUntil }: EndedPassage,
  touched: readonly Date[],
  raised: Date | null,
): Date | null {
  const from = restEnds(stage, closedAt, restsUntil);
  const touch =
    from === null ? undefined : touched.filter((at) => at > closedAt && at >= from).sort((a, b) => a.getTime() - b.getTime())[0];
  if (!touch || !raised) return touch ?? raised;
  return raised < touch ? raised : touch;
}

function restEnds(stage: Stage, closedAt: Date, restsUntil: Date | null): Date | null {
  switch (stage) {
    case 'recycled':
      return restsUntil ?? closedAt;
    case 'disqualified':
      return null;
    case 'won':
    case 'invoiced':
      return new Date(closedAt.getTime() + CUSTOMER_REST_DAYS * DAY_MS);
    default:
      // Closed on the way, as the double of another lead: nothing was decided about the person.
      return closedAt;
  }
}
