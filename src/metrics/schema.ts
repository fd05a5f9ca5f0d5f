import { z } from 'zod';
import { day, inLanguages, instant, money, pageQuery } from '../platform/fields.ts';
import { metricKeys } from './catalogue.ts';
import { dimensions, sources, units } from './metric.ts';

export const metricKey = z.enum(metricKeys);
export const metricParams = z.object({ key: metricKey });
const dimension = z.enum(dimensions);
const texts = inLanguages.extend({ en: z.string(), da: z.string(), nb: z.string(), nl: z.string() });

export const metric = z.object({
  key: metricKey,
  unit: z.enum(units).describe('percent is 0–100; minutes are business minutes'),
  title: texts,
  definition: texts,
  owner: z.enum(['marketing', 'sales', 'finance', 'both']),
  direction: z.enum(['up', 'down']),
  dimensions: z.array(dimension),
});

const text = z.string().max(500).optional();
const filters = {
  channel: text,
  source: text,
  campaign: text,
  rep: z.uuid().optional(),
  leadType: z.enum(['hot', 'other']).optional(),
  returning: z.enum(['true', 'false']).optional(),
  matched: z.enum(['true', 'false']).optional(),
};
const period = { from: day, to: day.describe('Exclusive') };
export const figureQuery = z.strictObject({ ...period, by: dimension.optional(), ...filters });
export const casesQuery = z.strictObject({ ...pageQuery.shape, ...period, ...filters });

const value = z.union([z.number(), money]).nullable().describe('Money where the unit is money; null: no data');
const calendar = z
  .object({ value: z.number().nullable(), p90: z.number().nullable() })
  .optional()
  .describe('The same in calendar minutes');

export const figure = z.object({
  key: metricKey,
  ...period,
  unit: z.enum(units),
  value,
  n: z.number().int().describe('Cases the figure rests on'),
  p90: z.number().nullable().optional().describe('Of durations: what nine of ten cases stay below'),
  calendar,
  unconverted: z.number().int().optional().describe('Of money: cases left out because no currency rate was known'),
  source: z.array(z.enum(sources)),
  asOf: instant.describe('How fresh the records are: now for what is recorded here, the newest record for what is imported'),
  definitionVersion: z.number().int().nullable(),
  agreementVersion: z.number().int().nullable(),
  groups: z
    .array(
      z.object({
        key: z.string().nullable().describe('Null: not known'),
        label: z.string().nullable(),
        value,
        n: z.number().int(),
      }),
    )
    .optional(),
});

export const caseKinds = ['lead', 'handoff', 'deal', 'invoice', 'person', 'spend', 'visitor', 'member'] as const;
export const metricCase = z.object({
  id: z.string(),
  kind: z.enum(caseKinds),
  title: z.string(),
  at: instant,
  value,
  hit: z.boolean().nullable(),
  href: z.string().nullable(),
});

export type MetricItem = z.input<typeof metric>;
export type FigureAnswer = z.input<typeof figure>;
export type MetricCase = z.input<typeof metricCase>;
