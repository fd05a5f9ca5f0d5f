import { describe, expect, test } from 'vitest';
import { newRouting } from '../../../src/routing/schema.ts';
import { faultsIn, fieldsOf, inOrder, noFields, ruleOf, type Rule, type RuleFields } from './draft.ts';

const lars = '01a2024a-595e-7170-8eb8-71a551de348f';
const nordic: RuleFields = { ...noFields, name: 'Norden', countries: ['DK', 'NO'], weights: { [lars]: 2 } };

describe('a routing rule in the making', () => {
  test('keeps the conditions that are made and no others', () => {
    expect(ruleOf(nordic)).toEqual({
      name: 'Norden',
      when: { countries: ['DK', 'NO'] },
      reps: [{ memberId: lars, weight: 2 }],
    });
  });

  test('comes back from the form as it went in, whatever it says', () => {
    const rule: Rule = {
      name: 'Store',
      when: { languages: ['da'], industries: ['energy'], employeesFrom: 0, employeesTo: 500, leadType: 'hot' },
      reps: [{ memberId: lars, weight: 0.5 }],
    };
    expect(ruleOf(fieldsOf(rule))).toEqual(rule);
  });

  test('says what it lacks', () => {
    expect(faultsIn(nordic)).toEqual([]);
    expect(faultsIn(noFields)).toEqual(['needsName', 'needsCondition', 'needsRep']);
    expect(faultsIn({ ...nordic, employeesFrom: 500, employeesTo: 20 })).toEqual(['employeesTurned']);
    expect(faultsIn({ ...nordic, countries: [], employeesFrom: 0 })).toEqual([]);
  });
});

test('the ladder is sent in the order in which its times come, as the contract asks', () => {
  const ladder = inOrder([
    { afterMinutes: 120, to: 'head' },
    { afterMinutes: 30, to: 'another_rep' },
  ]);
  expect(ladder.map(({ to }) => to)).toEqual(['another_rep', 'head']);
  expect(newRouting.safeParse({ version: 3, rules: [ruleOf(nordic)], ladder }).success).toBe(true);
});
