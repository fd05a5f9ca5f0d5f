import { expect, it } from 'vitest';
import { addressesIn, inParts } from './addresses.ts';

it('finds addresses in a list, a spreadsheet and a mail header, each once', () => {
  expect(addressesIn('anna@firma.dk\nBo@Firma.dk, anna@firma.dk;')).toEqual(['anna@firma.dk', 'bo@firma.dk']);
  expect(addressesIn('navn;"e-mail";by\nAnna;"anna.b+nyt@sub.firma.co.uk";Aarhus')).toEqual(['anna.b+nyt@sub.firma.co.uk']);
  expect(addressesIn('"Bo" <bo@firma.dk>, mailto:eva@firma.no.')).toEqual(['bo@firma.dk', 'eva@firma.no']);
});

it('finds none where there is none', () => {
  expect(addressesIn('')).toEqual([]);
  expect(addressesIn('anna@, @firma.dk, anna@firma, an..na@firma.dk')).toEqual([]);
});

it('takes a long list apart without losing or doubling', () => {
  const list = Array.from({ length: 4001 }, (_, n) => n);
  const parts = inParts(list, 2000);
  expect(parts.map((part) => part.length)).toEqual([2000, 2000, 1]);
  expect(parts.flat()).toEqual(list);
});
