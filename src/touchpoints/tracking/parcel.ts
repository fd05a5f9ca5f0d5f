import { tellsChoice } from '../../consents/heard.ts';
import type { Unfit } from '../json.ts';
import type { Arrival } from './arrival.ts';
import { visitorOf } from './commands.ts';
import { letterOf, openLetter, type Letter, type Taken } from './journal/letter.ts';
import { labelOf, type Label } from './receipts.ts';
import { hashOfToday } from './visits/store.ts';

/** What one request brought, on its way to the database. */
export interface Parcel {
  receivedAt: Date;
  /** Each message's id, the hash of what it says, and what it is called. */
  ids: string[];
  hashes: string[];
  labels: Label[];
  /** As the journal keeps it; null where a message is not good, or the hash of its visitor cannot be told at once. */
  letter: Letter | null;
  /** Whether a message tells of somebody's choice. */
  choice: boolean;
  /** What is wrong with the first message that is not good. */
  fault: Unfit | null;
  /** About how long its text is. */
  octets: number;
  arrivals: () => readonly Arrival[];
}

interface Packing {
  workspace: string;
  receivedAt: Date;
  octets: number;
  /**
   * Lets go of the messages that were read. In a rush nobody asks for them, and to hold them while many wait costs more time than to read
   * them; whoever asks all the same has them read once more.
   */
  sealed: boolean;
}

/** Makes a parcel of the messages of one request. */
export function parcelOf(arrivals: readonly Arrival[], { workspace, receivedAt, octets, sealed }: Packing): Parcel {
  const faulty = arrivals.find(({ reading }) => !reading.ok)?.reading;
  const fault = faulty?.ok === false ? faulty : null;
  const letter = fault || arrivals.length === 0 ? null : letterAtOnce(arrivals, workspace, receivedAt);
  const choice = arrivals.some(({ reading }) => reading.ok && tellsChoice(reading.message));
  return {
    receivedAt,
    ids: arrivals.map(({ messageId }) => messageId),
    hashes: arrivals.map(({ payloadHash }) => payloadHash),
    labels: arrivals.map(labelOf),
    letter,
    choice,
    fault,
    octets,
    arrivals: sealed && letter && !choice ? readAgain(letter) : held(arrivals),
  };
}

// Functions of their own: two that are made side by side would each keep what the other needs.
const readAgain = (letter: Letter) => () => openLetter(letter);
const held = (arrivals: readonly Arrival[]) => () => arrivals;

function letterAtOnce(arrivals: readonly Arrival[], workspace: string, receivedAt: Date): Letter | null {
  const hashed = arrivals.some(needsHash) ? hashOfToday(workspace, receivedAt) : null;
  const taken: Taken[] = [];
  for (const arrival of arrivals) {
    const visitor = needsHash(arrival) && arrival.reading.ok ? visitorOf(arrival.reading.message, arrival.sender) : null;
    if (visitor && !hashed) return null;
    taken.push({ arrival, visitor: visitor && hashed ? hashed(visitor) : null });
  }
  return letterOf(taken);
}

/** Whether a visitor may be known by another id is only looked up later, and by then the address is forgotten. */
export const needsHash = ({ sender }: Arrival): boolean => sender.browser && !sender.asksForPrivacy;
