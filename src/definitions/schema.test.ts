import { describe, expect, test } from 'vitest';
import { allCriteria, definitionBodySchema } from './schema.ts';
import { standardDefinition } from './standard.ts';

const minimal = {
  icp: { company: [{ key: 'market', weight: 1, test: { fact: 'company.country', in: ['DK'] } }], person: [] as unknown[] },
  engagement: { criteria: [] as unknown[], negatives: [] },
  soft: [] as unknown[],
  handRaise: [] as unknown[],
  hard: [] as unknown[],
  thresholds: { mql: { fit: 50, engagement: 0 }, ready: { fit: 50, engagement: 10, softNeeded: 0 } },
};
const problems = (body: unknown) =>
  definitionBodySchema.safeParse(body).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);

describe('the contract of a definition', () => {
  test('what is not said has the usual figures', () => {
    expect(definitionBodySchema.parse(minimal)).toMatchObject({ engagement: { halfLifeDays: 14 }, thresholds: { engaged: 1 } });
  });

  test('the standard definition keeps it, with every criterion named in four languages', () => {
    expect(definitionBodySchema.parse(standardDefinition)).toEqual(standardDefinition);
    for (const { key, labels } of allCriteria(standardDefinition)) {
      expect(Object.keys(labels ?? {}).toSorted(), key).toEqual(['da', 'en', 'nb', 'nl']);
    }
  });

  test.each([
    ['an unknown field', { ...minimal, extra: 1 }, /Unrecognized key/],
    ['a definition of nobody', { ...minimal, icp: { company: [], person: [] } }, /icp: needs at least one criterion/],
    [
      'one key twice',
      { ...minimal, hard: [{ kind: 'visits', key: 'market', atLeast: 1, withinDays: 1 }] },
      /the key "market" is used twice/,
    ],
    [
      'a key with capitals',
      { ...minimal, hard: [{ kind: 'visits', key: 'Two Visits', atLeast: 1, withinDays: 1 }] },
      /lower-case letters/,
    ],
    ['a test of no touch in particular', { ...minimal, handRaise: [{ key: 'any', touches: {} }] }, /needs at least one of kinds/],
    [
      'a kind of touch there is not',
      { ...minimal, handRaise: [{ key: 'any', touches: { kinds: ['fax'] } }] },
      /handRaise.0.touches.kinds.0/,
    ],
    ['a soft criterion without a name', { ...minimal, soft: [{ key: 'pain', labels: {} }] }, /needs a label/],
    [
      'more soft criteria needed than there are',
      { ...minimal, thresholds: { ...minimal.thresholds, ready: { fit: 50, engagement: 10, softNeeded: 1 } } },
      /asks for 1 soft/,
    ],
    [
      'an MQL stricter than ready',
      { ...minimal, thresholds: { ...minimal.thresholds, mql: { fit: 60, engagement: 0 } } },
      /thresholds.mql.fit: must not be above/,
    ],
    [
      'a range upside down',
      {
        ...minimal,
        icp: { company: [], person: [{ key: 'x', weight: 1, test: { fact: 'company.employees', from: 5, to: 4 } }] },
      },
      /from must not be above to/,
    ],
    [
      'a cap below one touch',
      { ...minimal, engagement: { criteria: [{ key: 'x', touches: { kinds: ['page'] }, points: 5, cap: 4 }], negatives: [] } },
      /cap: must not be below/,
    ],
  ])('refuses %s', (_, body, problem) => {
    expect(problems(body)?.join('\n')).toMatch(problem);
  });
});
