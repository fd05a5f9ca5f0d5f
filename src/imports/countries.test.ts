import { expect, test } from 'vitest';
import { countryCode, readCountry } from './countries.ts';

test.each([
  ['DK', ['Denmark', 'Danmark', 'Denemarken', 'DK', 'dk', 'DNK', 'Danmark (DK)', 'Dänemark']],
  ['NO', ['Norway', 'Norge', 'Noorwegen', 'NO', 'NOR', 'Noreg']],
  ['NL', ['Netherlands', 'Nederlandene', 'Nederland', 'The Netherlands', 'Holland', 'NLD']],
  ['DE', ['Germany', 'Tyskland', 'Duitsland', 'Deutschland', 'DEU']],
  ['SE', ['Sweden', 'Sverige', 'Zweden', 'SWE']],
  ['GB', ['United Kingdom', 'Storbritannien', 'Storbritannia', 'Verenigd Koninkrijk', 'UK', 'England', 'Scotland', 'GBR']],
  ['US', ['United States', 'USA', 'U.S.A.', 'US', 'De Forenede Stater', 'Verenigde Staten', 'United States of America']],
  ['CZ', ['Czechia', 'Czech Republic', 'Tjekkiet', 'Tsjekkia', 'Tsjechië', 'CZE']],
  ['CH', ['Switzerland', 'Schweiz', 'Sveits', 'Zwitserland', 'CHE']],
  ['FO', ['Faroe Islands', 'Færøerne', 'Færøyene', 'Faeröer', 'FRO']],
  ['KR', ['South Korea', 'Sydkorea', 'Korea, Republic of', 'KOR']],
  ['CI', ['Côte d’Ivoire', "Cote d'Ivoire", 'Ivory Coast', 'CIV']],
  ['BO', ['Bolivia, Plurinational State of']],
] as const)('%s is written %j', (code, names) => expect(names.map((name) => countryCode(name))).toEqual(names.map(() => code)));

test('no country: a place that is none, a union, what stands for nobody knows where', () => {
  expect(['Atlantis', 'EU', 'ZZ', 'Europe', 'XX', 'Danmarks', '()'].map((name) => countryCode(name))).toEqual(
    Array(7).fill(null),
  );
  expect(readCountry('Atlantis')).toMatchObject({ problem: { code: 'notACountry', values: { value: 'Atlantis' } } });
});
