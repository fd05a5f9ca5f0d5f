import { describe, expect, it } from 'vitest';
import { typedTime } from './typed-time.ts';

describe('a time as it is typed', () => {
  it.each(['09:05', '9:05', '9.05', '905', '0905', ' 9 05 '])('reads "%s"', (text) => {
    expect(typedTime(text)).toBe('09:05');
  });

  it('takes an hour alone for the full hour, midnight included', () => {
    expect(['8', '08', '14', '0'].map(typedTime)).toEqual(['08:00', '08:00', '14:00', '00:00']);
  });

  it.each(['', '24', '24:00', '9:60', '9:5', '12345', 'kl. 9', '9:30 pm', '-1'])('takes "%s" for no time', (text) => {
    expect(typedTime(text)).toBeNull();
  });
});
