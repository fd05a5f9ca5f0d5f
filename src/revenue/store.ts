import type { Context, Db } from '../platform/context.ts';
import { newId } from '../platform/ids.ts';
import type { InvoiceFacts } from './invoice.ts';
import type { Match, MatchableInvoice } from './matching.ts';
import { registeredNumber, withRegister } from './organisation-number.ts';

/** Writes an invoice unless one of its seller, kind and number is here; answers its id, or null. */
export async function insertInvoice({ db, workspace, now }: Context, facts: InvoiceFacts): Promise<string | null> {
  const row = await db
    .insertInto('invoices')
    .values({ workspaceId: workspace, id: newId(), ...facts, createdAt: now })
    .onConflict((on) => on.columns(['workspaceId', 'seller', 'kind', 'number']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id ?? null;
}

export async function markPaid(db: Db, id: string, paidOn: string): Promise<void> {
  await db.updateTable('invoices').set({ paidOn }).where('id', '=', id).execute();
}

/**
 * The invoices a matching is about, that nobody has decided on: those asked for, or those that new companies or deals may explain.
 * `home` is the workspace's country. Locked, so that two matchings of one invoice follow each other.
 */
export async function undecidedInvoices(
  db: Db,
  home: string,
  asked: { invoices: string[] } | { companies: string[] },
): Promise<MatchableInvoice[]> {
  const rows = await db
    .selectFrom('invoices')
    .select([
      'id',
      'kind',
      'number',
      'seller',
      'issuedOn',
      'currency',
      'netMinor',
      'customerName',
      'customerOrganisationNumber',
      'customerCountry',
      'creditedNumber',
    ])
    .$if('invoices' in asked, (query) => query.where('id', 'in', 'invoices' in asked ? asked.invoices : []))
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('invoiceMatches')
            .select('invoiceId')
            .whereRef('invoiceMatches.invoiceId', '=', 'invoices.id')
            .where('state', '=', 'confirmed')
            .where((of) =>
              of.or([
                of('dealId', 'is not', null),
                of('decidedAt', 'is not', null),
                // Of invoices that have their company, only those of the companies in question may find a deal now.
                ...('companies' in asked ? [of('companyId', 'not in', asked.companies)] : []),
              ]),
            ),
        ),
      ),
    )
    .orderBy('issuedOn')
    .orderBy('id')
    .forUpdate()
    .execute();
  return rows.map(({ customerOrganisationNumber: number, customerCountry: country, ...row }) => ({
    ...row,
    kind: row.kind as MatchableInvoice['kind'],
    customerOrganisationNumber: number === null ? null : withRegister(registeredNumber(number, { country, home })),
  }));
}

export interface KeptMatch {
  invoiceId: string;
  companyId: string;
  dealId: string | null;
  state: string;
  seller: string;
  number: string;
}

/** The matches of invoices, and of the invoices that credit notes among them credit. */
export async function matchesAround(db: Db, invoices: MatchableInvoice[]): Promise<KeptMatch[]> {
  const ids = invoices.map(({ id }) => id);
  const credited = invoices.flatMap(({ creditedNumber }) => creditedNumber ?? []);
  return db
    .selectFrom('invoiceMatches')
    .innerJoin('invoices', 'invoices.id', 'invoiceMatches.invoiceId')
    .select(['invoiceId', 'companyId', 'dealId', 'state', 'seller', 'number'])
    .where((where) =>
      where.or([
        where('invoiceId', 'in', ids),
        ...(credited.length > 0 ? [where.and([where('invoices.kind', '=', 'invoice'), where('number', 'in', credited)])] : []),
      ]),
    )
    .execute();
}

/** Writes what a matching found; what somebody decided stays, and a certain company ends the guessing. */
export async function writeMatches({ db, workspace, now }: Context, matches: Match[]): Promise<void> {
  if (matches.length === 0) return;
  const confirmed = matches.filter(({ state }) => state === 'confirmed').map(({ invoiceId }) => invoiceId);
  if (confirmed.length > 0)
    await db.deleteFrom('invoiceMatches').where('invoiceId', 'in', confirmed).where('state', '=', 'suggested').execute();
  await db
    .insertInto('invoiceMatches')
    .values(matches.map((match) => ({ workspaceId: workspace, ...match, matchedAt: now })))
    .onConflict((on) =>
      on
        .columns(['workspaceId', 'invoiceId', 'companyId'])
        .doUpdateSet((set) => ({
          dealId: set.ref('excluded.dealId'),
          basis: set.ref('excluded.basis'),
          likeness: set.ref('excluded.likeness'),
          state: set.ref('excluded.state'),
        }))
        .where('invoiceMatches.state', '<>', 'dismissed')
        .where('invoiceMatches.decidedAt', 'is', null),
    )
    .execute();
}

/** Credit notes that name one of these invoices and have no company yet. */
export async function creditNotesOf(db: Db, invoices: MatchableInvoice[]): Promise<string[]> {
  const numbers = invoices.filter(({ kind }) => kind === 'invoice').map(({ number }) => number);
  if (numbers.length === 0) return [];
  const rows = await db
    .selectFrom('invoices')
    .select('id')
    .where('kind', '=', 'credit_note')
    .where('creditedNumber', 'in', numbers)
    .execute();
  return rows.map(({ id }) => id);
}

/** A person's own choice of company and deal; what was confirmed before gives way. */
export async function decideMatch(
  context: Context,
  invoiceId: string,
  chosen: { companyId: string; dealId: string | null },
  by: string | null,
): Promise<void> {
  const { db, workspace, now } = context;
  await db.deleteFrom('invoiceMatches').where('invoiceId', '=', invoiceId).where('state', '<>', 'dismissed').execute();
  await db
    .insertInto('invoiceMatches')
    .values({
      workspaceId: workspace,
      invoiceId,
      ...chosen,
      basis: 'chosen',
      likeness: 1,
      state: 'confirmed',
      matchedAt: now,
      decidedBy: by,
      decidedAt: now,
    })
    .onConflict((on) =>
      on
        .columns(['workspaceId', 'invoiceId', 'companyId'])
        .doUpdateSet({ dealId: chosen.dealId, basis: 'chosen', likeness: 1, state: 'confirmed', decidedBy: by, decidedAt: now }),
    )
    .execute();
}

/** Says of what is confirmed, else of what is suggested, that it is not so; answers what it was. */
export async function dismissMatches(
  { db, now }: Context,
  invoiceId: string,
  by: string | null,
): Promise<{ companyId: string; dealId: string | null }[]> {
  const standing = await db
    .selectFrom('invoiceMatches')
    .select(['companyId', 'dealId', 'state'])
    .where('invoiceId', '=', invoiceId)
    .where('state', '<>', 'dismissed')
    .forUpdate()
    .execute();
  const confirmed = standing.filter(({ state }) => state === 'confirmed');
  const gone = confirmed.length > 0 ? confirmed : standing;
  if (gone.length === 0) return [];
  await db
    .updateTable('invoiceMatches')
    .set({ state: 'dismissed', decidedBy: by, decidedAt: now })
    .where('invoiceId', '=', invoiceId)
    .where(
      'companyId',
      'in',
      gone.map(({ companyId }) => companyId),
    )
    .execute();
  return gone;
}

export async function lockInvoice(db: Db, id: string): Promise<{ id: string } | undefined> {
  return db.selectFrom('invoices').select('id').where('id', '=', id).forUpdate().executeTakeFirst();
}

/** The deals of invoices' confirmed matches. */
export async function dealsOfInvoices(db: Db, invoices: string[]): Promise<string[]> {
  if (invoices.length === 0) return [];
  const rows = await db
    .selectFrom('invoiceMatches')
    .select('dealId')
    .where('invoiceId', 'in', invoices)
    .where('state', '=', 'confirmed')
    .where('dealId', 'is not', null)
    .execute();
  return rows.flatMap(({ dealId }) => dealId ?? []);
}
