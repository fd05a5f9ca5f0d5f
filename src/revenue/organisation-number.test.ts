import { expect, test } from 'vitest';
import { isCompanyRegister, normaliseOrganisationNumber, organisationNumberOfVat, schemeOf } from './organisation-number.ts';

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
  ['HRB 12345', 'HRB12345'],
])('%s is %s', (written, one) => {
  expect(normaliseOrganisationNumber(written)).toBe(one);
});

test('a VAT number tells the company where the country builds one on the other', () => {
  expect(organisationNumberOfVat('DK16356706')).toEqual({ value: '16356706', scheme: '0184' });
  expect(organisationNumberOfVat('NO 987 654 321 MVA')).toEqual({ value: '987654321', scheme: '0192' });
  expect(organisationNumberOfVat('SE123456789701')).toEqual({ value: '1234567897', scheme: '0007' });
  expect(organisationNumberOfVat('NL820098395B01')).toBeNull();
});

test('a scheme has many names', () => {
  expect(['DK:CVR', '0184', 'dk:cvr', 'iso6523-actorid-upis::0184'].map(schemeOf)).toEqual(['0184', '0184', '0184', '0184']);
  expect(schemeOf('ZZZ')).toBeNull();
  expect(isCompanyRegister('0088')).toBe(false);
  expect(isCompanyRegister(schemeOf('DK:CPR'))).toBe(false);
});
