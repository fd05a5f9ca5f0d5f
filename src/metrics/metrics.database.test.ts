import { beforeAll, describe, expect, it } from 'vitest';
import {
  buildAgreement,
  buildCompany,
  buildDeal,
  buildHandoff,
  buildInvoice,
  buildLead,
  buildMove,
  buildPage,
  buildPerson,
  buildRate,
  buildSpend,
} from '../../test/build.ts';
import { as, createTestMember, createTestWorkspace } from '../../test/database.ts';
import { createTestServer } from '../../test/server.ts';
import type { Actor, Context } from '../platform/context.ts';
import { catalogue, type MetricKey, metricKeys } from './catalogue.ts';
import { casesBehind, type Figure, type FigureQuery, measure } from './reports.ts';

const server = await createTestServer();
const system: Actor = { kind: 'system' };
const october = { from: '2026-10-01', to: '2026-11-01' };
const NOW = new Date('2026-11-20T12:00:00Z');

/** A workspace that works at a moment after everything in it. */
async function company() {
  const workspace = await createTestWorkspace(server.db);
  const at = <T>(work: (context: Context) => Promise<T>) => as(server.db, workspace, system, work, NOW);
  const value = (key: MetricKey, query: FigureQuery = october) =>
    at(async (context) => (await measure(context, key, query)).value);
  return { workspace, at, value };
}

describe('the catalogue', () => {
  it('words every metric in four languages', () => {
    for (const key of metricKeys)
      for (const texts of [catalogue[key].title, catalogue[key].definition]) {
        expect(Object.keys(texts).sort()).toEqual(['da', 'en', 'nb', 'nl']);
        expect(new Set(Object.values(texts)).size, `${key} is the same in two languages: ${texts.en}`).toBeGreaterThan(1);
        for (const text of Object.values(texts)) expect(text.trim().length).toBeGreaterThan(3);
      }
  });

  it('is served with units, owners and dimensions', async () => {
    const { items } = (await (await server.as('leadership')).get('/api/v1/metrics')).json();
    expect(items.map(({ key }: { key: string }) => key)).toEqual(metricKeys);
    expect(items.find(({ key }: { key: string }) => key === 'invoiced_revenue')).toMatchObject({
      unit: 'money',
      owner: 'finance',
      direction: 'up',
      title: { da: 'Faktureret omsætning' },
    });
  });
});

describe('every metric', () => {
  let filled: Awaited<ReturnType<typeof company>>;
  beforeAll(async () => {
    filled = await company();
    await filled.at(async (context) => {
      const rep = await createTestMember(server.db, context.workspace, 'sales', { name: 'Rikke Rep' });
      const head = await createTestMember(server.db, context.workspace, 'sales', { head: true });
      const marketing = await createTestMember(server.db, context.workspace, 'marketing', { head: true });
      await context.db.updateTable('members').set({ monthlyCapacity: 8 }).where('id', '=', rep.id).execute();
      const agreement = await buildAgreement(
        context,
        {
          inForceFrom: '2026-09-01',
          clauses: [
            {
              key: 'D4',
              ownerSide: 'sales',
              metric: 'contacted_in_time',
              operator: '>=',
              target: 90,
              period: 'month',
              segment: {},
              hours: 4,
            },
            {
              key: 'D7',
              ownerSide: 'marketing',
              metric: 'repaired_in_time',
              operator: '>=',
              target: 90,
              period: 'month',
              segment: {},
              hours: 16,
            },
          ],
        },
        { marketing: marketing.id, sales: head.id },
      );
      const customer = await buildCompany(context, { name: 'Vestkyst Pumper' });
      const won = await buildLead(context, {
        channel: 'paid_search',
        source: 'google',
        company: customer,
        owner: rep.id,
        reached: { known: '2026-10-02T08:00:00Z', submitted: '2026-10-05T08:00:00Z', won: '2026-10-20T08:00:00Z' },
      });
      const given = { assignedTo: rep.id, agreement: agreement.id };
      await buildHandoff(context, {
        ...given,
        lead: won,
        submittedAt: '2026-10-05T08:00:00Z',
        leadType: 'hot',
        acceptedAt: '2026-10-05T08:30:00Z',
        firstContactAt: '2026-10-05T09:00:00Z',
      });
      await buildHandoff(context, {
        ...given,
        submittedAt: '2026-10-06T08:00:00Z',
        items: { agreed: 4, filled: 3 },
        metDefinition: false,
        firstContactAt: '2026-10-07T12:00:00Z',
      });
      const repaired = await buildLead(context, { reached: { submitted: '2026-10-07T08:00:00Z' } });
      await buildHandoff(context, {
        ...given,
        lead: repaired,
        submittedAt: '2026-10-07T08:00:00Z',
        assignedAt: '2026-10-07T08:10:00Z',
        rejectedAt: '2026-10-07T09:00:00Z',
      });
      await buildHandoff(context, { ...given, lead: repaired, submittedAt: '2026-10-08T09:00:00Z' });
      await buildLead(context, {
        channel: 'organic_search',
        reached: { known: '2026-10-10T08:00:00Z', mql: '2026-10-11T08:00:00Z' },
      });
      const deal = await buildDeal(context, {
        lead: won,
        company: customer,
        owner: rep.id,
        amountMinor: 80_000_00,
        closedOn: '2026-10-20',
      });
      await buildInvoice(context, { netMinor: 80_000_00, issuedOn: '2026-10-25', company: customer, deal });
      await buildInvoice(context, { netMinor: 1_000_00, issuedOn: '2026-10-26', currency: 'EUR' });
      await buildRate(context, 'EUR', '2026-10-01', 7.46);
      await buildSpend(context, { day: '2026-10-03', amountMinor: 12_345_67, campaign: 'pumps' });
      await buildSpend(context, {
        day: '2026-10-04',
        amountMinor: 100_00,
        currency: 'EUR',
        channel: 'paid_social',
        source: 'linkedin',
      });
      const person = await buildPerson(context);
      for (const visit of [
        { anonymousId: 'a' },
        { anonymousId: 'a' },
        { anonymousId: 'b', bot: true },
        { person, anonymousId: 'c' },
        { person, anonymousId: 'd' },
      ])
        await buildPage(context, { at: '2026-10-09T10:00:00Z', ...visit });
    });
  });

  it.each(metricKeys)('%s is exactly what the rows behind it add up to', async (key) => {
    const { figure, rows } = await filled.at(async (context) => ({
      figure: await measure(context, key, october),
      rows: (await casesBehind(context, key, october, { limit: 1000 })).rows,
    }));
    expect(rows.length).toBeGreaterThan(0);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    expect(figure.value).toBeCloseTo(fromRows(key, rows), 9);
    const { items } = (
      await (
        await server.withKey(['read'], filled.workspace)
      ).get(`/api/v1/metrics/${key}/rows?from=${october.from}&to=${october.to}&limit=200`)
    ).json();
    expect(items.map(({ id }: { id: string }) => id)).toEqual(rows.map(({ id }) => id));
  });

  it.each(metricKeys)('%s split by a dimension loses no case', async (key) => {
    const { aggregate, dimensions } = catalogue[key];
    for (const by of dimensions) {
      const figure = await filled.at((context) => measure(context, key, { ...october, by }));
      const groups = figure.groups ?? [];
      if (aggregate === 'count' || aggregate === 'sum')
        expect(groups.reduce((sum, group) => sum + (group.value ?? 0), 0)).toBe(figure.value);
      expect(
        groups.reduce((sum, group) => sum + group.n, 0),
        by,
      ).toBe(figure.n);
      for (const group of groups.slice(0, 1))
        if (by !== 'day' && by !== 'month' && group.key !== null)
          expect(await filled.value(key, { ...october, filters: { [by]: group.key } })).toBe(group.value);
    }
  });

  it.each(metricKeys)('%s is unknown to a workspace without data, never zero', async (key) => {
    const empty = await company();
    const figure = await empty.at((context) => measure(context, key, october));
    expect(figure).toMatchObject({ value: null, n: 0 } satisfies Partial<Figure>);
    expect(await empty.at((context) => casesBehind(context, key, october, { limit: 10 }))).toMatchObject({ rows: [] });
  });
});

/** The figure a reader would make of the rows, by the metric's own words. */
function fromRows(key: MetricKey, rows: { kind: string; value: number | null; hit: boolean | null }[]): number {
  const { aggregate, unit } = catalogue[key];
  const sum = (of: typeof rows) => of.reduce((total, { value }) => total + (value ?? 0), 0);
  const hits = rows.filter(({ hit }) => hit).length;
  if (aggregate === 'count') return rows.length;
  if (aggregate === 'share') return (100 * hits) / rows.length;
  if (aggregate === 'sum') return sum(rows);
  if (aggregate === 'median') {
    const values = rows.map(({ value }) => value ?? 0).sort((a, b) => a - b);
    return ((values[Math.floor((values.length - 1) / 2)] ?? 0) + (values[Math.floor(values.length / 2)] ?? 0)) / 2;
  }
  const of = (kind: string) => rows.filter((row) => row.kind === kind);
  if (unit === 'percent') return (100 * of('handoff').length) / sum(of('member'));
  if (unit === 'ratio') return sum(of('invoice')) / sum(of('spend'));
  return Math.round(sum(of('spend')) / of('lead').length);
}

describe('the funnel', () => {
  it('counts a lead where it first reached a stage, skipped or not, in the workspace’s own days', async () => {
    const { at, value } = await company();
    await at(async (context) => {
      // 30 September 22:30 in UTC is 1 October in Copenhagen.
      await buildLead(context, { reached: { known: '2026-09-30T22:30:00Z' } });
      await buildLead(context, { reached: { known: '2026-09-30T21:30:00Z', accepted: '2026-10-31T22:59:59Z' } });
      await buildLead(context, {
        reached: { known: '2026-09-01T08:00:00Z', mql: '2026-09-20T08:00:00Z', submitted: '2026-10-31T23:00:00Z' },
      });
    });
    expect(
      await Promise.all([value('new_leads'), value('mqls'), value('handed_over'), value('accepted'), value('opportunities')]),
    ).toEqual([1, 1, 1, 1, 0]);
  });

  it('counts once a lead that fell back and rose again, and not at all an acceptance that was undone', async () => {
    const { at, value } = await company();
    await at(async (context) => {
      const lead = await buildLead(context, { reached: { mql: '2026-09-20T08:00:00Z' } });
      await buildMove(context, lead, 'engaged', '2026-10-01T08:00:00Z');
      await buildMove(context, lead, 'mql', '2026-10-10T08:00:00Z');
      const undone = await buildLead(context, { reached: { accepted: '2026-10-05T08:00:00Z' } });
      await buildMove(context, undone, 'submitted', '2026-10-05T08:00:20Z');
    });
    expect(await Promise.all([value('mqls'), value('accepted'), value('handed_over')])).toEqual([1, 0, 1]);
    await at(async ({ db, ...context }) => {
      const { id } = await db.selectFrom('leads').select('id').where('stage', '=', 'submitted').executeTakeFirstOrThrow();
      await buildMove({ db, ...context }, id, 'accepted', '2026-10-06T08:00:00Z');
    });
    expect(await value('accepted')).toBe(1);
  });

  it('tells returning leads apart, and does not count them as delivered', async () => {
    const { at, value } = await company();
    await at(async (context) => {
      const before = await buildLead(context, { reached: { known: '2026-05-01T08:00:00Z' }, closedAt: '2026-08-01T08:00:00Z' });
      const returned = await buildLead(context, {
        recycledFrom: before,
        reached: { known: '2026-10-01T08:00:00Z', submitted: '2026-10-05T08:00:00Z' },
      });
      await buildHandoff(context, { lead: returned, submittedAt: '2026-10-05T08:00:00Z', recycled: true });
      const twice = await buildLead(context, { reached: { known: '2026-10-01T08:00:00Z', submitted: '2026-10-05T08:00:00Z' } });
      await buildHandoff(context, { lead: twice, submittedAt: '2026-10-05T08:00:00Z', rejectedAt: '2026-10-06T08:00:00Z' });
      await buildHandoff(context, { lead: twice, submittedAt: '2026-10-09T08:00:00Z' });
      await buildHandoff(context, { submittedAt: '2026-10-10T08:00:00Z', leadType: 'hot' });
      await buildHandoff(context, { submittedAt: '2026-10-10T08:00:00Z', metDefinition: false });
    });
    expect(await value('new_leads', { ...october, filters: { returning: 'true' } })).toBe(1);
    expect(await value('sales_ready_leads')).toBe(1);
    expect(await value('sales_ready_leads', { ...october, filters: { leadType: 'other' } })).toBe(0);
    expect(await value('handoff_quality')).toBe(80);
  });

  it('gives a lead ninety days to become a customer', async () => {
    const { at, value } = await company();
    const july = { from: '2026-07-01', to: '2026-08-01' };
    await at(async (context) => {
      for (const won of ['2026-07-20T08:00:00Z', '2026-10-07T08:00:00Z', '2026-10-09T08:00:00Z'])
        await buildLead(context, { reached: { known: '2026-07-01T08:00:00Z', submitted: '2026-07-10T08:00:00Z', won } });
      await buildLead(context, { reached: { known: '2026-07-01T08:00:00Z', submitted: '2026-07-11T08:00:00Z' } });
    });
    expect(await value('lead_to_customer', july)).toBe(50);
  });
});

describe('the clock', () => {
  it('judges by the hours of each hand-off’s own agreement and the rep’s calendar, and leaves open ones out', async () => {
    const { workspace, at } = await company();
    const rep = await createTestMember(server.db, workspace, 'sales');
    const heads = { marketing: (await createTestMember(server.db, workspace, 'marketing')).id, sales: rep.id };
    const promise = (hours: number) =>
      ({
        key: 'D4',
        ownerSide: 'sales',
        metric: 'contacted_in_time',
        operator: '>=',
        target: 90,
        period: 'month',
        segment: {},
        hours,
      }) as const;
    const figures = await at(async (context) => {
      const four = await buildAgreement(context, { inForceFrom: '2026-09-01', clauses: [promise(4)] }, heads);
      const eight = await buildAgreement(context, { inForceFrom: '2026-10-15', clauses: [promise(8)] }, heads);
      // Friday 16:00 in Copenhagen: one business hour that day, the others on Monday from nine.
      const friday = { submittedAt: '2026-10-09T14:00:00Z', assignedTo: rep.id };
      await buildHandoff(context, { ...friday, agreement: four.id, firstContactAt: '2026-10-12T10:00:00Z' });
      await buildHandoff(context, { ...friday, agreement: four.id, firstContactAt: '2026-10-12T10:01:00Z' });
      await buildHandoff(context, { ...friday, agreement: eight.id, firstContactAt: '2026-10-12T10:01:00Z' });
      await buildHandoff(context, { ...friday, agreement: four.id, rejectedAt: '2026-10-12T07:00:00Z' });
      await buildHandoff(context, { ...friday, firstContactAt: '2026-10-09T15:00:00Z' });
      const meanwhile = { ...context, now: new Date('2026-10-12T10:02:00Z') };
      await buildHandoff(context, { submittedAt: '2026-10-12T07:00:00Z', assignedTo: rep.id, agreement: four.id });
      return {
        running: await measure(meanwhile, 'contacted_in_time', october),
        later: await measure(context, 'contacted_in_time', october),
        time: await measure(context, 'time_to_first_contact', october),
      };
    });
    expect(figures.running).toMatchObject({ n: 3, value: (100 * 2) / 3 });
    expect(figures.later).toMatchObject({ n: 4, value: 50 });
    expect(figures.time).toMatchObject({ n: 4, value: 240.5, calendar: { value: 4080.5 } });
  });

  it('measures capacity by the part of the month asked for', async () => {
    const { workspace, at } = await company();
    const [rep, unlimited] = [
      await createTestMember(server.db, workspace, 'sales'),
      await createTestMember(server.db, workspace, 'sales'),
    ];
    await at(async (context) => {
      await context.db.updateTable('members').set({ monthlyCapacity: 30 }).where('id', '=', rep.id).execute();
      for (const assignedTo of [rep.id, rep.id, rep.id, unlimited.id])
        await buildHandoff(context, { submittedAt: '2026-11-03T09:00:00Z', assignedTo });
      expect(await measure(context, 'capacity_used', { from: '2026-11-01', to: '2026-12-01' })).toMatchObject({
        value: 10,
        n: 3,
      });
      expect(await measure(context, 'capacity_used', { from: '2026-11-01', to: '2026-11-16' })).toMatchObject({
        value: 20,
        n: 3,
      });
    });
  });
});

describe('the money', () => {
  it('takes credit notes off, and converts each invoice at the rate of its day, exact to the øre', async () => {
    const { at, value } = await company();
    await at(async (context) => {
      await buildInvoice(context, { netMinor: 100_000_00, issuedOn: '2026-10-01' });
      await buildInvoice(context, { netMinor: -20_000_01, issuedOn: '2026-10-31' });
      await buildInvoice(context, { netMinor: 999_00, issuedOn: '2026-11-01' });
      await buildRate(context, 'EUR', '2026-09-01', 7.4605);
      await buildRate(context, 'EUR', '2026-10-10', 7.5);
      await buildInvoice(context, { netMinor: 19_99, issuedOn: '2026-10-09', currency: 'EUR' });
      await buildInvoice(context, { netMinor: 19_99, issuedOn: '2026-10-10', currency: 'EUR' });
    });
    // 19.99 × 7.4605 = 149.135395 → 149.14; 19.99 × 7.5 = 149.925 → 149.92, half to even.
    expect(await value('invoiced_revenue')).toBe(100_000_00 - 20_000_01 + 149_14 + 149_92);
  });

  it('says how many amounts it could not convert', async () => {
    const { at } = await company();
    const figures = await at(async (context) => {
      await buildInvoice(context, { netMinor: 50_00, issuedOn: '2026-10-09', currency: 'SEK' });
      const alone = await measure(context, 'invoiced_revenue', october);
      await buildInvoice(context, { netMinor: 70_00, issuedOn: '2026-10-09' });
      await buildRate(context, 'SEK', '2026-10-10', 0.65);
      return { alone, together: await measure(context, 'invoiced_revenue', october) };
    });
    expect(figures.alone).toMatchObject({ value: null, n: 0, unconverted: 1 });
    expect(figures.together).toMatchObject({ value: 70_00, n: 1, unconverted: 1 });
  });

  it('divides only what can be divided', async () => {
    const { at, value } = await company();
    await at((context) => buildSpend(context, { day: '2026-10-03', amountMinor: 1_000_00 }));
    expect(await value('cost_per_lead')).toBeNull();
    await at((context) => buildLead(context, { reached: { known: '2026-09-03T08:00:00Z' } }));
    expect(await value('cost_per_lead')).toBeNull();
    await at(async (context) => {
      for (let lead = 0; lead < 3; lead++)
        await buildLead(context, { reached: { known: '2026-10-03T08:00:00Z' }, channel: lead === 0 ? 'paid_search' : 'direct' });
    });
    expect(await value('cost_per_lead')).toBe(333_33);
    const byChannel = await at((context) => measure(context, 'cost_per_lead', { ...october, by: 'channel' }));
    expect(byChannel.groups).toEqual([
      { key: 'direct', label: null, value: 0, n: 2 },
      { key: 'paid_search', label: null, value: 1_000_00, n: 1 },
    ]);
    expect(await value('revenue_per_spend')).toBeNull();
  });
});

describe('over the API', () => {
  it('sends money with its currency, and what judged it', async () => {
    const { workspace, at } = await company();
    await at(async (context) => {
      await buildInvoice(context, { netMinor: 70_00, issuedOn: '2026-10-09', number: 'F-77', customerName: 'Kunde A/S' });
      await buildLead(context, { reached: { mql: '2026-10-03T08:00:00Z' } });
    });
    const client = await server.as('finance', { workspace });
    const figure = (await client.get('/api/v1/metrics/invoiced_revenue?from=2026-10-01&to=2026-11-01&by=matched')).json();
    expect(figure).toMatchObject({
      value: { amountMinor: 70_00, currency: 'DKK' },
      n: 1,
      source: ['invoices'],
      unconverted: 0,
      groups: [{ key: 'false', value: { amountMinor: 70_00, currency: 'DKK' } }],
    });
    const { items, next } = (await client.get('/api/v1/metrics/invoiced_revenue/rows?from=2026-10-01&to=2026-11-01')).json();
    expect(items).toMatchObject([
      {
        kind: 'invoice',
        title: 'F-77 · Kunde A/S',
        at: '2026-10-08T22:00:00.000Z',
        value: { amountMinor: 70_00, currency: 'DKK' },
        href: expect.stringContaining('/revenue'),
      },
    ]);
    expect(next).toBeNull();
    expect((await client.get('/api/v1/metrics/mqls?from=2026-10-01&to=2026-11-01')).json()).toMatchObject({
      value: 1,
      definitionVersion: null,
    });
  });

  it('pages through the rows without losing or doubling any', async () => {
    const { workspace, at } = await company();
    await at(async (context) => {
      for (let lead = 0; lead < 7; lead++) await buildLead(context, { reached: { known: '2026-10-03T08:00:00Z' } });
    });
    const client = await server.as('sales', { workspace });
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: { items: { id: string }[]; next: string | null } = (
        await client.get(`/api/v1/metrics/new_leads/rows?from=2026-10-01&to=2026-11-01&limit=3${cursor && `&cursor=${cursor}`}`)
      ).json();
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next;
    }
    expect([seen.length, new Set(seen).size]).toEqual([7, 7]);
  });

  it('refuses what makes no sense, naming the parameter', async () => {
    const client = await server.as('marketing');
    const status = async (path: string) => (await client.get(`/api/v1/metrics/${path}`)).statusCode;
    expect(await status('likes?from=2026-10-01&to=2026-11-01')).toBe(400);
    expect(await status('mqls?from=2026-10-01')).toBe(400);
    expect(await status('mqls?from=2026-10-01&to=2026-10-01')).toBe(422);
    const wrong = await client.get('/api/v1/metrics/visitors?from=2026-10-01&to=2026-11-01&by=rep');
    expect([wrong.statusCode, wrong.json().errors[0].pointer]).toEqual([422, 'by']);
    expect((await client.get('/api/v1/metrics/mqls/rows?from=2026-10-01&to=2026-11-01&cursor=nonsense')).statusCode).toBe(400);
  });
});
