import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { buildCompany, buildDeal, buildLead, buildPerson } from '../../../test/build.ts';
import { as, createTestDatabase, createTestMember, createTestWorkspace } from '../../../test/database.ts';
import { mergeCompanies } from '../../companies/merged/commands.ts';
import { changeDealStage } from '../../deals/commands.ts';
import { createDefinition, signDefinition } from '../../definitions/commands.ts';
import { standardDefinition } from '../../definitions/standard.ts';
import { submitHandoff } from '../../handoffs/commands.ts';
import { openLead } from '../../leads/commands.ts';
import { followPeople } from '../../leads/scored/commands.ts';
import type { Actor, Context } from '../../platform/context.ts';
import { mergePeople } from './commands.ts';

const { db } = await createTestDatabase();

/** How many wait for somebody else's lock. */
async function waiting(): Promise<number | undefined> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(db);
  return rows[0]?.n;
}

/** A workspace in which anybody can be handed over, and two people with an open lead each; Anna's is the older. */
async function house() {
  const workspace = await createTestWorkspace(db);
  const inside = <T>(work: (context: Context) => Promise<T>, actor: Actor = { kind: 'system' }) =>
    as(db, workspace, actor, work, new Date());
  const heads = {
    marketing: await createTestMember(db, workspace, 'marketing', { head: true, name: 'Mette Holm' }),
    sales: await createTestMember(db, workspace, 'sales', { head: true, name: 'Simon Sand' }),
  };
  const { id: definition } = await inside((context) => createDefinition(context, { body: standardDefinition }));
  await inside((context) => signDefinition(context, definition, { fullName: 'Mette Holm' }), heads.marketing);
  await inside((context) => signDefinition(context, definition, { fullName: 'Simon Sand' }), heads.sales);
  const [anna, annie] = [await inside((context) => buildPerson(context)), await inside((context) => buildPerson(context))];
  const [older, newer] = [
    await inside((context) => buildLead(context, { person: anna, reached: { known: '2026-09-01T08:00:00Z' } })),
    await inside((context) => buildLead(context, { person: annie, reached: { known: '2026-09-02T08:00:00Z' } })),
  ];
  return {
    inside,
    anna,
    annie,
    older,
    newer,
    handOver: (leadId: string) => (context: Context) =>
      submitHandoff(context, { leadId, manual: true, incompleteBecause: 'Haster' }),
    merge: (context: Context) => mergePeople(context, anna, annie, 'One of them'),
    leads: () => inside(({ db }) => db.selectFrom('leads').select(['id', 'personId', 'closedAt']).orderBy('createdAt').execute()),
    /** Does the first and, before it is committed, begins the second, which has to wait. @returns what became of the second */
    atOnce: async (first: (context: Context) => Promise<unknown>, second: (context: Context) => Promise<unknown>) => {
      let other: Promise<unknown> = Promise.resolve();
      await inside(async (context) => {
        await first(context);
        other = inside(second).catch((error: unknown) => error);
        await expect.poll(waiting).toBe(1);
      });
      return other;
    },
    /** Has others ask for a lead one after the other while somebody has it in hand, and then lets them go on. */
    inLine: async (leadId: string, ...others: ((context: Context) => Promise<unknown>)[]) => {
      const asked: Promise<unknown>[] = [];
      await inside(async ({ db }) => {
        await sql`select from leads where id = ${leadId} for update`.execute(db);
        for (const other of others) {
          asked.push(inside(other));
          await expect.poll(waiting).toBe(asked.length);
        }
      });
      await Promise.all(asked);
    },
  };
}

describe('a merge while one of the two is being handed over', () => {
  it('waits for the hand-over, and the lead that is with sales is the one that stays open', async () => {
    const { older, newer, anna, handOver, merge, leads, atOnce } = await house();
    await atOnce(handOver(newer), merge);
    expect(await leads()).toEqual([
      { id: older, personId: anna, closedAt: expect.any(Date) },
      { id: newer, personId: anna, closedAt: null },
    ]);
  });

  it('is refused after the hand-over when the other is with sales, too', async () => {
    const { inside, older, newer, handOver, merge, atOnce, leads } = await house();
    await inside(handOver(older));
    expect(await atOnce(handOver(newer), merge)).toMatchObject({ status: 409, detail: expect.stringMatching(/two promises/) });
    expect((await leads()).map(({ closedAt }) => closedAt)).toEqual([null, null]);
  });

  it('that came first leaves the hand-over nothing to hand over, and it says so', async () => {
    const { older, newer, anna, annie, handOver, merge, leads, atOnce } = await house();
    expect(await atOnce(merge, handOver(newer))).toMatchObject({
      status: 409,
      detail: expect.stringMatching(/merged into another/),
    });
    expect(await leads()).toEqual([
      { id: older, personId: anna, closedAt: null },
      { id: newer, personId: annie, closedAt: expect.any(Date) },
    ]);
  });

  it('that came first lets the hand-over of the lead that stays go on', async () => {
    const { older, handOver, merge, atOnce, inside } = await house();
    const handoff = await atOnce(merge, handOver(older));
    const handed = await inside(({ db }) => db.selectFrom('handoffs').select(['id', 'leadId']).execute());
    expect(handed).toEqual([{ id: handoff, leadId: older }]);
  });
});

describe('a merge while leads are scored', () => {
  const scoring =
    (...people: string[]) =>
    (context: Context) =>
      followPeople(context, new Map(people.map((id) => [id, 'anything'] as const)));

  it('waits without having the person whom scoring gives a lead, and that lead is closed by it', async () => {
    const { inside, anna, annie, older, inLine, leads } = await house();
    const bo = await inside((context) => buildPerson(context));
    await inLine(older, scoring(anna, bo), (context) => mergePeople(context, anna, bo, 'One of them'));
    expect(await leads()).toHaveLength(3);
    const open = (await leads()).filter(({ closedAt }) => closedAt === null);
    expect(open.map(({ personId }) => personId)).toEqual([anna, annie]);
  });

  it('of companies waits without having the company whose lead scoring opens', async () => {
    const { inside, older, anna, inLine, leads } = await house();
    const [nordhavn, nordhavnAs] = await inside(async (context) => [await buildCompany(context), await buildCompany(context)]);
    const bo = await inside((context) => buildPerson(context, { company: nordhavnAs }));
    await inside(({ db }) => db.updateTable('leads').set({ companyId: nordhavnAs }).where('id', '=', older).execute());
    await inLine(older, scoring(anna, bo), (context) => mergeCompanies(context, nordhavn, nordhavnAs, null));
    const companies = await inside(({ db }) => db.selectFrom('leads').select(['personId', 'companyId']).execute());
    expect(companies.filter(({ companyId }) => companyId === nordhavn).map(({ personId }) => personId)).toEqual([anna, bo]);
    expect(await leads()).toHaveLength(3);
  });
});

describe('a merge beside others who write', () => {
  it('has a deal that is won wait for it before that takes hold of anything', async () => {
    const { inside, anna, annie, older, inLine } = await house();
    const deal = await inside((context) => buildDeal(context, { lead: older }));
    await inside(({ db }) => db.updateTable('deals').set({ personId: annie }).where('id', '=', deal).execute());
    await inLine(
      older,
      (context) => mergePeople(context, anna, annie, 'One of them'),
      (context) => changeDealStage(context, deal, { stage: 'won' }),
    );
    const won = await inside(({ db }) => db.selectFrom('deals').select(['stage', 'personId']).executeTakeFirst());
    expect(won).toEqual({ stage: 'won', personId: anna });
  });

  it('leaves nobody a lead of their own that is opened at the same time', async () => {
    const { inside, anna, older, atOnce, leads } = await house();
    const bo = await inside((context) => buildPerson(context));
    const merge = (context: Context) => mergePeople(context, anna, bo, 'One of them');
    expect(await atOnce(merge, (context) => openLead(context, bo))).toEqual({ id: older, opened: false });
    expect((await leads()).filter(({ personId }) => personId === bo)).toEqual([]);
  });
});
