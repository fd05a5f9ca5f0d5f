/** Calendar days, `to` exclusive. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/** The month and the year that a moment lies in, in a time zone. */
export function periodsOf(now: Date, timeZone: string): { month: Period; year: Period } {
  const parts = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric', month: 'numeric' }).formatToParts(now);
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value);
  const [year, month] = [part('year'), part('month')];
  const day = (monthIndex: number) => new Date(Date.UTC(year, monthIndex, 1)).toISOString().slice(0, 10);
  return { month: { from: day(month - 1), to: day(month) }, year: { from: day(0), to: day(12) } };
}
