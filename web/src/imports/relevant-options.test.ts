import { expect, test } from 'vitest';
import { relevantOptions } from './relevant-options.ts';

const column = (header: string, field: string | null, ...samples: string[]) => ({ header, field, samples });

test('a currency is asked for only where money is mapped and no column names one', () => {
  const amount = column('Beløb', 'amount', '1.200,50');
  expect(relevantOptions('deals', [amount, column('Navn', 'name', 'A')])).toEqual(['currency']);
  expect(relevantOptions('deals', [amount, column('Valuta', 'currency', 'DKK')])).toEqual([]);
  expect(relevantOptions('people', [column('Mail', 'email', 'a@b.dk'), column('Beløb', null, '1')])).toEqual([]);
});

test('the sign before the decimals is asked for only where the values do not show it', () => {
  const currency = column('Valuta', 'currency', 'DKK');
  expect(relevantOptions('deals', [column('Beløb', 'amount', '1.234'), currency])).toEqual(['decimal']);
  expect(relevantOptions('deals', [column('Beløb', 'amount', '1.234,50'), currency])).toEqual([]);
});

test('the order of a date is asked for only where both readings are possible', () => {
  const of = (day: string) => relevantOptions('deals', [column('Lukket', 'closedOn', day), column('Navn', 'name', 'A')]);
  expect(of('03/04/2026')).toEqual(['dateFormat']);
  expect(of('31/04/2026')).toEqual([]);
  expect(of('2026-04-03')).toEqual([]);
});

test('spend without a channel or a source asks for them, a file of one column for its separator', () => {
  const day = column('Day', 'day', '2026-04-03');
  const cost = column('Cost', 'amount', '12');
  expect(relevantOptions('spend', [day, cost, column('Currency', 'currency', 'EUR')])).toEqual(['channel', 'source']);
  expect(relevantOptions('people', [column('name;email', null, 'A;a@b.dk')])).toEqual(['delimiter']);
  expect(relevantOptions('people', [column('email', 'email', 'a@b.dk')])).toEqual([]);
});
