import type { DefinitionBody } from '../../../src/definitions/schema.ts';
import { criteriaOf, sections, type CriteriaBySection, type Section } from './draft.ts';

/** What became of a criterion from one version to the next. */
export type Change = 'added' | 'removed' | 'changed' | 'same';

export type ComparedCriterion = {
  readonly [S in Section]: {
    readonly section: S;
    readonly key: string;
    readonly change: Change;
    readonly before: CriteriaBySection[S] | null;
    readonly after: CriteriaBySection[S] | null;
  };
}[Section];

export type Figure = 'engaged' | 'mqlFit' | 'mqlEngagement' | 'readyFit' | 'readyEngagement' | 'softNeeded' | 'halfLife';

export interface ComparedFigure {
  readonly figure: Figure;
  readonly before: number;
  readonly after: number;
}

/**
 * Two versions side by side: every criterion in the order of the new one, with those that fall away at the end of their section, and the
 * figures. The order of criteria and of the words in a list changes nothing.
 */
export function compareVersions(
  before: DefinitionBody,
  after: DefinitionBody,
): { criteria: ComparedCriterion[]; figures: ComparedFigure[] } {
  const [old, now] = [figuresOf(before), figuresOf(after)];
  return {
    criteria: sections.flatMap((section) => compareSection(section, before, after)),
    figures: Object.entries(now).map(([figure, value]) => ({
      figure: figure as Figure,
      before: old[figure as Figure],
      after: value,
    })),
  };
}

function compareSection(section: Section, before: DefinitionBody, after: DefinitionBody): ComparedCriterion[] {
  const old = new Map(criteriaOf(before, section).map((criterion) => [criterion.key, criterion]));
  const kept = criteriaOf(after, section).map((criterion) => {
    const earlier = old.get(criterion.key) ?? null;
    old.delete(criterion.key);
    const change: Change = earlier === null ? 'added' : plain(earlier) === plain(criterion) ? 'same' : 'changed';
    return { section, key: criterion.key, change, before: earlier, after: criterion };
  });
  const gone = [...old.values()].map((criterion) => ({
    section,
    key: criterion.key,
    change: 'removed' as const,
    before: criterion,
    after: null,
  }));
  return [...kept, ...gone] as ComparedCriterion[];
}

function figuresOf({ thresholds: { engaged, mql, ready }, engagement }: DefinitionBody): Record<Figure, number> {
  return {
    engaged,
    mqlFit: mql.fit,
    mqlEngagement: mql.engagement,
    readyFit: ready.fit,
    readyEngagement: ready.engagement,
    softNeeded: ready.softNeeded,
    halfLife: engagement.halfLifeDays,
  };
}

/** The same text for what means the same: fields and words of a list in one order, and names that nobody gave left out. */
function plain(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(plain).toSorted().join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value)
    .filter(([, each]) => each !== undefined && JSON.stringify(each) !== '{}')
    .map(([key, each]) => `${JSON.stringify(key)}:${plain(each)}`);
  return `{${fields.toSorted().join()}}`;
}
