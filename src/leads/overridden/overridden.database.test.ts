import { beforeEach, describe, expect, it } from 'vitest';
import { createTestMember, createTestWorkspace } from '../../../test/database.ts';
import { createTestServer, type TestClient } from '../../../test/server.ts';
import { createDefinition, signDefinition } from '../../definitions/commands.ts';
import { standardDefinition } from '../../definitions/standard.ts';
import type { Context } from '../../platform/context.ts';
import { inWorkspace } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import { openLead } from '../commands.ts';
import { followPeople } from '../scored/commands.ts';
import { lookAgain } from '../scored/jobs.ts';

const server = await createTestServer();
const DAY = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);

let workspace: string;
let marketing: TestClient;
let sales: TestClient;
let leadId: string;
let personId: string;
const as = <T>(work: (context: Context) => Promise<T>) => inWorkspace(server.db, workspace, { kind: 'system' }, work);

beforeEach(async () => {
  workspace = await createTestWorkspace(server.db);
  [marketing, sales] = [await server.as('marketing', { workspace }), await server.as('sales', { workspace })];
  const { id } = await as((context) =>
    createDefinition(context, { body: standardDefinition, inForceFrom: new Date(Date.now() - DAY) }),
  );
  for (const role of ['marketing', 'sales'] as const) {
    const head = await createTestMember(server.db, workspace, role, { head: true, name: 'Head' });
    await inWorkspace(server.db, workspace, head, (context) => signDefinition(context, id, { fullName: 'Head' }));
  }
  personId = newId();
  await as(async (context) => {
    await context.db
      .insertInto('people')
      .values({ workspaceId: workspace, id: personId, name: 'Anna', email: `${personId}@kunde.dk`, createdAt: context.now })
      .execute();
    leadId = (await openLead(context, personId)).id;
    await followPeople(context, new Map([[personId, 'anything']]));
  });
});

const override = (client: TestClient, more: Record<string, unknown> = {}) =>
  client.post(`/api/v1/leads/${leadId}/score-override`, {
    ready: true,
    reason: 'Their owner called me',
    until: inDays(7),
    ...more,
  });
const listed = async (ready: boolean) => (await sales.get(`/api/v1/leads?ready=${ready}`)).json().items;
const eventsOf = async (type: string) =>
  as((context) => context.db.selectFrom('events').select(['at', 'data']).where('type', '=', type).execute());

describe('a word against a score', () => {
  it('shows who, when, why and until when wherever the score stands, and what the definition says', async () => {
    expect((await override(marketing)).statusCode).toBe(201);
    const said = {
      ready: true,
      override: {
        ready: true,
        otherwise: false,
        reason: 'Their owner called me',
        until: inDays(7),
        member: { id: marketing.memberId },
      },
    };
    expect((await sales.get(`/api/v1/leads/${leadId}/score`)).json()).toMatchObject(said);
    expect((await sales.get(`/api/v1/leads/${leadId}`)).json()).toMatchObject({ stage: 'mql', score: said });
    expect(await listed(true)).toMatchObject([{ id: leadId, score: said }]);
    expect(await listed(false)).toEqual([]);
    expect(await eventsOf('lead.score_overridden')).toMatchObject([
      { data: { reason: 'Their owner called me', until: inDays(7) } },
    ]);
  });

  it('goes with the hand-off, which still says whether the definition was met', async () => {
    await override(marketing);
    const handoff = await marketing.post('/api/v1/handoffs', { leadId, incompleteBecause: 'The rest is asked on the phone' });
    expect(handoff.statusCode).toBe(201);
    expect((await sales.get(`/api/v1/handoffs/${handoff.json().id}`)).json()).toMatchObject({
      metDefinition: false,
      scoreOverride: { ready: true, reason: 'Their owner called me' },
    });
    expect((await override(sales)).statusCode).toBe(409);
  });

  it('keeps a lead from being handed over unless somebody does it on purpose', async () => {
    await override(sales, { ready: false, reason: 'We spoke; not before spring' });
    const refused = await marketing.post('/api/v1/handoffs', { leadId, incompleteBecause: 'Asked for by mail' });
    expect([refused.statusCode, refused.json().detail]).toEqual([422, expect.stringContaining('not before spring')]);
    const manual = { leadId, incompleteBecause: 'Asked for by mail', manual: true };
    expect((await marketing.post('/api/v1/handoffs', manual)).statusCode).toBe(201);
  });

  it('ends by itself after its last day, and its end is recorded at that moment', async () => {
    await override(marketing, { until: inDays(1) });
    const later = async (days: number) => {
      await as((context) =>
        context.db
          .updateTable('scoreOverrides')
          .set({
            setAt: new Date(Date.now() - 3 * DAY),
            endsAt: new Date(Date.now() + days * DAY),
          })
          .execute(),
      );
    };
    await later(-1);
    // Derived at the read: nobody had to come by.
    expect((await sales.get(`/api/v1/leads/${leadId}/score`)).json()).toMatchObject({ ready: false, override: null });
    expect(await listed(true)).toEqual([]);
    await lookAgain(server.db);
    await lookAgain(server.db);
    const ended = await eventsOf('lead.score_override_ended');
    expect(ended).toHaveLength(1);
    expect(ended[0]!.at.getTime()).toBeCloseTo(Date.now() - DAY, -5);
    expect((await override(marketing)).statusCode).toBe(201);
  });

  it('is followed by another, and lifted before its time by either team', async () => {
    await override(marketing);
    await override(sales, { ready: false });
    expect((await sales.get(`/api/v1/leads/${leadId}/score`)).json()).toMatchObject({ override: { ready: false } });
    expect((await marketing.delete(`/api/v1/leads/${leadId}/score-override`)).json()).toMatchObject({
      score: { override: null },
    });
    expect((await marketing.delete(`/api/v1/leads/${leadId}/score-override`)).statusCode).toBe(409);
  });

  it('needs a reason and a last day within a year', async () => {
    expect((await override(marketing, { reason: ' ' })).statusCode).toBe(400);
    expect((await override(marketing, { until: undefined })).statusCode).toBe(400);
    expect((await override(marketing, { until: inDays(-2) })).statusCode).toBe(422);
    expect((await override(marketing, { until: inDays(500) })).statusCode).toBe(422);
    const finance = await server.as('finance', { workspace });
    expect((await override(finance)).statusCode).toBe(403);
  });
});
