import { formatMinor } from './money.ts';
import { normaliseOrganisationNumber } from './organisation-number.ts';
import type { NewInvoice } from './schema.ts';
import type { UblDocument } from './ubl.ts';

/** An invoice as it is kept. Gross is net and tax and what was rounded between them; a credit note's amounts are negative. */
export interface InvoiceFacts {
  kind: 'invoice' | 'credit_note';
  number: string;
  seller: string;
  issuedOn: string;
  dueOn: string | null;
  paidOn: string | null;
  currency: string;
  netMinor: number;
  taxMinor: number;
  roundingMinor: number;
  grossMinor: number;
  customerName: string;
  customerOrganisationNumber: string | null;
  customerCountry: string | null;
  creditedNumber: string | null;
  orderReference: string | null;
}

/** An invoice told as figures (JSON or a table's row). A credit note told with positive amounts is turned. */
export function invoiceOfFigures(given: NewInvoice): InvoiceFacts {
  const turn = given.kind === 'credit_note' && given.netMinor > 0 ? -1 : 1;
  const [netMinor, taxMinor] = [turn * given.netMinor, turn * given.taxMinor];
  const grossMinor = given.grossMinor === undefined ? netMinor + taxMinor : turn * given.grossMinor;
  return {
    ...given,
    netMinor: netMinor || 0,
    taxMinor: taxMinor || 0,
    grossMinor: grossMinor || 0,
    roundingMinor: grossMinor - netMinor - taxMinor || 0,
    customerOrganisationNumber: given.customerOrganisationNumber && normaliseOrganisationNumber(given.customerOrganisationNumber),
  };
}

/** What is kept of a UBL document. The seller is known by its registration number, so that a number is unique within it. */
export function invoiceOfUbl(document: UblDocument): InvoiceFacts {
  const { kind, number, issuedOn, dueOn, currency, netMinor, taxMinor, grossMinor, seller, buyer } = document;
  return {
    kind,
    number,
    seller: seller.organisationNumber ?? seller.vatNumber ?? seller.name ?? '',
    issuedOn,
    dueOn,
    paidOn: null,
    currency,
    netMinor,
    taxMinor,
    grossMinor,
    roundingMinor: grossMinor - netMinor - taxMinor || 0,
    customerName: buyer.name ?? buyer.organisationNumber ?? buyer.vatNumber ?? number,
    customerOrganisationNumber: buyer.organisationNumber,
    customerCountry: /^[A-Z]{2}$/.test(buyer.country ?? '') ? buyer.country : null,
    creditedNumber: document.billingReference[0] ?? null,
    orderReference: document.orderReference,
  };
}

/**
 * What tells two accounts of one invoice apart, in a sentence; null when they say the same. When it was paid is news and no difference.
 */
export function differenceOf(kept: InvoiceFacts, told: InvoiceFacts): string | null {
  const shown = (facts: InvoiceFacts, field: keyof InvoiceFacts) => {
    const value = facts[field];
    return typeof value === 'number' ? `${formatMinor(value, facts.currency)} ${facts.currency}` : (value ?? 'nothing');
  };
  const fields = [
    'issuedOn',
    'currency',
    'netMinor',
    'taxMinor',
    'grossMinor',
    'customerName',
    'customerOrganisationNumber',
    'creditedNumber',
  ] as const;
  const different = fields.find((field) => kept[field] !== told[field]);
  if (different === undefined) return null;
  const kind = kept.kind === 'invoice' ? 'Invoice' : 'Credit note';
  return `${kind} ${kept.number} is here already with other contents: its ${different.replace('Minor', '')} is ${shown(kept, different)} there and ${shown(told, different)} here.`;
}
