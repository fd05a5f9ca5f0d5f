import { describe, expect, test } from 'vitest';
import { worded } from '../../test/worded.ts';
import type { ImportKind } from './kinds.ts';
import { describeColumns, mappingProblems, proposeKind, proposeMapping } from './mapping.ts';
import { said } from './sentences.ts';
import { rowReader, type RowResult } from './row.ts';
import { importMapping, type ImportOptions } from './schema.ts';
import { NO_EVIDENCE, observe } from './values.ts';

/** Reads a small table by the mapping that is proposed for it. */
function read<K extends ImportKind>(kind: K, table: string[][], options: ImportOptions = {}): RowResult<K>[] {
  const [headers = [], ...rows] = table;
  const evidence = headers.map((_, column) => rows.map((row) => row[column] ?? '').reduce(observe, NO_EVIDENCE));
  const { mapping } = proposeMapping(kind, headers);
  const reader = rowReader(kind, headers, { ...mapping, options }, evidence);
  return rows.map((cells, index) => reader({ row: index + 2, cells, problem: null }));
}

describe('columns find their fields', () => {
  test.each([
    [
      'invoices',
      ['Fakturanummer', 'Fakturadato', 'Forfaldsdato', 'Kunde', 'CVR-nr.', 'Valuta', 'Netto', 'Moms', 'I alt', 'Betalt'],
      ['number', 'issuedOn', 'dueOn', 'customerName', 'organisationNumber', 'currency', 'net', 'tax', 'gross', 'paidOn'],
    ],
    [
      'invoices',
      ['Factuurnummer', 'Factuurdatum', 'Vervaldatum', 'Klant', 'KvK-nummer', 'Bedrag excl. btw', 'Btw', 'Totaal'],
      ['number', 'issuedOn', 'dueOn', 'customerName', 'organisationNumber', 'net', 'tax', 'gross'],
    ],
    [
      'people',
      ['Record ID', 'First Name', 'Last Name', 'Email', 'Company Name', 'Job Title'],
      ['externalId', 'firstName', 'lastName', 'email', 'companyName', 'jobTitle'],
    ],
    [
      'people',
      ['Fornavn', 'Etternavn', 'E-post', 'Selskap', 'Stilling'],
      ['firstName', 'lastName', 'email', 'companyName', 'jobTitle'],
    ],
    [
      'deals',
      ['Record ID', 'Deal Name', 'Deal Stage', 'Amount', 'Close Date', 'Pipeline'],
      ['externalId', 'name', 'stage', 'amount', 'closedOn', null],
    ],
    [
      'spend',
      ['Dato', 'Kampagne', 'Kanal', 'Forbrug', 'Klik', 'Visninger'],
      ['day', 'campaign', 'channel', 'amount', 'clicks', 'impressions'],
    ],
    [
      'companies',
      ['Navn', 'Organisasjonsnummer', 'Nettside', 'Antall ansatte'],
      ['name', 'organisationNumber', 'domain', 'employees'],
    ],
    ['touchpoints', ['Timestamp', 'Event', 'Email', 'UTM source'], ['occurredAt', 'kind', 'email', 'source']],
  ] as const)('%s: %j', (kind, headers, fields) => {
    const { mapping } = proposeMapping(kind, headers);
    expect(headers.map((header) => mapping.columns[header] ?? null)).toEqual(fields);
    expect(proposeKind(headers)).toBe(kind);
    expect(importMapping.parse(mapping)).toEqual(mapping);
  });

  test('an e-mail column of an unknown name is known by its values', () => {
    const samples = [['Anna'], ['anna@nordhavn.dk', 'bo@havn.no']];
    const { mapping } = proposeMapping('people', ['Who', 'Reach at'], samples);
    expect(mapping.columns).toEqual({ 'Reach at': 'email' });
    expect(describeColumns(['Who', 'Reach at'], mapping, samples)).toEqual([
      { header: 'Who', field: null, samples: ['Anna'] },
      { header: 'Reach at', field: 'email', samples: ['anna@nordhavn.dk', 'bo@havn.no'] },
    ]);
  });

  test('what is wrong with a mapping is said in sentences', () => {
    const mapping = {
      columns: { A: 'number', B: 'number', C: 'colour', D: 'net', __proto__x: 'net' },
      options: { currency: 'KRO', timeZone: 'Mars/Base' },
    };
    expect(worded(mappingProblems('invoices', ['A', 'B', 'C', 'D'], mapping))).toEqual([
      'The file has no column "__proto__x".',
      expect.stringContaining('"C" is mapped to "colour", which is no field here; these are: number, issuedOn'),
      '"B" is a second column for Number; a field is read from one column.',
      '"__proto__x" is a second column for Amount without VAT; a field is read from one column.',
      'No column is mapped to Issued on; it is required.',
      '"KRO" is not an ISO 4217 currency code; DKK would be.',
      '"Mars/Base" is not an IANA time zone; Europe/Copenhagen would be.',
    ]);
    expect(worded(mappingProblems('people', ['A'], { columns: {}, options: {} }))).toEqual([
      'No column is mapped to E-mail / Id in the tool; it is required.',
    ]);
  });
});

describe('invoices', () => {
  const header = ['number', 'issued_on', 'customer', 'org nr', 'currency', 'net', 'vat', 'total', 'type', 'credited invoice'];

  test('amounts with decimal commas become øre, and the third is worked out', () => {
    const [first, second] = read('invoices', [
      header,
      ['F-1', '22-11-2026', 'Nordhavn A/S', 'DK 12 34 56 78', 'dkk', '1.000,00', '250,00', '', '', ''],
      ['F-2', '22.11.2026', 'Nordhavn A/S', '12345678', 'DKK', '', '25,00', '125,00', '', ''],
    ]);
    expect(first).toMatchObject({
      status: 'read',
      record: {
        net: 100000,
        tax: 25000,
        gross: 125000,
        issuedOn: '2026-11-22',
        organisationNumber: 'DK12345678',
        kind: 'invoice',
      },
    });
    expect(second).toMatchObject({ record: { net: 10000, gross: 12500 } });
  });

  test('credit notes are negative, whichever sign they are written with; a negative invoice stays an invoice', () => {
    const results = read('invoices', [
      header,
      ['K-1', '2026-11-22', 'N', '', 'DKK', '100.50', '25', '125.50', 'Kreditnota', 'F-1'],
      ['K-2', '2026-11-22', 'N', '', 'DKK', '-100', '-25', '-125', '', 'F-1'],
      ['F-3', '2026-11-22', 'N', '', 'DKK', '-100', '-25', '-125', '', ''],
      ['K-4', '2026-11-22', 'N', '', 'DKK', '100', '0', '100', 'credit note', ''],
    ]);
    expect(
      results.map((result) => result.status === 'read' && [result.record.kind, result.record.net, result.record.tax]),
    ).toEqual([
      ['credit_note', -10050, -2500],
      ['credit_note', -10000, -2500],
      ['invoice', -10000, -2500],
      ['credit_note', -10000, 0],
    ]);
  });

  test('every problem of a row is named with its field, column and what would be right', () => {
    const [wrong] = read('invoices', [header, ['', '2026-02-30', 'N', '', 'KRO', '1O0', '25', '125', 'memo', '']]);
    expect(worded(wrong)).toEqual({
      status: 'wrong',
      problems: [
        {
          field: 'issuedOn',
          column: 'issued_on',
          value: '2026-02-30',
          problem: '"2026-02-30" is not a date; 2026-11-22 or 22-11-2026 would be.',
        },
        { field: 'currency', column: 'currency', value: 'KRO', problem: '"KRO" is not an ISO 4217 currency code; DKK would be.' },
        { field: 'net', column: 'net', value: '1O0', problem: '"1O0" is not a number; 1234.50 or 1.234,50 would be.' },
        { field: 'kind', column: 'type', value: 'memo', problem: '"memo" is none of invoice, credit_note.' },
        { field: 'number', column: 'number', value: '', problem: 'Number is empty; it is required.' },
      ],
    });
  });

  test('a wrong sum, too many decimals and an unknown net are refused', () => {
    const [sum, decimals, net] = read(
      'invoices',
      [
        ['number', 'date', 'net', 'tax', 'gross'],
        ['1', '2026-11-22', '100.00', '25.00', '125.01'],
        ['2', '2026-11-22', '100.001', '25.00', ''],
        ['3', '2026-11-22', '', '', '125.00'],
      ],
      { currency: 'DKK', decimal: 'dot' },
    );
    expect(worded(sum)).toMatchObject({
      problems: [{ field: 'gross', problem: 'With VAT it says 125.01 DKK, but net and VAT are 125.00 DKK.' }],
    });
    expect(worded(decimals)).toMatchObject({
      problems: [{ field: 'net', column: 'net', problem: expect.stringContaining('too many decimals: DKK has 2') }],
    });
    expect(worded(net)).toMatchObject({ problems: [{ field: 'net', problem: expect.stringContaining('not known') }] });
  });

  test('currencies with no and three decimals', () => {
    const results = read('invoices', [
      ['number', 'date', 'net', 'currency'],
      ['1', '2026-11-22', '1500', 'JPY'],
      ['2', '2026-11-22', '1.5', 'KWD'],
    ]);
    expect(results).toMatchObject([{ record: { net: 1500, tax: null } }, { record: { net: 1500 } }]);
  });
});

test('deals know their outcome from any of the ways tools tell it', () => {
  const results = read('deals', [
    ['Deal name', 'Stage', 'Outcome', 'Is won', 'Is closed'],
    ['a', 'closedwon', '', '', ''],
    ['b', 'Forhandling', 'Tabt', '', ''],
    ['c', 'x', '', 'TRUE', 'TRUE'],
    ['d', 'x', '', 'FALSE', 'TRUE'],
    ['e', 'Closed Lost', '', '', ''],
    ['f', '1', '', '', ''],
  ]);
  expect(results.map((result) => result.status === 'read' && result.record.outcome)).toEqual([
    'won',
    'lost',
    'won',
    'lost',
    'lost',
    'open',
  ]);
});

test('a row the reader of the file complained about is wrong, and nothing else is said of it', () => {
  const reader = rowReader('people', ['email'], { columns: { email: 'email' }, options: {} });
  const ragged = said('cellsOfRow', { cells: 2, headers: 1 });
  expect(reader({ row: 7, cells: ['a', 'b'], problem: ragged })).toEqual({
    status: 'wrong',
    problems: [{ field: null, column: null, value: 'a b', problem: ragged }],
  });
  expect(worded(reader({ row: 8, cells: ['n/a'], problem: null }))).toMatchObject({
    status: 'wrong',
    problems: [{ field: 'email', problem: 'The row lacks E-mail / Id in the tool; one of them is required.' }],
  });
});

test('spend falls back on the channel, source and currency of the file', () => {
  const [row] = read(
    'spend',
    [
      ['Day', 'Cost'],
      ['2026-11-22', '12,345'],
    ],
    { channel: 'event', source: 'fair', currency: 'NOK', decimal: 'comma' },
  );
  expect(row).toMatchObject({
    record: { day: '2026-11-22', channel: 'event', source: 'fair', currency: 'NOK', amount: '12.345' },
  });
});

describe('a channel and a country', () => {
  test('are told in the words of the screens and of tools, and a row says the channel before the file does', () => {
    const spend = read(
      'spend',
      [
        ['Dato', 'Kanal', 'Forbrug'],
        ['2026-11-22', 'Betalt på sociale medier', '1'],
        ['2026-11-22', 'Betaald zoeken', '1'],
        ['2026-11-22', '', '1'],
      ],
      { channel: 'Oppsøkende salg', source: 'linkedin', currency: 'DKK' },
    );
    expect(spend.map((row) => row.status === 'read' && row.record.channel)).toEqual(['paid_social', 'paid_search', 'outbound']);
    const [touch] = read('touchpoints', [
      ['Datum', 'Soort', 'E-mail', 'Kanaal'],
      ['2026-11-22', 'Beurs', 'anna@nordhavn.dk', 'Evenement'],
    ]);
    expect(touch).toMatchObject({ record: { channel: 'event' } });
    const [person] = read('people', [
      ['E-mail', 'Land'],
      ['anna@nordhavn.dk', 'Denemarken'],
    ]);
    expect(person).toMatchObject({ record: { country: 'DK' } });
  });

  test('an unknown channel makes the row wrong, with what would be right', () => {
    const wrong = [
      ...read('spend', [
        ['Day', 'Channel', 'Source', 'Cost', 'Currency'],
        ['2026-11-22', 'Pneumatic tube', 'post', '1', 'DKK'],
      ]),
      ...read('touchpoints', [
        ['Date', 'Type', 'Email', 'Channel'],
        ['2026-11-22', 'call', 'anna@nordhavn.dk', 'Pneumatic tube'],
      ]),
    ].map((row) => worded(row));
    const noChannel = {
      column: 'Channel',
      problem: expect.stringMatching(/^"Pneumatic tube" is no channel; Paid search, .* are\.$/),
    };
    expect(wrong).toMatchObject([{ problems: [noChannel] }, { problems: [noChannel] }]);
  });

  test('an unknown country is left out of the row, and told', () => {
    const [person] = read('people', [
      ['Email', 'Country'],
      ['anna@nordhavn.dk', 'Atlantis'],
    ]).map((row) => worded(row));
    expect(person).toMatchObject({
      record: { email: 'anna@nordhavn.dk', country: null },
      notes: [{ column: 'Country', value: 'Atlantis', problem: expect.stringContaining('Denmark or DK would be') }],
    });
  });

  test('a channel of the file as a whole that is none is a problem of the mapping', () => {
    const mapping = { columns: { day: 'day', cost: 'amount' }, options: { channel: 'Pneumatic tube' } };
    expect(mappingProblems('spend', ['day', 'cost'], mapping).map(({ code }) => code)).toEqual(['notAChannel']);
  });
});
