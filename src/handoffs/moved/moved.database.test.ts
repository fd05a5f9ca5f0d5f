import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { buildAgreement, buildHandoff } from '../../../test/build.ts';
import { as, createTestMember, createTestWorkspace } from '../../../test/database.ts';
import { settle } from '../../../test/outbox.ts';
import { createTestServer } from '../../../test/server.ts';
import { listCalendars } from '../../calendars/reports.ts';
import type { Context } from '../../platform/context.ts';
import { clockConsumer, handoffOverdue, reckonClocks } from '../jobs.ts';
import { getHandoff, handoffsOf } from '../reports.ts';
import { reckonMore } from './commands.ts';
import type { CalendarChange, MovedPreview } from './schema.ts';

const server = await createTestServer();
const { db } = server;

const everyDay = Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, [['00:00', '24:00']]]));
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** A workspace that works day and night by UTC, whose agreement promises first contact within 48 hours, with two reps. */
async function company() {
  const workspace = await createTestWorkspace(db);
  const at = <T>(work: (context: Context) => Promise<T>, now = new Date()) => as(db, workspace, { kind: 'system' }, work, now);
  const heads = {
    marketing: (await createTestMember(db, workspace, 'marketing', { head: true })).id,
    sales: (await createTestMember(db, workspace, 'sales', { head: true })).id,
  };
  const [rep, other] = [await createTestMember(db, workspace, 'sales'), await createTestMember(db, workspace, 'sales')];
  const agreement = await at((context) =>
    buildAgreement(
      context,
      {
        inForceFrom: '2026-01-01',
        clauses: [
          {
            key: 'D4',
            ownerSide: 'sales',
            metric: 'contacted_in_time',
            operator: '>=',
            target: 90,
            period: 'month',
            segment: {},
            hours: 48,
          },
        ],
      },
      heads,
    ),
  );
  const jobs: { name: string; data: object; startAfter?: Date | undefined }[] = [];
  const enqueue = async (_: unknown, name: string, data: object, options: { startAfter?: Date } = {}) =>
    void jobs.push({ name, data, startAfter: options.startAfter });
  const client = await server.as('sales', { workspace });
  const standard = async () => {
    const found = await at(async (context) => (await listCalendars(context)).find((each) => each.standard));
    const { id = '', createdAt: _, holidays: __, ...kept } = found ?? {};
    return { id, kept };
  };
  const worker = () => settle(db, workspace, [clockConsumer({ enqueue })]);
  const { id, kept } = await standard();
  await client.put(`/api/v1/calendars/${id}`, { ...kept, timeZone: 'Etc/UTC', weekly: everyDay, holidayCountry: null });
  await worker();
  const handedOver = (hoursAgo: number, assignedTo: string = rep.id) =>
    at((context) =>
      buildHandoff(context, {
        submittedAt: new Date(Date.now() - hoursAgo * 3_600_000).toISOString(),
        agreement: agreement.id,
        assignedTo,
      }),
    );
  const dueOf = (handoff: string) => at(async (context) => (await getHandoff(context, handoff)).clock.due?.getTime() ?? 0);
  const changes = async () => (await client.get('/api/v1/calendar-changes')).json().items as CalendarChange[];
  return { workspace, at, rep, other, client, jobs, enqueue, worker, standard, handedOver, dueOf, changes };
}

/** All of tomorrow: 24 hours of a calendar that knows no change of the clocks. */
const tomorrowAway = (memberId: string) => ({ memberId, startsAt: `${inDays(1)}T00:00`, endsAt: `${inDays(2)}T00:00` });
const DAY = 86_400_000;

describe('before a calendar changes', () => {
  it('is shown which running clocks it moves, and nothing changes', async () => {
    const { client, rep, other, handedOver, dueOf, changes, worker } = await company();
    const [mine, theirs] = [await handedOver(1), await handedOver(1, other.id)];
    const [before, told] = [await dueOf(mine), await changes()];
    const preview = await client.post('/api/v1/calendars/preview', { absence: tomorrowAway(rep.id) });
    expect(preview.json()).toMatchObject({
      running: 1,
      earlier: 0,
      later: 1,
      nowOverdue: 0,
      noLongerOverdue: 0,
      next: null,
      items: [{ handoffId: mine, assignedTo: { id: rep.id }, before: new Date(before).toISOString() }],
    });
    expect(Date.parse(preview.json<MovedPreview>().items[0]?.after ?? '')).toBe(before + DAY);
    await worker();
    expect([await dueOf(mine), await changes()]).toEqual([before, told]);
    expect((await client.get('/api/v1/absences')).json().items).toEqual([]);
    expect(await dueOf(theirs)).toBeGreaterThan(0);
  });

  it('is shown what would be overdue by it and what no longer would, page by page', async () => {
    const { client, rep, handedOver, standard } = await company();
    const [late] = [await handedOver(50), await handedOver(46), await handedOver(40)];
    const away = { memberId: rep.id, startsAt: `${inDays(-1)}T00:00`, endsAt: `${inDays(3)}T00:00` };
    const { id, kept } = await standard();
    const shown = (body: object, query = '') =>
      client.post(`/api/v1/calendars/preview${query}`, body).then((each) => each.json());
    expect(await shown({ absence: away })).toMatchObject({ running: 3, later: 3, noLongerOverdue: 1, nowOverdue: 0 });
    // By then all three are due.
    const first = await shown({ calendarId: id, calendar: { ...kept, holidaysAdded: [inDays(3)] } }, '?limit=1');
    expect(first).toMatchObject({ running: 3, later: 0, next: null });
    const two = await shown({ absence: away }, '?limit=2');
    const rest = await shown({ absence: away }, `?limit=2&cursor=${two.next}`);
    expect([...two.items, ...rest.items].map(({ handoffId }: { handoffId: string }) => handoffId)).toContain(late);
    expect([two.items.length, rest.items.length, rest.next]).toEqual([2, 1, null]);
  });

  it('is shown before a member gets another calendar, which they still have not got', async () => {
    const { client, rep, handedOver } = await company();
    await handedOver(1);
    const short = { name: 'Kort uge', timeZone: 'Etc/UTC', weekly: { mon: [['09:00', '10:00']] } };
    const { id } = (await client.post('/api/v1/calendars', short)).json();
    const shown = async (member: object) => (await client.post('/api/v1/calendars/preview', { memberId: rep.id, member })).json();
    expect(await shown({ calendarId: id })).toMatchObject({ running: 1, later: 1, earlier: 0 });
    const members = (await client.get('/api/v1/members')).json().items;
    expect(members.find((each: { id: string }) => each.id === rep.id).calendarId).toBeNull();
    expect(await shown({ calendarId: null })).toMatchObject({ later: 0, earlier: 0 });
  });

  it('is refused for the reason for which the change would be', async () => {
    const { client, standard } = await company();
    const { id, kept } = await standard();
    const answer = await client.post('/api/v1/calendars/preview', {
      calendarId: id,
      calendar: { ...kept, holidayCountry: 'QQ' },
    });
    expect([answer.statusCode, answer.json().errors[0].pointer]).toEqual([422, '/holidayCountry']);
  });
});

describe('a change of a calendar or an absence', () => {
  it('is on record with who made it and what it moved, and in the story of each hand-off it moved', async () => {
    const { client, rep, other, handedOver, dueOf, changes, worker, jobs } = await company();
    const [mine, theirs] = [await handedOver(1), await handedOver(1, other.id)];
    const before = await dueOf(mine);
    await client.post('/api/v1/absences', tomorrowAway(rep.id));
    await worker();
    const [change] = await changes();
    expect(change).toMatchObject({
      type: 'absence.added',
      member: { id: rep.id },
      madeBy: { id: client.memberId },
      reckoned: 1,
      earlier: 0,
      later: 1,
    });
    expect(change?.finishedAt).not.toBeNull();
    const moves = async (handoff: string) => (await client.get(`/api/v1/handoffs/${handoff}`)).json().moves;
    const after = new Date(before + DAY);
    expect(await moves(mine)).toMatchObject([
      { before: new Date(before).toISOString(), after: after.toISOString(), change: { id: change?.id, member: { id: rep.id } } },
    ]);
    expect(await moves(theirs)).toEqual([]);
    expect((await client.get(`/api/v1/calendar-changes/${change?.id}/moves`)).json().items).toMatchObject([{ handoffId: mine }]);
    expect(jobs.at(-1)).toMatchObject({ name: 'handoff.overdue', data: { handoffId: mine }, startAfter: after });
    const events = (await client.get('/api/v1/events?limit=5')).json().items as { type: string; data: object }[];
    expect(events.find(({ type }) => type === 'clocks.moved')?.data).toMatchObject({
      because: 'absence.added',
      running: 1,
      later: 1,
    });
  });

  it('leaves a breach that was told told, though the clock runs again, and tells no second one', async () => {
    const { workspace, at, client, rep, handedOver, changes, worker, enqueue } = await company();
    const late = await handedOver(50);
    await handoffOverdue({ db, enqueue }, { workspace, handoffId: late });
    const away = { memberId: rep.id, startsAt: `${inDays(-3)}T00:00`, endsAt: `${inDays(3)}T00:00` };
    await client.post('/api/v1/absences', away);
    await worker();
    expect((await at((context) => getHandoff(context, late))).clock.overdue).toBe(false);
    expect((await changes())[0]).toMatchObject({ later: 1, noLongerOverdue: 1 });
    await handoffOverdue({ db, enqueue }, { workspace, handoffId: late }, new Date(Date.now() + 30 * DAY));
    const told = await at(({ db: inside }) =>
      inside.selectFrom('events').select('id').where('type', '=', 'handoff.overdue').where('subjectId', '=', late).execute(),
    );
    expect(told.length).toBe(1);
  });

  it('is reckoned for many clocks in parts, each once, also when a part runs again', async () => {
    const { workspace, at, client, rep, handedOver, changes, jobs, enqueue, worker } = await company();
    const first = await handedOver(1);
    // Copies of one that is built, as a worker meets them: 700 in all.
    await at(async ({ db: inside }) => {
      await sql`
        with copies as (select uuidv7() as id from generate_series(1, 699))
        , made as (insert into handoffs select (jsonb_populate_record(h, jsonb_build_object('id', c.id))).* from handoffs h, copies c where h.id = ${first} returning id)
        , kept as (insert into handoff_deadlines (workspace_id, handoff_id, due, reckoned_at, open, assigned_to, submitted_at) select k.workspace_id, made.id, k.due, k.reckoned_at, k.open, k.assigned_to, k.submitted_at from handoff_deadlines k, made where k.handoff_id = ${first})
        insert into handoff_assignments select (jsonb_populate_record(a, jsonb_build_object('handoff_id', made.id))).* from handoff_assignments a, made where a.handoff_id = ${first}`.execute(
        inside,
      );
    });
    await client.post('/api/v1/absences', tomorrowAway(rep.id));
    await worker();
    const [half] = await changes();
    expect(half).toMatchObject({ reckoned: 500, finishedAt: null });
    const next = jobs.findLast(({ name }) => name === 'clocks.reckon');
    expect(next?.data).toEqual({ workspace, changeId: half?.id });
    await reckonClocks({ db, enqueue }, { workspace, changeId: half?.id ?? '' });
    await reckonClocks({ db, enqueue }, { workspace, changeId: half?.id ?? '' });
    expect((await changes())[0]).toMatchObject({ reckoned: 700, later: 700 });
    expect(await at((context) => reckonMore(context, half?.id ?? ''))).toEqual({ moved: [], more: false });
    expect(await at(async (context) => (await handoffsOf(context, [first])).length)).toBe(1);
  });
});
