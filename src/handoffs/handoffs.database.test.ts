import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { buildAgreement, buildCompany, buildDeal, buildLead, buildPerson } from '../../test/build.ts';
import { as, createTestMember, createTestWorkspace } from '../../test/database.ts';
import { localDate } from '../calendars/clock.ts';
import { addDays } from '../calendars/local-day.ts';
import { createTestServer, type TestClient } from '../../test/server.ts';
import { addAbsence } from '../calendars/commands.ts';
import { createDefinition, signDefinition } from '../definitions/commands.ts';
import { standardDefinition } from '../definitions/standard.ts';
import type { Actor, Context } from '../platform/context.ts';
import { newId } from '../platform/ids.ts';
import { openJobs, type JobName } from '../platform/jobs.ts';
import { settle } from '../../test/outbox.ts';
import { startWorker } from '../worker.ts';
import { changeMember } from '../workspaces/commands.ts';
import { submitHandoff } from './commands.ts';
import { clockConsumer, handoffNearlyOut, handoffOverdue } from './jobs.ts';
import { getHandoff } from './reports.ts';

const server = await createTestServer();
const { db } = server;
const system: Actor = { kind: 'system' };

const four = (text: string) => ({ en: text, da: text, nb: text, nl: text });
const briefingItems = [
  { key: 'name', label: four('Name') },
  { key: 'need', label: four('Problem') },
];
const contact = (key: string, leadType: 'hot' | 'other', hours: number) => ({
  key,
  ownerSide: 'sales' as const,
  metric: 'contacted_in_time' as const,
  operator: '>=' as const,
  target: 90,
  period: 'month' as const,
  segment: { leadType },
  hours,
});
/** Anybody meets it; who asks for contact is hot. */
const easy = {
  ...standardDefinition,
  hard: [],
  thresholds: { engaged: 0, mql: { fit: 0, engagement: 0 }, ready: { fit: 0, engagement: 0, softNeeded: 0 } },
};
/** Wednesday 16:00 in Copenhagen, one hour before closing. */
const WEDNESDAY = '2026-09-23T14:00:00Z';
/** Four business hours later: Thursday noon. */
const THURSDAY_NOON = '2026-09-24T10:00:00.000Z';

/** A workspace with both heads, a definition and an agreement in force since the new year, and one rep. */
async function company({ agreed = true } = {}) {
  const workspace = await createTestWorkspace(db);
  const marketing = await createTestMember(db, workspace, 'marketing', { head: true, name: 'Mette Holm' });
  const head = await createTestMember(db, workspace, 'sales', { head: true, name: 'Simon Sand' });
  const rep = await createTestMember(db, workspace, 'sales', { name: 'Rikke Rep' });
  const at = <T>(now: string | Date, work: (context: Context) => Promise<T>, actor: Actor = system) =>
    as(db, workspace, actor, work, new Date(now));
  const now = new Date();
  const { id } = await at(now, (context) =>
    createDefinition(context, { body: easy, inForceFrom: new Date('2026-01-01T00:00:00Z') }),
  );
  await at(now, (context) => signDefinition(context, id, { fullName: 'Mette Holm' }), marketing);
  await at(now, (context) => signDefinition(context, id, { fullName: 'Simon Sand' }), head);
  if (agreed)
    await at(now, (context) =>
      buildAgreement(
        context,
        { inForceFrom: '2026-01-01', briefingItems, clauses: [contact('D4', 'hot', 2), contact('D4b', 'other', 4)] },
        { marketing: marketing.id, sales: head.id },
      ),
    );
  const lead = (at_ = '2026-09-01T08:00:00Z') =>
    at(now, async (context) =>
      buildLead(context, { person: await buildPerson(context, { name: 'Katrine Holm' }), reached: { known: at_ } }),
    );
  const submitted = async (when: string | Date = now) => {
    const leadId = await lead();
    return at(when, (context) => submitHandoff(context, { leadId, items: { need: 'To stop om måneden' } }));
  };
  const clients = { marketing: await server.as('marketing', { workspace }), sales: await server.as('sales', { workspace }) };
  return {
    workspace,
    heads: { marketing, sales: head },
    rep,
    at,
    lead,
    submitted,
    ...clients,
    history: await server.withKey(['read', 'write', 'history'], workspace),
  };
}

type Company = Awaited<ReturnType<typeof company>>;
const count = (
  { at }: Company,
  table: 'handoffs' | 'handoffDecisions' | 'notifications' | 'events' | 'attempts',
  where: Record<string, string> = {},
) =>
  at(new Date(), async ({ db }) => {
    let query = db.selectFrom(table).select(sql<number>`count(*)`.as('n'));
    for (const [column, value] of Object.entries(where)) query = query.where(sql.ref(column), '=', value);
    return (await query.executeTakeFirstOrThrow()).n;
  });
const faults = (answer: { json(): { errors: { pointer: string }[] } }) => answer.json().errors.map(({ pointer }) => pointer);

describe('handing over', () => {
  it('gives a complete lead to a rep with its briefing, its clock and the stage it then has', async () => {
    const there = await company();
    const answer = await there.marketing.post('/api/v1/handoffs', {
      leadId: await there.lead(),
      note: 'Ring snart',
      items: { need: 'To stop om måneden' },
    });
    expect(answer.statusCode).toBe(201);
    const item = answer.json();
    expect(item).toMatchObject({
      state: 'waiting',
      leadType: 'other',
      metDefinition: true,
      itemsAgreed: 2,
      itemsFilled: 2,
      incompleteBecause: null,
      person: { name: 'Katrine Holm' },
      lead: { stage: 'submitted' },
      assignedBecause: 'least_open_work',
      clock: { promisedHours: 4, overdue: false, kept: null },
      decision: null,
      agreement: { version: 1 },
    });
    const full = await there.sales.get(`/api/v1/handoffs/${item.id}`);
    expect(full.json().briefing).toMatchObject({
      note: 'Ring snart',
      items: [
        { key: 'name', value: 'Katrine Holm', source: 'person' },
        { key: 'need', value: 'To stop om måneden', source: 'given' },
      ],
    });
  });

  it('names each agreed item that is missing, and takes a reason instead', async () => {
    const there = await company();
    const leadId = await there.lead();
    const refused = await there.marketing.post('/api/v1/handoffs', { leadId });
    expect([refused.statusCode, faults(refused)]).toEqual([422, ['/items/need']]);
    expect(await count(there, 'handoffs')).toBe(0);
    const taken = await there.marketing.post('/api/v1/handoffs', { leadId, incompleteBecause: 'Vil kun tale med en sælger' });
    expect(taken.json()).toMatchObject({ itemsFilled: 1, incompleteBecause: 'Vil kun tale med en sælger' });
  });

  it('refuses what nobody agreed', async () => {
    const there = await company();
    const answer = await there.marketing.post('/api/v1/handoffs', {
      leadId: await there.lead(),
      items: { need: 'x', horoscope: 'fish' },
    });
    expect([answer.statusCode, faults(answer)]).toEqual([422, ['/items/horoscope']]);
  });

  it('needs a definition in force and a lead that meets it, unless a person insists', async () => {
    const nobodySigned = await createTestWorkspace(db);
    const marketer = await server.as('marketing', { workspace: nobodySigned });
    const early = await as(db, nobodySigned, system, (context) => buildLead(context));
    expect((await marketer.post('/api/v1/handoffs', { leadId: early, manual: true })).json().detail).toMatch(/definition/);

    const there = await company();
    const strict = await there.at(new Date(), (context) =>
      createDefinition(context, { body: standardDefinition, inForceFrom: new Date('2026-02-01T00:00:00Z') }),
    );
    await there.at(
      new Date(),
      (context) => signDefinition(context, strict.id, { fullName: 'Mette Holm' }),
      there.heads.marketing,
    );
    await there.at(new Date(), (context) => signDefinition(context, strict.id, { fullName: 'Simon Sand' }), there.heads.sales);
    const leadId = await there.lead();
    const refused = await there.marketing.post('/api/v1/handoffs', { leadId, items: { need: 'x' } });
    expect(refused.statusCode).toBe(422);
    expect(refused.json().detail).toMatch(/lacks came-back, big-enough/);
    expect((await there.marketing.post('/api/v1/handoffs', { leadId, items: { need: 'x' }, manual: true })).json()).toMatchObject(
      { metDefinition: false },
    );
  });

  it('happens once: of two who hand over the same lead, one is told where it is', async () => {
    const there = await company();
    const body = { leadId: await there.lead(), items: { need: 'x' } };
    const answers = await Promise.all([
      there.marketing.post('/api/v1/handoffs', body),
      there.marketing.post('/api/v1/handoffs', body),
    ]);
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409]);
    expect(await count(there, 'handoffs')).toBe(1);
  });

  it('goes to the owner of the account, never to one who is absent or full, and to the head’s attention when nobody is left', async () => {
    const there = await company();
    const owner = await createTestMember(db, there.workspace, 'sales', { name: 'Ole Ejer' });
    const handOver = async () => {
      const leadId = await there.at(new Date(), async (context) => {
        const company = await buildCompany(context);
        await context.db.updateTable('companies').set({ ownerMemberId: owner.id }).where('id', '=', company).execute();
        return buildLead(context, { company });
      });
      return there.at(WEDNESDAY, async (context) =>
        getHandoff(context, await submitHandoff(context, { leadId, items: { need: 'x' } })),
      );
    };
    expect(await handOver()).toMatchObject({ assignedTo: { id: owner.id, name: 'Ole Ejer' }, assignedBecause: 'account_owner' });
    await there.at(new Date(), (context) =>
      addAbsence(context, { memberId: owner.id, startsAt: '2026-09-23T00:00', endsAt: '2026-09-24T00:00' }),
    );
    const other = await handOver();
    expect(other.assignedTo?.id).not.toBe(owner.id);

    for (const id of [there.rep.id, there.sales.memberId ?? ''])
      await there.at(new Date(), (context) => changeMember(context, id, { monthlyCapacity: 1 }));
    await handOver();
    expect(await handOver()).toMatchObject({ assignedTo: null, assignedBecause: null, clock: { due: new Date(THURSDAY_NOON) } });
    expect(await count(there, 'notifications', { kind: 'handoff.unassigned', member_id: there.heads.sales.id })).toBe(1);
  });

  it('goes to who knows the account where the company has no owner, and says why', async () => {
    const there = await company();
    const member = (name: string) => createTestMember(db, there.workspace, 'sales', { name });
    const [gone, dealer, seller, talker] = [
      await member('Gitte Gået'),
      await member('Dorte Deal'),
      await member('Sune Sælger'),
      await member('Tove Taler'),
    ];
    const account = await there.at(new Date(), (context) => buildCompany(context));
    const handOver = async (lead: (context: Context) => Promise<string>) => {
      const leadId = await there.at(new Date(), lead);
      return (await there.marketing.post('/api/v1/handoffs', { leadId, items: { need: 'x' } })).json();
    };
    const known = (context: Context) => buildLead(context, { company: account });

    await there.at(new Date(), (context) =>
      buildLead(context, { company: account, owner: talker.id, reached: { submitted: '2026-09-02T08:00:00Z' } }),
    );
    expect(await handOver(known)).toMatchObject({ assignedTo: { id: talker.id }, assignedBecause: 'colleague' });

    await there.at(new Date(), async (context) => {
      const deal = { company: account, openedOn: '2026-03-01' };
      await buildDeal(context, { ...deal, owner: seller.id, closedOn: '2026-04-01' });
      await buildDeal(context, { ...deal, owner: gone.id, closedOn: '2026-05-01' });
      await buildDeal(context, { ...deal, owner: talker.id, stage: 'lost', closedOn: '2026-06-01' });
      await changeMember(context, gone.id, { left: true });
    });
    expect(await handOver(known)).toMatchObject({ assignedTo: { id: seller.id }, assignedBecause: 'won_deal' });

    await there.at(new Date(), (context) => buildDeal(context, { company: account, owner: dealer.id, openedOn: '2026-02-01' }));
    expect(await handOver(known)).toMatchObject({ assignedTo: { id: dealer.id }, assignedBecause: 'open_deal' });

    const stranger = await handOver(async (context) => {
      const person = await buildPerson(context);
      const deal = await buildDeal(context, { owner: seller.id });
      await context.db.updateTable('deals').set({ personId: person }).where('id', '=', deal).execute();
      return buildLead(context, { person });
    });
    expect(stranger).toMatchObject({ assignedTo: { id: seller.id }, assignedBecause: 'open_deal' });

    const returned = await handOver(async (context) => {
      const person = await buildPerson(context);
      const before = await buildLead(context, { person, owner: talker.id, closedAt: '2026-08-01T08:00:00Z' });
      return buildLead(context, { person, recycledFrom: before });
    });
    expect(returned).toMatchObject({ assignedTo: { id: talker.id }, assignedBecause: 'had_lead' });

    // A deal that began after the moment told of was not known then.
    const leadId = await there.at(new Date(), (context) =>
      buildLead(context, { company: account, reached: { known: '2026-02-10T08:00:00Z' } }),
    );
    const early = await there.history.post('/api/v1/handoffs', { leadId, items: { need: 'x' }, at: '2026-02-15T09:00:00Z' });
    expect(early.json()).toMatchObject({ assignedTo: { id: dealer.id }, assignedBecause: 'open_deal' });
  });

  it('is judged for ever by the promise in force when it was made', async () => {
    const there = await company();
    const id = await there.submitted(WEDNESDAY);
    await there.at(new Date(), (context) =>
      buildAgreement(
        context,
        { inForceFrom: '2026-09-01', briefingItems, clauses: [contact('D4b', 'other', 1)] },
        { marketing: there.heads.marketing.id, sales: there.heads.sales.id },
      ),
    );
    expect((await there.at(WEDNESDAY, (context) => getHandoff(context, id))).clock.due).toEqual(new Date(THURSDAY_NOON));
    const fresh = await there.submitted(WEDNESDAY);
    expect((await there.at(WEDNESDAY, (context) => getHandoff(context, fresh))).clock.promisedHours).toBe(1);
  });

  it('promises nothing without an agreement', async () => {
    const there = await company({ agreed: false });
    const answer = await there.marketing.post('/api/v1/handoffs', { leadId: await there.lead(), incompleteBecause: 'Haster' });
    expect(answer.json()).toMatchObject({
      agreement: null,
      itemsAgreed: 7,
      clock: { promisedHours: null, due: null, overdue: false },
    });
  });
});

describe('deciding', () => {
  it('has one winner of fifty who accept at once, ten times over; the others hear who and when', async () => {
    const there = await company();
    const reps = await Promise.all(Array.from({ length: 50 }, () => server.as('sales', { workspace: there.workspace })));
    // A server that is full turns away whom it cannot serve soon, having told them nothing, and bids them come again.
    const accept = async (rep: TestClient, id: string): ReturnType<TestClient['post']> => {
      const answer = await rep.post(`/api/v1/handoffs/${id}/acceptance`);
      return answer.statusCode === 503 && answer.headers['retry-after'] ? accept(rep, id) : answer;
    };
    for (let round = 1; round <= 10; round++) {
      const id = await there.submitted();
      const answers = await Promise.all(reps.map((rep) => accept(rep, id)));
      const winners = answers.filter(({ statusCode }) => statusCode === 201);
      expect(winners).toHaveLength(1);
      const { decision, assignedTo } = winners[0]?.json() ?? {};
      expect(assignedTo.id).toBe(reps[answers.findIndex(({ statusCode }) => statusCode === 201)]?.memberId);
      const told = `${decision.member.name} accepted this hand-off at ${decision.decidedAt}.`;
      const losers = answers.filter(({ statusCode }) => statusCode !== 201);
      expect(losers.map((loser) => [loser.statusCode, loser.json().detail])).toEqual(
        Array.from({ length: 49 }, () => [409, told]),
      );
      expect(await count(there, 'handoffDecisions')).toBe(round);
      expect(await count(there, 'events', { type: 'handoff.accepted' })).toBe(round);
    }
  });

  it('makes the hand-off that of whoever accepts it', async () => {
    const there = await company();
    const id = await there.submitted();
    const item = (await there.sales.post(`/api/v1/handoffs/${id}/acceptance`, {})).json();
    expect(item).toMatchObject({
      state: 'accepted',
      lead: { stage: 'accepted' },
      assignedTo: { id: there.sales.memberId },
      decision: { decision: 'accepted', reason: null },
    });
  });

  it('gives back for exactly one reason of the catalogue, and the database holds that too', async () => {
    const there = await company();
    const id = await there.submitted();
    expect((await there.sales.post(`/api/v1/handoffs/${id}/rejection`, {})).statusCode).toBe(400);
    const unknown = await there.sales.post(`/api/v1/handoffs/${id}/rejection`, { reason: 'no_response' });
    expect([unknown.statusCode, faults(unknown)]).toEqual([422, ['/reason']]);
    const raw = (reason: string | null) =>
      there.at(new Date(), ({ db, workspace, now }) =>
        db
          .insertInto('handoffDecisions')
          .values({ workspaceId: workspace, handoffId: id, id: newId(), decision: 'rejected', reason, decidedAt: now })
          .execute(),
      );
    await expect(raw(null)).rejects.toThrow(/check constraint/);
    await expect(raw('no_response')).rejects.toThrow(/foreign key/);

    const given = (
      await there.sales.post(`/api/v1/handoffs/${id}/rejection`, {
        reason: 'wrong_contact_details',
        comment: 'Nummeret findes ikke',
      })
    ).json();
    expect(given).toMatchObject({
      state: 'rejected',
      lead: { stage: 'rejected' },
      decision: { reason: 'wrong_contact_details', comment: 'Nummeret findes ikke' },
      clock: { minutesLeft: null, overdue: false, kept: null },
    });
    const again = await there.marketing.post('/api/v1/handoffs', { leadId: given.lead.id, items: { need: 'Nu er det nu' } });
    expect(again.statusCode).toBe(201);
  });

  it.each([
    ['too_early', 'recycled', 60],
    ['not_a_lead', 'disqualified', null],
    ['not_in_profile', 'rejected', null],
  ])('given back as %s is repaired at once: the lead is %s, until the decision is undone', async (reason, stage, days) => {
    const there = await company();
    const id = await there.submitted();
    const { lead } = (await there.sales.post(`/api/v1/handoffs/${id}/rejection`, { reason })).json();
    expect(lead.stage).toBe(stage);
    const kept = () =>
      there.at(new Date(), ({ db }) =>
        db.selectFrom('leads').select(['stage', 'closedAt', 'reEntryOn']).where('id', '=', lead.id).executeTakeFirstOrThrow(),
      );
    const rests = days === null ? null : addDays(localDate(new Date(), 'Europe/Copenhagen'), days);
    expect((await kept()).reEntryOn).toBe(rests);
    // Marketing reads the reason of the rejection where the lead now stands.
    const { stages } = (await there.marketing.get(`/api/v1/leads/${lead.id}`)).json();
    expect(stages.at(-1)).toMatchObject({ stage, reason });

    expect((await there.sales.delete(`/api/v1/handoffs/${id}/decision`)).statusCode).toBe(200);
    expect(await kept()).toEqual({ stage: 'submitted', closedAt: null, reEntryOn: null });
    expect((await there.sales.post(`/api/v1/handoffs/${id}/acceptance`, {})).statusCode).toBe(201);
  });

  it('is not undone once the person has come back as a new lead', async () => {
    const there = await company();
    const id = await there.submitted();
    const { person } = (await there.sales.post(`/api/v1/handoffs/${id}/rejection`, { reason: 'too_early' })).json();
    await there.marketing.post('/api/v1/leads', { personId: person.id });
    const undone = await there.sales.delete(`/api/v1/handoffs/${id}/decision`);
    expect([undone.statusCode, undone.json().detail]).toEqual([409, expect.stringMatching(/new lead/)]);
    expect((await there.sales.get(`/api/v1/handoffs/${id}`)).json()).toMatchObject({
      state: 'rejected',
      lead: { stage: 'recycled' },
    });
  });

  it('can be undone for half a minute by whoever decided, and stays on record', async () => {
    const there = await company();
    const id = await there.submitted();
    await there.sales.post(`/api/v1/handoffs/${id}/rejection`, { reason: 'too_early' });
    const colleague = await server.as('sales', { workspace: there.workspace });
    expect((await colleague.delete(`/api/v1/handoffs/${id}/decision`)).statusCode).toBe(403);
    const undone = await there.sales.delete(`/api/v1/handoffs/${id}/decision`);
    expect(undone.json()).toMatchObject({ state: 'waiting', lead: { stage: 'submitted' }, decision: null });
    expect((await there.sales.delete(`/api/v1/handoffs/${id}/decision`)).statusCode).toBe(404);
    expect(await count(there, 'handoffDecisions')).toBe(1);

    const late = await there.submitted(WEDNESDAY);
    await there.history.post(`/api/v1/handoffs/${late}/acceptance`, { at: new Date(Date.now() - 31_000).toISOString() });
    expect((await there.history.delete(`/api/v1/handoffs/${late}/decision`)).json().detail).toMatch(/for 30 seconds/);
  });

  it('takes a time of the past only from an hour back, or from a key for history', async () => {
    const there = await company();
    const id = await there.submitted(WEDNESDAY);
    const hours = (back: number) => ({ at: new Date(Date.now() - back * 3_600_000).toISOString() });
    expect((await there.sales.post(`/api/v1/handoffs/${id}/acceptance`, { at: '2999-01-01T00:00:00Z' })).statusCode).toBe(422);
    expect((await there.sales.post(`/api/v1/handoffs/${id}/acceptance`, hours(2))).statusCode).toBe(403);
    expect(
      (await there.marketing.post('/api/v1/handoffs', { leadId: await there.lead(), items: { need: 'x' }, ...hours(2) }))
        .statusCode,
    ).toBe(403);
    expect((await there.history.post(`/api/v1/handoffs/${id}/acceptance`, { at: '2026-09-23T13:59:59Z' })).statusCode).toBe(422);
    const told = await there.history.post(`/api/v1/handoffs/${id}/acceptance`, { at: '2026-09-23T14:30:00Z' });
    expect(told.json().decision.decidedAt).toBe('2026-09-23T14:30:00.000Z');
  });
});

describe('a hand-off given back', () => {
  it('is told to who submitted it, and to the heads of marketing where that was the machine or somebody who has left', async () => {
    const there = await company();
    const told = (member: string | null) => count(there, 'notifications', { kind: 'handoff.rejected', member_id: member ?? '' });
    const giveBack = (id: string) => there.sales.post(`/api/v1/handoffs/${id}/rejection`, { reason: 'too_early' });
    const byHand = async () =>
      (await there.marketing.post('/api/v1/handoffs', { leadId: await there.lead(), items: { need: 'x' } })).json().id;

    await giveBack(await byHand());
    expect([await told(there.marketing.memberId), await told(there.heads.marketing.id)]).toEqual([1, 0]);
    await giveBack(await there.submitted());
    expect([await told(there.marketing.memberId), await told(there.heads.marketing.id)]).toEqual([1, 1]);
    const orphan = await byHand();
    await there.at(new Date(), (context) => changeMember(context, there.marketing.memberId ?? '', { left: true }));
    await giveBack(orphan);
    expect([await told(there.marketing.memberId), await told(there.heads.marketing.id)]).toEqual([1, 2]);
  });
});

describe('first contact', () => {
  const called = { kind: 'call', response: 'reached' };

  it('accepts what is not accepted yet, stops the clock and moves the lead on', async () => {
    const there = await company();
    const id = await there.submitted(WEDNESDAY);
    const item = (
      await there.history.post(
        `/api/v1/handoffs/${id}/first-contact`,
        { ...called, at: '2026-09-24T08:00:00Z' },
        { 'on-behalf-of': there.rep.id },
      )
    ).json();
    expect(item).toMatchObject({
      state: 'contacted',
      lead: { stage: 'connected' },
      decision: { decision: 'accepted' },
      clock: { kept: true, tookMinutes: 120, overdue: false, minutesLeft: null },
    });
    const second = await there.sales.post(`/api/v1/handoffs/${id}/first-contact`, called);
    expect([second.statusCode, second.json().detail]).toEqual([
      409,
      expect.stringContaining('made the first contact at 2026-09-24T08:00:00.000Z'),
    ]);
    expect(await count(there, 'attempts')).toBe(1);
  });

  it('is made by a member: a program that names none is refused, and the clock runs on', async () => {
    const there = await company();
    const id = await there.submitted(WEDNESDAY);
    for (const path of [`handoffs/${id}/first-contact`, `leads/${await there.lead()}/attempts`]) {
      const refused = await there.history.post(`/api/v1/${path}`, called);
      expect([refused.statusCode, refused.json().detail]).toEqual([403, expect.stringContaining('On-Behalf-Of')]);
    }
    expect((await there.sales.get(`/api/v1/handoffs/${id}`)).json()).toMatchObject({
      state: 'waiting',
      decision: null,
      clock: { firstContactAt: null, kept: false },
    });
    expect(await count(there, 'attempts')).toBe(0);
  });

  it('is late after the promised time, and made once by many who try at once', async () => {
    const there = await company();
    const id = await there.submitted(WEDNESDAY);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        there.sales.post(`/api/v1/handoffs/${id}/first-contact`, { kind: 'mail', response: 'awaiting' }),
      ),
    );
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, ...Array.from({ length: 9 }, () => 409)]);
    expect((await there.sales.get(`/api/v1/handoffs/${id}`)).json()).toMatchObject({
      lead: { stage: 'working' },
      clock: { kept: false },
    });
  });

  it('is not made on a hand-off that was given back', async () => {
    const there = await company();
    const id = await there.submitted();
    await there.sales.post(`/api/v1/handoffs/${id}/rejection`, { reason: 'too_early' });
    expect((await there.sales.post(`/api/v1/handoffs/${id}/first-contact`, called)).json().detail).toMatch(
      /gave this hand-off back/,
    );
    // Nor by a contact made while the lead rests.
    const { lead } = (await there.sales.get(`/api/v1/handoffs/${id}`)).json();
    expect((await there.sales.post(`/api/v1/leads/${lead.id}/attempts`, called)).statusCode).toBe(201);
    expect((await there.sales.get(`/api/v1/handoffs/${id}`)).json()).toMatchObject({
      state: 'rejected',
      clock: { firstContactAt: null },
    });
  });
});

describe('the promised time', () => {
  /** Runs the look at a hand-off at a moment; answers what it asked to look at later. */
  const look = async ({ workspace }: Company, handoffId: string, now: string | Date) => {
    const asked: { name: JobName; startAfter: Date | undefined }[] = [];
    const enqueue = async (_db: unknown, name: JobName, _data: unknown, options?: { startAfter?: Date }) =>
      void asked.push({ name, startAfter: options?.startAfter });
    await handoffOverdue({ db, enqueue }, { workspace, handoffId }, new Date(now));
    return asked;
  };
  const overdue = async (there: Company) => [
    await count(there, 'events', { type: 'handoff.overdue' }),
    await count(there, 'notifications', { kind: 'handoff.overdue' }),
  ];

  it('is over at the moment it is due, never before, and is told once to the rep and the head of sales', async () => {
    const there = await company();
    const id = await there.submitted(WEDNESDAY);
    const dueAt = new Date(THURSDAY_NOON);
    expect(await look(there, id, new Date(dueAt.getTime() - 1))).toEqual([{ name: 'handoff.overdue', startAfter: dueAt }]);
    expect(await overdue(there)).toEqual([0, 0]);
    await Promise.all(Array.from({ length: 5 }, () => look(there, id, dueAt)));
    expect(await overdue(there)).toEqual([1, 2]);
    await look(there, id, '2026-10-01T10:00:00Z');
    expect(await overdue(there)).toEqual([1, 2]);
  });

  it('is told with the true time of the breach, however late the worker comes', async () => {
    const there = await company();
    const id = await there.submitted(WEDNESDAY);
    await look(there, id, '2026-10-01T10:00:00Z');
    const event = await there.at(new Date(), ({ db }) =>
      db.selectFrom('events').select('at').where('type', '=', 'handoff.overdue').executeTakeFirstOrThrow(),
    );
    expect(event.at).toEqual(new Date(THURSDAY_NOON));
    const rep = (await there.at(new Date(), (context) => getHandoff(context, id))).assignedTo?.id;
    expect(await count(there, 'notifications', { kind: 'handoff.overdue', member_id: rep ?? '' })).toBe(1);
  });

  const nearlyOut = async (there: Company, handoffId: string, now: string) => {
    const asked: (Date | undefined)[] = [];
    const enqueue = async (_db: unknown, _name: JobName, _data: unknown, options?: { startAfter?: Date }) =>
      void asked.push(options?.startAfter);
    await handoffNearlyOut({ db, enqueue }, { workspace: there.workspace, handoffId }, new Date(now));
    return asked;
  };
  const told = async (there: Company) => [
    await count(there, 'events', { type: 'handoff.nearly_out' }),
    await count(there, 'notifications', { kind: 'handoff.nearly_out' }),
  ];

  it('is nearly out after three of four hours, and only the rep hears of it, once', async () => {
    const there = await company();
    const id = await there.submitted(WEDNESDAY);
    expect(await nearlyOut(there, id, '2026-09-24T08:59:59Z')).toEqual([new Date('2026-09-24T09:00:00Z')]);
    expect(await told(there)).toEqual([0, 0]);
    await Promise.all(Array.from({ length: 3 }, () => nearlyOut(there, id, '2026-09-24T09:00:00Z')));
    await nearlyOut(there, id, '2026-09-24T09:30:00Z');
    expect(await told(there)).toEqual([1, 1]);
    const rep = (await there.at(WEDNESDAY, (context) => getHandoff(context, id))).assignedTo?.id;
    expect(await count(there, 'notifications', { kind: 'handoff.nearly_out', member_id: rep ?? '' })).toBe(1);
  });

  it('is not told of as nearly out once it is answered or over', async () => {
    const there = await company();
    const [contacted, given, over] = [
      await there.submitted(WEDNESDAY),
      await there.submitted(WEDNESDAY),
      await there.submitted(WEDNESDAY),
    ];
    const first = { kind: 'call', response: 'no_answer', at: '2026-09-23T14:30:00Z' };
    await there.history.post(`/api/v1/handoffs/${contacted}/first-contact`, first, { 'on-behalf-of': there.rep.id });
    await there.history.post(`/api/v1/handoffs/${given}/rejection`, { reason: 'too_early', at: '2026-09-23T14:30:00Z' });
    for (const id of [contacted, given]) expect(await nearlyOut(there, id, '2026-09-24T09:30:00Z')).toEqual([]);
    expect(await nearlyOut(there, over, THURSDAY_NOON)).toEqual([]);
    expect(await told(there)).toEqual([0, 0]);
  });

  it('is not over for one that was contacted or given back in time', async () => {
    const there = await company();
    const [contacted, given] = [await there.submitted(WEDNESDAY), await there.submitted(WEDNESDAY)];
    const first = { kind: 'call', response: 'no_answer', at: '2026-09-23T14:30:00Z' };
    await there.history.post(`/api/v1/handoffs/${contacted}/first-contact`, first, { 'on-behalf-of': there.rep.id });
    await there.history.post(`/api/v1/handoffs/${given}/rejection`, { reason: 'too_early', at: '2026-09-23T14:30:00Z' });
    for (const id of [contacted, given]) expect(await look(there, id, '2026-10-01T10:00:00Z')).toEqual([]);
    expect(await overdue(there)).toEqual([0, 0]);
  });

  it('follows an absence of the rep at once, and has the worker look again then', async () => {
    const there = await company();
    const asked: (Date | undefined)[] = [];
    const consumer = clockConsumer({
      enqueue: async (_db, name, _data, options) => void (name === 'handoff.overdue' && asked.push(options?.startAfter)),
    });
    const monday = new Date(Date.now() + ((8 - new Date().getUTCDay()) % 7 || 7) * 86_400_000);
    // What made the workspace is read first: read beside the hand-off, each of the two would ask.
    await settle(db, there.workspace, [consumer]);
    const id = await there.submitted();
    await settle(db, there.workspace, [consumer]);
    const before = await there.at(new Date(), (context) => getHandoff(context, id));
    expect(asked).toEqual([before.clock.due]);
    const day = (date: Date) => date.toISOString().slice(0, 10);
    const [from, to] = [day(new Date(Date.now() - 86_400_000)), day(new Date(monday.getTime() + 7 * 86_400_000))];
    await there.at(new Date(), (context) =>
      addAbsence(context, { memberId: before.assignedTo?.id ?? '', startsAt: `${from}T00:00`, endsAt: `${to}T00:00` }),
    );
    await settle(db, there.workspace, [consumer]);
    const later = await there.at(new Date(), (context) => getHandoff(context, id));
    expect(later.clock.due?.getTime()).toBeGreaterThan(before.clock.due?.getTime() ?? 0);
    expect(asked.at(-1)).toEqual(later.clock.due);
  });
});

describe('the worker', () => {
  it('notices by itself, in time and not before', async () => {
    const there = await company();
    const { id: calendar, createdAt: _, holidays: __, ...kept } = (await there.sales.get('/api/v1/calendars')).json().items[0];
    const always = Object.fromEntries(
      ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, [['00:00', '24:00']]]),
    );
    await there.sales.put(`/api/v1/calendars/${calendar}`, { ...kept, weekly: always, holidayCountry: null });
    // 3.6 seconds are promised.
    await there.at(new Date(), (context) =>
      buildAgreement(
        context,
        { inForceFrom: '2026-02-01', briefingItems, clauses: [contact('D4b', 'other', 0.001)] },
        { marketing: there.heads.marketing.id, sales: there.heads.sales.id },
      ),
    );
    const boss = await openJobs(server.appUrl, { worker: true });
    const worker = await startWorker({ db, boss, databaseUrl: server.appUrl, config: server.app.settings });
    try {
      const id = await there.submitted(new Date());
      const { due } = (await there.at(new Date(), (context) => getHandoff(context, id))).clock;
      const told = () =>
        there.at(new Date(), ({ db }) =>
          db.selectFrom('notifications').select('createdAt').where('kind', '=', 'handoff.overdue').execute(),
        );
      await expect.poll(async () => (await told()).length, { timeout: 20_000, interval: 200 }).toBe(2);
      for (const { createdAt } of await told()) {
        expect(createdAt.getTime()).toBeGreaterThanOrEqual(due?.getTime() ?? Infinity);
        expect(createdAt.getTime()).toBeLessThan((due?.getTime() ?? 0) + 15_000);
      }
    } finally {
      await worker.stop();
    }
  });
});

describe('the list', () => {
  const page = async (client: TestClient, query = '') => (await client.get(`/api/v1/handoffs${query}`)).json();

  it('runs by deadline, overdue first, over pages that miss and repeat nothing, then to what is done', async () => {
    const there = await company();
    const now = new Date();
    const ids = [
      await there.submitted(WEDNESDAY),
      await there.submitted('2026-09-21T14:00:00Z'),
      await there.submitted(now),
      await there.submitted('2026-09-22T14:00:00Z'),
    ];
    await there.history.post(`/api/v1/handoffs/${ids[3]}/acceptance`, { at: '2026-09-22T14:10:00Z' });
    const done = await there.submitted('2026-09-01T14:00:00Z');
    await there.history.post(`/api/v1/handoffs/${done}/rejection`, { reason: 'too_early', at: '2026-09-01T14:10:00Z' });
    const all = (await page(there.sales)).items;
    expect(all.map(({ id }: { id: string }) => id)).toEqual([ids[1], ids[3], ids[0], ids[2], done]);
    expect(all.map(({ clock }: { clock: { overdue: boolean } }) => clock.overdue)).toEqual([true, true, true, false, false]);

    const seen: string[] = [];
    for (let next: string | null = ''; next !== null;) {
      const { items, next: following } = await page(there.sales, `?limit=2${next === '' ? '' : `&cursor=${next}`}`);
      seen.push(...items.map(({ id }: { id: string }) => id));
      next = following;
    }
    expect(seen).toEqual(all.map(({ id }: { id: string }) => id));
    expect((await page(there.sales, '?state=accepted')).items.map(({ id }: { id: string }) => id)).toEqual([ids[3]]);
    expect((await page(there.sales, '?state=rejected,accepted')).items.map(({ id }: { id: string }) => id)).toEqual([
      ids[3],
      done,
    ]);
    expect((await there.sales.get('/api/v1/handoffs?cursor=x')).statusCode).toBe(400);
  });

  it('counts what is mine, what was decided today and what is open, and tells the last contact when nobody waits', async () => {
    const there = await company();
    const id = await there.submitted();
    await there.sales.post(`/api/v1/handoffs/${id}/acceptance`, {});
    expect(await page(there.sales, '?view=mine')).toMatchObject({
      items: [{ id }],
      counts: { mine: 1, held: 1, all: 1 },
      lastContact: null,
    });
    await there.sales.post(`/api/v1/handoffs/${id}/first-contact`, { kind: 'call', response: 'reached' });
    expect(await page(there.sales, '?view=mine')).toEqual({
      items: [],
      next: null,
      counts: { mine: 0, held: 1, all: 0 },
      lastContact: { tookMinutes: 0 },
    });
    expect((await page(there.marketing, '?view=held')).items).toMatchObject([{ id, state: 'contacted' }]);
  });

  it('hides nothing that is snoozed from the clock, and moves to another rep by hand', async () => {
    const there = await company();
    const id = await there.submitted();
    const until = new Date(Date.now() + 3_600_000).toISOString();
    const snoozed = (await there.sales.post(`/api/v1/handoffs/${id}/snooze`, { until })).json();
    expect(snoozed).toMatchObject({ snoozedUntil: until, state: 'waiting', clock: { promisedHours: 4 } });
    expect((await there.sales.post(`/api/v1/handoffs/${id}/snooze`, { until: '2020-01-01T00:00:00Z' })).statusCode).toBe(422);
    const moved = (await there.sales.post(`/api/v1/handoffs/${id}/assignment`, { memberId: there.rep.id })).json();
    expect(moved).toMatchObject({ assignedTo: { id: there.rep.id, name: 'Rikke Rep' } });
    const wrong = await there.sales.post(`/api/v1/handoffs/${id}/assignment`, { memberId: there.heads.marketing.id });
    expect([wrong.statusCode, faults(wrong)]).toEqual([422, ['/memberId']]);
  });

  it('shows nothing of another workspace', async () => {
    const there = await company();
    const id = await there.submitted();
    const stranger = await server.as('sales');
    for (const act of ['acceptance', 'rejection', 'snooze', 'assignment', 'first-contact'].map((noun) => ({
      noun,
      body: bodies[noun],
    })))
      expect([act.noun, (await stranger.post(`/api/v1/handoffs/${id}/${act.noun}`, act.body)).statusCode]).toEqual([
        act.noun,
        404,
      ]);
    expect((await stranger.get(`/api/v1/handoffs/${id}`)).statusCode).toBe(404);
    expect((await stranger.delete(`/api/v1/handoffs/${id}/decision`)).statusCode).toBe(404);
  });
});

const bodies: Record<string, object> = {
  acceptance: {},
  rejection: { reason: 'too_early' },
  snooze: { until: '2999-01-01T00:00:00Z' },
  assignment: { memberId: newId() },
  'first-contact': { kind: 'call', response: 'reached' },
};

describe('notifications', () => {
  it('tell a rep of a new hand-off; once read they stay read, and nobody else sees them', async () => {
    const there = await company();
    const id = await there.submitted();
    const admin = await server.as('admin', { workspace: there.workspace });
    // Given away and back: the rep has heard of it and hears of it once.
    for (const memberId of [there.rep.id, there.sales.memberId, there.rep.id, there.sales.memberId])
      await admin.post(`/api/v1/handoffs/${id}/assignment`, { memberId });
    const unread = async () => (await there.sales.get('/api/v1/notifications?unread=true')).json().items;
    const [news, ...more] = await unread();
    expect([news, more]).toMatchObject([{ kind: 'handoff.assigned', subjectKind: 'handoff', subjectId: id, readAt: null }, []]);
    const { person, company: of } = (await there.sales.get(`/api/v1/handoffs/${id}`)).json();
    expect(news.about).toEqual({ person: person.name ?? person.email, company: of?.name ?? null });
    expect((await admin.post(`/api/v1/notifications/${news.id}/reading`)).statusCode).toBe(404);
    expect((await there.sales.post(`/api/v1/notifications/${news.id}/reading`)).statusCode).toBe(204);
    expect(await unread()).toEqual([]);
  });
});
