import { z } from 'zod';
import { clauseAttainment } from '../agreements/schema.ts';
import { day, id, instant, money } from '../platform/fields.ts';
import { metricKey } from '../metrics/schema.ts';
import { periodKinds } from './period.ts';

/** The contract of the one dashboard both teams read. Every figure in it is one of the metric catalogue, under its key. */

export const todayQuery = z.strictObject({ period: z.enum(periodKinds).default('month') });

/** The funnel, in order, and whose side each step is. */
export const funnelSteps = ['visitors', 'new_leads', 'mqls', 'handed_over', 'accepted', 'opportunities', 'customers'] as const;

const point = z.object({
  day,
  index: z.number().int().describe('1 for the first business day'),
  promised: z.number().describe('Up to and with this day'),
  actual: z.number().nullable().describe('Up to and with this day; null for one to come'),
  added: z.number().nullable().describe('On this day'),
  delta: z.number().nullable().describe('actual − promised'),
});

export const today = z.object({
  period: z.object({
    kind: z.enum(periodKinds),
    from: day,
    to: day,
    businessDay: z.number().int().describe('Business days that have come, today with them'),
    businessDays: z.number().int(),
    timeZone: z.string(),
  }),
  waiting: z
    .object({
      count: z.number().int(),
      overdue: z.number().int(),
      next: z
        .object({
          handoffId: id,
          company: z.string().nullable(),
          person: z.string().nullable(),
          due: instant,
          minutesLeft: z.number().int(),
        })
        .nullable(),
    })
    .describe('Hand-offs that wait for their first contact: a rep’s own, everybody’s for anyone else'),
  funnel: z.array(
    z.object({
      stage: z.enum(funnelSteps),
      metric: metricKey,
      side: z.enum(['marketing', 'sales', 'both']),
      value: z.number().nullable(),
      n: z.number().int(),
      stepPercent: z.number().nullable().describe('Of the step before'),
    }),
  ),
  money: z.object({
    customers: z.number().nullable(),
    invoicedCustomers: z.number().nullable(),
    invoiced: money.nullable(),
    unconverted: z.number().int(),
  }),
  pace: z
    .object({
      agreement: z.object({ id, version: z.number().int(), signedAt: instant }),
      points: z.array(point),
      actual: z.number().nullable(),
      promisedSoFar: z.number(),
      target: z.number(),
      behind: z.number().nullable().describe('Whole leads short of what is promised by now; 0 when ahead'),
      projection: z.object({ value: z.number(), low: z.number(), high: z.number() }).nullable(),
      state: z.enum(['on course', 'at risk', 'off course']).nullable().describe('By the same rule as the clause of the promise'),
    })
    .nullable(),
  clauses: z.array(clauseAttainment).nullable(),
  agreement: z.object({ id, version: z.number().int(), inForceFrom: day }).nullable(),
  waitingForMe: z.array(
    z.object({
      kind: z.enum(['handoffs', 'definition_signature', 'agreement_signature', 'invoice_matches', 'feeds']),
      count: z.number().int(),
      href: z.string(),
    }),
  ),
  asOf: instant,
  example: z.boolean(),
});
export type Today = z.input<typeof today>;

export const checklistKeys = [
  'invite_other_head',
  'agree_definition',
  'sign_agreement',
  'connect_leads',
  'connect_finance',
] as const;
export const checklist = z.object({ items: z.array(z.object({ key: z.enum(checklistKeys), done: z.boolean() })) });
export type Checklist = z.input<typeof checklist>;
