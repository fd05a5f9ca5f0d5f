import type { z } from 'zod';
import type { Context } from '../platform/context.ts';
import type { ownDomain } from './schema.ts';

/** The company's own domains, by name. */
export async function listOwnDomains({ db, workspace }: Context): Promise<z.output<typeof ownDomain>[]> {
  return db
    .selectFrom('ownDomains')
    .select(['domain', 'createdAt'])
    .where('workspaceId', '=', workspace)
    .orderBy('domain')
    .execute();
}
