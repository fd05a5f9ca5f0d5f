import { expect, test } from 'vitest';
import { restorable } from './undo.ts';

test('what still stands as the import wrote it is put back, what somebody changed since is theirs', () => {
  const current = { name: 'Nordhavn', industry: 'Pumps', employees: 12, external_ids: { hubspot: '1', own: '2' } };
  const before = { name: 'NORDHAVN', industry: null, external_ids: { own: '2' } };
  const after = { name: 'Nordhavn', industry: 'Machinery', external_ids: { own: '2', hubspot: '1' } };
  expect(restorable(current, before, after)).toEqual({ name: 'NORDHAVN', external_ids: { own: '2' } });
});

test('an amount goes back with its currency or not at all', () => {
  const [before, after] = [
    { amount_minor: null, currency: null },
    { amount_minor: 100, currency: 'DKK' },
  ];
  expect(restorable({ amount_minor: 100, currency: 'DKK' }, before, after)).toEqual(before);
  expect(restorable({ amount_minor: 200, currency: 'DKK' }, before, after)).toEqual({});
});
