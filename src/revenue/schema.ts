import { z } from 'zod';
import { channels } from '../touchpoints/kinds.ts';
import { country, currency, day, id, instant, money, pageQuery, shortText } from '../platform/fields.ts';

const ref = z.object({ id, name: z.string() });
const amountMinor = money.shape.amountMinor;

export const invoiceKind = z.enum(['invoice', 'credit_note']);
export const matchBasis = z.enum(['organisation_number', 'credited_invoice', 'name', 'chosen']);

export const invoiceMatch = z.object({
  company: ref,
  deal: ref.nullable(),
  basis: matchBasis,
  likeness: z.number().min(0).max(1).describe('1 where it is certain, else how alike the names are'),
});

export const invoice = z.object({
  id,
  kind: invoiceKind,
  number: z.string(),
  seller: z.string(),
  issuedOn: day,
  dueOn: day.nullable(),
  paidOn: day.nullable(),
  net: money.describe('Without VAT; negative on a credit note'),
  tax: money,
  gross: money,
  customerName: z.string(),
  customerOrganisationNumber: z.string().nullable(),
  customerCountry: z.string().nullable(),
  creditedNumber: z.string().nullable(),
  orderReference: z.string().nullable(),
  match: z.object({
    state: z.enum(['confirmed', 'suggested', 'none']),
    basis: matchBasis.nullable(),
    company: ref.nullable(),
    deal: ref.nullable(),
    likeness: z.number().nullable(),
  }),
  suggestions: z
    .array(invoiceMatch)
    .describe('Companies of a like name while none is confirmed, else deals it may belong to while none is'),
  createdAt: instant,
});
export type Invoice = z.input<typeof invoice>;

export const invoiceQuery = pageQuery.extend({
  match: z.enum(['none', 'suggested', 'confirmed']).optional(),
  search: shortText.optional().describe('In the number or the customer’s name'),
});

export const newInvoice = z.strictObject({
  kind: invoiceKind.default('invoice'),
  number: shortText,
  seller: z.string().trim().max(200).default('').describe('Who issued it, where there are several'),
  issuedOn: day,
  dueOn: day.nullable().default(null),
  paidOn: day.nullable().default(null),
  currency,
  netMinor: amountMinor.describe('Without VAT; negative on a credit note'),
  taxMinor: amountMinor.default(0),
  grossMinor: amountMinor.optional().describe('Net and tax, and what was rounded; their sum if left out'),
  customerName: shortText,
  customerOrganisationNumber: shortText.nullable().default(null),
  customerCountry: country.nullable().default(null),
  creditedNumber: shortText.nullable().default(null).describe('The invoice that a credit note credits'),
  orderReference: shortText.nullable().default(null),
});
export type NewInvoice = z.output<typeof newInvoice>;

export const matchChoice = z.strictObject({ companyId: id, dealId: id.nullable().default(null) });

export const channel = z.enum(channels);
const paidRoad = { channel: z.string(), source: z.string(), campaign: z.string() };
export const spend = z.object({
  id,
  day,
  ...paidRoad,
  told: z.object(paidRoad).describe('What it was recorded as; the workspace’s channel rules may call it otherwise'),
  amount: money,
  impressions: z.number().int().nullable(),
  clicks: z.number().int().nullable(),
});
export const spendQuery = pageQuery.extend({
  from: day.optional(),
  to: day.optional().describe('Exclusive'),
  channel: channel.optional(),
  source: shortText.optional(),
});
export const newSpend = z.strictObject({
  day,
  channel,
  source: shortText,
  campaign: z.string().trim().max(200).default(''),
  amount: money,
  impressions: z.number().int().min(0).nullable().default(null),
  clicks: z.number().int().min(0).nullable().default(null),
});

export const currencyRate = z.object({
  currency,
  day,
  rate: z.number().positive().describe("Units of the workspace's currency for one of this one, from that day on"),
});
export const newCurrencyRate = z.strictObject({ currency, day, rate: z.number().positive().max(1e9) });
