import { sql } from 'kysely';
import { memberId, type Context } from '../../platform/context.ts';
import { notFound, unprocessable } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { pairsApart } from '../apart.ts';

const tables = { company: 'companies', person: 'people' } as const;

/**
 * Says that two companies, or two people, are two, however alike they look: they are suggested no more, and no message merges them.
 * @throws Problem 422 for one and the same or one that is not here
 */
export async function tellApart(context: Context, kind: 'company' | 'person', one: string, other: string): Promise<void> {
  const { db, workspace, now, actor } = context;
  const [first, second] = [one, other].toSorted();
  const table = tables[kind];
  const { rows } =
    await sql`select from ${sql.table(table)} where workspace_id = ${workspace} and id in (${one}, ${other})`.execute(db);
  const [field, otherField] = [`${kind}Id`, `other${kind === 'company' ? 'Company' : 'Person'}Id`];
  if (rows.length < 2)
    throw unprocessable(`${field} and ${otherField} name two ${table} of this workspace.`, [
      { pointer: `/${otherField}`, detail: `another ${kind} of this workspace` },
    ]);
  await sql`
    insert into ${sql.table(`${kind}_distinctions`)} (workspace_id, ${sql.ref(`one_${kind}_id`)}, ${sql.ref(`other_${kind}_id`)}, member_id, decided_at)
    values (${workspace}, ${first}, ${second}, ${memberId(actor)}, ${now})
    on conflict (workspace_id, ${sql.ref(`one_${kind}_id`)}, ${sql.ref(`other_${kind}_id`)}) do update
      set member_id = excluded.member_id, decided_at = excluded.decided_at, withdrawn_at = null, withdrawn_by = null`.execute(db);
  await recordEvent(context, { type: `${kind}.told_apart`, subject: { kind, id: one }, data: { [otherField]: other } });
}

/**
 * Takes back that two are two, whoever said so and however: they may be suggested, and made one by a message, again.
 * @throws Problem 404 where nobody has said that they are two
 */
export async function tellApartNoMore(context: Context, kind: 'company' | 'person', one: string, other: string): Promise<void> {
  const { db, workspace, now, actor } = context;
  const [first, second] = [one, other].toSorted();
  const [firstId, secondId] = [sql.ref(`one_${kind}_id`), sql.ref(`other_${kind}_id`)];
  const { rows } = await sql`
    insert into ${sql.table(`${kind}_distinctions`)} as d (workspace_id, ${firstId}, ${secondId}, member_id, decided_at, withdrawn_at, withdrawn_by)
    select ${workspace}, ${first}, ${second}, pair.member_id, pair.decided_at, ${now}, ${memberId(actor)}
      from (${pairsApart(kind, workspace)}) pair where pair.one in (${one}, ${other}) and pair.other in (${one}, ${other})
     order by pair.decided_at desc limit 1
    on conflict (workspace_id, ${firstId}, ${secondId}) do update set withdrawn_at = excluded.withdrawn_at, withdrawn_by = excluded.withdrawn_by
    returning 1`.execute(db);
  if (rows.length === 0) throw notFound();
  await recordEvent(context, {
    type: `${kind}.told_apart_no_more`,
    subject: { kind, id: one },
    data: { [`other${kind === 'company' ? 'Company' : 'Person'}Id`]: other },
  });
}
