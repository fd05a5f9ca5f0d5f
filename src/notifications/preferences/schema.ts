import { z } from 'zod';
import { id } from '../../platform/fields.ts';
import { sendableKinds, type NewsKind } from '../kinds.ts';

const kind = z.enum(sendableKinds as [NewsKind, ...NewsKind[]]);
const timeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day, for example 22:00')
  .describe('HH:MM');
const place = z.union([z.literal('mail'), id]).describe('mail, or the id of a Slack or Teams connection');
export const quietHours = z
  .strictObject({ from: timeOfDay, until: timeOfDay })
  .refine(({ from, until }) => from !== until, { path: ['until'], error: 'another time than from' })
  .describe('From one time of day up to but without another; past midnight where it ends earlier than it begins');

/** How a member wants news. What they have not chosen is as their role has it. */
export const preferences = z.object({
  kinds: z
    .array(
      z.object({
        kind,
        urgent: z.boolean().describe('A promised time runs out or has'),
        places: z.array(z.object({ place, wanted: z.boolean() })),
      }),
    )
    .describe('The kinds that concern the member; all of them stand in Samspil in any case'),
  places: z.array(
    z.object({
      place,
      carrier: z.enum(['mail', 'slack', 'teams']),
      name: z.string().describe("The member's own address, or what the connection is called"),
    }),
  ),
  mailLeaves: z.boolean().describe('Whether this server has been told which mail server takes its mail'),
  quietHours: quietHours.nullable(),
  workingHoursOnly: z.boolean().describe("Quiet outside one's own working calendar too"),
  urgentPierces: z.boolean().describe('Urgent news is sent in quiet hours too'),
  timeZone: z.string().describe("The zone of one's working calendar, by whose wall clock it is quiet"),
});
export type Preferences = z.input<typeof preferences>;

export const preferencesPatch = z
  .strictObject({
    choices: z.array(z.strictObject({ kind, place, wanted: z.boolean() })).max(500),
    quietHours: quietHours.nullable(),
    workingHoursOnly: z.boolean(),
    urgentPierces: z.boolean(),
  })
  .partial();

export const unsubscriptionParams = z.object({ workspace: id, delivery: id, key: z.string().min(1).max(100) });
