import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mostMarkovChannels } from './markov.ts';
import { PathAttribution, type PathModel, pathModels } from './paths.ts';

interface Row {
  path: string[];
  conversions: number;
  value: number;
  nulls: number;
}

function row(path: string, conversions: number, value = 0, nulls = 0): Row {
  return { path: path.split(' > '), conversions, value, nulls };
}

function attribute(model: PathModel, rows: Row[], halfLife?: number) {
  const attribution = new PathAttribution([model], halfLife);
  for (const { path, conversions, value, nulls } of rows) attribution.add(path, conversions, value, nulls);
  return Object.fromEntries(attribution.credits().map(({ channel, conversions, value }) => [channel, { conversions, value }]));
}

function expectCredits(
  actual: Record<string, { conversions: number; value: number }>,
  expected: Record<string, [number, number]>,
) {
  expect(Object.keys(actual)).toEqual(Object.keys(expected));
  for (const [channel, [conversions, value]] of Object.entries(expected)) {
    expect(actual[channel]?.conversions, `conversions of ${channel}`).toBeCloseTo(conversions, 10);
    expect(actual[channel]?.value, `value of ${channel}`).toBeCloseTo(value, 10);
  }
}

const channel = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const journeys = fc.array(
  fc.record({
    path: fc.array(channel, { minLength: 1, maxLength: 6 }),
    conversions: fc.nat(5),
    nulls: fc.nat(5),
    price: fc.nat(1000),
  }),
  { minLength: 1, maxLength: 12 },
);
const rowsOf = (drawn: { path: string[]; conversions: number; nulls: number; price: number }[]): Row[] =>
  drawn.map(({ path, conversions, nulls, price }) => ({ path, conversions, nulls, value: conversions * price }));

describe('touch models on aggregated paths', () => {
  const rows = [row('a > b > b > c', 10, 100, 3), row('b', 1, 5), row('c > a', 0, 0, 7)];

  test('first, last and linear', () => {
    expectCredits(attribute('first', rows), { a: [10, 100], b: [1, 5], c: [0, 0] });
    expectCredits(attribute('last', rows), { a: [0, 0], b: [1, 5], c: [10, 100] });
    expectCredits(attribute('linear', rows), { a: [2.5, 25], b: [6, 55], c: [2.5, 25] }); // b is two touches: repeats are not collapsed
  });

  test('position 40/20/40, halves for two, all for one', () => {
    expectCredits(attribute('position', rows), { a: [4, 40], b: [3, 25], c: [4, 40] });
    expectCredits(attribute('position', [row('a > b', 3, 9)]), { a: [1.5, 4.5], b: [1.5, 4.5] });
  });

  test('time decay takes the position from the end as age', () => {
    // Half-life 1: weights 1/8, 1/4, 1/2, 1 of 15/8.
    expectCredits(attribute('time-decay', [row('a > b > b > c', 15, 30)], 1), { a: [1, 2], b: [6, 12], c: [8, 16] });
    // Half-life 7, the default: eight touches, the first weighs half the last.
    const eight = attribute('time-decay', [row('a > b > b > b > b > b > b > c', 1)]);
    expect((eight['c']?.conversions ?? 0) / (eight['a']?.conversions ?? 1)).toBeCloseTo(2, 12);
  });

  test('a very long path is shared like any other', () => {
    const long = attribute('linear', [
      { path: Array.from({ length: 1000 }, (_, i) => (i % 4 === 0 ? 'a' : 'b')), conversions: 8, value: 0, nulls: 0 },
    ]);
    expectCredits(long, { a: [2, 0], b: [6, 0] });
  });
});

describe('Markov removal effect', () => {
  test('two channels, by hand', () => {
    // start→a 2, start→b 2; a→b 1, a→null 1; b→conversion 2, b→null 1.
    // P = ½·(½·⅔) + ½·⅔ = ½. Without a: ½·⅔ = ⅓, effect ⅓. Without b: 0, effect 1. Shares 1 : 3 of 2 conversions and of 150.
    const rows = [row('a > b', 1, 100), row('a', 0, 0, 1), row('b', 1, 50, 1)];
    expectCredits(attribute('markov', rows), { a: [0.5, 37.5], b: [1.5, 112.5] });
  });

  test('three channels with a loop and different rewards, by hand', () => {
    // a→b ½, a→conversion ½ (worth 30); b→a ½, b→c ½; c→conversion ½ (worth 10), c→null ½; start to each ⅓.
    // Conversion: P = ⅔. Without a ¼, without b ⅓, without c ⅓: effects ⅝, ½, ½ of 13/8.
    // Reward: V = 40/3. Without a 5/2, without b 20/3, without c 10: effects 13/16, ½, ¼ of 25/16.
    const rows = [row('a > b > a', 1, 30), row('b > c', 0, 0, 1), row('c', 1, 10)];
    expectCredits(attribute('markov', rows), { a: [10 / 13, 20.8], b: [8 / 13, 12.8], c: [8 / 13, 6.4] });
  });

  test('consecutive repeats are one visit', () => {
    const repeated = attribute('markov', [row('a > a > b > b > a', 2, 7, 1), row('b > b', 1, 1, 3)]);
    expect(repeated).toEqual(attribute('markov', [row('a > b > a', 2, 7, 1), row('b', 1, 1, 3)]));
  });

  test('one channel takes everything, exactly', () => {
    expect(attribute('markov', [row('a', 7, 99.5, 3), row('a > a', 1, 0.25)])).toEqual({ a: { conversions: 8, value: 99.75 } });
  });

  test('channels that never lead to a conversion get nothing; without conversions nobody does', () => {
    const rows = [row('a', 3, 6), row('lost', 0, 0, 5), row('never walked', 0)];
    expectCredits(attribute('markov', rows), { a: [3, 6], lost: [0, 0], 'never walked': [0, 0] });
    expectCredits(attribute('markov', [row('a > b', 0, 0, 5)]), { a: [0, 0], b: [0, 0] });
    expect(attribute('markov', [])).toEqual({});
  });

  test('rare conversions keep their digits', () => {
    // As in the two-channel case, with b→conversion 2 in 10¹²: the effects do not depend on that rate.
    const rows = [row('a > b', 1, 100), row('a', 0, 0, 1), row('b', 1, 50, 1e12)];
    const { a, b } = attribute('markov', rows);
    const reachA = 2 / (1e12 + 3); // start→a; a goes on to b half the time
    expect((a?.conversions ?? 0) / (b?.conversions ?? 1)).toBeCloseTo(reachA / 2 / (1 - reachA / 2), 20);
  });

  test('more channels than a matrix can hold are refused', () => {
    const path = Array.from({ length: mostMarkovChannels + 1 }, (_, index) => `c${index}`);
    expect(() => new PathAttribution(['markov']).add(path, 0, 0, 0)).toThrow(/at most 2000 channels/);
  });

  test('agrees with the chain walked step by step, for every removal', () => {
    fc.assert(
      fc.property(journeys, (drawn) => {
        const rows = rowsOf(drawn);
        const credits = attribute('markov', rows);
        const expected = markovByIteration(rows);
        for (const [channel, { conversions, value }] of Object.entries(credits)) {
          expect(conversions).toBeCloseTo(expected.get(channel)?.conversions ?? 0, 6);
          expect(value).toBeCloseTo(expected.get(channel)?.value ?? 0, 4);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('Shapley value', () => {
  test('each path is shared among its distinct channels', () => {
    expectCredits(attribute('shapley', [row('a > b > a', 4, 10), row('b', 1, 1), row('c', 0, 0, 9)]), {
      a: [2, 5],
      b: [3, 6],
      c: [0, 0],
    });
  });

  test('agrees with the mean marginal contribution over all orders of the channels', () => {
    fc.assert(
      fc.property(journeys, (drawn) => {
        const rows = rowsOf(drawn);
        const expected = shapleyByPermutation(rows);
        for (const [channel, { conversions }] of Object.entries(attribute('shapley', rows))) {
          expect(conversions).toBeCloseTo(expected.get(channel) ?? 0, 9);
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe('every model', () => {
  test.each(pathModels)('%s conserves conversions and value', (model) => {
    fc.assert(
      fc.property(journeys, (drawn) => {
        const rows = rowsOf(drawn);
        const credits = Object.values(attribute(model, rows));
        const total = (
          pick: (entry: { conversions: number; value: number }) => number,
          entries: { conversions: number; value: number }[],
        ) => entries.reduce((sum, entry) => sum + pick(entry), 0);
        expect(total((e) => e.conversions, credits)).toBeCloseTo(
          total((e) => e.conversions, rows),
          8,
        );
        expect(total((e) => e.value, credits)).toBeCloseTo(
          total((e) => e.value, rows),
          6,
        );
      }),
    );
  });

  test.each(pathModels)('%s does not care for the order of rows or for a row split in two', (model) => {
    fc.assert(
      fc.property(journeys, (drawn) => {
        const rows = rowsOf(drawn);
        const halves = rows.map((entry) => ({
          ...entry,
          conversions: entry.conversions / 2,
          value: entry.value / 2,
          nulls: entry.nulls / 2,
        }));
        const once = attribute(model, rows);
        const twice = attribute(model, [...halves.toReversed(), ...halves]);
        expect(Object.keys(twice).toSorted()).toEqual(Object.keys(once).toSorted());
        for (const [channel, { conversions, value }] of Object.entries(once)) {
          expect(twice[channel]?.conversions).toBeCloseTo(conversions, 9);
          expect(twice[channel]?.value).toBeCloseTo(value, 6);
        }
      }),
    );
  });

  test('channels come in the order they were first seen, models in the order asked for', () => {
    const attribution = new PathAttribution(['shapley', 'first']);
    attribution.add(['z', 'a'], 1, 0, 0);
    attribution.add(['m', 'a'], 1, 0, 0);
    expect(attribution.credits().map(({ model, channel }) => `${model} ${channel}`)).toEqual([
      'shapley z',
      'shapley a',
      'shapley m',
      'first z',
      'first a',
      'first m',
    ]);
  });

  test('an empty path and a half-life of nothing are refused', () => {
    expect(() => new PathAttribution(['first']).add([], 1, 0, 0)).toThrow(RangeError);
    expect(() => new PathAttribution(['time-decay'], 0)).toThrow(RangeError);
  });
});

/** The definition taken literally: for each channel, rebuild the chain without it and push probability along until it is absorbed. */
function markovByIteration(rows: Row[]): Map<string, { conversions: number; value: number }> {
  const channels = [...new Set(rows.flatMap(({ path }) => path))];
  const total = { conversions: rows.reduce((s, r) => s + r.conversions, 0), value: rows.reduce((s, r) => s + r.value, 0) };
  const counts = new Map<string, Map<string, number>>();
  const rewards = new Map<string, { conversions: number; value: number }>();
  const count = (from: string, to: string, times: number) => {
    const row = counts.get(from) ?? new Map<string, number>();
    counts.set(from, row.set(to, (row.get(to) ?? 0) + times));
  };
  for (const { path, conversions, value, nulls } of rows) {
    const states = ['(start)', ...path.filter((channel, index) => channel !== path[index - 1])];
    for (let index = 1; index < states.length; index++) count(states[index - 1]!, states[index]!, conversions + nulls);
    const last = states.at(-1)!;
    count(last, '(conversion)', conversions);
    count(last, '(null)', nulls);
    const reward = rewards.get(last) ?? { conversions: 0, value: 0 };
    rewards.set(last, { conversions: reward.conversions + conversions, value: reward.value + value });
  }
  const walk = (removed?: string) => {
    let standing = new Map([['(start)', 1]]);
    const ended = { conversions: 0, value: 0 };
    for (let step = 0; step < 3000; step++) {
      const next = new Map<string, number>();
      for (const [state, probability] of standing) {
        const row = counts.get(state) ?? new Map<string, number>();
        const all = [...row.values()].reduce((s, times) => s + times, 0);
        for (const [to, times] of row) {
          if (times === 0 || to === '(null)' || to === removed) continue;
          const flow = (probability * times) / all;
          const reward = rewards.get(state);
          if (to !== '(conversion)') next.set(to, (next.get(to) ?? 0) + flow);
          else if (reward) {
            ended.conversions += flow;
            ended.value += (flow * reward.value) / reward.conversions;
          }
        }
      }
      standing = next;
      if ([...next.values()].reduce((s, probability) => s + probability, 0) < 1e-15) break;
    }
    return ended;
  };
  const whole = walk();
  const effects = channels.map((channel) => {
    const without = walk(channel);
    return {
      conversions: whole.conversions === 0 ? 0 : 1 - without.conversions / whole.conversions,
      value: whole.value === 0 ? 0 : 1 - without.value / whole.value,
    };
  });
  const all = { conversions: effects.reduce((s, e) => s + e.conversions, 0), value: effects.reduce((s, e) => s + e.value, 0) };
  return new Map(
    channels.map((channel, index) => [
      channel,
      {
        conversions: all.conversions === 0 ? 0 : (effects[index]!.conversions / all.conversions) * total.conversions,
        value: all.value === 0 ? 0 : (effects[index]!.value / all.value) * total.value,
      },
    ]),
  );
}

function shapleyByPermutation(rows: Row[]): Map<string, number> {
  const channels = [...new Set(rows.flatMap(({ path }) => path))];
  const worth = (coalition: ReadonlySet<string>) =>
    rows
      .filter(({ path }) => path.every((channel) => coalition.has(channel)))
      .reduce((sum, { conversions }) => sum + conversions, 0);
  const orders = permutations(channels);
  const values = new Map(channels.map((channel) => [channel, 0]));
  for (const order of orders) {
    const coalition = new Set<string>();
    for (const channel of order) {
      const before = worth(coalition);
      coalition.add(channel);
      values.set(channel, values.get(channel)! + (worth(coalition) - before) / orders.length);
    }
  }
  return values;
}

function permutations(items: string[]): string[][] {
  if (items.length <= 1) return [items];
  return items.flatMap((item, index) => permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]));
}
