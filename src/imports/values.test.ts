import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { worded } from '../../test/worded.ts';
import {
  dateFormatOf,
  decimalSignOf,
  isDigest,
  NO_EVIDENCE,
  observe,
  readCount,
  readDay,
  readDomain,
  readMicros,
  readMoment,
  readNumber,
  readYesNo,
} from './values.ts';

const evidenceOf = (values: string[]) => values.reduce(observe, NO_EVIDENCE);

describe('numbers', () => {
  test.each([
    ['1.234,50', 'comma', '1234.50'],
    ['1,234.50', 'dot', '1234.50'],
    ['1 234 567,8', 'comma', '1234567.8'],
    ['1\u00A0234,5', 'comma', '1234.5'],
    ["1'234.5", 'dot', '1234.5'],
    ['-0,05', 'comma', '-0.05'],
    ['\u2212 12', 'dot', '-12'],
    ['(1.234,50)', 'comma', '-1234.50'],
    ['kr. 1.234,50', 'comma', '1234.50'],
    ['1.234,50 DKK', 'comma', '1234.50'],
    ['€ 12', 'comma', '12'],
    ['144.', 'dot', '144'],
    [',5', 'comma', '0.5'],
    ['007', 'dot', '7'],
  ] as const)('%j with a decimal %s is %s', (text, sign, value) => {
    expect(readNumber(text, sign)).toEqual({ value });
  });

  test.each([
    ['1.234,50', 'dot', '1,234.50 would be'],
    ['12.34.56', 'dot', 'not a number'],
    ['1e5', 'dot', 'not a number'],
    ['0x10', 'dot', 'not a number'],
    ['NaN', 'dot', 'not a number'],
    ['1-2', 'comma', 'not a number'],
    ['9'.repeat(50), 'dot', 'not a number'],
    ['١٢', 'dot', 'not a number'],
  ] as const)('%j with a decimal %s is refused', (text, sign, message) => {
    expect(worded(readNumber(text, sign))).toEqual({ problem: expect.stringContaining(message) });
  });

  test('a column proves its sign', () => {
    expect(decimalSignOf(evidenceOf(['1.234', '12', '3,5']))).toBe('comma');
    expect(decimalSignOf(evidenceOf(['1,234', '0.567']))).toBe('dot');
    expect(decimalSignOf(evidenceOf(['1234.567']))).toBe('dot');
    expect(decimalSignOf(evidenceOf(['1.234', '5.678']))).toBeNull();
    expect(decimalSignOf(evidenceOf(['1,5', '1.5']))).toBeNull();
  });

  test('what can be two numbers is not guessed', () => {
    expect(worded(readNumber('1.234', null))).toEqual({
      problem: '"1.234" can be 1234 or 1.234; say whether the file has decimal commas or decimal dots.',
    });
    expect(readNumber('1234', null)).toEqual({ value: '1234' });
    expect(readNumber('12,5', null)).toEqual({ value: '12.5' });
  });

  test('every amount is read back from both ways of writing it', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.integer({ min: 0, max: 99 }), (whole, cents) => {
        const decimals = String(cents).padStart(2, '0');
        const grouped = (separator: string) => String(Math.abs(whole)).replace(/\B(?=(\d{3})+$)/g, separator);
        const minus = whole < 0 ? '-' : '';
        const value = `${minus}${Math.abs(whole)}.${decimals}`;
        expect(readNumber(`${minus}${grouped('.')},${decimals}`, 'comma')).toEqual({ value });
        expect(readNumber(`${minus}${grouped(',')}.${decimals}`, 'dot')).toEqual({ value });
        expect(readNumber(`${minus}${grouped(' ')},${decimals}`, null)).toEqual({ value });
      }),
    );
  });

  test('micros are moved by six digits, exactly', () => {
    expect(readMicros('36150000', 'dot')).toEqual({ value: '36.150000' });
    expect(readMicros('1', 'dot')).toEqual({ value: '0.000001' });
    expect(readMicros('-1500000.5', 'dot')).toEqual({ value: '-1.5000005' });
  });

  test('counts are whole and not negative', () => {
    expect(readCount('1.200', 'comma')).toEqual({ value: 1200 });
    expect(readCount('12.0', 'dot')).toEqual({ value: 12 });
    expect(worded(readCount('-1', 'dot'))).toEqual({ problem: expect.stringContaining('not a count') });
    expect(worded(readCount('1.5', 'dot'))).toEqual({ problem: expect.stringContaining('not a count') });
  });
});

describe('dates', () => {
  test.each([
    ['2026-11-22', 'dmy', '2026-11-22'],
    ['22-11-2026', 'dmy', '2026-11-22'],
    ['22.11.2026', 'mdy', '2026-11-22'],
    ['3/4/2026', 'dmy', '2026-04-03'],
    ['3/4/2026', 'mdy', '2026-03-04'],
    ['2026-11-22 13:45:10.123', 'dmy', '2026-11-22'],
    ['11/22/2026, 1:30 PM', 'mdy', '2026-11-22'],
    ['2026-01-31T23:30:00Z', 'dmy', '2026-02-01'],
    ['2019-10-17 21:10:19', 'dmy', '2019-10-17'],
    ['1769902200000', 'dmy', '2026-02-01'],
    ['1. marts 2026', 'dmy', '2026-03-01'],
    ['17. mai 2026', 'mdy', '2026-05-17'],
    ['14 mei 2026', 'dmy', '2026-05-14'],
    ['2 mrt. 2026', 'dmy', '2026-03-02'],
    ['3-okt-2026', 'dmy', '2026-10-03'],
    ['24. Desember 2026 kl. 17.30', 'dmy', '2026-12-24'],
  ] as const)('%s (%s) is %s in Copenhagen', (text, format, value) => {
    expect(readDay(text, format, 'Europe/Copenhagen')).toEqual({ value });
  });

  test.each([
    '2026-02-30',
    '31/11/2026',
    '22-11-26',
    '22/11.2026',
    '45983',
    'yesterday',
    '2026-11-22T25:00',
    '2026-11-22 junk',
    '0000-00-00',
    '22/11/2026\u0000',
    '31. april 2026',
    '3. mars-2026x',
    '14 blomme 2026',
  ])('%s is no date', (text) => {
    expect(worded(readDay(text, 'dmy', 'UTC'))).toEqual({
      problem: expect.stringMatching(/is not a date; 2026-11-22 or 22-11-2026 would be\.$/),
    });
  });

  test('month first only when the column proves it', () => {
    expect(dateFormatOf(evidenceOf(['3/4/2026', '11/22/2026']))).toBe('mdy');
    expect(dateFormatOf(evidenceOf(['3/4/2026', '5/6/2026']))).toBe('dmy');
    expect(dateFormatOf(evidenceOf(['11/22/2026', '22/11/2026']))).toBe('dmy');
    expect(worded(readDay('11/22/2026', 'dmy', 'UTC'))).toEqual({ problem: expect.stringContaining('not a date') });
  });

  test('moments are UTC; without an offset they are local', () => {
    expect(readMoment('2026-11-22 13:45', 'dmy', 'Europe/Copenhagen')).toEqual({ value: '2026-11-22T12:45:00.000Z' });
    expect(readMoment('22-07-2026 12:00 AM', 'dmy', 'Europe/Oslo')).toEqual({ value: '2026-07-21T22:00:00.000Z' });
    expect(readMoment('22.11.2026 kl. 13.45', 'dmy', 'Europe/Oslo')).toEqual({ value: '2026-11-22T12:45:00.000Z' });
    expect(readMoment('1. juli 2026 08.15.30', 'dmy', 'Europe/Copenhagen')).toEqual({ value: '2026-07-01T06:15:30.000Z' });
    expect(readMoment('2026-11-22T13:45:00+0530', 'dmy', 'UTC')).toEqual({ value: '2026-11-22T08:15:00.000Z' });
  });
});

test('yes and no in four languages', () => {
  expect(['TRUE', 'ja', 'Yes', '1'].map(readYesNo)).toEqual(Array.from({ length: 4 }, () => ({ value: true })));
  expect(['FALSE', 'nej', 'nei', 'nee'].map(readYesNo)).toEqual(Array.from({ length: 4 }, () => ({ value: false })));
  expect(worded(readYesNo('maybe'))).toEqual({ problem: expect.stringContaining('true or false') });
});

test('domains and digests', () => {
  expect(readDomain('https://www.Nordhavn.dk/om?x=1')).toEqual({ value: 'nordhavn.dk' });
  expect(worded(readDomain('nordhavn'))).toEqual({ problem: expect.stringContaining('company.com would be') });
  expect(isDigest('fcb67ef339b691956cc85fa12be6490c')).toBe(true);
  expect(isDigest('1B2M2Y8AsgTpgAmY7PhCfg==')).toBe(true);
  expect(isDigest('anna@nordhavn.dk')).toBe(false);
});
