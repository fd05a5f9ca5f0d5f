import { sql } from 'kysely';
import { z } from 'zod';
import type { Context, Db } from '../platform/context.ts';
import { notFound } from '../platform/errors.ts';
import { cutPage, decodeCursor } from '../platform/pages.ts';
import type { InvoiceFacts } from './invoice.ts';
import type { MatchableCompany, MatchableDeal } from './matching.ts';
import { registeredNumber, withRegister, type RegisteredNumber } from './organisation-number.ts';
import type { currencyRate, invoice, invoiceMatch, invoiceQuery, spend, spendQuery } from './schema.ts';

type InvoiceItem = z.output<typeof invoice>;
type Suggestion = z.output<typeof invoiceMatch>;

const dayAndId = z.tuple([z.iso.date(), z.uuid()]);
const standing = (state: string) =>
  sql<boolean>`exists (select from invoice_matches m where m.workspace_id = invoices.workspace_id and m.invoice_id = invoices.id and m.state = ${state})`;
const byMatch = {
  confirmed: standing('confirmed'),
  suggested: sql<boolean>`${standing('suggested')} and not ${standing('confirmed')}`,
  none: sql<boolean>`not ${standing('suggested')} and not ${standing('confirmed')}`,
};

/** Invoices and credit notes, the last issued first. */
export async function listInvoices({ db }: Context, { cursor, limit, match, search }: z.output<typeof invoiceQuery>) {
  const after = decodeCursor(cursor, dayAndId);
  const rows = await db
    .selectFrom('invoices')
    .selectAll()
    .$if(match !== undefined, (query) => query.where(byMatch[match ?? 'none']))
    .$if(search !== undefined, (query) =>
      query.where(
        sql<boolean>`(position(lower(${search}) in lower(number)) > 0 or position(lower(${search}) in lower(customer_name)) > 0)`,
      ),
    )
    .$if(after !== undefined, (query) => query.where(sql<boolean>`(issued_on, id) < (${after?.[0]}::date, ${after?.[1]}::uuid)`))
    .orderBy('issuedOn', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  const matches = await matchesOf(
    db,
    rows.map(({ id }) => id),
  );
  return cutPage(
    rows,
    limit,
    (row) => [row.issuedOn, row.id],
    (row) => item(row, matches),
  );
}

/** @throws Problem 404 */
export async function getInvoice({ db }: Context, id: string): Promise<InvoiceItem> {
  const row = await db.selectFrom('invoices').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw notFound();
  return item(row, await matchesOf(db, [id]));
}

interface Matches {
  confirmed: Map<string, Suggestion>;
  suggestions: Map<string, Suggestion[]>;
}

/** Standing matches of invoices; for one that has its company and no deal, the company's won deals it may belong to. */
async function matchesOf(db: Db, ids: string[]): Promise<Matches> {
  const confirmed: Matches['confirmed'] = new Map();
  const suggestions: Matches['suggestions'] = new Map();
  if (ids.length === 0) return { confirmed, suggestions };
  const rows = await db
    .selectFrom('invoiceMatches')
    .innerJoin('companies', 'companies.id', 'invoiceMatches.companyId')
    .innerJoin('invoices', 'invoices.id', 'invoiceMatches.invoiceId')
    .leftJoin('deals', 'deals.id', 'invoiceMatches.dealId')
    .select([
      'invoiceId',
      'invoiceMatches.companyId',
      'companies.name as companyName',
      'dealId',
      'deals.name as dealName',
      'basis',
      'likeness',
      'state',
      'issuedOn',
      'netMinor',
      'invoices.currency',
    ])
    .where('invoiceId', 'in', ids)
    .where('state', '<>', 'dismissed')
    .orderBy('likeness', 'desc')
    .execute();
  const open = rows.filter(({ state, dealId, netMinor }) => state === 'confirmed' && dealId === null && netMinor > 0);
  const deals = await matchableDeals(db, [...new Set(open.map(({ companyId }) => companyId))]);
  const dealNames = new Map(
    deals.length === 0
      ? []
      : (
          await db
            .selectFrom('deals')
            .select(['id', 'name'])
            .where(
              'id',
              'in',
              deals.map(({ id }) => id),
            )
            .execute()
        ).map(({ id, name }) => [id, name]),
  );
  for (const row of rows) {
    const company = { id: row.companyId, name: row.companyName };
    const match: Suggestion = {
      company,
      deal: row.dealId === null ? null : { id: row.dealId, name: row.dealName ?? '' },
      basis: row.basis as Suggestion['basis'],
      likeness: row.likeness,
    };
    if (row.state === 'suggested') suggestions.set(row.invoiceId, [...(suggestions.get(row.invoiceId) ?? []), match]);
    else confirmed.set(row.invoiceId, match);
  }
  for (const row of open) {
    const match = confirmed.get(row.invoiceId);
    const mayBe = deals.filter(
      (deal) =>
        deal.companyId === row.companyId &&
        deal.closedOn <= row.issuedOn &&
        (deal.currency === null || deal.currency === row.currency),
    );
    const distance = (deal: MatchableDeal) => Math.abs((deal.amountMinor ?? 0) - deal.invoicedMinor - row.netMinor);
    if (match)
      suggestions.set(
        row.invoiceId,
        mayBe
          .sort((one, other) => distance(one) - distance(other))
          .slice(0, 3)
          .map(({ id }) => ({ ...match, deal: { id, name: dealNames.get(id) ?? '' } })),
      );
  }
  return { confirmed, suggestions };
}

type InvoiceRow = Awaited<ReturnType<ReturnType<typeof allInvoices>['execute']>>[number];
const allInvoices = (db: Db) => db.selectFrom('invoices').selectAll();

function item(row: InvoiceRow, { confirmed, suggestions }: Matches): InvoiceItem {
  const match = confirmed.get(row.id);
  const suggested = suggestions.get(row.id) ?? [];
  const first = match ?? suggested[0];
  const amount = (amountMinor: number) => ({ amountMinor, currency: row.currency });
  const {
    id,
    number,
    seller,
    issuedOn,
    dueOn,
    paidOn,
    customerName,
    customerOrganisationNumber,
    customerCountry,
    creditedNumber,
    orderReference,
    createdAt,
  } = row;
  return {
    id,
    number,
    seller,
    issuedOn,
    dueOn,
    paidOn,
    customerName,
    customerOrganisationNumber,
    customerCountry,
    creditedNumber,
    orderReference,
    createdAt,
    kind: row.kind as InvoiceItem['kind'],
    net: amount(row.netMinor),
    tax: amount(row.taxMinor),
    gross: amount(row.grossMinor),
    match: {
      state: match ? 'confirmed' : first ? 'suggested' : 'none',
      basis: first?.basis ?? null,
      company: first?.company ?? null,
      deal: first?.deal ?? null,
      likeness: first?.likeness ?? null,
    },
    suggestions: suggested,
  };
}

/** The companies that invoices may be for, all or those named; `home` is the workspace's country. */
export async function matchableCompanies(db: Db, home: string, only?: string[]): Promise<MatchableCompany[]> {
  const [companies, identities] = await Promise.all([
    db
      .selectFrom('companies')
      .select(['id', 'name', 'organisationNumber', 'country'])
      .where('mergedInto', 'is', null)
      .$if(only !== undefined, (query) => query.where('id', 'in', only ?? []))
      .execute(),
    db
      .selectFrom('companyIdentities')
      .select(['companyId', 'source as register', 'value'])
      .where('kind', '=', 'organisation_number')
      .$if(only !== undefined, (query) => query.where('companyId', 'in', only ?? []))
      .execute(),
  ]);
  const known = new Map<string, RegisteredNumber[]>();
  for (const { companyId, ...number } of identities) known.set(companyId, [...(known.get(companyId) ?? []), number]);
  return companies.map(({ id, name, organisationNumber, country }) => {
    const numbers = known.get(id) ?? [];
    // What has not the form of a register's number recognises nobody, and still stands on invoices.
    const other =
      organisationNumber === null || numbers.some(({ value }) => value === organisationNumber) ? [] : [organisationNumber];
    return {
      id,
      name,
      organisationNumbers: [...numbers, ...other.map((number) => registeredNumber(number, { country, home }))].map(withRegister),
    };
  });
}

/** Won deals of companies, with what confirmed invoices and credit notes make of each. */
export async function matchableDeals(db: Db, companies: string[]): Promise<MatchableDeal[]> {
  if (companies.length === 0) return [];
  const rows = await db
    .selectFrom('deals')
    .select((of) => [
      'id',
      'companyId',
      'closedOn',
      'amountMinor',
      'currency',
      of
        .selectFrom('invoiceMatches')
        .innerJoin('invoices', 'invoices.id', 'invoiceMatches.invoiceId')
        .whereRef('invoiceMatches.dealId', '=', 'deals.id')
        .where('invoiceMatches.state', '=', 'confirmed')
        .whereRef('invoices.currency', '=', (ref) => ref.fn.coalesce('deals.currency', 'invoices.currency'))
        .select((sum) => sum.fn.coalesce(sum.fn.sum<number>('netMinor'), sum.lit(0)).as('invoiced'))
        .as('invoicedMinor'),
    ])
    .where('stage', '=', 'won')
    .where('companyId', 'in', companies)
    .execute();
  return rows.map((row) => ({
    ...row,
    companyId: row.companyId ?? '',
    closedOn: row.closedOn ?? '',
    invoicedMinor: row.invoicedMinor ?? 0,
  }));
}

const invoiceFacts = [
  'kind',
  'number',
  'seller',
  'issuedOn',
  'dueOn',
  'paidOn',
  'currency',
  'netMinor',
  'taxMinor',
  'roundingMinor',
  'grossMinor',
  'customerName',
  'customerOrganisationNumber',
  'customerCountry',
  'creditedNumber',
  'orderReference',
] as const;

/** The invoices of these kinds and numbers that are here already, whoever issued them. */
export async function findInvoices(
  db: Db,
  keys: Pick<InvoiceFacts, 'kind' | 'number'>[],
): Promise<(InvoiceFacts & { id: string })[]> {
  if (keys.length === 0) return [];
  const wanted = keys.map(({ kind, number }) => ({ kind, number }));
  const rows = await db
    .selectFrom('invoices')
    .select(['id', ...invoiceFacts])
    .where(
      sql<boolean>`(kind, number) in (select kind, number from json_to_recordset(${JSON.stringify(wanted)}::json) as wanted (kind text, number text))`,
    )
    .execute();
  return rows as (InvoiceFacts & { id: string })[];
}

/** A name of a road of spend as the workspace calls it, in rows of `spend`. */
export const called = (name: 'channel' | 'source' | 'campaign') =>
  sql<string>`coalesce(${sql.ref(`spend.named_${name}`)}, ${sql.ref(`spend.${name}`)})`;

/** What was spent, the last day first. */
export async function listSpend({ db }: Context, { cursor, limit, from, to, channel, source }: z.output<typeof spendQuery>) {
  const after = decodeCursor(cursor, dayAndId);
  const rows = await db
    .selectFrom('spend')
    .select(['id', 'day', 'amountMinor', 'currency', 'impressions', 'clicks'])
    .select(['channel as toldChannel', 'source as toldSource', 'campaign as toldCampaign'])
    .select([called('channel').as('channel'), called('source').as('source'), called('campaign').as('campaign')])
    .$if(from !== undefined, (query) => query.where('day', '>=', from as string))
    .$if(to !== undefined, (query) => query.where('day', '<', to as string))
    .$if(channel !== undefined, (query) => query.where(called('channel'), '=', channel as string))
    .$if(source !== undefined, (query) => query.where(called('source'), '=', source as string))
    .$if(after !== undefined, (query) => query.where(sql<boolean>`(day, id) < (${after?.[0]}::date, ${after?.[1]}::uuid)`))
    .orderBy('day', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  return cutPage(
    rows,
    limit,
    (row) => [row.day, row.id],
    ({ toldChannel, toldSource, toldCampaign, amountMinor, currency, ...row }): z.output<typeof spend> => ({
      ...row,
      told: { channel: toldChannel, source: toldSource, campaign: toldCampaign },
      amount: { amountMinor, currency },
    }),
  );
}

/** The rates set, each from its day on. */
export async function listCurrencyRates({ db }: Context): Promise<z.output<typeof currencyRate>[]> {
  return db.selectFrom('currencyRates').select(['currency', 'day', 'rate']).orderBy('currency').orderBy('day', 'desc').execute();
}
