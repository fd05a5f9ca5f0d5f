import { sql, type RawBuilder } from 'kysely';
import type { Context } from '../platform/context.ts';
import type { Purpose } from './purposes.ts';
import type { ConsentSource } from './schema.ts';
import type { Union, Word } from './standing.ts';

/** A word as it is kept. */
export interface StoredWord {
  id: string;
  personId: string | null;
  anonymousId: string | null;
  named: boolean;
  purpose: Purpose;
  granted: boolean;
  textVersion: string | null;
  textHash: string | null;
  source: ConsentSource;
  at: Date;
  messageId: string | null;
  proof: object;
}

export async function insertWords({ db, workspace, now }: Context, words: readonly StoredWord[]): Promise<void> {
  if (words.length === 0) return;
  await sql`
    insert into consents (workspace_id, id, person_id, anonymous_id, named, purpose, granted, text_version, text_hash, source, at, message_id, proof, recorded_at)
    select ${workspace}, id, "personId", "anonymousId", named, purpose, granted, "textVersion", "textHash", source, at, "messageId", proof, ${now}
      from json_to_recordset(${JSON.stringify(words)}::json)
        as w(id uuid, "personId" uuid, "anonymousId" text, named boolean, purpose text, granted boolean, "textVersion" text, "textHash" text, source text,
          at timestamptz, "messageId" text, proof jsonb)`.execute(db);
}

/** Gives the words of browsers to the people the browsers belong to; a word whose sender named somebody stays theirs. @returns whose they are now */
export async function adoptWords({ db, workspace }: Context, browsers: readonly string[]): Promise<string[]> {
  if (browsers.length === 0) return [];
  // A word keeps the person it was noted for when that person has been merged into the browser's since.
  const { rows } = await sql<{ personId: string }>`
    update consents c set person_id = i.person_id from identities i
     where c.workspace_id = ${workspace} and c.anonymous_id = any(${browsers}::text[]) and not c.named
       and i.workspace_id = ${workspace} and i.kind = 'anonymous_id' and i.value = c.anonymous_id
       and (c.person_id is null or i.person_id is distinct from ${rootOf(workspace, 'c.person_id')})
    returning c.person_id`.execute(db);
  return [...new Set(rows.map(({ personId }) => personId))];
}

/** The texts of these versions, in every language they are written in. */
export async function findTexts({ db }: Context, versions: readonly string[]) {
  if (versions.length === 0) return [];
  return db.selectFrom('consentTexts').select(['version', 'language', 'textHash']).where('version', 'in', versions).execute();
}

/** Whose browsers these are, as far as that is known. */
export async function ownersOf({ db, workspace }: Context, browsers: readonly string[]): Promise<Map<string, string>> {
  if (browsers.length === 0) return new Map();
  const { rows } = await sql<{ value: string; personId: string }>`
    select value, person_id from identities where workspace_id = ${workspace} and kind = 'anonymous_id' and value = any(${browsers}::text[])`.execute(
    db,
  );
  return new Map(rows.map(({ value, personId }) => [value, personId]));
}

/** A person with all who were merged into them, those merged into those, and so on. */
export async function circleOf({ db, workspace }: Context, person: string): Promise<{ people: string[]; unions: Union[] }> {
  const { rows } = await sql<{ id: string }>`
    with recursive circle as (
      select ${person}::uuid as id
      union select p.id from people p join circle c on p.merged_into = c.id where p.workspace_id = ${workspace})
    select id from circle`.execute(db);
  const people = rows.map(({ id }) => id);
  const merges = await db
    .selectFrom('personMerges')
    .select(['keptPersonId', 'mergedPersonId', 'mergedAt'])
    .where('mergedPersonId', 'in', people)
    .where('undoneAt', 'is', null)
    .execute();
  const unions = merges.map(({ keptPersonId, mergedPersonId, mergedAt }) => ({
    kept: keptPersonId,
    merged: mergedPersonId,
    at: mergedAt,
  }));
  return { people, unions };
}

export type KeptWord = Word &
  Pick<StoredWord, 'id' | 'textVersion' | 'textHash' | 'source' | 'messageId'> & { recordedAt: Date; proof: unknown };

/** Everything these people ever said, the latest first. */
export async function wordsOf({ db, workspace }: Context, people: readonly string[]): Promise<KeptWord[]> {
  const { rows } = await sql<KeptWord>`
    select c.id, c.purpose, c.granted, c.at, c.person_id, c.anonymous_id as browser, c.text_version, c.text_hash, c.source, c.message_id,
           c.recorded_at, c.proof, case when c.named then c.at else greatest(c.at, i.created_at) end as since
      from consents c
      left join identities i on i.workspace_id = c.workspace_id and i.kind = 'anonymous_id' and i.value = c.anonymous_id
     where c.workspace_id = ${workspace} and c.person_id = any(${people}::uuid[])
     order by c.at desc, c.id desc`.execute(db);
  return rows;
}

/** Those of these browsers whose last word on being recognised is no. */
export async function withdrawnAmong({ db, workspace }: Context, browsers: readonly string[]): Promise<Set<string>> {
  if (browsers.length === 0) return new Set();
  const { rows } = await sql<{ anonymousId: string }>`
    select distinct c.anonymous_id from consents c
     where c.workspace_id = ${workspace} and c.anonymous_id = any(${browsers}::text[]) and c.purpose = 'analytics' and not c.granted
       and not exists (select from consents later where later.workspace_id = ${workspace} and later.anonymous_id = c.anonymous_id
                          and later.purpose = 'analytics' and later.granted and later.at > c.at)`.execute(db);
  return new Set(rows.map(({ anonymousId }) => anonymousId));
}

/** Those of these people who have ever said no to marketing. */
export async function refusersAmong({ db, workspace }: Context, people: readonly string[]): Promise<string[]> {
  if (people.length === 0) return [];
  const { rows } = await sql<{ personId: string }>`
    select distinct person_id from consents
     where workspace_id = ${workspace} and person_id = any(${people}::uuid[]) and purpose = 'marketing' and not granted`.execute(
    db,
  );
  return rows.map(({ personId }) => personId);
}

/** Who the person in a column of a query is now, after merges; none is nobody. */
export const rootOf = (workspace: string, column: string): RawBuilder<string | null> => sql`(
  with recursive chain as (
    select id, merged_into from people where workspace_id = ${workspace} and id = ${sql.ref(column)}
    union all select p.id, p.merged_into from people p join chain c on p.workspace_id = ${workspace} and p.id = c.merged_into)
  select id from chain where merged_into is null)`;

/** Who these people are now, after merges. */
export async function rootsOf({ db, workspace }: Context, people: readonly string[]): Promise<string[]> {
  if (people.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    with recursive chain as (
      select id, merged_into from people where workspace_id = ${workspace} and id = any(${people}::uuid[])
      union select p.id, p.merged_into from people p join chain c on p.id = c.merged_into where p.workspace_id = ${workspace})
    select id from chain where merged_into is null`.execute(db);
  return rows.map(({ id }) => id);
}

/** The normalised addresses a person is known by. */
export async function addressesOf({ db }: Context, person: string): Promise<string[]> {
  const rows = await db
    .selectFrom('identities')
    .select('value')
    .where('personId', '=', person)
    .where('kind', '=', 'email')
    .execute();
  return rows.map(({ value }) => value);
}
