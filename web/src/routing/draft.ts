import type { RoutingTable } from '../../../src/routing/schema.ts';

export type Rule = RoutingTable['rules'][number];
export type Step = RoutingTable['ladder'][number];
export type Conditions = Rule['when'];

/** What a form holds of a rule: empty lists and fields stand for conditions that are not made. */
export interface RuleFields {
  readonly name: string;
  readonly countries: readonly string[];
  readonly languages: readonly string[];
  readonly industries: readonly string[];
  readonly employeesFrom: number | '';
  readonly employeesTo: number | '';
  readonly leadType: 'hot' | 'other' | '';
  /** The reps it gives to, each with how much of it. */
  readonly weights: Readonly<Record<string, number>>;
}

export function fieldsOf({ name, when, reps }: Rule): RuleFields {
  return {
    name,
    countries: when.countries ?? [],
    languages: when.languages ?? [],
    industries: when.industries ?? [],
    employeesFrom: when.employeesFrom ?? '',
    employeesTo: when.employeesTo ?? '',
    leadType: when.leadType ?? '',
    weights: Object.fromEntries(reps.map(({ memberId, weight }) => [memberId, weight ?? 1])),
  };
}

export const noFields: RuleFields = {
  name: '',
  countries: [],
  languages: [],
  industries: [],
  employeesFrom: '',
  employeesTo: '',
  leadType: '',
  weights: {},
};

/** The conditions that are made. */
function conditionsOf({ countries, languages, industries, employeesFrom, employeesTo, leadType }: RuleFields): Conditions {
  return {
    ...(countries.length > 0 && { countries: [...countries] }),
    ...(languages.length > 0 && { languages: [...languages] }),
    ...(industries.length > 0 && { industries: [...industries] }),
    ...(employeesFrom !== '' && { employeesFrom }),
    ...(employeesTo !== '' && { employeesTo }),
    ...(leadType !== '' && { leadType }),
  };
}

export type RuleFault = 'needsName' | 'needsCondition' | 'needsRep' | 'employeesTurned';

/** What a rule lacks before it can be one; empty where it lacks nothing. */
export function faultsIn(fields: RuleFields): readonly RuleFault[] {
  const { name, weights, employeesFrom, employeesTo } = fields;
  const turned = employeesFrom !== '' && employeesTo !== '' && employeesFrom > employeesTo;
  return [
    ...(name.trim() === '' ? (['needsName'] as const) : []),
    ...(Object.keys(conditionsOf(fields)).length === 0 ? (['needsCondition'] as const) : []),
    ...(turned ? (['employeesTurned'] as const) : []),
    ...(Object.keys(weights).length === 0 ? (['needsRep'] as const) : []),
  ];
}

export function ruleOf(fields: RuleFields): Rule {
  return {
    name: fields.name.trim(),
    when: conditionsOf(fields),
    reps: Object.entries(fields.weights).map(([memberId, weight]) => ({ memberId, weight })),
  };
}

/** Steps in the order in which their time comes, as they are taken. */
export function inOrder(ladder: readonly Step[]): Step[] {
  return ladder.toSorted((a, b) => a.afterMinutes - b.afterMinutes);
}
