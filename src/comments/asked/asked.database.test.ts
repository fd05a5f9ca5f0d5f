import { beforeAll, expect, it } from 'vitest';
import { buildHandoff, buildLead } from '../../../test/build.ts';
import { as, createTestMember, createTestWorkspace } from '../../../test/database.ts';
import { createTestServer, type TestClient } from '../../../test/server.ts';
import { standardDefinition } from '../../definitions/standard.ts';
import { changeMember } from '../../workspaces/commands.ts';

const server = await createTestServer();
const { db, workspace } = server;
let marketing: TestClient;
let sales: TestClient;
let colleague: TestClient;
let person: string;
let handoff: string;

beforeAll(async () => {
  [marketing, sales, colleague] = [await server.as('marketing'), await server.as('sales'), await server.as('finance')];
  await marketing.post('/api/v1/definitions', { body: standardDefinition });
});

/** A new hand-off, submitted by marketing and with sales. */
async function handedOver(submittedBy: string | null = marketing.memberId): Promise<string> {
  handoff = await as(db, workspace, { kind: 'system' }, async (context) => {
    const lead = await buildLead(context, { reached: { submitted: '2026-09-01T08:00:00Z' } });
    const found = await context.db.selectFrom('leads').select('personId').where('id', '=', lead).executeTakeFirstOrThrow();
    person = found.personId;
    const id = await buildHandoff(context, { lead, submittedAt: '2026-09-01T08:00:00Z', assignedTo: sales.memberId ?? '' });
    await context.db.updateTable('handoffs').set({ submittedBy }).where('id', '=', id).execute();
    return id;
  });
  return handoff;
}

const say = (who: TestClient, body: string, more: object = {}) =>
  who.post('/api/v1/comments', { subjectKind: 'handoff', subjectId: handoff, body, ...more });
const at = ({ memberId }: TestClient) => `@[${memberId}]`;
/** The kinds of news of this hand-off that a member has. */
const news = async (who: TestClient) =>
  (await who.get('/api/v1/notifications?limit=200'))
    .json()
    .items.filter(({ data }: { data: { handoffId?: string } }) => data.handoffId === handoff)
    .map(({ kind }: { kind: string }) => kind);

it('shows an open question on the hand-off until the other team answers, and lets the clock run on', async () => {
  await handedOver();
  const read = async () => (await sales.get(`/api/v1/handoffs/${handoff}`)).json();
  const { clock } = await read();
  const asked = (await say(sales, 'Which branch did she mean?', { asks: true })).json();
  expect(asked).toMatchObject({ asks: true, answers: null, resolved: null, member: { id: sales.memberId } });
  expect(await read()).toMatchObject({
    comments: 1,
    question: { id: asked.id, member: { id: sales.memberId }, team: 'sales' },
    clock: { due: clock.due, startedAt: clock.startedAt },
  });
  await say(marketing, 'The one in Aarhus', { answers: asked.id });
  expect(await read()).toMatchObject({ comments: 2, question: null });
  await say(marketing, 'And in Odense', { answers: asked.id });
  const { items } = (await sales.get(`/api/v1/comments?subjectKind=handoff&subjectId=${handoff}`)).json();
  expect(items).toMatchObject([
    { resolved: { member: { id: marketing.memberId } } },
    { answers: asked.id },
    { answers: asked.id },
  ]);
  expect([await news(marketing), await news(sales)]).toEqual([['handoff.asked'], ['handoff.answered', 'handoff.answered']]);
});

it('asks who has it when marketing asks, and the heads of marketing where nobody submitted it', async () => {
  await handedOver();
  await say(marketing, 'Did she pick up?', { asks: true });
  expect([await news(sales), await news(marketing)]).toEqual([['handoff.asked'], []]);
  await handedOver(null);
  const head = await server.as('marketing', { head: true });
  await say(sales, 'Where does it come from?', { asks: true });
  expect([await news(head), await news(marketing)]).toEqual([['handoff.asked'], []]);
});

it('tells exactly those mentioned, once each, and whoever is asked not twice', async () => {
  await handedOver();
  await say(sales, `${at(colleague)} ${at(colleague)} ${at(marketing)} ${at(sales)} how much do they owe?`, { asks: true });
  expect([await news(colleague), await news(marketing), await news(sales)]).toEqual([
    ['handoff.mentioned'],
    ['handoff.asked'],
    [],
  ]);
  await say(sales, `${at(colleague)} and this year?`);
  expect(await news(colleague)).toEqual(['handoff.mentioned', 'handoff.mentioned']);
  const [first] = (await colleague.get('/api/v1/notifications')).json().items;
  expect(first).toMatchObject({
    subjectKind: 'comment',
    about: {},
    data: { comment: expect.stringMatching(/^@Member .* this year/) },
  });
});

it('names a colleague who has left, but mentions them no more; nobody of another workspace', async () => {
  await handedOver();
  const leaving = await createTestMember(db, workspace, 'sales', { name: 'Lars Lind' });
  await say(marketing, `@[${leaving.id}] knows them`);
  await as(db, workspace, await createTestMember(db, workspace, 'admin'), (context) =>
    changeMember(context, leaving.id, { left: true }),
  );
  const { items } = (await sales.get(`/api/v1/comments?subjectKind=handoff&subjectId=${handoff}`)).json();
  expect(items).toMatchObject([{ mentions: [{ id: leaving.id, name: 'Lars Lind' }] }]);
  const gone = await say(marketing, `@[${leaving.id}]?`);
  expect([gone.statusCode, gone.json().detail]).toEqual([422, expect.stringContaining('Lars Lind has left')]);
  const there = await createTestWorkspace(db);
  const stranger = await server.as('sales', { workspace: there });
  const foreign = await say(marketing, at(stranger));
  expect([foreign.statusCode, foreign.json().detail]).toEqual([422, expect.stringContaining('no member of this workspace')]);
  expect((await say(stranger, 'Hello')).statusCode).toBe(404);
});

it('keeps what is written as it is written, and answers nothing but a question of the same hand-off', async () => {
  await handedOver();
  const remark = (await say(sales, '<img src=x onerror=alert(1)> @[everybody] \u202e $&')).json();
  expect(remark).toMatchObject({ body: '<img src=x onerror=alert(1)> @[everybody] \u202e $&', mentions: [] });
  expect((await say(marketing, 'Yes', { answers: remark.id })).statusCode).toBe(422);
  const { id } = (await say(sales, 'Who?', { asks: true })).json();
  await handedOver();
  expect((await say(marketing, 'She', { answers: id })).statusCode).toBe(422);
  expect((await say(marketing, 'x', { about: 'fit' })).statusCode).toBe(422);
});

it('stands on the timeline of the person, with the names of whom it mentions', async () => {
  await handedOver();
  await say(sales, `${at(marketing)} which branch?`, { asks: true });
  const { items } = (await sales.get(`/api/v1/people/${person}/timeline?kind=comment`)).json();
  expect(items).toMatchObject(
    [
      {
        kind: 'comment',
        side: 'sales',
        member: { id: sales.memberId },
        details: { asks: true, mentions: { [marketing.memberId ?? '']: {} } },
      },
    ].map(({ details, ...item }) => ({ ...item, details: { asks: details.asks } })),
  );
  expect(Object.keys(items[0].details.mentions)).toEqual([marketing.memberId]);
});
