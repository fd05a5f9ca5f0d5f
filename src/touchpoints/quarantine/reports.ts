import { sql } from 'kysely';
import { z } from 'zod';
import type { Context } from '../../platform/context.ts';
import type { Language } from '../../platform/fields.ts';
import { notFound } from '../../platform/errors.ts';
import { cutPage, decodeCursor } from '../../platform/pages.ts';
import { inWords, type Said } from '../sentences.ts';
import type { quarantined, quarantineQuery, quarantineReasons } from '../schema.ts';

type Item = z.output<typeof quarantined>;
type Row = Omit<Item, 'original'> & { original: Buffer; said: Said | null };

/** So much of a message is shown in a list: more than a good one may have. */
const SHOWN_OCTETS = 64 * 1024;

const columns = sql`q.id, q.received_at, q.reason, q.said, coalesce(q.path, '') as path, q.correction, q.replayed_at,
  case when k.id is not null then json_build_object('id', k.id, 'name', k.name) end as source`;

/** Messages that could not be accepted, newest first. */
export async function listQuarantine(
  { db, workspace }: Context,
  { cursor, limit, reason, state, language }: z.output<typeof quarantineQuery>,
): Promise<{ items: Item[]; next: string | null }> {
  const [after] = decodeCursor(cursor, z.tuple([z.uuid()])) ?? [];
  const { rows } = await sql<Row>`
    select ${columns}, substring(q.original for ${SHOWN_OCTETS}) as original
      from quarantine q left join write_keys k on k.workspace_id = q.workspace_id and k.id = q.write_key_id
     where q.workspace_id = ${workspace} and q.replayed_at is ${state === 'waiting' ? sql`null` : sql`not null`}
       ${reason === undefined ? sql`` : sql`and q.reason = ${reason}`} ${after === undefined ? sql`` : sql`and q.id < ${after}`}
     order by q.id desc limit ${limit + 1}`.execute(db);
  return cutPage(
    rows,
    limit,
    ({ id }) => [id],
    (row) => item(row, language),
  );
}

/** One message with its whole original. @throws Problem 404 */
export async function getQuarantined({ db, workspace }: Context, id: string, language: Language): Promise<Item> {
  const { rows } = await sql<Row>`
    select ${columns}, q.original from quarantine q left join write_keys k on k.workspace_id = q.workspace_id and k.id = q.write_key_id
     where q.workspace_id = ${workspace} and q.id = ${id}`.execute(db);
  const [row] = rows;
  if (!row) throw notFound();
  return item(row, language);
}

const item = ({ said, original, reason, ...row }: Row, language: Language): Item => ({
  ...row,
  reason: said ? inWords(said, language) : reason,
  original: original.toString(),
});

/** Why messages wait in quarantine, the most frequent reason first. */
export async function listQuarantineReasons(
  { db, workspace }: Context,
  language: Language,
): Promise<z.output<typeof quarantineReasons>['items']> {
  const { rows } = await sql<{ reason: string; said: Said | null; count: number }>`
    select reason, (array_agg(said) filter (where said is not null))[1] as said, count(*) as count from quarantine where workspace_id = ${workspace} and replayed_at is null
     group by reason order by count desc, reason limit 100`.execute(db);
  return rows.map(({ reason, said, count }) => ({ reason: said ? inWords(said, language) : reason, inEnglish: reason, count }));
}
