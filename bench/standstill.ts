import { readFileSync } from 'node:fs';

/** How long an event loop stood still at most, in ms. */
export interface Standstill {
  clock: number;
  processor: number;
}

const EVERY_MS = 5;
/** Nanoseconds that the main thread, in which the event loop runs, has had of the processor. */
const onProcessor = () => Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ')[0]);

/**
 * Looks on how long the event loop of this process stands still: by the clock, and of the processor, which other programs do not spoil.
 * @returns tells the longest since it was last asked
 */
export function watchStandstill(): () => Standstill {
  let longest: Standstill = { clock: 0, processor: 0 };
  let [seenAt, had] = [performance.now(), onProcessor()];
  const look = () => {
    const [now, has] = [performance.now(), onProcessor()];
    longest = { clock: Math.max(longest.clock, now - seenAt), processor: Math.max(longest.processor, (has - had) / 1e6) };
    [seenAt, had] = [now, has];
  };
  setInterval(look, EVERY_MS).unref();
  return () => {
    look();
    const told = longest;
    longest = { clock: 0, processor: 0 };
    return told;
  };
}
