import { expect, test } from 'vitest';
import { rejectionHeader, rejectionLines } from './rejections.ts';

const lines = (cells: string[], headers = ['a', 'b']) =>
  rejectionLines([{ row: 7, cells, problems: [{ column: 'a', problem: 'is wrong.' }] }], headers);

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx'])('%j is text to a spreadsheet', (cell) => {
  expect(lines([cell, 'x'])).toMatch(/^"?'/);
  expect(rejectionHeader([cell], 'en')).toMatch(/^"?'/);
});

test('what was neutralised in the file is so once: it is read back as it was meant', () => {
  expect(lines(["'=1+1", "''=1+1"])).toBe("'=1+1,''=1+1,7,a: is wrong.\r\n");
});

test('every line has as many cells as the header, whatever the row had', () => {
  expect(rejectionHeader(['a', 'b'], 'en')).toBe('a,b,row,problem\r\n');
  expect(rejectionHeader(['a', 'b'], 'da')).toBe('a,b,række,problem\r\n');
  expect(lines(['1', '2'])).toBe('1,2,7,a: is wrong.\r\n');
  expect(lines(['1'])).toBe('1,,7,a: is wrong.\r\n');
  expect(lines(['1', '2', '3'])).toBe('1,2 | 3,7,a: is wrong.\r\n');
  expect(lines(['say "x"', 'two\nlines'])).toBe('"say ""x""","two\nlines",7,a: is wrong.\r\n');
  expect(rejectionLines([], ['a'])).toBe('');
});
