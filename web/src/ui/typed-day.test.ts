import { describe, expect, it } from 'vitest';
import { languages } from '../app/define-texts.ts';
import { typedDay, writtenDay } from './typed-day.ts';

describe('a day as it is typed', () => {
  it('is read as it is written in each language', () => {
    expect(languages.map((language) => writtenDay('2026-11-05', language)).toSorted()).toEqual(
      ['05.11.2026', '05.11.2026', '05-11-2026', '05/11/2026'].toSorted(),
    );
    for (const language of languages) expect(typedDay(writtenDay('2026-11-05', language))).toBe('2026-11-05');
  });

  it.each(['5.11.2026', '5. 11. 2026', '5/11-26', '05112026', ' 05-11-2026 ', '2026-11-05'])('reads "%s"', (text) => {
    expect(typedDay(text)).toBe('2026-11-05');
  });

  it.each(['', '5', '5.11', '31.2.2026', '29.02.2027', '11/25/2026', '2026', 'i morgen', '5.11.202'])(
    'takes "%s" for no day',
    (text) => {
      expect(typedDay(text)).toBeNull();
    },
  );

  it('knows the leap day', () => {
    expect(typedDay('29.2.2028')).toBe('2028-02-29');
  });
});
