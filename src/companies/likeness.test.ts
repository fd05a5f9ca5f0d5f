import { expect, it } from 'vitest';
import { alikeByName, searchableWords, strongest } from './likeness.ts';

const company = (id: string, name: string, organisationNumber: string | null = null) => ({ id, name, organisationNumber });

it('finds companies called alike, the likest first, whatever their legal form', () => {
  const others = [company('2', 'Nordhavn Marine A/S'), company('3', 'NORDHAVN PUMPER'), company('4', 'Fjordlys AS')];
  expect(alikeByName(company('1', 'Nordhavn Pumper A/S'), others)).toEqual([
    { one: '1', other: '3', likeness: 1, basis: 'name' },
  ]);
});

it('never suggests itself, nor one with another registration number', () => {
  const one = company('1', 'Nordhavn', '12345678');
  expect(alikeByName(one, [one, company('2', 'Nordhavn', '87654321')])).toEqual([]);
  expect(alikeByName(one, [company('2', 'Nordhavn', '12345678'), company('3', 'Nordhavn')])).toHaveLength(2);
});

it('names a pair once, by its strongest reason', () => {
  const weak = { one: '1', other: '2', likeness: 0.7, basis: 'name' as const };
  const strong = { one: '2', other: '1', likeness: 1, basis: 'address' as const };
  expect(strongest([weak, strong])).toEqual([strong]);
});

it('looks for words that say something', () => {
  expect(searchableWords('A/S Nordhavn & Søn, Pumper-Pumper')).toEqual(['nordhavn', 'søn', 'pumper']);
});
