import type { HardCriterion, Labels, ProfileTest, TouchTest } from '../../../src/definitions/schema.ts';
import { localeOf } from '../app/define-texts.ts';
import { useFormat, useLanguage, useText } from '../app/language.tsx';
import { channelNames, touchNames } from '../touchpoints/texts.ts';
import { definitionTexts } from './texts.ts';
import { industryInSentence, titlesFor } from './trade-words.ts';

/** A test in words. Long lists of words are cut to `limit`, and say how many are left out. */
export interface Sentence {
  readonly text: (limit: number) => string;
  /** The length of the longest list in it. */
  readonly longest: number;
}

/** The tests of a definition as sentences in the reader's language. What the teams have typed (paths, names, industries of their own) stands as they typed it. */
export function useCriterionWords() {
  const t = useText(definitionTexts);
  const format = useFormat();
  const { language } = useLanguage();
  const regions = new Intl.DisplayNames(localeOf[language], { type: 'region' });

  function listed(words: readonly string[], limit: number): string {
    if (words.length <= limit)
      return words.length > 1 ? `${words.slice(0, -1).join(', ')} ${t('or')} ${words.at(-1)}` : (words[0] ?? '');
    return `${words.slice(0, limit).join(', ')} …`;
  }

  /** Only the first word of a sentence is written large. */
  const inRow = (word: string, index: number) => (index === 0 ? word : word.toLocaleLowerCase(localeOf[language]));

  function sentence(words: readonly string[], text: (list: string) => string): Sentence {
    return { text: (limit) => text(listed(words, limit)), longest: words.length };
  }

  function profile(test: ProfileTest): Sentence {
    switch (test.fact) {
      case 'company.country':
      case 'person.country':
        return sentence(
          test.in.map((code) => regions.of(code) ?? code),
          (list) => t(test.fact, { list }),
        );
      case 'company.industry':
        return sentence(
          test.in.map((industry) => industryInSentence(industry, language)),
          (list) => t(test.fact, { list }),
        );
      case 'person.role':
        return sentence(test.in, (list) => t(test.fact, { list }));
      case 'person.title':
        return sentence(titlesFor(test.contains, language), (list) => t(test.fact, { list }));
      case 'company.employees':
        return sentence([], () => employees(test.from, test.to));
      default:
        return sentence(test.in ?? [], (list) => t(test.in ? 'answerIs' : 'person.answer', { field: test.field, list }));
    }
  }

  function employees(from: number | undefined, to: number | undefined): string {
    if (from === undefined) return t('employeesTo', { to: format.number(to ?? 0), count: to ?? 0 });
    if (to === undefined) return t('employeesFrom', { from: format.number(from), count: from });
    return t('employeesBetween', { from: format.number(from), to: format.number(to), count: to });
  }

  function touches({ kinds, channels, paths, contents, names }: TouchTest): Sentence {
    const lists = [paths, contents, names, channels].map((list) => list?.length ?? 0);
    return {
      text: (limit) =>
        [
          kinds
            ? listed(
                kinds.map((kind, index) => inRow(touchNames[kind][language], index)),
                limit,
              )
            : t('anyTouch'),
          channels &&
            t('onChannels', {
              list: listed(
                channels.map((channel) => channelNames[channel][language]),
                limit,
              ),
            }),
          paths && t('onPaths', { list: listed(paths, limit) }),
          contents && t('withContents', { list: listed(contents, limit) }),
          names && t('named', { list: listed(names, limit) }),
        ]
          .filter((part) => part !== undefined)
          .join(' '),
      longest: Math.max(0, ...lists),
    };
  }

  function hard(criterion: HardCriterion): Sentence {
    if (criterion.kind === 'profile') return profile(criterion.test);
    if (criterion.kind === 'visits')
      return sentence([], () => t('visitsIn', { n: criterion.atLeast, days: criterion.withinDays }));
    const what = touches(criterion.touches);
    return {
      ...what,
      text: (limit) => t('touchesIn', { what: what.text(limit), n: criterion.atLeast, days: criterion.withinDays }),
    };
  }

  /** What the teams call a criterion in this language; undefined where they have not, and the sentence must stand alone. */
  const name = (labels: Labels | undefined) => labels?.[language];

  return { profile, touches, hard, name };
}
