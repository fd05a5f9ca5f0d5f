import { sql } from 'kysely';
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
  signatures: Signature[];
}

interface Signature {
  team: 'marketing' | 'sales';
  memberId: string;
  fullName: string;
  signedAt: Date;
}

/** All versions of the workspace, newest first. There are few: one each time the teams agree anew. */
export async function definitionVersions(db: Db): Promise<DefinitionVersion[]> {
  type Row = Omit<DefinitionVersion, 'body' | 'signatures'> & { [Key in keyof Signature]: Signature[Key] | null };
  // Each touch of each person asks for it.
  const { rows } = await sql<Row>`
    select d.id, d.version, d.in_force_from, d.created_by, d.created_at, d.body_hash, s.team, s.member_id, s.full_name, s.signed_at
      from definitions d left join definition_signatures s on s.workspace_id = d.workspace_id and s.definition_id = d.id
     order by d.version desc, s.signed_at`.execute(db);
  const bodies = await bodiesOf(db, rows);
  const versions = new Map<string, DefinitionVersion>();
  for (const [place, { team, memberId, fullName, signedAt, ...row }] of rows.entries()) {
    const version = versions.get(row.id) ?? { ...row, body: bodies[place] as DefinitionBody, signatures: [] };
    versions.set(row.id, version);
    if (team !== null && memberId !== null && fullName !== null && signedAt !== null)
      version.signatures.push({ team, memberId, fullName, signedAt });
  }
  return [...versions.values()];
}

/**
 * Bodies by their hash, which tells all there is in one: each touch of each person is judged by all versions, and would read all of them
 * again.
 */
const known = new Map<string, DefinitionBody>();
const MOST_KNOWN = 500;

async function bodiesOf(db: Db, versions: readonly Pick<DefinitionVersion, 'id' | 'bodyHash'>[]): Promise<unknown[]> {
  const unknown = versions.filter(({ bodyHash }) => !known.has(bodyHash)).map(({ id }) => id);
  const read =
    unknown.length === 0
      ? []
      : await db.selectFrom('definitions').select(['bodyHash', 'body']).where('id', 'in', unknown).execute();
  const fresh = new Map(read.map(({ bodyHash, body }) => [bodyHash, body as DefinitionBody]));
  const bodies = versions.map(({ bodyHash }) => known.get(bodyHash) ?? fresh.get(bodyHash));
  if (known.size + fresh.size > MOST_KNOWN) known.clear();
  for (const [hash, body] of fresh) known.set(hash, body);
  return bodies;
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
