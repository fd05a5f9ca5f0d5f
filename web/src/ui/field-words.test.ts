import { expect, test } from 'vitest';
import { fieldText } from './field-words.ts';

test('a refused field says what is asked of it, wherever it stands in the request', () => {
  expect(fieldText('/password')).toBe('fieldPassword');
  expect(fieldText('/members/3/email')).toBe('fieldEmail');
  expect(fieldText('/absences/0/startsAt')).toBe('fieldDay');
});

test('a field nobody has words for says that this will not do', () => {
  expect(fieldText('/clauses/2/target')).toBe('fieldRefused');
  expect(fieldText('/weekly/mon/0')).toBe('fieldRefused');
  expect(fieldText('')).toBe('fieldRefused');
});
