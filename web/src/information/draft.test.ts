import { expect, test } from 'vitest';
import { standardBriefingItems } from '../../../src/agreements/standard-agreement.ts';
import { briefingItem } from '../../../src/agreements/briefing-item.ts';
import { fieldsOf, itemOf, keyFor } from './draft.ts';

test('an item that is opened and asked for unchanged is what it was, in every language', () => {
  for (const item of standardBriefingItems)
    expect(itemOf(fieldsOf(item, 'nl'), item, [], 'nl'), item.key).toEqual({
      ...item,
      ...(item.answers && { answers: expect.arrayContaining([...item.answers].filter(({ by }) => by !== 'call')) as unknown }),
    });
});

test('a new item gets a key of its own, and its answers keys of theirs', () => {
  const typed = { ...fieldsOf(null, 'da'), label: 'Hvem betaler?', kind: 'choice' as const, choices: ['Ægtefælle', 'Ja', 'ja!'] };
  const item = itemOf(typed, null, ['hvem_betaler'], 'da');
  expect(item.key).toBe('hvem_betaler_2');
  const way = item.answers?.find((each) => each.by === 'form');
  expect(way?.choices?.map(({ key }) => key)).toEqual(['aegtefaelle', 'ja', 'ja_2']);
  expect(briefingItem.safeParse(item).success).toBe(true);
  expect(keyFor('100 %', [])).toBe('item');
});
