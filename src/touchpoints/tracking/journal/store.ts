import { sql } from 'kysely';
import type { Context } from '../../../platform/context.ts';
import { newId } from '../../../platform/ids.ts';
import type { Letter } from './letter.ts';

/** What one transaction took in. */
export interface Entry {
  id: string;
  writeKeyId: string;
  letters: Letter[];
}

/**
 * Writes down what was taken in and wakes the worker when that commits.
 * @returns the entry's id; later ones of the same process are greater
 */
export async function insertEntry(
  { db, workspace, now }: Context,
  writeKey: string,
  letters: readonly Letter[],
): Promise<string> {
  const id = newId();
  await sql`
    with entry as (insert into tracking_journal (workspace_id, id, write_key_id, letters, taken_at) values (${workspace}, ${id}, ${writeKey}, ${JSON.stringify(letters)}, ${now}))
    select pg_notify('samspil_events', ${workspace})`.execute(db);
  return id;
}

/** Takes the oldest entries of one write key out of the journal: those that fit into so many characters, one at the least. */
export async function takeEntries({ db, workspace }: Context, most: number): Promise<Entry[]> {
  const { rows } = await sql<{ id: string; writeKeyId: string; letters: string }>`
    delete from tracking_journal where workspace_id = ${workspace} and id in (
      select id from (
        select id, write_key_id, sum(length(letters)) over (order by id) - length(letters) as before, first_value(write_key_id) over (order by id) as first
          from (select id, write_key_id, letters from tracking_journal where workspace_id = ${workspace} order by id limit 100 for update) oldest) counted
       where before < ${most} and write_key_id = first)
    returning id, write_key_id, letters`.execute(db);
  return rows
    .toSorted((one, other) => (one.id < other.id ? -1 : 1))
    .map(({ letters, ...entry }) => ({ ...entry, letters: JSON.parse(letters) as Letter[] }));
}

/** Whether something was taken in within the last moment. */
export async function isArriving({ db, workspace }: Context): Promise<boolean> {
  const { rows } = await sql<{ arriving: boolean }>`
    select exists (select from tracking_journal where workspace_id = ${workspace} and taken_at > now() - interval '1 second') as arriving`.execute(
    db,
  );
  return rows[0]?.arriving ?? false;
}
