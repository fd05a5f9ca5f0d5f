import type { Me } from '../workspaces/schema.ts';
import type { ImportKind } from './kinds.ts';

type Role = NonNullable<Me['member']>['role'];

/** Whose word each kind of file is: who keeps those figures keeps the files they come in. */
const keepers: Readonly<Record<ImportKind, readonly Role[]>> = {
  people: ['marketing', 'sales'],
  companies: ['marketing', 'sales'],
  touchpoints: ['marketing', 'sales'],
  deals: ['marketing', 'sales', 'finance'],
  suppressions: ['marketing', 'sales'],
  spend: ['marketing', 'finance'],
  invoices: ['finance'],
};

/** Whether a role may import files of a kind, set up feeds of it, and take both back. */
export const mayImport = (role: Role, kind: ImportKind): boolean => role === 'admin' || keepers[kind].includes(role);

/** Who may, as a sentence names them. */
export const keepersOf = (kind: ImportKind): string => [...keepers[kind], 'an administrator'].join(' or ');
