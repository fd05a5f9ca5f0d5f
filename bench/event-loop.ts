import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { watchStandstill } from './standstill.ts';

/*
 * Loaded into the product's processes before the product itself (`node --import`), and into nothing that is delivered: told by SIGUSR2, it
 * writes into a file named by the process how long the event loop stood still at most since it was last told. The file is there as soon as
 * the process can be told.
 */

const longest = watchStandstill();
const tell = () => writeFileSync(join(process.env['BENCH_EVENT_LOOPS'] ?? '.', String(process.pid)), JSON.stringify(longest()));
process.on('SIGUSR2', tell);
tell();
