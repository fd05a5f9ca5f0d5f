import { z } from 'zod';
import { newHandoff } from '../../handoffs/schema.ts';
import { id, instant, pageQuery } from '../../platform/fields.ts';
import { disqualification, lead, leadAssignment, leadFilters, MOST_NAMED, recycling, stage } from '../schema.ts';

/** The contract of bulk changes: one act on many leads, each with its own outcome. */

const leads = z
  .union([
    z.strictObject({ ids: z.array(id).min(1).max(MOST_NAMED) }),
    z.strictObject({ matching: z.strictObject(leadFilters.omit({ ids: true }).shape) }),
  ])
  .describe('Leads by name, or all that filters let through at this moment');
export type Chosen = z.output<typeof leads>;

export const newBulkAssignment = z.strictObject({ leads, ...leadAssignment.shape });
export const newBulkHandoff = z.strictObject({
  leads,
  ...newHandoff.pick({ note: true, incompleteBecause: true, manual: true }).shape,
});
export const newBulkRecycling = z.strictObject({ leads, ...recycling.omit({ at: true }).shape });
export const newBulkDisqualification = z.strictObject({ leads, ...disqualification.omit({ at: true }).shape });

/** What is asked of each lead. */
export type Asked =
  | ({ kind: 'assignment' } & Omit<z.output<typeof newBulkAssignment>, 'leads'>)
  | ({ kind: 'handoff' } & Omit<z.output<typeof newBulkHandoff>, 'leads'>)
  | ({ kind: 'recycling' } & Omit<z.output<typeof newBulkRecycling>, 'leads'>)
  | ({ kind: 'disqualification' } & Omit<z.output<typeof newBulkDisqualification>, 'leads'>);

export const refusal = z.object({
  code: z
    .enum(['stage', 'incomplete', 'not_ready', 'other'])
    .describe(
      'stage: not from where it stands; incomplete: its briefing lacks "missing"; not_ready: the definition asks for "missing"',
    ),
  stage: stage.describe('Where it stood'),
  missing: z.array(z.string()),
  detail: z.string(),
});
export type Refusal = z.output<typeof refusal>;

export const bulkChange = z.object({
  id,
  kind: z.enum(['assignment', 'handoff', 'recycling', 'disqualification']),
  createdAt: instant,
  state: z.enum(['running', 'done', 'undoing', 'undone', 'stopped']),
  leads: z.number().int(),
  done: z.number().int(),
  unchanged: z.number().int().describe('Stood as asked already'),
  refused: z.number().int(),
  undone: z.number().int(),
  undoUntil: instant.nullable().describe('Until when it can be undone; null when it cannot, or no longer'),
  problem: z.string().nullable(),
});
export type BulkChange = z.input<typeof bulkChange>;

export const bulkChangeLead = z.object({
  lead: lead.pick({ id: true, stage: true, person: true, company: true }),
  outcome: z.enum(['waiting', 'done', 'unchanged', 'refused']),
  refusal: refusal.nullable(),
  undone: z.boolean(),
  undoRefusal: refusal.nullable(),
});
export type BulkChangeLead = z.input<typeof bulkChangeLead>;

export const bulkChangeLeadsQuery = pageQuery.extend({
  outcome: z.enum(['waiting', 'done', 'unchanged', 'refused', 'not_undone']).optional(),
});
