import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Rep, route } from './routing.ts';

const rep = (id: string, more: Partial<Rep> = {}): Rep => ({
  id,
  left: false,
  absent: false,
  backOn: '2026-09-23',
  open: 0,
  thisMonth: 0,
  monthlyCapacity: null,
  lastAssignedAt: null,
  ...more,
});

describe('routing a hand-off', () => {
  it('gives it to the account’s owner, however busy', () => {
    expect(route([rep('mette', { open: 9 }), rep('simon')], 'mette')).toEqual({ memberId: 'mette', because: 'account_owner' });
  });

  it('gives it to somebody else when the owner has left, is absent or is full', () => {
    for (const owner of [
      rep('mette', { left: true }),
      rep('mette', { absent: true }),
      rep('mette', { monthlyCapacity: 10, thisMonth: 10 }),
    ])
      expect(route([owner, rep('simon')], 'mette')).toEqual({ memberId: 'simon', because: 'only_one_available' });
  });

  it('weighs open work against what each can handle', () => {
    expect(
      route([rep('half', { monthlyCapacity: 20, open: 2 }), rep('full', { monthlyCapacity: 40, open: 4 })], null)?.memberId,
    ).toBe('full');
  });

  it('goes round among equals', () => {
    expect(route([rep('a', { lastAssignedAt: new Date(2) }), rep('b', { lastAssignedAt: new Date(1) })], null)?.memberId).toBe(
      'b',
    );
  });

  it('leaves out whoever is not back before the others', () => {
    expect(
      route([rep('oslo', { backOn: '2026-05-18' }), rep('copenhagen', { backOn: '2026-05-15', open: 5 })], null)?.memberId,
    ).toBe('copenhagen');
  });

  it('says so when nobody can take it', () => {
    expect(route([rep('a', { absent: true }), rep('b', { monthlyCapacity: 0 })], null)).toBeNull();
  });

  it('never chooses one who left, is absent or full, and does not depend on the order of the list', () => {
    const reps = fc.uniqueArray(
      fc.record({
        id: fc.uuid(),
        left: fc.boolean(),
        absent: fc.boolean(),
        backOn: fc.constantFrom('2026-09-23', '2026-09-24'),
        open: fc.nat(9),
        thisMonth: fc.nat(5),
        monthlyCapacity: fc.option(fc.nat(5)),
        lastAssignedAt: fc.option(fc.date({ noInvalidDate: true })),
      }),
      { selector: ({ id }) => id, maxLength: 8 },
    );
    fc.assert(
      fc.property(reps, fc.nat(9), (all, owner) => {
        const accountOwner = all[owner]?.id ?? null;
        const chosen = route(all, accountOwner);
        expect(route(all.toReversed(), accountOwner)).toEqual(chosen);
        const may = (each: Rep) => !each.left && !each.absent && each.thisMonth < (each.monthlyCapacity ?? Infinity);
        if (!chosen) expect(all.some(may)).toBe(false);
        else expect(may(all.find(({ id }) => id === chosen.memberId) as Rep)).toBe(true);
      }),
    );
  });
});
