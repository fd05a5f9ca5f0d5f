import { describe, expect, test } from 'vitest';
import { defineTexts, formatMessage, preferredLanguage } from './define-texts.ts';

const texts = defineTexts({
  waiting: {
    en: '{n, plural, =0 {Nobody is waiting} one {# hand-off is waiting} other {# hand-offs are waiting}}',
    da: '{n, plural, =0 {Ingen venter} one {# overdragelse venter} other {# overdragelser venter}}',
    nb: '{n, plural, =0 {Ingen venter} one {# overlevering venter} other {# overleveringer venter}}',
    nl: '{n, plural, =0 {Niemand wacht} one {# overdracht wacht} other {# overdrachten wachten}}',
  },
});

describe('texts in the reader’s language', () => {
  test('count in the grammar and the digits of the language', () => {
    expect(formatMessage(texts.waiting, 'en', { n: 1 })).toBe('1 hand-off is waiting');
    expect(formatMessage(texts.waiting, 'da', { n: 5 })).toBe('5 overdragelser venter');
    expect(formatMessage(texts.waiting, 'nl', { n: 0 })).toBe('Niemand wacht');
    expect(formatMessage(texts.waiting, 'da', { n: 1200 })).toBe('1.200 overdragelser venter');
  });

  test('the browser’s first language that the product speaks wins', () => {
    expect(preferredLanguage(['fr-FR', 'no', 'en'])).toBe('nb');
    expect(preferredLanguage(['nl-BE'])).toBe('nl');
    expect(preferredLanguage(['fi'])).toBe('en');
  });
});
