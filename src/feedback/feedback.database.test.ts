import { describe, expect, it } from 'vitest';
import { buildAgreement, buildLead, buildPerson } from '../../test/build.ts';
import { as, createTestMember, createTestWorkspace } from '../../test/database.ts';
import { createTestServer } from '../../test/server.ts';
import { standardClauses } from '../agreements/standard-agreement.ts';
import { createDefinition, signDefinition } from '../definitions/commands.ts';
import { standardDefinition } from '../definitions/standard.ts';
import type { Context } from '../platform/context.ts';

const server = await createTestServer();
const { db } = server;
const today = new Date().toISOString().slice(0, 10);
const period = `from=${today.slice(0, 4)}-01-01&to=${Number(today.slice(0, 4)) + 1}-01-01`;

/** A workspace whose definition is signed, with a client for each side and for the head of sales. */
async function company() {
  const workspace = await createTestWorkspace(db);
  const head = await createTestMember(db, workspace, 'marketing', { head: true, name: 'Mette Holm' });
  const salesHead = await createTestMember(db, workspace, 'sales', { head: true, name: 'Simon Sand' });
  await createTestMember(db, workspace, 'sales', { name: 'Rikke Rep' });
  const inside = <T>(work: (context: Context) => Promise<T>) => as(db, workspace, { kind: 'system' }, work);
  const { id } = await inside((context) =>
    createDefinition(context, { body: standardDefinition, inForceFrom: new Date('2026-01-01T00:00:00Z') }),
  );
  await as(db, workspace, head, (context) => signDefinition(context, id, { fullName: 'Mette Holm' }));
  await as(db, workspace, salesHead, (context) => signDefinition(context, id, { fullName: 'Simon Sand' }));
  const marketing = await server.as('marketing', { workspace });
  const sales = await server.as('sales', { workspace });
  const handedOver = async (source = 'google') => {
    const leadId = await inside(async (context) =>
      buildLead(context, { person: await buildPerson(context, { name: 'Katrine Holm' }), source }),
    );
    const answer = await marketing.post('/api/v1/handoffs', {
      leadId,
      manual: true,
      items: { need: 'To stop om måneden' },
      incompleteBecause: 'Spørges i telefonen',
    });
    return { leadId, id: answer.json().id as string };
  };
  /** Both teams agree on other items for a briefing, from now on. */
  const agreeOn = (key: string) =>
    inside((context) =>
      buildAgreement(
        context,
        {
          inForceFrom: '2026-01-01',
          clauses: [...standardClauses],
          briefingItems: [{ key, label: { en: key, da: key, nb: key, nl: key } }],
        },
        { marketing: head.id, sales: salesHead.id },
      ),
    );
  return { marketing, sales, head: await server.as('sales', { workspace, head: true }), handedOver, agreeOn };
}

const called = { kind: 'call', response: 'reached' };
const said = { fit: 'partly', timing: 'later', briefing: 'yes' };

describe('feedback after the first conversation', () => {
  it('is given by sales, corrected by sales, and read by both teams with the reasons, the items and where the leads came from', async () => {
    const { marketing, sales, handedOver } = await company();
    const [one, other] = [await handedOver(), await handedOver('linkedin')];
    await sales.post(`/api/v1/handoffs/${one.id}/first-contact`, called);
    await sales.post(`/api/v1/handoffs/${other.id}/rejection`, { reason: 'too_early' });
    const given = await sales.post(`/api/v1/handoffs/${one.id}/feedback`, { ...said, useful: ['need'], missed: 'Hvem betaler' });
    expect(given.statusCode).toBe(201);
    await sales.post(`/api/v1/handoffs/${one.id}/feedback`, {
      ...said,
      fit: 'yes',
      useful: ['need', 'name'],
      missed: 'Hvem betaler',
    });
    expect((await marketing.get(`/api/v1/handoffs/${one.id}/feedback`)).json()).toMatchObject({
      fit: 'yes',
      useful: ['need', 'name'],
    });
    expect((await marketing.get(`/api/v1/handoffs/${one.id}`)).json()).toMatchObject({ feedback: { fit: 'yes' }, appeal: null });
    expect((await marketing.get(`/api/v1/handoffs/${other.id}`)).json()).toMatchObject({ feedback: null, appeal: null });

    const report = (await marketing.get(`/api/v1/feedback?${period}`)).json();
    expect(report).toMatchObject({
      handedOver: 2,
      accepted: 1,
      rejected: 1,
      answered: 1,
      fit: { yes: 1, partly: 0, no: 0 },
      timing: { now: 0, later: 1, never: 0 },
      reasons: [{ code: 'too_early', count: 1, label: { da: expect.any(String) } }],
      missed: [{ handoffId: one.id, text: 'Hvem betaler' }],
    });
    expect(report.groups.map((group: { key: string; rejected: number }) => [group.key, group.rejected])).toEqual([
      ['linkedin', 1],
      ['google', 0],
    ]);
    const need = report.items.find(({ key }: { key: string }) => key === 'need');
    expect(need).toMatchObject({ asked: 2, filled: 2, judged: 1, useful: 1, proposal: null });
    expect(report.criteria.length).toBeGreaterThan(5);
    expect((await sales.get(`/api/v1/feedback?${period}`)).json()).toEqual(report);
    const [view] = report.views.filter(({ givenBack }: { givenBack: number }) => givenBack > 0);
    const parted = await marketing.get(`/api/v1/feedback/parted?${period}&leadType=${view.leadType}&readyBy=${view.readyBy}`);
    expect(parted.json().items).toMatchObject([
      { handoffId: other.id, verdict: 'given_back', reason: { da: expect.any(String) } },
    ]);
  });

  it('waits for the first contact, knows the items of the briefing, and is for sales to give', async () => {
    const { marketing, sales, handedOver } = await company();
    const { id } = await handedOver();
    expect((await sales.post(`/api/v1/handoffs/${id}/feedback`, said)).statusCode).toBe(409);
    await sales.post(`/api/v1/handoffs/${id}/first-contact`, called);
    expect((await sales.get(`/api/v1/handoffs/${id}/feedback`)).statusCode).toBe(404);
    expect((await sales.post(`/api/v1/handoffs/${id}/feedback`, { ...said, useful: ['fax'] })).json().detail).toMatch(
      /^fax: not among/,
    );
    expect((await marketing.post(`/api/v1/handoffs/${id}/feedback`, said)).statusCode).toBe(403);
  });
});

describe('an appeal against a rejection', () => {
  it('is made once by marketing and answered once by the head of sales, who may have the lead handed over anew', async () => {
    const { marketing, sales, head, handedOver } = await company();
    const { id, leadId } = await handedOver();
    expect((await marketing.post(`/api/v1/handoffs/${id}/appeal`, { reason: 'De har bedt om et møde' })).statusCode).toBe(409);
    await sales.post(`/api/v1/handoffs/${id}/rejection`, { reason: 'too_early' });
    expect((await sales.post(`/api/v1/handoffs/${id}/appeal`, { reason: 'Nej' })).statusCode).toBe(403);
    expect((await marketing.post(`/api/v1/handoffs/${id}/appeal`, { reason: 'De har bedt om et møde' })).statusCode).toBe(201);
    expect((await marketing.post(`/api/v1/handoffs/${id}/appeal`, { reason: 'Igen' })).statusCode).toBe(409);
    expect((await marketing.get('/api/v1/appeals?open=true')).json().items).toMatchObject([
      {
        handoffId: id,
        person: { name: 'Katrine Holm' },
        rejection: { reason: 'too_early' },
        reason: 'De har bedt om et møde',
        answer: null,
      },
    ]);

    expect((await sales.get(`/api/v1/handoffs/${id}`)).json().appeal).toMatchObject({
      reason: 'De har bedt om et møde',
      answer: null,
    });
    expect((await sales.post(`/api/v1/handoffs/${id}/appeal/answer`, { answer: 'overturned' })).statusCode).toBe(403);
    const answered = await head.post(`/api/v1/handoffs/${id}/appeal/answer`, { answer: 'overturned', comment: 'Enig' });
    expect(answered.json()).toMatchObject({ answer: 'overturned', answerComment: 'Enig' });
    expect((await head.post(`/api/v1/handoffs/${id}/appeal/answer`, { answer: 'upheld' })).statusCode).toBe(409);
    const lead = (await sales.get(`/api/v1/leads/${leadId}`)).json();
    expect(lead.stage).toBe('submitted');
    expect(lead.handoff.id).not.toBe(id);
    const anew = (await sales.get(`/api/v1/handoffs/${lead.handoff.id}`)).json();
    expect(anew).toMatchObject({ state: 'waiting', clock: { overdue: false }, incompleteBecause: 'Spørges i telefonen' });
    expect(anew.briefing.items.find(({ key }: { key: string }) => key === 'need').value).toBe('To stop om måneden');
    expect((await sales.get(`/api/v1/handoffs/${id}`)).json().state).toBe('rejected');
    expect((await marketing.get('/api/v1/appeals?open=true')).json().items).toEqual([]);
  });

  it('takes nothing from sales that was handed over anew meanwhile', async () => {
    const { marketing, sales, head, handedOver } = await company();
    const { id, leadId } = await handedOver();
    await sales.post(`/api/v1/handoffs/${id}/rejection`, { reason: 'briefing_incomplete' });
    await marketing.post(`/api/v1/handoffs/${id}/appeal`, { reason: 'De har bedt om et møde' });
    const again = await marketing.post('/api/v1/handoffs', { leadId, manual: true, incompleteBecause: 'Igen' });
    expect(again.statusCode).toBe(201);
    await sales.post(`/api/v1/handoffs/${again.json().id}/acceptance`);
    expect((await head.post(`/api/v1/handoffs/${id}/appeal/answer`, { answer: 'overturned' })).statusCode).toBe(409);
    const lead = (await sales.get(`/api/v1/leads/${leadId}`)).json();
    expect(lead).toMatchObject({ stage: 'accepted', handoff: { id: again.json().id } });
    expect((await head.post(`/api/v1/handoffs/${id}/appeal/answer`, { answer: 'upheld' })).statusCode).toBe(201);
  });

  it('brings the lead back with what was known of it, also where other items are agreed by now', async () => {
    const { marketing, sales, head, handedOver, agreeOn } = await company();
    const { id, leadId } = await handedOver();
    await sales.post(`/api/v1/handoffs/${id}/rejection`, { reason: 'too_early' });
    await marketing.post(`/api/v1/handoffs/${id}/appeal`, { reason: 'De har bedt om et møde' });
    await agreeOn('fartøjer');
    expect((await head.post(`/api/v1/handoffs/${id}/appeal/answer`, { answer: 'overturned' })).statusCode).toBe(201);
    const { handoff } = (await sales.get(`/api/v1/leads/${leadId}`)).json();
    const anew = (await sales.get(`/api/v1/handoffs/${handoff.id}`)).json();
    expect(anew).toMatchObject({ state: 'waiting', itemsAgreed: 1, itemsFilled: 0, incompleteBecause: 'Spørges i telefonen' });
  });

  it('that is upheld leaves everything as it was', async () => {
    const { marketing, sales, head, handedOver } = await company();
    const { id, leadId } = await handedOver();
    await sales.post(`/api/v1/handoffs/${id}/rejection`, { reason: 'not_a_lead' });
    await marketing.post(`/api/v1/handoffs/${id}/appeal`, { reason: 'Det er de' });
    await head.post(`/api/v1/handoffs/${id}/appeal/answer`, { answer: 'upheld' });
    expect((await sales.get(`/api/v1/leads/${leadId}`)).json().stage).toBe('disqualified');
  });
});
