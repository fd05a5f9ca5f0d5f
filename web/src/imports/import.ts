import type { ImportKind } from '../../../src/imports/kinds.ts';
import type { ImportInFull, ImportItem } from '../../../src/imports/schema.ts';
import { api, resource } from '../app/api.ts';
import type { Language } from '../app/define-texts.ts';

/** The kinds of file, in the order they are offered. */
export const kinds = [
  'people',
  'companies',
  'deals',
  'invoices',
  'spend',
  'touchpoints',
  'suppressions',
] as const satisfies ImportKind[];

/** Whether the server is still at it. */
export const isUnderWay = ({ state }: Pick<ImportItem, 'state'>) =>
  state === 'reading' || state === 'queued' || state === 'running' || state === 'undoing';

/** One import: its state, its counts and what it would do, with problems in the reader's language. */
export const importQuery = (id: string, language: Language) => resource<ImportInFull>(`/imports/${id}`, { language });

/** Has the file read again by another mapping. */
export const readAgain = (id: string, mapping: NonNullable<ImportInFull['mapping']>, language: Language) =>
  api.put<ImportInFull>(`/imports/${id}/mapping?language=${language}`, { mapping });

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
