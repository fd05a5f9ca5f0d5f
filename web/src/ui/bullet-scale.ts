/**
 * Where the bar ends and the promise's tick stands, as shares of the track. Without a natural maximum the track is a ninth longer
 * than the promise, so that ticks of several bars under each other stand in one line.
 */
export function bulletScale(value: number | null, promise: number, max?: number) {
  const end = Math.max(max ?? promise / 0.9, value ?? 0, promise, Number.MIN_VALUE);
  return { max: end, value: Math.max(0, value ?? 0) / end, promise: Math.max(0, promise) / end };
}
