import { describe, expect, it } from 'vitest';
import { fieldsOf, type ImportKind } from '../imports/kinds.ts';
import { mappingProblems, proposeMapping } from '../imports/mapping.ts';
import type { Manner } from './cells.ts';
import type { Column } from './columns.ts';
import { headingOf } from './csv.ts';
import { companyColumns, leadColumns, personColumns, touchColumns } from './customer-columns.ts';
import { dealColumns, invoiceColumns, spendColumns } from './money-columns.ts';
import { caseColumns, handoffColumns, suppressionColumns, workColumns } from './work-columns.ts';

const importable: Partial<Record<ImportKind, Column[]>> = {
  people: personColumns,
  companies: companyColumns,
  touchpoints: touchColumns,
  deals: dealColumns,
  invoices: invoiceColumns,
  spend: spendColumns,
  suppressions: suppressionColumns,
};
const readers: Manner[] = (['en', 'da', 'nb', 'nl'] as const).map((language) => ({
  for: 'people',
  language,
  decimal: ',',
  timeZone: 'Europe/Copenhagen',
}));
const machine: Manner = { for: 'machine', language: 'en', decimal: '.', timeZone: 'UTC' };

describe('the headings of an exported file', () => {
  for (const [kind, columns] of Object.entries(importable) as [ImportKind, Column[]][])
    it.each([machine, ...readers])(`of ${kind} are known to the import, for $for in $language`, (manner) => {
      const headings = columns.map((column) => headingOf(column, manner));
      const { mapping } = proposeMapping(kind, headings);
      const known = columns.filter(({ field }) => Object.hasOwn(fieldsOf(kind), field));
      expect(mapping.columns).toEqual(Object.fromEntries(known.map((column) => [headingOf(column, manner), column.field])));
      expect(mappingProblems(kind, headings, mapping)).toEqual([]);
    });

  it('are different in each column, in every language', () => {
    const all = [...Object.values(importable), leadColumns, handoffColumns('da'), workColumns, caseColumns];
    for (const columns of all)
      for (const manner of [machine, ...readers]) {
        const headings = columns.map((column) => headingOf(column, manner));
        expect(new Set(headings).size, headings.join()).toBe(headings.length);
      }
  });
});
