import type { Reason } from '../../../src/reasons/schema.ts';

/** Where a reason, or something of it, is in the API. */
export const addressOf = ({ kind, code }: Pick<Reason, 'kind' | 'code'>, part?: 'retirement'): string =>
  ['/reasons', kind, code, ...(part ? [part] : [])].join('/');

/** What is read anew when a reason has changed: the catalogues, and the report that names reasons. */
export const whereReasonsAre = ['/reasons', '/feedback'] as const;
