const hour = 3_600_000;
/** When a working day begins for a reminder. */
const morning = 8;

/** When a hand-off set aside may come back: in one and three hours, tomorrow morning, and the morning of the next Monday. In the reader's own time. */
export function snoozeTimes(now: Date): Date[] {
  const onMorning = (days: number) => new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, morning);
  const toMonday = (8 - now.getDay()) % 7 || 7;
  const times = [new Date(now.getTime() + hour), new Date(now.getTime() + 3 * hour), onMorning(1), onMorning(toMonday)];
  // On a Sunday, tomorrow is Monday.
  return times.filter((time, index) => times.findIndex((other) => other.getTime() === time.getTime()) === index);
}
