/** The clock of a hand-off: from submission to the first contact, in the business hours of whoever held it. Derived at each read, stored nowhere. */
import { type Calendar, due, elapsed } from '../calendars/clock.ts';

const MINUTE = 60_000;

/** The share of the promised time after which it is nearly out. */
const NEARLY_OUT = 0.75;

/** From a moment on a rep holds the hand-off, and the clock runs in that rep's calendar. */
export interface Stint {
  from: Date;
  calendar: Calendar;
}

export interface ClockFacts {
  submittedAt: Date;
  /** Business hours promised by the agreement in force at submission for this type of lead; null where nothing was promised. */
  promisedHours: number | null;
  /** In order of time; the first one counts from submission on. At least one. */
  stints: readonly Stint[];
  firstContactAt: Date | null;
  /** When it ended without contact: given back, or the lead left the two teams' hands. */
  endedAt: Date | null;
}

export interface HandoffClock {
  promisedHours: number | null;
  startedAt: Date;
  due: Date | null;
  /** When three quarters of the promised time are used; null when it no longer runs or nothing was promised. */
  nearlyOutAt: Date | null;
  /** Business minutes until due, negative once over; null when it no longer runs or nothing was promised. */
  minutesLeft: number | null;
  /** The same in minutes of the wall clock. */
  wallMinutesLeft: number | null;
  /** Running, and the promised time is over. */
  overdue: boolean;
  firstContactAt: Date | null;
  /** Business minutes from submission to the first contact. */
  tookMinutes: number | null;
  /** Whether the promise was kept; null while open, without a promise, and for one given back in time. */
  kept: boolean | null;
}

/**
 * Derives the clock. A change of rep neither restarts nor stops it: what is left goes on in the next rep's business hours. A contact
 * at the very moment it is due is in time; without one it is overdue from that moment on. Minutes are whole, rounded down.
 */
export function clockOfHandoff(facts: ClockFacts, now: Date): HandoffClock {
  const { submittedAt, promisedHours, firstContactAt } = facts;
  const stints = fromSubmission(facts);
  const dueAt = promisedHours === null ? null : dueOver(stints, promisedHours * 60);
  const stoppedAt = firstContactAt ?? facts.endedAt;
  const running = stoppedAt === null;
  const over = dueAt !== null && (running ? now >= dueAt : stoppedAt > dueAt);
  return {
    promisedHours,
    startedAt: submittedAt,
    due: dueAt,
    nearlyOutAt: running && promisedHours !== null ? dueOver(stints, promisedHours * 60 * NEARLY_OUT) : null,
    minutesLeft: running && dueAt ? minutesBetween(now, dueAt, stints) : null,
    wallMinutesLeft: running && dueAt ? Math.floor((dueAt.getTime() - now.getTime()) / MINUTE) : null,
    overdue: running && over,
    firstContactAt,
    tookMinutes: firstContactAt && Math.floor(elapsedOver(stints, submittedAt, firstContactAt)),
    kept: over ? false : firstContactAt && dueAt ? true : null,
  };
}

/** The metrics whose clauses promise a number of business hours. */
export const timedMetrics = ['contacted_in_time', 'repaired_in_time'] as const;
export type TimedMetric = (typeof timedMetrics)[number];

/** The hours promised for a type of lead: the clause on a metric for that type, else the one for all types. */
export function promisedHours(
  clauses: readonly { metric: string; segment: { leadType?: string | undefined }; hours: number | null }[],
  leadType: string,
  promised: TimedMetric,
): number | null {
  const onMetric = clauses.filter(({ metric, hours }) => metric === promised && hours !== null);
  const own = onMetric.find(({ segment }) => segment.leadType === leadType);
  return (own ?? onMetric.find(({ segment }) => segment.leadType === undefined))?.hours ?? null;
}

/** When marketing was to have repaired one given back. A clock like the other, without a rep to pass it on. */
export interface RepairClock extends Omit<HandoffClock, 'firstContactAt'> {
  /** When it was handed over again, closed, or spoken against. */
  endedAt: Date | null;
}

/** Derives the clock of a repair: from giving back until marketing has answered, in the calendar of whoever answers for it. */
export function clockOfRepair(
  {
    givenBackAt,
    promisedHours,
    calendar,
    endedAt,
  }: { givenBackAt: Date; promisedHours: number | null; calendar: Calendar; endedAt: Date | null },
  now: Date,
): RepairClock {
  const stints = [{ from: givenBackAt, calendar }];
  const facts = { submittedAt: givenBackAt, promisedHours, stints, firstContactAt: endedAt, endedAt: null };
  const { firstContactAt, ...clock } = clockOfHandoff(facts, now);
  return { ...clock, endedAt: firstContactAt };
}

interface Stretch extends Stint {
  until: Date | null;
}

/** Stints as half-open stretches without gaps, from submission until for ever. */
function fromSubmission({ submittedAt, stints }: ClockFacts): Stretch[] {
  const starts = stints.map(({ from, calendar }, index) => ({
    calendar,
    from: index === 0 || from < submittedAt ? submittedAt : from,
  }));
  return starts
    .map((stint, index) => ({ ...stint, until: starts[index + 1]?.from ?? null }))
    .filter(({ from, until }) => until === null || until > from);
}

function dueOver(stretches: readonly Stretch[], minutes: number): Date | null {
  let left = minutes;
  for (const { from, until, calendar } of stretches) {
    const here = until === null ? Infinity : elapsed(from, until, calendar);
    if (here >= left) return due(from, left / 60, calendar);
    left -= here;
  }
  return null;
}

function elapsedOver(stretches: readonly Stretch[], start: Date, end: Date): number {
  let minutes = 0;
  for (const { from, until, calendar } of stretches) {
    const first = from > start ? from : start;
    const last = until !== null && until < end ? until : end;
    if (first < last) minutes += elapsed(first, last, calendar);
  }
  return minutes;
}

function minutesBetween(now: Date, dueAt: Date, stretches: readonly Stretch[]): number {
  return Math.floor(now <= dueAt ? elapsedOver(stretches, now, dueAt) : -elapsedOver(stretches, dueAt, now));
}
