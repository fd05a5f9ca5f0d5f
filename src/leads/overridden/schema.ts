import { z } from 'zod';
import { day, instant, longText } from '../../platform/fields.ts';

/** The contract of somebody's word against a score. */

const ref = z.object({ id: z.uuid(), name: z.string() });

export const scoreOverride = z.object({
  ready: z.boolean().describe('What the lead counts as while it holds'),
  otherwise: z.boolean().describe('What the definition says of it'),
  reason: z.string(),
  until: day.describe("The last day it holds, in the workspace's zone"),
  setAt: instant,
  member: ref.nullable(),
});

export const newScoreOverride = z.strictObject({
  ready: z.boolean().describe('Whether the lead is to count as sales-ready, whatever its score'),
  reason: longText,
  until: day.describe("The last day it holds, in the workspace's zone; at most a year from now"),
});
