import { z } from 'zod';
import { id, instant } from '../../platform/fields.ts';

/** The contract of addresses at which other calendar programs read. */

const team = z.enum(['marketing', 'sales', 'finance', 'leadership']);
export const newCalendarFeed = z.strictObject({
  team: team.nullable().default(null).describe('Whose absences it tells; null: what is due for oneself, and one’s own absences'),
});
export const calendarFeed = z.object({
  id,
  team: team.nullable(),
  hint: z.string().describe('The end of its secret'),
  createdAt: instant,
});
export type CalendarFeed = z.input<typeof calendarFeed>;
export const calendarFeedMade = z.object({ id, url: z.string().describe('Shown once; only a hash of its secret is kept') });
/** Any text: a wrong secret is answered as what is not there. */
export const icalParams = z.object({ token: z.string().max(200) });
