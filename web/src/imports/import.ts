import type { ImportKind } from '../../../src/imports/kinds.ts';
import type { ImportColumn, ImportCounts, ImportMapping, ImportProblem } from '../../../src/imports/schema.ts';

/** An import as collections tell it. */
export interface ImportItem {
  readonly id: string;
  readonly kind: ImportKind;
  readonly fileName: string;
  readonly state: 'previewed' | 'queued' | 'running' | 'done' | 'undone' | 'stopped';
  readonly counts: ImportCounts & { rows: number };
  readonly rowsDone: number;
  readonly problem: string | null;
  readonly createdAt: string;
  readonly createdBy: { id: string; name: string } | null;
  readonly finishedAt: string | null;
}

/** An import with its columns and the first of its problems. An e-invoice has no columns. */
export interface ImportInFull extends ImportItem {
  readonly columns: readonly ImportColumn[];
  readonly mapping: ImportMapping | null;
  readonly problems: readonly ImportProblem[];
}

/** The kinds of file, in the order they are offered. */
export const kinds = ['people', 'companies', 'deals', 'invoices', 'spend', 'touchpoints'] as const satisfies ImportKind[];

/** Whether the server is still at it. */
export const isUnderWay = ({ state }: Pick<ImportItem, 'state'>) => state === 'queued' || state === 'running';

/** All that an import or its undoing may change. */
export const importRefresh = [
  '/imports',
  '/invoices',
  '/deals',
  '/spend',
  '/metrics',
  '/people',
  '/companies',
  '/leads',
  '/today',
  '/checklist',
];
