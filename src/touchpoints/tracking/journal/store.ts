import { sql } from 'kysely';
import type { Context } from '../../../platform/context.ts';
import { atOnce, trackingLane, type Database } from '../../../platform/database.ts';
import { newId } from '../../../platform/ids.ts';
import type { Head, Letter } from './letter.ts';

/** What one transaction took in. */
export interface Entry {
  id: string;
  writeKeyId: string;
  takenAt: Date;
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
    with entry as (insert into tracking_journal (workspace_id, id, write_key_id, letters, taken_at) values (${workspace}, ${id}, ${writeKey}, ${write(letters)}, ${now}))
    select pg_notify('samspil_journal', ${workspace})`.execute(db);
  return id;
}

/**
 * Writes down messages together with the journal's entry, in one statement that is a transaction of its own, when every one of them is new.
 * The worker does not hear of it: whoever takes in announces it, once for many.
 * @returns the entry's id; null when one was seen before, and then nothing is written
 */
export async function insertNew(
  db: Database,
  { workspace, writeKey, now }: { workspace: string; writeKey: string; now: Date },
  { ids, hashes }: { ids: string[]; hashes: string[] },
  letters: readonly Letter[],
): Promise<string | null> {
  const id = newId();
  const statement = sql`select take_into_journal(${workspace}, ${writeKey}, ${now}, ${id}, ${ids}, ${hashes}, ${write(letters)})`;
  try {
    await atOnce(db, statement, trackingLane(workspace));
    return id;
  } catch (error) {
    if (isRepeated(error)) return null;
    throw error;
  }
}

const isRepeated = (error: unknown): boolean => error instanceof Error && (error as { code?: unknown }).code === '23505';

// A character that no JSON text holds parts the texts (as in RFC 7464). Within one JSON value every quotation mark of theirs would be escaped.
const SEPARATOR = '\x1e';
const separator = Buffer.from(SEPARATOR);

function write(letters: readonly Letter[]): Buffer {
  const heads = Buffer.from(JSON.stringify(letters.map(({ head }) => head)));
  return Buffer.concat([heads, ...letters.flatMap(({ octets }) => [separator, octets])]);
}

function read(written: string): Letter[] {
  const [heads = '', ...texts] = written.split(SEPARATOR);
  return (JSON.parse(heads) as Head[]).map((head, index) => ({ head, octets: Buffer.from(texts[index] ?? '') }));
}

/** Takes the oldest entries of one write key out of the journal: those that fit into so many octets, one at the least. */
export async function takeEntries({ db, workspace }: Context, most: number): Promise<Entry[]> {
  const { rows } = await sql<Omit<Entry, 'letters'> & { letters: string }>`
    delete from tracking_journal where workspace_id = ${workspace} and id in (
      select id from (
        select id, write_key_id, sum(octet_length(letters)) over (order by id) - octet_length(letters) as before, first_value(write_key_id) over (order by id) as first
          from (select id, write_key_id, letters from tracking_journal where workspace_id = ${workspace} order by id limit 100 for update) oldest) counted
       where before < ${most} and write_key_id = first)
    returning id, write_key_id, taken_at, letters`.execute(db);
  return rows
    .toSorted((one, other) => (one.id < other.id ? -1 : 1))
    .map(({ letters, ...entry }) => ({ ...entry, letters: read(letters) }));
}

/** Whether something was taken in within the last moment. */
export async function isArriving({ db, workspace }: Context): Promise<boolean> {
  const { rows } = await sql<{ arriving: boolean }>`
    select exists (select from tracking_journal where workspace_id = ${workspace} and taken_at > now() - interval '1 second') as arriving`.execute(
    db,
  );
  return rows[0]?.arriving ?? false;
}
