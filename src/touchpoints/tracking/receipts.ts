import type { MessageReading, MessageType } from '../segment.ts';
import type { Said } from '../sentences.ts';
import type { Fate } from './fate.ts';

/** What a message is called where it is watched. */
export interface Label {
  /** Null for what could not be read. */
  type: MessageType | null;
  messageId: string | null;
  /** The event's or the page's name. */
  title: string | null;
}

export function labelOf({ reading, call }: { reading: MessageReading; call: MessageType | null }): Label {
  if (!reading.ok) return { type: call, messageId: null, title: null };
  const { type, messageId, event, name, properties } = reading.message;
  const page = typeof properties['path'] === 'string' ? properties['path'] : null;
  return { type, messageId, title: event ?? name ?? page };
}

/** One thing that came through the door, as somebody who watches sees it. */
export interface Receipt extends Label {
  at: Date;
  writeKeyId: string;
  fate: Fate | { outcome: 'refused'; said: Said };
}

export interface ReceiptBook {
  add(workspace: string, receipts: readonly Receipt[]): void;
  /** The newest receipts after a cursor, newest first, and the cursor for those that come next. */
  after(workspace: string, cursor: string | undefined): { receipts: (Receipt & { number: number })[]; cursor: string };
}

const MOST_KEPT = 200;
const MOST_WORKSPACES = 1_000;

/**
 * The last things that came through this process's door, in memory: they are for watching them arrive, and what matters of them is in the
 * database. `edition` tells one book from the next, so that a cursor of a former process starts anew.
 */
export function receiptBook(edition: string): ReceiptBook {
  const pages = new Map<string, (Receipt & { number: number })[]>();
  let last = 0;
  return {
    add(workspace, receipts) {
      const page = pages.get(workspace) ?? [];
      // What would be cut again at once is not even written down.
      last += Math.max(0, receipts.length - MOST_KEPT);
      for (const receipt of receipts.slice(-MOST_KEPT)) page.push({ ...receipt, number: ++last });
      // Twice as many before they are cut: moving a list on for each receipt would cost more than the receipt.
      if (page.length > 2 * MOST_KEPT) page.splice(0, page.length - MOST_KEPT);
      // The workspace that has been silent for longest makes room.
      pages.delete(workspace);
      pages.set(workspace, page);
      if (pages.size <= MOST_WORKSPACES) return;
      const [silent] = pages.keys();
      if (silent !== undefined) pages.delete(silent);
    },
    after(workspace, cursor) {
      const [written, seen] = cursor?.split('.') ?? [];
      const from = written === edition ? Number(seen) : 0;
      const page = pages.get(workspace)?.slice(-MOST_KEPT) ?? [];
      return { receipts: page.filter(({ number }) => number > from).toReversed(), cursor: `${edition}.${last}` };
    },
  };
}
