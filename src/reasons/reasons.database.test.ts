import { beforeEach, describe, expect, it } from 'vitest';
import { createTestWorkspace } from '../../test/database.ts';
import { createTestServer, type TestClient } from '../../test/server.ts';
import { localDate } from '../calendars/clock.ts';
import { moveLead, openLead } from '../leads/commands.ts';
import type { Stage } from '../leads/lifecycle.ts';
import { inWorkspace } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';
import { MOST_IN_FORCE } from './catalogue.ts';
import type { Reason } from './schema.ts';

const server = await createTestServer();
let workspace: string;
let admin: TestClient;
let salesHead: TestClient;
let marketingHead: TestClient;
let marketer: TestClient;
let rep: TestClient;

beforeEach(async () => {
  workspace = await createTestWorkspace(server.db);
  admin = await server.as('admin', { workspace });
  salesHead = await server.as('sales', { workspace, head: true });
  marketingHead = await server.as('marketing', { workspace, head: true });
  marketer = await server.as('marketing', { workspace });
  rep = await server.as('sales', { workspace });
});

const tooDear = { kind: 'rejected', label: { da: 'For dyrt lige nu' }, repair: 'nurture', nurtureDays: 45 };
const reasons = async (kind: Reason['kind']): Promise<Reason[]> =>
  (await admin.get('/api/v1/reasons')).json().items.filter((each: Reason) => each.kind === kind);
const codes = async (kind: Reason['kind']) =>
  (await reasons(kind)).filter(({ retiredAt }) => retiredAt === null).map(({ code }) => code);
const retire = (kind: Reason['kind'], code: string) => salesHead.post(`/api/v1/reasons/${kind}/${code}/retirement`);
const bringBack = (kind: Reason['kind'], code: string) => salesHead.delete(`/api/v1/reasons/${kind}/${code}/retirement`);
const change = (kind: Reason['kind'], code: string, body: object) => salesHead.put(`/api/v1/reasons/${kind}/${code}`, body);
const order = (kind: Reason['kind'], wanted: readonly string[]) =>
  salesHead.put(`/api/v1/reason-orders/${kind}`, { codes: wanted });
const events = async (type: string) => (await admin.get(`/api/v1/events?type=${type}`)).json().items;

async function lead(stage: Stage = 'known'): Promise<string> {
  const person = (await marketer.post('/api/v1/people', { name: 'Mette Holm', email: `${newId()}@kunde.dk` })).json().id;
  return inWorkspace(server.db, workspace, { kind: 'system' }, async (context) => {
    const { id } = await openLead(context, person);
    if (stage !== 'known') await moveLead(context, id, stage);
    return id;
  });
}
async function handoff(): Promise<string> {
  const [definition] = (await admin.get('/api/v1/definitions')).json().items;
  for (const head of [marketingHead, salesHead]) {
    const fullName = (await head.get('/api/v1/me')).json().user.name;
    await head.post(`/api/v1/definitions/${definition.id}/signature`, { fullName, agreed: true });
  }
  const given = { leadId: await lead(), manual: true, incompleteBecause: 'Resten spørges der om' };
  return (await marketer.post('/api/v1/handoffs', given)).json().id;
}

/** How many days a recycled lead rests from today. */
async function restOf(id: string): Promise<number> {
  const { reEntryOn } = await inWorkspace(server.db, workspace, { kind: 'system' }, ({ db }) =>
    db.selectFrom('leads').select('reEntryOn').where('id', '=', id).executeTakeFirstOrThrow(),
  );
  return (Date.parse(reEntryOn ?? '') - Date.parse(localDate(new Date(), 'Europe/Copenhagen'))) / 86_400_000;
}

describe('a reason of the workspace’s own', () => {
  it('is given like any other, and what it names follows: the lead rests for its days', async () => {
    const made = await salesHead.post('/api/v1/reasons', tooDear);
    const words = 'For dyrt lige nu';
    expect([made.statusCode, made.json()]).toEqual([
      201,
      {
        ...tooDear,
        code: 'for_dyrt_lige_nu',
        label: { en: words, da: words, nb: words, nl: words },
        version: 1,
        retiredAt: null,
      },
    ]);
    expect((await codes('rejected')).at(-1)).toBe('for_dyrt_lige_nu');
    const id = await handoff();
    const back = await rep.post(`/api/v1/handoffs/${id}/rejection`, { reason: 'for_dyrt_lige_nu' });
    expect([back.statusCode, back.json().lead.stage]).toEqual([201, 'recycled']);
    expect(await restOf(back.json().lead.id)).toBe(45);
    expect(await events('reason.added')).toMatchObject([
      { subject: { kind: 'reason' }, data: { kind: 'rejected', code: 'for_dyrt_lige_nu', after: { repair: 'nurture' } } },
    ]);
  });

  it.each([
    ['without words', { label: {} }, '/label'],
    ['to nurture without days', { nurtureDays: undefined }, '/nurtureDays'],
    ['with days and nothing to nurture', { repair: 'fix_field' }, '/nurtureDays'],
    ['to recycle for that is no rest', { kind: 'recycled', repair: 'appeal', nurtureDays: undefined }, '/repair'],
    ['to disqualify for that is a rest', { kind: 'disqualified' }, '/repair'],
    ['to rest for no time', { nurtureDays: 0 }, '/nurtureDays'],
  ])('is refused %s', async (_what, wrong, pointer) => {
    const refused = await salesHead.post('/api/v1/reasons', { ...tooDear, ...wrong });
    expect([refused.statusCode, refused.json().errors.map((fault: { pointer: string }) => fault.pointer)]).toEqual([
      400,
      [pointer],
    ]);
  });

  it('holds in the database, too, that rest has days and nothing else has', async () => {
    const raw = (values: object) =>
      inWorkspace(server.db, workspace, { kind: 'system' }, ({ db }) =>
        db
          .insertInto('reasons')
          .values({
            workspaceId: workspace,
            kind: 'rejected',
            code: 'x',
            label: '{}',
            position: 99,
            repair: 'nurture',
            nurtureDays: 9,
            retiredAt: null,
            ...values,
          })
          .execute(),
      );
    await expect(raw({ nurtureDays: null })).rejects.toThrow(/check constraint/);
    await expect(raw({ repair: 'appeal' })).rejects.toThrow(/check constraint/);
    await expect(raw({ kind: 'disqualified' })).rejects.toThrow(/check constraint/);
  });

  it('reads unlike the others in each language; one that is retired is brought back instead', async () => {
    const like = (label: object) => salesHead.post('/api/v1/reasons', { ...tooDear, label });
    const same = await like({ nl: ' contactgegevens  KLOPPEN niet', en: 'Something else' });
    expect(same.statusCode).toBe(201);
    const english = await like({ en: ' contact DETAILS  are wrong' });
    expect([english.statusCode, english.json().detail]).toEqual([409, expect.stringContaining('wrong_contact_details')]);
    await retire('rejected', 'too_early');
    const retired = await like({ da: 'For tidligt; søger ikke en løsning endnu' });
    expect([retired.statusCode, retired.json().detail]).toEqual([409, expect.stringContaining('bring it back')]);
    // A code is its own, even of words without a letter and among other catalogues, which may have the same words.
    expect((await like({ nl: '100 %' })).json().code).toBe('reason');
    expect((await like({ nl: '50 %' })).json().code).toBe('reason_2');
    const toRecycle = { ...tooDear, kind: 'recycled', label: { en: '100 %' } };
    expect((await salesHead.post('/api/v1/reasons', toRecycle)).json().code).toBe('reason_3');
  });

  it('is one of so many that somebody can read them all', async () => {
    const there = (await codes('rejected')).length;
    const add = (n: number) => salesHead.post('/api/v1/reasons', { ...tooDear, label: { da: `Grund ${n}` } });
    for (let n = there; n < MOST_IN_FORCE; n++) expect((await add(n)).statusCode).toBe(201);
    expect((await add(MOST_IN_FORCE)).statusCode).toBe(409);
    await retire('rejected', 'too_early');
    expect((await add(MOST_IN_FORCE)).statusCode).toBe(201);
    expect((await bringBack('rejected', 'too_early')).statusCode).toBe(409);
  });
});

it('is worded anew by what somebody saw of it, not over what another has written meanwhile', async () => {
  const [before] = (await reasons('recycled')).filter(({ code }) => code === 'no_response');
  const label = { da: 'Svarer ikke', en: 'Does not answer' };
  const changed = await change('recycled', 'no_response', { version: 1, label, nurtureDays: 120 });
  expect(changed.json()).toEqual({
    ...before,
    label: { ...label, nb: 'Svarer ikke', nl: 'Does not answer' },
    nurtureDays: 120,
    version: 2,
  });
  const late = await change('recycled', 'no_response', { version: 1, label: { da: 'Tavs' } });
  expect([late.statusCode, late.json().detail]).toEqual([409, expect.stringContaining('version 2')]);
  // Days that are not named stay.
  const third = await change('recycled', 'no_response', { version: 2, label: { da: 'Tavs' } });
  expect(third.json()).toMatchObject({ nurtureDays: 120, version: 3 });
  expect((await change('recycled', 'chose_to_wait', { version: 1, label: { nl: 'tavs' } })).statusCode).toBe(409);
  const noRest = await change('disqualified', 'no_need', { version: 1, label, nurtureDays: 9 });
  expect([noRest.statusCode, noRest.json().errors[0].pointer]).toEqual([422, '/nurtureDays']);
  // What follows from it is told by what was done for it, and stays.
  expect((await change('recycled', 'no_response', { version: 3, label, repair: 'appeal' })).statusCode).toBe(400);
  expect((await change('recycled', 'nowhere', { version: 1, label })).statusCode).toBe(404);
  expect((await events('reason.changed'))[1]).toMatchObject({
    data: { code: 'no_response', before: { nurtureDays: 90, label: before?.label }, after: { nurtureDays: 120 } },
  });
  const id = await lead('working');
  await rep.post(`/api/v1/leads/${id}/recycling`, { reason: 'no_response' });
  expect(await restOf(id)).toBe(120);
});

describe('a retired reason', () => {
  it('is given no more, whichever way, and each says in words which there are', async () => {
    await retire('rejected', 'too_early');
    await retire('recycled', 'no_response');
    await retire('disqualified', 'no_need');
    const id = await lead('working');
    const given = await handoff();
    const refused = [
      await rep.post(`/api/v1/handoffs/${given}/rejection`, { reason: 'too_early' }),
      await rep.post(`/api/v1/leads/${id}/recycling`, { reason: 'no_response' }),
      await rep.post(`/api/v1/leads/${id}/disqualification`, { reason: 'no_need' }),
      await rep.post('/api/v1/bulk-changes/recyclings', { leads: { ids: [id] }, reason: 'no_response' }),
      await rep.post('/api/v1/bulk-changes/disqualifications', { leads: { ids: [id] }, reason: 'no_need' }),
    ];
    for (const answer of refused)
      expect([answer.statusCode, answer.json().errors, answer.json().detail]).toEqual([
        422,
        [{ pointer: '/reason', detail: expect.not.stringMatching(/too_early|no_response|no_need/) }],
        expect.stringMatching(/^A .* for exactly one reason: \w+ \([A-Z].*\)\. "\w+" is retired\.$/),
      ]);
    expect(refused[1]?.json().detail).toContain('chose_to_wait (Wants to wait)');
    expect((await admin.get(`/api/v1/leads/${id}`)).json().stage).toBe('working');
  });

  it('keeps its words in what was done for it, and what was done is undone as ever', async () => {
    const id = await handoff();
    await rep.post(`/api/v1/handoffs/${id}/rejection`, { reason: 'briefing_incomplete' });
    const { lead: given } = (await admin.get(`/api/v1/handoffs/${id}`)).json();
    await marketer.post(`/api/v1/leads/${given.id}/disqualification`, { reason: 'competitor' });
    await retire('rejected', 'briefing_incomplete');
    await retire('disqualified', 'competitor');
    const today = new Date();
    const day = (after: number) => new Date(today.getTime() + after * 86_400_000).toISOString().slice(0, 10);
    const told = (await admin.get(`/api/v1/feedback?from=${day(-2)}&to=${day(2)}`)).json().reasons;
    expect(told).toMatchObject([{ code: 'briefing_incomplete', count: 1, label: { en: 'The briefing lacks what we agreed' } }]);
    const file = (await admin.get('/api/v1/exports/handoffs?format=csv&language=en')).body;
    expect(file).toContain('The briefing lacks what we agreed');
    // Back to where it was given back, for a reason that nobody could give now.
    const back = await marketer.delete(`/api/v1/leads/${given.id}/disqualification`);
    expect([back.statusCode, back.json().stage]).toEqual([200, 'rejected']);
    expect(back.json().stages.at(-1)).toMatchObject({ reason: 'briefing_incomplete' });
  });

  it('comes back to where it stood, and is given again', async () => {
    expect((await retire('recycled', 'no_response')).json().retiredAt).not.toBeNull();
    expect((await reasons('recycled')).map(({ code }) => code)).toEqual(['no_budget_now', 'chose_to_wait', 'no_response']);
    expect((await retire('recycled', 'no_response')).statusCode).toBe(409);
    expect((await bringBack('recycled', 'no_response')).statusCode).toBe(204);
    expect((await bringBack('recycled', 'no_response')).statusCode).toBe(409);
    expect(await codes('recycled')).toEqual(['no_response', 'no_budget_now', 'chose_to_wait']);
    const id = await lead('working');
    expect((await rep.post(`/api/v1/leads/${id}/recycling`, { reason: 'no_response' })).statusCode).toBe(201);
    expect([await events('reason.retired'), await events('reason.brought_back')]).toMatchObject([
      [{ data: { kind: 'recycled', code: 'no_response' } }],
      [{ data: { kind: 'recycled', code: 'no_response' } }],
    ]);
  });

  it('is never the last of its kind, not even of two who retire the last two at once', async () => {
    await retire('recycled', 'no_response');
    const both = await Promise.all(['no_budget_now', 'chose_to_wait'].map((code) => retire('recycled', code)));
    expect(both.map(({ statusCode }) => statusCode).toSorted()).toEqual([201, 409]);
    expect(await codes('recycled')).toHaveLength(1);
  });
});

it('stands in the order the heads give it; one that names other reasons than are in force is refused', async () => {
  await retire('recycled', 'no_response');
  expect((await order('recycled', ['chose_to_wait', 'no_budget_now'])).statusCode).toBe(204);
  expect(await codes('recycled')).toEqual(['chose_to_wait', 'no_budget_now']);
  for (const wrong of [
    ['chose_to_wait'],
    ['chose_to_wait', 'chose_to_wait'],
    ['chose_to_wait', 'no_response'],
    ['chose_to_wait', 'no_budget_now', 'no_response'],
  ]) {
    const refused = await order('recycled', wrong);
    expect([refused.statusCode, refused.json().detail]).toEqual([409, expect.stringContaining('chose_to_wait, no_budget_now')]);
  }
  expect(await events('reasons.ordered')).toMatchObject([
    { data: { before: ['no_budget_now', 'chose_to_wait'], after: ['chose_to_wait', 'no_budget_now'] } },
  ]);
});

it('is kept by the heads of both teams and by administrators, and read by everyone', async () => {
  const finance = await server.as('finance', { workspace });
  const program = await server.withKey(['read', 'write'], workspace);
  const add = (client: TestClient, words: string) => client.post('/api/v1/reasons', { ...tooDear, label: { en: words } });
  for (const client of [admin, salesHead, marketingHead, program]) expect((await add(client, newId())).statusCode).toBe(201);
  for (const client of [marketer, rep, finance]) {
    expect((await add(client, newId())).statusCode).toBe(403);
    expect((await client.put('/api/v1/reasons/recycled/no_response', { version: 1, label: { en: 'x' } })).statusCode).toBe(403);
    expect((await client.post('/api/v1/reasons/recycled/no_response/retirement')).statusCode).toBe(403);
    expect((await client.delete('/api/v1/reasons/recycled/no_response/retirement')).statusCode).toBe(403);
    expect((await client.put('/api/v1/reason-orders/recycled', { codes: ['no_response'] })).statusCode).toBe(403);
    expect((await client.get('/api/v1/reasons')).statusCode).toBe(200);
  }
});

it('is of its workspace alone', async () => {
  const { code } = (await salesHead.post('/api/v1/reasons', tooDear)).json();
  const stranger = await server.as('admin');
  expect((await stranger.get('/api/v1/reasons')).json().items.map((each: Reason) => each.code)).not.toContain(code);
  expect((await stranger.post(`/api/v1/reasons/rejected/${code}/retirement`)).statusCode).toBe(404);
  await stranger.post('/api/v1/reasons/rejected/too_early/retirement');
  expect(await codes('rejected')).toContain('too_early');
});
