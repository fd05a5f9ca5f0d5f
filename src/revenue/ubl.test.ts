import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readUbl, UblError } from './ubl.ts';

const sample = (path: string) => readFileSync(new URL(`../../sample/${path}`, import.meta.url));
const text = (path: string) => sample(path).toString('utf8');

/** Read off the files by hand: kind, number, currency, net, tax, gross and payable as printed (a credit note's with a minus). */
const BY_HAND: Record<
  string,
  [kind: string, number: string, currency: string, net: number, tax: number, gross: number, payable: number]
> = {
  'en16931/BIS3_Invoice_negativ.XML': ['invoice', '12345', 'DKK', -625743_54, -156435_89, -782179_43, -782179_43],
  'en16931/BIS3_Invoice_positive.XML': ['invoice', '12345', 'DKK', 625743_54, 156435_89, 782179_43, 782179_43],
  'en16931/guide-example1.xml': ['invoice', '12115118', 'EUR', 229_60, 20_73, 250_33, 250_33],
  'en16931/guide-example2.xml': ['invoice', 'TOSL108', 'NOK', 1436_50, 365_28, 1801_78, 801_78],
  'en16931/guide-example3.xml': ['invoice', 'TOSL108', 'DKK', 900_00, 225_00, 1125_00, 1125_00],
  'en16931/issue116.xml': ['invoice', '2018210', 'SEK', 700_00, 130_00, 830_00, 830_00],
  'en16931/sample-discount-price.xml': ['invoice', 'test decimal 1', 'EUR', 12_12, 3_03, 15_15, 15_15],
  'en16931/ubl-tc434-creditnote1.xml': ['credit_note', '018304 / 28865', 'EUR', -100_11, 0, -100_11, -100_11],
  'en16931/ubl-tc434-example1.xml': ['invoice', '12115118', 'EUR', 229_60, 20_73, 250_33, 250_33],
  'en16931/ubl-tc434-example10.xml': ['invoice', '12115118', 'EUR', 229_60, 20_73, 250_33, 250_33],
  'en16931/ubl-tc434-example2.xml': ['invoice', 'TOSL108', 'NOK', 1436_50, 365_28, 1801_78, 801_78],
  'en16931/ubl-tc434-example3.xml': ['invoice', 'TOSL108', 'DKK', 1700_00, 305_00, 2005_00, 2005_00],
  'en16931/ubl-tc434-example4.xml': ['invoice', 'TOSL110', 'DKK', 4000_00, 675_00, 4675_00, 4675_00],
  'en16931/ubl-tc434-example5.xml': ['invoice', 'TOSL110', 'DKK', 4000_00, 675_00, 4675_00, 2337_50],
  'en16931/ubl-tc434-example6.xml': ['invoice', 'TOSL110', 'DKK', 4000_00, 675_00, 4675_00, 4675_00],
  'en16931/ubl-tc434-example7.xml': ['invoice', 'INVOICE_test_7', 'SEK', 3200_00, 0, 3200_00, 3200_00],
  'en16931/ubl-tc434-example8.xml': ['invoice', '1100512149', 'EUR', 908_91, 190_87, 1099_78, 1099_78],
  'en16931/ubl-tc434-example9.xml': ['invoice', '20150483', 'EUR', 147_00, 30_87, 177_87, 177_87],
  'oioubl/credit-note.xml': ['credit_note', 'A00095679', 'DKK', -5050_00, -1262_50, -6312_50, -6312_50],
  'oioubl/dk-bank.xml': ['invoice', 'BANK-001', 'DKK', 32943_04, 8235_76, 41178_80, 41178_80],
  'oioubl/excise-line-and-document.xml': ['invoice', 'A00095678', 'DKK', 200000_00, 150000_00, 350000_00, 350000_00],
  'oioubl/excise-registration-tax_real.xml': ['invoice', '5555', 'DKK', 76120_60, 103879_40, 180000_00, 180000_00],
  'oioubl/happy-path_real.xml': ['invoice', 'A00095678', 'DKK', 5050_00, 1262_50, 6312_50, 6312_50],
  'oioubl/invoice-bare.xml': ['invoice', 'SAMPLE-001', 'DKK', 32943_04, 8235_76, 41178_80, 41178_80],
  'oioubl/negative-rounding_real.xml': ['credit_note', '70390', 'DKK', -90_90, -22_73, -113_62, -113_62],
  'oioubl/nemkonto.xml': ['invoice', 'NEMKONTO-001', 'DKK', 32943_04, 8235_76, 41178_80, 41178_80],
  'oioubl/out-credit-note.xml': ['credit_note', 'A00095679', 'DKK', -5050_00, -1262_50, -6312_50, -6312_50],
  'oioubl/out-invoice.xml': ['invoice', 'A00095678', 'DKK', 5050_00, 1262_50, 6312_50, 6312_50],
  'oioubl/prices-advanced_real.xml': ['invoice', 'A00095678', 'DKK', 3600_00, 900_00, 4500_00, 4500_00],
  'oioubl/reverse-charge.xml': ['invoice', 'A00095678', 'DKK', 5000_00, 0, 5000_00, 5000_00],
};

/** The sample that shows every element of OIOUBL once; nobody did its sums. */
const WRONG_SUMS = 'oioubl/used-invoice_real.xml';

describe('the sample invoices', () => {
  test('are all in the table', () => {
    const files = ['en16931', 'oioubl'].flatMap((folder) =>
      readdirSync(new URL(`../../sample/${folder}/`, import.meta.url))
        .filter((file) => /\.xml$/i.test(file))
        .map((file) => `${folder}/${file}`),
    );
    expect(files.toSorted()).toEqual([...Object.keys(BY_HAND), WRONG_SUMS].toSorted());
  });

  test.each(Object.entries(BY_HAND))(
    '%s reads as printed',
    (path, [kind, number, currency, netMinor, taxMinor, grossMinor, payableMinor]) => {
      const read = readUbl(sample(path));
      expect(read).toMatchObject({ kind, number, currency, netMinor, taxMinor, grossMinor, payableMinor });
      expect(netMinor + taxMinor + (path.includes('negative-rounding') ? 1 : 0)).toBe(grossMinor);
    },
  );

  test('the one with wrong sums is refused with what should be', () => {
    expect(() => readUbl(sample(WRONG_SUMS))).toThrow(
      'LegalMonetaryTotal/TaxInclusiveAmount says 7000.00 DKK, but should be 7015.25 DKK: lines − allowances + charges + tax + rounding.',
    );
  });
});

describe('what an invoice tells', () => {
  test('parties, references, dates and lines', () => {
    expect(readUbl(sample('en16931/ubl-tc434-example5.xml'))).toMatchObject({
      typeCode: '380',
      issuedOn: '2013-04-10',
      dueOn: '2013-05-10',
      orderReference: 'PO4711',
      billingReference: ['TOSL109'],
      prepaidMinor: 2337_50,
      seller: { name: 'SellerCompany', organisationNumber: '16356706', country: 'NL', email: 'Anthon@Selco.nl' },
      buyer: {
        name: 'Buyercompany ltd',
        organisationNumber: '16356607',
        country: 'DK',
        vatNumber: 'DK16356607',
        email: 'john.hansen@buyercompany.dk',
      },
    });
    expect(readUbl(sample('en16931/guide-example3.xml')).lines).toHaveLength(2);
  });

  test('the company register behind the scheme, whatever it is called', () => {
    expect(readUbl(sample('oioubl/happy-path_real.xml')).buyer).toMatchObject({ organisationNumber: '99010080', scheme: '0184' });
    expect(readUbl(sample('en16931/BIS3_Invoice_positive.XML')).buyer).toMatchObject({
      organisationNumber: '87654321',
      scheme: '0184',
    });
    expect(readUbl(sample('en16931/ubl-tc434-example9.xml')).seller.organisationNumber).toBe('32081330');
    expect(readUbl(sample('oioubl/credit-note.xml')).buyer).toMatchObject({
      organisationNumber: '5798009811530',
      scheme: '0088',
    });
    expect(readUbl(sample('oioubl/credit-note.xml')).billingReference).toEqual(['A00095678']);
  });

  test("a citizen's number is not read", () => {
    const seller = readUbl(
      text('oioubl/happy-path_real.xml')
        .replaceAll('DK:CVR', 'DK:CPR')
        .replaceAll('DK:SE', 'DK:CPR')
        .replaceAll(/>DK(?=\d)/g, '>'),
    ).seller;
    expect(seller.organisationNumber).toBeNull();
  });

  test('credit-note codes in an Invoice element credit; corrections do not', () => {
    const as = (code: string) => readUbl(text('en16931/guide-example3.xml').replace('>380<', `>${code}<`));
    expect(as('381')).toMatchObject({ kind: 'credit_note', grossMinor: -1125_00 });
    expect(as('384')).toMatchObject({ kind: 'invoice', grossMinor: 1125_00, typeCode: '384' });
  });

  test('prefixes are the sender’s choice, and characters are unescaped once', () => {
    const xml = text('en16931/guide-example3.xml')
      .replaceAll('cbc:', 'x:')
      .replaceAll('cac:', 'y:')
      .replaceAll(':cbc=', ':x=')
      .replaceAll(':cac=', ':y=');
    expect(readUbl(xml.replaceAll('Buyercompany ltd', 'S&#248;n &amp; Co &amp;lt; <![CDATA[A&amp;B]]>')).buyer.name).toBe(
      'Søn & Co &lt; A&amp;B',
    );
  });
});

describe('encodings', () => {
  const latin = text('oioubl/happy-path_real.xml').replace('\uFEFF', '').replace('UTF-8', 'ISO-8859-1');
  const utf16 = text('oioubl/happy-path_real.xml').replace('\uFEFF', '').replace('UTF-8', 'UTF-16');

  test.each([
    ['ISO-8859-1 as declared', Buffer.from(latin, 'latin1')],
    ['UTF-16 with its mark', Buffer.from(`\uFEFF${utf16}`, 'utf16le')],
    ['UTF-16 without', Buffer.from(utf16, 'utf16le')],
    ['UTF-16 the other way round', Buffer.from(`\uFEFF${utf16}`, 'utf16le').swap16()],
    ['UTF-8 with its mark', sample('oioubl/happy-path_real.xml')],
    ['text', text('oioubl/happy-path_real.xml')],
  ])('%s', (_name, xml) => {
    expect(readUbl(xml).seller.name).toBe('Tavleleverandøren');
  });

  test('bytes that are not what they say are refused', () => {
    expect(() => readUbl(Buffer.from(latin.replace('ISO-8859-1', 'UTF-8'), 'latin1'))).toThrow('its bytes are not');
    expect(() => readUbl(Buffer.from(latin.replace('ISO-8859-1', 'EBCDIC-CP-DK')))).toThrow(
      'declares the encoding "ebcdic-cp-dk"',
    );
  });
});

describe('a wrong document is refused with what would be right', () => {
  const good = text('en16931/guide-example2.xml');
  const change = (from: string | RegExp, to: string) => {
    const changed = good.replace(from, to);
    expect(changed).not.toBe(good);
    return () => readUbl(changed);
  };

  test.each([
    [
      'a line',
      /(<cbc:LineExtensionAmount currencyID="NOK">)1273\.00/,
      '$11273.01',
      'LegalMonetaryTotal/LineExtensionAmount says 1436.50 NOK, but should be 1436.51 NOK',
    ],
    [
      'the net',
      'TaxExclusiveAmount currencyID="NOK">1436.50',
      'TaxExclusiveAmount currencyID="NOK">1436.05',
      'TaxExclusiveAmount says 1436.05 NOK, but should be 1436.50',
    ],
    ['the gross', '>1801.78<', '>1801.79<', 'LegalMonetaryTotal/TaxInclusiveAmount says 1801.79 NOK, but should be 1801.78 NOK'],
    ['the payable', '>801.78<', '>801.77<', 'PayableAmount says 801.77 NOK, but should be 801.78'],
    ['the prepaid', '>1000.00<', '>1000.50<', 'PayableAmount says 801.78 NOK, but should be 801.28'],
    ['a tax subtotal', '>365.13<', '>365.12<', 'TaxTotal/TaxAmount says 365.28 NOK, but should be 365.27'],
    [
      'the allowances',
      /(<cbc:AllowanceTotalAmount currencyID="NOK">)100/,
      '$1101',
      'AllowanceTotalAmount says 101.00 NOK, but should be 100.00',
    ],
    [
      'the charges',
      /(<cbc:ChargeTotalAmount currencyID="NOK">)100/,
      '$199',
      'ChargeTotalAmount says 99.00 NOK, but should be 100.00',
    ],
    ['decimals', '>801.78<', '>801.785<', 'LegalMonetaryTotal/PayableAmount: "801.785" has too many decimals'],
    ['a comma', '>801.78<', '>801,78<', 'LegalMonetaryTotal/PayableAmount: "801,78" is not an amount'],
    [
      'another currency',
      'PayableAmount currencyID="NOK"',
      'PayableAmount currencyID="EUR"',
      'PayableAmount is in EUR, but DocumentCurrencyCode says NOK',
    ],
    ['no currency', />NOK</, '>NKR<', 'DocumentCurrencyCode "NKR" is not an ISO 4217 code'],
    ['the date', '>2013-06-30<', '>2013-06-31<', 'IssueDate says "2013-06-31"'],
    ['no number', '<cbc:ID>TOSL108</cbc:ID>', '', 'ID is missing'],
    ['two totals', '</cac:LegalMonetaryTotal>', '</cac:LegalMonetaryTotal><cac:LegalMonetaryTotal/>', 'occurs 2 times'],
    ['an unknown entity', 'TOSL108', 'TOSL&bomb;', '"&bomb;" is not a character of XML'],
    ['a bare ampersand', 'TOSL108', 'A & B', 'not well-formed XML'],
    ['an open element', '</Invoice>', '', 'not well-formed XML'],
  ])('%s', (_what, from, to, message) => {
    expect(change(from, to)).toThrow(UblError);
    expect(change(from, to)).toThrow(message);
  });

  test.each([
    ['nothing', '', 'not XML'],
    ['a PDF', '%PDF-1.7', 'not XML'],
    ['another document', '<Order><ID>1</ID></Order>', 'The document is <Order>; a UBL 2.1 <Invoice> or <CreditNote> is read.'],
    ['an empty invoice', '<Invoice/>', 'DocumentCurrencyCode is missing'],
    ['a NUL', '<Invoice>\0</Invoice>', 'NUL'],
    ['a prototype', '<__proto__><Invoice/></__proto__>', 'reserved name'],
  ])('%s', (_what, xml, message) => {
    expect(() => readUbl(xml)).toThrow(UblError);
    expect(() => readUbl(xml)).toThrow(message);
  });

  test('a billion laughs are not laughed', () => {
    const entities = Array.from({ length: 9 }, (_, level) => `<!ENTITY l${level + 1} "${`&l${level};`.repeat(10)}">`).join('');
    const bomb = `<?xml version="1.0"?><!DOCTYPE Invoice [<!ENTITY l0 "ha">${entities}]><Invoice><ID>&l9;</ID></Invoice>`;
    expect(() => readUbl(bomb)).toThrow('document type');
    expect(() => readUbl(`<!DOCTYPE x SYSTEM "file:///etc/passwd"><Invoice/>`)).toThrow('document type');
  });

  test('100,000 elements deep and 21 MB wide end at once', () => {
    expect(() => readUbl(`<Invoice>${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}</Invoice>`)).toThrow(UblError);
    expect(() => readUbl(new Uint8Array(21 * 1024 * 1024))).toThrow('larger than 20 MB');
  });

  test('currencies with no and with three decimals', () => {
    const document = (
      currency: string,
      net: string,
      tax: string,
      gross: string,
    ) => `<Invoice><ID>1</ID><IssueDate>2026-11-22</IssueDate>
      <DocumentCurrencyCode>${currency}</DocumentCurrencyCode><TaxTotal><TaxAmount>${tax}</TaxAmount></TaxTotal><LegalMonetaryTotal>
      <LineExtensionAmount>${net}</LineExtensionAmount><TaxExclusiveAmount>${net}</TaxExclusiveAmount><TaxInclusiveAmount>${gross}</TaxInclusiveAmount>
      <PayableAmount>${gross}</PayableAmount></LegalMonetaryTotal><InvoiceLine><LineExtensionAmount>${net}</LineExtensionAmount></InvoiceLine></Invoice>`;
    expect(readUbl(document('JPY', '1000', '100', '1100')).grossMinor).toBe(1100);
    expect(readUbl(document('KWD', '10.005', '0.500', '10.505')).grossMinor).toBe(10505);
    expect(() => readUbl(document('JPY', '1000.5', '100', '1100.5'))).toThrow('JPY has none');
  });
});
