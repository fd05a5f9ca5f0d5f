import { sql } from 'kysely';
import type { Actor, Context } from '../../../platform/context.ts';
import { inWorkspace, withoutWaitingForDisk, type Database } from '../../../platform/database.ts';
import { willPass } from '../../../platform/watch.ts';
import type { Arrival } from '../arrival.ts';
import { admit, enterInBooks, faultOf, hasher, letIn, quarantined } from '../commands.ts';
import { said } from '../../sentences.ts';
import type { Fate } from '../fate.ts';
import { needsHash, type Parcel } from '../parcel.ts';
import { countInLedger, insertQuarantine } from '../store.ts';
import { lettersOf, openLetter, type Taken } from './letter.ts';
import { insertEntry, insertNew, isArriving, takeEntries } from './store.ts';

interface TakenIn {
  /** What became of each message, in the order given. */
  fates: Fate[];
  /** The entry of the journal; null when nothing was accepted. */
  entry: string | null;
}

/**
 * Takes messages of a write key in without working them through: as `recordMessages`, except that those accepted go into the journal,
 * where the worker finds them once they are announced. Costs a fraction, so that much can arrive at once and be answered when it is on disk.
 */
export async function takeIn(
  db: Database,
  workspace: string,
  writeKey: Extract<Actor, { kind: 'write_key' }>,
  parcels: readonly Parcel[],
): Promise<TakenIn> {
  const entry = await takeInNew(db, workspace, writeKey.id, parcels);
  if (entry !== null) return { fates: parcels.flatMap(({ ids }) => ids.map(() => accepted)), entry };
  const arrivals = parcels.flatMap((parcel) => parcel.arrivals());
  return inWorkspace(db, workspace, writeKey, (context) => sortOut(context, writeKey.id, arrivals));
}

// What is taken in is nobody's touch yet, each message's like the other's.
const accepted: Fate = { outcome: 'accepted', personId: null, touch: null };

/** Wakes the worker for what a workspace took in. */
export async function announceTakenIn(db: Database, workspace: string): Promise<void> {
  await sql`select pg_notify('samspil_journal', ${workspace})`.execute(db);
}

/** Most often every message is good and new: that is found out and written down in one journey to the database. Null, and nothing done, when one is not. */
async function takeInNew(db: Database, workspace: string, writeKey: string, parcels: readonly Parcel[]): Promise<string | null> {
  const letters = parcels.flatMap(({ letter }) => letter ?? []);
  if (letters.length < parcels.length) return null;
  const [ids, hashes] = [parcels.flatMap((parcel) => parcel.ids), parcels.flatMap((parcel) => parcel.hashes)];
  return insertNew(db, { workspace, writeKey, now: new Date() }, { ids, hashes }, letters);
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

/** Octets of the journal that a message takes, or about. */
const OF_A_MESSAGE = 1_000;

/**
 * Works through the oldest part of a workspace's journal: recognises whom it is about and stores its touches, in the transaction in which
 * it leaves the journal. Where that fails, each message of the oldest entry is tried alone, and one that cannot be worked through goes into
 * quarantine, so that it holds nobody up. What fails for want of the database, or of room on its disk, stays in the journal.
 * @param most messages at once, or about
 * @returns null when the journal is empty
 */
export async function digest(db: Database, workspace: string, most = 1_000): Promise<Digested | null> {
  const part = (characters: number, work: Work) =>
    inWorkspace(db, workspace, { kind: 'system' }, (context) => digestPart(context, characters, work));
  try {
    return await part(most * OF_A_MESSAGE, (context, arrivals) => letIn(context, arrivals, { judge }));
  } catch (error) {
    if (willPass(error)) throw error;
    return part(1, oneByOne);
  }
}

interface Digested {
  /** Messages that left the journal. */
  messages: number;
  /** How long the oldest of them had waited. */
  waitedMs: number;
  /** Whether more is being taken in at this moment. */
  arriving: boolean;
}

type Work = (context: Context, arrivals: Arrival[]) => Promise<Fate[]>;

/** Takes a part out of the journal and has it worked through as its write key would. */
async function digestPart(context: Context, most: number, work: Work): Promise<Digested | null> {
  await withoutWaitingForDisk(context);
  const [entries, arriving] = await Promise.all([takeEntries(context, most), isArriving(context)]);
  const [first] = entries;
  if (!first) return null;
  const { writeKeyId } = first;
  const arrivals = entries.flatMap(({ letters }) => letters.flatMap(openLetter));
  const fates = await work({ ...context, actor: { kind: 'write_key', id: writeKeyId } }, arrivals);
  const faults = fates.flatMap((fate, index) => {
    const arrival = arrivals[index];
    return fate.outcome === 'quarantined' && arrival ? [faultOf(arrival, fate)] : [];
  });
  if (faults.length > 0) {
    await insertQuarantine(context, writeKeyId, faults);
    // They were counted as accepted when they were taken in.
    const moved = { accepted: -faults.length, duplicate: 0, quarantined: faults.length, refused: 0 };
    await countInLedger(context, writeKeyId, moved);
  }
  return { messages: arrivals.length, waitedMs: context.now.getTime() - first.takenAt.getTime(), arriving };
}

/** What is in the journal was told from repeats and found good when it was taken in; a newer version of the program may ask for more. */
const judge = async (_context: Context, arrivals: readonly Arrival[]): Promise<Fate[]> =>
  arrivals.map(({ reading }) => (reading.ok ? { outcome: 'accepted', personId: null, touch: null } : quarantined(reading)));

async function oneByOne(context: Context, arrivals: readonly Arrival[]): Promise<Fate[]> {
  const fates: Fate[] = [];
  for (const arrival of arrivals) {
    await sql`savepoint message`.execute(context.db);
    try {
      fates.push(...(await letIn(context, [arrival], { judge })));
      await sql`release savepoint message`.execute(context.db);
    } catch (error) {
      if (willPass(error)) throw error;
      await sql`rollback to savepoint message`.execute(context.db);
      fates.push(quarantined({ said: said('notWorkedThrough'), path: '' }));
    }
  }
  return fates;
}
