import { sql, type RawBuilder } from 'kysely';
import type { Context } from '../../platform/context.ts';

/** What a file tells of each touch by itself, and what it tells of the road that many came by alike, in the order in which it is written. */
const ownColumns = {
  occurredAt: 'timestamptz',
  id: 'uuid',
  messageId: 'text',
  personId: 'uuid',
  anonymousId: 'text',
  userKey: 'text',
  side: 'text',
  content: 'text',
  title: 'text',
} as const;
const roadColumns = {
  kind: 'text',
  channel: 'text',
  source: 'text',
  medium: 'text',
  campaign: 'text',
  url: 'text',
  referrer: 'text',
  told: 'jsonb',
} as const;

type Texts<Columns> = Record<keyof Columns, string | null>;

// The signs that ASCII has for it: units of a record, and records. To read them costs the database half of what the same in JSON costs.
const UNIT = '\u001F';
const RECORD = '\u001E';

/** Texts of some columns in their order. What is empty is nothing; a separator inside a text is a space. */
function units<Columns extends object>(columns: Columns, texts: Texts<Columns>): string {
  const all = (Object.keys(columns) as (keyof Columns)[]).map((name) => {
    const text = texts[name] ?? '';
    return text.includes(UNIT) || text.includes(RECORD) ? text.replaceAll(UNIT, ' ').replaceAll(RECORD, ' ') : text;
  });
  return all.join(UNIT);
}

/** A road as the text that is written of it. */
export const roadText = (road: Texts<typeof roadColumns>): string => units(roadColumns, road);

/** A touch as the text that is written of it; nothing is held of it beside. @param road by {@link roadText} */
export const touchText = (touch: Texts<typeof ownColumns>, road: string): string => `${units(ownColumns, touch)}${UNIT}${road}`;

const columns = Object.entries({ ...ownColumns, ...roadColumns });
const into = sql.join(columns.map(([name]) => sql.ref(name)));
const from = sql.join(columns.map(([, type], index): RawBuilder<unknown> => sql`t[${sql.lit(index + 1)}]::${sql.raw(type)}`));

/**
 * Writes touches of an import; they say themselves what import they are of. None of them may be here already, which {@link touchesHere} tells:
 * to have the database look for each once more, row by row, would cost as much again.
 */
export async function insertTouches({ db, workspace, now }: Context, importId: string, touches: string[]): Promise<void> {
  await sql`
    insert into touchpoints (workspace_id, received_at, properties, bot, import_id, ${into})
    select ${workspace}::uuid, ${now}::timestamptz, '{}'::jsonb, false, ${importId}::uuid, ${from}
      from (select string_to_array(line, ${UNIT}, '') as t from string_to_table(${touches.join(RECORD)}, ${RECORD}) as line offset 0) told`.execute(
    db,
  );
}

/** Which of these touches are here already. */
export async function touchesHere(
  { db, workspace }: Context,
  touches: readonly { id: string; occurredAt: string }[],
): Promise<string[]> {
  const list = (plain: string[]) => `{${plain.join(',')}}`;
  const ids = list(touches.map(({ id }) => id));
  const times = list(touches.map(({ occurredAt }) => occurredAt));
  // By both, as the key of the table has them, so that only the months in question are looked into.
  const { rows } = await sql<{ id: string }>`
    select t.id from unnest(${ids}::uuid[], ${times}::timestamptz[]) as w(id, occurred_at)
     cross join lateral (
       select t.id from touchpoints t where t.workspace_id = ${workspace} and t.occurred_at = w.occurred_at and t.id = w.id limit 1) t`.execute(
    db,
  );
  return rows.map(({ id }) => id);
}
