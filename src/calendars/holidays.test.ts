import { expect, test } from 'vitest';
import { publicHolidays, regionsOf } from './holidays.ts';

const dates = (country: string, ...years: number[]) => publicHolidays(country, years).map(({ date }) => date);

test('Denmark works on Store Bededag from 2024 on', () => {
  expect(dates('DK', 2023)).toContain('2023-05-05');
  expect(dates('DK', 2024)).not.toContain('2024-04-26');
});

test('Danish days off are those of the law: Christmas Eve is an observance', () => {
  expect(dates('DK', 2026)).toEqual([
    '2026-01-01',
    '2026-04-02',
    '2026-04-03',
    '2026-04-05',
    '2026-04-06',
    '2026-05-14',
    '2026-05-24',
    '2026-05-25',
    '2026-12-25',
    '2026-12-26',
  ]);
});

test('Koningsdag is on 27 April, the day before if that is a Sunday', () => {
  expect(dates('NL', 2025, 2026).filter((date) => date.slice(5) > '04-21' && date.slice(5) < '05-01')).toEqual([
    '2025-04-26',
    '2026-04-27',
  ]);
});

test("Norway's constitution day is named in its own language or in the one asked for", () => {
  const name = (language?: string) => publicHolidays('no', [2026], language).find(({ date }) => date === '2026-05-17')?.name;
  expect(name()).toBe('Grunnlovsdagen');
  expect(name('en')).toBe('Constitution Day');
});

test('a feast of several days closes each of them', () => {
  const feast = publicHolidays('TR', [2026]).filter(
    ({ name }) => name === publicHolidays('TR', [2026]).find(({ date }) => date === '2026-05-27')?.name,
  );
  expect(feast.length).toBeGreaterThan(2);
});

test('a date is listed once, in order, though the years come in any', () => {
  const all = dates('NO', 2027, 2026, 2026);
  expect(all).toEqual([...new Set(all)].sort());
});

test('a part of a country has its own: Epiphany in Bavaria, not in Berlin; Denmark has no such parts', () => {
  expect(dates('DE-BY', 2026)).toContain('2026-01-06');
  expect(dates('DE-BE', 2026)).not.toContain('2026-01-06');
  expect(regionsOf('DE')).toContainEqual({ code: 'BY', name: 'Bayern' });
  expect(regionsOf('DK')).toEqual([]);
  expect(() => publicHolidays('DE-XX', [2026])).toThrow('DE has no region "XX"');
});

test('a country without rules and a year out of range are refused', () => {
  expect(() => publicHolidays('Atlantis', [2026])).toThrow('no holiday rules for the country "Atlantis"');
  expect(() => publicHolidays('constructor', [2026])).toThrow('no holiday rules');
  expect(() => publicHolidays('DK', [20266])).toThrow('1900 to 2100');
});
