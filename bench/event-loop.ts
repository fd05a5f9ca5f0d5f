import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/*
 * Loaded into the product's processes before the product itself (`node --import`), and into nothing that is delivered: told by SIGUSR2, it
 * writes into a file named by the process how long the event loop stood still at most since it was last told: by the clock, and of the
 * processor, which other programs do not spoil. The file is there as soon as the process can be told.
 */

/** How long an event loop stood still at most, in ms. */
export interface Standstill {
  clock: number;
  processor: number;
}

const EVERY_MS = 5;
/** Nanoseconds that the main thread, in which the event loop runs, has had of the processor. */
const onProcessor = () => Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ')[0]);

let longest: Standstill = { clock: 0, processor: 0 };
let [seenAt, had] = [performance.now(), onProcessor()];
setInterval(() => {
  const [now, has] = [performance.now(), onProcessor()];
  longest = { clock: Math.max(longest.clock, now - seenAt), processor: Math.max(longest.processor, (has - had) / 1e6) };
  [seenAt, had] = [now, has];
}, EVERY_MS).unref();
const tell = () => {
  writeFileSync(join(process.env['BENCH_EVENT_LOOPS'] ?? '.', String(process.pid)), JSON.stringify(longest));
  longest = { clock: 0, processor: 0 };
};
process.on('SIGUSR2', tell);
tell();
