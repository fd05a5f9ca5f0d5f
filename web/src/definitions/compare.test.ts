import { describe, expect, test } from 'vitest';
import type { DefinitionBody } from '../../../src/definitions/schema.ts';
import { standardDefinition as before } from '../../../src/definitions/standard.ts';
import { compareVersions } from './compare.ts';

const changed = (after: DefinitionBody) => {
  const { criteria, figures } = compareVersions(before, after);
  return {
    criteria: criteria.filter(({ change }) => change !== 'same').map(({ section, key, change }) => [section, key, change]),
    figures: figures.filter((each) => each.before !== each.after),
  };
};

describe('two versions side by side', () => {
  test('differ in nothing where only the order of criteria or of words is another, or a name is empty', () => {
    const [first, ...others] = before.hard;
    if (!first) throw new Error('the standard has hard criteria');
    const after = {
      ...before,
      icp: {
        ...before.icp,
        person: before.icp.person.map((criterion) =>
          criterion.test.fact === 'person.title'
            ? { ...criterion, test: { ...criterion.test, contains: criterion.test.contains.toReversed() } }
            : criterion,
        ),
      },
      hard: [...others, first],
    };
    expect(changed(after)).toEqual({ criteria: [], figures: [] });
    const unnamed = { key: 'x', weight: 1, test: { fact: 'company.country' as const, in: ['DK'] } };
    const with_ = (criterion: typeof unnamed) => ({ ...before, icp: { ...before.icp, company: [criterion] } });
    const { criteria } = compareVersions(with_(unnamed), with_({ ...unnamed, labels: {} } as typeof unnamed));
    expect(criteria.find(({ key }) => key === 'x')?.change).toBe('same');
  });

  test('name what is new, what falls away and what is changed, with both forms', () => {
    const [first, ...others] = before.soft;
    if (!first) throw new Error('the standard has soft criteria');
    const fresh = { key: 'budget', labels: { en: 'Has a budget' }, required: true, validDays: 90 };
    const after: DefinitionBody = {
      ...before,
      soft: [...others.map((criterion, at) => (at === 0 ? { ...criterion, validDays: 30 } : criterion)), fresh],
    };
    expect(changed(after).criteria).toEqual([
      ['soft', 'wants-to-talk', 'changed'],
      ['soft', 'budget', 'added'],
      ['soft', 'has-a-pain', 'removed'],
    ]);
    const row = compareVersions(before, after).criteria.find(({ key }) => key === 'wants-to-talk');
    expect([row?.before, row?.after]).toMatchObject([{ validDays: 90 }, { validDays: 30 }]);
  });

  test('take a criterion that went to another section as gone from the one and new in the other', () => {
    const [signal, ...others] = before.engagement.criteria;
    if (!signal) throw new Error('the standard has signals');
    const after = {
      ...before,
      engagement: { ...before.engagement, criteria: others, negatives: [...before.engagement.negatives, signal] },
    };
    expect(changed(after).criteria).toEqual([
      ['engagement', signal.key, 'removed'],
      ['negatives', signal.key, 'added'],
    ]);
  });

  test('show every figure that is another', () => {
    const after = {
      ...before,
      engagement: { ...before.engagement, halfLifeDays: 7 },
      thresholds: { ...before.thresholds, ready: { ...before.thresholds.ready, fit: 65 } },
    };
    expect(changed(after).figures).toEqual([
      { figure: 'readyFit', before: 50, after: 65 },
      { figure: 'halfLife', before: 14, after: 7 },
    ]);
  });
});
