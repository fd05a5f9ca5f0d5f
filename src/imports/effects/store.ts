import { sql } from 'kysely';
import type { Context, Db } from '../../platform/context.ts';
import type { Subject } from '../desk.ts';
import type { RowChange } from '../register.ts';

/** The rows an import writes, what it did to each, and how they are taken away again. */

/**
 * Where each subject's rows are kept, which columns of a row that was there before an import may change, which others a new row has, and
 * which more somebody may change afterwards.
 */
const tables: Record<Subject, { table: string; id: string; columns: string[]; others: string[]; watched?: string[] }> = {
  company: {
    table: 'companies',
    id: 'id',
    columns: ['name', 'organisation_number', 'country', 'industry', 'employees'],
    others: ['id', 'created_at'],
    watched: ['owner_member_id'],
  },
  company_identity: {
    table: 'company_identities',
    id: 'company_id',
    columns: [],
    others: ['kind', 'source', 'value', 'company_id', 'created_at'],
  },
  person: {
    table: 'people',
    id: 'id',
    columns: ['name', 'email', 'phone', 'title', 'company_id', 'country', 'traits'],
    others: ['id', 'created_at'],
    watched: ['language', 'merged_into'],
  },
  identity: { table: 'identities', id: 'person_id', columns: [], others: ['kind', 'source', 'value', 'person_id', 'created_at'] },
  deal: {
    table: 'deals',
    id: 'id',
    columns: [
      'name',
      'company_id',
      'person_id',
      'owner_member_id',
      'stage',
      'stage_name',
      'amount_minor',
      'currency',
      'closed_on',
    ],
    others: ['id', 'source', 'external_id', 'lead_id', 'opened_on', 'import_id', 'created_at'],
  },
  deal_stage: { table: 'deal_stages', id: 'id', columns: [], others: ['deal_id', 'id', 'stage', 'stage_name', 'entered_at'] },
  spend: {
    table: 'spend',
    id: 'id',
    columns: ['channel', 'amount_minor', 'impressions', 'clicks'],
    others: ['id', 'day', 'source', 'campaign', 'currency', 'import_id', 'created_at'],
  },
  invoice: {
    table: 'invoices',
    id: 'id',
    columns: ['paid_on', 'seller'],
    others: (
      'id kind number issued_on due_on currency net_minor tax_minor rounding_minor gross_minor customer_name customer_organisation_number customer_country ' +
      'credited_number order_reference import_id created_at'
    ).split(' '),
  },
};

type Columns = Record<string, unknown>;

/** A row by the names of SQL; what stands inside a JSON value keeps its names. */
function columnsOf(row: Columns): Columns {
  const columns: Columns = {};
  for (const name in row) columns[columnOf(name)] = row[name];
  return columns;
}

const columnNames = new Map<string, string>();

/** `occurredAt` is `occurred_at`. The few names there are come a million times. */
function columnOf(name: string): string {
  const known = columnNames.get(name);
  if (known !== undefined) return known;
  const column = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  columnNames.set(name, column);
  return column;
}

/**
 * Writes new rows, each with its effect: the row as it stands, as far as somebody can change it. Parts of new rows need none, because they
 * leave with them.
 */
export async function insertRows(
  { db, workspace }: Context,
  importId: string,
  subject: Subject,
  rows: Columns[],
  { within = false } = {},
): Promise<void> {
  if (rows.length === 0) return;
  const { table, id, columns, others, watched = [] } = tables[subject];
  const name = sql.table(table);
  const json = JSON.stringify(rows.map((row) => columnsOf({ workspaceId: workspace, ...row })));
  const all = sql.join(['workspace_id', ...others, ...columns].map((column) => sql.ref(column)));
  const insert = sql`insert into ${name} (${all}) select ${all} from json_populate_recordset(null::${name}, ${json}::json) r on conflict do nothing`;
  if (within) return void (await insert.execute(db));
  // A part has nothing that changes: it is known by all it says.
  const told = columns.length > 0 ? [...columns, ...watched] : others;
  const after = sql.join(told.flatMap((column) => [sql.lit(column), sql`written.${sql.ref(column)}`]));
  await sql`
    with written as (${insert} returning *)
    insert into import_effects (workspace_id, import_id, sequence, subject_kind, subject_id, before, after)
    select ${workspace}, ${importId}, ${await lastSequence(db, importId)} + row_number() over (), ${subject}, written.${sql.ref(id)}, null, jsonb_build_object(${after}) from written`.execute(
    db,
  );
}

/** Writes the fields that changed in rows that were there, with what stood there before. */
export async function updateRows(context: Context, importId: string, subject: Subject, changes: RowChange[]): Promise<void> {
  if (changes.length === 0) return;
  const { db, workspace } = context;
  await setColumns(
    context,
    subject,
    changes.map(({ id, after }) => ({ id, ...columnsOf(after) })),
  );
  const effects = changes.map(({ id, before, after }) => ({ id, before: before && columnsOf(before), after: columnsOf(after) }));
  await sql`
    insert into import_effects (workspace_id, import_id, sequence, subject_kind, subject_id, before, after)
    select ${workspace}, ${importId}, ${await lastSequence(db, importId)} + row_number() over (), ${subject}, e.id, e.before, e.after
      from json_to_recordset(${JSON.stringify(effects)}::json) as e(id uuid, before jsonb, after jsonb)`.execute(db);
}

/** Sets the columns that each row names; those it does not name stay. */
async function setColumns({ db, workspace }: Context, subject: Subject, rows: ({ id: string } & Columns)[]): Promise<void> {
  const { table, columns } = tables[subject];
  const name = sql.table(table);
  const sets = columns.map(
    (column) =>
      sql`${sql.ref(column)} = case when w.told ? ${sql.lit(column)} then r.${sql.ref(column)} else t.${sql.ref(column)} end`,
  );
  await sql`
    update ${name} t set ${sql.join(sets)}
      from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) w(told), jsonb_populate_record(null::${name}, w.told) r
     where t.workspace_id = ${workspace} and t.id = (w.told ->> 'id')::uuid`.execute(db);
}

async function lastSequence(db: Db, importId: string): Promise<number> {
  const row = await db
    .selectFrom('importEffects')
    .select((of) => of.fn.max('sequence').as('last'))
    .where('importId', '=', importId)
    .executeTakeFirst();
  return row?.last ?? 0;
}

export interface Effect {
  sequence: number;
  subjectKind: Subject;
  subjectId: string;
  before: Columns | null;
  after: Columns;
}

/** What an import did last, the last first. */
export async function lastEffects(db: Db, importId: string, limit: number): Promise<Effect[]> {
  const rows = await db
    .selectFrom('importEffects')
    .select(['sequence', 'subjectKind', 'subjectId', 'before', 'after'])
    .where('importId', '=', importId)
    .orderBy('sequence', 'desc')
    .limit(limit)
    .execute();
  return rows as Effect[];
}

/** Forgets effects from one on: they have been undone, or are somebody's now. */
export async function forgetEffects(db: Db, importId: string, from: number): Promise<void> {
  await db.deleteFrom('importEffects').where('importId', '=', importId).where('sequence', '>=', from).execute();
}

/** Takes away some of the touchpoints that an import made. @returns how many; 0 when there are none left */
export async function removeTouchpoints({ db, workspace }: Context, importId: string, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from touchpoints t
     using (select id, occurred_at from touchpoints where workspace_id = ${workspace} and import_id = ${importId} limit ${limit}) next
     where t.workspace_id = ${workspace} and t.id = next.id and t.occurred_at = next.occurred_at`.execute(db);
  return Number(numAffectedRows ?? 0);
}

/** Whether any touchpoint that an import made is left. */
export async function hasTouchpoints({ db }: Context, importId: string): Promise<boolean> {
  return (
    (await db.selectFrom('touchpoints').select('id').where('importId', '=', importId).limit(1).executeTakeFirst()) !== undefined
  );
}

/** What keeps a row that an import made from being taken away again: whatever came to it since. */
const grown: Partial<Record<Subject, string>> = {
  company: `exists (select from people x where x.workspace_id = t.workspace_id and x.company_id = t.id) or exists (select from deals x where x.workspace_id = t.workspace_id and x.company_id = t.id)
    or exists (select from leads x where x.workspace_id = t.workspace_id and x.company_id = t.id) or exists (select from company_merges x where x.workspace_id = t.workspace_id and t.id in (x.kept_company_id, x.merged_company_id))
    or exists (select from invoice_matches x where x.workspace_id = t.workspace_id and x.company_id = t.id and x.decided_at is not null)`,
  person: `exists (select from deals x where x.workspace_id = t.workspace_id and x.person_id = t.id) or exists (select from leads x where x.workspace_id = t.workspace_id and x.person_id = t.id)
    or exists (select from touchpoints x where x.workspace_id = t.workspace_id and x.person_id = t.id) or exists (select from identities x where x.workspace_id = t.workspace_id and x.person_id = t.id and x.kind = 'anonymous_id')
    or exists (select from person_merges x where x.workspace_id = t.workspace_id and t.id in (x.kept_person_id, x.merged_person_id))`,
  deal: `exists (select from invoice_matches x where x.workspace_id = t.workspace_id and x.deal_id = t.id and x.decided_at is not null)`,
  invoice: `exists (select from invoice_matches x where x.workspace_id = t.workspace_id and x.invoice_id = t.id and x.decided_at is not null)`,
};

/** Columns that follow from others and are no change by anybody: a deal that has found its lead, a person seen. */
const following: Partial<Record<Subject, string[]>> = { deal: ['lead_id'], person: ['first_seen_at'] };

/**
 * Takes away rows that an import made, where they still stand as it left them and nothing has come to them since.
 * @returns how many were taken away
 */
export async function removeRows({ db, workspace }: Context, subject: Subject, effects: Effect[]): Promise<number> {
  const { table, id } = tables[subject];
  const name = sql.table(table);
  const asLeft = JSON.stringify(
    effects.map(({ subjectId, after }) => ({
      id: subjectId,
      left_as: Object.fromEntries(Object.entries(after).filter(([column]) => !following[subject]?.includes(column))),
    })),
  );
  const { numAffectedRows } = await sql`
    delete from ${name} t using json_to_recordset(${asLeft}::json) as e(id uuid, left_as jsonb)
     where t.workspace_id = ${workspace} and t.${sql.ref(id)} = e.id and to_jsonb(t) @> e.left_as and not (${sql.raw(grown[subject] ?? 'false')})`.execute(
    db,
  );
  return Number(numAffectedRows ?? 0);
}

/**
 * Leads that say no more than that these people are known, opened by nobody: they leave with them. So do those that only touches had moved
 * on of which none is left.
 */
export async function removeBareLeads({ db, workspace }: Context, people: string[]): Promise<void> {
  await sql`
    delete from leads l where l.workspace_id = ${workspace} and l.person_id = any(${people}::uuid[]) and l.stage in ('known', 'engaged', 'mql') and l.owner_member_id is null
       and not exists (select from lead_stages x where x.workspace_id = l.workspace_id and x.lead_id = l.id and (x.member_id is not null or x.stage not in ('known', 'engaged', 'mql')))
       and not exists (select from follow_ups x where x.workspace_id = l.workspace_id and x.lead_id = l.id)
       and not exists (select from touchpoints x where x.workspace_id = l.workspace_id and x.person_id = l.person_id)
       and not exists (select from evidence x where x.workspace_id = l.workspace_id and x.person_id = l.person_id)
       and not exists (select from attempts x where x.workspace_id = l.workspace_id and x.lead_id = l.id)
       and not exists (select from deals x where x.workspace_id = l.workspace_id and x.lead_id = l.id)`.execute(db);
}

/** Guesses about rows that are to leave, made by nobody: of companies they go, of deals they no longer name one. */
export async function removeGuesses({ db, workspace }: Context, subject: Subject, ids: string[]): Promise<void> {
  if (subject === 'company')
    await sql`delete from invoice_matches m where m.workspace_id = ${workspace} and m.decided_at is null and m.company_id = any(${ids}::uuid[])`.execute(
      db,
    );
  if (subject === 'deal')
    await sql`update invoice_matches m set deal_id = null where m.workspace_id = ${workspace} and m.decided_at is null and m.deal_id = any(${ids}::uuid[])`.execute(
      db,
    );
}

/** Deals whose invoiced money changes when these rows leave. */
export async function dealsBehind(db: Db, subject: Subject, ids: string[]): Promise<string[]> {
  if (subject !== 'invoice' && subject !== 'company' && subject !== 'deal') return [];
  const column = ({ invoice: 'invoiceId', company: 'companyId', deal: 'dealId' } as const)[subject];
  const rows = await db
    .selectFrom('invoiceMatches')
    .select('dealId')
    .distinct()
    .where(column, 'in', ids)
    .where('dealId', 'is not', null)
    .execute();
  return rows.flatMap(({ dealId }) => dealId ?? []);
}

/** How many leads these deals carried along. */
export async function leadsBehind(db: Db, deals: string[]): Promise<number> {
  const row = await db
    .selectFrom('deals')
    .select((of) => of.fn.count<number>('leadId').distinct().as('leads'))
    .where('id', 'in', deals)
    .executeTakeFirst();
  return row?.leads ?? 0;
}

/** Rows as they stand now, by the names of SQL; locked. */
export async function currentRows({ db, workspace }: Context, subject: Subject, ids: string[]): Promise<Map<string, Columns>> {
  const name = sql.table(tables[subject].table);
  const { rows } = await sql<{
    id: string;
    current: Columns;
  }>`select t.id, to_jsonb(t) as current from ${name} t where t.workspace_id = ${workspace} and t.id = any(${ids}::uuid[]) for update`.execute(
    db,
  );
  return new Map(rows.map(({ id, current }) => [id, current]));
}

/** Puts columns of rows back. */
export const restoreColumns = setColumns;
