import { describe, expect, test } from 'vitest';
import { standardDefinition } from '../../../src/definitions/standard.ts';
import { industryInSentence, industryKept, industryName, titlesFor } from './trade-words.ts';

const profile = [...standardDefinition.icp.company, ...standardDefinition.icp.person].map((criterion) => criterion.test);
const standardIndustries = profile.flatMap((test) => (test.fact === 'company.industry' ? test.in : []));
const standardTitles = profile.flatMap((test) => (test.fact === 'person.title' ? test.contains : []));

describe('the words of the standard definition', () => {
  test('name every industry in the reader’s language', () => {
    expect(standardIndustries.map((industry) => industryName(industry, 'nl'))).toEqual([
      'Industrie',
      'Groothandel',
      'Logistiek',
      'Bouw',
      'Software',
      'Zakelijke dienstverlening',
      'Energie',
      'Zorg',
    ]);
    for (const industry of standardIndustries) expect(industryName(industry, 'en')).toBe(industry);
  });

  test('leave what a team has typed as it is', () => {
    expect(industryName('Fjernvarme', 'nb')).toBe('Fjernvarme');
    expect(industryInSentence('IT', 'nb')).toBe('IT');
    expect(industryInSentence('Energy', 'nb')).toBe('energi');
  });

  test('begin with the titles people have in the reader’s language', () => {
    expect(titlesFor(standardTitles, 'da').slice(0, 6)).toEqual(['direktør', 'chef', 'leder', 'indehaver', 'ejer', 'ceo']);
    expect(titlesFor(standardTitles, 'nl').slice(0, 3)).toEqual(['manager', 'directeur', 'hoofd']);
    expect(titlesFor(standardTitles, 'da').toSorted()).toEqual(standardTitles.toSorted());
  });

  test('are kept in the standard’s own words when somebody types them in their language', () => {
    for (const industry of standardIndustries)
      for (const language of ['en', 'da', 'nb', 'nl'] as const)
        expect(industryKept(industryName(industry, language), language)).toBe(industry);
    expect(industryKept('Fjernvarme', 'da')).toBe('Fjernvarme');
  });
});
