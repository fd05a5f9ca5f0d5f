import { sql } from 'kysely';
import { memberId, type Context } from '../../platform/context.ts';
import { unprocessable } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';

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
    values (${workspace}, ${first}, ${second}, ${memberId(actor)}, ${now}) on conflict do nothing`.execute(db);
  await recordEvent(context, { type: `${kind}.told_apart`, subject: { kind, id: one }, data: { [otherField]: other } });
}
