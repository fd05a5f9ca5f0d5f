import type { Database } from '../../../platform/database.ts';
import { oneAtATime, type OneAtATime } from '../../../platform/one-at-a-time.ts';
import { isOutOfRoom, type AssertRoom } from '../../../platform/watch.ts';
import { digest } from './commands.ts';

/** While more arrives, a workspace's journal rests so many times as long as its last part took: those who wait for an answer go first. */
const REST = 9;
/** What waits for longer than this is worked through as fast as it arrives, or nearly so. */
const LONGEST_WAIT_MS = 30_000;
const REST_WHEN_LATE = 1;

/**
 * Works through the journal of each workspace that is named, a part at a time. What still comes in goes first, and by the time the rest is
 * over more can be worked through at once; other workspaces have their turn in between.
 */
export function startDigesting(db: Database, assertRoom: AssertRoom = () => {}): OneAtATime {
  const resting = new Set<string>();
  let stopped = false;
  const work = async (workspace: string) => {
    assertRoom();
    return digest(db, workspace);
  };
  const digester = oneAtATime(async (workspace) => {
    if (resting.has(workspace)) return;
    const start = performance.now();
    // A fault must not stop the other workspaces; whoever is named is named again soon, also when there was no room on the disk.
    const digested = await work(workspace).catch((error: unknown) => {
      if (!isOutOfRoom(error)) console.error(JSON.stringify({ level: 50, msg: 'journal', workspace, error: String(error) }));
      return null;
    });
    if (!digested) return;
    resting.add(workspace);
    const again = () => {
      resting.delete(workspace);
      if (!stopped) digester.wake(workspace);
    };
    const rest = digested.waitedMs < LONGEST_WAIT_MS ? REST : REST_WHEN_LATE;
    setTimeout(again, digested.arriving ? rest * (performance.now() - start) : 0);
  });
  return {
    wake: digester.wake,
    stop() {
      stopped = true;
      return digester.stop();
    },
  };
}
