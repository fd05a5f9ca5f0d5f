import type { Db } from '../platform/context.ts';
import type { DefinitionBody } from './schema.ts';

/** A stored version with its signatures. */
export interface DefinitionVersion {
  id: string;
  version: number;
  inForceFrom: Date;
  createdBy: string | null;
  createdAt: Date;
  body: DefinitionBody;
  bodyHash: string;
  signatures: { team: 'marketing' | 'sales'; memberId: string; fullName: string; signedAt: Date }[];
}

/** All versions of the workspace, newest first. There are few: one each time the teams agree anew. */
export async function definitionVersions(db: Db): Promise<DefinitionVersion[]> {
  const [rows, signatures] = await Promise.all([
    db
      .selectFrom('definitions')
      .select(['id', 'version', 'inForceFrom', 'createdBy', 'createdAt', 'body', 'bodyHash'])
      .orderBy('version', 'desc')
      .execute(),
    db
      .selectFrom('definitionSignatures')
      .select(['definitionId', 'team', 'memberId', 'fullName', 'signedAt'])
      .orderBy('signedAt')
      .execute(),
  ]);
  return rows.map((row) => ({
    ...row,
    body: row.body as DefinitionBody,
    signatures: signatures
      .filter(({ definitionId }) => definitionId === row.id)
      .map(({ team, memberId, fullName, signedAt }) => ({ team: team as 'marketing' | 'sales', memberId, fullName, signedAt })),
  }));
}

export interface Rescoring {
  leads: number;
  leadsDone: number;
  begunAt: Date;
  finishedAt: Date | null;
  stalledAt: Date | null;
}

/** How far each version has scored the open leads anew, by its id. */
export async function rescorings(db: Db): Promise<Map<string, Rescoring>> {
  const rows = await db
    .selectFrom('rescorings')
    .select(['definitionId', 'leads', 'leadsDone', 'begunAt', 'finishedAt', 'stalledAt'])
    .execute();
  return new Map(rows.map(({ definitionId, ...row }) => [definitionId, row]));
}

/** One change of the versions at a time: numbers follow each other, and the second of two signatures sees the first. */
export async function lockVersions(db: Db, workspace: string): Promise<void> {
  await db.selectFrom('workspaces').select('id').where('id', '=', workspace).forNoKeyUpdate().execute();
}
