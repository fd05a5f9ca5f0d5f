import { expect, test } from 'vitest';
import { bellCount } from './bell-count.ts';

test('the bell counts what is unread, and says when there is more', () => {
  expect(bellCount(3, 10)).toBe('3');
  expect(bellCount(10, 10)).toBe('9+');
});
