import { describe, expect, it } from 'vitest';
import { keyBook } from './key-book.ts';

/** A book over keys in force, with what was looked up, and a network whose limit may be reached. */
function desk(...inForce: string[]) {
  const time = { now: 0 };
  const network = { isBeyond: false };
  const looked: string[] = [];
  const book = keyBook(
    async (secret) => {
      looked.push(secret);
      return inForce.includes(secret) ? `key of ${secret}` : null;
    },
    () => time.now,
  );
  const admit = () => {
    if (network.isBeyond) throw new Error('too many');
  };
  const ask = async (secret: string) => {
    try {
      return await book(secret, admit);
    } catch {
      return 'refused';
    }
  };
  return { time, network, looked, ask, inForce };
}

describe('a write key', () => {
  it('is looked up once in a few seconds, in force or not', async () => {
    const { time, looked, ask } = desk('a');
    expect([await ask('a'), await ask('a'), await ask('x'), await ask('x')]).toEqual(['key of a', 'key of a', null, null]);
    expect(looked).toEqual(['a', 'x']);
    time.now = 3_000;
    await ask('a');
    await ask('x');
    expect(looked).toEqual(['a', 'x', 'a', 'x']);
  });

  it('nobody has heard of is not looked up for a network beyond its limit; one that was in force is, from the same network', async () => {
    const { time, network, looked, ask, inForce } = desk('a');
    await ask('a');
    network.isBeyond = true;
    time.now = 10_000;
    expect([await ask('x'), await ask('y'), await ask('a')]).toEqual(['refused', 'refused', 'key of a']);
    expect(looked).toEqual(['a', 'a']);
    // A revoked key is a stranger's from then on.
    inForce.length = 0;
    time.now = 20_000;
    expect(await ask('a')).toBeNull();
    time.now = 30_000;
    expect(await ask('a')).toBe('refused');
  });

  it('in force is not forgotten for any number of unknown ones', async () => {
    const { time, network, ask } = desk('a');
    await ask('a');
    for (let n = 0; n < 25_000; n += 1) await ask(`x${n}`);
    network.isBeyond = true;
    time.now = 60_000;
    expect(await ask('a')).toBe('key of a');
  });
});
