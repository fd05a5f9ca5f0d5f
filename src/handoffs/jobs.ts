import { sql } from 'kysely';
import type { Context } from '../platform/context.ts';
import { inWorkspace, type Database } from '../platform/database.ts';
import type { Enqueue, Jobs } from '../platform/jobs.ts';
import type { Consumer, RecordedEvent } from '../platform/outbox.ts';
import { keepOpen } from './open/commands.ts';
import { beginReckoning, reckonMore } from './moved/commands.ts';
import { CLOCKS, movingEvents } from './moved/scope.ts';
import { lookAt, tellOnce } from './clocks/commands.ts';
import { clockFactsToReckon, clocksOf, clocksReckoned, openClockFacts } from './clocks/reports.ts';
import { salesHeads } from './reps/reports.ts';
import { lookAtRepairs } from './repaired/jobs.ts';
import { keepDeadlines } from './store.ts';
import type { ClockFacts, Clocked, Handoff } from './handoff.ts';
import { climb } from './timed-out/commands.ts';

interface Parts {
  db: Database;
  enqueue: Enqueue;
}

/** Whoever records something after it was due gets this long to record the contact that followed too. */
const GRACE_MS = 30_000;

/**
 * Looks whether a hand-off's promised time is over. If so, the rep and the heads of sales hear of it, once, with the true time of the
 * breach, and one that nobody has accepted climbs the ladder. Due later than thought (a calendar changed), it looks again then. Runs too
 * early, twice or too late: nothing is said wrongly.
 */
export async function handoffOverdue(
  { db, enqueue }: Parts,
  { workspace, handoffId }: Jobs['handoff.overdue'],
  now = new Date(),
): Promise<void> {
  await lookAt(db, { workspace, handoffId }, now, async (context, handoff) => {
    const { minutesLeft, due, overdue } = handoff.clock;
    if (minutesLeft === null || due === null) return;
    const lookAgain = (startAfter: Date) => enqueue(context.db, 'handoff.overdue', { workspace, handoffId }, { startAfter });
    if (!overdue) return lookAgain(due);
    await tellOnce(context, handoff, {
      type: 'handoff.overdue',
      at: due,
      data: promised(handoff),
      members: async () => [handoff.assignedTo?.id ?? null, ...(await salesHeads(context))],
    });
    const next = await climb(context, handoff, due);
    if (next) await lookAgain(next);
  });
}

const promised = ({ clock: { due, promisedHours }, assignedTo }: Handoff) => ({
  due,
  promisedHours,
  assignedTo: assignedTo?.id ?? null,
});

/**
 * Tells the rep that the promised time is nearly out, once for a hand-off, and nobody else: the ladder begins when it is over. Says nothing
 * of one that was contacted or given back, nor once the time is over; nearly out later than thought, it looks again then.
 */
export async function handoffNearlyOut(
  { db, enqueue }: Parts,
  { workspace, handoffId }: Jobs['handoff.nearly_out'],
  now = new Date(),
): Promise<void> {
  await lookAt(db, { workspace, handoffId }, now, async (context, handoff) => {
    const { clock, assignedTo } = handoff;
    const { due, nearlyOutAt } = clock;
    if (nearlyOutAt === null || due === null || clock.overdue || assignedTo === null) return;
    if (now < nearlyOutAt)
      return enqueue(context.db, 'handoff.nearly_out', { workspace, handoffId }, { startAfter: nearlyOutAt });
    await tellOnce(context, handoff, {
      type: 'handoff.nearly_out',
      at: nearlyOutAt,
      data: promised(handoff),
      members: async () => [assignedTo.id],
    });
  });
}

/** What sets one clock going or changes it. */
const ofOne = ['handoff.submitted', 'handoff.assigned', 'handoff.decision_undone'];
/** What stops one, or may: nobody need look at it again, and how it went can be kept. */
const ofItsEnd = ['handoff.accepted', 'handoff.rejected', 'attempt.logged', 'attempt.undone'];

/** Has the worker look at a hand-off when it is due, and again after whatever may have moved that. */
export function clockConsumer({ enqueue }: { enqueue: Enqueue }): Consumer {
  return {
    name: CLOCKS,
    types: [...ofOne, ...ofItsEnd, ...movingEvents],
    async consume(context, events) {
      const { db, workspace, now } = context;
      const handoffsOf = (types: readonly string[]) =>
        new Set(events.filter(({ type }) => types.includes(type)).flatMap((event) => handoffOf(event) ?? []));
      const started = handoffsOf(ofOne);
      const concerned = await clocksOf(context, [...new Set([...started, ...handoffsOf(ofItsEnd)])]);
      await keepDeadlines(db, workspace, concerned, now);
      await lookWhenDue(
        context,
        enqueue,
        concerned.filter(({ id }) => started.has(id)),
      );
      await lookAtRepairs(context, enqueue, [...handoffsOf(['handoff.rejected'])]);
      for (const event of events) if (await beginReckoning(context, event)) await reckonNext(context, enqueue, event.id);
    },
  };
}

function handoffOf({ subjectKind, subjectId, data }: RecordedEvent): string | null {
  if (subjectKind === 'handoff') return subjectId;
  return typeof data['handoffId'] === 'string' ? data['handoffId'] : null;
}

/** Goes on reckoning the clocks that a change of calendars may have moved. */
export async function reckonClocks({ db, enqueue }: Parts, { workspace, changeId }: Jobs['clocks.reckon']): Promise<void> {
  await inWorkspace(db, workspace, { kind: 'system' }, (context) => reckonNext(context, enqueue, changeId));
}

async function reckonNext(context: Context, enqueue: Enqueue, changeId: string): Promise<void> {
  const { moved, more } = await reckonMore(context, changeId);
  await lookWhenDue(context, enqueue, moved);
  if (more) await enqueue(context.db, 'clocks.reckon', { workspace: context.workspace, changeId });
}

async function lookWhenDue({ db, workspace, now }: Context, enqueue: Enqueue, clocks: readonly Clocked[]): Promise<void> {
  for (const { id: handoffId, clock } of clocks) {
    if (clock.minutesLeft === null || clock.due === null) continue;
    const startAfter = clock.due > now ? clock.due : new Date(now.getTime() + GRACE_MS);
    if (clock.nearlyOutAt && clock.due > now)
      await enqueue(db, 'handoff.nearly_out', { workspace, handoffId }, { startAfter: clock.nearlyOutAt });
    await enqueue(db, 'handoff.overdue', { workspace, handoffId }, { startAfter });
  }
}

/** So many clocks of which nothing is kept are reckoned in one transaction. */
const AT_ONCE = 1000;

/** Reckons every open clock anew, so that what lists go by cannot stay wrong for longer than an hour, whatever was overlooked; and those of which nothing that holds is kept. */
export async function reckonEverywhere(db: Database): Promise<void> {
  const { rows } = await sql<{ id: string }>`select workspace_ids() as id`.execute(db);
  for (const { id: workspace } of rows) {
    const inside = <T>(work: (context: Context) => Promise<T>) => inWorkspace(db, workspace, { kind: 'system' }, work);
    const keep = async (context: Context, facts: readonly ClockFacts[]) =>
      keepDeadlines(context.db, workspace, await clocksReckoned(context, facts), context.now);
    await inside(async (context) => {
      await keepOpen(context);
      await keep(context, await openClockFacts(context, sql`true`));
    });
    for (let after: string | null = null; ;) {
      const from: string | null = after;
      const facts = await inside(async (context) => {
        const next = await clockFactsToReckon(context, from, AT_ONCE);
        await keep(context, next);
        return next;
      });
      if (facts.length < AT_ONCE) break;
      after = facts.at(-1)?.id ?? null;
    }
  }
}
