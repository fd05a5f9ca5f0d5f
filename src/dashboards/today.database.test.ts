import { describe, expect, it } from 'vitest';
import { buildAgreement, buildCompany, buildHandoff, buildInvoice, buildLead, buildPage, buildPerson } from '../../test/build.ts';
import { as, createTestMember, createTestWorkspace } from '../../test/database.ts';
import { createTestServer } from '../../test/server.ts';
import type { Clause } from '../agreements/schema.ts';
import { signDefinition } from '../definitions/commands.ts';
import { funnelSteps } from './schema.ts';
import { measure } from '../metrics/reports.ts';
import type { Actor, Context } from '../platform/context.ts';
import { readChecklist, readToday } from './reports.ts';

const server = await createTestServer();
const system: Actor = { kind: 'system' };
// Wednesday; the third business day of November.
const NOW = '2026-11-04T10:00:00Z';

const clauses: Clause[] = [
  {
    key: 'D1',
    ownerSide: 'marketing',
    metric: 'sales_ready_leads',
    operator: '>=',
    target: 42,
    period: 'month',
    segment: {},
    hours: null,
  },
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
];

async function company() {
  const workspace = await createTestWorkspace(server.db);
  const [marketing, head, rep] = [
    await createTestMember(server.db, workspace, 'marketing', { head: true, name: 'Mette Holm' }),
    await createTestMember(server.db, workspace, 'sales', { head: true, name: 'Simon Sand' }),
    await createTestMember(server.db, workspace, 'sales'),
  ];
  const at = <T>(work: (context: Context) => Promise<T>, actor: Actor = system, now = NOW) =>
    as(server.db, workspace, actor, work, new Date(now));
  const agree = () =>
    at(
      (context) => buildAgreement(context, { inForceFrom: '2026-11-01', clauses }, { marketing: marketing.id, sales: head.id }),
      system,
      '2026-10-28T10:00:00Z',
    );
  return { workspace, marketing, head, rep, at, agree };
}

describe('today', () => {
  it('shows dashes, not zeros, to a company that has just begun', async () => {
    const { at } = await company();
    const today = await at((context) => readToday(context, 'month'));
    expect(today.period).toEqual({
      kind: 'month',
      from: '2026-11-01',
      to: '2026-12-01',
      businessDay: 3,
      businessDays: 21,
      timeZone: 'Europe/Copenhagen',
    });
    expect(today.funnel.map(({ value, stepPercent }) => [value, stepPercent])).toEqual(funnelSteps.map(() => [null, null]));
    expect(today).toMatchObject({
      waiting: { count: 0, overdue: 0, next: null },
      money: { customers: null, invoicedCustomers: null, invoiced: null },
      pace: null,
      clauses: null,
      agreement: null,
      example: false,
    });
  });

  it('walks the funnel from visitors to invoiced money, every figure the catalogue’s own', async () => {
    const { at } = await company();
    const today = await at(async (context) => {
      const customer = await buildCompany(context);
      for (let visitor = 0; visitor < 10; visitor++)
        await buildPage(context, { at: '2026-11-02T08:00:00Z', anonymousId: `v${visitor}` });
      for (let lead = 0; lead < 4; lead++)
        await buildLead(context, {
          reached: {
            known: '2026-11-02T09:00:00Z',
            ...(lead < 3 && { mql: '2026-11-02T10:00:00Z' }),
            ...(lead < 2 && { accepted: '2026-11-03T09:00:00Z' }),
            ...(lead < 1 && { won: '2026-11-04T09:00:00Z' }),
          },
        });
      await buildInvoice(context, { netMinor: 125_000_50, issuedOn: '2026-11-04', company: customer });
      await buildInvoice(context, { netMinor: -25_000_25, issuedOn: '2026-11-04', company: customer });
      const read = await readToday(context, 'month');
      for (const step of read.funnel)
        expect(step.value, step.stage).toBe(
          (await measure(context, step.metric, { from: '2026-11-01', to: '2026-12-01' })).value,
        );
      return read;
    });
    expect(today.funnel.map(({ value }) => value)).toEqual([10, 4, 3, 2, 2, 1, 1]);
    expect(today.funnel.map(({ stepPercent }) => stepPercent)).toEqual([null, 40, 75, (100 * 2) / 3, 100, 50, 100]);
    expect(today.money).toEqual({
      customers: 1,
      invoicedCustomers: 1,
      invoiced: { amountMinor: 100_000_25, currency: 'DKK' },
      unconverted: 0,
    });
  });

  it('holds the leads delivered against the promise, business day by business day', async () => {
    const { at, agree } = await company();
    const { id } = await agree();
    const today = await at(async (context) => {
      for (const day of ['02', '02', '03', '04']) await buildHandoff(context, { submittedAt: `2026-11-${day}T09:00:00Z` });
      return readToday(context, 'month');
    });
    expect(today.agreement).toEqual({ id, version: 1, inForceFrom: '2026-11-01' });
    expect(today.pace).toMatchObject({
      agreement: { id, version: 1 },
      actual: 4,
      promisedSoFar: 6,
      target: 42,
      behind: 2,
      state: 'at risk',
    });
    expect(today.pace?.projection?.value).toBe(28);
    expect(today.pace?.points.slice(0, 4)).toEqual([
      { day: '2026-11-02', index: 1, promised: 2, actual: 2, added: 2, delta: 0 },
      { day: '2026-11-03', index: 2, promised: 4, actual: 3, added: 1, delta: -1 },
      { day: '2026-11-04', index: 3, promised: 6, actual: 4, added: 1, delta: -2 },
      { day: '2026-11-05', index: 4, promised: 8, actual: null, added: null, delta: null },
    ]);
    expect(today.clauses).toMatchObject([
      { key: 'D1', value: 4, promisedSoFar: 6, state: 'at risk' },
      { key: 'D4', state: 'no data' },
    ]);
    expect((await at((context) => readToday(context, 'quarter'))).pace?.target).toBe(84);
  });

  it('tells a rep of their own hand-offs, everybody else of all, and names the next one due', async () => {
    const { workspace, at, agree, rep, head } = await company();
    const agreement = await agree();
    await at(async (context) => {
      const person = await buildPerson(context, { name: 'Nora Nord' });
      const lead = await buildLead(context, { person, reached: { submitted: '2026-11-04T08:30:00Z' } });
      await buildHandoff(context, { lead, submittedAt: '2026-11-04T08:30:00Z', assignedTo: rep.id, agreement: agreement.id });
      await buildHandoff(context, { submittedAt: '2026-11-03T08:00:00Z', assignedTo: rep.id, agreement: agreement.id });
      await buildHandoff(context, { submittedAt: '2026-11-04T09:00:00Z', assignedTo: head.id, agreement: agreement.id });
    });
    const forRep = await at((context) => readToday(context, 'month'), rep);
    expect(forRep.waiting).toMatchObject({
      count: 2,
      overdue: 1,
      next: { person: 'Nora Nord', due: new Date('2026-11-04T12:30:00Z'), minutesLeft: 150 },
    });
    expect(forRep.waitingForMe).toEqual([{ kind: 'handoffs', count: 2, href: '/handoffs' }]);
    expect((await at((context) => readToday(context, 'month'))).waiting).toMatchObject({ count: 3, overdue: 1 });
    const foreign = await server.as('sales', { workspace: await createTestWorkspace(server.db) });
    expect((await foreign.get('/api/v1/today')).json().waiting.count).toBe(0);
    expect((await (await server.as('leadership', { workspace })).get('/api/v1/today?period=week')).statusCode).toBe(400);
  });

  it('tells a head what waits for their signature until they have given it', async () => {
    const { at, marketing, rep } = await company();
    const waiting = (actor: Actor) =>
      at(async (context) => (await readToday(context, 'month')).waitingForMe, actor, new Date().toISOString());
    expect(await waiting(marketing)).toEqual([{ kind: 'definition_signature', count: 1, href: '/definition' }]);
    expect(await waiting(rep)).toEqual([]);
    await at(
      async (context) => {
        const { id } = await context.db.selectFrom('definitions').select('id').executeTakeFirstOrThrow();
        await signDefinition(context, id, { fullName: 'Mette Holm' });
      },
      marketing,
      new Date().toISOString(),
    );
    expect(await waiting(marketing)).toEqual([]);
  });
});

describe('the checklist', () => {
  it('ticks each step when the records say so, and is each workspace’s own', async () => {
    const { workspace, at, agree } = await company();
    const done = async () => (await at(readChecklist)).items.filter((item) => item.done).map(({ key }) => key);
    expect(await done()).toEqual(['invite_other_head']);
    await agree();
    await at(async (context) => {
      await buildLead(context);
      await buildInvoice(context, { netMinor: 100, issuedOn: '2026-11-02' });
    });
    expect(await done()).toEqual(['invite_other_head', 'sign_agreement', 'connect_leads', 'connect_finance']);
    const foreign = await server.as('marketing', { workspace: await createTestWorkspace(server.db) });
    expect((await foreign.get('/api/v1/checklist')).json().items.filter((item: { done: boolean }) => item.done)).toEqual([]);
    expect((await (await server.withKey(['read'], workspace)).get('/api/v1/checklist')).json().items).toHaveLength(5);
  });
});
