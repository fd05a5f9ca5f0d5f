export type ClockState = 'later' | 'today' | 'lastHour' | 'overdue';

/**
 * How urgent a deadline is, by the wall clock: overdue, within the hour, later the same calendar day, or later than that.
 * `dayOf` names the calendar day of a moment in the workspace's zone.
 */
export function clockState(dueAt: Date, now: Date, dayOf: (moment: Date) => string): ClockState {
  const left = dueAt.getTime() - now.getTime();
  if (left < 0) return 'overdue';
  if (left <= 3_600_000) return 'lastHour';
  return dayOf(dueAt) === dayOf(now) ? 'today' : 'later';
}
