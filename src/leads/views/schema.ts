import { z } from 'zod';
import { id, shortText } from '../../platform/fields.ts';
import { leadColumns } from '../listed/columns.ts';
import { leadFilters, leadSorts } from '../schema.ts';
import { standardViewKeys } from './standard-views.ts';

/** The contract of views: lists of leads with a name, as they stand in the address of the screen. */

const columns = z
  .string()
  .transform((text) => text.split(','))
  .pipe(z.array(z.enum(leadColumns)));

/** The parts a view may have, each as a text. */
export const viewParts = z.object({
  ...leadFilters.omit({ ids: true }).shape,
  sort: z.enum(leadSorts).optional(),
  columns: columns.optional(),
  layout: z.enum(['table', 'board']).optional(),
});

const query = z
  .record(z.string().max(40), z.string().max(300))
  .refine((parts) => Object.keys(parts).length <= 20, 'at most 20 parts')
  .describe('Filters, sort, columns and layout as they stand in the address, by name');

const ref = z.object({ id, name: z.string() });

export const leadView = z.object({
  key: z.union([z.enum(standardViewKeys), id]).describe('A word for those everybody has, else its id'),
  name: z.string().nullable().describe('null for those everybody has'),
  query,
  unknown: z
    .array(z.object({ part: z.string(), value: z.string() }))
    .describe('Parts that no longer mean anything; the view is shown and counted without them'),
  count: z.number().int(),
  isDefault: z.boolean().describe('Whether your list of leads opens with it'),
  isShared: z.boolean(),
  member: ref.nullable().describe('Who keeps it; null for those everybody has'),
});
export type LeadView = z.input<typeof leadView>;

export const newLeadView = z.strictObject({ name: shortText, query, shared: z.boolean().default(false) });
export const leadViewChange = z.strictObject({
  name: shortText.optional(),
  query: query.optional(),
  shared: z.boolean().optional(),
});
export const defaultLeadView = z.strictObject({
  key: z
    .union([z.enum(standardViewKeys), id])
    .nullable()
    .describe('null: the list opens with all leads'),
});
