import { afterEach, describe, expect, test } from 'vitest';
import { activeKeys, pressed } from './keys.ts';

const run = () => {};
let removals: (() => void)[] = [];
const bind = (...keys: string[]) => {
  const remove = activeKeys.add(keys.map((each) => ({ keys: each, does: each, run })));
  removals.push(remove);
  return remove;
};
afterEach(() => {
  for (const remove of removals) remove();
  removals = [];
});

describe('keys', () => {
  test('a sequence needs its second key in time', () => {
    bind('g h', 'h');
    expect(pressed('g', 0)).toBeUndefined();
    expect(pressed('h', 500)?.keys).toBe('g h');
    expect(pressed('g', 1000)).toBeUndefined();
    expect(pressed('h', 9000)?.keys).toBe('h');
  });

  test('a wrong second key does nothing and is not remembered', () => {
    bind('g h', 'j');
    pressed('g', 0);
    expect(pressed('j', 10)).toBeUndefined();
    expect(pressed('j', 20)?.keys).toBe('j');
  });

  test('the screen opened last has the key, and gives it back when it closes', () => {
    bind('1');
    const removeLater = bind('1');
    const [earlier, later] = activeKeys.all();
    expect(pressed('1', 0)).toBe(later);
    removeLater();
    expect(pressed('1', 0)).toBe(earlier);
  });
});
