import { describe, expect, it, vi } from 'vitest';
import { fairTurns } from './turns.ts';

/** Work that runs until told to end, and notes that it began. */
function workshop() {
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const work = (name: string) => () => {
    begun.push(name);
    return new Promise<string>((end) => ends.push(() => end(name)));
  };
  return { begun, ends, work };
}
const settled = () => new Promise((next) => setImmediate(next));

describe('turns', () => {
  it('lets no lane hold more than its share, so that another starts at once', async () => {
    const { begun, work } = workshop();
    const take = fairTurns({ each: 2, all: 3, waiting: 10, patienceMs: 60_000 });
    for (const name of ['slow 1', 'slow 2', 'slow 3']) void take('slow', work(name));
    void take('quick', work('quick 1'));
    await settled();
    expect(begun).toEqual(['slow 1', 'slow 2', 'quick 1']);
  });

  it('gives the next turn to the lane that holds fewest, however long the queue of another', async () => {
    const { begun, ends, work } = workshop();
    const take = fairTurns({ each: 5, all: 2, waiting: 10, patienceMs: 60_000 });
    for (const name of ['a1', 'a2', 'a3', 'a4']) void take('a', work(name));
    void take('b', work('b1'));
    await settled();
    ends[0]?.();
    await settled();
    expect(begun).toEqual(['a1', 'a2', 'b1']);
  });

  it('turns away from a full queue, and after the longest wait, with when to come again', async () => {
    vi.useFakeTimers();
    const { begun, ends, work } = workshop();
    const take = fairTurns({ each: 1, all: 9, waiting: 1, patienceMs: 4_000 });
    const first = take('a', work('first'));
    const refused = { status: 503, headers: { 'retry-after': '5' } };
    const late = expect(take('a', work('late'))).rejects.toMatchObject(refused);
    await expect(take('a', work('too many'))).rejects.toMatchObject(refused);
    await vi.advanceTimersByTimeAsync(4_000);
    await late;
    ends[0]?.();
    expect(await first).toBe('first');
    vi.useRealTimers();
    void take('a', work('next'));
    await settled();
    expect(begun).toEqual(['first', 'next']);
  });

  it('gives the turn back when the work fails', async () => {
    const take = fairTurns({ each: 1, all: 1, waiting: 1, patienceMs: 4_000 });
    await expect(take('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await take('a', () => Promise.resolve('yes'))).toBe('yes');
  });
});
