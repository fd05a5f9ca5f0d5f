import { describe, expect, test } from 'vitest';
import {
  chooseDeal,
  matchInvoices,
  nameLikeness,
  nameWords,
  type MatchableDeal,
  type MatchableInvoice,
  type MatchFacts,
} from './matching.ts';

const invoice = (given: Partial<MatchableInvoice> = {}): MatchableInvoice => ({
  id: 'i1',
  kind: 'invoice',
  number: '1001',
  seller: '',
  issuedOn: '2026-10-15',
  currency: 'DKK',
  netMinor: 100_000_00,
  customerName: 'Nordhavn Pumper A/S',
  customerOrganisationNumber: 'DK12345678',
  creditedNumber: null,
  ...given,
});
const deal = (given: Partial<MatchableDeal> = {}): MatchableDeal => ({
  id: 'd1',
  companyId: 'c1',
  closedOn: '2026-10-01',
  amountMinor: 100_000_00,
  currency: 'DKK',
  invoicedMinor: 0,
  ...given,
});
const facts = (given: Partial<MatchFacts> = {}): MatchFacts => ({
  companies: [{ id: 'c1', name: 'Nordhavn Pumper', organisationNumbers: ['DK12345678'] }],
  deals: [],
  credited: () => undefined,
  isDismissed: () => false,
  ...given,
});

describe('names', () => {
  test.each([
    ['Nordhavn Pumper A/S', 'nordhavn pumper'],
    ['NORDHAVN PUMPER ApS', 'nordhavn pumper'],
    ['Delft Kaas B.V.', 'delft kaas'],
    ['Blåbær & Søn AB', 'blabaer son'],
    ['Müller Maschinen GmbH & Co. KG', 'muller maschinen'],
    ['Acme Ltd.', 'acme'],
    ['AS', 'as'],
  ])('%s is known as %s', (name, words) => expect(nameWords(name).join(' ')).toBe(words));

  test('likeness is the share of common words', () => {
    const likeness = (one: string, other: string) => nameLikeness(nameWords(one), nameWords(other));
    expect(likeness('Nordhavn Pumper A/S', 'nordhavn pumper aps')).toBe(1);
    expect(likeness('Nordhavn Pumper A/S', 'Nordhavn Pumper Service')).toBe(0.8);
    expect(likeness('Nordhavn Pumper', 'Nordhavn Ventiler')).toBe(0.5);
    expect(likeness('A/S', '')).toBe(0);
  });
});

describe('the company', () => {
  test('is certain by organisation number, whatever the name', () => {
    expect(matchInvoices([invoice({ customerName: 'Something else' })], facts())).toEqual([
      { invoiceId: 'i1', companyId: 'c1', dealId: null, basis: 'organisation_number', likeness: 1, state: 'confirmed' },
    ]);
  });

  test('is suggested by a like name, and never against another registration number', () => {
    const companies = [
      { id: 'c1', name: 'Nordhavn Pumper', organisationNumbers: ['DK99999999'] },
      { id: 'c2', name: 'Nordhavn Pumper Service', organisationNumbers: [] },
      { id: 'c3', name: 'Fjordlys', organisationNumbers: [] },
    ];
    expect(matchInvoices([invoice()], facts({ companies }))).toMatchObject([
      { companyId: 'c2', basis: 'name', likeness: 0.8, state: 'suggested' },
    ]);
  });

  test('is not suggested again once somebody said no', () => {
    const companies = [{ id: 'c2', name: 'Nordhavn Pumper', organisationNumbers: [] }];
    expect(matchInvoices([invoice()], facts({ companies, isDismissed: () => true }))).toEqual([]);
  });

  test('of a credit note is the company of the invoice it credits, also when both come at once and in the wrong order', () => {
    const credit = invoice({
      id: 'i2',
      kind: 'credit_note',
      number: 'K1',
      netMinor: -100_000_00,
      customerOrganisationNumber: null,
      creditedNumber: '1001',
    });
    expect(matchInvoices([credit, invoice()], facts({ deals: [deal()] }))).toMatchObject([
      { invoiceId: 'i1', dealId: 'd1' },
      { invoiceId: 'i2', companyId: 'c1', dealId: 'd1', basis: 'credited_invoice', state: 'confirmed' },
    ]);
  });
});

describe('the deal', () => {
  test('is certain when it is the only one', () => {
    expect(matchInvoices([invoice()], facts({ deals: [deal()] }))).toMatchObject([{ dealId: 'd1', state: 'confirmed' }]);
  });

  test.each([
    ['won after the invoice', deal({ closedOn: '2026-10-16' })],
    ['invoiced in full', deal({ invoicedMinor: 100_000_00 })],
    ['in another currency', deal({ currency: 'EUR' })],
    ["another company's", deal({ companyId: 'c2' })],
  ])('is not one %s', (_why, other) => {
    expect(matchInvoices([invoice()], facts({ deals: [other] }))).toMatchObject([{ dealId: null }]);
  });

  test('of several is the one with the nearest amount left, and then only a proposal', () => {
    const deals = [
      deal({ id: 'far', amountMinor: 500_000_00 }),
      deal({ id: 'near', amountMinor: 180_000_00, invoicedMinor: 75_000_00 }),
    ];
    expect(chooseDeal(invoice(), 'c1', deals, new Map())).toEqual({ dealId: 'near', isOnly: false });
    expect(matchInvoices([invoice()], facts({ deals }))).toMatchObject([{ companyId: 'c1', dealId: null, state: 'confirmed' }]);
  });

  test('that one invoice fills is left to none after it', () => {
    const matches = matchInvoices([invoice(), invoice({ id: 'i2', number: '1002' })], facts({ deals: [deal()] }));
    expect(matches.map(({ dealId }) => dealId)).toEqual(['d1', null]);
  });
});
