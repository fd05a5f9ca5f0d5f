import { Temporal } from 'temporal-polyfill';

/** When a feed is looked at: every so many minutes, or once a day at a time on the wall of the workspace. */
export type Schedule = { everyMinutes: number } | { dailyAt: string };

/** The next look after a moment. A time of day that a change of the clocks skips is the same stretch later. */
export function nextLook(schedule: Schedule, after: Date, timeZone: string): Date {
  if ('everyMinutes' in schedule) return new Date(after.getTime() + schedule.everyMinutes * 60_000);
  const now = Temporal.Instant.fromEpochMilliseconds(after.getTime()).toZonedDateTimeISO(timeZone);
  const at = Temporal.PlainTime.from(schedule.dailyAt);
  const today = now.toPlainDate().toZonedDateTime({ timeZone, plainTime: at });
  const next =
    Temporal.ZonedDateTime.compare(today, now) > 0
      ? today
      : now.toPlainDate().add({ days: 1 }).toZonedDateTime({ timeZone, plainTime: at });
  return new Date(next.epochMilliseconds);
}
