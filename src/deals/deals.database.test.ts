import { describe, expect, it } from 'vitest';
import { as, createTestDatabase, createTestMember, createTestWorkspace } from '../../test/database.ts';
import { changeDealStage, createDeal } from './commands.ts';
import { getDeal } from './reports.ts';

const { db } = await createTestDatabase();

// Half past midnight on the 24th in Copenhagen; in UTC it is still the 23rd, in New York half past six in the evening.
const now = new Date('2026-09-23T22:30:00Z');
const [danish, american] = [await createTestWorkspace(db, 'Nordhavn', 'DK'), await createTestWorkspace(db, 'Bayside', 'US')];

async function desk(workspace: string) {
  const rep = await createTestMember(db, workspace, 'sales');
  return {
    open: (openedOn?: string) =>
      as(db, workspace, rep, (context) => createDeal(context, { name: 'Pumps', ...(openedOn && { openedOn }) }), now),
    win: (id: string, closedOn?: string) =>
      as(
        db,
        workspace,
        rep,
        async (context) => {
          await changeDealStage(context, id, { stage: 'won', ...(closedOn && { closedOn }) });
          return getDeal(context, id);
        },
        now,
      ),
  };
}
const refused = (field: string, latest: string) => ({
  status: 422,
  faults: [{ pointer: `/${field}`, detail: `${latest} or earlier` }],
});

describe('the day a deal is opened or closed', () => {
  it('is today in the time zone of the workspace unless it is said', async () => {
    const [here, there] = [await desk(danish), await desk(american)];
    expect(await here.win((await here.open()).id)).toMatchObject({ openedOn: '2026-09-24', closedOn: '2026-09-24' });
    expect(await there.win((await there.open()).id)).toMatchObject({ openedOn: '2026-09-23', closedOn: '2026-09-23' });
  });

  it('may be today where the workspace is, although it is tomorrow in UTC', async () => {
    const { open, win } = await desk(danish);
    const { id } = await open('2026-09-24');
    expect(await win(id, '2026-09-24')).toMatchObject({ openedOn: '2026-09-24', stage: 'won', closedOn: '2026-09-24' });
  });

  it('is refused when it is still to come there', async () => {
    const [here, there] = [await desk(danish), await desk(american)];
    await expect(here.open('2026-09-25')).rejects.toMatchObject(refused('openedOn', '2026-09-24'));
    await expect(there.open('2026-09-24')).rejects.toMatchObject(refused('openedOn', '2026-09-23'));
    const { id } = await here.open();
    await expect(here.win(id, '2026-09-25')).rejects.toMatchObject(refused('closedOn', '2026-09-24'));
  });
});
