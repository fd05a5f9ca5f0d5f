import { formatMessage, localeOf, type Language } from '../app/define-texts.ts';
import { industryInSentence } from '../definitions/trade-words.ts';
import type { Conditions } from './draft.ts';
import { routingTexts } from './texts.ts';

/** What a rule asks of a lead, in words: "Denmark or Norway, from 20 employees, hot leads". */
export function conditionWords(when: Conditions, language: Language): string {
  const { countries, languages, industries, employeesFrom, employeesTo, leadType } = when;
  const locale = localeOf[language];
  const either = new Intl.ListFormat(locale, { type: 'disjunction' });
  const number = new Intl.NumberFormat(locale);
  const said = (key: keyof typeof routingTexts, values = {}) => formatMessage(routingTexts[key], language, values);
  const [from, to] = [employeesFrom, employeesTo].map((count) => (count === undefined ? undefined : number.format(count)));
  const size =
    from !== undefined && to !== undefined
      ? said('employeesBetween', { from, to })
      : from !== undefined
        ? said('employeesAtLeast', { from })
        : to !== undefined && said('employeesAtMost', { to });
  const parts = [
    countries && either.format(countries.map((code) => nameOf('region', code, language))),
    languages && said('speaks', { languages: either.format(languages.map((code) => nameOf('language', code, language))) }),
    industries && either.format(industries.map((industry) => industryInSentence(industry, language))),
    size,
    leadType && said(leadType === 'hot' ? 'hotLeads' : 'otherLeads'),
  ].filter((part) => typeof part === 'string');
  return parts.join(', ');
}

/** A country or a language by its name; its code where it has none. */
export function nameOf(type: 'region' | 'language', code: string, language: Language): string {
  return new Intl.DisplayNames(localeOf[language], { type }).of(code) ?? code;
}
