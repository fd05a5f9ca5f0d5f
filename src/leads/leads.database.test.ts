import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createTestMember, createTestWorkspace } from '../../test/database.ts';
import { createTestServer, type TestClient } from '../../test/server.ts';
import { createDefinition, signDefinition } from '../definitions/commands.ts';
import { standardDefinition } from '../definitions/standard.ts';
import type { Context } from '../platform/context.ts';
import { inWorkspace } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';
import { moveLead, openLead } from './commands.ts';
import { recycleLead } from './ended/commands.ts';
import { localDate } from '../calendars/clock.ts';
import { addDays } from '../calendars/local-day.ts';
import { engagementRank } from './scored/engagement.ts';
import { leadSorts, type LeadItem } from './schema.ts';
import { moves, pathTo, stages, undoMoves, type Stage } from './lifecycle.ts';

const server = await createTestServer();
const system = { kind: 'system' } as const;
const within = <T>(workspace: string, work: (context: Context) => Promise<T>) => inWorkspace(server.db, workspace, system, work);

let number = 0;
/** Somebody with an e-mail address; nobody has a lead yet. */
async function somebody(workspace: string, given: { name?: string; company?: string } = {}): Promise<string> {
  const id = newId();
  await within(workspace, async ({ db, now }) => {
    const companyId = given.company === undefined ? null : newId();
    if (companyId)
      await db
        .insertInto('companies')
        .values({
          workspaceId: workspace,
          id: companyId,
          name: given.company ?? '',
          country: 'DK',
          employees: 120,
          createdAt: now,
        })
        .execute();
    await db
      .insertInto('people')
      .values({
        workspaceId: workspace,
        id,
        name: given.name ?? `Person ${++number}`,
        email: `person-${id}@kunde.dk`,
        title: 'Indkøbschef',
        companyId,
        createdAt: now,
      })
      .execute();
  });
  return id;
}

async function inForce(workspace: string): Promise<void> {
  const { id } = await within(workspace, (context) => createDefinition(context, { body: standardDefinition }));
  for (const role of ['marketing', 'sales'] as const) {
    const head = await createTestMember(server.db, workspace, role, { head: true, name: 'Head' });
    await inWorkspace(server.db, workspace, head, (context) => signDefinition(context, id, { fullName: 'Head' }));
  }
}

describe('the lifecycle in the database', () => {
  it('has the same moves as the program', async () => {
    const rows = await within(server.workspace, ({ db }) => db.selectFrom('stageMoves').selectAll().execute());
    const ours = [...Object.entries(moves), ...Object.entries(undoMoves)].flatMap(([from, to]) =>
      to.map((stage) => `${from} → ${stage}`),
    );
    expect(rows.map(({ fromStage, toStage }) => `${fromStage} → ${toStage}`).sort()).toEqual(ours.sort());
  });

  it('follows any wish exactly as the model does, stamping what was skipped', async () => {
    const workspace = await createTestWorkspace(server.db);
    const reasons = { rejected: 'too_early', recycled: 'no_response', disqualified: 'no_need' } as Record<string, string>;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...stages), { minLength: 1, maxLength: 12 }), async (wishes) => {
        const person = await somebody(workspace);
        await within(workspace, async (context) => {
          const { id } = await openLead(context, person);
          let model: Stage = 'known';
          const trail = ['known'];
          for (const wish of wishes) {
            const path = pathTo(model, wish);
            const reason = reasons[wish];
            const attempt = moveLead(context, id, wish, reason === undefined ? {} : { reason });
            if (path === null) {
              await expect(attempt).rejects.toMatchObject({ status: 409 });
              continue;
            }
            await attempt;
            trail.push(...path);
            model = wish;
          }
          const lead = await context.db
            .selectFrom('leads')
            .select(['stage', 'moves', 'closedAt'])
            .where('id', '=', id)
            .executeTakeFirstOrThrow();
          const rows = await context.db
            .selectFrom('leadStages')
            .select(['stage', 'fromStage', 'skipped'])
            .where('leadId', '=', id)
            .orderBy('move')
            .execute();
          expect(lead).toMatchObject({ stage: model, moves: trail.length });
          expect(lead.closedAt !== null).toBe(['won', 'invoiced', 'recycled', 'disqualified'].includes(model));
          expect(rows.map(({ stage }) => stage)).toEqual(trail);
          rows.forEach(({ fromStage }, index) => expect(fromStage).toBe(rows[index - 1]?.stage ?? 'new'));
          expect(rows.at(-1)?.skipped).toBe(false);
        });
      }),
      { numRuns: 100 },
    );
  });

  it('opens one lead a person, however many ask at once', async () => {
    const person = await somebody(server.workspace);
    const opened = await Promise.all(
      Array.from({ length: 5 }, () => within(server.workspace, (context) => openLead(context, person))),
    );
    expect(new Set(opened.map(({ id }) => id)).size).toBe(1);
    expect(opened.filter((one) => one.opened)).toHaveLength(1);
  });

  it('lets one of two who move a lead at once win, and tells the other where it now stands', async () => {
    const { id } = await within(server.workspace, async (context) => openLead(context, await somebody(server.workspace)));
    const exits = await Promise.allSettled(
      [1, 2].map(() => within(server.workspace, (context) => moveLead(context, id, 'disqualified', { reason: 'no_need' }))),
    );
    expect(exits.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(exits.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { status: 409, detail: expect.stringContaining('is disqualified') },
    });
  });

  it('refuses a stage before the one it follows from', async () => {
    const { id } = await within(server.workspace, async (context) => openLead(context, await somebody(server.workspace)));
    const yesterday = new Date(Date.now() - 86_400_000);
    await expect(
      within(server.workspace, (context) => moveLead(context, id, 'engaged', { at: yesterday })),
    ).rejects.toMatchObject({ status: 422 });
  });
});

describe('what sales says of a lead', () => {
  let rep: TestClient;
  const opened = async () =>
    (await rep0().post('/api/v1/leads', { personId: await somebody(server.workspace) })).json().id as string;
  const rep0 = () => rep;
  beforeAll(async () => {
    rep = await server.as('admin');
  });
  const withSales = async () => {
    const id = await opened();
    await within(server.workspace, (context) => moveLead(context, id, 'accepted'));
    return id;
  };

  it('answers 201 for a lead opened and 200 with the one that is open already', async () => {
    const personId = await somebody(server.workspace);
    const first = await rep.post('/api/v1/leads', { personId });
    const second = await rep.post('/api/v1/leads', { personId });
    expect([first.statusCode, second.statusCode, second.json().id]).toEqual([201, 200, first.json().id]);
  });

  it('works a lead with the first attempt, connects it when somebody answers, and qualifies it', async () => {
    const id = await withSales();
    const tried = await rep.post(`/api/v1/leads/${id}/attempts`, { kind: 'call', response: 'no_answer' });
    expect(tried.json()).toMatchObject({
      stage: 'working',
      attempts: [{ kind: 'call', response: 'no_answer', member: { id: rep.memberId } }],
    });
    const reached = await rep.post(`/api/v1/leads/${id}/attempts`, {
      kind: 'call',
      response: 'reached',
      nextStep: 'Send tilbud',
      nextStepOn: '2027-01-10',
    });
    expect(reached.json()).toMatchObject({ stage: 'connected', nextStep: { text: 'Send tilbud', on: '2027-01-10' } });
    const qualified = await rep.post(`/api/v1/leads/${id}/qualification`, {});
    expect(qualified.json()).toMatchObject({ stage: 'sql' });
    expect(
      qualified.json().stages.map(({ stage, skipped }: { stage: string; skipped: boolean }) => (skipped ? `(${stage})` : stage)),
    ).toEqual(['known', '(engaged)', '(mql)', '(submitted)', 'accepted', 'working', 'connected', 'sql']);
    expect((await rep.post(`/api/v1/leads/${id}/qualification`, {})).statusCode).toBe(409);
  });

  it('qualifies nothing that sales has not accepted', async () => {
    expect((await rep.post(`/api/v1/leads/${await opened()}/qualification`, {})).json()).toMatchObject({
      status: 409,
      detail: expect.stringContaining('known'),
    });
  });

  it('recycles with a reason of the catalogue and the rest that the reason names', async () => {
    const id = await withSales();
    const wrong = await rep.post(`/api/v1/leads/${id}/recycling`, { reason: 'no_need' });
    expect(wrong.json()).toMatchObject({
      status: 422,
      errors: [{ pointer: '/reason' }],
      detail: expect.stringContaining('no_response'),
    });
    const done = await rep.post(`/api/v1/leads/${id}/recycling`, { reason: 'no_response' });
    expect(done.json()).toMatchObject({ stage: 'recycled', closedAt: expect.any(String) });
    const row = await within(server.workspace, ({ db }) =>
      db.selectFrom('leads').select('reEntryOn').where('id', '=', id).executeTakeFirstOrThrow(),
    );
    expect(row.reEntryOn).toBe(addDays(localDate(new Date(), 'Europe/Copenhagen'), 90));
  });

  it('counts the rest from the day it is where the workspace is', async () => {
    const id = await withSales();
    const shortlyAfterMidnight = new Date('2027-01-10T23:30:00Z');
    await within(server.workspace, (context) =>
      recycleLead({ ...context, now: shortlyAfterMidnight }, id, { reason: 'no_response' }),
    );
    const row = await within(server.workspace, ({ db }) =>
      db.selectFrom('leads').select('reEntryOn').where('id', '=', id).executeTakeFirstOrThrow(),
    );
    expect(row.reEntryOn).toBe('2027-04-11');
  });

  it('counts a recycled person who returns as a new passage that says so', async () => {
    const personId = await somebody(server.workspace);
    const first = (await rep.post('/api/v1/leads', { personId })).json().id as string;
    await within(server.workspace, (context) => moveLead(context, first, 'accepted'));
    await rep.post(`/api/v1/leads/${first}/recycling`, { reason: 'chose_to_wait', reEntryOn: '2099-01-01' });
    const again = (await rep.post('/api/v1/leads', { personId })).json();
    expect(again.opened).toBe(true);
    const row = await within(server.workspace, ({ db }) =>
      db.selectFrom('leads').select('recycledFrom').where('id', '=', again.id).executeTakeFirstOrThrow(),
    );
    expect(row.recycledFrom).toBe(first);
  });

  it('disqualifies for good', async () => {
    const id = await opened();
    expect((await rep.post(`/api/v1/leads/${id}/disqualification`, { reason: 'competitor' })).json()).toMatchObject({
      stage: 'disqualified',
    });
    expect((await rep.post(`/api/v1/leads/${id}/disqualification`, { reason: 'competitor' })).json().detail).toMatch(
      /nothing else/,
    );
  });

  it('takes no time in the future, and history only from a key made for it', async () => {
    const id = await withSales();
    const call = (at: Date) => ({ kind: 'call', response: 'no_answer', at: at.toISOString() });
    const days = (count: number) => new Date(Date.now() + count * 86_400_000);
    expect((await rep.post(`/api/v1/leads/${id}/attempts`, call(days(1)))).statusCode).toBe(422);
    expect((await rep.post(`/api/v1/leads/${id}/attempts`, call(days(-8)))).statusCode).toBe(403);
    expect((await rep.post(`/api/v1/leads/${id}/attempts`, call(days(-6)))).statusCode).toBe(201);
    const told = await server.withKey(['write', 'history']);
    const onBehalf = { 'on-behalf-of': rep.memberId ?? '' };
    expect((await told.post(`/api/v1/leads/${id}/attempts`, call(days(-400)), onBehalf)).statusCode).toBe(201);
  });
});

describe('the score of a lead', () => {
  it('is explained criterion by criterion, each by what it stands on', async () => {
    const workspace = await createTestWorkspace(server.db);
    const admin = await server.as('admin', { workspace });
    const personId = await somebody(workspace, { company: 'Ørsted Pumper A/S' });
    const { id } = (await admin.post('/api/v1/leads', { personId })).json();
    expect((await admin.get(`/api/v1/leads/${id}/score`)).json()).toMatchObject({
      status: 409,
      detail: expect.stringContaining('definition'),
    });

    await inForce(workspace);
    const said = await admin.post(`/api/v1/leads/${id}/evidence`, {
      criterion: 'has-a-pain',
      quote: 'Vi drukner i manuelle ordrer',
      source: 'call',
    });
    expect(said.json().evidence).toMatchObject([{ criterion: 'has-a-pain', author: { id: admin.memberId }, source: 'call' }]);
    const { assertedAt, expiresAt } = said.json().evidence[0];
    expect(Date.parse(expiresAt) - Date.parse(assertedAt)).toBe(180 * 86_400_000);

    const score = (await admin.get(`/api/v1/leads/${id}/score`)).json();
    const of = (key: string) => score.criteria.find((criterion: { key: string }) => criterion.key === key);
    expect(score).toMatchObject({ definition: { version: 2 }, fit: 80, fitGrade: 'B', engagement: 0, ready: false });
    expect(of('home-market')).toMatchObject({ part: 'fit', met: true, points: 25, of: 25, because: [{ fact: 'DK' }] });
    expect(of('has-a-pain')).toMatchObject({ met: true, because: [{ fact: 'Vi drukner i manuelle ordrer' }] });
    expect(score.missing).toContainEqual({ part: 'threshold', key: 'engagement', has: 0, needs: 40 });
    const unknown = await admin.post(`/api/v1/leads/${id}/evidence`, { criterion: 'nice-office', source: 'call' });
    expect(unknown.json()).toMatchObject({ status: 422, errors: [{ pointer: '/criterion' }] });
  });
});

describe('the list of leads', () => {
  let workspace: string;
  let member: TestClient;
  beforeAll(async () => {
    workspace = await createTestWorkspace(server.db);
    member = await server.as('marketing', { workspace });
    await inForce(workspace);
    const definition = (await member.get('/api/v1/definitions')).json().items[0].id as string;
    for (let index = 0; index < 25; index++) {
      const personId = await somebody(workspace, {
        name: index % 2 ? `Anna ${index % 5}` : `Åse 100%_${index % 3}`,
        company: index === 7 ? 'Fjord Værft' : 'Kunde A/S',
      });
      await within(workspace, async (context) => {
        const { id } = await openLead(context, personId);
        if (index % 4 === 0) await moveLead(context, id, 'mql');
        // Many the same, some without, some of old: the hard cases of a sorted page.
        const scoredAt = new Date(context.now.getTime() - (index % 2) * 20 * 86_400_000);
        if (index % 3 > 0)
          await context.db
            .insertInto('leadScores')
            .values({
              workspaceId: workspace,
              leadId: id,
              definitionId: definition,
              fit: 50,
              engagement: index % 3,
              engagementRank: engagementRank(index % 3, 14, scoredAt),
              ready: index === 4,
              scoredAt,
            })
            .execute();
      });
    }
  });

  const pages = async (query: string): Promise<{ id: string; [field: string]: unknown }[]> => {
    const all = [];
    for (let cursor = ''; ;) {
      const { items, next } = (await member.get(`/api/v1/leads?limit=4&${query}${cursor}`)).json();
      all.push(...items);
      if (next === null) return all;
      cursor = `&cursor=${next}`;
    }
  };

  it.each(leadSorts)('is complete and without doubles over its pages by %s', async (sort) => {
    const all = await pages(`sort=${sort}`);
    expect(new Set(all.map(({ id }) => id)).size).toBe(25);
    expect(all).toHaveLength(25);
    const by = sort.replace('-', '');
    const keys = all.map((lead) => {
      if (by === 'name') return (lead['person'] as { name: string }).name.toLowerCase();
      if (by === 'engagement') return (lead['score'] as { engagement: number } | null)?.engagement ?? null;
      return Date.parse(String(lead[by === 'created' ? 'createdAt' : 'stageSince']));
    });
    const scored = keys.filter((key) => key !== null);
    // Without a score they come last, whichever way.
    expect(keys.slice(scored.length).every((key) => key === null)).toBe(true);
    const upwards = scored.toSorted((a, b) => (typeof a === 'string' ? a.localeCompare(String(b), 'en') : a - Number(b)));
    expect(scored).toEqual(sort.startsWith('-') ? upwards.toReversed() : upwards);
  });

  it('finds by part of the name, of the address and of the company, and takes % and _ for what they are', async () => {
    expect(await pages('search=anna')).toHaveLength(12);
    expect(await pages('search=v%C3%A6rft')).toHaveLength(1);
    expect(await pages('search=100%25_1')).toHaveLength(4);
    expect(await pages('search=100__')).toHaveLength(0);
    expect(await pages('search=kunde.dk')).toHaveLength(25);
  });

  it('filters by stage, readiness and owner together', async () => {
    expect(await pages('stage=mql')).toHaveLength(7);
    expect(await pages('stage=mql,known')).toHaveLength(25);
    expect(await pages('ready=true')).toHaveLength(1);
    expect(await pages('ready=true&stage=mql&sort=-engagement')).toHaveLength(1);
    expect(await pages('owner=me')).toHaveLength(0);
    expect((await member.get('/api/v1/leads?stage=sold')).statusCode).toBe(400);
    expect((await member.get('/api/v1/leads?cursor=bm9ucw')).statusCode).toBe(400);
  });

  it('counts as new from a day on what was opened on it where the company is', async () => {
    const house = await createTestWorkspace(server.db);
    const marketer = await server.as('marketing', { workspace: house });
    // Midnight in Copenhagen is 23:00 UTC the day before.
    const opened = ['2026-11-15T22:59:00Z', '2026-11-15T23:00:00Z', '2026-11-18T09:00:00Z'];
    for (const at of opened) {
      const personId = await somebody(house);
      await within(house, (context) => openLead(context, personId, { at: new Date(at) }));
    }
    const since = async (day: string) =>
      (await marketer.get(`/api/v1/leads?createdFrom=${day}`)).json().items.map((lead: LeadItem) => lead.createdAt);
    expect(await since('2026-11-16')).toEqual(['2026-11-18T09:00:00.000Z', '2026-11-15T23:00:00.000Z']);
    expect(await since('2026-11-19')).toEqual([]);
    expect((await marketer.get('/api/v1/leads?createdFrom=monday')).statusCode).toBe(400);
  });

  it('looks empty from another workspace, and each of its leads looks missing there', async () => {
    const stranger = await server.as('admin', { workspace: await createTestWorkspace(server.db) });
    expect((await stranger.get('/api/v1/leads')).json()).toEqual({ items: [], next: null });
    const [lead] = await pages('');
    const { id: personId } = lead!['person'] as { id: string };
    const missing = await stranger.get('/api/v1/leads/0199aaaa-0000-7000-8000-000000000000');
    for (const path of ['', '/score']) {
      const foreign = await stranger.get(`/api/v1/leads/${lead?.id}${path}`);
      expect([foreign.statusCode, foreign.body]).toEqual([404, missing.body]);
    }
    expect((await stranger.post(`/api/v1/leads/${lead?.id}/disqualification`, { reason: 'no_need' })).statusCode).toBe(404);
    expect((await stranger.post('/api/v1/leads', { personId })).statusCode).toBe(404);
  });

  it('leaves a trail that the audit shows, the latest first', async () => {
    const [lead] = await pages('stage=mql');
    const { items } = (await member.get(`/api/v1/events?subject=${lead?.id}`)).json();
    expect(items.map(({ type }: { type: string }) => type)).toEqual(['lead.moved', 'lead.opened']);
    expect(items[0]).toMatchObject({ actor: { kind: 'system' }, data: { from: 'known', to: 'mql', skipped: ['engaged'] } });
    expect((await member.get('/api/v1/events?type=lead.opened&limit=3')).json().items).toHaveLength(3);
  });
});

it('names the reasons there are, each with the repair that follows', async () => {
  const member = await server.as('leadership');
  const { items } = (await member.get('/api/v1/reasons')).json();
  expect(items.find(({ code }: { code: string }) => code === 'too_early')).toMatchObject({
    kind: 'rejected',
    repair: 'nurture',
    nurtureDays: 60,
    label: { da: expect.any(String) },
  });
});
