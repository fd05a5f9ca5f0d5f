import { expect, test } from 'vitest';
import { standardDefinition } from '../../../src/definitions/standard.ts';
import { draftPlace, keepDraft, readDraft } from './kept-draft.ts';

function storage(kept = new Map<string, string>()) {
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

const place = draftPlace('w1', 'u1');
const draft = { draft: standardDefinition, from: 3, firstDay: '2026-12-01' };

test('a draft is found again where it was left, by its own writer in its own workspace alone, until it is forgotten', () => {
  const tab = storage();
  keepDraft(tab, place, draft);
  expect(readDraft(tab, place)).toEqual(draft);
  expect(readDraft(tab, draftPlace('w2', 'u1'))).toBeNull();
  expect(readDraft(tab, draftPlace('w1', 'u2'))).toBeNull();
  keepDraft(tab, place, null);
  expect(readDraft(tab, place)).toBeNull();
});

test.each(['{', '{"draft":1}', '[]', 'null', '{"from":2,"draft":{}}'])('what is no draft is none: %s', (text) => {
  expect(readDraft(storage(new Map([[place, text]])), place)).toBeNull();
});

test('a browser that refuses storage takes nothing away', () => {
  const refuse = () => {
    throw new Error('refused');
  };
  const closed = { getItem: refuse, setItem: refuse, removeItem: refuse };
  expect(readDraft(closed, place)).toBeNull();
  expect(() => keepDraft(closed, place, draft)).not.toThrow();
});
