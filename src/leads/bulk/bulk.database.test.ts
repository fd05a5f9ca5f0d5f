import { beforeAll, describe, expect, it } from 'vitest';
import { createTestWorkspace } from '../../../test/database.ts';
import { createTestServer, type TestClient } from '../../../test/server.ts';
import { inWorkspace } from '../../platform/database.ts';
import { planNews } from '../../notifications/deliveries/commands.ts';
import type { Jobs } from '../../platform/jobs.ts';
import { actorBehind } from '../../workspaces/reports.ts';
import { moveLead, openLead } from '../commands.ts';
import type { Stage } from '../lifecycle.ts';
import { dealWith } from './commands.ts';
import { runBulkChange } from './jobs.ts';
import type { BulkChange, BulkChangeLead } from './schema.ts';

const server = await createTestServer();
const { workspace } = server;
const within = <T>(work: Parameters<typeof inWorkspace<T>>[3]) => inWorkspace(server.db, workspace, { kind: 'system' }, work);
let admin: TestClient;
let marketer: TestClient;
let seller: TestClient;
let other: TestClient;

beforeAll(async () => {
  admin = await server.as('admin');
  marketer = await server.as('marketing');
  seller = await server.as('sales');
  other = await server.as('sales');
  const [definition] = (await admin.get('/api/v1/definitions')).json().items;
  for (const team of ['marketing', 'sales'] as const) {
    const head = await server.as(team, { head: true });
    const fullName = (await head.get('/api/v1/me')).json().user.name;
    await head.post(`/api/v1/definitions/${definition.id}/signature`, { fullName, agreed: true });
  }
});

let number = 0;
async function lead(stage: Stage = 'known', campaign?: string): Promise<string> {
  const person = (await marketer.post('/api/v1/people', { name: 'Mette Holm', email: `mette-${++number}@kunde.dk` })).json().id;
  return within(async (context) => {
    const { id } = await openLead(context, person);
    if (campaign) await context.db.updateTable('leads').set({ channel: campaign }).where('id', '=', id).execute();
    if (stage !== 'known') await moveLead(context, id, stage);
    return id;
  });
}
const leads = (stages: Stage[]) => Promise.all(stages.map((stage) => lead(stage)));
const handedOver = async (): Promise<{ lead: string; handoff: string }> => {
  const id = await lead();
  const handoff = await marketer.post('/api/v1/handoffs', {
    leadId: id,
    manual: true,
    incompleteBecause: 'Resten spørges der om',
  });
  return { lead: id, handoff: handoff.json().id };
};
const handoffOf = async (id: string): Promise<string> => (await admin.get(`/api/v1/leads/${id}`)).json().handoff.id;
const day = (after: number) => new Date(Date.now() + after * 86_400_000).toISOString().slice(0, 10);
const stageOf = async (id: string): Promise<Stage> => (await admin.get(`/api/v1/leads/${id}`)).json().stage;
const ask = async (client: TestClient, act: string, body: object) => client.post(`/api/v1/bulk-changes/${act}`, body);
const linesOf = async (id: string, outcome: string): Promise<BulkChangeLead[]> =>
  (await admin.get(`/api/v1/bulk-changes/${id}/leads?outcome=${outcome}`)).json().items;
const runJob = async (bulkChangeId: string) => runBulkChange(server.db, { workspace, bulkChangeId });
const moveEvents = async (id: string) =>
  (await admin.get(`/api/v1/events?subject=${id}&type=lead.moved`))
    .json()
    .items.map(({ data }: { data: { to: string } }) => data.to);

describe('a bulk change', () => {
  it('recycles those it can, says of the others why not, and leaves one entry in the audit for each', async () => {
    const [working, known, sql, ended] = await leads(['working', 'known', 'sql', 'working']);
    await seller.post(`/api/v1/leads/${ended}/disqualification`, { reason: 'no_need' });
    const answer = await ask(seller, 'recyclings', { leads: { ids: [working, known, sql, ended] }, reason: 'no_response' });
    const bulk: BulkChange = answer.json();
    expect([answer.statusCode, bulk]).toMatchObject([201, { state: 'done', leads: 4, done: 2, unchanged: 0, refused: 2 }]);
    expect(await Promise.all([working, known, sql, ended].map((id) => stageOf(id ?? '')))).toEqual([
      'recycled',
      'known',
      'recycled',
      'disqualified',
    ]);
    const refused = await linesOf(bulk.id, 'refused');
    expect(refused.map(({ lead: { id }, refusal }) => [id, refusal?.code, refusal?.stage])).toEqual(
      [
        [known, 'stage', 'known'],
        [ended, 'stage', 'disqualified'],
      ].sort(([one = ''], [two = '']) => one.localeCompare(two)),
    );
    expect(await moveEvents(working ?? '')).toEqual(['recycled', 'working']);
    expect(await moveEvents(known ?? '')).toEqual([]);
  });

  it('names what a briefing lacks instead of skipping the lead, and hands over what is told to go without', async () => {
    const ids = await leads(['known', 'mql', 'submitted']);
    const bulk: BulkChange = (await ask(marketer, 'handoffs', { leads: { ids }, manual: true })).json();
    expect(bulk).toMatchObject({ done: 0, refused: 3 });
    const refused = await linesOf(bulk.id, 'refused');
    const of = (id: string | undefined) => refused.find(({ lead: { id: each } }) => each === id)?.refusal;
    expect(of(ids[0])).toMatchObject({ code: 'incomplete', missing: expect.arrayContaining([expect.any(String)]) });
    expect(of(ids[2])).toMatchObject({ code: 'stage', stage: 'submitted' });
    const ready: BulkChange = (await ask(marketer, 'handoffs', { leads: { ids: ids.slice(0, 1) } })).json();
    expect((await linesOf(ready.id, 'refused'))[0]?.refusal?.code).toBe('not_ready');
    const again = await ask(marketer, 'handoffs', {
      leads: { ids },
      manual: true,
      incompleteBecause: 'Messen: spørg på telefonen',
    });
    expect(again.json()).toMatchObject({ done: 2, refused: 1 });
    expect(await Promise.all(ids.map(stageOf))).toEqual(['submitted', 'submitted', 'submitted']);
  });

  it('resolves a filter on the server, leaves many to a job that can be stopped and run again, and undoes what it did', async () => {
    for (let n = 0; n < 28; n++) await lead(n < 2 ? 'submitted' : 'mql', 'partner');
    const asked = await ask(marketer, 'disqualifications', { leads: { matching: { channel: 'partner' } }, reason: 'no_need' });
    const bulk: BulkChange = asked.json();
    expect(bulk).toMatchObject({ state: 'running', leads: 28, done: 0 });
    expect(server.enqueued.at(-1)).toMatchObject({
      name: 'leads.bulk-change',
      data: { bulkChangeId: bulk.id } satisfies Partial<Jobs['leads.bulk-change']>,
    });
    // One that comes in later was not chosen.
    const late = await lead('mql', 'partner');

    const actor = await within((context) => actorBehind(context, 'member', marketer.memberId ?? ''));
    await inWorkspace(server.db, workspace, actor ?? { kind: 'system' }, (context) => dealWith(context, bulk.id, 3));
    const partly: BulkChange = (await admin.get(`/api/v1/bulk-changes/${bulk.id}`)).json();
    expect([partly.state, partly.done + partly.refused]).toEqual(['running', 3]);
    await Promise.all([runJob(bulk.id), runJob(bulk.id)]);
    const done: BulkChange = (await marketer.get(`/api/v1/bulk-changes/${bulk.id}`)).json();
    expect(done).toMatchObject({ state: 'done', done: 26, refused: 2 });
    expect(done.undoUntil).not.toBeNull();
    expect(await stageOf(late)).toBe('mql');
    const [first] = await linesOf(bulk.id, 'done');
    expect(await moveEvents(first?.lead.id ?? '')).toEqual(['disqualified', 'mql']);

    expect((await seller.delete(`/api/v1/bulk-changes/${bulk.id}`)).statusCode).toBe(403);
    expect((await admin.delete(`/api/v1/bulk-changes/${bulk.id}`)).json()).toMatchObject({ state: 'undoing' });
    const moved = first?.lead.id ?? '';
    const person = (await admin.get(`/api/v1/leads/${moved}`)).json().person.id;
    await marketer.post('/api/v1/leads', { personId: person });
    await runJob(bulk.id);
    const undone: BulkChange = (await marketer.get(`/api/v1/bulk-changes/${bulk.id}`)).json();
    expect(undone).toMatchObject({ state: 'undone', undone: 25 });
    // Somebody who has begun anew is not taken back.
    expect((await linesOf(bulk.id, 'not_undone')).map(({ lead: { id } }) => id)).toEqual([moved]);
    const back = (await linesOf(bulk.id, 'done')).filter((line) => line.undone).map(({ lead: { stage } }) => stage);
    expect(back).toEqual(Array.from({ length: 25 }, () => 'mql'));
    expect((await marketer.delete(`/api/v1/bulk-changes/${bulk.id}`)).statusCode).toBe(409);
  });

  it('assigns hand-offs with their clock and other leads by their owner, and tells which had it already', async () => {
    const { lead: waiting, handoff } = await handedOver();
    const [known, won] = await leads(['known', 'won']);
    const to = seller.memberId;
    const bulk: BulkChange = (await ask(marketer, 'assignments', { leads: { ids: [waiting, known, won] }, memberId: to })).json();
    expect(bulk.done + bulk.unchanged + bulk.refused).toBe(3);
    expect((await admin.get(`/api/v1/handoffs/${handoff}`)).json().assignedTo.id).toBe(to);
    expect((await admin.get(`/api/v1/leads/${known}`)).json().owner.id).toBe(to);
    expect((await linesOf(bulk.id, 'refused')).map(({ lead: { id } }) => id)).toEqual([won]);
    const again: BulkChange = (await ask(marketer, 'assignments', { leads: { ids: [waiting, known] }, memberId: to })).json();
    expect(again).toMatchObject({ done: 0, unchanged: 2 });
    const routed: BulkChange = (await ask(marketer, 'assignments', { leads: { ids: [waiting, known] }, memberId: null })).json();
    expect(routed.refused).toBe(1);
    expect((await ask(marketer, 'assignments', { leads: { ids: [known] }, memberId: marketer.memberId })).statusCode).toBe(422);
  });

  it('takes back hand-overs that nobody has answered: they were none, and their leads stand where they stood', async () => {
    const ids = await leads(['known', 'mql', 'engaged']);
    const asked = { leads: { ids }, manual: true, incompleteBecause: 'Resten spørges der om' };
    const mqls = async () => (await admin.get(`/api/v1/metrics/mqls?from=${day(-1)}&to=${day(1)}`)).json().value;
    const before = await mqls();
    const bulk: BulkChange = (await ask(marketer, 'handoffs', asked)).json();
    expect([bulk.done, bulk.undoUntil]).toEqual([3, expect.any(String)]);
    const handoffs = await Promise.all(ids.map(handoffOf));
    const [answered] = handoffs;
    expect((await admin.post(`/api/v1/handoffs/${answered}/acceptance`)).statusCode).toBe(201);
    expect((await marketer.delete(`/api/v1/bulk-changes/${bulk.id}`)).json()).toMatchObject({ state: 'undone', undone: 2 });
    expect(await Promise.all(ids.map(stageOf))).toEqual(['accepted', 'mql', 'engaged']);
    expect((await linesOf(bulk.id, 'not_undone')).map(({ lead: { id } }) => id)).toEqual(ids.slice(0, 1));
    expect(await Promise.all(handoffs.map(async (id) => (await admin.get(`/api/v1/handoffs/${id}`)).statusCode))).toEqual([
      200, 404, 404,
    ]);
    // The one that was accepted has become an MQL on its way; the one that was engaged has not.
    expect(await mqls()).toBe((before ?? 0) + 1);
    const news = await within(({ db }) =>
      db.selectFrom('notifications').select('id').where('subjectId', 'in', handoffs.slice(1)).execute(),
    );
    expect(news).toEqual([]);
    // What was taken back can be handed over again.
    expect((await ask(marketer, 'handoffs', { ...asked, leads: { ids: ids.slice(1) } })).json()).toMatchObject({ done: 2 });
  });

  it('gives leads that were assigned back to who had them, unless they were given on', async () => {
    const { lead: waiting, handoff } = await handedOver();
    const holder = (await admin.get(`/api/v1/handoffs/${handoff}`)).json().assignedTo.id as string;
    const to = holder === seller.memberId ? other.memberId : seller.memberId;
    const [nobodys, givenOn] = await leads(['known', 'mql']);
    const ids = [waiting, nobodys, givenOn];
    const bulk: BulkChange = (await ask(marketer, 'assignments', { leads: { ids }, memberId: to })).json();
    expect(bulk.done).toBe(3);
    await ask(admin, 'assignments', { leads: { ids: [givenOn] }, memberId: holder });
    expect((await marketer.delete(`/api/v1/bulk-changes/${bulk.id}`)).json()).toMatchObject({ state: 'undone', undone: 2 });
    expect((await admin.get(`/api/v1/handoffs/${handoff}`)).json().assignedTo.id).toBe(holder);
    expect((await admin.get(`/api/v1/leads/${nobodys}`)).json().owner).toBeNull();
    expect((await admin.get(`/api/v1/leads/${givenOn}`)).json().owner.id).toBe(holder);
  });

  it('is told by mail when it can no longer be taken back, and not at all to who had it by mistake', async () => {
    await server.db.updateTable('users').set({ passwordHash: 'set' }).execute();
    /** Whom a mail is laid out for about a hand-off, so long from now. */
    const mailed = (handoff: string, seconds: number) =>
      inWorkspace(
        server.db,
        workspace,
        { kind: 'system' },
        async (context) => {
          await planNews(context, { mailLeaves: true });
          const rows = await context.db
            .selectFrom('deliveredNews as d')
            .innerJoin('notifications as n', 'n.id', 'd.notificationId')
            .select('n.memberId')
            .where('n.subjectId', '=', handoff)
            .execute();
          return rows.map(({ memberId }) => memberId);
        },
        new Date(Date.now() + seconds * 1000),
      );
    const assigneeOf = async (handoff: string): Promise<string> =>
      (await admin.get(`/api/v1/handoffs/${handoff}`)).json().assignedTo.id;

    const alone = await handedOver();
    const holder = await assigneeOf(alone.handoff);
    expect(await mailed(alone.handoff, 0)).toEqual([holder]);

    const ids = await leads(['known', 'mql']);
    await ask(marketer, 'handoffs', { leads: { ids }, manual: true, incompleteBecause: 'Resten spørges der om' });
    const handoff = await handoffOf(ids[0] ?? '');
    expect(await mailed(handoff, 28)).toEqual([]);
    expect(await mailed(handoff, 32)).toEqual([await assigneeOf(handoff)]);

    const mistaken = holder === other.memberId ? seller.memberId : other.memberId;
    const given = { leads: { ids: [alone.lead] }, memberId: mistaken };
    const bulk: BulkChange = (await ask(marketer, 'assignments', given)).json();
    await marketer.delete(`/api/v1/bulk-changes/${bulk.id}`);
    expect(await mailed(alone.handoff, 32)).toEqual([holder]);
    await ask(marketer, 'assignments', given);
    expect(await mailed(alone.handoff, 28)).toEqual([holder]);
    expect(await mailed(alone.handoff, 32)).toEqual(expect.arrayContaining([holder, mistaken]));
  });

  it('is not told by mail while it is still under way', async () => {
    for (let n = 0; n < 26; n++) await lead('mql', 'messe');
    const asked = { leads: { matching: { channel: 'messe' } }, manual: true, incompleteBecause: 'Resten spørges der om' };
    const bulk: BulkChange = (await ask(admin, 'handoffs', asked)).json();
    const actor = await within((context) => actorBehind(context, 'member', admin.memberId ?? ''));
    await inWorkspace(server.db, workspace, actor ?? { kind: 'system' }, (context) => dealWith(context, bulk.id, 1));
    const later = new Date(Date.now() + 3_600_000);
    const unplanned = () =>
      inWorkspace(
        server.db,
        workspace,
        { kind: 'system' },
        async (context) => {
          await planNews(context, { mailLeaves: true });
          return (await context.db.selectFrom('notifications').select('kind').where('plannedAt', 'is', null).execute()).length;
        },
        later,
      );
    expect(await unplanned()).toBe(1);
    await within(({ db }) => db.updateTable('bulkChanges').set({ problem: 'Stopped.' }).where('id', '=', bulk.id).execute());
    expect(await unplanned()).toBe(0);
  });

  it('loses to a decision taken at the same moment, or wins against it, and never both', async () => {
    for (let round = 0; round < 5; round++) {
      const { lead: id, handoff } = await handedOver();
      const [decision, bulk] = await Promise.all([
        seller.post(`/api/v1/handoffs/${handoff}/acceptance`),
        ask(admin, 'disqualifications', { leads: { ids: [id] }, reason: 'no_need' }),
      ]);
      expect([decision.statusCode, bulk.statusCode]).toEqual([201, 201]);
      const { done }: BulkChange = bulk.json();
      expect(await stageOf(id)).toBe(done === 1 ? 'disqualified' : 'accepted');
      expect(await moveEvents(id)).toEqual([...(done === 1 ? ['disqualified'] : []), 'accepted', 'submitted']);
    }
    const both = await Promise.all([handedOver(), handedOver(), handedOver()]);
    const answers = await Promise.all([
      ask(marketer, 'assignments', { leads: { ids: both.map(({ lead: id }) => id) }, memberId: other.memberId }),
      ...both.map(({ handoff }) => seller.post(`/api/v1/handoffs/${handoff}/acceptance`)),
    ]);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([201, 201, 201, 201]);
  });

  it('does nothing at all when one of the leads is of another workspace, which looks like one that is missing', async () => {
    const elsewhere = await createTestWorkspace(server.db, 'Fjordby Ventilation');
    const stranger = await server.as('admin', { workspace: elsewhere });
    const own = await lead('mql');
    const person = (await stranger.post('/api/v1/people', { name: 'Fremmed', email: 'fremmed@kunde.dk' })).json().id;
    const foreign = (await stranger.post('/api/v1/leads', { personId: person })).json().id;
    const missing = '0199a000-0000-7000-8000-000000000000';
    const answers = await Promise.all(
      [foreign, missing].map((id) => ask(admin, 'disqualifications', { leads: { ids: [own, id] }, reason: 'no_need' })),
    );
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([422, 422]);
    expect(answers[0]?.json()).toEqual(answers[1]?.json());
    expect(answers[0]?.json().errors).toEqual([{ pointer: '/leads/ids/1', detail: expect.any(String) }]);
    expect(await stageOf(own)).toBe('mql');
    const bulk: BulkChange = (await ask(admin, 'disqualifications', { leads: { ids: [own] }, reason: 'no_need' })).json();
    for (const path of [bulk.id, `${bulk.id}/leads`])
      expect((await stranger.get(`/api/v1/bulk-changes/${path}`)).statusCode).toBe(404);
    expect((await stranger.delete(`/api/v1/bulk-changes/${bulk.id}`)).statusCode).toBe(404);
    expect((await stranger.get('/api/v1/bulk-changes')).json().items).toEqual([]);
  });

  it('stops when whoever asked for it has left, and says so', async () => {
    const leaver = await server.as('marketing');
    for (let n = 0; n < 26; n++) await lead('mql', 'offline');
    const bulk: BulkChange = (
      await ask(leaver, 'disqualifications', { leads: { matching: { channel: 'offline' } }, reason: 'no_need' })
    ).json();
    await within(({ db, now }) =>
      db
        .updateTable('members')
        .set({ leftAt: now })
        .where('id', '=', leaver.memberId ?? '')
        .execute(),
    );
    await runJob(bulk.id);
    expect((await admin.get(`/api/v1/bulk-changes/${bulk.id}`)).json()).toMatchObject({ state: 'stopped', done: 0 });
  });

  it('is refused for a reason that is not in the catalogue, for none that match, and for those whose word it is not', async () => {
    const id = await lead('working');
    expect((await ask(seller, 'recyclings', { leads: { ids: [id] }, reason: 'because' })).statusCode).toBe(422);
    expect(
      (await ask(seller, 'recyclings', { leads: { matching: { search: 'nobody at all' } }, reason: 'no_response' })).statusCode,
    ).toBe(422);
    expect((await ask(marketer, 'recyclings', { leads: { ids: [id] }, reason: 'no_response' })).statusCode).toBe(403);
    expect((await ask(seller, 'handoffs', { leads: { ids: [id] } })).statusCode).toBe(403);
    expect(await stageOf(id)).toBe('working');
  });
});
