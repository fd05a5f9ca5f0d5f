import { sql, type KyselyPlugin } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, createTestMember, createTestWorkspace } from '../../test/database.ts';
import { startOfDay } from '../calendars/local-day.ts';
import { localDate } from '../calendars/zone.ts';
import { createDefinition, signDefinition } from '../definitions/commands.ts';
import { definitionBodySchema, type DefinitionBody } from '../definitions/schema.ts';
import type { Actor, Context, Db } from '../platform/context.ts';
import { inWorkspace } from '../platform/database.ts';
import { recordEvent } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import { settle } from '../../test/outbox.ts';
import { moveLead } from './commands.ts';
import { recycleLead } from './ended/commands.ts';
import { assertEvidence } from './evidence/commands.ts';
import { leadConsumer } from './jobs.ts';
import { rescoreLeads } from './scored/jobs.ts';

const { db } = await createTestDatabase();
const DAY = 86_400_000;
const HALF_AN_HOUR = 1_800_000;
const ago = (days: number) => new Date(Date.now() - days * DAY);

/** Everybody is in profile; a page gives 10 points, a form is a hand-raise. */
const body = (over: { mql?: number; ready?: number; soft?: number } = {}): DefinitionBody =>
  definitionBodySchema.parse({
    icp: { company: [], person: [{ key: 'title', weight: 1, test: { fact: 'person.title', contains: ['chef'] } }] },
    engagement: {
      halfLifeDays: 3650,
      criteria: [{ key: 'page', touches: { kinds: ['page'] }, points: 10, cap: 1000 }],
      negatives: [],
    },
    soft: [{ key: 'has-a-pain', labels: { en: 'Has a pain' } }],
    handRaise: [{ key: 'asked', touches: { kinds: ['form'] }, withinDays: 30 }],
    hard: [],
    thresholds: {
      engaged: 5,
      mql: { fit: 50, engagement: over.mql ?? 15 },
      ready: { fit: 50, engagement: over.ready ?? 900, softNeeded: over.soft ?? 0 },
    },
  });

let workspace: string;
let jobs: { name: string; data: unknown }[];
const as = <T>(work: (context: Context) => Promise<T>, actor: Actor = { kind: 'system' }) =>
  inWorkspace(db, workspace, actor, work);
const consumer = leadConsumer({ enqueue: async (_db, name, data) => void jobs.push({ name, data }) });

const follow = () => settle(db, workspace, [consumer]);

beforeEach(async () => {
  workspace = await createTestWorkspace(db);
  jobs = [];
});

async function agree(definition: DefinitionBody, from?: Date): Promise<void> {
  const { id } = await as((context) => createDefinition(context, { body: definition, inForceFrom: from }));
  for (const role of ['marketing', 'sales'] as const) {
    const head = await createTestMember(db, workspace, role, { head: true, name: 'Head' });
    await as((context) => signDefinition(context, id, { fullName: 'Head' }), head);
  }
}

async function somebody(given: { email?: string | null; since?: Date; title?: string } = {}): Promise<string> {
  const id = newId();
  const email = given.email === undefined ? `${id}@kunde.dk` : given.email;
  const createdAt = given.since ?? ago(60);
  await as(async (context) => {
    await context.db
      .insertInto('people')
      .values({
        workspaceId: workspace,
        id,
        name: 'Anna Berg',
        email,
        phone: '+45 11 22 33 44',
        title: given.title ?? 'Indkøbschef',
        createdAt,
      })
      .execute();
    if (email)
      await context.db
        .insertInto('identities')
        .values({ workspaceId: workspace, kind: 'email', value: email, personId: id, createdAt })
        .execute();
    await recordEvent(context, { type: 'person.recognised', subject: { kind: 'person', id }, at: createdAt });
  });
  return id;
}

async function touch(personId: string, occurredAt: Date, kind: 'page' | 'form' = 'page', bot = false): Promise<void> {
  await as(async (context) => {
    await context.db
      .insertInto('touchpoints')
      .values({
        workspaceId: workspace,
        id: newId(),
        occurredAt,
        receivedAt: context.now,
        personId,
        side: 'customer',
        kind,
        channel: 'paid_search',
        source: 'google',
        campaign: 'pumper',
        path: '/',
        title: 'Kontakt',
        bot,
      })
      .execute();
    await recordEvent(context, {
      type: 'touchpoints.recorded',
      subject: { kind: 'workspace', id: workspace },
      data: { personIds: [personId] },
    });
  });
}

const leadsOf = (personId: string) =>
  as((context) => context.db.selectFrom('leads').selectAll().where('personId', '=', personId).orderBy('id').execute());
const trailOf = async (leadId: string) =>
  (
    await as((context) =>
      context.db
        .selectFrom('leadStages')
        .select(['stage', 'enteredAt', 'skipped'])
        .where('leadId', '=', leadId)
        .orderBy('move')
        .execute(),
    )
  ).map(({ stage, enteredAt, skipped }) => `${skipped ? `(${stage})` : stage} ${enteredAt.toISOString().slice(0, 10)}`);
const day = (date: Date) => date.toISOString().slice(0, 10);
const eventsOf = (type: string) =>
  as((context) => context.db.selectFrom('events').select(['subjectId', 'data']).where('type', '=', type).execute());

describe('opening', () => {
  it('opens a lead when an e-mail address names somebody, at that time and with the origin of the first touch', async () => {
    const known = await somebody({ since: ago(20) });
    const stranger = await somebody({ email: null });
    await touch(known, ago(25));
    await follow();
    expect(await leadsOf(known)).toMatchObject([
      { stage: 'known', channel: 'paid_search', source: 'google', campaign: 'pumper' },
    ]);
    expect(await trailOf((await leadsOf(known))[0]!.id)).toEqual([`known ${day(ago(20))}`]);
    expect(await leadsOf(stranger)).toEqual([]);
  });

  it('opens the leads of many who arrive at once with as many statements as that of one', async () => {
    await agree(body());
    await follow();
    const statements = async (people: number) => {
      const ids: string[] = [];
      while (ids.length < people) ids.push(await somebody());
      return as(async (context) => {
        let count = 0;
        const counting: KyselyPlugin = {
          transformQuery: ({ node }) => (count++, node),
          transformResult: async ({ result }) => result,
        };
        const event = {
          id: newId(),
          xid: '1',
          type: 'person.recognised',
          at: context.now,
          actorKind: 'system',
          actorId: null,
          data: {},
        };
        await consumer.consume(
          { ...context, db: context.db.withPlugin(counting) },
          ids.map((subjectId) => ({ ...event, subjectKind: 'person', subjectId })),
        );
        for (const id of ids)
          expect(await context.db.selectFrom('leads').select('stage').where('personId', '=', id).execute()).toHaveLength(1);
        return count;
      });
    };
    const ofOne = await statements(1);
    expect(ofOne).toBeGreaterThan(4);
    expect(await statements(10)).toBe(ofOne);
  });

  it('leaves a recycled person alone until they come back, and counts the return apart', async () => {
    await agree(body(), ago(100));
    const person = await somebody();
    await follow();
    const [first] = await leadsOf(person);
    await as((context) => moveLead(context, first!.id, 'accepted'));
    await as((context) => recycleLead(context, first!.id, { reason: 'chose_to_wait', reEntryOn: '2099-01-01' }));
    await touch(person, new Date());
    await follow();
    expect(await leadsOf(person)).toHaveLength(1);

    await touch(person, new Date(), 'form');
    await follow();
    const [, second] = await leadsOf(person);
    expect(second).toMatchObject({ recycledFrom: first!.id, closedAt: null });
  });

  it('takes back who returns in the first hour of the day they rest until, as the wall shows it where the workspace is', async () => {
    await agree(body(), ago(100));
    const person = await somebody();
    await follow();
    const [first] = await leadsOf(person);
    const zone = 'Europe/Copenhagen';
    const reEntryOn = localDate(ago(10), zone);
    await as((context) => moveLead(context, first!.id, 'accepted', { at: ago(50) }));
    await as((context) => recycleLead(context, first!.id, { reason: 'chose_to_wait', reEntryOn, at: ago(40) }));
    const midnight = startOfDay(reEntryOn, zone).getTime();
    await touch(person, new Date(midnight - HALF_AN_HOUR));
    await follow();
    expect(await leadsOf(person)).toHaveLength(1);

    const halfPastTwelve = new Date(midnight + HALF_AN_HOUR);
    await touch(person, halfPastTwelve);
    await follow();
    const [, second] = await leadsOf(person);
    expect(second).toMatchObject({ recycledFrom: first!.id, createdAt: halfPastTwelve });
  });

  it('opens no lead for a customer who looks around soon after buying', async () => {
    const person = await somebody();
    await follow();
    await as(async (context) => moveLead(context, (await leadsOf(person))[0]!.id, 'won'));
    await touch(person, new Date());
    await follow();
    expect(await leadsOf(person)).toHaveLength(1);
  });
});

describe('crossing', () => {
  it('stamps engaged and MQL with the times of the touches that crossed, not of the work', async () => {
    await agree(body(), ago(100));
    const person = await somebody({ since: ago(40) });
    await touch(person, ago(30));
    await touch(person, ago(10));
    await follow();
    const [lead] = await leadsOf(person);
    expect(await trailOf(lead!.id)).toEqual([`known ${day(ago(40))}`, `engaged ${day(ago(30))}`, `mql ${day(ago(10))}`]);
  });

  it('gives the same times when each touch is worked on as it comes', async () => {
    await agree(body(), ago(100));
    const person = await somebody({ since: ago(40) });
    for (const days of [30, 20, 10]) {
      await touch(person, ago(days));
      await follow();
    }
    const [lead] = await leadsOf(person);
    expect(await trailOf(lead!.id)).toEqual([`known ${day(ago(40))}`, `engaged ${day(ago(30))}`, `mql ${day(ago(20))}`]);
  });

  it('counts a late touch at the time it was made, and a machine not at all', async () => {
    await agree(body(), ago(100));
    const person = await somebody({ since: ago(40) });
    await touch(person, ago(2));
    await touch(person, ago(1), 'page', true);
    await follow();
    expect((await leadsOf(person))[0]).toMatchObject({ stage: 'engaged' });
    await touch(person, ago(5));
    await follow();
    const [lead] = await leadsOf(person);
    expect(await trailOf(lead!.id)).toEqual([`known ${day(ago(40))}`, `engaged ${day(ago(2))}`, `mql ${day(ago(2))}`]);
  });

  it('changes nothing when the same events are worked on twice', async () => {
    await agree(body(), ago(100));
    const person = await somebody();
    await touch(person, ago(3));
    await touch(person, ago(2));
    await follow();
    const before = await leadsOf(person);
    await as((context) => context.db.deleteFrom('outboxCursors').execute());
    await follow();
    expect(await leadsOf(person)).toEqual(before);
    expect(await trailOf(before[0]!.id)).toHaveLength(3);
    expect(await eventsOf('lead.opened')).toHaveLength(1);
  });

  it('waits for a definition that both teams have signed, then catches up by a job', async () => {
    const person = await somebody({ since: ago(40) });
    await touch(person, ago(9));
    await touch(person, ago(8));
    await follow();
    expect((await leadsOf(person))[0]).toMatchObject({ stage: 'known' });
    await agree(body(), ago(100));
    await follow();
    expect(jobs).toEqual([{ name: 'leads.rescore', data: { workspace } }]);
    await rescoreLeads(db, { workspace });
    const [lead] = await leadsOf(person);
    expect(await trailOf(lead!.id)).toEqual([`known ${day(ago(40))}`, `engaged ${day(ago(9))}`, `mql ${day(ago(8))}`]);
  });

  it('works a score out again when a fact about the person changes', async () => {
    await agree(body(), ago(100));
    const person = await somebody({ title: 'Student' });
    await touch(person, ago(3));
    await touch(person, ago(2));
    await follow();
    const score = () => as((context) => context.db.selectFrom('leadScores').select(['fit', 'ready']).executeTakeFirstOrThrow());
    expect(await score()).toMatchObject({ fit: 0 });
    await as(async (context) => {
      await context.db.updateTable('people').set({ title: 'Indkøbschef' }).where('id', '=', person).execute();
      await recordEvent(context, { type: 'person.changed', subject: { kind: 'person', id: person } });
    });
    await follow();
    expect(await score()).toMatchObject({ fit: 100 });
    expect((await leadsOf(person))[0]).toMatchObject({ stage: 'mql' });
  });
});

describe('handing over', () => {
  it('submits a fresh hand-raise at once, though the briefing lacks something', async () => {
    await agree(body(), ago(100));
    await createTestMember(db, workspace, 'sales', { name: 'Simon Sand' });
    const person = await somebody();
    await touch(person, new Date(Date.now() - 60_000), 'form');
    await follow();
    expect((await leadsOf(person))[0]).toMatchObject({ stage: 'submitted' });
    const handoffs = await as((context) =>
      context.db.selectFrom('handoffs').select(['leadType', 'metDefinition', 'submittedBy']).execute(),
    );
    expect(handoffs).toEqual([{ leadType: 'hot', metDefinition: true, submittedBy: null }]);
    await follow();
    expect(await as((context) => context.db.selectFrom('handoffs').select('id').execute())).toHaveLength(1);
  });

  it('leaves one that is ready with an incomplete briefing to marketing, and tells them once', async () => {
    await agree(body({ ready: 15, soft: 1 }), ago(100));
    const person = await somebody();
    await touch(person, ago(0.3));
    await touch(person, ago(0.2));
    await follow();
    const [lead] = await leadsOf(person);
    expect(lead).toMatchObject({ stage: 'mql' });
    await as((context) => assertEvidence(context, lead!.id, { criterion: 'has-a-pain', source: 'call' }));
    await follow();
    await touch(person, ago(0.1));
    await follow();
    expect((await leadsOf(person))[0]).toMatchObject({ stage: 'mql' });
    expect(await eventsOf('lead.ready')).toMatchObject([{ subjectId: lead!.id }]);
    expect(await as((context) => context.db.selectFrom('leadScores').select('ready').execute())).toEqual([{ ready: true }]);
  });

  it('does not call on somebody who asked weeks ago and whose history has only just arrived', async () => {
    await agree(body(), ago(100));
    const person = await somebody();
    await touch(person, ago(15), 'form');
    await follow();
    expect((await leadsOf(person))[0]).toMatchObject({ stage: 'mql' });
    expect(await eventsOf('lead.ready')).toHaveLength(1);
  });
});

describe('touches that are taken away', () => {
  it('step leads back that are locked in one order with those that are only scored', async () => {
    await agree(body());
    const [anna, bo] = [await somebody(), await somebody()];
    await follow();
    const [first, second] = [...(await leadsOf(anna)), ...(await leadsOf(bo))].toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const event = {
      id: newId(),
      xid: '1',
      at: ago(0),
      actorKind: 'system',
      actorId: null,
      subjectKind: 'workspace',
      subjectId: workspace,
    };
    const events = [
      { ...event, type: 'touchpoints.removed', data: { personIds: [second?.personId], since: ago(1) } },
      { ...event, type: 'touchpoints.recorded', data: { personIds: [first?.personId] } },
    ];
    const waiting = sql<{ n: number }>`
      select count(*) as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    const lock = (held: Db, id: string | undefined) =>
      held
        .selectFrom('leads')
        .select('id')
        .where('id', '=', id ?? '')
        .forNoKeyUpdate()
        .execute();
    let followed: Promise<unknown> = Promise.resolve();
    // Whoever has the first in hand may have the second, too.
    await as(async ({ db: held }) => {
      await lock(held, first?.id);
      followed = as((context) => consumer.consume(context, events));
      await expect.poll(async () => (await waiting.execute(db)).rows[0]?.n).toBe(1);
      await lock(held, second?.id);
    });
    await expect(followed).resolves.toBeUndefined();
  });
});
