import { sql } from 'kysely';
import type { Db } from '../platform/context.ts';
import type { Cadence } from '../follow-ups/schema.ts';
import type { BriefingItem } from './briefing-item.ts';
import type { Clause } from './schema.ts';

/** A stored version with its clauses and signatures. */
export interface AgreementVersion {
  id: string;
  version: number;
  inForceFrom: string;
  definition: { id: string; version: number };
  briefingItems: BriefingItem[];
  cadence: Cadence;
  textHash: string;
  clauses: (Clause & { position: number })[];
  signatures: { team: 'marketing' | 'sales'; memberId: string; fullName: string; signedAt: Date }[];
  createdBy: string | null;
  createdAt: Date;
}

/** All versions of the workspace, newest first. There are few: one each time the teams agree anew. */
export async function agreementVersions(db: Db): Promise<AgreementVersion[]> {
  const rows = await db
    .selectFrom('agreements')
    .innerJoin('definitions', 'definitions.id', 'agreements.definitionId')
    .select([
      'agreements.id',
      'agreements.version',
      'agreements.inForceFrom',
      'agreements.briefingItems',
      'agreements.cadence',
      'agreements.textHash',
      'agreements.createdBy',
      'agreements.createdAt',
    ])
    .select(['definitions.id as definitionId', 'definitions.version as definitionVersion'])
    .orderBy('agreements.version', 'desc')
    .execute();
  const clauses = await db
    .selectFrom('clauses')
    .select(['agreementId', 'key', 'position', 'ownerSide', 'metric', 'operator', 'target', 'period', 'segment', 'hours'])
    .orderBy('position')
    .execute();
  const signatures = await db
    .selectFrom('agreementSignatures')
    .select(['agreementId', 'team', 'memberId', 'fullName', 'signedAt'])
    .orderBy('signedAt')
    .execute();
  return rows.map(({ definitionId, definitionVersion, briefingItems, cadence, ...row }) => ({
    ...row,
    definition: { id: definitionId, version: definitionVersion },
    briefingItems: briefingItems as BriefingItem[],
    cadence: cadence as Cadence,
    clauses: clauses
      .filter((clause) => clause.agreementId === row.id)
      .map(({ agreementId: _agreement, ...clause }) => clause as Clause & { position: number }),
    signatures: signatures
      .filter(({ agreementId }) => agreementId === row.id)
      .map(({ team, memberId, fullName, signedAt }) => ({ team: team as 'marketing' | 'sales', memberId, fullName, signedAt })),
  }));
}

/** One change of the versions at a time: numbers follow each other, and the second of two signatures sees the first. Answers the zone their days are in. */
export async function lockVersions(db: Db, workspace: string): Promise<{ timeZone: string }> {
  return db.selectFrom('workspaces').select('timeZone').where('id', '=', workspace).forNoKeyUpdate().executeTakeFirstOrThrow();
}

export async function insertClauses(db: Db, workspace: string, agreementId: string, clauses: readonly Clause[]): Promise<void> {
  await db
    .insertInto('clauses')
    .values(
      clauses.map((clause, position) => ({
        ...clause,
        workspaceId: workspace,
        agreementId,
        position,
        segment: JSON.stringify(clause.segment),
      })),
    )
    .execute();
}

/** The number the next version gets. */
export async function nextVersion(db: Db): Promise<number> {
  const { next } = await db
    .selectFrom('agreements')
    .select(sql<number>`coalesce(max(version), 0) + 1`.as('next'))
    .executeTakeFirstOrThrow();
  return next;
}
