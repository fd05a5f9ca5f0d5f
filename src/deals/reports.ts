import { sql } from 'kysely';
import { z } from 'zod';
import type { Context } from '../platform/context.ts';
import { notFound } from '../platform/errors.ts';
import { cutPage, decodeCursor } from '../platform/pages.ts';
import type { deal, dealQuery, DealStage } from './schema.ts';

type DealItem = z.output<typeof deal>;

/** Deals, the last opened first. */
export async function listDeals(context: Context, { cursor, limit, stage, company, search }: z.output<typeof dealQuery>) {
  const after = decodeCursor(cursor, z.tuple([z.iso.date(), z.uuid()]));
  const rows = await deals(context)
    .$if(stage !== undefined, (query) => query.where('deals.stage', '=', stage as string))
    .$if(company !== undefined, (query) => query.where('deals.companyId', '=', company as string))
    .$if(search !== undefined, (query) => query.where(sql<boolean>`position(lower(${search}) in lower(deals.name)) > 0`))
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(deals.opened_on, deals.id) < (${after?.[0]}::date, ${after?.[1]}::uuid)`),
    )
    .orderBy('deals.openedOn', 'desc')
    .orderBy('deals.id', 'desc')
    .limit(limit + 1)
    .execute();
  return cutPage(rows, limit, (row) => [row.openedOn, row.id], item);
}

/** @throws Problem 404 */
export async function getDeal(context: Context, id: string): Promise<DealItem> {
  const row = await deals(context).where('deals.id', '=', id).executeTakeFirst();
  if (!row) throw notFound();
  return item(row);
}

type DealRow = Awaited<ReturnType<ReturnType<typeof deals>['execute']>>[number];

function deals({ db }: Context) {
  return db
    .selectFrom('deals')
    .leftJoin('companies', 'companies.id', 'deals.companyId')
    .leftJoin('people', 'people.id', 'deals.personId')
    .leftJoin('members', 'members.id', 'deals.ownerMemberId')
    .leftJoin('users', 'users.id', 'members.userId')
    .leftJoinLateral(
      (from) =>
        from
          .selectFrom('invoiceMatches')
          .innerJoin('invoices', 'invoices.id', 'invoiceMatches.invoiceId')
          .whereRef('invoiceMatches.dealId', '=', 'deals.id')
          .where('invoiceMatches.state', '=', 'confirmed')
          // Amounts of two currencies have no sum; the deal's own is told, else the one most is invoiced in.
          .where((where) =>
            where.or([where('deals.currency', 'is', null), where('deals.currency', '=', where.ref('invoices.currency'))]),
          )
          .select(['invoices.currency as invoicedCurrency', (of) => of.fn.sum<number>('invoices.netMinor').as('invoicedMinor')])
          .groupBy('invoices.currency')
          .orderBy('invoicedMinor', 'desc')
          .limit(1)
          .as('invoiced'),
      (join) => join.onTrue(),
    )
    .selectAll('deals')
    .select([
      'companies.name as companyName',
      'people.name as personName',
      'people.email as personEmail',
      'users.name as ownerName',
      'invoicedMinor',
      'invoicedCurrency',
    ]);
}

function item(row: DealRow): DealItem {
  const ref = (id: string | null, name: string | null) => (id === null ? null : { id, name: name ?? '' });
  return {
    id: row.id,
    name: row.name,
    source: row.source,
    externalId: row.externalId,
    stage: row.stage as DealStage,
    stageName: row.stageName,
    amount: row.amountMinor === null || row.currency === null ? null : { amountMinor: row.amountMinor, currency: row.currency },
    company: ref(row.companyId, row.companyName),
    person: ref(row.personId, row.personName ?? row.personEmail),
    leadId: row.leadId,
    owner: ref(row.ownerMemberId, row.ownerName),
    openedOn: row.openedOn,
    closedOn: row.closedOn,
    invoiced:
      row.invoicedMinor === null || row.invoicedCurrency === null
        ? null
        : { amountMinor: row.invoicedMinor, currency: row.invoicedCurrency },
    createdAt: row.createdAt,
  };
}
