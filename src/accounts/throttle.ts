/** After this many failures in the window each further try waits; the owner of the account is never shut out for good, only slowed together with a guesser. */
export const FREE_TRIES = 5;
export const WINDOW_MS = 15 * 60_000;

/**
 * Seconds until the next try is allowed: none for the first five, then 1, 2, 4 … up to 60 s after the latest failure.
 * @param failures times of the failures in the window, in any order
 */
export function secondsToWait(failures: Date[], now: Date): number {
  if (failures.length < FREE_TRIES) return 0;
  const pause = Math.min(60, 2 ** (failures.length - FREE_TRIES));
  const latest = Math.max(...failures.map((at) => at.getTime()));
  return Math.max(0, pause - (now.getTime() - latest) / 1000);
}
