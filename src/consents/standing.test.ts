import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choicesOf } from './purposes.ts';
import { standing, type Union, type Word } from './standing.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 8, 1, 9, minute));
const word = (personId: string, granted: boolean, minute: number, more: Partial<Word> = {}): Word => ({
  purpose: 'marketing',
  granted,
  at: at(minute),
  personId,
  since: at(minute),
  browser: null,
  ...more,
});
const marketing = (words: Word[], unions: Union[] = []) => standing(words, unions).marketing?.granted ?? null;

describe('where a person stands', () => {
  it('is their latest word, and nothing before they were asked', () => {
    expect(marketing([])).toBeNull();
    expect(marketing([word('anna', true, 1)])).toBe(true);
    expect(marketing([word('anna', false, 2), word('anna', true, 1)])).toBe(false);
    expect(marketing([word('anna', false, 2), word('anna', true, 3)])).toBe(true);
  });

  it('is a no when a yes and a no were said at the same moment', () => {
    expect(marketing([word('anna', true, 1), word('anna', false, 1)])).toBe(false);
  });

  it('is the stricter after a merge, even where the yes is the later', () => {
    const merge = { kept: 'anna', merged: 'annie', at: at(10) };
    expect(marketing([word('anna', true, 5), word('annie', false, 1)], [merge])).toBe(false);
    expect(marketing([word('anna', false, 1), word('annie', true, 5)], [merge])).toBe(false);
    expect(marketing([word('annie', true, 5)], [merge])).toBe(true);
  });

  it('follows what is said after a merge', () => {
    const merge = { kept: 'anna', merged: 'annie', at: at(10) };
    expect(marketing([word('anna', true, 5), word('annie', false, 1), word('anna', true, 11)], [merge])).toBe(true);
  });

  it('holds a browser’s no against a yes said before the browser was known to be theirs', () => {
    const refused = word('anna', false, 1, { browser: 'b1', since: at(10) });
    expect(marketing([refused, word('anna', true, 5)])).toBe(false);
    expect(marketing([refused, word('anna', true, 11)])).toBe(true);
  });

  it('lets a browser change its own mind before anybody knows whose it is', () => {
    const said = [false, true].map((granted, index) => word('anna', granted, index, { browser: 'b1', since: at(10) }));
    expect(marketing(said)).toBe(true);
  });
});

const people = ['anna', 'annie', 'ann'];
const words = fc.array(
  fc.record({
    purpose: fc.constantFrom('analytics' as const, 'marketing' as const),
    granted: fc.boolean(),
    at: fc.integer({ min: 0, max: 59 }).map(at),
    personId: fc.constantFrom(...people),
    late: fc.integer({ min: 0, max: 10 }),
    browser: fc.constantFrom('b1', 'b2', null),
  }),
  { maxLength: 12 },
);
// A browser is one person's, so that a merge is all that brings words of two people together.
const said = words.map((list) =>
  list.map(({ late, browser, ...each }): Word => ({
    ...each,
    browser: browser && `${browser} of ${each.personId}`,
    since: browser === null ? each.at : new Date(each.at.getTime() + late * 60_000),
  })),
);
const last = at(60);

describe('a merge', () => {
  it('never allows what either person refused, whatever was said before it', () => {
    fc.assert(
      fc.property(said, (all) => {
        const alone = people.map((id) =>
          standing(
            all.filter(({ personId }) => personId === id),
            [],
          ),
        );
        const unions = people.slice(1).map((merged) => ({ kept: 'anna', merged, at: last }));
        const together = standing(all, unions);
        for (const purpose of ['analytics', 'marketing'] as const) {
          const before = alone.map((state) => state[purpose]?.granted ?? null);
          if (before.includes(false)) expect(together[purpose]?.granted).toBe(false);
          else if (before.every((granted) => granted === null)) expect(together[purpose]).toBeNull();
        }
      }),
    );
  });

  it('gives the same in whatever order the words and merges are read', () => {
    fc.assert(
      fc.property(said, fc.infiniteStream(fc.nat()), (all, keys) => {
        const shuffled = all
          .map((each) => ({ each, key: keys.next().value ?? 0 }))
          .toSorted((a, b) => a.key - b.key)
          .map(({ each }) => each);
        const unions = [
          { kept: 'anna', merged: 'annie', at: at(20) },
          { kept: 'ann', merged: 'anna', at: at(40) },
        ];
        const [one, other] = [standing(all, unions), standing(shuffled, unions.toReversed())];
        expect(one.marketing?.granted).toBe(other.marketing?.granted);
        expect(one.analytics?.granted).toBe(other.analytics?.granted);
      }),
    );
  });

  it('is overruled by what the one person says afterwards', () => {
    fc.assert(
      fc.property(said, fc.boolean(), (all, granted) => {
        const unions = people.slice(1).map((merged) => ({ kept: 'anna', merged, at: last }));
        const later = word('anna', granted, 90);
        expect(standing([...all, later], unions).marketing?.granted).toBe(granted);
      }),
    );
  });
});

describe('the categories of consent tools', () => {
  it('are read as our purposes, and a purpose is allowed only when all that mean it are', () => {
    expect(choicesOf({ Analytics: true, Advertising: false, Functional: true })).toEqual({ analytics: true, marketing: false });
    expect(choicesOf({ C0002: true, C0004: true, C0001: true })).toEqual({ analytics: true, marketing: true });
    expect(choicesOf({ statistics: true, performance: false, targeting: true, marketing: true })).toEqual({
      analytics: false,
      marketing: true,
    });
    expect(choicesOf({})).toEqual({});
  });
});
