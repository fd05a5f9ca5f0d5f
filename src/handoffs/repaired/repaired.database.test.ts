import { describe, expect, it } from 'vitest';
import { buildAgreement, buildLead, buildPerson } from '../../../test/build.ts';
import { as, createTestMember, createTestWorkspace } from '../../../test/database.ts';
import { settle } from '../../../test/outbox.ts';
import { createTestServer } from '../../../test/server.ts';
import { createDefinition, signDefinition } from '../../definitions/commands.ts';
import { standardDefinition } from '../../definitions/standard.ts';
import { appealRejection } from '../../feedback/commands.ts';
import { followUpConsumer } from '../../follow-ups/jobs.ts';
import { listDue } from '../../follow-ups/reports.ts';
import { disqualifyLead } from '../../leads/ended/commands.ts';
import { undoMove } from '../../leads/undone/commands.ts';
import { measure } from '../../metrics/reports.ts';
import type { Actor, Context } from '../../platform/context.ts';
import { rejectHandoff, undoDecision } from '../answered/commands.ts';
import { submitHandoff } from '../commands.ts';
import { clockConsumer } from '../jobs.ts';
import { getHandoff } from '../reports.ts';
import { repairDue } from './jobs.ts';

const server = await createTestServer();
const { db } = server;
const system: Actor = { kind: 'system' };
const easy = {
  ...standardDefinition,
  hard: [],
  thresholds: { engaged: 0, mql: { fit: 0, engagement: 0 }, ready: { fit: 0, engagement: 0, softNeeded: 0 } },
};
/** Friday 16:00 in Copenhagen, an hour before closing; four business hours later it is Monday noon. */
const FRIDAY = '2026-09-25T14:00:00Z';
const MONDAY_NOON = '2026-09-28T10:00:00Z';
/** Three of the four hours are used: Monday eleven. */
const MONDAY_ELEVEN = '2026-09-28T09:00:00Z';

const promise = {
  key: 'D7',
  ownerSide: 'marketing',
  metric: 'repaired_in_time',
  operator: '>=',
  target: 90,
  period: 'month',
  segment: {},
  hours: 4,
} as const;
const quality = { ...promise, key: 'D2', metric: 'handoff_quality', hours: null } as const;

/** Two heads, a marketer and a rep; marketing promised to repair within four business hours, unless it did not. */
async function company({ promised = true } = {}) {
  const workspace = await createTestWorkspace(db);
  const head = await createTestMember(db, workspace, 'marketing', { head: true, name: 'Mette Holm' });
  const marketer = await createTestMember(db, workspace, 'marketing', { name: 'Maja Mark' });
  const salesHead = await createTestMember(db, workspace, 'sales', { head: true, name: 'Simon Sand' });
  const rep = await createTestMember(db, workspace, 'sales', { name: 'Rikke Rep' });
  const at = <T>(now: string | Date, work: (context: Context) => Promise<T>, actor: Actor = system) =>
    as(db, workspace, actor, work, new Date(now));
  const today = new Date();
  const { id } = await at(today, (context) =>
    createDefinition(context, { body: easy, inForceFrom: new Date('2026-01-01T00:00:00Z') }),
  );
  await at(today, (context) => signDefinition(context, id, { fullName: 'Mette Holm' }), head);
  await at(today, (context) => signDefinition(context, id, { fullName: 'Simon Sand' }), salesHead);
  await at(today, (context) =>
    buildAgreement(
      context,
      { inForceFrom: '2026-01-01', clauses: promised ? [quality, promise] : [quality] },
      { marketing: head.id, sales: salesHead.id },
    ),
  );
  const handOver = (leadId: string, when: string, actor: Actor = marketer) =>
    at(when, (context) => submitHandoff(context, { leadId, manual: true, incompleteBecause: 'Not asked yet' }), actor);
  const givenBack = async ({ reason = 'wrong_contact_details', by = marketer }: { reason?: string; by?: Actor } = {}) => {
    const leadId = await at(today, async (context) =>
      buildLead(context, {
        person: await buildPerson(context, { name: 'Katrine Holm' }),
        reached: { known: '2026-09-01T08:00:00Z' },
      }),
    );
    const handoffId = await handOver(leadId, '2026-09-24T08:00:00Z', by);
    await at(FRIDAY, (context) => rejectHandoff(context, handoffId, { reason }), rep);
    return { leadId, handoffId };
  };
  const repair = async (handoffId: string, now: string) => (await at(now, (context) => getHandoff(context, handoffId))).repair;
  const figure = (metric: 'repaired_in_time' | 'time_to_repair', now: string) =>
    at(now, (context) => measure(context, metric, { from: '2026-09-01', to: '2026-10-01' }));
  const day = async (now: string, member: string) => {
    await settle(db, workspace, [followUpConsumer({ enqueue: async () => {} })]);
    return (await at(now, (context) => listDue(context, { member, limit: 50, cursor: undefined }))).items;
  };
  return { workspace, head, marketer, rep, at, handOver, givenBack, repair, figure, day };
}

describe('the clock of a repair', () => {
  it('runs from giving back in the business hours of whoever handed over, and stands still over the weekend', async () => {
    const there = await company();
    const { handoffId } = await there.givenBack();
    expect(await there.repair(handoffId, '2026-09-27T12:00:00Z')).toMatchObject({
      promisedHours: 4,
      startedAt: new Date(FRIDAY),
      due: new Date(MONDAY_NOON),
      nearlyOutAt: new Date(MONDAY_ELEVEN),
      minutesLeft: 180,
      overdue: false,
      endedAt: null,
      kept: null,
      member: { id: there.marketer.id, name: 'Maja Mark' },
    });
    const read = (await (await server.as('sales', { workspace: there.workspace })).get('/api/v1/handoffs?view=all')).json();
    expect(read.items).toMatchObject([{ id: handoffId, repair: { due: new Date(MONDAY_NOON).toISOString(), overdue: true } }]);
  });

  it.each([
    ['handed over again', (there: There, { leadId }: Given, when: string) => there.handOver(leadId, when)],
    [
      'closed',
      (there: There, { leadId }: Given, when: string) =>
        there.at(when, (context) => disqualifyLead(context, leadId, { reason: 'no_need' }), there.marketer),
    ],
    [
      'spoken against',
      (there: There, { handoffId }: Given, when: string) =>
        there.at(when, (context) => appealRejection(context, handoffId, { reason: 'De har bedt om det' }), there.marketer),
    ],
  ])('ends when it is %s, in time until the moment it is due', async (_how, answer) => {
    const there = await company();
    const [inTime, late] = [await there.givenBack(), await there.givenBack()];
    await answer(there, inTime, MONDAY_NOON);
    await answer(there, late, '2026-09-28T10:01:00Z');
    const later = '2026-09-29T10:00:00Z';
    expect(await there.repair(inTime.handoffId, later)).toMatchObject({
      endedAt: new Date(MONDAY_NOON),
      tookMinutes: 240,
      kept: true,
      overdue: false,
      minutesLeft: null,
    });
    expect(await there.repair(late.handoffId, later)).toMatchObject({ tookMinutes: 241, kept: false });
    expect(await there.figure('repaired_in_time', later)).toMatchObject({ value: 50, n: 2 });
    expect(await there.figure('time_to_repair', later)).toMatchObject({ value: 240.5, n: 2, calendar: { value: 4080.5 } });
  });

  it('runs on when what had closed the lead is taken back', async () => {
    const there = await company();
    const given = await there.givenBack();
    await there.at(MONDAY_ELEVEN, (context) => disqualifyLead(context, given.leadId, { reason: 'no_need' }), there.marketer);
    await there.at('2026-09-28T09:00:10Z', (context) => undoMove(context, given.leadId, ['disqualified']), there.marketer);
    expect(await there.repair(given.handoffId, MONDAY_NOON)).toMatchObject({ endedAt: null, overdue: true, kept: false });
  });

  it('is not there where nothing is left for marketing to repair', async () => {
    const there = await company();
    for (const reason of ['too_early', 'not_a_lead']) {
      const { handoffId } = await there.givenBack({ reason });
      expect(await there.repair(handoffId, MONDAY_NOON)).toBeNull();
    }
    const undone = await there.givenBack();
    await there.at('2026-09-25T14:00:10Z', (context) => undoDecision(context, undone.handoffId), there.rep);
    expect(await there.repair(undone.handoffId, MONDAY_NOON)).toBeNull();
    expect(await there.figure('time_to_repair', MONDAY_NOON)).toMatchObject({ value: null, n: 0 });
  });

  it('is the head of marketing’s where a program handed over', async () => {
    const there = await company();
    const { handoffId } = await there.givenBack({ by: system });
    expect((await there.repair(handoffId, MONDAY_NOON))?.member).toEqual({ id: there.head.id, name: 'Mette Holm' });
  });

  it('has no due time under an agreement that does not promise one, and nobody is judged by it', async () => {
    const there = await company({ promised: false });
    const { handoffId, leadId } = await there.givenBack();
    expect(await there.repair(handoffId, MONDAY_NOON)).toMatchObject({ promisedHours: null, due: null, overdue: false });
    await there.at(MONDAY_NOON, repairDueOf(there, handoffId));
    expect(await news(there)).toEqual([]);
    await there.handOver(leadId, '2026-09-29T10:00:00Z');
    expect(await there.figure('repaired_in_time', '2026-09-30T10:00:00Z')).toMatchObject({ value: null, n: 0 });
    expect(await there.figure('time_to_repair', '2026-09-30T10:00:00Z')).toMatchObject({ value: 720, n: 1 });
  });
});

describe('the day of a marketer', () => {
  it('names what was given back until it is repaired', async () => {
    const there = await company();
    const { handoffId, leadId } = await there.givenBack();
    const mine = () => there.day('2026-09-28T08:00:00Z', there.marketer.id);
    expect(await mine()).toMatchObject([
      { kind: 'repair', due: new Date(MONDAY_NOON), handoffId, member: { name: 'Maja Mark' }, overdue: false },
    ]);
    expect(await there.day(MONDAY_NOON, there.marketer.id)).toMatchObject([{ overdue: true }]);
    expect(await there.day('2026-09-28T08:00:00Z', there.rep.id)).toEqual([]);
    await there.handOver(leadId, '2026-09-28T08:00:00Z');
    expect(await mine()).toEqual([]);
  });
});

describe('a repair that is late', () => {
  it('warns whoever answers for it at three quarters, and tells them and the head once it is over', async () => {
    const there = await company();
    const { handoffId } = await there.givenBack();
    const asked: unknown[] = [];
    await settle(db, there.workspace, [clockConsumer({ enqueue: async (_db, ...job) => void asked.push(job) })]);
    const look = ['handoff.repair_due', { workspace: there.workspace, handoffId }];
    expect(asked).toContainEqual([...look, { startAfter: new Date(MONDAY_ELEVEN) }]);

    asked.length = 0;
    const run = (now: string) =>
      repairDue(
        { db, enqueue: async (_db, ...job) => void asked.push(job) },
        { workspace: there.workspace, handoffId },
        new Date(now),
      );
    await run('2026-09-26T12:00:00Z');
    expect(await news(there)).toEqual([]);
    for (let twice = 0; twice < 2; twice++) await run(MONDAY_ELEVEN);
    expect(await news(there)).toEqual([['handoff.repair_nearly_out', 'Maja Mark']]);
    expect(asked).toContainEqual([...look, { startAfter: new Date(MONDAY_NOON) }]);
    for (let twice = 0; twice < 2; twice++) await run('2026-09-28T10:05:00Z');
    expect(await news(there)).toEqual([
      ['handoff.repair_nearly_out', 'Maja Mark'],
      ['handoff.repair_overdue', 'Maja Mark'],
      ['handoff.repair_overdue', 'Mette Holm'],
    ]);
  });

  it('is not spoken of once it was repaired', async () => {
    const there = await company();
    const { handoffId, leadId } = await there.givenBack();
    await there.handOver(leadId, '2026-09-28T08:00:00Z');
    await there.at(MONDAY_NOON, repairDueOf(there, handoffId));
    expect(await news(there)).toEqual([]);
  });
});

type There = Awaited<ReturnType<typeof company>>;
type Given = Awaited<ReturnType<There['givenBack']>>;

function repairDueOf({ workspace }: There, handoffId: string) {
  return ({ now }: Context) => repairDue({ db, enqueue: async () => {} }, { workspace, handoffId }, now);
}

/** What was told of repairs and to whom. */
async function news({ at }: There): Promise<[string, string][]> {
  const rows = await at(new Date(), ({ db }) =>
    db
      .selectFrom('notifications as n')
      .innerJoin('members as m', 'm.id', 'n.memberId')
      .innerJoin('users as u', 'u.id', 'm.userId')
      .select(['n.kind', 'u.name'])
      .where('n.kind', 'like', 'handoff.repair%')
      .orderBy('n.kind')
      .orderBy('u.name')
      .execute(),
  );
  return rows.map(({ kind, name }) => [kind, name]);
}
