import { formatMinor } from './money.ts';
import { countryOfScheme, normaliseOrganisationNumber, tidyOrganisationNumber, withRegister } from './organisation-number.ts';
import type { NewInvoice } from './schema.ts';
import { said, type RevenueSaid } from './sentences.ts';
import type { UblParty } from './ubl-party.ts';
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
  /** Of the register of the customer's country, or with the letters of the country that it is of. */
  customerOrganisationNumber: string | null;
  customerCountry: string | null;
  creditedNumber: string | null;
  orderReference: string | null;
}

/** An invoice told as figures (JSON or a table's row). A credit note told with positive amounts is turned. `home` is the workspace's country. */
export function invoiceOfFigures(given: NewInvoice, home: string): InvoiceFacts {
  const turn = given.kind === 'credit_note' && given.netMinor > 0 ? -1 : 1;
  const [netMinor, taxMinor] = [turn * given.netMinor, turn * given.taxMinor];
  const grossMinor = given.grossMinor === undefined ? netMinor + taxMinor : turn * given.grossMinor;
  return {
    ...given,
    netMinor: netMinor || 0,
    taxMinor: taxMinor || 0,
    grossMinor: grossMinor || 0,
    roundingMinor: grossMinor - netMinor - taxMinor || 0,
    customerOrganisationNumber:
      given.customerOrganisationNumber && tidyOrganisationNumber(given.customerOrganisationNumber, given.customerCountry ?? home),
  };
}

/** What is kept of a UBL document. The seller is known by its registration number, so that a number is unique within it. */
export function invoiceOfUbl(document: UblDocument): InvoiceFacts {
  const { kind, number, issuedOn, dueOn, currency, netMinor, taxMinor, grossMinor, seller, buyer } = document;
  const customerCountry = /^[A-Z]{2}$/.test(buyer.country ?? '') ? buyer.country : null;
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
    customerOrganisationNumber: numberOf(buyer, customerCountry),
    customerCountry,
    creditedNumber: document.billingReference[0] ?? null,
    orderReference: document.orderReference,
  };
}

/** The buyer's number; its register is told where it is not that of the buyer's country. */
function numberOf({ organisationNumber, scheme }: UblParty, country: string | null): string | null {
  const register = countryOfScheme(scheme);
  return organisationNumber === null || register === null || register === country
    ? organisationNumber
    : withRegister({ register, value: organisationNumber });
}

/** An invoice that is here already and is what somebody tells of; `difference` says in what the two accounts disagree. */
export interface Recognised<T> {
  kept: T;
  difference: RevenueSaid | null;
}

/**
 * The invoice that an account is of: its seller's of that kind and number. Spreadsheets name no seller and e-invoices do, so where one of
 * the two is silent, it is the one that agrees on day, currency and amount. When it was paid is news and no difference.
 */
export function recogniseInvoice<T extends InvoiceFacts>(here: readonly T[], told: InvoiceFacts): Recognised<T> | null {
  const numbered = here.filter(({ kind, number }) => kind === told.kind && number === told.number);
  const own = numbered.find(({ seller }) => seller === told.seller);
  if (own) return { kept: own, difference: differenceOf(own, told) };
  const silent = numbered.filter(
    (kept) =>
      (kept.seller === '' || told.seller === '') &&
      (['issuedOn', 'currency', 'netMinor', 'grossMinor'] as const).every((field) => kept[field] === told[field]),
  );
  const [kept] = silent;
  return kept && silent.length === 1 ? { kept, difference: null } : null;
}

const COMPARED = [
  'issuedOn',
  'currency',
  'netMinor',
  'taxMinor',
  'grossMinor',
  'customerName',
  'customerOrganisationNumber',
  'creditedNumber',
] as const;

function differenceOf(kept: InvoiceFacts, told: InvoiceFacts): RevenueSaid | null {
  const numbers = [kept, told].map(({ customerOrganisationNumber: number }) => number && normaliseOrganisationNumber(number));
  const differs = (each: (typeof COMPARED)[number]) =>
    each === 'customerOrganisationNumber' ? numbers[0] !== numbers[1] : kept[each] !== told[each];
  const field = COMPARED.find(differs);
  if (field === undefined) return null;
  const shown = (facts: InvoiceFacts) => {
    const value = facts[field];
    return typeof value === 'number' ? `${formatMinor(value, facts.currency)} ${facts.currency}` : (value ?? said('nothing'));
  };
  return said(kept.kind === 'invoice' ? 'otherInvoice' : 'otherCreditNote', {
    number: kept.number,
    part: said(`part_${field}`),
    kept: shown(kept),
    told: shown(told),
  });
}
