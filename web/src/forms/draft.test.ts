import { expect, test } from 'vitest';
import { newForm } from '../../../src/forms/schema.ts';
import { draftOf, faultsIn, formOf, withQuestion } from './draft.ts';

test('a form is whole with a name, a title and thanks in a language, and a question', () => {
  const empty = draftOf(null);
  expect(faultsIn(empty)).toEqual(['needName', 'needWords', 'needFields']);
  const words = {
    ...empty.words,
    da: { title: ' Ring mig op ', intro: '', button: '', thanks: 'Tak' },
    nl: { ...empty.words.nl, title: 'Bel mij' },
  };
  const draft = { ...empty, name: 'Ring mig op', words, fields: withQuestion([], 'phone', true, ['phone']) };
  expect(faultsIn(draft)).toEqual([]);
  expect(formOf(draft).texts).toEqual({ da: { title: 'Ring mig op', thanks: 'Tak' } });
  expect(newForm.safeParse(formOf(draft)).success).toBe(true);
});

test('questions stand in the order of the contract', () => {
  const order = ['name', 'phone', 'need'];
  const fields = ['need', 'name', 'phone'].reduce<ReturnType<typeof withQuestion>>(
    (all, item) => withQuestion(all, item, true, order),
    [],
  );
  expect(fields.map(({ item }) => item)).toEqual(order);
  expect(withQuestion(fields, 'phone', false, order).map(({ item }) => item)).toEqual(['name', 'need']);
});
