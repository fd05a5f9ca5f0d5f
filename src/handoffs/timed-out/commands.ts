import { due as dueAfter } from '../../calendars/clock.ts';
import { calendarsOf } from '../../calendars/reports.ts';
import type { Context } from '../../platform/context.ts';
import { recordEvent } from '../../platform/events.ts';
import { routingInForce } from '../../routing/reports.ts';
import { route } from '../../routing/route.ts';
import { assign } from '../commands.ts';
import type { Handoff } from '../handoff.ts';
import { repsAt, salesHeads } from '../reps/reports.ts';
import { heldBy, lockRouting } from '../store.ts';

/**
 * Takes the next step of the ladder for a hand-off that nobody has accepted although its time is over: gives it to another rep, or to
 * the head of sales. Each step is taken once; with nobody to take it, the hand-off stays where it is and the step counts as taken.
 * @returns when to look again; null when there are no more steps
 */
export async function climb(context: Context, { id, state, lead, assignedTo }: Handoff, due: Date): Promise<Date | null> {
  const { db, workspace, now } = context;
  if (state !== 'waiting') return null;
  const { ladder } = await routingInForce(context);
  const taken = await stepsTaken(context, id);
  const step = ladder[taken];
  if (!step) return null;
  const calendarOf = await calendarsOf(context, [assignedTo?.id ?? null], { from: due, to: now });
  const at = dueAfter(due, step.afterMinutes / 60, calendarOf(assignedTo?.id ?? null));
  if (at > now) return at;

  await lockRouting(db, workspace, lead.id);
  const held = await heldBy(db, id);
  const to = step.to === 'head' ? await headFor(context, held) : await anotherRep(context, held);
  await recordEvent(context, {
    type: 'handoff.timed_out',
    subject: { kind: 'handoff', id },
    at,
    data: { leadId: lead.id, step: taken + 1, from: assignedTo?.id ?? null, to },
  });
  if (to !== null) await assign(context, { id, leadId: lead.id }, { memberId: to, because: 'timed_out', rule: null, at: now });
  return ladder[taken + 1] ? now : null;
}

/** Counted by the events, so that a step nobody could take is not tried for ever. */
async function stepsTaken({ db }: Context, id: string): Promise<number> {
  const { n } = await db
    .selectFrom('events')
    .select((row) => row.fn.countAll<number>().as('n'))
    .where('subjectKind', '=', 'handoff')
    .where('subjectId', '=', id)
    .where('type', '=', 'handoff.timed_out')
    .executeTakeFirstOrThrow();
  return n;
}

/** Somebody who has not had it yet. */
async function anotherRep(context: Context, held: ReadonlySet<string>): Promise<string | null> {
  const others = (await repsAt(context, context.now)).filter(({ id }) => !held.has(id));
  return route(others, [])?.memberId ?? null;
}

async function headFor(context: Context, held: ReadonlySet<string>): Promise<string | null> {
  return (await salesHeads(context)).find((id) => !held.has(id)) ?? null;
}
