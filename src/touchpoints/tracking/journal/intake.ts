import { inWorkspace, type Database } from '../../../platform/database.ts';
import type { Actor, Context } from '../../../platform/context.ts';
import type { Arrival } from '../arrival.ts';
import { admit, enterInBooks, hasher, visitorOf } from '../commands.ts';
import type { Fate } from '../fate.ts';
import { hashOfToday } from '../visits/store.ts';
import { lettersOf, type Taken } from './letter.ts';
import { insertEntry, insertNew } from './store.ts';

interface TakenIn {
  /** What became of each message, in the order given. */
  fates: Fate[];
  /** The entry of the journal; null when nothing was accepted. */
  entry: string | null;
}

/**
 * Takes messages of a write key in without working them through: as `recordMessages`, except that those accepted go into the journal,
 * where the worker finds them. Costs a fraction, so that much can arrive at once and be answered when it is on disk.
 */
export async function takeIn(
  db: Database,
  workspace: string,
  writeKey: Extract<Actor, { kind: 'write_key' }>,
  arrivals: readonly Arrival[],
): Promise<TakenIn> {
  const entry = await takeInNew(db, workspace, writeKey.id, arrivals);
  if (entry === null) return inWorkspace(db, workspace, writeKey, (context) => sortOut(context, writeKey.id, arrivals));
  return { fates: arrivals.map(() => ({ outcome: 'accepted', personId: null, touch: null })), entry };
}

/** Most often every message is good and new: that is found out and written down in one journey to the database. Null, and nothing done, when one is not. */
function takeInNew(
  db: Database,
  workspace: string,
  writeKey: string,
  arrivals: readonly Arrival[],
): Promise<string | null> | null {
  const now = new Date();
  const hashed = hashOfToday(workspace, now);
  const taken: Taken[] = [];
  for (const arrival of arrivals) {
    const { reading, sender } = arrival;
    if (!reading.ok) return null;
    const visitor = needsHash(arrival) ? visitorOf(reading.message, sender) : null;
    if (visitor && !hashed) return null;
    taken.push({ arrival, visitor: visitor && hashed ? hashed(visitor) : null });
  }
  const stamps = arrivals.map(({ messageId, payloadHash }) => ({ messageId, payloadHash }));
  return insertNew(db, { workspace, writeKey, now }, stamps, lettersOf(taken));
}

/** Tells the good and new from all others, one step after the other. */
async function sortOut(context: Context, writeKey: string, arrivals: readonly Arrival[]): Promise<TakenIn> {
  const fates = await admit(context, arrivals);
  const hashed = hasher(context);
  const taken: Taken[] = [];
  for (const [index, arrival] of arrivals.entries()) {
    const { reading, sender } = arrival;
    if (fates[index]?.outcome !== 'accepted' || !reading.ok) continue;
    taken.push({ arrival, visitor: needsHash(arrival) ? await hashed(reading.message, sender) : null });
  }
  const [entry] = await Promise.all([
    taken.length > 0 ? insertEntry(context, writeKey, lettersOf(taken)) : null,
    enterInBooks(context, writeKey, arrivals, fates),
  ]);
  return { fates, entry };
}

/** Whether a visitor may be known by another id is only looked up later, and by then the address is forgotten. */
const needsHash = ({ sender }: Arrival): boolean => sender.browser && !sender.asksForPrivacy;
