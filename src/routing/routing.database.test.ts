import { describe, expect, it } from 'vitest';
import { buildAgreement, buildCompany, buildLead, buildPerson } from '../../test/build.ts';
import { as, createTestMember, createTestWorkspace } from '../../test/database.ts';
import { createTestServer } from '../../test/server.ts';
import { createDefinition, signDefinition } from '../definitions/commands.ts';
import { standardDefinition } from '../definitions/standard.ts';
import { sql } from 'kysely';
import { acceptHandoff } from '../handoffs/answered/commands.ts';
import { submitHandoff } from '../handoffs/commands.ts';
import { handoffOverdue } from '../handoffs/jobs.ts';
import { getHandoff } from '../handoffs/reports.ts';
import { lockRouting } from '../handoffs/store.ts';
import { followPeople } from '../leads/scored/commands.ts';
import type { Actor, Context } from '../platform/context.ts';
import { newId } from '../platform/ids.ts';

const server = await createTestServer();
const { db } = server;
const system: Actor = { kind: 'system' };
/** Wednesday 16:00 in Copenhagen, one hour before closing; four business hours later it is Thursday noon. */
const WEDNESDAY = '2026-09-23T14:00:00Z';
const THURSDAY = (time: string) => `2026-09-24T${time}:00Z`;

/** A workspace with a promise of four hours, a head of sales and two reps. */
async function company() {
  const workspace = await createTestWorkspace(db);
  const marketing = await createTestMember(db, workspace, 'marketing', { head: true, name: 'Mette Holm' });
  const head = await createTestMember(db, workspace, 'sales', { head: true, name: 'Simon Sand' });
  const reps = [await createTestMember(db, workspace, 'sales'), await createTestMember(db, workspace, 'sales')];
  const at = <T>(now: string | Date, work: (context: Context) => Promise<T>, actor: Actor = system) =>
    as(db, workspace, actor, work, new Date(now));
  const now = new Date();
  const { id } = await at(now, (context) =>
    createDefinition(context, { body: standardDefinition, inForceFrom: new Date('2026-01-01T00:00:00Z') }),
  );
  await at(now, (context) => signDefinition(context, id, { fullName: 'Mette Holm' }), marketing);
  await at(now, (context) => signDefinition(context, id, { fullName: 'Simon Sand' }), head);
  const clause = {
    key: 'D4',
    ownerSide: 'sales' as const,
    metric: 'contacted_in_time' as const,
    operator: '>=' as const,
    target: 90,
    period: 'month' as const,
    segment: {},
    hours: 4,
  };
  await at(now, (context) =>
    buildAgreement(context, { inForceFrom: '2026-01-01', clauses: [clause] }, { marketing: marketing.id, sales: head.id }),
  );
  const lead = (country: string, when = WEDNESDAY) =>
    at(when, async (context) => {
      const firm = await buildCompany(context);
      await context.db.updateTable('companies').set({ country }).where('id', '=', firm).execute();
      return buildLead(context, { company: firm, person: await buildPerson(context, { company: firm }) });
    });
  const submitted = async (country: string, when = WEDNESDAY) => {
    const leadId = await lead(country, when);
    return at(when, (context) => submitHandoff(context, { leadId, manual: true }));
  };
  const enqueued: Date[] = [];
  /** The worker looks, as its job does. */
  const look = (handoffId: string, when: string) =>
    handoffOverdue(
      {
        db,
        enqueue: (_db, _name, _data, options) => {
          if (options?.startAfter) enqueued.push(options.startAfter);
          return Promise.resolve();
        },
      },
      { workspace, handoffId },
      new Date(when),
    );
  const holder = async (id: string) => {
    const { assignedTo, assignedBecause, assignedByRule } = await at(now, (context) => getHandoff(context, id));
    return { id: assignedTo?.id, because: assignedBecause, rule: assignedByRule };
  };
  const rep = await server.as('sales', { workspace });
  const admin = await server.as('admin', { workspace });
  return {
    at,
    head: head.id,
    reps: reps.map((rep) => rep.id) as [string, string],
    members: reps,
    lead,
    submitted,
    look,
    enqueued,
    holder,
    admin,
    rep,
  };
}
const ladder = [
  { afterMinutes: 60, to: 'another_rep' },
  { afterMinutes: 120, to: 'head' },
];

describe('routing by rules', () => {
  it('gives a lead to the reps of the first rule that fits, and says by which', async () => {
    const { admin, reps, submitted, holder } = await company();
    const rules = [{ name: 'Norge', when: { countries: ['NO'] }, reps: [{ memberId: reps[1] }] }];
    expect((await admin.put('/api/v1/routing', { version: 0, rules, ladder: [] })).json()).toMatchObject({ version: 1, rules });
    for (const id of [await submitted('NO'), await submitted('NO'), await submitted('NO')])
      expect(await holder(id)).toEqual({ id: reps[1], because: 'rule', rule: 'Norge' });
    expect(await holder(await submitted('DK'))).toMatchObject({ id: reps[0], because: 'least_open_work', rule: null });
  });

  it('keeps every version, refuses a change made from an older one, and knows who is of sales', async () => {
    const { admin, rep, head, reps } = await company();
    expect((await rep.put('/api/v1/routing', { version: 0, rules: [], ladder })).statusCode).toBe(403);
    expect((await admin.get('/api/v1/routing')).json()).toMatchObject({ version: 0, rules: [], ladder: [] });
    await admin.put('/api/v1/routing', { version: 0, rules: [], ladder });
    expect((await admin.put('/api/v1/routing', { version: 0, rules: [], ladder: [] })).statusCode).toBe(409);
    const stranger = {
      name: 'X',
      when: { leadType: 'hot' },
      reps: [{ memberId: reps[0] }, { memberId: (await company()).head }],
    };
    const refused = await admin.put('/api/v1/routing', { version: 1, rules: [stranger], ladder });
    expect([refused.statusCode, refused.json().errors[0].pointer]).toEqual([422, '/rules/0/reps/1/memberId']);
    const nothing = { name: 'X', when: {}, reps: [{ memberId: head }] };
    expect((await admin.put('/api/v1/routing', { version: 1, rules: [nothing], ladder })).statusCode).toBe(400);
    expect((await admin.put('/api/v1/routing', { version: 1, rules: [], ladder: ladder.toReversed() })).statusCode).toBe(400);
  });
});

describe('a hand-off nobody accepts in time', () => {
  it('climbs the ladder step by step in business time: to another rep, then to the head, each once', async () => {
    const { admin, head, reps, submitted, look, enqueued, holder } = await company();
    await admin.put('/api/v1/routing', { version: 0, rules: [], ladder });
    const id = await submitted('DK');
    const first = await holder(id);
    await look(id, THURSDAY('10:00'));
    expect(await holder(id)).toEqual(first);
    expect(enqueued.at(-1)).toEqual(new Date(THURSDAY('11:00')));
    await look(id, THURSDAY('11:00'));
    const second = await holder(id);
    expect(second).toMatchObject({ id: reps.find((rep) => rep !== first.id), because: 'timed_out' });
    await look(id, THURSDAY('11:59'));
    expect(await holder(id)).toEqual(second);
    await look(id, THURSDAY('12:00'));
    await look(id, THURSDAY('13:00'));
    expect(await holder(id)).toEqual({ id: head, because: 'timed_out', rule: null });
  });

  it('stays with whoever has accepted it, and where there is no ladder', async () => {
    const { admin, submitted, look, holder, at, members } = await company();
    const alone = await submitted('DK');
    const before = await holder(alone);
    await look(alone, THURSDAY('14:00'));
    expect(await holder(alone)).toEqual(before);
    await admin.put('/api/v1/routing', { version: 0, rules: [], ladder });
    const accepted = await submitted('DK');
    const { id: given } = await holder(accepted);
    const rep = members.find(({ id }) => id === given) as Actor;
    await at(THURSDAY('08:00'), (context) => acceptHandoff(context, accepted, {}), rep);
    const holds = await holder(accepted);
    await look(accepted, THURSDAY('14:00'));
    expect(await holder(accepted)).toEqual(holds);
  });

  it('is whose who accepts it at the very moment it climbs', async () => {
    const { admin, submitted, look, holder, at, members } = await company();
    await admin.put('/api/v1/routing', { version: 0, rules: [], ladder });
    const id = await submitted('DK');
    const first = await holder(id);
    const rep = members.find((member) => member.id === first.id) as Actor;
    const waiting = async (kind: string) => {
      const { rows } = await sql`select from pg_locks where locktype = ${kind} and not granted`.execute(db);
      return rows.length > 0;
    };
    const until = async (happened: () => boolean | Promise<boolean>) => {
      while (!(await happened())) await new Promise(setImmediate);
    };
    let both: Promise<unknown> = Promise.resolve();
    // The ladder has seen that nobody has accepted, and waits for its turn to choose another rep.
    await at(THURSDAY('11:00'), async ({ db: held, workspace }) => {
      await lockRouting(held, workspace, newId());
      const climbing = look(id, THURSDAY('11:00'));
      await until(() => waiting('advisory'));
      let accepted = false;
      const accepting = at(THURSDAY('11:00'), (context) => acceptHandoff(context, id, {}), rep).then(() => (accepted = true));
      await until(async () => accepted || (await waiting('transactionid')));
      both = Promise.all([climbing, accepting]);
    });
    await both;
    expect(await holder(id)).toMatchObject({ id: first.id });
    expect(await at(THURSDAY('11:00'), (context) => getHandoff(context, id))).toMatchObject({
      state: 'accepted',
      decision: { member: { id: first.id } },
    });
  });

  it('climbs, is assigned or scored among others at one moment, and nobody’s work is given up for another’s', async () => {
    const { admin, submitted, look, at, lead } = await company();
    await admin.put('/api/v1/routing', { version: 0, rules: [], ladder });
    const waitingForLocks = async () => {
      const { rows } = await sql<{
        n: number;
      }>`select count(*) as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(db);
      return rows[0]?.n ?? 0;
    };
    interface Two {
      ids: [climbing: string, other: string];
      personId: string;
    }
    const together: Record<string, (two: Two) => Promise<unknown>> = {
      'handed over': ({ ids }) =>
        admin.post('/api/v1/bulk-changes/handoffs', { leads: { ids }, manual: true, incompleteBecause: 'Resten spørges der om' }),
      'routed anew': ({ ids }) => admin.post('/api/v1/bulk-changes/assignments', { leads: { ids }, memberId: null }),
      scored: ({ ids: [, other], personId }) =>
        at(THURSDAY('11:00'), async (context) => {
          await followPeople(context, new Map([[personId, 'anything']]));
          await submitHandoff(context, { leadId: other, manual: true });
        }),
    };
    for (const [act, doIt] of Object.entries(together)) {
      const id = await submitted('DK');
      const climbing = await at(THURSDAY('11:00'), (context) => getHandoff(context, id));
      const two: Two = { ids: [climbing.lead.id, await lead('DK')], personId: climbing.person.id };
      const done: Promise<unknown>[] = [];
      await at(THURSDAY('11:00'), async ({ db: held, workspace }) => {
        await lockRouting(held, workspace, newId());
        done.push(look(id, THURSDAY('11:00')));
        await expect.poll(waitingForLocks).toBe(1);
        done.push(doIt(two));
        await expect.poll(waitingForLocks).toBe(2);
      });
      const answers = await Promise.all(done);
      expect([act, answers.at(-1)]).toMatchObject([act, act === 'scored' ? undefined : { statusCode: 201 }]);
    }
  });
});
