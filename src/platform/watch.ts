import { statfs } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { isDatabaseAway } from './database.ts';
import { outOfRoom, Refusal, unavailable } from './errors.ts';

/** What a request depends on besides itself: a database that answers, and room on the disk. */
export interface Watch {
  /** Asks the database now, on a connection that nobody else uses. */
  databaseAnswers(): Promise<boolean>;
  /** Whether the database has stopped answering. */
  isSilent(): boolean;
  /** Whether less room is left than is held back for reading, and for making room. */
  isFull(): boolean;
}

/** For a server that only we ourselves call, beside one that is watched. */
export const unwatched: Watch = { databaseAnswers: async () => true, isSilent: () => false, isFull: () => false };

const EVERY_MS = 1_000;
/** A database that takes longer than this to say "1" is frozen or away. */
const SILENCE_MS = 5_000;

/**
 * Asks the database each second whether it is there. A frozen database holds whoever asks; the pulse tells so that they need not wait.
 * @param changed told each time the database falls silent, and each time it is heard again
 */
export function takePulse(connectionString: string, changed: (isHeard: boolean) => void) {
  let client: pg.Client | null = null;
  let beat: Promise<boolean> | null = null;
  let silent = false;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  const ask = async (): Promise<boolean> => {
    try {
      if (client === null) {
        const fresh = new pg.Client({
          connectionString,
          connectionTimeoutMillis: SILENCE_MS,
          query_timeout: SILENCE_MS,
          keepAlive: true,
          application_name: 'samspil pulse',
        });
        fresh.on('error', () => {});
        await fresh.connect();
        client = fresh;
      }
      await client.query('select 1');
      return true;
    } catch {
      void client?.end().catch(() => {});
      client = null;
      return false;
    }
  };
  const listen = (): Promise<boolean> =>
    (beat ??= ask().then((answered) => {
      beat = null;
      if (answered === silent && !stopped) changed(answered);
      silent = !answered;
      return answered;
    }));
  const again = () => {
    if (!stopped) timer = setTimeout(() => void listen().then(again), EVERY_MS);
  };
  again();
  return {
    listen,
    isSilent: () => silent,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await beat;
      await client?.end().catch(() => {});
    },
  };
}

const MIB = 2 ** 20;

/** Free and all bytes of the disk a folder is on. */
export type DiskReader = () => Promise<{ free: number; size: number }>;

export const diskOf =
  (folder: string): DiskReader =>
  async () => {
    const { bavail, blocks, bsize } = await statfs(folder);
    return { free: bavail * bsize, size: blocks * bsize };
  };

/**
 * Looks each second how much room is left. Below the reserve nothing more may be written: a database that runs out of room on its way
 * stops altogether, and then nobody can read either. Writing starts again as soon as there is room.
 * @param reserveMiB what is held back; never more than a fifth of the disk
 */
export function watchRoom(read: DiskReader, reserveMiB: number) {
  let full = false;
  const look = async () => {
    try {
      const { free, size } = await read();
      full = free < Math.min(reserveMiB * MIB, size / 5);
    } catch {
      // A disk that cannot be asked tells nothing new.
    }
  };
  const timer = setInterval(() => void look(), EVERY_MS);
  timer.unref();
  return { isFull: () => full, look, stop: () => clearInterval(timer) };
}

/** Too little room is left to write: what was being done pauses where it is and goes on when there is room again. */
export class NoRoom extends Refusal {}

/** What PostgreSQL says when the disk runs out under it (SQLSTATE `disk_full`), before anybody has noticed that it is full. */
const DISK_FULL = '53100';

/** Whether something was not done for want of room. */
export const isOutOfRoom = (error: unknown): boolean =>
  error instanceof NoRoom || (error instanceof Error && (error as { code?: unknown }).code === DISK_FULL);

/** Whether work failed of what passes by itself: the database is away, or there is no room. Nothing is wrong with the work; it is done again. */
export const willPass = (error: unknown): boolean => isDatabaseAway(error) || isOutOfRoom(error);

/** Ends work between two of its parts while there is too little room. @throws NoRoom */
export type AssertRoom = () => void;

export const assertRoomIn =
  (room: { isFull: () => boolean } | null): AssertRoom =>
  () => {
    if (room?.isFull()) throw new NoRoom('Too little room is left on the disk of DATA_DIR.');
  };

/**
 * Does work that writes as soon as there is room: now, or, where there is none or it runs out on the way, asked for once more later.
 * @param again puts the work in the queue once more
 */
export async function whereThereIsRoom(
  assertRoom: AssertRoom,
  work: () => Promise<void>,
  again: () => Promise<void>,
): Promise<void> {
  try {
    assertRoom();
    await work();
  } catch (error) {
    if (!isOutOfRoom(error)) throw error;
    await again();
  }
}

/** With less than this PostgreSQL neither makes its files nor goes on with its journal, of which a part takes 16 MiB. */
const LEAST_MIB = 64;

/** That there is too little room on the disk of a folder for a database there, and how much there is; null where there is enough. */
export async function shortageIn(folder: string): Promise<NoRoom | null> {
  const { free } = await diskOf(folder)();
  return free < LEAST_MIB * MIB ? new NoRoom(shortage(folder, free)) : null;
}

const shortage = (folder: string, free: number) =>
  `Only ${Math.floor(free / MIB)} MiB are free on the disk of DATA_DIR (${folder}), too little to write. Make room there; nothing is lost.`;

/** How long what there was no room for waits before it is tried again. */
export const ROOM_AGAIN_MS = 15_000;

/**
 * Begins something as soon as there is room for it, and says once what it waits for.
 * @param folder whose disk it is; null for a database of somebody else's
 * @returns null when it was told to stop while it waited
 */
export async function asSoonAsThereIsRoom<T>(
  begin: () => Promise<T>,
  { folder, stopped, againMs = ROOM_AGAIN_MS }: { folder: string | null; stopped: Promise<void>; againMs?: number },
): Promise<T | null> {
  for (let told = false; ; told = true) {
    try {
      return await begin();
    } catch (error) {
      if (!isOutOfRoom(error)) throw error;
      const why =
        folder === null ? 'The database has no room left on its disk.' : shortage(folder, (await diskOf(folder)()).free);
      if (!told) console.error(`samspil: ${why} It goes on by itself.`);
    }
    const waiting = new AbortController();
    const isStopped = await Promise.race([stopped.then(() => true), pause(againMs, false, { signal: waiting.signal })]);
    waiting.abort();
    if (isStopped) return null;
  }
}

/** Refuses at once what could only wait for a database that has stopped answering, or write on a disk that is full. @throws Problem 503, 507 */
export function assertWorkable(watch: Watch, method: string, url: string): void {
  if (watch.isSilent()) throw unavailable('The database does not answer just now. Nothing was lost; try again in a few seconds.');
  // Whoever wants to read signs in first.
  const reads = ['GET', 'HEAD', 'OPTIONS'].includes(method) || url.startsWith('/api/v1/session');
  if (!reads && watch.isFull())
    throw outOfRoom(
      'Too little room is left on the disk of DATA_DIR to write more. Reading still works; make room and writing goes on by itself.',
    );
}
