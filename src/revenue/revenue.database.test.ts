import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { as, createTestMember, createTestWorkspace } from '../../test/database.ts';
import { createTestServer } from '../../test/server.ts';
import { moveLead, openLead } from '../leads/commands.ts';
import type { Stage } from '../leads/lifecycle.ts';
import { settle } from '../../test/outbox.ts';
import { root } from '../platform/root.ts';
import { recordInvoice } from './commands.ts';
import { invoiceOfUbl } from './invoice.ts';
import { invoiceMatching } from './jobs.ts';
import { readUbl, UblError } from './ubl.ts';

const server = await createTestServer();
const { db } = server;

/** A workspace with a company, a person of it and their lead, and somebody from each team. */
async function firm(lead: Stage | null = 'sql') {
  const workspace = await createTestWorkspace(db);
  const [finance, sales, marketing] = [
    await server.as('finance', { workspace }),
    await server.as('sales', { workspace }),
    await server.as('marketing', { workspace }),
  ];
  const companyId = (
    await sales.post('/api/v1/companies', { name: 'Nordhavn Pumper A/S', organisationNumber: '12345678' })
  ).json().id as string;
  const personId = (await sales.post('/api/v1/people', { name: 'Anna Holm', email: 'anna@nordhavn.dk', companyId })).json()
    .id as string;
  const member = await createTestMember(db, workspace, 'sales');
  const leadId =
    lead === null
      ? null
      : await as(db, workspace, member, async (context) => {
          const { id } = await openLead(context, personId, { at: new Date('2026-06-01T08:00:00Z') });
          if (lead !== 'known') await moveLead(context, id, lead, { at: new Date('2026-06-02T08:00:00Z') });
          return id;
        });
  const stage = async () =>
    (
      await as(db, workspace, member, (context) =>
        context.db
          .selectFrom('leads')
          .select('stage')
          .where('id', '=', leadId ?? '')
          .executeTakeFirstOrThrow(),
      )
    ).stage;
  const moves = () =>
    as(db, workspace, member, (context) =>
      context.db
        .selectFrom('leadStages')
        .select(['stage', 'skipped'])
        .where('leadId', '=', leadId ?? '')
        .orderBy('move')
        .execute(),
    );
  const deal = async (given: object = {}) =>
    (
      await sales.post('/api/v1/deals', {
        name: 'Pumper',
        personId,
        amount: { amountMinor: 100_000_00, currency: 'DKK' },
        openedOn: '2026-08-01',
        ...given,
      })
    ).json().id as string;
  const win = (id: string, closedOn = '2026-09-01') => sales.post(`/api/v1/deals/${id}/stage`, { stage: 'won', closedOn });
  const bill = (given: object = {}) =>
    finance.post('/api/v1/invoices', {
      number: '1001',
      issuedOn: '2026-09-10',
      currency: 'DKK',
      netMinor: 100_000_00,
      taxMinor: 25_000_00,
      customerName: 'Nordhavn Pumper',
      customerOrganisationNumber: 'DK 12 34 56 78',
      ...given,
    });
  return { workspace, finance, sales, marketing, companyId, personId, leadId, member, stage, moves, deal, win, bill };
}

describe('a deal', () => {
  it('carries the lead of its person along, and the stages skipped get their time', async () => {
    const { deal, win, stage, sales, leadId, moves } = await firm('engaged');
    const id = await deal();
    expect(await stage()).toBe('opportunity');
    expect((await sales.get(`/api/v1/deals/${id}`)).json()).toMatchObject({
      leadId,
      stage: 'open',
      company: { name: 'Nordhavn Pumper A/S' },
      amount: { amountMinor: 100_000_00, currency: 'DKK' },
      invoiced: null,
    });
    expect((await moves()).map((move) => (move.skipped ? `(${move.stage})` : move.stage)).join(' ')).toBe(
      'known engaged (mql) (submitted) (accepted) (working) (connected) (sql) opportunity',
    );
    expect((await win(id)).json()).toMatchObject({ stage: 'won', closedOn: '2026-09-01' });
    expect(await stage()).toBe('won');
  });

  it('of a company finds the lead of that company that has come furthest', async () => {
    const { deal, companyId, sales, leadId, workspace, member } = await firm('sql');
    const other = (await sales.post('/api/v1/people', { name: 'Bo', email: 'bo@nordhavn.dk', companyId })).json().id;
    await as(db, workspace, member, (context) => openLead(context, other));
    const id = await deal({ personId: undefined, companyId });
    expect((await sales.get(`/api/v1/deals/${id}`)).json().leadId).toBe(leadId);
  });

  it('that loses its win takes the lead’s win away again; one that is lost leaves it to a reason', async () => {
    const { deal, win, sales, stage } = await firm();
    const id = await deal();
    await win(id);
    expect((await sales.post(`/api/v1/deals/${id}/stage`, { stage: 'open' })).json()).toMatchObject({
      stage: 'open',
      closedOn: null,
    });
    expect(await stage()).toBe('opportunity');
    await sales.post(`/api/v1/deals/${id}/stage`, { stage: 'lost' });
    expect(await stage()).toBe('opportunity');
  });

  it('of a lead that sales does not have moves none', async () => {
    const { deal, win, leadId, workspace, member, stage } = await firm('mql');
    await as(db, workspace, member, async (context) => {
      const { code } = await context.db
        .selectFrom('reasons')
        .select('code')
        .where('kind', '=', 'disqualified')
        .limit(1)
        .executeTakeFirstOrThrow();
      await moveLead(context, leadId ?? '', 'disqualified', { reason: code });
    });
    await win(await deal());
    expect(await stage()).toBe('disqualified');
  });

  it('is refused what is not of its workspace, and a closing before its opening', async () => {
    const [ours, theirs] = [await firm(), await firm()];
    const foreign = await ours.sales.post('/api/v1/deals', { name: 'X', companyId: theirs.companyId });
    expect([foreign.statusCode, foreign.json().errors[0].pointer]).toEqual([422, '/companyId']);
    const id = await ours.deal();
    expect(
      (await ours.sales.post(`/api/v1/deals/${id}/stage`, { stage: 'won', closedOn: '2026-07-31' })).json().errors[0].pointer,
    ).toBe('/closedOn');
    expect((await theirs.sales.get(`/api/v1/deals/${id}`)).statusCode).toBe(404);
    expect((await ours.marketing.post('/api/v1/deals', { name: 'X' })).statusCode).toBe(403);
  });

  it('of an external id is found rather than doubled', async () => {
    const { sales } = await firm();
    const [first, second] = [
      await sales.post('/api/v1/deals', { name: 'A', externalId: '7' }),
      await sales.post('/api/v1/deals', { name: 'B', externalId: '7' }),
    ];
    expect([first.statusCode, second.statusCode, second.json().id]).toEqual([201, 200, first.json().id]);
  });
});

describe('an invoice', () => {
  it('finds its company by number and its one deal, and the money in moves the lead', async () => {
    const { deal, win, bill, stage, finance, companyId } = await firm();
    const id = await deal();
    await win(id);
    expect((await bill()).statusCode).toBe(201);
    const [invoice] = (await finance.get('/api/v1/invoices?match=confirmed')).json().items;
    expect(invoice).toMatchObject({
      number: '1001',
      net: { amountMinor: 100_000_00 },
      tax: { amountMinor: 25_000_00 },
      gross: { amountMinor: 125_000_00 },
      customerOrganisationNumber: '12345678',
      match: { state: 'confirmed', basis: 'organisation_number', company: { id: companyId }, deal: { id }, likeness: 1 },
      suggestions: [],
    });
    expect(await stage()).toBe('invoiced');
    expect((await finance.get(`/api/v1/deals/${id}`)).json().invoiced).toEqual({ amountMinor: 100_000_00, currency: 'DKK' });
  });

  it('fully credited takes the money out again', async () => {
    const { deal, win, bill, stage, finance } = await firm();
    const id = await deal();
    await win(id);
    await bill();
    const credit = { kind: 'credit_note', customerOrganisationNumber: null, creditedNumber: '1001', issuedOn: '2026-09-20' };
    await bill({ ...credit, number: 'K1', netMinor: 40_000_00, taxMinor: 10_000_00 });
    expect(await stage()).toBe('invoiced');
    await bill({ ...credit, number: 'K2', netMinor: -60_000_00, taxMinor: -15_000_00 });
    expect(await stage()).toBe('won');
    expect((await finance.get(`/api/v1/deals/${id}`)).json().invoiced).toEqual({ amountMinor: 0, currency: 'DKK' });
    expect((await finance.get('/api/v1/invoices')).json().items[0]).toMatchObject({
      kind: 'credit_note',
      net: { amountMinor: -60_000_00 },
      match: { basis: 'credited_invoice', deal: { id } },
    });
  });

  it('the same again changes nothing, with other contents is refused by what differs, and may be paid later', async () => {
    const { bill, finance } = await firm();
    const first = await bill();
    const again = await bill({ paidOn: '2026-10-01' });
    expect([again.statusCode, again.json().id]).toEqual([200, first.json().id]);
    expect((await finance.get(`/api/v1/invoices/${first.json().id}`)).json().paidOn).toBe('2026-10-01');
    const other = await bill({ netMinor: 90_000_00 });
    expect(other.statusCode).toBe(409);
    expect(other.json().detail).toBe(
      'Invoice 1001 is here already with other contents: its net is 100000.00 DKK there and 90000.00 DKK here.',
    );
  });

  it('by a like name waits for somebody’s word, and can be chosen or dismissed', async () => {
    const { bill, finance, sales, companyId, deal, win, stage } = await firm();
    const dealId = await deal();
    await win(dealId);
    const { id } = (await bill({ customerOrganisationNumber: null, customerName: 'NORDHAVN PUMPER ApS' })).json();
    expect((await finance.get('/api/v1/invoices?match=suggested')).json().items).toMatchObject([
      {
        id,
        match: { state: 'suggested', likeness: 1 },
        suggestions: [{ company: { id: companyId }, deal: { id: dealId }, basis: 'name' }],
      },
    ]);
    expect(await stage()).toBe('won');
    expect((await sales.post(`/api/v1/invoices/${id}/match`, { companyId, dealId })).json().match).toMatchObject({
      state: 'confirmed',
      basis: 'chosen',
      deal: { id: dealId },
    });
    expect(await stage()).toBe('invoiced');
    expect((await sales.delete(`/api/v1/invoices/${id}/match`)).statusCode).toBe(204);
    expect(await stage()).toBe('won');
    expect((await finance.get('/api/v1/invoices?match=none')).json().items).toMatchObject([
      { id, match: { state: 'none', company: null }, suggestions: [] },
    ]);
    expect((await sales.delete(`/api/v1/invoices/${id}/match`)).statusCode).toBe(404);
  });

  it('that may be of several deals offers them, the nearest amount first', async () => {
    const { bill, finance, deal, win } = await firm();
    const [far, near] = [
      await deal({ amount: { amountMinor: 900_000_00, currency: 'DKK' } }),
      await deal({ amount: { amountMinor: 110_000_00, currency: 'DKK' } }),
    ];
    await win(far);
    await win(near);
    const { id } = (await bill()).json();
    const invoice = (await finance.get(`/api/v1/invoices/${id}`)).json();
    expect(invoice.match).toMatchObject({ state: 'confirmed', deal: null });
    expect(invoice.suggestions.map((each: { deal: { id: string } }) => each.deal.id)).toEqual([near, far]);
  });

  it('is matched when its company gets its number, and when its deal is won afterwards', async () => {
    const { workspace, finance, sales, bill, stage, deal } = await firm();
    const { id } = (await bill({ customerOrganisationNumber: '87654321', customerName: 'Helt Anden' })).json();
    const companyId = (await sales.post('/api/v1/companies', { name: 'Fjordlys' })).json().id;
    await sales.patch(`/api/v1/companies/${companyId}`, { organisationNumber: '87654321' });
    const follow = () => settle(db, workspace, [invoiceMatching]);
    await follow();
    expect((await finance.get(`/api/v1/invoices/${id}`)).json().match).toMatchObject({
      state: 'confirmed',
      basis: 'organisation_number',
      company: { id: companyId },
      deal: null,
    });

    await bill({ number: '1002' });
    const dealId = await deal();
    await sales.post(`/api/v1/deals/${dealId}/stage`, { stage: 'won', closedOn: '2026-09-05' });
    await follow();
    expect(
      (await finance.get('/api/v1/invoices')).json().items.find((each: { number: string }) => each.number === '1002').match.deal,
    ).toMatchObject({ id: dealId });
    expect(await stage()).toBe('invoiced');
    await follow();
  });

  it('is finance’s to record, and another workspace’s is not there', async () => {
    const [ours, theirs] = [await firm(), await firm()];
    const { id } = (await ours.bill()).json();
    expect((await ours.sales.post('/api/v1/invoices', {})).statusCode).toBe(403);
    expect((await theirs.finance.get(`/api/v1/invoices/${id}`)).statusCode).toBe(404);
    expect((await theirs.sales.post(`/api/v1/invoices/${id}/match`, { companyId: theirs.companyId })).statusCode).toBe(404);
    expect((await ours.sales.post(`/api/v1/invoices/${id}/match`, { companyId: theirs.companyId })).statusCode).toBe(422);
  });
});

describe('the sample invoices', () => {
  const files = ['en16931', 'oioubl'].flatMap((folder) =>
    readdirSync(join(root, 'sample', folder))
      .filter((name) => /\.xml$/i.test(name))
      .map((name) => `${folder}/${name}`),
  );

  it('are kept to the øre: net and tax and what was rounded are the gross, for every one that may be booked', async () => {
    const workspace = await createTestWorkspace(db);
    const told = files.flatMap((path) => {
      try {
        return [invoiceOfUbl(readUbl(readFileSync(join(root, 'sample', path))))];
      } catch (error) {
        if (error instanceof UblError) return [];
        throw error;
      }
    });
    expect(told.length).toBeGreaterThan(20);
    const client = await server.as('finance', { workspace });
    for (const { roundingMinor: _rounding, ...facts } of told)
      await as(db, workspace, { kind: 'system' }, (context) => recordInvoice(context, facts)).catch((error: unknown) => {
        // Some samples are variants of one invoice and share its number.
        expect(error).toMatchObject({ status: 409 });
      });
    const { items } = (await client.get('/api/v1/invoices?limit=200')).json();
    expect(items.length).toBeGreaterThan(15);
    for (const item of items) {
      const source = told.find(
        ({ number, seller, kind }) => number === item.number && seller === item.seller && kind === item.kind,
      );
      expect([item.net.amountMinor, item.tax.amountMinor, item.gross.amountMinor, item.net.currency]).toEqual([
        source?.netMinor,
        source?.taxMinor,
        source?.grossMinor,
        source?.currency,
      ]);
      if (item.kind === 'credit_note') expect(item.net.amountMinor).toBeLessThanOrEqual(0);
    }
  });
});

describe('spend and rates', () => {
  it('the last account of a campaign’s day holds', async () => {
    const { marketing, sales } = await firm(null);
    const spend = {
      day: '2026-09-01',
      channel: 'paid_search',
      source: 'google',
      campaign: 'pumper',
      amount: { amountMinor: 123_45, currency: 'DKK' },
      clicks: 7,
    };
    expect((await marketing.post('/api/v1/spend', spend)).statusCode).toBe(201);
    expect(
      (await marketing.post('/api/v1/spend', { ...spend, amount: { amountMinor: 130_00, currency: 'DKK' } })).statusCode,
    ).toBe(200);
    expect((await marketing.get('/api/v1/spend?from=2026-09-01&to=2026-09-02')).json().items).toMatchObject([
      { amount: { amountMinor: 130_00, currency: 'DKK' }, clicks: 7, impressions: null },
    ]);
    expect((await marketing.get('/api/v1/spend?to=2026-09-01')).json().items).toEqual([]);
    expect((await sales.post('/api/v1/spend', spend)).statusCode).toBe(403);
  });

  it('a rate holds from its day on, and the own currency has none', async () => {
    const { finance } = await firm(null);
    expect((await finance.put('/api/v1/currency-rates', { currency: 'EUR', day: '2026-01-01', rate: 7.46 })).statusCode).toBe(
      204,
    );
    expect((await finance.put('/api/v1/currency-rates', { currency: 'EUR', day: '2026-01-01', rate: 7.47 })).statusCode).toBe(
      204,
    );
    expect((await finance.get('/api/v1/currency-rates')).json().items).toEqual([
      { currency: 'EUR', day: '2026-01-01', rate: 7.47 },
    ]);
    expect((await finance.put('/api/v1/currency-rates', { currency: 'DKK', day: '2026-01-01', rate: 1 })).statusCode).toBe(422);
  });
});
