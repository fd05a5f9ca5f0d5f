import { describe, expect, it } from 'vitest';
import { buildHandoff, buildLead, buildPerson } from '../../../test/build.ts';
import { as, createTestMember } from '../../../test/database.ts';
import { settle } from '../../../test/outbox.ts';
import { createTestServer } from '../../../test/server.ts';
import { followUpConsumer } from '../../follow-ups/jobs.ts';
import { changeMember } from '../../workspaces/commands.ts';

const server = await createTestServer();
const { db, workspace, app } = server;
const system = { kind: 'system' } as const;

const made = async (team: string | null = null) => {
  const client = await server.as('sales');
  const { id, url } = (await client.post('/api/v1/calendar-feeds', { team })).json<{ id: string; url: string }>();
  return { client, id, read: (headers = {}) => app.inject({ method: 'GET', url, headers }) };
};
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const unfolded = (body: string) => body.replaceAll('\r\n ', '');

describe('a member’s calendar elsewhere', () => {
  it('tells what is next for their leads by name and company, and nothing else of the person', async () => {
    const { client, read } = await made();
    await as(db, workspace, system, async (context) => {
      const person = await buildPerson(context, { name: 'Katrine Holm', email: 'katrine@nordhavn.dk' });
      const lead = await buildLead(context, { person, reached: { submitted: new Date(Date.now() - 60_000).toISOString() } });
      await buildHandoff(context, { lead, submittedAt: new Date().toISOString(), assignedTo: client.memberId ?? '' });
      await context.db.updateTable('leads').set({ ownerMemberId: client.memberId }).where('id', '=', lead).execute();
      await context.db
        .insertInto('attempts')
        .values({
          workspaceId: workspace,
          id: crypto.randomUUID(),
          leadId: lead,
          handoffId: null,
          memberId: client.memberId,
          kind: 'call',
          response: 'reached',
          nextStep: 'Tilbud',
          nextStepOn: inDays(3),
          attemptedAt: context.now,
          recordedAt: context.now,
        })
        .execute();
    });
    await settle(db, workspace, [followUpConsumer({ enqueue: async () => {} })]);
    const answer = await read();
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'text/calendar; charset=utf-8']);
    expect(unfolded(answer.body)).toContain('Katrine Holm');
    expect(answer.body).toMatch(/^UID:lead-[0-9a-f-]{36}@samspil\r$/m);
    expect(unfolded(answer.body)).not.toContain('katrine@nordhavn.dk');
  });

  it('tells their own absences, whole days as days, and cancels what was withdrawn', async () => {
    const { client, read } = await made();
    const away = { memberId: client.memberId, startsAt: `${inDays(5)}T00:00`, endsAt: `${inDays(7)}T00:00` };
    const { id } = (await client.post('/api/v1/absences', away)).json();
    await client.post('/api/v1/absences', { ...away, memberId: (await createTestMember(db, workspace, 'sales')).id });
    const absences = (text: string) => [...unfolded(text).matchAll(/UID:absence-(.*)@samspil/g)].map(([, each]) => each);
    const before = (await read()).body;
    expect(absences(before)).toEqual([id]);
    expect(before).toContain(`DTSTART;VALUE=DATE:${inDays(5).replaceAll('-', '')}`);
    expect(before).not.toContain('STATUS:CANCELLED');
    await client.delete(`/api/v1/absences/${id}`);
    expect((await read()).body).toContain('STATUS:CANCELLED');
  });

  it('is not sent again while nothing has changed', async () => {
    const { client, read } = await made();
    const first = await read();
    const tag = { 'if-none-match': first.headers.etag };
    expect((await read(tag)).statusCode).toBe(304);
    await client.post('/api/v1/absences', {
      memberId: client.memberId,
      startsAt: `${inDays(1)}T09:00`,
      endsAt: `${inDays(1)}T12:00`,
    });
    expect((await read(tag)).statusCode).toBe(200);
  });

  it('of a team tells who is absent, by name', async () => {
    const { client, read } = await made('sales');
    const other = await createTestMember(db, workspace, 'sales', { name: 'Rikke Rep' });
    await client.post('/api/v1/absences', { memberId: other.id, startsAt: `${inDays(2)}T00:00`, endsAt: `${inDays(3)}T00:00` });
    const { body } = await read();
    expect(unfolded(body)).toContain('Rikke Rep');
    expect(body).not.toContain('UID:lead-');
  });
});

describe('the secret of an address', () => {
  it('is shown once; a wrong one, one taken back and one of somebody who has left look like nothing at all', async () => {
    const { client, id, read } = await made();
    const listed = (await client.get('/api/v1/calendar-feeds')).json().items;
    expect(listed).toMatchObject([{ id, team: null }]);
    expect(Object.keys(listed[0])).toEqual(['id', 'team', 'hint', 'createdAt']);
    const missing = await app.inject({ method: 'GET', url: '/api/v1/ical/calendar_wrong' });
    const stranger = await server.as('sales');
    expect((await stranger.delete(`/api/v1/calendar-feeds/${id}`)).statusCode).toBe(404);
    expect((await read()).statusCode).toBe(200);
    expect((await client.delete(`/api/v1/calendar-feeds/${id}`)).statusCode).toBe(204);
    const revoked = await read();
    expect([revoked.statusCode, revoked.body]).toEqual([404, missing.body]);

    const leaving = await made();
    await as(db, workspace, system, (context) => changeMember(context, leaving.client.memberId ?? '', { left: true }));
    const left = await leaving.read();
    expect([left.statusCode, left.body]).toEqual([404, missing.body]);
  });
});
