import { sql } from 'kysely';
import { listCompanies, numberOf } from '../companies/reports.ts';
import { knownAddresses, listSuppressions } from '../consents/suppressed/reports.ts';
import { listDeals } from '../deals/reports.ts';
import { listHandoffs } from '../handoffs/listed/reports.ts';
import { openHandoffs } from '../handoffs/reports.ts';
import type { Stage } from '../leads/lifecycle.ts';
import { listLeads } from '../leads/listed/reports.ts';
import { listReasons } from '../reasons/reports.ts';
import { caseValue } from '../metrics/answers.ts';
import { casesBehind } from '../metrics/reports.ts';
import { listPeople } from '../people/reports.ts';
import type { Context } from '../platform/context.ts';
import type { Language } from '../platform/fields.ts';
import { listInvoices, listSpend } from '../revenue/reports.ts';
import { registeredNumber, writtenAt } from '../revenue/organisation-number.ts';
import { listTouchpoints } from '../touchpoints/reports.ts';
import { decimalOf, type Manner } from './cells.ts';
import { companyColumns, leadColumns, personColumns, touchColumns, type PersonRow, type TouchRow } from './customer-columns.ts';
import { dealColumns, invoiceColumns, spendColumns, type DealRow } from './money-columns.ts';
import type { Column } from './columns.ts';
import type { ExportKind, ExportQuery } from './schema.ts';
import {
  caseColumns,
  handoffColumns,
  suppressionColumns,
  workColumns,
  type HandoffRow,
  type SuppressionRow,
  type WorkRow,
} from './work-columns.ts';
import { homeCountry, timeZoneOf } from '../workspaces/reports.ts';

/** Rows of an export by the batch, in the order of the list. The lists themselves are asked, page after page, so that a file holds what a screen shows. */

type Page<Row> = { items: Row[]; next: string | null };

/** A batch is worked on in some ten milliseconds, between which others are answered. */
const ROWS = 500;
/** Leads and hand-offs carry scores and clocks that are worked out for each. */
const HEAVY_ROWS = 200;
/** Each page of cases is asked of all the cases, so pages are few. */
const CASES = 10_000;

async function* pages<Row>(page: (at: { cursor: string | undefined }) => Promise<Page<Row>>): AsyncGenerator<Row[]> {
  let cursor: string | undefined;
  do {
    const { items, next } = await page({ cursor });
    yield items;
    cursor = next ?? undefined;
  } while (cursor !== undefined);
}

async function* each<Row, More>(batches: AsyncGenerator<Row[]>, more: (rows: Row[]) => Promise<More[]>): AsyncGenerator<More[]> {
  for await (const rows of batches) yield rows.length === 0 ? [] : await more(rows);
}

const sources = {
  people: (context: Context, query: ExportQuery<'people'>) =>
    each(
      pages((at) => listPeople(context, { ...query, ...at, limit: ROWS })),
      (rows) => withNames(context, rows),
    ),
  companies: (context: Context, query: ExportQuery<'companies'>) =>
    each(
      pages((at) => listCompanies(context, { ...query, ...at, limit: ROWS })),
      (rows) => withNumbers(context, rows),
    ),
  leads: (context: Context, query: ExportQuery<'leads'>) =>
    pages((at) => listLeads(context, { ...query, ...at, limit: HEAVY_ROWS })),
  touchpoints: (context: Context, query: ExportQuery<'touchpoints'>) =>
    each(
      pages((at) => listTouchpoints(context, { ...query, ...at, limit: ROWS })),
      (rows) => withSenders(context, rows),
    ),
  handoffs: (context: Context, query: ExportQuery<'handoffs'>) => handoffs(context, query),
  deals: (context: Context, query: ExportQuery<'deals'>) =>
    each(
      pages((at) => listDeals(context, { ...query, ...at, limit: ROWS })),
      (rows) => withParties(context, rows),
    ),
  invoices: (context: Context, query: ExportQuery<'invoices'>) =>
    each(
      pages((at) => listInvoices(context, { ...query, ...at, limit: HEAVY_ROWS })),
      (rows) => withCustomers(context, rows),
    ),
  spend: (context: Context, query: ExportQuery<'spend'>) => pages((at) => listSpend(context, { ...query, ...at, limit: ROWS })),
  suppressions: (context: Context, query: ExportQuery<'suppressions'>) =>
    each(
      pages((at) => listSuppressions(context, { ...query, ...at, limit: ROWS })),
      (rows) => withAddresses(context, rows),
    ),
  work: (context: Context, query: ExportQuery<'work'>) => openWork(context, query),
  'metric-rows': (context: Context, query: ExportQuery<'metric-rows'>) => cases(context, query),
} satisfies { [K in ExportKind]: (context: Context, query: ExportQuery<K>) => AsyncGenerator<object[]> };

/** The rows of a kind, batch by batch; memory does not grow with their number. @throws Problem as the list does */
export function rowsOf(context: Context, kind: ExportKind, query: ExportQuery): AsyncGenerator<object[]> {
  return (sources[kind] as (context: Context, query: ExportQuery) => AsyncGenerator<object[]>)(context, query);
}

/** The columns of a kind's rows. */
export function columnsOf(kind: ExportKind, language: Language): Column[] {
  const columns = {
    people: personColumns,
    companies: companyColumns,
    leads: leadColumns,
    touchpoints: touchColumns,
    handoffs: handoffColumns(language),
    deals: dealColumns,
    invoices: invoiceColumns,
    spend: spendColumns,
    suppressions: suppressionColumns,
    work: workColumns,
    'metric-rows': caseColumns,
  };
  return columns[kind];
}

/** How the one who asks reads: a member's own language and numbers; programs read ISO unless they say otherwise. */
export async function mannerFor(
  { db, actor, workspace }: Context,
  wish: { for?: Manner['for'] | undefined; language?: Language | undefined },
): Promise<Manner> {
  const reader =
    actor.kind === 'member'
      ? await db.selectFrom('users').select(['language', 'numberFormat']).where('id', '=', actor.userId).executeTakeFirst()
      : undefined;
  const timeZone = await timeZoneOf({ db, workspace });
  const language = wish.language ?? ((reader?.language ?? 'en') as Language);
  return {
    for: wish.for ?? (reader || wish.language ? 'people' : 'machine'),
    language,
    decimal: decimalOf(language, wish.language ? null : (reader?.numberFormat ?? null)),
    timeZone,
  };
}

type Items<F extends (...args: never[]) => Promise<Page<unknown>>> = Awaited<ReturnType<F>>['items'];

/** Numbers of other countries' registers with their letters, so that a file taken in again means the same companies. */
async function withNumbers(context: Context, companies: Items<typeof listCompanies>): Promise<Items<typeof listCompanies>> {
  const { rows } = await sql<{ id: string; organisationNumber: string | null }>`
    select c.id, ${numberOf('c')} as organisation_number
      from companies c where c.workspace_id = ${context.workspace} and c.id = any(${companies.map(({ id }) => id)}::uuid[])`.execute(
    context.db,
  );
  const numbers = new Map((await numbered(context, rows)).map(({ id, organisationNumber }) => [id, organisationNumber]));
  return companies.map((company) => ({ ...company, organisationNumber: numbers.get(company.id) ?? null }));
}

async function withCustomers(context: Context, invoices: Items<typeof listInvoices>): Promise<Items<typeof listInvoices>> {
  const home = await homeCountry(context);
  return invoices.map((invoice) => {
    const { customerOrganisationNumber: number, customerCountry: country } = invoice;
    const written = number && writtenAt(home, registeredNumber(number, { country, home }));
    return { ...invoice, customerOrganisationNumber: written };
  });
}

/** Numbers that bear their register's letters as they are written here. */
async function numbered<Row extends { organisationNumber: string | null }>(context: Context, rows: Row[]): Promise<Row[]> {
  const home = await homeCountry(context);
  return rows.map((row) => ({
    ...row,
    organisationNumber:
      row.organisationNumber && writtenAt(home, registeredNumber(row.organisationNumber, { country: null, home })),
  }));
}

async function withNames(context: Context, people: Items<typeof listPeople>): Promise<PersonRow[]> {
  const { db, workspace } = context;
  const { rows } = await sql<Omit<PersonRow, keyof Items<typeof listPeople>[number]> & { id: string }>`
    select p.id, ${numberOf('c')} as organisation_number, p.traits ->> 'city' as city, p.traits ->> 'leadSource' as source,
           case when jsonb_typeof(p.traits -> 'optedOut') = 'boolean' then (p.traits ->> 'optedOut')::boolean end as opted_out,
           i.value as external_id, i.source as tool
      from people p left join companies c on c.workspace_id = p.workspace_id and c.id = p.company_id
      left join lateral (
        select * from identities i where i.workspace_id = p.workspace_id and i.person_id = p.id and i.kind = 'external_id'
         order by i.source <> 'user_id', i.created_at, i.value limit 1) i on true
     where p.workspace_id = ${workspace} and p.id = any(${people.map(({ id }) => id)}::uuid[])`.execute(db);
  return joined(people, await numbered(context, rows), {
    organisationNumber: null,
    city: null,
    source: null,
    optedOut: null,
    externalId: null,
    tool: null,
  });
}

async function withSenders({ db, workspace }: Context, touches: Items<typeof listTouchpoints>): Promise<TouchRow[]> {
  // By the moments as well, so that only the months in question are looked into.
  const moments = touches.map(({ occurredAt }) => occurredAt);
  const { rows } = await sql<Omit<TouchRow, keyof Items<typeof listTouchpoints>[number]> & { id: string }>`
    select t.id, t.message_id, t.referrer, p.email,
           case when p.email is null then (select i.value from identities i where i.workspace_id = t.workspace_id and i.person_id = t.person_id and i.kind = 'external_id' order by i.source <> 'user_id', i.created_at, i.value limit 1) end as person_external_id
      from touchpoints t left join people p on p.workspace_id = t.workspace_id and p.id = t.person_id
     where t.workspace_id = ${workspace} and t.occurred_at between ${moments.at(-1)} and ${moments[0]}
       and t.id = any(${touches.map(({ id }) => id)}::uuid[])`.execute(db);
  return joined(touches, rows, { messageId: null, referrer: null, email: null, personExternalId: null });
}

async function withParties(context: Context, deals: Items<typeof listDeals>): Promise<DealRow[]> {
  const { db, workspace } = context;
  const { rows } = await sql<Omit<DealRow, keyof Items<typeof listDeals>[number]> & { id: string }>`
    select d.id, ${numberOf('c')} as organisation_number, p.email as contact_email, u.email as owner_email
      from deals d left join companies c on c.workspace_id = d.workspace_id and c.id = d.company_id
      left join people p on p.workspace_id = d.workspace_id and p.id = d.person_id
      left join members m on m.workspace_id = d.workspace_id and m.id = d.owner_member_id left join users u on u.id = m.user_id
     where d.workspace_id = ${workspace} and d.id = any(${deals.map(({ id }) => id)}::uuid[])`.execute(db);
  return joined(deals, await numbered(context, rows), { organisationNumber: null, contactEmail: null, ownerEmail: null });
}

async function withAddresses(context: Context, entries: Items<typeof listSuppressions>): Promise<SuppressionRow[]> {
  const known = await knownAddresses(
    context,
    entries.map(({ id }) => id),
  );
  return entries.map((entry) => ({ ...entry, email: known.get(entry.id) ?? null }));
}

function joined<Row extends { id: string }, More extends object>(rows: Row[], more: (More & { id: string })[], none: More) {
  const byId = new Map(more.map((each) => [each.id, each]));
  return rows.map((row) => ({ ...none, ...byId.get(row.id), ...row }));
}

async function* handoffs(context: Context, query: ExportQuery<'handoffs'>): AsyncGenerator<HandoffRow[]> {
  const labels = new Map((await listReasons(context)).map(({ kind, code, label }) => [`${kind} ${code}`, label]));
  for await (const rows of pages((at) => listHandoffs(context, { ...query, ...at, limit: HEAVY_ROWS })))
    yield rows.map((row) => ({ ...row, reasonText: labels.get(`rejected ${row.decision?.reason}`) ?? null }));
}

async function* cases(context: Context, { key, from, to, ...query }: ExportQuery<'metric-rows'>) {
  const { format: _format, for: _for, language: _language, ...filters } = query;
  let after: [string, string] | undefined;
  for (;;) {
    const { rows, currency } = await casesBehind(context, key, { from, to, filters }, { after, limit: CASES });
    for (let start = 0; start === 0 || start < rows.length; start += ROWS)
      yield rows.slice(start, start + ROWS).map((row) => ({ ...row, value: caseValue(row, currency) }));
    const last = rows.at(-1);
    if (!last || rows.length < CASES) return;
    after = [last.at.toISOString(), last.id];
  }
}

/** Leads that are somebody's, and not at their end. */
const HELD: Stage[] = ['accepted', 'working', 'connected', 'sql', 'opportunity'];

/** First contacts that are due, by deadline; then the leads that members hold, with their next step or without one. */
async function* openWork(context: Context, { member }: ExportQuery<'work'>): AsyncGenerator<WorkRow[]> {
  const open = await openHandoffs(context, member === undefined ? {} : { assignedTo: member });
  yield open.map(({ assignedTo, lead, person, company, clock }) => ({
    member: assignedTo,
    work: 'first_contact',
    leadId: lead.id,
    person: person.name,
    email: person.email,
    company: company?.name ?? null,
    stage: lead.stage,
    due: clock.due,
    nextStep: null,
    nextStepOn: null,
  }));
  const waiting = new Set(open.map(({ lead }) => lead.id));
  const whose = member === undefined ? {} : { owner: member };
  for await (const leads of pages((at) => listLeads(context, { stage: HELD, sort: 'name', limit: HEAVY_ROWS, ...whose, ...at })))
    yield leads
      .filter(({ id, owner, closedAt }) => owner !== null && closedAt === null && !waiting.has(id))
      .map(({ id, owner, person, company, stage, nextStep }) => ({
        member: owner,
        work: nextStep ? 'next_step' : 'no_next_step',
        leadId: id,
        person: person.name,
        email: person.email,
        company: company?.name ?? null,
        stage,
        due: null,
        nextStep: nextStep?.text ?? null,
        nextStepOn: nextStep?.on ?? null,
      }));
}
