import { sql } from 'kysely';
import type { z } from 'zod';
import { nameSpend } from '../channels/spent/commands.ts';
import { momentOf } from '../deals/stage.ts';
import { moveLead } from '../leads/commands.ts';
import { memberId, type Context } from '../platform/context.ts';
import { conflict, notFound, unprocessable } from '../platform/errors.ts';
import { recordEvent, recordEvents } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import { homeCountry } from '../workspaces/reports.ts';
import { invoiceOfFigures, recogniseInvoice, type InvoiceFacts } from './invoice.ts';
import { matchInvoices, type MatchableCompany, type MatchableInvoice } from './matching.ts';
import { findInvoices, matchableCompanies, matchableDeals } from './reports.ts';
import { inWords } from './sentences.ts';
import type { matchChoice, newCurrencyRate, NewInvoice, newSpend } from './schema.ts';
import {
  creditNotesOf,
  dealsOfInvoices,
  decideMatch,
  dismissMatches,
  insertInvoice,
  lockInvoice,
  markPaid,
  matchesAround,
  undecidedInvoices,
  writeMatches,
} from './store.ts';

/**
 * Records an invoice or credit note and finds its company and deal. The same again changes nothing, except that it has been paid.
 * @throws Problem 409 naming the difference when its number is taken by other contents
 */
export async function recordInvoice(context: Context, given: NewInvoice): Promise<{ id: string; created: boolean }> {
  const facts = invoiceOfFigures(given, await homeCountry(context));
  const here = async () => recogniseInvoice(await findInvoices(context.db, [facts]), facts);
  const known = await here();
  const id = known ? null : await insertInvoice(context, facts);
  if (id !== null) {
    await followInvoices(context, [id]);
    return { id, created: true };
  }
  const { kept, difference } = known ?? (await here()) ?? {};
  if (!kept) throw conflict('Somebody else is recording this invoice at the same moment; look again.');
  if (difference) throw conflict(inWords(difference));
  await payInvoice(context, kept, facts);
  return { id: kept.id, created: false };
}

async function payInvoice(context: Context, kept: InvoiceFacts & { id: string }, told: InvoiceFacts): Promise<void> {
  if (told.paidOn === null || told.paidOn === kept.paidOn) return;
  await markPaid(context.db, kept.id, told.paidOn);
  await recordEvent(context, {
    type: 'invoice.paid',
    subject: { kind: 'invoice', id: kept.id },
    data: { before: kept.paidOn, after: told.paidOn },
  });
}

/** What follows from invoices that are new here: the events, their companies and deals, and leads whose money has come in. */
export async function followInvoices(context: Context, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  const rows = await context.db
    .selectFrom('invoices')
    .select(['id', 'kind', 'number', 'issuedOn', 'currency', 'netMinor'])
    .where('id', 'in', ids)
    .execute();
  await recordEvents(
    context,
    rows.map(({ id, ...data }) => ({
      type: 'invoice.recorded',
      subject: { kind: 'invoice', id },
      at: momentOf(data.issuedOn, new Date(0), context.now),
      data,
    })),
  );
  await matchAnew(context, { invoices: ids });
}

/**
 * Looks for the company and the deal of invoices that nobody has decided on; of those named, or of all that new companies or deals may
 * explain. Run again, it changes nothing more.
 */
export async function matchAnew(context: Context, asked: { invoices: string[] } | { companies: string[] }): Promise<void> {
  const { db } = context;
  const home = await homeCountry(context);
  const invoices = await undecidedInvoices(db, home, asked);
  if (invoices.length === 0) return;
  const companies = await matchableCompanies(db, home, 'companies' in asked ? asked.companies : undefined);
  const kept = await matchesAround(db, invoices);
  const credited = new Map(
    kept.filter(({ state }) => state === 'confirmed').map((match) => [`${match.seller}\n${match.number}`, match]),
  );
  const dismissed = new Set(
    kept.filter(({ state }) => state === 'dismissed').map(({ invoiceId, companyId }) => `${invoiceId} ${companyId}`),
  );
  const deals = await matchableDeals(db, companiesInQuestion(invoices, companies, [...credited.values()]));
  const matches = matchInvoices(invoices, {
    companies,
    deals,
    credited: (seller, number) => credited.get(`${seller}\n${number}`),
    isDismissed: (invoiceId, companyId) => dismissed.has(`${invoiceId} ${companyId}`),
  });
  const before = new Map(kept.map((match) => [`${match.invoiceId} ${match.companyId}`, match]));
  const news = matches.filter(({ invoiceId, companyId, dealId, state }) => {
    const was = before.get(`${invoiceId} ${companyId}`);
    return was?.state !== state || was.dealId !== dealId;
  });
  await writeMatches(context, news);
  const confirmed = news.filter(({ state }) => state === 'confirmed');
  await recordEvents(
    context,
    confirmed.map(({ invoiceId, companyId, dealId, basis }) => ({
      type: 'invoice.matched',
      subject: { kind: 'invoice', id: invoiceId },
      data: { companyId, dealId, basis },
    })),
  );
  await settleLeads(
    context,
    confirmed.flatMap(({ dealId }) => dealId ?? []),
  );
  const matched = new Set(confirmed.map(({ invoiceId }) => invoiceId));
  const creditNotes = (
    await creditNotesOf(
      db,
      invoices.filter(({ id }) => matched.has(id)),
    )
  ).filter((id) => !invoices.some((invoice) => invoice.id === id));
  if (creditNotes.length > 0) await matchAnew(context, { invoices: creditNotes });
}

/** All companies that an invoice among these could come to belong to; deals of others need not be read. */
function companiesInQuestion(
  invoices: MatchableInvoice[],
  companies: MatchableCompany[],
  credited: { companyId: string }[],
): string[] {
  const numbers = new Set(invoices.map(({ customerOrganisationNumber }) => customerOrganisationNumber));
  const isUnnumbered = invoices.some(
    ({ customerOrganisationNumber }) =>
      customerOrganisationNumber === null ||
      !companies.some(({ organisationNumbers }) => organisationNumbers.includes(customerOrganisationNumber)),
  );
  return [
    ...new Set([
      ...companies
        .filter(({ organisationNumbers }) => isUnnumbered || organisationNumbers.some((number) => numbers.has(number)))
        .map(({ id }) => id),
      ...credited.map(({ companyId }) => companyId),
    ]),
  ];
}

/**
 * Says which company, and perhaps which deal, an invoice belongs to.
 * @throws Problem 404; 422 for a company or a deal that is not here, or a deal of another company
 */
export async function chooseMatch(
  context: Context,
  invoiceId: string,
  { companyId, dealId }: z.output<typeof matchChoice>,
): Promise<void> {
  const { db, actor } = context;
  if (!(await lockInvoice(db, invoiceId))) throw notFound();
  if (!(await db.selectFrom('companies').select('id').where('id', '=', companyId).executeTakeFirst()))
    throw unprocessable('companyId names no company of this workspace.', [
      { pointer: '/companyId', detail: 'must be a company of this workspace' },
    ]);
  if (
    dealId !== null &&
    !(await db.selectFrom('deals').select('id').where('id', '=', dealId).where('companyId', '=', companyId).executeTakeFirst())
  )
    throw unprocessable('dealId names no deal of this company.', [
      { pointer: '/dealId', detail: 'must be a deal of the company' },
    ]);
  const before = await dealsOfInvoices(db, [invoiceId]);
  await decideMatch(context, invoiceId, { companyId, dealId }, memberId(actor));
  await recordEvent(context, {
    type: 'invoice.matched',
    subject: { kind: 'invoice', id: invoiceId },
    data: { companyId, dealId, basis: 'chosen' },
  });
  await settleLeads(context, [...before, ...(dealId === null ? [] : [dealId])]);
}

/**
 * Says that the confirmed match of an invoice, or all that are suggested for it, are wrong.
 * @throws Problem 404 when there is no such invoice, or nothing to dismiss
 */
export async function dismissMatch(context: Context, invoiceId: string): Promise<void> {
  const gone = await dismissMatches(context, invoiceId, memberId(context.actor));
  if (gone.length === 0) throw notFound();
  await recordEvent(context, {
    type: 'invoice.match_dismissed',
    subject: { kind: 'invoice', id: invoiceId },
    data: { companyIds: gone.map(({ companyId }) => companyId) },
  });
  await settleLeads(
    context,
    gone.flatMap(({ dealId }) => dealId ?? []),
  );
}

/**
 * Brings leads where the money of their won deals says: invoiced while more is invoiced than credited, won again when all is credited.
 * @param deals whose invoices have changed
 */
export async function settleLeads(context: Context, deals: string[]): Promise<void> {
  if (deals.length === 0) return;
  const { rows } = await sql<{ id: string; stage: 'won' | 'invoiced'; stageSince: Date; net: number; lastOn: string | null }>`
    select leads.id, leads.stage, leads.stage_since, coalesce(sum(invoices.net_minor), 0)::bigint as net, max(invoices.issued_on) as last_on
      from leads join deals on deals.workspace_id = leads.workspace_id and deals.lead_id = leads.id and deals.stage = 'won'
      left join invoice_matches on invoice_matches.workspace_id = deals.workspace_id and invoice_matches.deal_id = deals.id and invoice_matches.state = 'confirmed'
      left join invoices on invoices.workspace_id = deals.workspace_id and invoices.id = invoice_matches.invoice_id
     where leads.workspace_id = ${context.workspace} and leads.stage in ('won', 'invoiced')
       and leads.id in (select lead_id from deals where workspace_id = ${context.workspace} and id = any(${deals}::uuid[]))
     group by leads.workspace_id, leads.id`.execute(context.db);
  for (const { id, stage, stageSince, net, lastOn } of rows) {
    const to = net > 0 ? 'invoiced' : 'won';
    if (to !== stage)
      await moveLead(context, id, to, { at: lastOn === null ? context.now : momentOf(lastOn, stageSince, context.now) });
  }
}

/** What a campaign cost on a day; told again, the last account holds. */
export async function recordSpend(context: Context, given: z.output<typeof newSpend>): Promise<{ id: string; created: boolean }> {
  const { db, workspace, now } = context;
  const { amount, ...rest } = given;
  const key = { day: given.day, source: given.source, campaign: given.campaign, currency: amount.currency };
  const before = await db
    .selectFrom('spend')
    .selectAll()
    .where((where) => where.and(key))
    .forUpdate()
    .executeTakeFirst();
  const after = { channel: given.channel, amountMinor: amount.amountMinor, impressions: given.impressions, clicks: given.clicks };
  const { id } = await db
    .insertInto('spend')
    .values({
      workspaceId: workspace,
      id: newId(),
      ...rest,
      amountMinor: amount.amountMinor,
      currency: amount.currency,
      createdAt: now,
    })
    .onConflict((on) => on.columns(['workspaceId', 'day', 'source', 'campaign', 'currency']).doUpdateSet(after))
    .returning('id')
    .executeTakeFirstOrThrow();
  await nameSpend(context, [id]);
  const was = before && {
    channel: before.channel,
    amountMinor: before.amountMinor,
    impressions: before.impressions,
    clicks: before.clicks,
  };
  if (JSON.stringify(was) !== JSON.stringify(after))
    await recordEvent(context, {
      type: 'spend.recorded',
      subject: { kind: 'spend', id },
      data: { ...key, before: was ?? null, after },
    });
  return { id, created: before === undefined };
}

/**
 * What one unit of a currency is worth in the workspace's own, from a day on.
 * @throws Problem 422 for the workspace's own currency
 */
export async function setCurrencyRate(
  context: Context,
  { currency, day, rate }: z.output<typeof newCurrencyRate>,
): Promise<void> {
  const { db, workspace } = context;
  const own = await db.selectFrom('workspaces').select('currency').where('id', '=', workspace).executeTakeFirstOrThrow();
  if (currency === own.currency)
    throw unprocessable(`${currency} is the workspace's own currency and worth itself.`, [
      { pointer: '/currency', detail: 'a currency other than the workspace’s own' },
    ]);
  await db
    .insertInto('currencyRates')
    .values({ workspaceId: workspace, currency, day, rate })
    .onConflict((on) => on.columns(['workspaceId', 'currency', 'day']).doUpdateSet({ rate }))
    .execute();
  await recordEvent(context, {
    type: 'currency_rate.set',
    subject: { kind: 'workspace', id: workspace },
    data: { currency, day, rate },
  });
}
