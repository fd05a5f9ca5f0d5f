import type { Config } from '../platform/config.ts';
import { connect, isDatabaseAway } from '../platform/database.ts';
import { Refusal } from '../platform/errors.ts';
import { openJobs } from '../platform/jobs.ts';
import { asSoonAsThereIsRoom, assertRoomIn, diskOf, watchRoom } from '../platform/watch.ts';
import { startWorker } from '../worker.ts';

/** How Node runs the worker: its heap grows in small steps, so that a file of a million rows stays within 256 MiB. */
export const workerFlags = ['--max-semi-space-size=16', '--heap-growing-percent=50'];

/**
 * What glibc is told for the worker: buffers that a file was unpacked into or fetched in go back to the system when they are freed. Left to itself
 * it keeps them, in pools for each thread: some 30 MiB that nobody uses. Other libraries of C do not know these words.
 */
export const workerEnvironment = {
  MALLOC_ARENA_MAX: '2',
  MALLOC_MMAP_THRESHOLD_: '131072',
  MALLOC_TRIM_THRESHOLD_: '131072',
};

/** Runs jobs and outbox consumers until told to stop, or until the serving process that started it is gone. */
export async function worker(config: Config): Promise<number> {
  const stopped = new Promise<void>((stop) => {
    process.on('SIGTERM', () => stop());
    process.on('SIGINT', () => {}); // Ctrl C reaches the whole process group; the serving process says when
    process.on('disconnect', () => stop());
    // It may have been killed while this one was still starting.
    if (process.env['SAMSPIL_WORKER_URL'] !== undefined && !process.connected) stop();
    if (!process.send) process.on('SIGINT', () => stop());
  });
  const databaseUrl = process.env['SAMSPIL_WORKER_URL'] ?? config.databaseUrl ?? '';
  const { db, pool } = connect(databaseUrl, 6);
  // Its database is on this disk when there is no other; the serving process refuses below the same reserve.
  const room = config.databaseUrl === undefined ? watchRoom(diskOf(config.dataDir), config.diskReserveMib) : null;
  await room?.look();
  const begin = async () => {
    assertRoomIn(room)();
    const boss = await openJobs(databaseUrl, { worker: true });
    try {
      return await startWorker({ db, boss, databaseUrl, config, room });
    } catch (error) {
      await boss.stop({ graceful: false }).catch(() => {});
      throw error;
    }
  };
  const running = await asSoonAsThereIsRoom(begin, { folder: room && config.dataDir, stopped }).catch((error: unknown) => {
    if (isDatabaseAway(error)) throw new Refusal('The database does not answer, so the worker cannot start yet.');
    throw error;
  });
  await stopped;
  // With the database gone too, nobody is left who would end one that waits for it.
  setTimeout(() => process.exit(1), 10_000).unref();
  await running?.stop();
  room?.stop();
  await pool.end();
  if (process.connected) process.disconnect();
  return 0;
}
