import { beforeAll, describe, expect, it } from 'vitest';
import { createTestServer, type TestClient } from '../../../test/server.ts';
import { createTestMember } from '../../../test/database.ts';
import { inWorkspace } from '../../platform/database.ts';
import { moveLead, openLead } from '../commands.ts';
import { moves, stages, type Stage } from '../lifecycle.ts';
import { qualifyLead } from '../commands.ts';
import { undoMove } from './commands.ts';

const server = await createTestServer();
const { workspace, db } = server;
let marketer: TestClient;
let seller: TestClient;
let admin: TestClient;
let other: TestClient;

beforeAll(async () => {
  admin = await server.as('admin');
  marketer = await server.as('marketing');
  seller = await server.as('sales');
  other = await server.as('sales');
});

let number = 0;
async function lead(stage: Stage = 'known'): Promise<string> {
  const person = (await marketer.post('/api/v1/people', { name: 'Mette Holm', email: `mette-${++number}@kunde.dk` })).json().id;
  return inWorkspace(db, workspace, { kind: 'system' }, async (context) => {
    const { id } = await openLead(context, person);
    const reason = { rejected: 'too_early', recycled: 'no_response', disqualified: 'no_need' }[stage as string];
    if (stage === 'rejected' || stage === 'recycled')
      await moveLead(context, id, stage === 'rejected' ? 'submitted' : 'accepted');
    if (stage !== 'known') await moveLead(context, id, stage, reason ? { reason } : {});
    return id;
  });
}
const stageOf = async (id: string): Promise<Stage> => (await admin.get(`/api/v1/leads/${id}`)).json().stage;
const undo = async (client: TestClient, id: string, act = 'recycling') => client.delete(`/api/v1/leads/${id}/${act}`);

describe('a move by hand', () => {
  it('is what the lifecycle has, from every stage: marketing places what is with it, and nothing else', async () => {
    for (const from of stages)
      for (const to of ['known', 'engaged', 'mql'] as const) {
        const id = await lead(from);
        const answer = await marketer.post(`/api/v1/leads/${id}/stage`, { stage: to });
        const allowed = ['known', 'engaged', 'mql'].includes(from) && from !== to;
        expect([from, to, answer.statusCode, await stageOf(id)]).toEqual([from, to, allowed ? 201 : 409, allowed ? to : from]);
      }
    expect((await seller.post(`/api/v1/leads/${await lead()}/stage`, { stage: 'mql' })).statusCode).toBe(403);
  });

  it.each(['accepted', 'working', 'connected', 'sql', 'rejected'] as const)(
    'is taken back within half a minute: one recycled when it was %s stands there again',
    async (from) => {
      const id = await lead(from);
      expect((await seller.post(`/api/v1/leads/${id}/recycling`, { reason: 'no_response' })).statusCode).toBe(201);
      expect((await undo(seller, id, 'qualification')).statusCode).toBe(409);
      expect((await undo(other, id)).statusCode).toBe(403);
      const back = await undo(seller, id);
      expect([back.statusCode, back.json().stage, back.json().closedAt]).toEqual([200, from, null]);
      expect(
        back
          .json()
          .stages.slice(-2)
          .map((entry: { stage: Stage }) => entry.stage),
      ).toEqual(['recycled', from]);
      expect((await undo(seller, id)).statusCode).toBe(409);
    },
  );

  it('takes back a qualification to before the stages it skipped', async () => {
    const id = await lead('accepted');
    await seller.post(`/api/v1/leads/${id}/qualification`, {});
    expect((await undo(seller, id, 'qualification')).json().stage).toBe('accepted');
  });

  it('cannot be taken back later, nor once the person has a new lead, nor where the machine moved it', async () => {
    const member = await createTestMember(db, workspace, 'sales');
    const late = await lead('accepted');
    const at = new Date(Date.now() + 31_000);
    await inWorkspace(db, workspace, member, (context) => qualifyLead(context, late, {}));
    await expect(inWorkspace(db, workspace, member, (context) => undoMove(context, late, ['sql']), at)).rejects.toMatchObject({
      status: 409,
    });

    const begun = await lead('mql');
    await marketer.post(`/api/v1/leads/${begun}/disqualification`, { reason: 'no_need' });
    await marketer.post('/api/v1/leads', { personId: (await admin.get(`/api/v1/leads/${begun}`)).json().person.id });
    expect((await undo(marketer, begun, 'disqualification')).statusCode).toBe(409);
    expect((await undo(admin, await lead('mql'), 'stage')).statusCode).toBe(409);
  });

  it('has no way to an opportunity but a deal: the lifecycle would let it, no command does', () => {
    expect(moves.sql).toContain('opportunity');
    const routes = (server.app.swagger() as { paths: Record<string, unknown> }).paths;
    expect(Object.keys(routes).filter((path) => /leads\/\{id\}\/(opportunity|won)/.test(path))).toEqual([]);
  });
});
