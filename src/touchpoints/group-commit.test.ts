import { describe, expect, it } from 'vitest';
import { groupCommit } from './group-commit.ts';

const key = { id: 'k', workspace: 'k' };
const neighbour = { id: 'n', workspace: 'n' };
const tick = () => new Promise<void>((done) => setTimeout(done, 0));

function door({
  fails = () => false,
  mayBeOneRequests = true,
  capacity = 100,
  most = 10,
}: { fails?: (items: string[]) => boolean; mayBeOneRequests?: boolean; capacity?: number; most?: number } = {}) {
  const commits: string[][] = [];
  const open: (() => void)[] = [];
  const add = groupCommit<typeof key, string[], string[]>({
    async commit(_key, items) {
      commits.push(items.flat());
      await tick();
      if (fails(items.flat())) throw new Error('refused');
      return items.map((item) => item.map((word) => word.toUpperCase()));
    },
    later: (work) => open.push(work),
    mayBeOneRequests: () => mayBeOneRequests,
    size: (item) => item.length,
    weigh: (item) => item.length,
    capacity,
    most,
  });
  return { add, commits, letIn: () => open.splice(0).forEach((work) => work()) };
}

describe('requests that arrive together', () => {
  it('share one transaction, and each gets its own results', async () => {
    const { add, commits, letIn } = door();
    const answers = [add(key, ['a', 'b']), add(key, ['c']), add(key, ['d', 'e'])];
    letIn();
    expect(await Promise.all(answers)).toEqual([['A', 'B'], ['C'], ['D', 'E']]);
    expect(commits).toEqual([['a', 'b', 'c', 'd', 'e']]);
  });

  it('share the next one when they arrive during a transaction', async () => {
    const { add, commits, letIn } = door();
    const first = add(key, ['a']);
    letIn();
    const later = [add(key, ['b']), add(key, ['c'])];
    await Promise.all([first, ...later]);
    expect(commits).toEqual([['a'], ['b', 'c']]);
  });

  it('are split when they are too many for one transaction', async () => {
    const { add, commits, letIn } = door({ most: 3 });
    const answers = [add(key, ['a', 'b']), add(key, ['c', 'd']), add(key, ['e']), add(key, ['f', 'g', 'h', 'i'])];
    letIn();
    await Promise.all(answers);
    expect(commits).toEqual([
      ['a', 'b'],
      ['c', 'd', 'e'],
      ['f', 'g', 'h', 'i'],
    ]);
  });

  it('are tried alone when they fail together, so that only the bad one fails', async () => {
    const { add, letIn } = door({ fails: (items) => items.includes('bad') });
    const answers = [add(key, ['a']), add(key, ['bad']), add(key, ['c'])];
    letIn();
    expect(await Promise.allSettled(answers)).toMatchObject([
      { value: ['A'] },
      { reason: { message: 'refused' } },
      { value: ['C'] },
    ]);
  });

  it('fail together at once when no single one can be at fault', async () => {
    const { add, commits, letIn } = door({ fails: () => true, mayBeOneRequests: false });
    const answers = [add(key, ['a']), add(key, ['b'])];
    letIn();
    expect((await Promise.allSettled(answers)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(commits).toHaveLength(1);
  });

  it('are sent away with a time to come back when more wait than can be held, and taken again afterwards', async () => {
    const { add, letIn } = door({ capacity: 3 });
    const held = add(key, ['a', 'b']);
    await expect(add(key, ['c', 'd'])).rejects.toMatchObject({ status: 503, headers: { 'retry-after': expect.any(String) } });
    letIn();
    await held;
    const next = add(key, ['c', 'd', 'e']);
    letIn();
    expect(await next).toEqual(['C', 'D', 'E']);
  });

  it('of one workspace take no more than half of the room, so that a neighbour finds some', async () => {
    const { add, letIn } = door({ capacity: 10 });
    const held = ['a', 'b', 'c', 'd', 'e'].map((item) => add(key, [item]));
    await expect(add(key, ['f'])).rejects.toMatchObject({ status: 503 });
    const neighbours = ['x', 'y'].map((item) => add(neighbour, [item]));
    letIn();
    expect((await Promise.all([...held, ...neighbours])).flat()).toEqual(['A', 'B', 'C', 'D', 'E', 'X', 'Y']);
  });
});
