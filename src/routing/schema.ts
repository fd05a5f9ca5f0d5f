import { z } from 'zod';
import { country, id, instant, shortText } from '../platform/fields.ts';

/** The contract of routing: which leads go to whom, and up which ladder a hand-off climbs that nobody answers in time. */

const language = z.string().regex(/^[a-z]{2,3}$/, 'a language of ISO 639, for example da');
const headcount = z.int().min(0).max(10_000_000);

export const routingRule = z.strictObject({
  name: shortText,
  when: z
    .strictObject({
      countries: z.array(country).min(1).max(250).optional(),
      languages: z.array(language).min(1).max(50).optional(),
      industries: z.array(shortText).min(1).max(100).optional(),
      employeesFrom: headcount.optional(),
      employeesTo: headcount.optional(),
      leadType: z.enum(['hot', 'other']).optional(),
    })
    .refine((when) => Object.values(when).some((condition) => condition !== undefined), 'needs at least one condition')
    .refine(
      ({ employeesFrom = 0, employeesTo = Infinity }) => employeesFrom <= employeesTo,
      'employeesFrom must not be above employeesTo',
    ),
  reps: z
    .array(z.strictObject({ memberId: id, weight: z.number().min(0.1).max(100).default(1) }))
    .min(1)
    .max(200),
});

/** A step is taken so many business minutes after the time was over, if nobody has accepted by then. */
export const ladderStep = z.strictObject({
  afterMinutes: z.int().min(0).max(100_000).describe('Business minutes after the promised time'),
  to: z.enum(['another_rep', 'head']),
});

export const newRouting = z.strictObject({
  version: z.int().min(0).describe('The version these were made from; 0 where there was none'),
  rules: z.array(routingRule).max(100),
  ladder: z
    .array(ladderStep)
    .max(5)
    .refine(
      (steps) => steps.every(({ afterMinutes }, index) => index === 0 || afterMinutes >= (steps[index - 1]?.afterMinutes ?? 0)),
      'each step comes no sooner than the one before it',
    ),
});

export const routing = z.object({
  version: z.int(),
  rules: z.array(routingRule),
  ladder: z.array(ladderStep),
  changedAt: instant.nullable(),
  changedBy: z.object({ id, name: z.string() }).nullable(),
});
export type RoutingTable = z.input<typeof routing>;
