import { textOf, type Manner } from '../exports/cells.ts';
import type { Column } from '../exports/columns.ts';
import { companyColumns, personColumns, touchColumns } from '../exports/customer-columns.ts';
import { neutralised } from '../exports/formula.ts';
import { dealColumns, invoiceColumns, spendColumns } from '../exports/money-columns.ts';
import { suppressionColumns } from '../exports/work-columns.ts';
import type { ImportKind } from './kinds.ts';

/** Rows that Samspil itself exported as JSON: the objects of its lists, which are told in the columns that its other files have. */

/** Keys that only our own rows of a kind have together. */
const EXPORTED: Record<ImportKind, { columns: Column[]; keys: readonly string[] }> = {
  people: { columns: personColumns, keys: ['id', 'externalId', 'tool', 'firstSeenAt', 'leadId', 'optedOut'] },
  companies: { columns: companyColumns, keys: ['id', 'domains', 'organisationNumber', 'owner', 'people'] },
  touchpoints: { columns: touchColumns, keys: ['id', 'occurredAt', 'anonymousId', 'messageId', 'personExternalId', 'bot'] },
  deals: { columns: dealColumns, keys: ['id', 'stageName', 'openedOn', 'invoiced', 'contactEmail', 'ownerEmail'] },
  invoices: { columns: invoiceColumns, keys: ['id', 'customerOrganisationNumber', 'creditedNumber', 'match', 'net'] },
  spend: { columns: spendColumns, keys: ['id', 'day', 'told', 'amount'] },
  suppressions: { columns: suppressionColumns, keys: ['id', 'email', 'reason', 'suppressedAt', 'by'] },
};

const forMachines: Manner = { for: 'machine', language: 'en', decimal: '.', timeZone: 'UTC' };

/** The columns of the export that a row is from; null for one that is from elsewhere. */
export function exportedColumns(kind: ImportKind, row: unknown): Column[] | null {
  const { columns, keys } = EXPORTED[kind];
  if (typeof row !== 'object' || row === null) return null;
  return keys.every((key) => Object.hasOwn(row, key)) ? columns : null;
}

/** The cells of an exported row as the file for programs has them; null where it is not of the shape of an export. */
export function cellsOfExported(columns: readonly Column[], row: unknown): string[] | null {
  try {
    return columns.map(({ of, type }) => {
      const cell = of(row as never);
      if (typeof cell === 'object' && cell !== null) throw new TypeError('no single value');
      const text = textOf(cell, type, forMachines).toWellFormed();
      return type === 'text' ? neutralised(text) : text;
    });
  } catch {
    // Written by hand, or by another version: what a column is made of is not there.
    return null;
  }
}
