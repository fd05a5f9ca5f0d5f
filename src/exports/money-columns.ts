import type { z } from 'zod';
import type { deal } from '../deals/schema.ts';
import type { invoice, spend } from '../revenue/schema.ts';
import { column, decimal, type Column } from './columns.ts';

/** The columns of deals, invoices and spend. Amounts are decimals beside their currency. */

export type DealRow = z.output<typeof deal> & {
  organisationNumber: string | null;
  contactEmail: string | null;
  ownerEmail: string | null;
};

export const dealColumns: Column<DealRow>[] = [
  column('samspilId', 'text', ({ id }) => id),
  column('externalId', 'text', ({ externalId }) => externalId, 'dealId'),
  column('tool', 'text', ({ source }) => source),
  column('name', 'text', ({ name }) => name, 'dealName'),
  column('outcome', 'text', ({ stage }) => stage),
  column('stage', 'text', ({ stageName }) => stageName),
  column('amount', 'decimal', ({ amount }) => decimal(amount)),
  column('currency', 'text', ({ amount }) => amount?.currency),
  column('companyName', 'text', ({ company }) => company?.name),
  column('organisationNumber', 'text', ({ organisationNumber }) => organisationNumber),
  column('contactEmail', 'text', ({ contactEmail }) => contactEmail),
  column('ownerEmail', 'text', ({ ownerEmail }) => ownerEmail),
  column('createdOn', 'day', ({ openedOn }) => openedOn),
  column('closedOn', 'day', ({ closedOn }) => closedOn),
  column('invoiced', 'decimal', ({ invoiced }) => decimal(invoiced)),
  column('invoicedCurrency', 'text', ({ invoiced }) => invoiced?.currency),
  column('leadId', 'text', ({ leadId }) => leadId),
];

export type InvoiceRow = z.output<typeof invoice>;

export const invoiceColumns: Column<InvoiceRow>[] = [
  column('samspilId', 'text', ({ id }) => id),
  column('number', 'text', ({ number }) => number),
  column('kind', 'text', ({ kind }) => kind),
  column('seller', 'text', ({ seller }) => seller || null),
  column('issuedOn', 'day', ({ issuedOn }) => issuedOn),
  column('dueOn', 'day', ({ dueOn }) => dueOn),
  column('paidOn', 'day', ({ paidOn }) => paidOn),
  column('customerName', 'text', ({ customerName }) => customerName),
  column('organisationNumber', 'text', ({ customerOrganisationNumber }) => customerOrganisationNumber),
  column('net', 'decimal', ({ net }) => decimal(net)),
  column('tax', 'decimal', ({ tax }) => decimal(tax)),
  column('gross', 'decimal', ({ gross }) => decimal(gross)),
  column('currency', 'text', ({ net }) => net.currency),
  column('creditedNumber', 'text', ({ creditedNumber }) => creditedNumber),
  column('orderReference', 'text', ({ orderReference }) => orderReference),
  column('matchState', 'text', ({ match }) => match.state),
  column('matchedCompany', 'text', ({ match }) => match.company?.name),
  column('matchedDeal', 'text', ({ match }) => match.deal?.name),
];

export type SpendRow = z.output<typeof spend>;

export const spendColumns: Column<SpendRow>[] = [
  column('samspilId', 'text', ({ id }) => id),
  column('day', 'day', ({ day }) => day),
  // As it was told, so that the file changes nothing when it comes back.
  column('channel', 'text', ({ told }) => told.channel),
  column('source', 'text', ({ told }) => told.source),
  column('campaign', 'text', ({ told }) => told.campaign || null),
  column('amount', 'decimal', ({ amount }) => decimal(amount)),
  column('currency', 'text', ({ amount }) => amount.currency),
  column('impressions', 'count', ({ impressions }) => impressions),
  column('clicks', 'count', ({ clicks }) => clicks),
];
