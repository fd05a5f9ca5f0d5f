import { describe, expect, test } from 'vitest';
import type { ImportKind } from '../../../src/imports/kinds.ts';
import { mappingProblems, proposeMapping } from '../../../src/imports/mapping.ts';
import { rowReader } from '../../../src/imports/row.ts';
import type { ImportOptions } from '../../../src/imports/schema.ts';
import { NO_EVIDENCE } from '../../../src/imports/values.ts';
import { problemWords } from './problem-words.ts';

/** What the importer itself says about a row. */
function said(kind: ImportKind, row: Record<string, string>, options: ImportOptions = {}): string[] {
  const headers = Object.keys(row);
  const { mapping } = proposeMapping(kind, headers);
  const read = rowReader(
    kind,
    headers,
    { ...mapping, options },
    headers.map(() => NO_EVIDENCE),
  );
  const result = read({ row: 2, cells: Object.values(row), problem: null });
  return result.status === 'wrong' ? result.problems.map(({ problem }) => problem) : [];
}

describe('what the importer says of a wrong row', () => {
  test.each<[kind: ImportKind, row: Record<string, string>, danish: RegExp, options?: ImportOptions]>([
    ['people', { email: 'bent-at-skov.dk' }, /e-mailadresse/],
    ['people', { email: '', name: 'Dorte' }, /Rækken mangler E-mail \/ Id i værktøjet/],
    ['people', { email: 'a@b.dk', created: '32-13-2026' }, /Ikke en dato. Skriv fx 2026-11-22 eller 22-11-2026/],
    ['people', { email: 'a@b.dk', unsubscribed: 'måske' }, /Hverken ja eller nej/],
    ['companies', { name: 'A', website: 'ikke et domæne' }, /Ikke et domæne/],
    ['companies', { name: 'A', employees: '12,5' }, /Ikke et antal/],
    ['deals', { name: 'A', amount: 'ti', currency: 'DKK' }, /Ikke et tal\./],
    ['deals', { name: 'A', amount: 'ti', currency: 'DKK' }, /decimalkomma/, { decimal: 'comma' }],
    ['deals', { name: 'A', amount: '1.234', currency: 'DKK' }, /Kan være/],
    ['deals', { name: 'A', amount: '10', currency: '' }, /ingen valuta/],
    ['deals', { name: 'A', amount: '10.123', currency: 'DKK' }, /For mange decimaler til DKK/, { decimal: 'dot' }],
    ['deals', { name: 'A', outcome: 'måske' }, /En af disse ville være rigtig: won, lost, open/],
    ['deals', { name: 'A', amount: '10', currency: 'kroner' }, /valutakode/],
    ['spend', { day: '', amount: '1', currency: 'DKK' }, /Dag er tom/],
    ['invoices', { number: '1', date: '2026-01-02', total: '125', currency: 'DKK' }, /uden moms kendes ikke/],
    [
      'invoices',
      { number: '1', date: '2026-01-02', net: '100', vat: '25', total: '120', currency: 'DKK' },
      /Med moms står der 120.00 DKK/,
    ],
  ])('%s %j is told in Danish', (kind, row, danish, options) => {
    const words = said(kind, row, options).map((problem) => problemWords(problem, 'da') ?? problem);
    expect(words.join(' ')).toMatch(danish);
  });

  test('and of a mapping', () => {
    const [problem = ''] = mappingProblems('touchpoints', ['email'], { columns: { email: 'email' }, options: {} });
    expect(problemWords(problem, 'da')).toMatch(/Ingen kolonne giver Hvornår det skete/);
  });
});
