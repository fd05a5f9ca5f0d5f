import { sql } from 'kysely';
import { z } from 'zod';
import type { Context } from '../../platform/context.ts';
import { notFound } from '../../platform/errors.ts';
import { cutPage, decodeCursor } from '../../platform/pages.ts';
import { normaliseEmail } from '../../people/email.ts';
import type { suppression, suppressionQuery } from '../schema.ts';
import { rootOf } from '../store.ts';
import { addressHash } from './store.ts';

type Item = z.output<typeof suppression>;

/** The addresses that get no marketing mail, the latest first. `address` asks for one: an empty page says that it is not on the list. */
export async function listSuppressions(
  context: Context,
  { address, reason, cursor, limit }: z.output<typeof suppressionQuery>,
): Promise<{ items: Item[]; next: string | null }> {
  const { db, workspace } = context;
  const [after] = decodeCursor(cursor, z.tuple([z.uuid()])) ?? [];
  const hash = address === undefined ? null : (await addressHash(context))(normaliseEmail(address) ?? '');
  const { rows } = await sql<Item>`
    select s.id, s.reason, s.suppressed_at, case when m.id is not null then json_build_object('id', m.id, 'name', u.name) end as by,
           case when p.id is not null then json_build_object('id', p.id, 'name', coalesce(p.name, p.email, '')) end as person
      from suppressions s
      left join members m on m.workspace_id = s.workspace_id and m.id = s.created_by left join users u on u.id = m.user_id
      left join people p on p.workspace_id = s.workspace_id and p.id = ${rootOf(workspace, 's.person_id')}
     where s.workspace_id = ${workspace}
       and (${hash}::text is null or s.address_hash = ${hash})
       and (${reason ?? null}::text is null or s.reason = ${reason ?? null})
       and (${after ?? null}::uuid is null or s.id < ${after ?? null})
     order by s.id desc limit ${limit + 1}`.execute(db);
  return cutPage(
    rows,
    limit,
    ({ id }) => [id],
    (row) => row,
  );
}

/** The entry of an address that is on the list. @throws Problem 404 when it is not */
export async function suppressionOf(context: Context, address: string): Promise<Item> {
  const { items } = await listSuppressions(context, { address, limit: 1 });
  if (!items[0]) throw notFound();
  return items[0];
}

/**
 * The addresses themselves of entries of the list, by the entries' ids, as far as they are known: an address is kept by nobody but the person
 * whose it is.
 */
export async function knownAddresses(context: Context, entries: readonly string[]): Promise<Map<string, string>> {
  if (entries.length === 0) return new Map();
  const { db, workspace } = context;
  const { rows } = await sql<{ id: string; addressHash: string; value: string }>`
    select s.id, s.address_hash, i.value from suppressions s
      join identities i on i.workspace_id = s.workspace_id and i.kind = 'email' and i.person_id = ${rootOf(workspace, 's.person_id')}
     where s.workspace_id = ${workspace} and s.id = any(${entries}::uuid[])`.execute(db);
  const hash = await addressHash(context);
  return new Map(rows.flatMap(({ id, addressHash: kept, value }) => (hash(value) === kept ? [[id, value] as const] : [])));
}
