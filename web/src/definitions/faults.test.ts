import { describe, expect, test } from 'vitest';
import { standardDefinition } from '../../../src/definitions/standard.ts';
import { criteriaOf, withChanged, withNew, type Draft } from './draft.ts';
import { checked, contradictions } from './faults.ts';

const draft: Draft = standardDefinition;
const company = criteriaOf(draft, 'company')[0];
const signal = criteriaOf(draft, 'engagement')[0];
if (!company || !signal) throw new Error('the standard names companies and signals');
const { thresholds } = draft;

describe('a draft held against the contract', () => {
  test('is the definition both will sign once nothing is wrong', () => {
    expect(checked(draft)).toEqual({ body: standardDefinition, faults: new Map() });
  });

  test('is said to contradict itself where thresholds do not fit together, and not where something is left to write', () => {
    const { ready } = thresholds;
    const low = { ...thresholds, ready: { ...ready, engagement: 1 } };
    expect([...contradictions(checked({ ...draft, thresholds: low })).keys()]).toEqual(['thresholds.mql.engagement']);
    const open = { ...thresholds, ready: { ...ready, engagement: '' as const } };
    expect(contradictions(checked({ ...draft, thresholds: open })).size).toBe(0);
  });

  const wrong: [string, Draft, string, { text: string; n?: number }][] = [
    [
      'an empty number',
      withChanged(draft, 'company', 0, { ...company, weight: '' }),
      'icp.company.0.weight',
      { text: 'numberNeeded' },
    ],
    [
      'a weight of 0',
      withChanged(draft, 'company', 0, { ...company, weight: 0 }),
      'icp.company.0.weight',
      { text: 'above', n: 0 },
    ],
    [
      'a weight too large',
      withChanged(draft, 'company', 0, { ...company, weight: 1001 }),
      'icp.company.0.weight',
      { text: 'atMost', n: 1000 },
    ],
    [
      'no country',
      withChanged(draft, 'company', 0, { ...company, test: { fact: 'company.country', in: [] } }),
      'icp.company.0.test.in',
      { text: 'oneNeeded' },
    ],
    [
      'an industry of nothing',
      withChanged(draft, 'company', 0, { ...company, test: { fact: 'company.industry', in: ['Energy', ' '] } }),
      'icp.company.0.test.in',
      { text: 'needed' },
    ],
    [
      'employees from nothing to nothing',
      withChanged(draft, 'company', 0, { ...company, test: { fact: 'company.employees', from: '', to: '' } }),
      'icp.company.0.test',
      { text: 'employeesRange' },
    ],
    [
      'employees from many to few',
      withChanged(draft, 'company', 0, { ...company, test: { fact: 'company.employees', from: 9, to: 3 } }),
      'icp.company.0.test',
      { text: 'employeesRange' },
    ],
    [
      'half an employee',
      withChanged(draft, 'company', 0, { ...company, test: { fact: 'company.employees', from: 1.5 } }),
      'icp.company.0.test.from',
      { text: 'wholeNumber' },
    ],
    [
      'touches of no sort',
      withChanged(draft, 'engagement', 0, { ...signal, touches: { kinds: [], paths: [] } }),
      'engagement.criteria.0.touches',
      { text: 'touchesNeeded' },
    ],
    [
      'a word of nothing in a list',
      withChanged(draft, 'engagement', 0, { ...signal, touches: { paths: ['/prices', ' '] } }),
      'engagement.criteria.0.touches.paths',
      { text: 'needed' },
    ],
    [
      'a cap below one touch',
      withChanged(draft, 'engagement', 0, { ...signal, points: 10, cap: 5 }),
      'engagement.criteria.0.cap',
      { text: 'capBelow' },
    ],
    ['a soft criterion nobody named', withNew(draft, 'soft', new Set()), 'soft.3.labels', { text: 'labelNeeded' }],
    [
      'more soft criteria asked for than there are',
      { ...draft, thresholds: { ...thresholds, ready: { ...thresholds.ready, softNeeded: 9 } } },
      'thresholds.ready.softNeeded',
      { text: 'softMissing' },
    ],
    [
      'marketing-ready above sales-ready',
      { ...draft, thresholds: { ...thresholds, mql: { ...thresholds.mql, fit: 90 } } },
      'thresholds.mql.fit',
      { text: 'mqlAboveReady' },
    ],
    [
      'engaged above marketing-ready',
      { ...draft, thresholds: { ...thresholds, engaged: 30 } },
      'thresholds.engaged',
      { text: 'engagedAboveMql' },
    ],
    ['no ideal customer', { ...draft, icp: { company: [], person: [] } }, 'icp', { text: 'icpNeeded' }],
  ];
  test.each(wrong)('says of %s what is wrong, where it is', (_, broken, path, fault) => {
    const { body, faults } = checked(broken);
    expect(body).toBeNull();
    expect([...faults]).toEqual([[path, fault]]);
  });
});
