import { describe, expect, it } from 'vitest';
import { pathTo, stages } from '../../../src/leads/lifecycle.ts';
import { boardMove } from './board-moves.ts';

describe('a move on the board', () => {
  it('is never one that the lifecycle does not have', () => {
    for (const from of stages)
      for (const to of stages)
        if ('act' in boardMove(from, to, 'admin')) expect([from, to, pathTo(from, to)]).not.toContain(null);
  });

  it('leaves the stages of a deal to the deal', () => {
    for (const from of stages)
      for (const to of ['opportunity', 'won', 'invoiced'] as const)
        if (from !== to) expect(boardMove(from, to, 'admin')).toEqual({ refused: 'by-deal' });
    expect(boardMove('opportunity', 'sql', 'admin')).toEqual({ refused: 'by-deal' });
    expect(boardMove('opportunity', 'recycled', 'sales')).toEqual({ act: 'recycle' });
  });

  it('asks sales for an answer before anything else, and marketing for what is with marketing', () => {
    expect(boardMove('submitted', 'accepted', 'sales')).toEqual({ act: 'accept' });
    expect(boardMove('submitted', 'rejected', 'sales')).toEqual({ act: 'give-back' });
    expect(boardMove('submitted', 'disqualified', 'sales')).toEqual({ refused: 'answer-first' });
    expect(boardMove('submitted', 'working', 'sales')).toEqual({ refused: 'answer-first' });
    expect(boardMove('mql', 'engaged', 'marketing')).toEqual({ act: 'place' });
    expect(boardMove('mql', 'engaged', 'sales')).toEqual({ refused: 'of-marketing' });
    expect(boardMove('rejected', 'submitted', 'marketing')).toEqual({ act: 'hand-over' });
    expect(boardMove('accepted', 'sql', 'marketing')).toEqual({ refused: 'of-sales' });
    expect(boardMove('accepted', 'sql', 'leadership')).toEqual({ refused: 'of-sales' });
  });

  it('tells a contact forwards and takes nothing back by moving', () => {
    expect(boardMove('accepted', 'connected', 'sales')).toEqual({ act: 'contact' });
    expect(boardMove('connected', 'working', 'sales')).toEqual({ refused: 'no-way' });
    expect(boardMove('recycled', 'known', 'admin')).toEqual({ refused: 'no-way' });
  });
});
