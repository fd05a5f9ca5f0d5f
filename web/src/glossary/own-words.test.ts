import { expect, test } from 'vitest';
import type { OwnTerm } from '../../../src/terms/schema.ts';
import { inReading, withOwnWords } from './own-words.ts';

const term = (word: OwnTerm['word']): OwnTerm => ({
  id: Object.values(word)[0] ?? '',
  word,
  meaning: Object.fromEntries(Object.keys(word).map((language) => [language, `meaning in ${language}`])),
  version: 1,
  savedAt: '2026-11-01T08:00:00Z',
  member: null,
});
const said = (text: string, ...terms: OwnTerm[]) =>
  withOwnWords(text, terms).map((part) => (part.term ? `[${part.text}]` : part.text));

test('own words are found in a text as whole words, whatever their capitals and language, the longest first', () => {
  const hour = term({ en: 'Warm hour', da: 'Varm time' });
  expect(said('Called in a warm HOUR, or in the varm time.', hour)).toEqual([
    'Called in a ',
    '[warm HOUR]',
    ', or in the ',
    '[varm time]',
    '.',
  ]);
  expect(said('Warm hours and lukewarm hour', hour)).toEqual(['Warm hours and lukewarm hour']);
  expect(said('pump house', term({ en: 'Pump' }), term({ en: 'Pump house' }))).toEqual(['[pump house]']);
  expect(said('Nothing of ours', hour)).toEqual(['Nothing of ours']);
});

test('a word without the reader’s language is read in one that it has', () => {
  expect(inReading(term({ da: 'Varm time' }), 'nl')).toEqual({ word: 'Varm time', meaning: 'meaning in da' });
  expect(inReading(term({ en: 'Warm hour', da: 'Varm time' }), 'da').word).toBe('Varm time');
});
