import { beforeAll, expect, it } from 'vitest';
import { buildLead } from '../../../test/build.ts';
import { as } from '../../../test/database.ts';
import { createTestServer, type TestClient } from '../../../test/server.ts';

const server = await createTestServer();
const { db, workspace } = server;
let marketing: TestClient;
let sales: TestClient;

beforeAll(async () => {
  [marketing, sales] = [await server.as('marketing', { workspace }), await server.as('sales', { workspace })];
});

let number = 0;
const somebody = async () => {
  const email = `person-${++number}@kunde-${number}.dk`;
  const { id } = (await marketing.post('/api/v1/people', { name: `Person ${number}`, email })).json();
  return { id: id as string, email };
};
const daysFromNow = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
const announce = (recipients: object[], given: object = {}) =>
  marketing.post('/api/v1/planned-contacts', {
    kind: 'mail',
    title: 'Nyhedsbrev maj',
    at: daysFromNow(1),
    recipients,
    ...given,
  });
const handOver = (person: string, reached: object = { submitted: daysFromNow(-2) }) =>
  as(db, workspace, { kind: 'system' }, (context) => buildLead(context, { person, reached }));
const recipients = async (id: string, show = 'all') =>
  (await sales.get(`/api/v1/planned-contacts/${id}/recipients?show=${show}`)).json();
const report = async (id: string) => (await sales.get(`/api/v1/people/${id}/contact-guard`)).json();

it('shows both teams what is announced to a person, and marketing whom it collides with', async () => {
  const [free, handed] = [await somebody(), await somebody()];
  const lead = await handOver(handed.id);
  const made = await announce([
    { email: free.email },
    { personId: handed.id },
    { email: 'nobody@nowhere.dk' },
    { personId: free.id },
  ]);
  expect([made.statusCode, made.json()]).toMatchObject([201, { recipients: 2, excluded: 0, unknown: 1 }]);
  const { id } = made.json();
  expect((await sales.get('/api/v1/planned-contacts')).json().items).toMatchObject([{ id, title: 'Nyhedsbrev maj' }]);
  expect((await report(handed.id)).planned).toMatchObject([
    { team: 'marketing', kind: 'mail', title: 'Nyhedsbrev maj', plannedContactId: id, guard: { verdict: 'paused' } },
  ]);
  expect(await recipients(id, 'colliding')).toMatchObject({
    items: [{ person: { id: handed.id }, guard: { verdict: 'paused', pause: { leadId: lead } } }],
    counts: { allowed: 1, paused: 1, capped: 0, suppressed: 0, excluded: 0 },
  });

  const taken = await marketing.post(`/api/v1/planned-contacts/${id}/exclusions`, { personIds: [handed.id] });
  expect(taken.json()).toMatchObject({ recipients: 1, excluded: 1 });
  expect((await report(handed.id)).planned).toEqual([]);
  expect((await recipients(id, 'excluded')).items).toMatchObject([
    { person: { id: handed.id }, excludedBy: { id: marketing.memberId } },
  ]);
  expect((await recipients(id, 'colliding')).items).toEqual([]);
});

it('counts what is announced for the cap of the next, but never a message against itself', async () => {
  const { id: personId } = await somebody();
  const made = [];
  for (const day of [1, 2, 3, 4])
    made.push((await announce([{ personId }], { title: `Mail ${day}`, at: daysFromNow(day) })).json().id as string);
  const of = async (id = '') => (await recipients(id)).items[0].guard;
  expect(await of(made[3])).toMatchObject({ verdict: 'capped', count: 3 });
  expect((await marketing.delete(`/api/v1/planned-contacts/${made[0]}`)).statusCode).toBe(204);
  for (const id of made.slice(1)) expect(await of(id)).toEqual({ verdict: 'allowed' });
  expect((await report(personId)).planned.length).toBe(3);
  const again = await marketing.delete(`/api/v1/planned-contacts/${made[0]}`);
  expect([again.statusCode, again.json().detail]).toEqual([409, expect.stringContaining('Mail 1')]);
});

it('follows two people who turn out to be one', async () => {
  const [kept, merged] = [await somebody(), await somebody()];
  const { id } = (await announce([{ personId: merged.id }])).json();
  await marketing.post(`/api/v1/people/${kept.id}/merges`, { personId: merged.id, reason: 'Same person' });
  expect((await report(kept.id)).planned).toMatchObject([{ plannedContactId: id }]);
  expect((await recipients(id)).items).toMatchObject([{ person: { id: kept.id } }]);
  await marketing.post(`/api/v1/planned-contacts/${id}/exclusions`, { personIds: [kept.id] });
  expect((await report(kept.id)).planned).toEqual([]);
});

it('refuses what has passed, what nobody here would get, and sales’ hand on marketing’s plan', async () => {
  const { id: personId } = await somebody();
  expect((await announce([{ personId }], { at: daysFromNow(-1) })).json()).toMatchObject({
    status: 422,
    errors: [{ pointer: '/at' }],
  });
  expect((await announce([{ email: 'nobody@nowhere.dk' }])).json()).toMatchObject({
    status: 422,
    errors: [{ pointer: '/recipients' }],
  });
  const { id } = (await announce([{ personId }])).json();
  expect((await sales.delete(`/api/v1/planned-contacts/${id}`)).statusCode).toBe(403);
});

it('is announced to the people of a list of leads, and to more of them part by part', async () => {
  const [first, second, third] = [await somebody(), await somebody(), await somebody()];
  const [lead, other] = [await handOver(first.id), await handOver(second.id)];
  const made = await marketing.post('/api/v1/planned-contacts', {
    kind: 'event',
    title: 'Åbent hus',
    at: daysFromNow(2),
    recipients: { leads: { stage: 'submitted', ids: `${lead},${other}` } },
  });
  expect([made.statusCode, made.json()]).toMatchObject([201, { recipients: 2, unknown: 0 }]);
  const { id } = made.json();
  await marketing.post(`/api/v1/planned-contacts/${id}/exclusions`, { personIds: [first.id] });
  const more = await marketing.post(`/api/v1/planned-contacts/${id}/recipients`, {
    recipients: [{ personId: first.id }, { email: third.email }, { email: 'nobody@nowhere.dk' }],
  });
  expect([more.statusCode, more.json()]).toMatchObject([200, { recipients: 2, excluded: 1, unknown: 1 }]);
  expect(
    (await sales.post(`/api/v1/planned-contacts/${id}/recipients`, { recipients: [{ email: third.email }] })).statusCode,
  ).toBe(403);
});

it('says of each recipient what sales has to do next with them', async () => {
  const [free, handed] = [await somebody(), await somebody()];
  const lead = await handOver(handed.id, { working: daysFromNow(-2) });
  await sales.post(`/api/v1/leads/${lead}/attempts`, {
    kind: 'call',
    response: 'no_answer',
    nextStep: 'Ring igen',
    nextStepOn: daysFromNow(3).slice(0, 10),
  });
  const { id } = (await announce([{ personId: free.id }, { personId: handed.id }])).json();
  const { items } = await recipients(id);
  const salesOf = (person: string) => items.find((each: { person: { id: string } }) => each.person.id === person).sales;
  expect(salesOf(free.id)).toBeNull();
  expect(salesOf(handed.id)).toMatchObject({ kind: null, at: expect.any(String), overdue: false });
});
