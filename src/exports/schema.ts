import { z } from 'zod';
import { companyQuery } from '../companies/schema.ts';
import { suppressionQuery } from '../consents/schema.ts';
import { dealQuery } from '../deals/schema.ts';
import { handoffQuery } from '../handoffs/schema.ts';
import { leadQuery } from '../leads/schema.ts';
import { casesQuery, metricKey } from '../metrics/schema.ts';
import { peopleQuery } from '../people/schema.ts';
import { id, language } from '../platform/fields.ts';
import { invoiceQuery, spendQuery } from '../revenue/schema.ts';
import { touchpointQuery } from '../touchpoints/schema.ts';

/** The contract of exports: the filters of a list, with no page of it but all of it, as a file. */

export const exportFormat = z.enum(['csv', 'xlsx', 'json']);
export type ExportFormat = z.infer<typeof exportFormat>;

const shape = {
  format: exportFormat.default('csv').describe('json is one object a line, as the list answers them'),
  for: z
    .enum(['people', 'machine'])
    .optional()
    .describe(
      "people: headings, days and numbers in the reader's language; machine: field names and ISO. As who asks, unless said",
    ),
  language: language.optional().describe("Of a file for people; the reader's own unless said"),
};

/** A list's own filters. Unlike there, one that the list does not have is refused: a filter misspelt would let everything out. */
function filtersOf<T extends z.ZodRawShape>({
  cursor: _cursor,
  limit: _limit,
  ...filters
}: T & Record<'cursor' | 'limit', unknown>) {
  return z.strictObject({ ...shape, ...(filters as Omit<T, 'cursor' | 'limit'>) });
}

/** What can be exported, each with its query. */
export const exportQueries = {
  people: filtersOf(peopleQuery.shape),
  companies: filtersOf(companyQuery.shape),
  leads: filtersOf(leadQuery.shape),
  touchpoints: filtersOf(touchpointQuery.shape),
  handoffs: filtersOf(handoffQuery.shape),
  deals: filtersOf(dealQuery.shape),
  invoices: filtersOf(invoiceQuery.shape),
  spend: filtersOf(spendQuery.shape),
  suppressions: filtersOf(suppressionQuery.shape),
  work: z.strictObject({ ...shape, member: id.optional().describe("Only this member's") }),
  'metric-rows': filtersOf(casesQuery.shape).extend({ key: metricKey }),
};

export type ExportKind = keyof typeof exportQueries;
export const exportKinds = Object.keys(exportQueries) as ExportKind[];
export type ExportQuery<K extends ExportKind = ExportKind> = z.output<(typeof exportQueries)[K]>;
