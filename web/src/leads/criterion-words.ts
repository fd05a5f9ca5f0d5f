import type { Labels } from '../../../src/definitions/schema.ts';
import { touchKinds, type TouchKind } from '../../../src/touchpoints/kinds.ts';
import { localeOf, type Language } from '../app/define-texts.ts';
import { industryName } from '../definitions/trade-words.ts';
import { touchNames } from '../touchpoints/texts.ts';
import { criterionKinds } from './criterion-texts.ts';

/** What the teams call a criterion; where they have not named it in this language, what kind of test it is. */
export function criterionName(
  { key, kind, labels }: { key: string; kind: string; labels?: Labels | undefined },
  language: Language,
): string {
  return labels?.[language] ?? criterionKinds[kind]?.[language] ?? labels?.en ?? key;
}

/** The fact a criterion stands on, in words: a country and a known industry by their names, an unnamed touch by what it was. */
export function factWords(fact: string, kind: string, language: Language): string {
  if (kind.endsWith('.country') && /^[A-Z]{2}$/.test(fact))
    return new Intl.DisplayNames(localeOf[language], { type: 'region' }).of(fact) ?? fact;
  if (kind === 'company.industry') return industryName(fact, language);
  return (touchKinds as readonly string[]).includes(fact) ? touchNames[fact as TouchKind][language] : fact;
}
