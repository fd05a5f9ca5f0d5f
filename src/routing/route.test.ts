import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AccountClaim, type Rep, route, ruleFor, type RoutingRule } from './route.ts';

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

const owner = (memberId: string): AccountClaim[] => [{ memberId, because: 'account_owner' }];

describe('routing a hand-off', () => {
  it('gives it to the account’s owner, however busy', () => {
    expect(route([rep('mette', { open: 9 }), rep('simon')], owner('mette'))).toEqual({
      memberId: 'mette',
      because: 'account_owner',
      rule: null,
    });
  });

  it('gives it to somebody else when the owner has left, is absent or is full', () => {
    for (const mette of [
      rep('mette', { left: true }),
      rep('mette', { absent: true }),
      rep('mette', { monthlyCapacity: 10, thisMonth: 10 }),
    ])
      expect(route([mette, rep('simon')], owner('mette'))).toEqual({
        memberId: 'simon',
        because: 'only_one_available',
        rule: null,
      });
  });

  it('gives it to the first of those who know the account that can take it, and says why', () => {
    const claims: AccountClaim[] = [
      { memberId: 'gone', because: 'account_owner' },
      { memberId: 'mette', because: 'open_deal' },
      { memberId: 'simon', because: 'colleague' },
    ];
    expect(route([rep('simon'), rep('mette', { absent: true }), rep('oda')], claims)).toEqual({
      memberId: 'simon',
      because: 'colleague',
      rule: null,
    });
  });

  it('weighs open work against what each can handle', () => {
    expect(
      route([rep('half', { monthlyCapacity: 20, open: 2 }), rep('full', { monthlyCapacity: 40, open: 4 })], [])?.memberId,
    ).toBe('full');
  });

  it('goes round among equals', () => {
    expect(route([rep('a', { lastAssignedAt: new Date(2) }), rep('b', { lastAssignedAt: new Date(1) })], [])?.memberId).toBe('b');
  });

  it('leaves out whoever is not back before the others', () => {
    expect(
      route([rep('oslo', { backOn: '2026-05-18' }), rep('copenhagen', { backOn: '2026-05-15', open: 5 })], [])?.memberId,
    ).toBe('copenhagen');
  });

  it('says so when nobody can take it', () => {
    expect(route([rep('a', { absent: true }), rep('b', { monthlyCapacity: 0 })], [])).toBeNull();
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
      fc.property(reps, fc.nat(9), (all, place) => {
        const claims = owner(all[place]?.id ?? 'nobody');
        const chosen = route(all, claims);
        expect(route(all.toReversed(), claims)).toEqual(chosen);
        const may = (each: Rep) => !each.left && !each.absent && each.thisMonth < (each.monthlyCapacity ?? Infinity);
        if (!chosen) expect(all.some(may)).toBe(false);
        else expect(may(all.find(({ id }) => id === chosen.memberId) as Rep)).toBe(true);
      }),
    );
  });
});

describe('rules of routing', () => {
  const lead = { country: 'NO', language: 'nb', industry: 'Shipping', employees: 80, leadType: 'other' as const };
  const rule = (when: RoutingRule['when'], ...reps: string[]): RoutingRule => ({
    name: Object.keys(when).join(),
    when,
    reps: reps.map((memberId) => ({ memberId, weight: 1 })),
  });

  it('takes the first that fits; an unknown fact fits none', () => {
    const rules = [
      rule({ countries: ['DK'] }, 'mette'),
      rule({ countries: ['NO'], employeesFrom: 100 }, 'simon'),
      rule({ industries: ['shipping'], languages: ['nb', 'sv'] }, 'oda'),
      rule({ countries: ['NO'] }, 'lars'),
    ];
    expect(ruleFor(rules, lead)?.reps[0]?.memberId).toBe('oda');
    expect(ruleFor(rules, { ...lead, employees: 100 })?.reps[0]?.memberId).toBe('simon');
    expect(ruleFor(rules, { ...lead, industry: null })?.reps[0]?.memberId).toBe('lars');
    expect(ruleFor(rules, { ...lead, country: null, language: null })).toBeNull();
    expect(ruleFor([rule({ leadType: 'hot' }, 'mette')], lead)).toBeNull();
    expect(ruleFor([rule({ employeesTo: 50 }, 'mette')], { ...lead, employees: null })).toBeNull();
  });

  it('gives to the reps of the rule, says by which, and to everybody only when none of those can take it', () => {
    const norway = rule({ countries: ['NO'] }, 'oda');
    expect(route([rep('oda', { open: 9 }), rep('mette')], [], norway)).toEqual({
      memberId: 'oda',
      because: 'rule',
      rule: 'countries',
    });
    expect(route([rep('oda', { absent: true }), rep('mette')], [], norway)).toEqual({
      memberId: 'mette',
      because: 'only_one_available',
      rule: null,
    });
    expect(route([rep('oda'), rep('mette')], owner('mette'), norway)?.because).toBe('account_owner');
  });

  it('gives one of twice the weight twice as many', () => {
    const twice = {
      name: 'all',
      when: {},
      reps: [
        { memberId: 'a', weight: 2 },
        { memberId: 'b', weight: 1 },
      ],
    };
    const open = new Map([
      ['a', 0],
      ['b', 0],
    ]);
    for (let given = 0; given < 300; given++) {
      const chosen =
        route(
          [...open].map(([id, count]) => rep(id, { open: count })),
          [],
          twice,
        )?.memberId ?? '';
      open.set(chosen, (open.get(chosen) ?? 0) + 1);
    }
    expect([...open.values()]).toEqual([200, 100]);
  });

  it('never picks one who left, is absent or full, in ten thousand random cases, whatever the rules', () => {
    const ids = ['a', 'b', 'c', 'd', 'e'];
    const reps = fc.tuple(
      ...ids.map((id) =>
        fc.record({
          id: fc.constant(id),
          left: fc.boolean(),
          absent: fc.boolean(),
          backOn: fc.constantFrom('2026-09-23', '2026-09-24'),
          open: fc.nat(9),
          thisMonth: fc.nat(5),
          monthlyCapacity: fc.option(fc.nat(5)),
          lastAssignedAt: fc.constant(null),
        }),
      ),
    );
    const chosenOnes = fc.subarray(ids, { minLength: 1 });
    fc.assert(
      fc.property(reps, chosenOnes, fc.option(fc.constantFrom(...ids)), (all, ofRule, claimant) => {
        const chosen = route(all, owner(claimant ?? 'nobody'), rule({ countries: ['NO'] }, ...ofRule));
        const may = (each: Rep) => !each.left && !each.absent && each.thisMonth < (each.monthlyCapacity ?? Infinity);
        const allowed = all.filter(may).map(({ id }) => id);
        expect(chosen === null ? allowed.length === 0 : allowed.includes(chosen.memberId)).toBe(true);
        if (!chosen) return;
        if (chosen.because === 'rule') expect(ofRule).toContain(chosen.memberId);
        else if (chosen.because !== 'account_owner') expect(allowed.some((id) => ofRule.includes(id))).toBe(false);
      }),
      { numRuns: 10_000 },
    );
  }, 30_000);
});
