import { z } from 'zod';
import { day, id, instant, money, pageQuery, shortText } from '../platform/fields.ts';

const ref = z.object({ id, name: z.string() });

export const dealStage = z.enum(['open', 'won', 'lost']);
export type DealStage = z.infer<typeof dealStage>;

export const deal = z.object({
  id,
  name: z.string(),
  source: z.string().describe('Where the deal is kept: samspil, or the tool it was imported from'),
  externalId: z.string(),
  stage: dealStage,
  stageName: z.string().nullable().describe("The stage by the sales team's own name"),
  amount: money.nullable(),
  company: ref.nullable(),
  person: ref.nullable(),
  leadId: id.nullable(),
  owner: ref.nullable(),
  openedOn: day,
  closedOn: day.nullable(),
  invoiced: money.nullable().describe('Net of VAT over confirmed invoices and credit notes; null while there are none'),
  createdAt: instant,
});
export type Deal = z.input<typeof deal>;

export const dealQuery = pageQuery.extend({ stage: dealStage.optional(), company: id.optional(), search: shortText.optional() });

export const newDeal = z.strictObject({
  name: shortText,
  externalId: shortText.optional().describe('The id in the tool it comes from; a deal of that id is found rather than doubled'),
  companyId: id.optional(),
  personId: id.optional(),
  leadId: id.optional(),
  ownerMemberId: id.optional(),
  amount: money.optional(),
  openedOn: day.optional().describe('Today, in the time zone of the workspace, if left out; not in the future'),
  stageName: shortText.optional(),
});

export const stageChange = z.strictObject({
  stage: dealStage,
  closedOn: day
    .optional()
    .describe('When it was won or lost; today, in the time zone of the workspace, if left out; not in the future'),
  stageName: shortText.optional(),
});
