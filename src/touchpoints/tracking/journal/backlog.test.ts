import { describe, expect, it } from 'vitest';
import { backlogOf, type BacklogParts } from './backlog.ts';

const nothing: BacklogParts = { oldest: async () => null, work: async () => {}, announce: () => {}, born: '00', later: () => {} };

describe('a rush', () => {
  it('lasts a second from the last time many came at once, for that workspace alone', () => {
    let now = 0;
    const backlog = backlogOf({ ...nothing, clock: () => now });
    expect(backlog.isRush('a', false)).toBe(false);
    expect(backlog.isRush('a', true)).toBe(true);
    now = 900;
    expect(backlog.isRush('a', false)).toBe(true);
    expect(backlog.isRush('b', false)).toBe(false);
    now = 1_000;
    expect(backlog.isRush('a', false)).toBe(false);
  });
});

describe('the worker', () => {
  it('is woken once for all that a workspace takes in within a moment, and again for what comes after', () => {
    const woken: string[] = [];
    const moments: (() => void)[] = [];
    const backlog = backlogOf({
      ...nothing,
      announce: (workspace) => woken.push(workspace),
      later: (run) => moments.push(run),
    });
    const passes = () => moments.splice(0).forEach((run) => run());
    backlog.note('a', '01');
    backlog.note('a', '02');
    backlog.note('b', '03');
    expect(woken).toEqual([]);
    passes();
    expect(woken).toEqual(['a', 'b']);
    backlog.note('a', '04');
    passes();
    expect(woken).toEqual(['a', 'b', 'a']);
  });
});

describe('a reader', () => {
  it('waits until what was taken in before is worked through, and not for what came after', async () => {
    const waiting = ['01', '02', '03'];
    const backlog = backlogOf({ ...nothing, oldest: async () => waiting[0] ?? null, work: async () => waiting.shift() });
    backlog.note('a', '02');
    await backlog.workedThrough('a');
    expect(waiting).toEqual(['03']);
  });

  it('asks nothing when nothing was taken in', async () => {
    let asked = 0;
    const backlog = backlogOf({ ...nothing, oldest: async () => ((asked += 1), null) });
    await backlog.workedThrough('a');
    asked = 0;
    await backlog.workedThrough('a');
    expect(asked).toBe(0);
    backlog.note('a', '01');
    await backlog.workedThrough('a');
    await backlog.workedThrough('a');
    expect(asked).toBe(1);
  });

  it('waits for what a process before this one had taken in', async () => {
    const waiting = ['04', '05', '07'];
    const backlog = backlogOf({
      ...nothing,
      oldest: async () => waiting[0] ?? null,
      work: async () => waiting.shift(),
      born: '06',
    });
    await backlog.workedThrough('a');
    expect(waiting).toEqual(['07']);
  });

  it('does not wait for ever, nor again soon, where more arrives than is worked through', async () => {
    let now = 0;
    let asked = 0;
    const backlog = backlogOf({
      ...nothing,
      oldest: async () => {
        asked += 1;
        now += 1_200;
        return '01';
      },
      clock: () => now,
    });
    backlog.note('a', '01');
    await backlog.workedThrough('a');
    expect(asked).toBe(3);
    await backlog.workedThrough('a');
    expect(asked).toBe(3);
    now += 10_000;
    await backlog.workedThrough('a');
    expect(asked).toBe(6);
  });
});
