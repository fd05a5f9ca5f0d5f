import { z } from 'zod';
import { day, id, instant, pageOf, pageQuery } from '../platform/fields.ts';
import { attemptKinds } from './cadence.ts';
import { followUpKinds } from './follow-up.ts';

/** The contract of following leads up: the cadence that is agreed, and what is due for whom. */

export const attemptKind = z.enum(attemptKinds);

/** The attempts agreed, in order. */
export const cadence = z
  .array(
    z.strictObject({
      kind: attemptKind,
      afterHours: z
        .number()
        .min(0)
        .max(1000)
        .describe('Business hours after the attempt before; 0 for the first, whose time the clauses promise'),
    }),
  )
  .max(20)
  .superRefine((steps, context) => {
    for (const [index, { afterHours }] of steps.entries())
      if ((index === 0) !== (afterHours === 0))
        context.addIssue({
          code: 'custom',
          path: [index, 'afterHours'],
          message:
            index === 0
              ? 'must be 0 for the first attempt, whose time the clauses promise'
              : 'must be above 0, in business hours after the attempt before',
        });
  });
export type Cadence = z.output<typeof cadence>;

const ref = z.object({ id, name: z.string() });
export const nextStep = z.object({ text: z.string(), on: day.nullable() });

export const followUp = z
  .object({
    kind: z
      .enum(followUpKinds)
      .describe(
        'contact: the first contact is awaited; repair: given back for marketing to repair; attempt: the next of the cadence; step: as planned; recycle: every attempt was in vain; no_step: nothing is planned; re_entry: came back',
      ),
    due: instant.nullable(),
    attempt: z
      .object({ number: z.number().int(), of: z.number().int(), kind: attemptKind })
      .nullable()
      .describe('The attempt of the agreed cadence that comes next, while it runs'),
    cadence: z
      .object({ made: z.number().int(), of: z.number().int(), state: z.enum(['running', 'answered', 'used_up']) })
      .nullable()
      .describe('By the agreement the hand-off stands under; null where none was agreed'),
  })
  .describe('What is to be done next; derived at this moment from what happened');
export type FollowUpItem = z.input<typeof followUp>;

export const dueItem = followUp.extend({
  leadId: id,
  stage: z.string(),
  handoffId: id.nullable(),
  person: z.object({
    id,
    name: z.string().nullable(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    title: z.string().nullable(),
  }),
  company: ref.nullable(),
  member: ref.nullable().describe('Whose it is'),
  hot: z.boolean().describe('Had asked for contact when handed over'),
  step: nextStep.nullable(),
  overdue: z.boolean(),
});
export type DueItem = z.input<typeof dueItem>;

export const dueQuery = pageQuery.extend({
  member: z
    .union([z.enum(['me', 'team']), id])
    .default('me')
    .describe('Whose day; team: of everybody'),
});
export type DueQuery = z.output<typeof dueQuery>;

export const duePage = pageOf(dueItem).extend({
  counts: z
    .object({ overdue: z.number().int(), today: z.number().int(), noStep: z.number().int() })
    .describe('As last reckoned: over time, due later today, and without a next step'),
  made: z.number().int().describe('Contacts made today'),
  ahead: instant.nullable().describe('When the next thing after today is due'),
});
export type DuePage = z.input<typeof duePage>;
