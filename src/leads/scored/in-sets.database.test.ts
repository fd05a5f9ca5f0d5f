import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, createTestMember, createTestWorkspace } from '../../../test/database.ts';
import { createDefinition, signDefinition } from '../../definitions/commands.ts';
import { definitionBodySchema } from '../../definitions/schema.ts';
import type { Context } from '../../platform/context.ts';
import { connect, inWorkspace } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import { beginPassages, moveLead, moveLeads } from '../commands.ts';
import { reEnter } from '../re-entered/commands.ts';
import { followPeople } from './commands.ts';
import type { News } from './judgement.ts';
import { rescoreLeads } from './jobs.ts';

const { db, appUrl } = await createTestDatabase();
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let workspace: string;
const as = <T>(work: (context: Context) => Promise<T>) => inWorkspace(db, workspace, { kind: 'system' }, work);

/** Engaged by one page, MQL by three, ready by asking or with a known pain. */
const body = definitionBodySchema.parse({
  icp: { company: [], person: [{ key: 'title', weight: 1, test: { fact: 'person.title', contains: ['chef'] } }] },
  engagement: { halfLifeDays: 14, criteria: [{ key: 'page', touches: { kinds: ['page'] }, points: 10, cap: 60 }], negatives: [] },
  soft: [{ key: 'has-a-pain', labels: { en: 'Has a pain' } }],
  handRaise: [{ key: 'asked', touches: { kinds: ['form'] }, withinDays: 30 }],
  hard: [{ kind: 'visits', key: 'came-back', atLeast: 2, withinDays: 30 }],
  thresholds: { engaged: 5, mql: { fit: 50, engagement: 25 }, ready: { fit: 50, engagement: 30, softNeeded: 1 } },
});

async function agree(from: Date): Promise<void> {
  const { id } = await as((context) => createDefinition(context, { body, inForceFrom: from }));
  for (const role of ['marketing', 'sales'] as const) {
    const head = await createTestMember(db, workspace, role, { head: true, name: 'Head' });
    await inWorkspace(db, workspace, head, (context) => signDefinition(context, id, { fullName: 'Head' }));
  }
}

interface History {
  isChef: boolean;
  hasPain: boolean;
  /** Hours ago, and whether it was a form that asks for contact. */
  touches: { ago: number; asks: boolean; bot: boolean }[];
  /** How their passage ended, hours ago, and what may bring them back; undefined: it is open. */
  ended:
    | {
        stage: 'recycled' | 'disqualified' | 'won';
        ago: number;
        /** Days from now. */
        reEntryIn: number | null;
        reEntryEngagement: number | null;
      }
    | undefined;
}

/** People, each known for a hundred days, with a passage and what they did; nothing was judged of them. */
async function laid(context: Context, histories: readonly History[]): Promise<string[]> {
  const { db: inside, now } = context;
  const before = (hours: number) => new Date(now.getTime() - hours * HOUR);
  const people = histories.map((history) => ({ ...history, id: newId() }));
  await inside
    .insertInto('people')
    .values(
      people.map(({ id, isChef }) => ({
        workspaceId: workspace,
        id,
        name: 'Anna',
        email: `${id}@kunde.dk`,
        title: isChef ? 'Chef' : 'Elev',
        createdAt: before(2_400),
      })),
    )
    .execute();
  await beginPassages(
    context,
    people.map(({ id }) => ({ personId: id, companyId: null, at: before(2_400), touches: [], before: undefined })),
  );
  for (const { id, ended } of people)
    if (ended)
      await inside
        .updateTable('leads')
        .set({
          stage: ended.stage,
          stageSince: before(ended.ago),
          closedAt: before(ended.ago),
          ...(ended.stage === 'recycled' && {
            reEntryOn:
              ended.reEntryIn === null
                ? null
                : before(-24 * ended.reEntryIn)
                    .toISOString()
                    .slice(0, 10),
            reEntryEngagement: ended.reEntryEngagement,
          }),
        })
        .where('personId', '=', id)
        .execute();
  const touches = people.flatMap(({ id, touches: of }) =>
    of.map(({ ago, asks, bot }) => ({ id: newId(), person_id: id, at: before(ago), kind: asks ? 'form' : 'page', bot })),
  );
  await sql`insert into touchpoints (workspace_id, id, occurred_at, received_at, person_id, side, kind, channel, path, bot, properties)
    select ${workspace}, id, at, at, person_id, 'customer', kind, 'direct', '/', bot, '{}'
      from json_to_recordset(${JSON.stringify(touches)}::json) as t(id uuid, person_id uuid, at timestamptz, kind text, bot boolean)`.execute(
    inside,
  );
  const pained = people.filter(({ hasPain }) => hasPain);
  if (pained.length > 0)
    await inside
      .insertInto('evidence')
      .values(
        pained.map(({ id }) => ({
          workspaceId: workspace,
          id: newId(),
          personId: id,
          criterion: 'has-a-pain',
          source: 'call',
          assertedAt: before(30),
        })),
      )
      .execute();
  return people.map(({ id }) => id);
}

/** All that a piece of work leaves behind; the work itself is taken back. */
async function tracesOf(context: Context, work: () => Promise<unknown>) {
  const { db: inside } = context;
  await sql`savepoint before_it`.execute(inside);
  const { rows: known } = await sql<{ id: string }>`select id from events`.execute(inside);
  await work();
  const events = await inside
    .selectFrom('events')
    .select(['type', 'subjectKind', 'subjectId', 'at', 'recordedAt', 'actorKind', 'data'])
    .where(sql<boolean>`not id = any(${known.map(({ id }) => id)}::uuid[])`)
    .orderBy('id')
    .execute();
  const [leads, handoffs, assignments, news] = [
    await inside.selectFrom('leads').selectAll().orderBy('id').execute(),
    await inside.selectFrom('handoffs').selectAll().execute(),
    await inside.selectFrom('handoffAssignments').selectAll().execute(),
    await inside.selectFrom('notifications').selectAll().execute(),
  ];
  // What came to be only now has another id each time: a lead goes by its person, a hand-off by its lead, and the rest by nothing.
  const names = new Map<string, string>();
  const passages = new Map<string, number>();
  for (const { id, personId } of leads) {
    const nth = (passages.get(personId) ?? 0) + 1;
    passages.set(personId, nth);
    names.set(id, `${personId} ${nth}`);
  }
  for (const { id, leadId } of handoffs) names.set(id, `hand-off of ${names.get(leadId)}`);
  for (const { id } of [...assignments, ...news]) names.set(id, '');
  const named = <Row>(rows: readonly Row[]): Row[] =>
    JSON.parse(JSON.stringify(rows).replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => names.get(id) ?? id)) as Row[];
  const inAnyOrder = <Row>(rows: readonly Row[]): Row[] =>
    named(rows).toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  const bySubject = new Map<string | null, unknown[]>();
  for (const event of named(events)) bySubject.set(event.subjectId, [...(bySubject.get(event.subjectId) ?? []), event]);
  const traces = {
    leads: inAnyOrder(leads),
    stages: inAnyOrder(await inside.selectFrom('leadStages').selectAll().execute()),
    scores: inAnyOrder(await inside.selectFrom('leadScores').selectAll().execute()),
    handoffs: inAnyOrder(handoffs),
    assignments: inAnyOrder(assignments),
    news: inAnyOrder(news),
    events: [...bySubject].toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  };
  await sql`rollback to savepoint before_it`.execute(inside);
  return traces;
}

beforeEach(async () => {
  workspace = await createTestWorkspace(db);
});

describe('leads followed together', () => {
  it('leave behind what they do one by one, whatever people have done and however they come back', async () => {
    for (let rep = 0; rep < 3; rep++) await createTestMember(db, workspace, 'sales');
    await agree(new Date(Date.now() - 20 * DAY));
    const touch = fc.record({
      ago: fc.oneof(fc.double({ min: 0.1, max: 20, noNaN: true }), fc.double({ min: 20, max: 1_800, noNaN: true })),
      asks: fc.boolean(),
      bot: fc.nat(5).map((one) => one === 0),
    });
    const history: fc.Arbitrary<History> = fc.record({
      isChef: fc.nat(3).map(Boolean),
      hasPain: fc.boolean(),
      touches: fc.array(touch, { maxLength: 6 }),
      ended: fc.option(
        fc.record({
          stage: fc.constantFrom('recycled' as const, 'recycled' as const, 'disqualified' as const, 'won' as const),
          ago: fc.double({ min: 1, max: 2_390, noNaN: true }),
          reEntryIn: fc.option(fc.integer({ min: -30, max: 30 })),
          reEntryEngagement: fc.option(fc.integer({ min: 5, max: 25 })),
        }),
        { nil: undefined },
      ),
    });
    // Of each way back somebody takes it, and of each thing that is compared somebody does it.
    const resting = { stage: 'recycled', ago: 100, reEntryIn: 20, reEntryEngagement: 15 } as const;
    const visits = [40, 30, 20].map((ago) => ({ ago, asks: false, bot: false }));
    const surely: History[] = [
      { isChef: true, hasPain: false, touches: visits, ended: resting },
      {
        isChef: true,
        hasPain: false,
        touches: [{ ago: 5, asks: true, bot: false }],
        ended: { ...resting, stage: 'disqualified' },
      },
      { isChef: true, hasPain: true, touches: [], ended: { ...resting, reEntryIn: -2 } },
      { isChef: true, hasPain: true, touches: [], ended: { ...resting, reEntryIn: -3 } },
      { isChef: true, hasPain: false, touches: visits, ended: undefined },
      { isChef: true, hasPain: false, touches: [{ ago: 5, asks: true, bot: false }], ended: undefined },
      { isChef: true, hasPain: false, touches: [{ ago: 200, asks: true, bot: false }], ended: undefined },
    ];
    const seen = { handoffs: 0, ready: 0, twice: 0, asking: 0, interested: 0, byDay: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(history, { minLength: 4, maxLength: 8 }), async (others) => {
        const histories = [...surely, ...others];
        await as(async (context) => {
          const people = await laid(context, histories);
          // What is new about half of them is what they last did.
          const news = people.map((id, n): [string, News] => {
            const lastDid = Math.min(...(histories[n]?.touches ?? []).map(({ ago }) => ago));
            const earliest = new Date(context.now.getTime() - lastDid * HOUR);
            return [id, n % 2 === 0 && Number.isFinite(lastDid) ? { earliest } : 'anything'];
          });
          const together = await tracesOf(context, () => followPeople(context, new Map(news)));
          const oneByOne = await tracesOf(context, async () => {
            for (const one of news) await followPeople(context, new Map([one]));
          });
          expect(together).toEqual(oneByOne);
          const cameBack = histories.filter((_, n) => together.leads.filter(({ personId }) => personId === people[n]).length > 1);
          seen.asking += cameBack.filter(({ ended }) => ended?.stage === 'disqualified').length;
          seen.interested += cameBack.filter(
            ({ ended, touches }) => (ended?.reEntryIn ?? 0) > 0 && !touches.some(({ asks }) => asks),
          ).length;

          const onTheirDay = await tracesOf(context, () => reEnter(context, 100));
          const oneOnTheirDay = await tracesOf(context, async () => {
            while ((await reEnter(context, 1)) > 0);
          });
          expect(onTheirDay).toEqual(oneOnTheirDay);
          seen.byDay += onTheirDay.leads.length - people.length;
          const types = together.events.map(([, of]) => (of as { type: string }[]).map(({ type }) => type));
          seen.handoffs += together.handoffs.length;
          seen.ready += types.filter((of) => of.includes('lead.ready')).length;
          seen.twice += types.filter((of) => of.filter((type) => type === 'lead.moved').length > 1).length;
        });
      }),
      { numRuns: 5, endOnFailure: true },
    );
    // What is compared did happen.
    expect(Object.entries(seen).filter(([, count]) => count === 0)).toEqual([]);
  });

  it('wait for each other and never in a circle, in whatever order their day has come', async () => {
    const resting = (reEntryIn: number) => ({ stage: 'recycled', ago: 100, reEntryIn, reEntryEngagement: null }) as const;
    const histories = [-2, -3].map((on) => ({ isChef: true, hasPain: false, touches: [], ended: resting(on) }));
    const people = await as((context) => laid(context, histories));
    const waiting = async () => {
      const { rows } = await sql<{ n: number }>`
        select count(*) as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(db);
      return rows[0]?.n;
    };
    const both: Promise<unknown>[] = [];
    await as(async ({ db: held }) => {
      await sql`select from leads order by id limit 1 for update`.execute(held);
      both.push(as((context) => followPeople(context, new Map(people.map((id) => [id, 'anything'] as const)))));
      await expect.poll(waiting).toBe(1);
      both.push(as((context) => reEnter(context, 10)));
      await expect.poll(waiting).toBe(2);
    });
    await Promise.all(both);
    expect(
      await as((context) => context.db.selectFrom('leads').select('id').where('closedAt', 'is', null).execute()),
    ).toHaveLength(2);
  });

  it('move as far in one set as one after the other, and none of them where one cannot', async () => {
    await as(async (context) => {
      await laid(
        context,
        Array.from({ length: 3 }, () => ({ isChef: true, hasPain: false, touches: [], ended: undefined })),
      );
      const [a = '', b = '', c = ''] = (await context.db.selectFrom('leads').select('id').orderBy('id').execute()).map(
        ({ id }) => id,
      );
      const at = (hours: number) => new Date(context.now.getTime() - hours * HOUR);
      const moves = [
        { leadId: a, to: 'engaged', at: at(9) },
        { leadId: b, to: 'mql', at: at(8) },
        { leadId: a, to: 'mql', at: at(7) },
        { leadId: c, to: 'submitted' },
      ] as const;
      const inOneSet = await tracesOf(context, () => moveLeads(context, moves));
      const oneByOne = await tracesOf(context, async () => {
        for (const { leadId, to, ...how } of moves) await moveLead(context, leadId, to, how);
      });
      expect(inOneSet).toEqual(oneByOne);
      expect(inOneSet.stages).toHaveLength(3 + 2 + 2 + 3);
      await expect(moveLeads(context, [...moves, { leadId: c, to: 'known' }])).rejects.toThrow(
        'A lead that is submitted cannot become known',
      );
      expect(await context.db.selectFrom('leads').select('stage').distinct().execute()).toEqual([{ stage: 'known' }]);
    });
  });
});

describe('the scoring of everybody', () => {
  it('goes on after a worker was lost in the middle of it: each lead is moved once and told of once', async () => {
    await agree(new Date(Date.now() - 20 * DAY));
    const many = Array.from({ length: 450 }, () => ({
      isChef: true,
      hasPain: false,
      touches: [60, 50, 40].map((ago) => ({ ago, asks: false, bot: false })),
      ended: undefined,
    }));
    await as((context) => laid(context, many));
    const ids = (await as((context) => context.db.selectFrom('leads').select('id').orderBy('id').execute())).map(({ id }) => id);
    const { db: worker, pool } = connect(appUrl, 1);
    const { rows } = await pool.query<{ pid: number }>('select pg_backend_pid() as pid');
    // Somebody has one of the leads in hand, so that the worker stands in the middle of a part when it is lost.
    await as(async (context) => {
      await sql`select from leads where id = ${ids[300]} for update`.execute(context.db);
      const lost = expect(rescoreLeads(worker, { workspace })).rejects.toThrow(/terminat|Connection/);
      await expect.poll(() => waits(rows[0]?.pid ?? 0), { timeout: 30_000 }).toBe(true);
      await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(db);
      await lost;
    });
    await pool.end();
    const progress = () =>
      as((context) => context.db.selectFrom('rescorings').select(['leads', 'leadsDone', 'finishedAt']).execute());
    expect(await progress()).toEqual([{ leads: 450, leadsDone: 200, finishedAt: null }]);

    await rescoreLeads(db, { workspace });
    expect(await progress()).toEqual([{ leads: 450, leadsDone: 450, finishedAt: expect.any(Date) }]);
    await as(async (context) => {
      const told = await sql`select subject_id from events where type = 'lead.moved'`.execute(context.db);
      const stages = await context.db.selectFrom('leadStages').select(['leadId']).where('stage', '=', 'mql').execute();
      expect(told.rows).toHaveLength(900);
      expect(new Set(stages.map(({ leadId }) => leadId)).size).toBe(450);
      expect(stages).toHaveLength(450);
    });
  });
});

/** Whether a connection waits for what another has locked. */
async function waits(pid: number): Promise<boolean> {
  const { rows } = await sql<{ waits: boolean }>`select cardinality(pg_blocking_pids(${pid})) > 0 as waits`.execute(db);
  return rows[0]?.waits ?? false;
}
