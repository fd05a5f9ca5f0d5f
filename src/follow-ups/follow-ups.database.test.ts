import { describe, expect, it } from 'vitest';
import { buildAgreement, buildLead, buildPage, buildPerson } from '../../test/build.ts';
import { as, createTestMember, createTestWorkspace } from '../../test/database.ts';
import { settle } from '../../test/outbox.ts';
import { createTestServer } from '../../test/server.ts';
import { standardCadence, standardClauses } from '../agreements/standard-agreement.ts';
import { createDefinition, signDefinition } from '../definitions/commands.ts';
import { standardDefinition } from '../definitions/standard.ts';
import { acceptHandoff, makeFirstContact } from '../handoffs/answered/commands.ts';
import { submitHandoff } from '../handoffs/commands.ts';
import { getHandoffInFull } from '../handoffs/briefed/reports.ts';
import { readBriefing } from '../handoffs/read/commands.ts';
import { logAttempt } from '../leads/contacted/commands.ts';
import { recycleLead } from '../leads/ended/commands.ts';
import { leadConsumer } from '../leads/jobs.ts';
import { reEnterLeads } from '../leads/re-entered/jobs.ts';
import { undoAttempt, undoMove } from '../leads/undone/commands.ts';
import type { Actor, Context } from '../platform/context.ts';
import { followUpConsumer, reckonFollowUps } from './jobs.ts';
import { followUpsOf, listDue } from './reports.ts';

const server = await createTestServer();
const { db } = server;
const system: Actor = { kind: 'system' };
const enqueue = async () => {};

/** Wednesday 15:00 in Copenhagen. */
const WEDNESDAY = '2026-09-23T13:00:00Z';
const easy = {
  ...standardDefinition,
  hard: [],
  thresholds: { engaged: 5, mql: { fit: 0, engagement: 20 }, ready: { fit: 0, engagement: 40, softNeeded: 0 } },
};

/** Both heads, a definition and an agreement with a cadence in force since the new year, and one rep. */
async function company() {
  const workspace = await createTestWorkspace(db);
  const marketing = await createTestMember(db, workspace, 'marketing', { head: true, name: 'Mette Holm' });
  const head = await createTestMember(db, workspace, 'sales', { head: true, name: 'Simon Sand' });
  const rep = await createTestMember(db, workspace, 'sales', { name: 'Rikke Rep' });
  const at = <T>(now: string | Date, work: (context: Context) => Promise<T>, actor: Actor = rep) =>
    as(db, workspace, actor, work, new Date(now));
  const today = new Date();
  const { id } = await at(
    today,
    (context) => createDefinition(context, { body: easy, inForceFrom: new Date('2026-01-01T00:00:00Z') }),
    system,
  );
  await at(today, (context) => signDefinition(context, id, { fullName: 'Mette Holm' }), marketing);
  await at(today, (context) => signDefinition(context, id, { fullName: 'Simon Sand' }), head);
  const agree = (inForceFrom: string, cadence = standardCadence) =>
    at(today, (context) =>
      buildAgreement(
        context,
        { inForceFrom, clauses: [...standardClauses], cadence },
        { marketing: marketing.id, sales: head.id },
      ),
    );
  await agree('2026-01-01');
  const lead = (reached = {}) =>
    at(today, async (context) => buildLead(context, { person: await buildPerson(context, { name: 'Katrine Holm' }), reached }));
  /** Handed over to the rep and accepted at that moment. */
  const accepted = async (when = WEDNESDAY) => {
    const leadId = await lead();
    const handoffId = await at(
      when,
      (context) => submitHandoff(context, { leadId, manual: true, incompleteBecause: 'Not asked yet' }),
      marketing,
    );
    await at(when, (context) => acceptHandoff(context, handoffId, {}));
    return { leadId, handoffId };
  };
  const followUp = async (leadId: string, now: string) => {
    const [found] = await at(now, (context) => followUpsOf(context, [leadId]));
    return found;
  };
  const catchUp = () => settle(db, workspace, [followUpConsumer({ enqueue })]);
  const due = (now: string, member: string = rep.id) =>
    at(now, (context) => listDue(context, { member, limit: 50, cursor: undefined }));
  return { workspace, marketing, head, rep, at, agree, lead, accepted, followUp, catchUp, due };
}

describe('the cadence of a lead', () => {
  it('goes from the first contact to sending the lead back, and a response ends it', async () => {
    const { accepted, at, followUp } = await company();
    const { leadId, handoffId } = await accepted();
    expect((await followUp(leadId, WEDNESDAY))?.followUp).toEqual({ kind: 'contact', due: new Date('2026-09-25T13:00:00Z') });
    await at('2026-09-23T14:00:00Z', (context) => makeFirstContact(context, handoffId, { kind: 'call', response: 'no_answer' }));
    expect((await followUp(leadId, WEDNESDAY))?.followUp).toEqual({ kind: 'attempt', due: new Date('2026-09-24T14:00:00Z') });
    for (const day of ['24', '25', '28', '30'])
      await at(`2026-09-${day}T08:00:00Z`, (context) => logAttempt(context, leadId, { kind: 'call', response: 'no_answer' }));
    expect(await followUp(leadId, '2026-10-01T08:00:00Z')).toMatchObject({
      followUp: { kind: 'recycle', due: new Date('2026-10-05T08:00:00Z') },
      cadence: { made: 5, of: 5, state: 'used_up' },
    });
    await at('2026-10-02T08:00:00Z', (context) => logAttempt(context, leadId, { kind: 'call', response: 'reached' }));
    expect(await followUp(leadId, '2026-10-02T09:00:00Z')).toMatchObject({
      followUp: { kind: 'no_step' },
      cadence: { state: 'answered' },
    });
  });

  it('is the one in force when the lead was handed over, whatever is agreed later', async () => {
    const { accepted, agree, followUp } = await company();
    const { leadId } = await accepted();
    await agree('2026-09-24', [{ kind: 'mail', afterHours: 0 }]);
    expect((await followUp(leadId, '2026-09-25T08:00:00Z'))?.cadence).toMatchObject({ of: 5, next: { kind: 'call' } });
    const later = await accepted('2026-09-25T08:00:00Z');
    expect((await followUp(later.leadId, '2026-09-25T08:00:00Z'))?.cadence).toMatchObject({ of: 1, next: { kind: 'mail' } });
  });

  it('is not moved by what a machine sends', async () => {
    const { accepted, at, followUp } = await company();
    const { leadId, handoffId } = await accepted();
    await at(WEDNESDAY, (context) => makeFirstContact(context, handoffId, { kind: 'call', response: 'no_answer' }));
    const before = await followUp(leadId, '2026-09-24T08:00:00Z');
    await at('2026-09-24T07:00:00Z', async ({ db: rows, workspace }) => {
      const { personId } = await rows.selectFrom('leads').select('personId').where('id', '=', leadId).executeTakeFirstOrThrow();
      await rows
        .insertInto('touchpoints')
        .values({
          workspaceId: workspace,
          id: handoffId,
          personId,
          side: 'marketing',
          kind: 'email_sent',
          channel: 'email',
          occurredAt: new Date('2026-09-24T07:00:00Z'),
          receivedAt: new Date('2026-09-24T07:00:00Z'),
        })
        .execute();
    });
    expect(await followUp(leadId, '2026-09-24T08:00:00Z')).toEqual(before);
  });
});

describe('logging a contact', () => {
  it('counts a double click once, and tells two contacts apart', async () => {
    const { accepted, at } = await company();
    const { leadId } = await accepted();
    const call = (when: string, response: 'no_answer' | 'reached' = 'no_answer') =>
      at(when, (context) => logAttempt(context, leadId, { kind: 'call', response }));
    const first = await call('2026-09-24T08:00:00Z');
    expect(await call('2026-09-24T08:00:01Z')).toEqual(first);
    expect(await call('2026-09-24T08:00:02Z', 'reached')).not.toEqual(first);
    expect(await call('2026-09-24T09:00:00Z')).not.toEqual(first);
  });

  it('logs one contact when the same is told twice at the same moment', async () => {
    const { accepted, at } = await company();
    const { leadId } = await accepted();
    const ids = await Promise.all(
      Array.from({ length: 5 }, () =>
        at('2026-09-24T08:00:00Z', (context) => logAttempt(context, leadId, { kind: 'mail', response: 'awaiting' })),
      ),
    );
    expect(new Set(ids.map(({ id }) => id)).size).toBe(1);
  });

  it('can be undone within half a minute by who did it, and then the clock runs on', async () => {
    const { accepted, at, head, followUp } = await company();
    const { leadId, handoffId } = await accepted();
    await at('2026-09-24T08:00:00Z', (context) => makeFirstContact(context, handoffId, { kind: 'call', response: 'reached' }));
    await expect(at('2026-09-24T08:00:05Z', (context) => undoAttempt(context, leadId), head)).rejects.toMatchObject({
      status: 403,
    });
    await expect(at('2026-09-24T08:00:31Z', (context) => undoAttempt(context, leadId))).rejects.toMatchObject({ status: 409 });
    await at('2026-09-24T08:00:05Z', (context) => undoAttempt(context, leadId));
    const handoff = await at('2026-09-24T08:00:06Z', (context) => getHandoffInFull(context, handoffId));
    expect(handoff).toMatchObject({
      state: 'accepted',
      lead: { stage: 'accepted' },
      attempts: [],
      clock: { firstContactAt: null },
    });
    expect((await followUp(leadId, '2026-09-24T08:00:06Z'))?.followUp?.kind).toBe('contact');
    await expect(at('2026-09-24T08:00:07Z', (context) => undoAttempt(context, leadId))).rejects.toMatchObject({ status: 404 });
  });
});

describe('a day', () => {
  it('holds what is due by its end, overdue first, and last the leads without a next step', async () => {
    const { accepted, at, catchUp, due } = await company();
    const [late, today, open, planned] = [await accepted(), await accepted(), await accepted(), await accepted()];
    const contact = (id: string, when: string, given: object = {}) =>
      at(when, (context) => makeFirstContact(context, id, { kind: 'call', response: 'reached', ...given }));
    await contact(today.handoffId, '2026-09-24T07:00:00Z', { nextStep: 'Send the offer', nextStepOn: '2026-09-28' });
    await contact(planned.handoffId, '2026-09-24T07:00:00Z', { nextStep: 'Call', nextStepOn: '2026-10-05' });
    await contact(open.handoffId, '2026-09-24T07:00:00Z');
    await catchUp();
    const day = await due('2026-09-28T08:00:00Z');
    expect(day.items.map(({ leadId, kind, overdue }) => [leadId, kind, overdue])).toEqual([
      [late.leadId, 'contact', true],
      [today.leadId, 'step', false],
      [open.leadId, 'no_step', false],
    ]);
    expect(day).toMatchObject({ counts: { overdue: 1, today: 1, noStep: 1 }, ahead: new Date('2026-10-05T22:00:00Z') });
    // What is done at this moment is gone although nothing was reckoned since.
    await at('2026-09-28T08:30:00Z', (context) =>
      logAttempt(context, today.leadId, { kind: 'mail', response: 'awaiting', nextStep: 'Call', nextStepOn: '2026-10-01' }),
    );
    const after = await due('2026-09-28T08:31:00Z');
    expect(after.items.map(({ leadId }) => leadId)).toEqual([late.leadId, open.leadId]);
    expect(after.made).toBe(1);
  });

  it('comes in pages that hold each lead once', async () => {
    const { accepted, at, catchUp, rep } = await company();
    for (let n = 0; n < 5; n++) {
      const { handoffId } = await accepted(`2026-09-${21 + n}T08:00:00Z`);
      if (n > 2)
        await at('2026-09-28T07:00:00Z', (context) =>
          makeFirstContact(context, handoffId, { kind: 'call', response: 'reached' }),
        );
    }
    await catchUp();
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await at('2026-09-28T08:00:00Z', (context) => listDue(context, { member: 'me', limit: 2, cursor }), rep);
      seen.push(...page.items.map(({ leadId }) => leadId));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    expect([seen.length, new Set(seen).size]).toEqual([5, 5]);
  });

  it('is of one rep or of the team, never of another workspace, and a program says whose', async () => {
    const one = await company();
    const other = await company();
    await one.accepted();
    await one.catchUp();
    const now = '2026-09-28T08:00:00Z';
    expect((await one.due(now)).items).toHaveLength(1);
    expect((await one.due(now, one.head.id)).items).toHaveLength(0);
    expect((await one.due(now, 'team')).items).toHaveLength(1);
    expect((await other.due(now, 'team')).items).toHaveLength(0);
    expect((await other.due(now, one.rep.id)).items).toHaveLength(0);
    const program = await server.withKey(['read'], one.workspace);
    expect((await program.get('/api/v1/follow-ups')).statusCode).toBe(422);
    expect((await program.get('/api/v1/follow-ups?member=team')).statusCode).toBe(200);
  });

  it('is put right within the hour where something was overlooked', async () => {
    const { workspace, accepted, due } = await company();
    await accepted();
    expect((await due('2026-09-28T08:00:00Z')).items).toHaveLength(0);
    await reckonFollowUps({ db, enqueue }, { workspace, after: null });
    expect((await due('2026-09-28T08:00:00Z')).items).toHaveLength(1);
  });
});

describe('a recycled lead', () => {
  const leadsOf = ({ at }: Awaited<ReturnType<typeof company>>) =>
    at(new Date(), ({ db: rows }) => rows.selectFrom('leads').selectAll().orderBy('createdAt').execute());
  const recycled = async (there: Awaited<ReturnType<typeof company>>, given: object = {}) => {
    const { leadId, handoffId } = await there.accepted();
    await there.at(WEDNESDAY, (context) => makeFirstContact(context, handoffId, { kind: 'call', response: 'no_answer' }));
    await there.at('2026-09-30T08:00:00Z', (context) =>
      recycleLead(context, leadId, { reason: 'no_response', reEntryOn: '2026-10-20', ...given }),
    );
    return leadId;
  };

  it('comes back on its day as one that returned, once, however often and late the worker looks', async () => {
    const there = await company();
    const leadId = await recycled(there);
    const look = (now: string) => reEnterLeads({ db, enqueue }, { workspace: there.workspace }, new Date(now));
    await look('2026-10-19T21:59:00Z');
    expect(await leadsOf(there)).toHaveLength(1);
    // The worker was down for weeks; two of them look at once.
    await Promise.all([look('2026-11-09T08:00:00Z'), look('2026-11-09T08:00:00Z')]);
    await look('2026-11-10T08:00:00Z');
    const [, back, ...more] = await leadsOf(there);
    expect(more).toEqual([]);
    expect(back).toMatchObject({
      recycledFrom: leadId,
      stage: 'engaged',
      closedAt: null,
      createdAt: new Date('2026-10-19T22:00:00Z'),
    });
  });

  it('comes back before its day when what the person does since is worth the interest asked for', async () => {
    const there = await company();
    const leadId = await recycled(there, { reEntryEngagement: 10 });
    const { personId } = (await leadsOf(there)).find(({ id }) => id === leadId)!;
    const visit = (at: string) =>
      there
        .at(at, (context) => buildPage(context, { at, person: personId, channel: 'direct' }))
        .then(() => there.at(at, async (context) => leadConsumer({ enqueue }).consume(context, [touched(personId)]), system));
    await visit('2026-10-05T08:00:00Z');
    expect(await leadsOf(there)).toHaveLength(1);
    for (let day = 10; day < 20; day++) await visit(`2026-10-${day}T08:00:00Z`);
    expect((await leadsOf(there)).map(({ recycledFrom }) => recycledFrom)).toEqual([null, leadId]);
  });

  it('is taken back within half a minute as it was', async () => {
    const there = await company();
    const leadId = await recycled(there);
    await expect(there.at('2026-09-30T08:00:40Z', (context) => undoMove(context, leadId, ['recycled']))).rejects.toMatchObject({
      status: 409,
    });
    await there.at('2026-09-30T08:00:08Z', (context) => undoMove(context, leadId, ['recycled']));
    expect(await leadsOf(there)).toMatchObject([{ stage: 'working', closedAt: null, reEntryOn: null }]);
    await expect(there.at('2026-09-30T08:00:09Z', (context) => undoMove(context, leadId, ['recycled']))).rejects.toMatchObject({
      status: 409,
    });
  });
});

const touched = (personId: string) => ({
  id: personId,
  xid: '1',
  type: 'touchpoints.recorded',
  at: new Date(),
  actorKind: 'system' as const,
  actorId: null,
  subjectKind: 'person',
  subjectId: personId,
  data: { personIds: [personId] },
});

describe('reading the briefing before the call', () => {
  it('is a fact once for each member, before the first contact only, and the figure rests on it', async () => {
    const there = await company();
    const [read, unread] = [await there.accepted(), await there.accepted()];
    const open = (id: string, when: string) => there.at(when, (context) => readBriefing(context, id));
    await open(read.handoffId, '2026-09-24T07:00:00Z');
    await open(read.handoffId, '2026-09-24T07:05:00Z');
    for (const { handoffId } of [read, unread])
      await there.at('2026-09-24T08:00:00Z', (context) =>
        makeFirstContact(context, handoffId, { kind: 'call', response: 'reached' }),
      );
    await open(unread.handoffId, '2026-09-24T08:01:00Z');
    const readings = async (id: string) =>
      (await there.at('2026-09-24T09:00:00Z', (context) => getHandoffInFull(context, id))).readings;
    expect(await readings(read.handoffId)).toEqual([
      { member: { id: there.rep.id, name: 'Rikke Rep' }, readAt: new Date('2026-09-24T07:00:00Z') },
    ]);
    expect(await readings(unread.handoffId)).toEqual([]);
    const client = await server.as('leadership', { workspace: there.workspace });
    const figure = await client.get('/api/v1/metrics/briefing_read_before_contact?from=2026-09-01&to=2026-10-01');
    expect(figure.json()).toMatchObject({ value: 50, n: 2 });
    const rows = await client.get('/api/v1/metrics/briefing_read_before_contact/rows?from=2026-09-01&to=2026-10-01');
    expect(rows.json().items.map(({ id, hit }: { id: string; hit: boolean }) => [id, hit])).toEqual(
      expect.arrayContaining([
        [read.handoffId, true],
        [unread.handoffId, false],
      ]),
    );
  });

  it('is told by members of sales alone, of their own workspace', async () => {
    const there = await company();
    const { handoffId } = await there.accepted();
    const path = `/api/v1/handoffs/${handoffId}/reading`;
    expect((await (await server.as('marketing', { workspace: there.workspace })).post(path, {})).statusCode).toBe(403);
    expect((await (await server.as('sales')).post(path, {})).statusCode).toBe(404);
    expect((await (await server.as('sales', { workspace: there.workspace })).post(path, {})).statusCode).toBe(204);
    const program = await server.withKey(['read', 'write', 'history'], there.workspace);
    expect((await program.post(path, {})).statusCode).toBe(403);
  });

  it('is told of the past by a program that names who read it, and counts only if it was before the first contact', async () => {
    const there = await company();
    const { handoffId } = await there.accepted();
    await there.at('2026-09-24T08:00:00Z', (context) =>
      makeFirstContact(context, handoffId, { kind: 'call', response: 'reached' }),
    );
    const program = await server.withKey(['read', 'write', 'history'], there.workspace);
    const read = (at: string, member: string) =>
      program.post(`/api/v1/handoffs/${handoffId}/reading`, { at }, { 'on-behalf-of': member });
    const other = await createTestMember(db, there.workspace, 'sales', { name: 'Oda Sen' });
    expect((await read('2026-09-24T08:01:00Z', other.id)).statusCode).toBe(204);
    expect((await read('2026-09-24T07:50:00Z', there.rep.id)).statusCode).toBe(204);
    expect((await program.get(`/api/v1/handoffs/${handoffId}`)).json().readings).toEqual([
      { member: { id: there.rep.id, name: 'Rikke Rep' }, readAt: '2026-09-24T07:50:00.000Z' },
    ]);
  });
});
