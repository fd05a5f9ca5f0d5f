import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isBefore, isClosed, isWithMarketing, macroStage, moves, pathTo, stages, type Stage } from './lifecycle.ts';

const anyStage = fc.constantFrom(...stages);

describe('the lifecycle', () => {
  it('names every stage skipped on the way forward', () => {
    expect(pathTo('known', 'submitted')).toEqual(['engaged', 'mql', 'submitted']);
    expect(pathTo('new', 'known')).toEqual(['known']);
    expect(pathTo('accepted', 'sql')).toEqual(['working', 'connected', 'sql']);
  });

  it('goes back one decision at a time, and leaves by a side exit only where sales or marketing may decide that', () => {
    expect(pathTo('accepted', 'submitted')).toEqual(['submitted']);
    expect(pathTo('sql', 'known')).toBeNull();
    expect(pathTo('submitted', 'recycled')).toBeNull();
    expect(pathTo('submitted', 'rejected')).toEqual(['rejected']);
    expect(pathTo('rejected', 'accepted')).toBeNull();
    expect(pathTo('known', 'known')).toBeNull();
  });

  it('ends for good in recycled and disqualified', () => {
    for (const end of ['recycled', 'disqualified'] as const) for (const stage of stages) expect(pathTo(end, stage)).toBeNull();
  });

  it('is with marketing before it is handed over and once it is given back', () => {
    expect(stages.filter(isWithMarketing)).toEqual(['known', 'engaged', 'mql', 'rejected']);
  });

  it('has three macro stages, of which a side exit is none', () => {
    const of = (macro: string | null) => stages.filter((stage) => macroStage(stage) === macro);
    expect(of('attract')).toEqual(['known', 'engaged', 'mql']);
    expect(of('convert')).toEqual(['submitted', 'accepted', 'working', 'connected', 'sql']);
    expect(of('close')).toEqual(['opportunity', 'won', 'invoiced']);
    expect(of(null)).toEqual(['rejected', 'recycled', 'disqualified']);
  });

  it('never skips through anything but single moves that are allowed, and always arrives', () => {
    fc.assert(
      fc.property(anyStage, anyStage, (from, to) => {
        const path = pathTo(from, to);
        if (path === null) return;
        expect(path.at(-1)).toBe(to);
        path.forEach((stage, step) => expect(moves[path[step - 1] ?? from]).toContain(stage));
        if (path.length > 1) expect(isBefore(from, to)).toBe(true);
      }),
    );
  });

  it('stays within its stages whatever is asked of it, and leaves an ended passage only back to where a deal was', () => {
    fc.assert(
      fc.property(fc.array(anyStage, { maxLength: 40 }), (wishes) => {
        let at: Stage = 'known';
        for (const wish of wishes) {
          const path = pathTo(at, wish);
          if (path === null) continue;
          if (isClosed(at)) expect(['won', 'invoiced', 'opportunity']).toContain(wish);
          at = wish;
        }
        expect(stages).toContain(at);
      }),
    );
  });
});
