import { z } from 'zod';
import { day, id, instant, shortText } from '../platform/fields.ts';
import { catalogue } from '../metrics/catalogue.ts';
import { metricKey } from '../metrics/schema.ts';
import { cadence } from '../follow-ups/schema.ts';
import { timedMetrics } from '../handoffs/clock-of-handoff.ts';
import { briefingItem, newBriefingItem } from './briefing-item.ts';

/** The contract of an agreement: a version of what both teams promise each other, clause by clause. */

const clauseFields = {
  key: z.string().regex(/^[A-Z]\d{1,2}[a-z]?$/, 'must be a letter and a number, such as "D1" or "D4b"'),
  ownerSide: z.enum(['marketing', 'sales', 'both']),
  metric: metricKey,
  operator: z.enum(['>=', '<=']),
  target: z
    .number()
    .min(0)
    .max(1e15)
    .describe('In the unit of the metric: percent 0–100, money in minor units of the workspace’s currency, minutes'),
  period: z.enum(['month', 'trailing_90_days']),
  segment: z.strictObject({ leadType: z.enum(['hot', 'other']).optional() }).default({}),
  hours: z
    .number()
    .positive()
    .max(10_000)
    .nullable()
    .default(null)
    .describe(
      'Business hours until the first contact, or until what was given back is repaired; of contacted_in_time and repaired_in_time alone',
    ),
};

export const newClause = z.strictObject(clauseFields).superRefine(({ metric, target, hours, segment }, context) => {
  const fault = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
  if (timedMetrics.some((timed) => timed === metric) !== (hours !== null))
    fault('hours', `belong to ${timedMetrics.join(' and ')}, which need them, and to no other metric`);
  if (catalogue[metric].unit === 'percent' && catalogue[metric].aggregate === 'share' && target > 100)
    fault('target', 'must be at most 100 percent');
  if (segment.leadType !== undefined && !catalogue[metric].dimensions.includes('leadType'))
    fault('segment', `${metric} cannot be told apart by lead type`);
});
export type Clause = z.infer<typeof newClause>;

export const newAgreement = z.strictObject({
  inForceFrom: day.describe('In force from this day once both heads have signed; the past needs the scope "history"'),
  definitionId: id,
  briefingItems: z
    .array(newBriefingItem)
    .max(50)
    .superRefine((items, context) => everyKeyOnce(items, context)),
  clauses: z
    .array(newClause)
    .min(1)
    .max(50)
    .superRefine((clauses, context) => everyKeyOnce(clauses, context)),
  cadence: cadence.default([]).describe('The attempts sales makes to reach a lead that does not answer, in order'),
});
export type NewAgreement = z.infer<typeof newAgreement>;

export const newSignature = z.strictObject({ fullName: shortText, agreed: z.literal(true) });

const ref = z.object({ id, name: z.string() });
const versionRef = z.object({ id, version: z.number().int() });
export const clause = z.object({ ...clauseFields, position: z.number().int() });

export const agreement = z.object({
  id,
  version: z.number().int(),
  inForceFrom: day,
  createdAt: instant,
  createdBy: ref.nullable(),
  definition: versionRef,
  briefingItems: z.array(briefingItem),
  cadence,
  textHash: z.string().describe('SHA-256 of the agreement as canonical JSON (RFC 8785); every signature stands on it'),
  clauses: z.array(clause),
  signatures: z.array(z.object({ team: z.enum(['marketing', 'sales']), fullName: z.string(), member: ref, signedAt: instant })),
  state: z.enum(['in_force', 'signed', 'waiting', 'superseded']),
});
export type Agreement = z.input<typeof agreement>;

export const attainmentQuery = z.strictObject({ on: day.optional().describe('Today, or the last day the version was in force') });
export const clauseAttainment = z.object({
  key: z.string(),
  metric: metricKey,
  ownerSide: clauseFields.ownerSide,
  segment: z.object({ leadType: z.string().optional() }),
  hours: z.number().nullable(),
  from: day,
  to: day.describe('Exclusive; the cases counted by the end of the day judged'),
  value: z.number().nullable(),
  n: z.number().int(),
  unit: z.enum(['count', 'percent', 'money', 'minutes', 'ratio']).describe('money: minor units of the workspace’s currency'),
  target: z.number().describe('Of what adds up over a month: the promises of its business days together'),
  operator: clauseFields.operator,
  promisedSoFar: z.number().nullable().describe('Of what adds up: the part of the target that is due by now'),
  state: z
    .enum(['on course', 'at risk', 'off course', 'too few to say', 'no data'])
    .describe(
      'Of what adds up over a month that still runs: on course while nothing due is missing or the projection keeps the promise, at risk while its interval allows for it, else off course. Otherwise by share: on course from 1, at risk from 0.8',
    ),
  share: z.number().nullable().describe('The part of what is promised by now that is kept; 1 = kept'),
  projection: z.object({ value: z.number(), low: z.number(), high: z.number() }).nullable(),
});
export type ClauseAttainment = z.output<typeof clauseAttainment>;
export const attainmentAnswer = z.object({
  on: day,
  period: z.object({ from: day, to: day }),
  clauses: z.array(clauseAttainment),
});

function everyKeyOnce(items: readonly { key: string }[], context: z.core.$RefinementCtx) {
  const seen = new Set<string>();
  for (const [index, { key }] of items.entries()) {
    if (seen.has(key))
      context.addIssue({ code: 'custom', path: [index, 'key'], message: `"${key}" is used twice; every one needs its own key` });
    seen.add(key);
  }
}
