import { sql, type RawBuilder } from 'kysely';
import type { Context } from '../../platform/context.ts';
import type { Touches } from '../desk.ts';

/** What a file tells of each touch by itself, and what it tells of the road that many came by alike, in the order in which it is written. */
const ownColumns = {
  occurredAt: 'timestamptz',
  id: 'uuid',
  messageId: 'text',
  personId: 'uuid',
  anonymousId: 'text',
  userKey: 'text',
  content: 'text',
} as const;
const roadColumns = {
  side: 'text',
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
const SEPARATORS = /[\u001E\u001F]/g;

/** What is empty is nothing; a separator inside a text is a space. */
const unit = (text: string | null) =>
  text === null ? '' : text.search(SEPARATORS) < 0 ? text : text.replaceAll(SEPARATORS, ' ');

/** A road as the text that is written of it. @param title what touches of this road are called; null where each is called by its content */
export const roadText = (road: Texts<typeof roadColumns>, title: string | null): string =>
  [...roadNames.map((name) => unit(road[name])), unit(title)].join(UNIT);

/** A touch as the text that is written of it; nothing is held of it beside. @param road which it came by, from 0 */
export const touchText = (touch: Texts<typeof ownColumns>, road: number): string => {
  let text = '';
  for (const name of ownNames) text += unit(touch[name]) + UNIT;
  return text + (road + 1);
};

const ownNames = Object.keys(ownColumns) as (keyof typeof ownColumns)[];
const roadNames = Object.keys(roadColumns) as (keyof typeof roadColumns)[];
const into = sql.join([...ownNames, ...roadNames].map((name) => sql.ref(name)));
const read = (columns: Record<string, string>) =>
  Object.entries(columns).map(
    ([name, type], index): RawBuilder<unknown> => sql`t[${sql.lit(index + 1)}]::${sql.raw(type)} as ${sql.ref(name)}`,
  );
const own = sql.join(read({ ...ownColumns, road: 'int' }));
const roads = sql.join(read({ ...roadColumns, title: 'text' }));
const unitsOf = (text: string) =>
  sql`select string_to_array(line, ${UNIT}, '') as t, number from string_to_table(${text}, ${RECORD}) with ordinality as lines(line, number) offset 0`;

/**
 * Writes touches of an import; they say themselves what import they are of. None of them may be here already, which {@link touchesHere} tells:
 * to have the database look for each once more, row by row, would cost as much again. What is said of a road is read once for all its touches.
 */
export async function insertTouches({ db, workspace, now }: Context, importId: string, touches: Touches): Promise<void> {
  if (touches.texts.length === 0) return;
  await sql`
    insert into touchpoints (workspace_id, received_at, properties, bot, import_id, title, ${into})
    select ${workspace}::uuid, ${now}::timestamptz, '{}'::jsonb, false, ${importId}::uuid, coalesce(r.title, o.content), ${into}
      from (select ${own} from (${unitsOf(touches.texts.join(RECORD))}) lines) o
      join (select number, ${roads} from (${unitsOf(touches.roads.join(RECORD))}) lines offset 0) r on r.number = o.road`.execute(
    db,
  );
}

/** Whether any touch is here from one time to another, both included. */
export async function hasTouchesBetween({ db, workspace }: Context, from: string, to: string): Promise<boolean> {
  const { rows } = await sql<{ has: boolean }>`
    select exists (select from touchpoints where workspace_id = ${workspace} and occurred_at between ${from}::timestamptz and ${to}::timestamptz) as has`.execute(
    db,
  );
  return rows[0]?.has ?? false;
}

/** Which of these touches are here already. */
export async function touchesHere(
  { db, workspace }: Context,
  touches: readonly { id: string; occurredAt: string }[],
): Promise<Set<string>> {
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
  return new Set(rows.map(({ id }) => id));
}
