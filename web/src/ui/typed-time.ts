/**
 * The time of the day somebody typed, as HH:MM of 24 hours; null for what is none. Hours and minutes stand apart by a mark, or are three or
 * four digits together; an hour alone is the full hour.
 */
export function typedTime(text: string): string | null {
  const [, hours, minutes = '00'] = /^(\d{1,2})(?:[:. ]?(\d{2}))?$/.exec(text.trim()) ?? [];
  if (hours === undefined || Number(hours) > 23 || Number(minutes) > 59) return null;
  return `${hours.padStart(2, '0')}:${minutes}`;
}
