import { queryOptions } from '@tanstack/react-query';
import type { ImportKind } from '../../../src/imports/kinds.ts';
import type { ImportInFull, ImportItem, ImportPreview } from '../../../src/imports/schema.ts';
import { api, resource } from '../app/api.ts';

/** The kinds of file, in the order they are offered. */
export const kinds = ['people', 'companies', 'deals', 'invoices', 'spend', 'touchpoints'] as const satisfies ImportKind[];

/** Whether the server is still at it. */
export const isUnderWay = ({ state }: Pick<ImportItem, 'state'>) => state === 'queued' || state === 'running';

/** One import: its state, counts and mapping. */
export const importQuery = (id: string) => resource<ImportInFull>(`/imports/${id}`);

export const previewAgain = (id: string, mapping: NonNullable<ImportInFull['mapping']>) =>
  api.put<ImportPreview>(`/imports/${id}/mapping`, { mapping });

/** The columns of an import and the first of its problems. After a reload the file is previewed again, by the mapping it has. */
export const previewQuery = ({ id, mapping }: Pick<ImportInFull, 'id' | 'mapping'>) =>
  queryOptions({
    queryKey: [`/import-previews/${id}`],
    queryFn: () => previewAgain(id, mapping ?? { columns: {}, options: {} }),
    staleTime: Infinity,
  });

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
