import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { neutralised, restored } from './formula.ts';

describe('a cell that could be a formula', () => {
  it.each(['=1+1', '+45 12 34 56 78', '-2', '@SUM(A1)', '\t=1', '\r=1', '\n=1', ' =cmd|calc', '＝1', "'=1"])(
    'is made text: %j',
    (text) => {
      expect(neutralised(text)).toBe(`'${text}`);
    },
  );

  it.each(['Nordhavn Pumper', 'a=b', "'t Hoen BV", "O'Neill", '12', ''])('is not found where there is none: %j', (text) => {
    expect(neutralised(text)).toBe(text);
    expect(restored(text)).toBe(text);
  });

  it('is read back as it was, also when it began with apostrophes', () => {
    const risky = fc.string({
      unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', '\n', ' ', 'a', '1', '＝'),
      maxLength: 6,
    });
    fc.assert(fc.property(fc.oneof(risky, fc.string()), (text) => restored(neutralised(text)) === text));
    fc.assert(fc.property(risky, (text) => !/^\s*[=+\-@＝]/.test(neutralised(text))));
  });
});
