import { sql } from 'kysely';
import pg from 'pg';
import { beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, createTestMember, createTestWorkspace } from '../../../test/database.ts';
import { settle } from '../../../test/outbox.ts';
import { createDefinition, signDefinition } from '../../definitions/commands.ts';
import { definitionBodySchema } from '../../definitions/schema.ts';
import type { Context } from '../../platform/context.ts';
import { inWorkspace } from '../../platform/database.ts';
import { recordEvent } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import { leadConsumer } from '../jobs.ts';
import { prospectOf, scoreOfPerson } from '../reports.ts';
import { followPeople } from './commands.ts';
import { lookAgain, rescoreLeads, resumeRescorings } from './jobs.ts';

const { db, ownerUrl } = await createTestDatabase();
const DAY = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * DAY);

/** Nobody is ready by pages alone. Careers pages count against a lead for a week. */
const body = (mql = 25) =>
  definitionBodySchema.parse({
    icp: { company: [], person: [{ key: 'title', weight: 1, test: { fact: 'person.title', contains: ['chef'] } }] },
    engagement: {
      halfLifeDays: 14,
      criteria: [{ key: 'page', touches: { kinds: ['page'] }, points: 10, cap: 60 }],
      negatives: [{ key: 'careers', touches: { paths: ['/job*'] }, points: 8, withinDays: 7 }],
    },
    soft: [{ key: 'has-a-pain', labels: { en: 'Has a pain' } }],
    handRaise: [{ key: 'asked', touches: { kinds: ['form'] }, withinDays: 30 }],
    hard: [{ kind: 'visits', key: 'came-back', atLeast: 3, withinDays: 30 }],
    thresholds: {
      engaged: 5,
      mql: { fit: 50, engagement: mql },
      ready: { fit: 50, engagement: Math.max(mql, 40), softNeeded: 1 },
    },
  });

let workspace: string;
let jobs: { name: string; data: unknown }[];
const enqueue = async (_db: unknown, name: string, data: unknown) => {
  if ((data as { workspace: string }).workspace === workspace) jobs.push({ name, data });
};
const consumer = leadConsumer({ enqueue });
const as = <T>(work: (context: Context) => Promise<T>) => inWorkspace(db, workspace, { kind: 'system' }, work);
const follow = () => settle(db, workspace, [consumer]);

beforeEach(async () => {
  workspace = await createTestWorkspace(db);
  jobs = [];
});

async function agree(mql?: number, from = ago(400)): Promise<string> {
  const { id } = await as((context) => createDefinition(context, { body: body(mql), inForceFrom: from }));
  for (const role of ['marketing', 'sales'] as const) {
    const head = await createTestMember(db, workspace, role, { head: true, name: 'Head' });
    await inWorkspace(db, workspace, head, (context) => signDefinition(context, id, { fullName: 'Head' }));
  }
  return id;
}

/** People with an e-mail address, each with an open lead that nothing was judged of yet. */
async function leads(count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, newId);
  await as(async (context) => {
    for (const id of ids) {
      await context.db
        .insertInto('people')
        .values({ workspaceId: workspace, id, name: 'Anna', email: `${id}@kunde.dk`, title: 'Chef', createdAt: ago(300) })
        .execute();
      await recordEvent(context, { type: 'person.recognised', subject: { kind: 'person', id } });
    }
  });
  await follow();
  return ids;
}

/** Touches of a person, told as the door tells of them. */
async function touch(personId: string, times: readonly Date[], path = '/', kind: 'page' | 'form' = 'page'): Promise<void> {
  await as(async (context) => {
    const touches = times.map((occurredAt) => ({
      workspace_id: workspace,
      id: newId(),
      occurred_at: occurredAt,
      received_at: context.now,
      person_id: personId,
      side: 'customer',
      kind,
      channel: 'direct',
      path,
      bot: false,
      properties: kind === 'form' ? { fields: { budget: '100.000' } } : {},
    }));
    await sql`insert into touchpoints (workspace_id, id, occurred_at, received_at, person_id, side, kind, channel, path, bot, properties)
      select workspace_id, id, occurred_at, received_at, person_id, side, kind, channel, path, bot, properties
        from json_populate_recordset(null::touchpoints, ${JSON.stringify(touches)}::json)`.execute(context.db);
    const [first] = times.toSorted((a, b) => a.getTime() - b.getTime());
    await recordEvent(context, {
      type: 'touchpoints.recorded',
      subject: { kind: 'touchpoint', id: null },
      data: { personIds: [personId], earliest: { [personId]: first } },
    });
  });
}

const scores = () => as((context) => context.db.selectFrom('leadScores').selectAll().orderBy('leadId').execute());
const rescorings = () => as((context) => context.db.selectFrom('rescorings').selectAll().orderBy('begunAt').execute());

/** Every score as it is kept, beside the score of the whole history at that moment. */
async function keptAndTrue(personId: string) {
  const [kept] = await scores();
  const whole = await as((context) => scoreOfPerson(context, personId, kept!.scoredAt));
  const { fit, engagement, ready, handRaised } = whole!.score;
  return { kept, whole: { fit, engagement: expect.closeTo(engagement, 6), ready, handRaised } };
}

describe('a score', () => {
  it('carried on from touch to touch is the score of the whole history', async () => {
    await agree();
    const [person] = (await leads(1)) as [string];
    await touch(person, [ago(40), ago(20), ago(9)]);
    await touch(person, [ago(8), ago(6.5)], '/jobs');
    await follow();
    for (const [minutes, path, kind] of [
      [50, '/', 'page'],
      [40, '/jobs', 'page'],
      [30, '/', 'page'],
      [20, '/kontakt', 'form'],
    ] as const) {
      await touch(person, [new Date(Date.now() - minutes * 60_000)], path, kind);
      await follow();
      const { kept, whole } = await keptAndTrue(person);
      expect(kept).toMatchObject(whole);
    }
    expect(await as((context) => context.db.selectFrom('leads').select('stage').execute())).toEqual([{ stage: 'submitted' }]);
  });

  it('takes in what is told late, and what another order of arrival would have missed', async () => {
    await agree();
    const [person] = (await leads(1)) as [string];
    await touch(person, [ago(2)]);
    await follow();
    await touch(person, [ago(5), ago(4)]);
    await follow();
    const { kept, whole } = await keptAndTrue(person);
    expect(kept).toMatchObject(whole);
    const [mql] = await as((context) =>
      context.db.selectFrom('leadStages').select('enteredAt').where('stage', '=', 'mql').execute(),
    );
    expect(mql?.enteredAt.getTime()).toBeCloseTo(ago(2).getTime(), -4);
  });

  it('knows what a person answered to an agreed item, whoever wrote it down', async () => {
    await agree();
    const [person] = (await leads(1)) as [string];
    await as(async (context) => {
      await context.db
        .insertInto('itemAnswers')
        .values({
          workspaceId: workspace,
          id: newId(),
          personId: person,
          itemKey: 'budget',
          value: '100.000',
          source: 'call',
          answeredAt: context.now,
          recordedAt: context.now,
        })
        .execute();
    });
    const prospect = await as((context) => prospectOf(context, person));
    expect(prospect?.lead.person.answers).toMatchObject({ budget: '100.000' });
  });

  it('after 10,000 touches costs a new one what it costs after 100', async () => {
    await agree(1000);
    const [some, many] = (await leads(2)) as [string, string];
    const pages = (count: number) => Array.from({ length: count }, (_, index) => ago(1 + (index / count) * 80));
    await touch(some, pages(100));
    await touch(many, pages(10_000));
    await follow();
    const rescore = async (personId: string) => {
      const occurredAt = new Date();
      await touch(personId, [occurredAt]);
      const began = performance.now();
      await as((context) => followPeople(context, new Map([[personId, { earliest: occurredAt }]])));
      return performance.now() - began;
    };
    const times: [number[], number[]] = [[], []];
    for (let round = 0; round < 30; round++) {
      times[0].push(await rescore(some));
      times[1].push(await rescore(many));
    }
    const median = (of: number[]) => of.toSorted((a, b) => a - b)[of.length / 2] ?? 0;
    expect(median(times[1]) / median(times[0])).toBeLessThan(1.5);
    const { kept, whole } = await keptAndTrue(some);
    expect([kept?.fit, kept?.ready]).toEqual([whole.fit, whole.ready]);
  });
});

describe('looking again', () => {
  it('reads nobody whose standing cannot have changed, and lets go who is no longer ready', async () => {
    await agree();
    const [idle, raised] = (await leads(2)) as [string, string];
    await touch(raised, [ago(29)], '/kontakt', 'form');
    await follow();
    const before = await scores();
    expect(before.map(({ ready }) => ready).toSorted()).toEqual([false, true]);
    await lookAgain(db);
    expect((await scores()).map(({ scoredAt }) => scoredAt)).toEqual(before.map(({ scoredAt }) => scoredAt));

    // Two days later the hand-raise is forgotten.
    await as((context) =>
      sql`update lead_scores set look_again_at = look_again_at - interval '2 days', scored_at = scored_at - interval '2 days',
             tally = jsonb_set(tally, '{tally,latest,asked,0}', to_jsonb((tally #>> '{tally,latest,asked,0}')::numeric - 2 * 86400000))
           where ready`.execute(context.db),
    );
    await lookAgain(db);
    const after = await scores();
    expect(after.map(({ ready }) => ready)).toEqual([false, false]);
    const lead = await as((context) =>
      context.db.selectFrom('leads').select('id').where('personId', '=', idle).executeTakeFirstOrThrow(),
    );
    const [one, other] = [before, after].map((rows) => rows.find(({ leadId }) => leadId === lead.id)?.scoredAt);
    expect(other).toEqual(one);
  });
});

describe('a new definition', () => {
  it('scores everybody anew by a job that says how far it is and goes on where a killed worker was', async () => {
    const first = await agree();
    const people = await leads(3);
    for (const person of people) await touch(person, [ago(3), ago(2)]);
    await follow();
    await rescoreLeads(db, { workspace });
    const second = await agree(15, undefined);
    await follow();
    expect(jobs.at(-1)).toEqual({ name: 'leads.rescore', data: { workspace } });

    // Killed after the first of them.
    const ids = await as((context) => context.db.selectFrom('leads').select('id').orderBy('id').execute());
    await as((context) =>
      context.db
        .insertInto('rescorings')
        .values({
          workspaceId: workspace,
          definitionId: second,
          begunAt: context.now,
          leads: 3,
          leadsDone: 1,
          reachedId: ids[0]!.id,
        })
        .execute(),
    );
    await resumeRescorings({ db, enqueue });
    expect(jobs.at(-1)).toEqual({ name: 'leads.rescore', data: { workspace } });
    await rescoreLeads(db, { workspace });
    expect((await scores()).map(({ definitionId }) => definitionId)).toEqual([first, second, second]);
    expect(await rescorings()).toMatchObject([{ definitionId: first }, { definitionId: second, leads: 3, leadsDone: 3 }]);
    expect((await rescorings()).every(({ finishedAt }) => finishedAt !== null)).toBe(true);

    jobs = [];
    await resumeRescorings({ db, enqueue });
    expect(jobs).toEqual([]);
  });

  it('says when a fault has stopped it, and no longer once it is over it', async () => {
    await agree();
    const people = await leads(2);
    for (const person of people) await touch(person, [ago(3), ago(2)]);
    await follow();
    const remember = (what: string | null) =>
      as((context) => context.db.updateTable('leadScores').set({ tally: what }).execute());
    await remember('{"answers": {}}');
    await expect(rescoreLeads(db, { workspace })).rejects.toThrow(TypeError);
    expect(await rescorings()).toMatchObject([{ stalledAt: expect.any(Date), finishedAt: null, leadsDone: 0 }]);
    await remember(null);
    await rescoreLeads(db, { workspace });
    expect(await rescorings()).toMatchObject([{ stalledAt: null, finishedAt: expect.any(Date), leadsDone: 2 }]);
  });

  it('is not stopped by a full disk: it goes on when there is room', async () => {
    await agree();
    const people = await leads(2);
    for (const person of people) await touch(person, [ago(3), ago(2)]);
    await follow();
    const owner = new pg.Client({ connectionString: ownerUrl });
    await owner.connect();
    await owner.query(`
      create function no_room() returns trigger language plpgsql as $$
      begin raise exception 'could not extend file: No space left on device' using errcode = 'disk_full'; end $$`);
    await owner.query('create trigger no_room before insert on lead_scores for each row execute function no_room()');
    await expect(rescoreLeads(db, { workspace })).rejects.toMatchObject({ code: '53100' });
    await owner.query('drop function no_room cascade');
    await owner.end();
    expect((await rescorings()).map(({ stalledAt }) => stalledAt)).toEqual([]);
    await rescoreLeads(db, { workspace });
    expect(await rescorings()).toMatchObject([{ stalledAt: null, finishedAt: expect.any(Date), leadsDone: 2 }]);
  });

  it('wins over one that was still at work, and judges no past day', async () => {
    await agree(1000);
    const [person] = (await leads(1)) as [string];
    await touch(person, [ago(9), ago(8), ago(7)]);
    await follow();
    await agree(500, ago(6));
    const newest = await agree(25, ago(5));
    await rescoreLeads(db, { workspace });
    await rescoreLeads(db, { workspace });
    expect(await rescorings()).toMatchObject([{ definitionId: newest, leadsDone: 1 }]);
    const [mql] = await as((context) =>
      context.db.selectFrom('leadStages').select('enteredAt').where('stage', '=', 'mql').execute(),
    );
    // Three pages of the week before were no MQL then; they are one from the day the version that says so began.
    expect(mql?.enteredAt.getTime()).toBeCloseTo(ago(5).getTime(), -4);
  });
});
