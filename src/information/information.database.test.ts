import { describe, expect, it } from 'vitest';
import { buildAgreement, buildLead, buildPerson } from '../../test/build.ts';
import { as, createTestMember, createTestWorkspace } from '../../test/database.ts';
import { createTestServer } from '../../test/server.ts';
import { createDefinition, signDefinition } from '../definitions/commands.ts';
import { standardDefinition } from '../definitions/standard.ts';
import { submitHandoff } from '../handoffs/commands.ts';
import { getHandoffInFull } from '../handoffs/briefed/reports.ts';
import { mergePeople, unmergePeople } from '../people/merged/commands.ts';
import type { Actor, Context } from '../platform/context.ts';
import { answerItemRequest, requestItem } from './commands.ts';
import { contractAt } from './reports.ts';

const server = await createTestServer();
const { db } = server;
const system: Actor = { kind: 'system' };
const label = (text: string) => ({ en: text, da: text, nb: text, nl: text });
const name = { key: 'name', label: label('Name') };
const budget = {
  key: 'budget',
  label: label('Budget'),
  answers: [{ by: 'form' as const, kind: 'number' as const }, { by: 'call' as const }],
};
const easy = {
  ...standardDefinition,
  hard: [],
  thresholds: { engaged: 0, mql: { fit: 0, engagement: 0 }, ready: { fit: 0, engagement: 0, softNeeded: 0 } },
};
const clause = {
  key: 'D4',
  ownerSide: 'sales' as const,
  metric: 'contacted_in_time' as const,
  operator: '>=' as const,
  target: 90,
  period: 'month' as const,
  segment: {},
  hours: 4,
};

/** A workspace whose agreement of the new year asks for a name alone. */
async function company() {
  const workspace = await createTestWorkspace(db);
  const marketing = await createTestMember(db, workspace, 'marketing', { head: true, name: 'Mette Holm' });
  const sales = await createTestMember(db, workspace, 'sales', { head: true, name: 'Simon Sand' });
  const at = <T>(now: string | Date, work: (context: Context) => Promise<T>, actor: Actor = system) =>
    as(db, workspace, actor, work, new Date(now));
  const now = new Date();
  const { id } = await at(now, (context) =>
    createDefinition(context, { body: easy, inForceFrom: new Date('2026-01-01T00:00:00Z') }),
  );
  await at(now, (context) => signDefinition(context, id, { fullName: 'Mette Holm' }), marketing);
  await at(now, (context) => signDefinition(context, id, { fullName: 'Simon Sand' }), sales);
  const agree = (inForceFrom: string, items: (typeof name | typeof budget)[], when: string | Date = now) =>
    at(when, (context) =>
      buildAgreement(
        context,
        { inForceFrom, briefingItems: items, clauses: [clause] },
        { marketing: marketing.id, sales: sales.id },
      ),
    );
  await agree('2026-01-01', [name]);
  const lead = () =>
    at(now, async (context) => buildLead(context, { person: await buildPerson(context, { name: 'Katrine Holm' }) }));
  const clients = {
    marketing: await server.as('marketing', { workspace, head: true }),
    sales: await server.as('sales', { workspace }),
    admin: await server.as('admin', { workspace }),
  };
  return { workspace, at, agree, lead, members: { marketing, sales }, ...clients };
}

const items = (answer: { json(): { items: { key: string }[] } }) => answer.json().items.map(({ key }) => key);

describe('sales asks for an item', () => {
  it('and it is owed once marketing has agreed, for hand-offs from then on', async () => {
    const { sales, marketing, lead } = await company();
    const asked = await sales.post('/api/v1/item-requests', { kind: 'add', item: budget, why: 'Vi ringer forgæves' });
    expect([asked.statusCode, asked.json()]).toMatchObject([
      201,
      { side: 'sales', kind: 'add', key: 'budget', answer: null, before: null },
    ]);
    expect(items(await sales.get('/api/v1/information-contract'))).toEqual(['name']);
    expect((await marketing.get('/api/v1/item-requests?open=true')).json().items).toMatchObject([{ why: 'Vi ringer forgæves' }]);
    expect((await marketing.get('/api/v1/notifications')).json().items).toMatchObject([{ kind: 'item.requested' }]);

    const before = await marketing.post('/api/v1/handoffs', { leadId: await lead() });
    expect(before.json()).toMatchObject({ itemsAgreed: 1, itemsFilled: 1 });
    const id = asked.json().id as string;
    const agreed = await marketing.post(`/api/v1/item-requests/${id}/answer`, { answer: 'agreed' });
    expect([agreed.statusCode, agreed.json()]).toMatchObject([201, { answer: 'agreed', answeredBy: {} }]);
    expect((await sales.get('/api/v1/information-contract')).json()).toMatchObject({ version: 1, agreement: { version: 1 } });

    const leadId = await lead();
    const lacking = await marketing.post('/api/v1/handoffs', { leadId });
    expect([lacking.statusCode, lacking.json().errors]).toEqual([
      422,
      [{ pointer: '/items/budget', detail: 'Budget is missing' }],
    ]);
    expect((await marketing.get(`/api/v1/handoffs/${before.json().id}`)).json().briefing.items).toHaveLength(1);
  });

  it('and her own team does not answer; an administrator may, once', async () => {
    const { sales, marketing, admin } = await company();
    const { id } = (await sales.post('/api/v1/item-requests', { kind: 'retire', key: 'name' })).json();
    const answer = (client: typeof sales) =>
      client.post(`/api/v1/item-requests/${id}/answer`, { answer: 'declined', comment: 'Nej' });
    expect((await answer(sales)).statusCode).toBe(403);
    expect((await answer(admin)).statusCode).toBe(201);
    expect((await answer(marketing)).statusCode).toBe(409);
    expect(items(await sales.get('/api/v1/information-contract'))).toEqual(['name']);
  });

  it('and nobody asks for what is there, drops what is not, or asks twice at once', async () => {
    const { sales, marketing } = await company();
    const ask = async (body: unknown) => (await sales.post('/api/v1/item-requests', body)).statusCode;
    expect(await ask({ kind: 'add', item: name })).toBe(422);
    expect(await ask({ kind: 'retire', key: 'budget' })).toBe(422);
    expect(await ask({ kind: 'change', item: budget })).toBe(422);
    expect(await ask({ kind: 'change', item: { ...name, leadTypes: ['hot'] } })).toBe(201);
    expect((await marketing.post('/api/v1/item-requests', { kind: 'retire', key: 'name' })).statusCode).toBe(409);
    const both = await Promise.all([1, 2].map(() => ask({ kind: 'add', item: budget })));
    expect(both.sort()).toEqual([201, 409]);
    expect(await ask({ kind: 'add', item: { ...budget, key: 'Budget!' } })).toBe(400);
  });

  it('and another workspace neither sees nor answers it', async () => {
    const { sales } = await company();
    const { id } = (await sales.post('/api/v1/item-requests', { kind: 'add', item: budget })).json();
    const elsewhere = await company();
    expect((await elsewhere.marketing.get('/api/v1/item-requests')).json().items).toEqual([]);
    expect((await elsewhere.marketing.post(`/api/v1/item-requests/${id}/answer`, { answer: 'agreed' })).statusCode).toBe(404);
  });
});

describe('the contract', () => {
  it('judges a hand-off by what was agreed on that day, and a new agreement takes over from what was agreed before it', async () => {
    const { at, agree, members } = await company();
    const keys = (moment: string) =>
      at(moment, async (context) => (await contractAt(context, new Date(moment))).items.map(({ key }) => key));
    const { id } = await at(
      '2026-03-01T10:00:00Z',
      (context) => requestItem(context, { kind: 'add', item: budget }),
      members.sales,
    );
    await at('2026-03-02T10:00:00Z', (context) => answerItemRequest(context, id, { answer: 'agreed' }), members.marketing);
    expect(await keys('2026-03-02T09:59:00Z')).toEqual(['name']);
    expect(await keys('2026-03-02T10:00:00Z')).toEqual(['name', 'budget']);
    await agree('2026-05-01', [budget], '2026-04-20T10:00:00Z');
    expect(await keys('2026-04-30T10:00:00Z')).toEqual(['name', 'budget']);
    expect(await keys('2026-05-02T10:00:00Z')).toEqual(['budget']);
    expect(await keys('2026-02-01T10:00:00Z')).toEqual(['name']);
  });

  it('owes of a lead what is for its type', async () => {
    const { at, agree, sales, lead } = await company();
    await agree('2026-02-01', [name, { ...budget, leadTypes: ['hot'] } as typeof budget]);
    const leadId = await lead();
    expect((await sales.get(`/api/v1/leads/${leadId}/information`)).json()).toMatchObject({
      leadType: 'other',
      items: [{ key: 'name', value: 'Katrine Holm', source: 'person' }],
    });
    const id = await at(new Date(), (context) => submitHandoff(context, { leadId }));
    expect(await at(new Date(), (context) => getHandoffInFull(context, id))).toMatchObject({ itemsAgreed: 1, leadType: 'other' });
  });
});

describe('an item in one language', () => {
  it('says the same to readers of the others, and one in none is refused', async () => {
    const { sales, marketing, agree } = await company();
    await agree('2026-02-01', [name]);
    const ask = (label: object) =>
      sales.post('/api/v1/item-requests', {
        kind: 'add',
        item: {
          key: 'buyer',
          label,
          answers: [
            {
              by: 'form',
              kind: 'choice',
              choices: [
                { key: 'alone', label: { da: 'Ja' } },
                { key: 'board', label: { da: 'Nej', en: 'No' } },
              ],
            },
          ],
        },
      });
    expect((await ask({})).json().errors).toEqual([{ pointer: '/item/label', detail: 'must be given in one language at least' }]);
    expect((await ask({ sv: 'Vem betalar?' })).statusCode).toBe(400);
    const asked = (await ask({ da: 'Hvem betaler?', en: 'Who pays?' })).json();
    expect(asked.item.label).toEqual({ en: 'Who pays?', da: 'Hvem betaler?', nb: 'Hvem betaler?', nl: 'Who pays?' });
    await marketing.post(`/api/v1/item-requests/${asked.id}/answer`, { answer: 'agreed' });
    const { items } = (await sales.get('/api/v1/information-contract')).json();
    expect(items.at(-1).answers[0].choices.map(({ label }: { label: object }) => label)).toEqual([
      { en: 'Ja', da: 'Ja', nb: 'Ja', nl: 'Ja' },
      { en: 'No', da: 'Nej', nb: 'Nej', nl: 'No' },
    ]);
  });
});

describe('what a rep was told', () => {
  it('answers an item with who, how and when, and the latest word counts', async () => {
    const { agree, sales, marketing, lead } = await company();
    await agree('2026-02-01', [name, budget]);
    const leadId = await lead();
    const note = (answers: Record<string, string>, source = 'call') =>
      sales.post(`/api/v1/leads/${leadId}/information`, { source, answers });
    expect((await note({ budget: '250000' })).json().items[1]).toMatchObject({ value: '250000', source: 'call', filled: true });
    expect((await note({ budget: '300000' }, 'mail')).json().items[1]).toMatchObject({ value: '300000', source: 'mail' });
    expect((await note({ budget: 'en del' })).json().errors).toEqual([
      { pointer: '/answers/budget', detail: 'must be a number, with a point for the decimals' },
    ]);
    expect((await note({ shoe_size: '44' })).statusCode).toBe(422);
    const handed = await marketing.post('/api/v1/handoffs', { leadId });
    const { briefing } = (await sales.get(`/api/v1/handoffs/${handed.json().id}`)).json();
    expect(briefing.items[1]).toMatchObject({ key: 'budget', value: '300000', source: 'mail', at: expect.any(String) });
  });

  it('moves along when two people turn out to be one, and back', async () => {
    const { at, agree, sales, lead } = await company();
    await agree('2026-02-01', [name, budget]);
    const [told, other] = [await lead(), await lead()];
    await sales.post(`/api/v1/leads/${told}/information`, { answers: { budget: '5' } });
    const personOf = async (id: string) => (await sales.get(`/api/v1/leads/${id}`)).json().person.id as string;
    const value = async (id: string) => (await sales.get(`/api/v1/leads/${id}/information`)).json().items[1].value;
    const [from, to] = [await personOf(told), await personOf(other)];
    const merge = await at(new Date(), (context) => mergePeople(context, to, from, 'Samme person'));
    expect(await value(other)).toBe('5');
    await at(new Date(), (context) => unmergePeople(context, merge));
    expect([await value(other), await value(told)]).toEqual([null, '5']);
  });
});
