import type { Definition } from '../../../src/definitions/version.ts';
import { useFormat, useText } from '../app/language.tsx';
import { useCriterionWords, type Sentence } from './criterion-words.ts';
import type { Section } from './draft.ts';
import { definitionTexts } from './texts.ts';

type Body = Definition['body'];

/** A criterion as it is sent over the wire, by its section. */
export interface SentCriteria {
  company: Body['icp']['company'][number];
  person: Body['icp']['person'][number];
  hard: Body['hard'][number];
  engagement: Body['engagement']['criteria'][number];
  negatives: Body['engagement']['negatives'][number];
  soft: Body['soft'][number];
  handRaise: Body['handRaise'][number];
}

/** One criterion in words: what it is called, what it tests, and what it is worth. */
export interface ShownCriterion {
  readonly key: string;
  readonly name: string | undefined;
  readonly sentence?: Sentence | undefined;
  readonly worth?: string | undefined;
}

/** `const shown = useShownCriterion(); shown.soft(criterion)`: criteria in the reader's language. */
export function useShownCriterion(): { readonly [S in Section]: (criterion: SentCriteria[S]) => ShownCriterion } {
  const t = useText(definitionTexts);
  const words = useCriterionWords();
  const format = useFormat();

  function fit({ key, labels, weight, test }: SentCriteria['company']): ShownCriterion {
    const worth = t('weight', { n: format.number(weight) });
    return { key, name: words.name(labels), sentence: words.profile(test), worth };
  }

  function signal(
    { key, labels, touches, points, cap, withinDays }: SentCriteria['engagement'],
    each = t('points', { n: points }),
  ): ShownCriterion {
    const what = words.touches(touches);
    return {
      key,
      name: words.name(labels),
      sentence: withinDays
        ? { ...what, text: (limit: number) => `${what.text(limit)}, ${t('withinDays', { n: withinDays })}` }
        : what,
      worth: cap === undefined || cap === points ? each : t('cap', { points: each, cap }),
    };
  }

  return {
    company: fit,
    person: fit,
    hard: (criterion) => ({ key: criterion.key, name: words.name(criterion.labels), sentence: words.hard(criterion) }),
    engagement: (criterion) => signal(criterion),
    negatives: (criterion) => signal(criterion, t('minusPoints', { points: t('points', { n: criterion.points }) })),
    soft: ({ key, labels, validDays = 180, required = false }) => ({
      key,
      name: words.name(labels) ?? Object.values(labels).find((label) => label !== undefined),
      worth: [required ? t('required') : undefined, t('validDays', { n: validDays })].filter(Boolean).join(' · '),
    }),
    handRaise: ({ key, labels, touches, withinDays = 30 }) => ({
      key,
      name: words.name(labels),
      sentence: words.touches(touches),
      worth: t('validDays', { n: withinDays }),
    }),
  };
}
