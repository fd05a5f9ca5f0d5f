import { expect, test } from 'vitest';
import { countryChoices, likelyCountry } from './countries.ts';

test('countries stand in the order of the reader’s alphabet', () => {
  const danish = countryChoices('da').map(({ label }) => label);
  expect(danish).toContain('Danmark');
  expect(danish.indexOf('Østrig')).toBe(danish.length - 1);
});

test('the browser’s region decides before its language', () => {
  expect(likelyCountry(['en-US', 'da-DK'], 'en')).toBe('US');
  expect(likelyCountry(['nl', 'nl-BE'], 'nl')).toBe('BE');
  expect(likelyCountry(['da'], 'da')).toBe('DK');
});
