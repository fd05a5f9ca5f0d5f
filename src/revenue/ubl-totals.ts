import { formatMinor, MoneyError, parseMinor, sumMinor } from './money.ts';
import { said, SaidError, type RevenueCode, type RevenueSaid } from './sentences.ts';
import { at, attribute, children, type Element, textOf } from './xml.ts';

/** Why a document is not an invoice that may be booked, and what would be right; `element` is the UBL path it is about. */
export class UblError extends SaidError {
  override name = 'UblError';
  readonly element: string | null;

  constructor(code: RevenueCode, values: RevenueSaid['values'] = {}) {
    super(code, values);
    this.element = typeof values['element'] === 'string' ? values['element'] : null;
  }
}

/** The totals in minor units, with the signs of the document itself. */
export interface UblTotals {
  netMinor: number;
  taxMinor: number;
  grossMinor: number;
  prepaidMinor: number;
  roundingMinor: number;
  payableMinor: number;
}

/** Reads an amount of the document's currency. Throws `UblError` for another currency, too many decimals or no number. */
export function readAmount(parent: Element, path: string, where: string, currency: string): number | null {
  const element = at(parent, path);
  const text = textOf(element);
  if (text === null) return null;
  const name = `${where}/${path}`;
  const currencyId = attribute(element, 'currencyID');
  if (currencyId !== null && currencyId !== currency) {
    throw new UblError('otherCurrency', { element: name, currency: currencyId, documentCurrency: currency });
  }
  try {
    return parseMinor(text, currency);
  } catch (error) {
    if (error instanceof MoneyError) throw new UblError('elementSays', { element: name, because: error.said });
    throw error;
  }
}

/**
 * Reads `LegalMonetaryTotal` and holds it against the lines, the allowances and charges and the tax, exactly.
 *
 * EN 16931, rules BR-CO-10 to BR-CO-16: Σ lines = LineExtensionAmount; − allowances + charges = TaxExclusiveAmount (the net);
 * + tax = TaxInclusiveAmount; − prepaid + rounding = PayableAmount; TaxTotal = Σ its subtotals.
 *
 * OIOUBL 2.0x and 2.1 use the names otherwise: TaxExclusiveAmount is the *tax*, TaxInclusiveAmount contains the rounding, and the net is
 * not printed: it is LineExtensionAmount − allowances + charges. There may be a TaxTotal for each kind of tax (VAT, registration tax).
 *
 * Throws `UblError` with what the element says and what it should be.
 */
export function readTotals(document: Element, lineNets: readonly number[], currency: string, isOioubl: boolean): UblTotals {
  const total = at(document, TOTAL);
  if (!total) throw new UblError('noTotals', { element: TOTAL });
  const amount = (name: string) => readAmount(total, name, TOTAL, currency);
  const required = (name: string) => {
    const value = amount(name);
    if (value === null) throw new UblError('elementMissing', { element: `${TOTAL}/${name}` });
    return value;
  };
  const check = (name: string, says: number, sum: RevenueSaid, parts: number[]) =>
    mustBe(`${TOTAL}/${name}`, says, sum, sumMinor(parts), currency);

  const lines = required('LineExtensionAmount');
  check('LineExtensionAmount', lines, said('sumOfLines'), [...lineNets]);
  const { allowances, charges } = readAllowancesAndCharges(document, currency);
  const allowanceTotal = amount('AllowanceTotalAmount') ?? 0;
  check('AllowanceTotalAmount', allowanceTotal, said('sumOfAllowances'), [allowances]);
  const chargeTotal = amount('ChargeTotalAmount') ?? 0;
  check('ChargeTotalAmount', chargeTotal, said('sumOfCharges'), [charges]);

  const taxMinor = readTax(document, currency);
  const taxExclusive = required('TaxExclusiveAmount');
  const grossMinor = required('TaxInclusiveAmount');
  const prepaidMinor = amount('PrepaidAmount') ?? 0;
  const roundingMinor = amount('PayableRoundingAmount') ?? 0;
  const payableMinor = required('PayableAmount');
  const computedNet = sumMinor([lines, -allowanceTotal, chargeTotal]);
  if (isOioubl) {
    check('TaxExclusiveAmount', taxExclusive, said('sumOfTaxInOioubl'), [taxMinor]);
    check('TaxInclusiveAmount', grossMinor, said('grossOfOioubl'), [computedNet, taxMinor, roundingMinor]);
    check('PayableAmount', payableMinor, said('formula', { formula: 'TaxInclusiveAmount − PrepaidAmount' }), [
      grossMinor,
      -prepaidMinor,
    ]);
  } else {
    check('TaxExclusiveAmount', taxExclusive, said('netOfLines'), [computedNet]);
    check('TaxInclusiveAmount', grossMinor, said('formula', { formula: 'TaxExclusiveAmount + TaxTotal/TaxAmount' }), [
      taxExclusive,
      taxMinor,
    ]);
    check(
      'PayableAmount',
      payableMinor,
      said('formula', { formula: 'TaxInclusiveAmount − PrepaidAmount + PayableRoundingAmount' }),
      [grossMinor, -prepaidMinor, roundingMinor],
    );
  }
  return { netMinor: computedNet, taxMinor, grossMinor, prepaidMinor, roundingMinor, payableMinor };
}

const TOTAL = 'LegalMonetaryTotal';

function mustBe(element: string, says: number, sum: RevenueSaid, shouldBe: number, currency: string): void {
  if (says === shouldBe) return;
  const inFull = (minor: number) => `${formatMinor(minor, currency)} ${currency}`;
  throw new UblError('wrongTotal', { element, says: inFull(says), shouldBe: inFull(shouldBe), sum });
}

function readAllowancesAndCharges(document: Element, currency: string): { allowances: number; charges: number } {
  const amounts = children(document, 'AllowanceCharge').map((element) => {
    const indicator = textOf(at(element, 'ChargeIndicator'));
    if (indicator === null || !/^(true|false|1|0)$/.test(indicator)) {
      throw new UblError('chargeIndicator', { element: 'AllowanceCharge/ChargeIndicator' });
    }
    return {
      isCharge: indicator === 'true' || indicator === '1',
      amount: readAmount(element, 'Amount', 'AllowanceCharge', currency) ?? 0,
    };
  });
  return {
    allowances: sumMinor(amounts.filter(({ isCharge }) => !isCharge).map(({ amount }) => amount)),
    charges: sumMinor(amounts.filter(({ isCharge }) => isCharge).map(({ amount }) => amount)),
  };
}

/** The tax of the document. A TaxTotal in another currency repeats it for the tax authority (BT-111) and is passed over. */
function readTax(document: Element, currency: string): number {
  const inDocumentCurrency = children(document, 'TaxTotal').filter((taxTotal) => {
    const currencyId = attribute(at(taxTotal, 'TaxAmount'), 'currencyID');
    return currencyId === null || currencyId === currency || currencyId !== textOf(at(document, 'TaxCurrencyCode'));
  });
  return sumMinor(
    inDocumentCurrency.map((taxTotal) => {
      const tax = readAmount(taxTotal, 'TaxAmount', 'TaxTotal', currency) ?? 0;
      const subtotals = children(taxTotal, 'TaxSubtotal');
      const parts = subtotals.map((subtotal) => readAmount(subtotal, 'TaxAmount', 'TaxTotal/TaxSubtotal', currency) ?? 0);
      if (subtotals.length > 0) mustBe('TaxTotal/TaxAmount', tax, said('sumOfSubtotals'), sumMinor(parts), currency);
      return tax;
    }),
  );
}
