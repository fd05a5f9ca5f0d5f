import { describe, expect, it } from 'vitest';
import { buildAgreement, buildHandoff } from '../../test/build.ts';
import { as, createTestMember, createTestWorkspace } from '../../test/database.ts';
import { assertClocksKept } from '../../test/kept-clocks.ts';
import { settle } from '../../test/outbox.ts';
import { createTestServer } from '../../test/server.ts';
import { addAbsence, changeCalendar, createCalendar } from '../calendars/commands.ts';
import { listCalendars } from '../calendars/reports.ts';
import type { Context } from '../platform/context.ts';
import { changeMember } from '../workspaces/commands.ts';
import { clockConsumer, reckonEverywhere } from './jobs.ts';

const { db } = await createTestServer();
const HOUR = 3_600_000;
const roundTheClock = Object.fromEntries(
  ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day): [string, [string, string][]] => [day, [['00:00', '24:00']]]),
);
const byUtc = {
  name: 'Day and night',
  timeZone: 'Etc/UTC',
  weekly: roundTheClock,
  holidayCountry: null,
  holidayRegion: null,
  holidaysAdded: [],
  holidaysRemoved: [],
};
const never = { ...byUtc, name: 'Mondays, early', weekly: { mon: [['00:00', '00:01'] satisfies [string, string]] } };

/** A workspace that works day and night since a week and promises contact within 48 hours, with hand-offs contacted, given back and waiting. */
async function company() {
  const workspace = await createTestWorkspace(db);
  const at = <T>(work: (context: Context) => Promise<T>) => as(db, workspace, { kind: 'system' }, work);
  const worker = () => settle(db, workspace, [clockConsumer({ enqueue: () => Promise.resolve() })]);
  const signers = {
    marketing: (await createTestMember(db, workspace, 'marketing', { head: true })).id,
    sales: (await createTestMember(db, workspace, 'sales', { head: true })).id,
  };
  const rep = (await createTestMember(db, workspace, 'sales')).id;
  const contact = { key: 'D4', ownerSide: 'sales', metric: 'contacted_in_time', operator: '>=', target: 90 } as const;
  await at(async (context) => {
    const [standard] = await listCalendars(context);
    await changeCalendar(context, standard?.id ?? '', { ...byUtc, standard: true });
    const clauses = [{ ...contact, period: 'month' as const, segment: {}, hours: 48 }];
    const agreement = (await buildAgreement(context, { inForceFrom: '2026-01-01', clauses }, signers)).id;
    const ago = (hours: number) => new Date(Date.now() - hours * HOUR).toISOString();
    for (const assignedTo of [rep, signers.sales])
      for (const facts of [
        { submittedAt: ago(60), firstContactAt: ago(50) },
        { submittedAt: ago(60), firstContactAt: ago(1) },
        { submittedAt: ago(60) },
        { submittedAt: ago(40) },
        { submittedAt: ago(60), rejectedAt: ago(30) },
        { submittedAt: ago(60), rejectedAt: ago(5) },
      ])
        await buildHandoff(context, { ...facts, assignedTo, agreement });
    await context.db
      .updateTable('calendars')
      .set({ createdAt: new Date(ago(7 * 24)) })
      .execute();
  });
  await worker();
  await reckonEverywhere(db);
  const assertKept = () =>
    at(async (context) => {
      const rows = await context.db.selectFrom('handoffs').select('id').execute();
      await assertClocksKept(
        context,
        rows.map(({ id }) => id),
      );
    });
  const inKeeping = () =>
    at(async ({ db: rows }) =>
      Number(
        (
          await rows
            .selectFrom('handoffDeadlines')
            .select(({ fn }) => fn.countAll().as('n'))
            .where('knownAt', 'is not', null)
            .executeTakeFirstOrThrow()
        ).n,
      ),
    );
  return { at, worker, rep, inKeeping, assertKept };
}

describe('what is kept of clocks', () => {
  it('is what is reckoned of each, and all of it holds once the worker has been there', async () => {
    const { assertKept, inKeeping } = await company();
    expect(await inKeeping()).toBe(12);
    await assertKept();
  });

  it('counts for clocks that run only when every change of a calendar is reckoned', async () => {
    const { at, worker, rep, assertKept } = await company();
    const away = { memberId: rep, startsAt: '2020-01-01T00:00', endsAt: '2099-01-01T00:00' };
    await at((context) => addAbsence(context, away));
    await assertKept();
    await worker();
    await assertKept();
  });

  it('is reckoned anew when a rep’s team, and with it the calendar, is another', async () => {
    const { at, worker, rep, inKeeping, assertKept } = await company();
    await at((context) => createCalendar(context, { ...never, standard: false, teams: ['marketing'], memberIds: [] }));
    await worker();
    await at((context) => changeMember(context, rep, { team: 'marketing' }));
    expect(await inKeeping()).toBe(6);
    await assertKept();
    await worker();
    await reckonEverywhere(db);
    expect(await inKeeping()).toBe(12);
    await assertKept();
  });

  it('is not what counts for those that ended before there was any calendar', async () => {
    const { at, assertKept } = await company();
    await at(async ({ db: rows }) => {
      await rows.updateTable('calendars').set({ createdAt: new Date() }).execute();
    });
    await at(async (context) => {
      const [standard] = await listCalendars(context);
      await changeCalendar(context, standard?.id ?? '', { ...never, standard: true });
    });
    await assertKept();
  });
});
