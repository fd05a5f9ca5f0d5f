/** Who gets a hand-off: the account's owner, else whoever has the least open work for what they can handle. */

/** A rep as routing sees one at a moment. */
export interface Rep {
  id: string;
  /** Gone from the workspace. */
  left: boolean;
  /** A personal absence covers the moment. */
  absent: boolean;
  /** The local day, `2026-09-23`, on which the rep is next at work. */
  backOn: string;
  /** Hand-offs waiting for the rep's first contact. */
  open: number;
  /** Hand-offs given to the rep this month. */
  thisMonth: number;
  /** How many a month the rep can handle; null: nobody has said. */
  monthlyCapacity: number | null;
  /** When the rep last got one; null: never. */
  lastAssignedAt: Date | null;
}

/** Why a rep got it: a word for the screen to put into the reader's language. */
export const routingReasons = ['account_owner', 'least_open_work', 'only_one_available', 'by_hand', 'took_it'] as const;
export type RoutingReason = (typeof routingReasons)[number];

export interface Routing {
  memberId: string;
  because: RoutingReason;
}

/**
 * Chooses the rep. Never one who left, is absent, or has had this month's capacity; null when nobody is left. The account's owner
 * comes first. Otherwise, of those back at work on the earliest day, the one with the least open work in proportion to capacity, and
 * of equals the one who has waited longest. The same facts always give the same rep, in whatever order they come.
 */
export function route(reps: readonly Rep[], accountOwner: string | null): Routing | null {
  const available = reps.filter(
    ({ left, absent, thisMonth, monthlyCapacity }) =>
      !left && !absent && (monthlyCapacity === null || thisMonth < monthlyCapacity),
  );
  if (available.some(({ id }) => id === accountOwner)) return { memberId: accountOwner as string, because: 'account_owner' };

  const earliest = available.map(({ backOn }) => backOn).sort()[0];
  const usual = usualCapacity(reps);
  const load = ({ open, monthlyCapacity }: Rep) => (open + 1) / (monthlyCapacity ?? usual);
  const lastTime = ({ lastAssignedAt }: Rep) => lastAssignedAt?.getTime() ?? 0;
  const [first, ...others] = available
    .filter(({ backOn }) => backOn === earliest)
    .sort((a, b) => load(a) - load(b) || lastTime(a) - lastTime(b) || (a.id < b.id ? -1 : 1));
  if (!first) return null;
  return { memberId: first.id, because: others.length > 0 ? 'least_open_work' : 'only_one_available' };
}

/** A rep of whom nobody has said what they can handle counts as an average one. */
function usualCapacity(reps: readonly Rep[]): number {
  const said = reps.map(({ monthlyCapacity }) => monthlyCapacity).filter((capacity) => capacity !== null && capacity > 0);
  return said.length === 0 ? 1 : said.reduce<number>((sum, capacity) => sum + (capacity ?? 0), 0) / said.length;
}
