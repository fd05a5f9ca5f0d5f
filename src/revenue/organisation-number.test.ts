import { expect, test } from 'vitest';
import {
  isCompanyRegister,
  nameTwoCompanies,
  normaliseOrganisationNumber,
  organisationNumberOfVat,
  registeredNumber,
  schemeOf,
  tidyOrganisationNumber,
  withRegister,
  writtenAt,
} from './organisation-number.ts';

test.each([
  ['DK12345678', '12345678'],
  ['DK 12 34 56 78', '12345678'],
  ['12345678', '12345678'],
  ['NO 987 654 321 MVA', '987654321'],
  ['987654321MVA', '987654321'],
  ['NL57151520', '57151520'],
  ['32081330 Amersfoort', '32081330'],
  ['556677-8899', '5566778899'],
  ['BE 0123.456.789', '0123456789'],
  ['FI12345678', '12345678'],
  ['DK-12345678', '12345678'],
  ['NO 923 609 016 MVA', '923609016'],
  ['NL001234567B01', '001234567B01'],
  ['NL 0012.34.567.B.01', '001234567B01'],
  ['SE556677889901', '5566778899'],
  ['HRB 12345', 'HRB12345'],
])('%s is %s', (written, one) => {
  expect(normaliseOrganisationNumber(written)).toBe(one);
});

test('a VAT number tells the company where the country builds one on the other', () => {
  expect(organisationNumberOfVat('DK16356706')).toEqual({ value: '16356706', scheme: '0184' });
  expect(organisationNumberOfVat('NO 987 654 321 MVA')).toEqual({ value: '987654321', scheme: '0192' });
  expect(organisationNumberOfVat('SE123456789701')).toEqual({ value: '1234567897', scheme: '0007' });
  expect(organisationNumberOfVat('NL820098395B01')).toEqual({ value: '820098395B01', scheme: '9944' });
  expect(organisationNumberOfVat('FR40303265045')).toBeNull();
});

test('a scheme has many names', () => {
  expect(['DK:CVR', '0184', 'dk:cvr', 'iso6523-actorid-upis::0184'].map(schemeOf)).toEqual(['0184', '0184', '0184', '0184']);
  expect(schemeOf('ZZZ')).toBeNull();
  expect(isCompanyRegister('0088')).toBe(false);
  expect(isCompanyRegister(schemeOf('DK:CPR'))).toBe(false);
});

test.each([
  ['12345678', null, 'DK12345678'],
  ['12345678', 'NL', 'NL12345678'],
  ['NL 1234 5678', 'DK', 'NL12345678'],
  ['KvK-nr. 12345678', null, 'NL12345678'],
  ['CVR 12 34 56 78', 'NL', 'DK12345678'],
  ['987 654 321', null, 'NO987654321'],
  ['987654321 MVA', 'DK', 'NO987654321'],
  ['987654321', 'DE', 'DE987654321'],
  ['556677-8899', null, 'SE5566778899'],
  ['0123456789', null, 'DK0123456789'],
  ['FI12345678', null, 'FI12345678'],
  ['DK-12345678', 'NO', 'DK12345678'],
  ['NO 923 609 016 MVA', 'DK', 'NO923609016'],
  ['NL001234567B01', null, 'NL001234567B01'],
  ['001234567B01', 'DK', 'NL001234567B01'],
  ['SE556677889901', null, 'SE5566778899'],
  ['5790000436057', 'DK', '5790000436057'],
])('%s told with the country %s in a Danish house is %s', (written, country, one) => {
  expect(withRegister(registeredNumber(written, { country, home: 'DK' }))).toBe(one);
});

test('eight figures are a Dutch number in a Dutch house, and any number is of a house whose registers are not known', () => {
  expect(registeredNumber('12345678', { country: null, home: 'NL' }).register).toBe('NL');
  expect(registeredNumber('987654321', { country: null, home: 'FR' }).register).toBe('FR');
});

test('a number is written with its country only where a reader would take it for another’s', () => {
  const written = ['DK12345678', 'NL12345678', 'NO987654321', 'DE987654321'].map((text) =>
    writtenAt('DK', registeredNumber(text, { country: null, home: 'DK' })),
  );
  expect(written).toEqual(['12345678', 'NL12345678', '987654321', 'DE987654321']);
  expect(tidyOrganisationNumber('DK 12 34 56 78', 'DK')).toBe('12345678');
  expect(tidyOrganisationNumber('NL 12 34 56 78', 'DK')).toBe('NL12345678');
});

test.each([
  ['DK12345678', 'DK87654321', true],
  ['DK12345678', 'NL12345678', true],
  ['DK12345678', 'DK12345678', false],
  ['NL57151520', 'NL001234567B01', false],
  ['5790000436057', 'DK12345678', false],
])('%s and %s name two companies: %s', (one, other, two) => expect(nameTwoCompanies(one, other)).toBe(two));
