import { z } from 'zod';
import { newAbsence, newCalendar } from '../../calendars/schema.ts';
import { memberPatch } from '../../workspaces/schema.ts';
import { id, instant, pageOf } from '../../platform/fields.ts';

/** The contract of clocks that a change of calendars moves: before it is made, and on record after it. */

const ref = z.object({ id, name: z.string().nullable() });

/** What somebody thinks of changing. */
export const thoughtOf = z.union([
  z.strictObject({ calendarId: id.nullable().describe('Null for a new one'), calendar: newCalendar }),
  z.strictObject({ absence: newAbsence }),
  z.strictObject({ withdrawnAbsenceId: id }),
  z.strictObject({ memberId: id, member: memberPatch.pick({ team: true, calendarId: true }) }),
]);
export type ThoughtOf = z.input<typeof thoughtOf>;

export const movedClock = z.object({
  handoffId: id,
  person: ref,
  company: ref.nullable(),
  assignedTo: ref.nullable(),
  before: instant.nullable().describe('When the first contact was due; null where nothing was promised'),
  after: instant.nullable(),
});
export type MovedClock = z.input<typeof movedClock>;

const counts = {
  earlier: z.number().int(),
  later: z.number().int(),
  nowOverdue: z.number().int().describe('Clocks not run out before, and run out by the change'),
  noLongerOverdue: z
    .number()
    .int()
    .describe('Clocks run out before, and running again by the change; a breach that was told stays told'),
};

export const movedPreview = pageOf(movedClock).extend({
  running: z.number().int().describe('Hand-offs that wait for their first contact, of those whose calendar it is'),
  ...counts,
});
export type MovedPreview = z.input<typeof movedPreview>;

export const calendarChange = z.object({
  id,
  type: z.string().describe('The event, such as calendar.changed'),
  calendar: ref.nullable(),
  member: ref.nullable().describe('Whose absence or calendar it was'),
  madeBy: ref.nullable().describe('Null for a program'),
  madeAt: instant,
  reckoned: z.number().int().describe('Running clocks reckoned anew so far'),
  finishedAt: instant.nullable().describe('Null while clocks are still being reckoned'),
  ...counts,
});
export type CalendarChange = z.input<typeof calendarChange>;

/** A move in a hand-off's own story. */
export const dueMove = z.object({
  movedAt: instant,
  before: instant.nullable(),
  after: instant.nullable(),
  change: calendarChange.pick({ id: true, type: true, calendar: true, member: true, madeBy: true }),
});
