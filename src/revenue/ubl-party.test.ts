import { describe, expect, test } from 'vitest';
import { invoiceOfUbl } from './invoice.ts';
import { registeredNumber, withRegister } from './organisation-number.ts';
import { readUbl } from './ubl.ts';

const id = (tag: string, number: string, scheme: string | null) =>
  `<cbc:${tag}${scheme === null ? '' : ` schemeID="${scheme}"`}>${number}</cbc:${tag}>`;

interface Told {
  endpoint?: [number: string, scheme: string | null];
  identified?: [number: string, scheme: string | null];
  vat?: string;
  legal?: [number: string, scheme: string | null];
  country?: string;
}

/** A party as UBL, EHF and OIOUBL write it, with the elements in which its number may stand. */
const party = ({ endpoint, identified, vat, legal, country }: Told) => `<cac:Party>
  ${endpoint ? id('EndpointID', ...endpoint) : ''}
  ${identified ? `<cac:PartyIdentification>${id('ID', ...identified)}</cac:PartyIdentification>` : ''}
  ${country ? `<cac:PostalAddress><cac:Country><cbc:IdentificationCode>${country}</cbc:IdentificationCode></cac:Country></cac:PostalAddress>` : ''}
  ${vat ? `<cac:PartyTaxScheme>${id('CompanyID', vat, null)}<cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>` : ''}
  <cac:PartyLegalEntity><cbc:RegistrationName>Customer</cbc:RegistrationName>${legal ? id('CompanyID', ...legal) : ''}</cac:PartyLegalEntity>
</cac:Party>`;

const money = (tag: string, amount: number) => `<cbc:${tag} currencyID="EUR">${amount}</cbc:${tag}>`;

/** The register and number that an invoice to such a buyer is found by, in a Danish house. */
function billed(buyer: Told): string | null {
  const document = readUbl(`<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
    xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
    <cbc:ID>1</cbc:ID><cbc:IssueDate>2026-10-01</cbc:IssueDate><cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode><cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
    <cac:AccountingSupplierParty>${party({ legal: ['10000009', '0184'], country: 'DK' })}</cac:AccountingSupplierParty>
    <cac:AccountingCustomerParty>${party(buyer)}</cac:AccountingCustomerParty>
    <cac:TaxTotal>${money('TaxAmount', 25)}</cac:TaxTotal>
    <cac:LegalMonetaryTotal>${money('LineExtensionAmount', 100)}${money('TaxExclusiveAmount', 100)}${money('TaxInclusiveAmount', 125)}${money('PayableAmount', 125)}</cac:LegalMonetaryTotal>
    <cac:InvoiceLine><cbc:ID>1</cbc:ID><cbc:InvoicedQuantity>1</cbc:InvoicedQuantity>${money('LineExtensionAmount', 100)}<cac:Item><cbc:Name>Pump</cbc:Name></cac:Item><cac:Price>${money('PriceAmount', 100)}</cac:Price></cac:InvoiceLine>
  </Invoice>`);
  const { customerOrganisationNumber: number, customerCountry: country } = invoiceOfUbl(document);
  return number && withRegister(registeredNumber(number, { country, home: 'DK' }));
}

describe('the register of a buyer’s number', () => {
  test.each<[string, Told, string]>([
    ['KvK', { legal: ['57151520', '0106'], country: 'NL' }, 'NL57151520'],
    ['KvK, of a buyer who tells no country', { legal: ['57151520', '0106'] }, 'NL57151520'],
    ['KvK, as older profiles call it', { legal: ['57151520', 'NL:KVK'], country: 'NL' }, 'NL57151520'],
    [
      'KvK, with a VAT number beside it',
      { endpoint: ['NL001234567B01', '9944'], vat: 'NL001234567B01', legal: ['57151520', '0106'] },
      'NL57151520',
    ],
    [
      'KvK as the address alone, before the VAT number',
      { endpoint: ['57151520', '0106'], identified: ['NL001234567B01', '9944'] },
      'NL57151520',
    ],
    ['OIN that holds a KvK number', { endpoint: ['00000003571515200000', '0190'], country: 'NL' }, 'NL57151520'],
    ['OIN of its own', { legal: ['00000004000000012345', '0190'] }, 'NL00000004000000012345'],
    ['OIN under its older code', { endpoint: ['00000004000000012345', '9954'], country: 'NL' }, 'NL00000004000000012345'],
    ['Dutch VAT as the address alone', { endpoint: ['NL001234567B01', '9944'], country: 'NL' }, 'NL001234567B01'],
    ['Dutch VAT as the tax number alone', { vat: 'NL 0012.34.567.B01' }, 'NL001234567B01'],
    [
      'Norwegian',
      { endpoint: ['923609016', '0192'], vat: 'NO923609016MVA', legal: ['923609016', '0192'], country: 'NO' },
      'NO923609016',
    ],
    ['Norwegian, by its VAT number alone', { vat: 'NO923609016MVA', country: 'NO' }, 'NO923609016'],
    ['Danish', { legal: ['12345678', '0184'], country: 'DK' }, 'DK12345678'],
    [
      'Danish, as OIOUBL calls it',
      { endpoint: ['DK12345678', 'DK:CVR'], legal: ['DK12345678', 'DK:CVR'], country: 'DK' },
      'DK12345678',
    ],
    ['Danish, of a buyer in another country', { legal: ['12345678', 'DK:CVR'], country: 'NL' }, 'DK12345678'],
    ['Swedish', { legal: ['556677-8899', '0007'], country: 'SE' }, 'SE5566778899'],
    ['Swedish, by its VAT number as the address', { endpoint: ['SE556677889901', '9955'] }, 'SE5566778899'],
  ])('%s', (_, buyer, number) => expect(billed(buyer)).toBe(number));
});
