import type { Format } from '../app/format.ts';

/** When sales does something next, in words: a next step is planned for a day, and due as that day ends. */
export function salesDue({ kind, at }: { kind: string | null; at: string }, format: Format, now: Date): string {
  return kind === null ? format.day(new Date(Date.parse(at) - 1), now) : format.moment(at, now);
}
