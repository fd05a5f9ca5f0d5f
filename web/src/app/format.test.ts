import { describe, expect, test } from 'vitest';
import { createFormat, dayIn } from './format.ts';
import type { Language } from './define-texts.ts';

const format = (language: Language, numberFormat: string | null = null) =>
  createFormat({ language, numberFormat, timeZone: 'Europe/Copenhagen' });
const plain = (text: string) => text.replaceAll(/\s/g, ' ');
const now = new Date('2026-11-20T09:31:00Z');

test('a day says its year only where it is another', () => {
  expect(format('da').day('2026-03-02T10:00:00Z', now)).toBe('2. mar.');
  expect(format('en').day('2025-12-26T10:00:00Z', now)).toBe('26 Dec 2025');
});

describe('figures as each country writes them', () => {
  test('per cent takes the country’s comma', () => {
    expect(plain(format('da').percent(0.073))).toBe('7,3 %');
    expect(plain(format('en').percent(0.449))).toBe('44.9%');
    expect(plain(format('nb').percent(0.35))).toBe('35 %');
  });

  test('money is divided by its currency’s own minor unit', () => {
    expect(plain(format('da').money({ amountMinor: 218_450_000, currency: 'DKK' }))).toBe('2.184.500 kr.');
    expect(plain(format('da').money({ amountMinor: 218_450_050, currency: 'DKK' }))).toBe('2.184.500,50 kr.');
    expect(plain(format('en').money({ amountMinor: 1200, currency: 'JPY' }))).toBe('¥1,200');
    expect(plain(format('en').money({ amountMinor: 1250, currency: 'KWD' }))).toContain('1.25');
  });

  test('the number format may differ from the language', () => {
    expect(plain(format('en', 'da-DK').number(8420.5))).toBe('8.420,5');
  });
});

describe('moments as people say them', () => {
  test('near days by name, far ones by date, in the workspace’s zone', () => {
    expect(format('da').moment('2026-11-20T09:55:00Z', now)).toBe('i dag 10:55');
    expect(format('da').moment('2026-11-19T15:25:00Z', now)).toBe('i går 16:25');
    expect(format('da').moment('2026-11-23T08:20:00Z', now)).toBe('mandag 09:20');
    expect(format('nl').moment('2026-11-20T23:30:00Z', now)).toBe('morgen 00:30');
    expect(format('en').moment('2026-10-03T09:20:00Z', now)).toBe('3 Oct 11:20');
    expect(format('en').moment('2025-10-03T09:20:00Z', now)).toBe('3 Oct 2025 11:20');
  });

  test('tomorrow is a day ahead, a minute after midnight as at noon', () => {
    expect(
      ['2026-11-20T23:01:00Z', '2026-11-21T11:00:00Z', '2026-11-20T22:59:00Z'].map((at) => format('da').daysUntil(at, now)),
    ).toEqual([1, 1, 0]);
  });

  test('a calendar date is the same day in every zone', () => {
    expect(createFormat({ language: 'en', numberFormat: null, timeZone: 'America/Los_Angeles' }).date('2026-12-01')).toBe(
      '1 Dec 2026',
    );
  });

  test('durations count hours and never days', () => {
    expect(format('da').duration(24)).toBe('24 min');
    expect(format('da').duration(134)).toBe('2 t 14 min');
    expect(format('nl').duration(120)).toBe('2 u');
    expect(format('en').duration(-35)).toBe('35 min');
    expect(format('en').duration(112 * 60 + 5)).toBe('112 h');
  });
});

test('a day is the one where the workspace is, not the one in Greenwich', () => {
  const lateInCopenhagen = new Date('2026-11-20T23:30:00Z');
  expect(dayIn('Europe/Copenhagen', lateInCopenhagen)).toBe('2026-11-21');
  expect(dayIn('UTC', lateInCopenhagen)).toBe('2026-11-20');
});
