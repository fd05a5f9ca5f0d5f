import fc from 'fast-check';
import { expect, it } from 'vitest';
import { as, createTestDatabase, createTestMember, createTestWorkspace } from '../../test/database.ts';
import { assertClocksKept } from '../../test/kept-clocks.ts';
import { assertMilestonesKept } from '../../test/kept-milestones.ts';
import { settle } from '../../test/outbox.ts';
import { buildAgreement, buildPerson } from '../../test/build.ts';
import { createDefinition, signDefinition } from '../definitions/commands.ts';
import { standardDefinition } from '../definitions/standard.ts';
import { openLead, qualifyLead } from '../leads/commands.ts';
import { logAttempt } from '../leads/contacted/commands.ts';
import { disqualifyLead, recycleLead } from '../leads/ended/commands.ts';
import type { Stage } from '../leads/lifecycle.ts';
import type { Actor, Context } from '../platform/context.ts';
import { Problem } from '../platform/errors.ts';
import { acceptHandoff, makeFirstContact, rejectHandoff, undoDecision } from './answered/commands.ts';
import { submitHandoff } from './commands.ts';
import { isOpen, UNDO_SECONDS } from './handoff.ts';
import { clockConsumer } from './jobs.ts';
import { clocksOf } from './clocks/reports.ts';
import { handoffsOf } from './reports.ts';
import { keepDeadlines } from './store.ts';

/**
 * The lifecycle against a model of it: whatever both teams do, in whatever order, the product allows exactly what the model allows, and
 * what it has stored afterwards is a passage that could have been.
 */

const { db } = await createTestDatabase();

/** The lifecycle of the trade, written down a second time: every step a lead may take, and the ways back an undo may open. */
const steps = new Set(
  `new>known known>engaged engaged>mql mql>submitted submitted>accepted accepted>working working>connected connected>sql sql>opportunity
   opportunity>won won>invoiced engaged>known mql>engaged mql>known accepted>submitted opportunity>sql won>opportunity invoiced>won
   submitted>rejected rejected>submitted rejected>recycled rejected>disqualified known>disqualified engaged>disqualified mql>disqualified
   accepted>disqualified working>disqualified connected>disqualified sql>disqualified opportunity>disqualified accepted>recycled
   working>recycled connected>recycled sql>recycled opportunity>recycled recycled>submitted disqualified>submitted`.split(/\s+/),
);
const ended = ['won', 'invoiced', 'recycled', 'disqualified'];
const withMarketing = ['known', 'engaged', 'mql', 'rejected'];
const withSales = ['accepted', 'working', 'connected', 'sql', 'opportunity'];
/** What follows when a hand-off is given back for each reason. */
const repairs = { too_early: 'recycled', not_a_lead: 'disqualified', wrong_contact_details: 'rejected' } as const;
type Reason = keyof typeof repairs;

interface Model {
  stage: string;
  /** The decision that stands on the latest hand-off, when it was taken and where it put the lead; null: none, or no hand-off yet. */
  decision: { is: 'accepted' | 'rejected'; at: number; put: string } | null;
  handed: boolean;
  contacted: boolean;
  now: number;
}

interface Real {
  run: <T>(at: number, actor: 'marketing' | 'sales', work: (context: Context) => Promise<T>) => Promise<T>;
  person: string;
  lead: string;
  handoff: string;
}

/** One thing somebody does: what the model makes of it (null: it must be refused), and the product's own command. */
function act(
  name: string,
  expected: (model: Model) => Partial<Model> | null,
  carryOut: (real: Real, now: number) => Promise<void>,
): fc.AsyncCommand<Model, Real> {
  return {
    check: () => true,
    toString: () => name,
    async run(model, real) {
      model.now += 1000;
      const after = expected(model);
      const refusal = await carryOut(real, model.now).catch((error: unknown) => error);
      if (after === null) assertRefused(refusal, `${name} of a lead that is ${model.stage}`);
      else if (refusal !== undefined) throw refusal;
      Object.assign(model, after);
      await assertSound(real, model);
    },
  };
}

function assertRefused(refusal: unknown, what: string): void {
  expect(refusal, `${what} must be refused`).toBeInstanceOf(Problem);
  expect([404, 409, 422]).toContain((refusal as Problem).status);
}

const inTime = ({ decision, now }: Model) => decision !== null && now - decision.at <= UNDO_SECONDS * 1000;

const submit = act(
  'submit',
  ({ stage }) => (withMarketing.includes(stage) ? { stage: 'submitted', decision: null, handed: true, contacted: false } : null),
  async (real, now) => {
    real.handoff = await real.run(now, 'marketing', (context) =>
      submitHandoff(context, { leadId: real.lead, manual: true, incompleteBecause: 'Not asked yet' }),
    );
  },
);
const accept = act(
  'accept',
  ({ stage, now }) =>
    stage === 'submitted' ? { stage: 'accepted', decision: { is: 'accepted', at: now, put: 'accepted' } } : null,
  (real, now) => real.run(now, 'sales', (context) => acceptHandoff(context, real.handoff, {})),
);
const giveBack = (reason: Reason) =>
  act(
    `give back: ${reason}`,
    ({ stage, now }) =>
      stage === 'submitted' ? { stage: repairs[reason], decision: { is: 'rejected', at: now, put: repairs[reason] } } : null,
    (real, now) => real.run(now, 'sales', (context) => rejectHandoff(context, real.handoff, { reason })),
  );
/** A decision is undone while the lead still stands where the decision, or the repair that followed it, put it. */
const undo = act(
  'undo',
  (model) =>
    inTime(model) && !model.contacted && model.stage === model.decision?.put ? { stage: 'submitted', decision: null } : null,
  (real, now) => real.run(now, 'sales', (context) => undoDecision(context, real.handoff)),
);
const contact = (response: 'reached' | 'no_answer') =>
  act(
    `first contact: ${response}`,
    ({ stage, decision, handed, contacted, now }) => {
      if (!handed || contacted || decision?.is === 'rejected') return null;
      const accepted = decision ?? ({ is: 'accepted', at: now, put: 'accepted' } as const);
      const to = response === 'reached' ? 'connected' : 'working';
      const moves = ['submitted', 'accepted'].includes(stage);
      return { stage: moves ? to : stage, decision: accepted, contacted: true };
    },
    (real, now) => real.run(now, 'sales', (context) => makeFirstContact(context, real.handoff, { kind: 'call', response })),
  );
/** Sales may write down a call to anybody whose hand-off does not wait for an answer; of one it has accepted it is a contact, and the stage follows. */
const attempt = act(
  'attempt',
  ({ stage, decision, contacted }) => {
    if (stage === 'submitted') return null;
    return {
      stage: ['accepted', 'working'].includes(stage) ? 'connected' : stage,
      contacted: contacted || decision?.is === 'accepted',
    };
  },
  async (real, now) => {
    await real.run(now, 'sales', (context) => logAttempt(context, real.lead, { kind: 'call', response: 'reached' }));
  },
);
const qualify = act(
  'qualify',
  ({ stage }) => (['accepted', 'working', 'connected'].includes(stage) ? { stage: 'sql' } : null),
  async (real, now) => {
    await real.run(now, 'sales', (context) => qualifyLead(context, real.lead, {}));
  },
);
const recycle = act(
  'recycle',
  ({ stage }) => (withSales.includes(stage) || stage === 'rejected' ? { stage: 'recycled' } : null),
  async (real, now) => {
    await real.run(now, 'sales', (context) => recycleLead(context, real.lead, { reason: 'no_response' }));
  },
);
const disqualify = act(
  'disqualify',
  ({ stage }) => ([...withSales, ...withMarketing].includes(stage) ? { stage: 'disqualified' } : null),
  async (real, now) => {
    await real.run(now, 'sales', (context) => disqualifyLead(context, real.lead, { reason: 'no_need' }));
  },
);
/** A person whose passage has ended comes back as a new lead; one whose has not keeps it. */
const comeBack = act(
  'come back',
  ({ stage }) => (ended.includes(stage) ? { stage: 'known', decision: null, handed: false, contacted: false } : {}),
  async (real, now) => {
    const { id, opened } = await real.run(now, 'marketing', (context) => openLead(context, real.person));
    if (opened) Object.assign(real, { lead: id, handoff: id });
  },
);
const later = act(
  'let the time to undo pass',
  ({ now }) => ({ now: now + UNDO_SECONDS * 1000 }),
  () => Promise.resolve(),
);

const promiseOver = act(
  'let the promised hour pass, and a weekend',
  ({ now }) => ({ now: now + 3 * 86_400_000 }),
  () => Promise.resolve(),
);

/**
 * What is stored is a passage that could have been: moves in one chain, reasons exactly where they are due, one lead open, one decision
 * standing; and lists go by the hand-offs that are open, figures by how the clocks of all went and by what the lead has reached.
 */
async function assertSound({ run, lead, person }: Real, model: Model): Promise<void> {
  await run(model.now, 'sales', async (context) => {
    const { db: rows } = context;
    const stages = await rows.selectFrom('leadStages').selectAll().where('leadId', '=', lead).orderBy('move').execute();
    let before = 'new';
    for (const [index, { fromStage, stage, reason, move, enteredAt }] of stages.entries()) {
      expect([move, fromStage]).toEqual([index + 1, before]);
      expect(steps, `${fromStage} to ${stage}`).toContain(`${fromStage}>${stage}`);
      expect(reason !== null).toBe(['rejected', 'recycled', 'disqualified'].includes(stage));
      expect(enteredAt.getTime()).toBeGreaterThanOrEqual(stages[index - 1]?.enteredAt.getTime() ?? 0);
      before = stage;
    }
    const all = await rows.selectFrom('leads').selectAll().where('personId', '=', person).execute();
    const own = all.find(({ id }) => id === lead);
    expect([own?.stage, before]).toEqual([model.stage, model.stage]);
    expect(own?.closedAt !== null).toBe(ended.includes(model.stage));
    expect(all.filter(({ closedAt }) => closedAt === null).length).toBeLessThanOrEqual(1);
    const standing = await rows
      .selectFrom('handoffDecisions as d')
      .innerJoin('handoffs as h', 'h.id', 'd.handoffId')
      .select(['d.handoffId', 'd.decision', 'd.reason', 'h.submittedAt'])
      .where('h.leadId', '=', lead)
      .where('d.undoneAt', 'is', null)
      .orderBy('h.submittedAt')
      .execute();
    expect(new Set(standing.map(({ handoffId }) => handoffId)).size).toBe(standing.length);
    for (const { decision, reason } of standing) expect(reason !== null).toBe(decision === 'rejected');
    const listed = await rows
      .selectFrom('handoffDeadlines as k')
      .innerJoin('handoffs as h', 'h.id', 'k.handoffId')
      .select(['k.handoffId', 'k.open'])
      .where('h.leadId', '=', lead)
      .execute();
    const handoffs = await handoffsOf(
      context,
      listed.map(({ handoffId }) => handoffId),
    );
    const open = handoffs.filter(({ state }) => isOpen({ state, leadStage: model.stage as Stage }));
    expect(listed.filter((each) => each.open).map(({ handoffId }) => handoffId)).toEqual(open.map(({ id }) => id));
    const ids = handoffs.map((each) => each.id);
    await assertClocksKept(context, ids);
    await assertMilestonesKept(context, lead);
    // As the worker does meanwhile, or does not come to.
    if (model.now % 3 > 0) await keepDeadlines(rows, context.workspace, await clocksOf(context, ids), context.now);
  });
}

/** A company whose definition everybody meets, with a head of each team and one rep. */
async function company() {
  const workspace = await createTestWorkspace(db);
  const marketing = await createTestMember(db, workspace, 'marketing', { head: true, name: 'Mette Holm' });
  const head = await createTestMember(db, workspace, 'sales', { head: true, name: 'Simon Sand' });
  const sales = await createTestMember(db, workspace, 'sales', { name: 'Rikke Rep' });
  const run = <T>(at: number, actor: Actor, work: (context: Context) => Promise<T>) =>
    as(db, workspace, actor, work, new Date(at));
  const now = marketing.authenticatedAt.getTime();
  const { id } = await run(now, { kind: 'system' }, (context) =>
    createDefinition(context, { body: standardDefinition, inForceFrom: new Date('2026-01-01T00:00:00Z') }),
  );
  await run(now, marketing, (context) => signDefinition(context, id, { fullName: 'Mette Holm' }));
  await run(now, head, (context) => signDefinition(context, id, { fullName: 'Simon Sand' }));
  const contact = { key: 'D4', ownerSide: 'sales', metric: 'contacted_in_time', operator: '>=', target: 90 } as const;
  await run(now, { kind: 'system' }, (context) =>
    buildAgreement(
      context,
      { inForceFrom: '2026-01-01', clauses: [{ ...contact, period: 'month', segment: {}, hours: 1 }] },
      { marketing: marketing.id, sales: head.id },
    ),
  );
  await settle(db, workspace, [clockConsumer({ enqueue: () => Promise.resolve() })]);
  return { run, members: { marketing, sales }, now };
}

it('allows exactly what the lifecycle has, and stores nothing else, whatever both teams do in whatever order', async () => {
  const { run, members, now } = await company();
  const acts = [
    submit,
    accept,
    giveBack('too_early'),
    giveBack('not_a_lead'),
    giveBack('wrong_contact_details'),
    undo,
    contact('reached'),
    contact('no_answer'),
    attempt,
    qualify,
    recycle,
    disqualify,
    comeBack,
    later,
    promiseOver,
  ];
  await fc.assert(
    fc.asyncProperty(
      fc.commands(
        acts.map((act) => fc.constant(act)),
        { maxCommands: 25, size: 'max' },
      ),
      (commands) =>
        fc.asyncModelRun(async () => {
          const person = await run(now, members.marketing, (context) => buildPerson(context, { at: '2026-01-05T09:00:00Z' }));
          const { id } = await run(now, members.marketing, (context) => openLead(context, person));
          const real: Real = {
            run: (at, side, work) => run(at, members[side], work),
            person,
            lead: id,
            // Until there is one, an id that names none.
            handoff: id,
          };
          return { model: { stage: 'known', decision: null, handed: false, contacted: false, now }, real };
        }, commands),
    ),
    { numRuns: 60 },
  );
}, 240_000);

it('never brings back by an undo what somebody has ended since', async () => {
  const { run, members, now } = await company();
  const person = await run(now, members.marketing, (context) => buildPerson(context));
  const { id: leadId } = await run(now, members.marketing, (context) => openLead(context, person));
  const handoff = await run(now, members.marketing, (context) =>
    submitHandoff(context, { leadId, manual: true, incompleteBecause: 'Not asked yet' }),
  );
  await run(now, members.sales, (context) => acceptHandoff(context, handoff, {}));
  await run(now, members.sales, (context) => disqualifyLead(context, leadId, { reason: 'no_need' }));
  await expect(run(now + 1000, members.sales, (context) => undoDecision(context, handoff))).rejects.toMatchObject({
    status: 409,
  });
});
