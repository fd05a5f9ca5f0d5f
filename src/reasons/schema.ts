import { z } from 'zod';
import { givenWords } from '../agreements/briefing-item.ts';
import { sideExits } from '../leads/lifecycle.ts';
import { inLanguages, instant } from '../platform/fields.ts';
import { MOST_IN_FORCE, MOST_NURTURE_DAYS, repairs, repairsOf } from './catalogue.ts';

/** The contract of the catalogues of reasons. */

const code = z.string().min(1).max(60);
const nurtureDays = z.number().int().min(1).max(MOST_NURTURE_DAYS);

export const reason = z.object({
  kind: z.enum(sideExits),
  code,
  label: inLanguages,
  repair: z.enum(repairs).describe('What follows; it never changes'),
  nurtureDays: nurtureDays.nullable().describe('How long the lead rests; null where the repair is no rest'),
  version: z.number().int().describe('Of its words and days'),
  retiredAt: instant.nullable().describe('Since when it is no longer given; null for one that may be'),
});
export type Reason = z.input<typeof reason>;

export const newReason = z
  .strictObject({
    kind: z.enum(sideExits),
    label: givenWords,
    repair: z
      .enum(repairs)
      .describe(
        'Of one to recycle for always "nurture", of one to disqualify for always "disqualify"; it cannot be changed later',
      ),
    nurtureDays: nurtureDays.optional().describe('How long the lead rests, in days; of the repair "nurture", which needs it'),
  })
  .refine(({ kind, repair }) => repairsOf[kind].includes(repair), {
    path: ['repair'],
    error: ({ input }) =>
      `must be ${repairsOf[(input as { kind: keyof typeof repairsOf }).kind].join(' or ')} of a reason of this kind`,
  })
  .refine((given) => (given.repair === 'nurture') === (given.nurtureDays !== undefined), {
    path: ['nurtureDays'],
    error: 'belong to the repair "nurture", which needs them',
  });
export type NewReason = z.output<typeof newReason>;

export const changedReason = z.strictObject({
  version: z.number().int().min(1).describe('The version this was made from'),
  label: givenWords,
  nurtureDays: nurtureDays.optional().describe('For whoever is sent to rest from now on; as before unless said'),
});
export type ChangedReason = z.output<typeof changedReason>;

export const reasonParams = z.object({ kind: z.enum(sideExits), code });
export const catalogueParams = reasonParams.pick({ kind: true });

export const reasonOrder = z.strictObject({
  codes: z.array(code).min(1).max(MOST_IN_FORCE).describe('Each reason of the catalogue that is in force, once'),
});
