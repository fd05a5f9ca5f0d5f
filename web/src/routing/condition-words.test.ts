import { expect, test } from 'vitest';
import { conditionWords } from './condition-words.ts';

test('a rule is read as a sentence in one’s own language', () => {
  const when = { countries: ['DK', 'NO'], employeesFrom: 20, employeesTo: 1500, leadType: 'hot' } as const;
  const mutable = { ...when, countries: [...when.countries] };
  expect(conditionWords(mutable, 'en')).toBe('Denmark or Norway, 20 to 1,500 employees, hot leads');
  expect(conditionWords(mutable, 'da')).toBe('Danmark eller Norge, 20 til 1.500 ansatte, varme leads');
});

test('a condition that is not made is not told', () => {
  expect(conditionWords({ employeesFrom: 500 }, 'nl')).toBe('vanaf 500 medewerkers');
  expect(conditionWords({ employeesTo: 0 }, 'en')).toBe('at most 0 employees');
  expect(conditionWords({ languages: ['da'], industries: ['energy'] }, 'nb')).toBe('snakker dansk, energi');
});
