import { formatMinor, MoneyError, parseMinor, sumMinor } from './money.ts';
import { at, attribute, children, type Element, textOf } from './xml.ts';

/** Why a document is not an invoice that may be booked; `element` is the UBL path it is about, the message names what would be right. */
export class UblError extends Error {
  override name = 'UblError';
  readonly element: string | null;

  constructor(message: string, element: string | null = null) {
    super(message);
    this.element = element;
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
    throw new UblError(
      `${name} is in ${currencyId}, but DocumentCurrencyCode says ${currency}; all amounts are in one currency.`,
      name,
    );
  }
  try {
    return parseMinor(text, currency);
  } catch (error) {
    if (error instanceof MoneyError) throw new UblError(`${name}: ${error.message}`, name);
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
  if (!total) throw new UblError(`${TOTAL} is missing; an invoice states its totals there.`, TOTAL);
  const amount = (name: string) => readAmount(total, name, TOTAL, currency);
  const required = (name: string) => {
    const value = amount(name);
    if (value === null) throw new UblError(`${TOTAL}/${name} is missing; it is required.`, `${TOTAL}/${name}`);
    return value;
  };
  const check = (name: string, says: number, sum: string, parts: number[]) =>
    mustBe(`${TOTAL}/${name}`, says, sum, sumMinor(parts), currency);

  const lines = required('LineExtensionAmount');
  check('LineExtensionAmount', lines, 'the sum of the lines', [...lineNets]);
  const { allowances, charges } = readAllowancesAndCharges(document, currency);
  const allowanceTotal = amount('AllowanceTotalAmount') ?? 0;
  check('AllowanceTotalAmount', allowanceTotal, 'the sum of the allowances', [allowances]);
  const chargeTotal = amount('ChargeTotalAmount') ?? 0;
  check('ChargeTotalAmount', chargeTotal, 'the sum of the charges', [charges]);

  const taxMinor = readTax(document, currency);
  const taxExclusive = required('TaxExclusiveAmount');
  const grossMinor = required('TaxInclusiveAmount');
  const prepaidMinor = amount('PrepaidAmount') ?? 0;
  const roundingMinor = amount('PayableRoundingAmount') ?? 0;
  const payableMinor = required('PayableAmount');
  const computedNet = sumMinor([lines, -allowanceTotal, chargeTotal]);
  if (isOioubl) {
    check('TaxExclusiveAmount', taxExclusive, 'in OIOUBL the sum of TaxTotal', [taxMinor]);
    check('TaxInclusiveAmount', grossMinor, 'lines − allowances + charges + tax + rounding', [
      computedNet,
      taxMinor,
      roundingMinor,
    ]);
    check('PayableAmount', payableMinor, 'TaxInclusiveAmount − PrepaidAmount', [grossMinor, -prepaidMinor]);
  } else {
    check('TaxExclusiveAmount', taxExclusive, 'lines − allowances + charges', [computedNet]);
    check('TaxInclusiveAmount', grossMinor, 'TaxExclusiveAmount + TaxTotal/TaxAmount', [taxExclusive, taxMinor]);
    check('PayableAmount', payableMinor, 'TaxInclusiveAmount − PrepaidAmount + PayableRoundingAmount', [
      grossMinor,
      -prepaidMinor,
      roundingMinor,
    ]);
  }
  return { netMinor: computedNet, taxMinor, grossMinor, prepaidMinor, roundingMinor, payableMinor };
}

const TOTAL = 'LegalMonetaryTotal';

function mustBe(element: string, says: number, sum: string, shouldBe: number, currency: string): void {
  if (says === shouldBe) return;
  const [printed, computed] = [formatMinor(says, currency), formatMinor(shouldBe, currency)];
  throw new UblError(`${element} says ${printed} ${currency}, but should be ${computed} ${currency}: ${sum}.`, element);
}

function readAllowancesAndCharges(document: Element, currency: string): { allowances: number; charges: number } {
  const amounts = children(document, 'AllowanceCharge').map((element) => {
    const indicator = textOf(at(element, 'ChargeIndicator'));
    if (indicator === null || !/^(true|false|1|0)$/.test(indicator)) {
      throw new UblError(
        'AllowanceCharge/ChargeIndicator must say true (a charge) or false (an allowance).',
        'AllowanceCharge/ChargeIndicator',
      );
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
      if (subtotals.length > 0) mustBe('TaxTotal/TaxAmount', tax, 'the sum of its subtotals', sumMinor(parts), currency);
      return tax;
    }),
  );
}
