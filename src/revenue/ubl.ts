import { isCurrency, MoneyError } from './money.ts';
import { readParty, type UblParty } from './ubl-party.ts';
import { readAmount, readTotals, UblError, type UblTotals } from './ubl-totals.ts';
import { at, attribute, children, type Element, readXml, textOf, XmlError } from './xml.ts';

export { UblError, type UblParty };

export interface UblLine {
  id: string | null;
  description: string | null;
  /** A decimal text as the document prints it, `null` if it names none. */
  quantity: string | null;
  netMinor: number;
}

/**
 * An invoice or a credit note of UBL 2.1. Amounts are integers in the currency's minor unit and net is without VAT. A credit note's amounts
 * are negative, so that sums over documents come out right; an invoice with negative amounts stays an invoice.
 */
export interface UblDocument extends UblTotals {
  kind: 'invoice' | 'credit_note';
  /** UNTDID 1001: 380 invoice, 381 credit note, 384 corrected invoice …; `null` if the document has none. */
  typeCode: string | null;
  number: string;
  /** `YYYY-MM-DD` */
  issuedOn: string;
  dueOn: string | null;
  currency: string;
  seller: UblParty;
  buyer: UblParty;
  orderReference: string | null;
  /** Numbers of the invoices that this document credits or corrects. */
  billingReference: string[];
  lines: UblLine[];
  note: string | null;
}

/**
 * Reads an invoice or credit note of UBL 2.1: EN 16931, Peppol BIS Billing 3 or OIOUBL 2.0x/2.1. Its totals are verified with exact
 * arithmetic (see `readTotals`). Throws `UblError`, whose message names the element, what it says and what it should be.
 */
export function readUbl(xml: string | Uint8Array): UblDocument {
  try {
    return read(xml);
  } catch (error) {
    if (error instanceof XmlError || error instanceof MoneyError) throw new UblError(error.said.code, error.said.values);
    throw error;
  }
}

function read(xml: string | Uint8Array): UblDocument {
  const { name, document } = unwrapped(readXml(xml));
  const currency = required(document, 'DocumentCurrencyCode').toUpperCase();
  if (!isCurrency(currency)) throw new UblError('currencyOfDocument', { element: 'DocumentCurrencyCode', currency });
  const typeCode = textOf(at(document, `${name}TypeCode`));
  const kind = name === 'CreditNote' || CREDIT_NOTE_CODES.has(typeCode ?? '') ? 'credit_note' : 'invoice';
  const lines = children(document, `${name}Line`).map((line) => readLine(line, name, currency));
  if (lines.length === 0) throw new UblError('noLines', { element: `${name}Line` });
  const totals = readTotals(
    document,
    lines.map(({ netMinor }) => netMinor),
    currency,
    isOioubl(document),
  );
  const signed = (amount: number) => (kind === 'credit_note' && amount !== 0 ? -amount : amount);
  return {
    kind,
    typeCode,
    number: required(document, 'ID'),
    issuedOn: required(document, 'IssueDate', readDate),
    dueOn: readDueDate(document),
    currency,
    netMinor: signed(totals.netMinor),
    taxMinor: signed(totals.taxMinor),
    grossMinor: signed(totals.grossMinor),
    prepaidMinor: signed(totals.prepaidMinor),
    roundingMinor: signed(totals.roundingMinor),
    payableMinor: signed(totals.payableMinor),
    seller: readParty(at(document, 'AccountingSupplierParty')),
    buyer: readParty(at(document, 'AccountingCustomerParty')),
    orderReference: textOf(at(document, 'OrderReference/ID')),
    billingReference: children(document, 'BillingReference').flatMap(
      (reference) =>
        textOf(at(reference, 'InvoiceDocumentReference/ID') ?? at(reference, 'CreditNoteDocumentReference/ID')) ?? [],
    ),
    lines: lines.map((line) => ({ ...line, netMinor: signed(line.netMinor) })),
    note: children(document, 'Note').map(textOf).filter(Boolean).join('\n') || null,
  };
}

/** UNTDID 1001 codes that credit, also when they come in an Invoice element. */
const CREDIT_NOTE_CODES = new Set(['81', '83', '261', '262', '296', '308', '381', '396', '420', '458', '532']);

/** The document itself, also when it comes in the envelope of the Peppol network. */
function unwrapped({ name, root }: { name: string; root: Element }): { name: 'Invoice' | 'CreditNote'; document: Element } {
  if (name === 'Invoice' || name === 'CreditNote') return { name, document: root };
  if (name === 'StandardBusinessDocument') {
    const invoice = at(root, 'Invoice');
    if (invoice) return { name: 'Invoice', document: invoice };
    const creditNote = at(root, 'CreditNote');
    if (creditNote) return { name: 'CreditNote', document: creditNote };
  }
  throw new UblError('notUbl', { name: name.slice(0, 60) });
}

/** OIOUBL 3 follows EN 16931; only the 2.x customizations give the totals their own meaning. */
function isOioubl(document: Element): boolean {
  const customization = textOf(at(document, 'CustomizationID'));
  if (customization !== null) return /^OIOUBL-2/i.test(customization);
  return attribute(at(document, 'ProfileID'), 'schemeID')?.startsWith('urn:oioubl:') ?? false;
}

function required(
  document: Element,
  name: string,
  read: (element: Element | undefined, name: string) => string | null = textOf,
): string {
  const text = read(at(document, name), name);
  if (text === null) throw new UblError('elementMissing', { element: name });
  return text;
}

function readLine(line: Element, document: string, currency: string): UblLine {
  const id = textOf(at(line, 'ID'));
  const where = `${document}Line${id === null ? '' : `[${id}]`}`;
  const netMinor = readAmount(line, 'LineExtensionAmount', where, currency);
  if (netMinor === null) throw new UblError('elementMissing', { element: `${where}/LineExtensionAmount` });
  const item = at(line, 'Item');
  const description = item && (textOf(at(item, 'Name')) ?? textOf(children(item, 'Description')[0]));
  return { id, description: description ?? null, quantity: textOf(at(line, QUANTITY[document] ?? 'Quantity')), netMinor };
}

const QUANTITY: Record<string, string> = { Invoice: 'InvoicedQuantity', CreditNote: 'CreditedQuantity' };

/** An invoice says when it is due in DueDate; a credit note, and OIOUBL, in the means of payment. */
function readDueDate(document: Element): string | null {
  const means = [...children(document, 'PaymentMeans'), ...children(document, 'PaymentTerms')];
  const dates = [
    readDate(at(document, 'DueDate'), 'DueDate'),
    ...means.map((element) => readDate(at(element, 'PaymentDueDate'), 'PaymentDueDate')),
  ];
  return dates.find((date) => date !== null) ?? null;
}

/** An `xsd:date`; its optional time zone says nothing about a day of the calendar. */
function readDate(element: Element | undefined, name: string): string | null {
  const text = textOf(element);
  if (text === null) return null;
  const [, date, year, month, day] = /^((\d{4})-(\d{2})-(\d{2}))(?:Z|[+-]\d{2}:\d{2})?$/.exec(text) ?? [];
  const read = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  if (date === undefined || read.getUTCMonth() !== Number(month) - 1) {
    throw new UblError('elementNoDate', { element: name, value: text.slice(0, 40) });
  }
  return date;
}
