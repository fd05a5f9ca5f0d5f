import { expect, test } from 'vitest';
import { standardBriefingItems } from '../../../src/agreements/standard-agreement.ts';
import { newBriefingItem } from '../../../src/agreements/briefing-item.ts';
import { keyFor } from '../../../src/agreements/key-for.ts';
import { fieldsOf, itemOf as asked } from './draft.ts';

/** The item that comes of what the dialog asks for. */
const itemOf = (...typed: Parameters<typeof asked>) => newBriefingItem.parse(asked(...typed));

test('an item that is opened and asked for unchanged is what it was, in every language', () => {
  for (const item of standardBriefingItems)
    expect(itemOf(fieldsOf(item, 'nl'), item, [], 'nl'), item.key).toEqual({
      ...item,
      ...(item.answers && { answers: expect.arrayContaining([...item.answers].filter(({ by }) => by !== 'call')) as unknown }),
    });
});

test('a new item gets a key of its own, and its answers keys of theirs', () => {
  const typed = {
    ...fieldsOf(null, 'da'),
    label: { en: '', da: 'Hvem betaler?', nb: '', nl: '' },
    kind: 'choice' as const,
    choices: ['Ægtefælle', 'Ja', 'ja!'],
  };
  const item = itemOf(typed, null, ['hvem_betaler'], 'da');
  expect(item.key).toBe('hvem_betaler_2');
  const way = item.answers?.find((each) => each.by === 'form');
  expect(way?.choices?.map(({ key }) => key)).toEqual(['aegtefaelle', 'ja', 'ja_2']);
  expect(keyFor('100 %', [], 'item')).toBe('item');
});

test('words of a language that is left empty are those of the nearest, and one language is enough', () => {
  const fields = fieldsOf(null, 'da');
  const typed = { ...fields, label: { ...fields.label, nl: 'Wie betaalt?' }, why: { ...fields.why, da: 'Penge', en: 'Money' } };
  const item = itemOf(typed, null, [], 'da');
  expect(item.label).toEqual({ en: 'Wie betaalt?', da: 'Wie betaalt?', nb: 'Wie betaalt?', nl: 'Wie betaalt?' });
  expect(item.why).toEqual({ en: 'Money', da: 'Penge', nb: 'Penge', nl: 'Money' });
  // Opened again by a Dane, a language with words of its own keeps them when the others change.
  const again = fieldsOf(item, 'da');
  expect(again.why).toEqual({ en: 'Money', da: 'Penge', nb: '', nl: '' });
  expect(itemOf({ ...again, why: { ...again.why, da: 'Budget' } }, item, [], 'da').why).toEqual({
    en: 'Money',
    da: 'Budget',
    nb: 'Budget',
    nl: 'Money',
  });
});

test('evidence and a tracked trait answer an item as they are chosen, and leave it when they are taken away', () => {
  const item = itemOf(
    { ...fieldsOf(null, 'en'), label: { en: 'Budget', da: '', nb: '', nl: '' }, evidence: 'budget', trait: ' budgetYear ' },
    null,
    [],
    'en',
  );
  expect(item.answers).toEqual(
    expect.arrayContaining([
      { by: 'evidence', criterion: 'budget' },
      { by: 'trait', trait: 'budgetYear' },
    ]),
  );
  const without = itemOf({ ...fieldsOf(item, 'en'), evidence: '', trait: '' }, item, [], 'en');
  expect(without.answers?.map(({ by }) => by)).toEqual(['form', 'call']);
});
