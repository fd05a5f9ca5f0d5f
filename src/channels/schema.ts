import { z } from 'zod';
import { ref } from '../companies/schema.ts';
import { id, instant, money } from '../platform/fields.ts';
import { channels } from '../touchpoints/kinds.ts';
import { matches } from './patterns.ts';
import { ruleFields } from './rules.ts';

/** The most rules a table may have: more than anybody keeps an overview of. */
export const MOST_RULES = 500;

const channel = z.enum(channels);
const name = z.string().trim().min(1).max(200);
const lowerName = name.toLowerCase();

export const roadRule = z.strictObject({
  field: z.enum(ruleFields).describe('What is looked at; referrer is the host somebody came from, without www.'),
  match: z.enum(matches),
  value: name.describe('Upper and lower case are the same'),
  set: z
    .strictObject({
      channel: channel.optional(),
      source: lowerName.optional(),
      medium: lowerName.optional(),
      campaign: name.optional(),
    })
    .refine(
      (set) => Object.values(set).some((value) => value !== undefined),
      'names at least one of channel, source, medium, campaign',
    )
    .describe('What the touch has instead; what is left out stays as it is'),
});
export type RuleLine = z.input<typeof roadRule>;

const rules = z.array(roadRule).max(MOST_RULES).describe('In order: the first that holds decides');

/** One version of the table. Version 0 is the table before anybody wrote one. */
export const ruleTable = z.object({
  version: z.number().int().min(0),
  rules,
  createdAt: instant.nullable(),
  createdBy: ref,
});
export type RuleTable = z.input<typeof ruleTable>;

export const ruleTableInForce = ruleTable.extend({
  running: id.nullable().describe('The preview that is being applied to the past at this moment'),
});
export type RuleTableInForce = z.input<typeof ruleTableInForce>;

export const newRuleTable = z.strictObject({
  version: z.number().int().min(0).describe('The version this table was made from; 409 when another is in force by now'),
  rules,
});

export const trial = z.strictObject({
  url: z.string().trim().max(4000).optional().describe('The address somebody landed on, with its tags'),
  referrer: z.string().trim().max(4000).optional().describe('Where they came from'),
  source: z.string().trim().max(300).optional(),
  medium: z.string().trim().max(300).optional(),
  campaign: z.string().trim().max(300).optional(),
  rules: rules.optional().describe('A table to try; the one in force unless given'),
});

const road = z.object({
  channel,
  source: z.string().nullable(),
  medium: z.string().nullable(),
  campaign: z.string().nullable(),
});

export const verdict = road.extend({
  rule: z.number().int().min(0).nullable().describe('The place of the rule that decided, counted from 0; null for none'),
  because: z.string().describe('The evidence by which the standard rules decided'),
  standard: road.describe('The road without the workspace’s own rules'),
});
export type Verdict = z.input<typeof verdict>;

export const unclassified = z.object({
  channel,
  source: z.string().nullable(),
  medium: z.string().nullable(),
  touches: z.number().int(),
  visitors: z.number().int(),
  lastAt: instant,
});
export type Unclassified = z.input<typeof unclassified>;
export const unclassifiedList = z.object({
  items: z.array(unclassified),
  days: z.number().int().describe('How far back it looks'),
});

const place = z.object({ channel, source: z.string().nullable() });
const beforeAfter = z.object({ before: z.number().int(), after: z.number().int() });

/** What a table would change, or has changed, of the past. */
export const impact = z.object({
  moves: z
    .array(
      z.object({
        from: place,
        to: place,
        rule: z
          .number()
          .int()
          .nullable()
          .describe('Null where it is not a rule but the visit it belongs to, or the standard rules'),
        touches: z.number().int(),
        examples: z.array(
          z.object({
            id,
            occurredAt: instant,
            url: z.string().nullable(),
            referrer: z.string().nullable(),
            campaign: z.string().nullable(),
          }),
        ),
      }),
    )
    .describe('The most frequent first'),
  otherTouches: z.number().int().describe('Touches that change in ways too rare for the list'),
  leads: z
    .array(z.object({ channel: z.string().nullable(), leads: beforeAfter, customers: beforeAfter }))
    .describe('New leads and customers by channel, for the channels whose figures move'),
  leadsMoved: z.number().int(),
  spendDays: z.number().int().describe('Days of a campaign whose cost gets another name'),
  costs: z.array(z.object({ channel, before: money, after: money })).describe('What channels cost, for those whose cost moves'),
});
export type Impact = z.output<typeof impact>;

export const rulePreview = z.object({
  id,
  state: z.enum(['counting', 'counted', 'applying', 'applied', 'stopped']),
  basedOn: z.number().int().describe('The version that was in force when it was made'),
  version: z.number().int().nullable().describe('The version it is or was applied as'),
  rules,
  createdAt: instant,
  createdBy: ref,
  touches: z.number().int().describe('Stored touches looked at so far; all of them once counted'),
  changed: z.number().int().describe('Touches that get another road'),
  progress: z.number().int().min(0).max(100).describe('How far the work has come, in percent'),
  impact: impact.nullable(),
  problem: z.string().nullable(),
});
export type RulePreview = z.input<typeof rulePreview>;

export const newPreview = z.strictObject({ rules });
