import { unavailable } from '../platform/errors.ts';

/** Parts that a group commit is built of. An item is what one request brings. */
export interface GroupCommitParts<Key, Item, Result> {
  /** Writes all items in one transaction and answers one result for each, in order. All or nothing. `crowded`: many came at once. */
  commit: (key: Key, items: Item[], crowded: boolean) => Promise<Result[]>;
  /** Starts work a moment later: the window in which others may join (1–2 ms is best; beyond that throughput falls). */
  later: (work: () => void) => void;
  /** Whether an error may be the fault of one request, so that trying each alone can save the others. */
  mayBeOneRequests: (error: unknown) => boolean;
  /** How much an item is to write. */
  size: (item: Item) => number;
  /** What an item weighs while it is held: about the memory it takes. */
  weigh: (item: Item) => number;
  /** Weight that may be held at once; beyond it the door is closed for a moment, for a workspace that holds half of it sooner than for others. */
  capacity: number;
  /** So much is written in one transaction at the most; an item that is larger goes alone. */
  most: number;
}

/** So many requests at once are no crowd. */
const FEW = 10;

interface Waiter<Item, Result> {
  item: Item;
  weight: number;
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
}

/**
 * Lets requests that arrive together share one transaction, and so one write to disk: a disk syncs a few hundred times a second, however
 * little there is to write. Each key has one transaction at a time; whoever arrives meanwhile shares the next one. When a shared
 * transaction fails, each request is tried alone, so that a bad one cannot fail the others. A workspace may hold no more than is still free:
 * one that sends without end is stopped at half of the room, and others find theirs.
 * @throws Problem 503 when more is waiting than may be held
 */
export function groupCommit<Key extends { id: string; workspace: string }, Item, Result>(
  parts: GroupCommitParts<Key, Item, Result>,
): (key: Key, item: Item) => Promise<Result> {
  const { commit, later, mayBeOneRequests, size, weigh, capacity, most } = parts;
  const lines = new Map<string, Waiter<Item, Result>[]>();
  const heldBy = new Map<string, number>();
  let held = 0;
  const hold = (workspace: string, weight: number) => {
    held += weight;
    const of = (heldBy.get(workspace) ?? 0) + weight;
    if (of === 0) heldBy.delete(workspace);
    else heldBy.set(workspace, of);
  };

  const commitTogether = async (key: Key, group: Waiter<Item, Result>[], crowded: boolean) => {
    try {
      const results = await commit(
        key,
        group.map(({ item }) => item),
        crowded,
      );
      for (const [index, waiter] of group.entries()) {
        hold(key.workspace, -waiter.weight);
        waiter.resolve(results[index] as Result);
      }
    } catch (error) {
      if (group.length > 1 && mayBeOneRequests(error)) for (const waiter of group) await commitTogether(key, [waiter], crowded);
      else
        for (const waiter of group) {
          hold(key.workspace, -waiter.weight);
          waiter.reject(error);
        }
    }
  };

  const flush = async (key: Key, line: Waiter<Item, Result>[]) => {
    const next = () => take(line, most, size);
    for (let group = next(); group.length > 0; group = next()) await commitTogether(key, group, group.length > FEW);
    lines.delete(key.id);
  };

  return (key, item) =>
    new Promise((resolve, reject) => {
      const weight = weigh(item);
      const own = heldBy.get(key.workspace) ?? 0;
      if (held + weight > capacity || (own > 0 && own + weight > capacity - held))
        throw unavailable(
          'More is arriving than can be written just now. Nothing of this request was kept; send it again in a few seconds.',
        );
      hold(key.workspace, weight);
      const waiter = { item, weight, resolve, reject };
      const line = lines.get(key.id);
      if (line) line.push(waiter);
      else {
        const opened = [waiter];
        lines.set(key.id, opened);
        later(() => void flush(key, opened));
      }
    });
}

/** Takes the first waiters of a line that fit into one transaction; one that is larger goes alone. */
function take<Item, Result>(line: Waiter<Item, Result>[], most: number, size: (item: Item) => number): Waiter<Item, Result>[] {
  let [count, sum] = [0, 0];
  for (const { item } of line) {
    sum += size(item);
    if (count > 0 && sum > most) break;
    count += 1;
  }
  return line.splice(0, count);
}
