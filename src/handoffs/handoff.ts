/** A hand-off as everybody sees it: the facts recorded of it, and what follows from them at a moment. */
import type { z } from 'zod';
import type { Calendar } from '../calendars/clock.ts';
import type { Stage } from '../leads/lifecycle.ts';
import type { Team } from '../platform/context.ts';
import { clockOfHandoff } from './clock-of-handoff.ts';
import type { RoutingReason } from '../routing/route.ts';
import type { handoff, HandoffState } from './schema.ts';

export type Handoff = z.output<typeof handoff>;

/** For how long a decision can be undone. The screen offers it for less, so that the offer never comes too late. */
export const UNDO_SECONDS = 30;

/** A hand-off and its decision set clocks going: further back than this they are history. */
export const TOLD_FREELY_MS = 3_600_000;

/** What is recorded of a hand-off that its clock follows from, in one flat row. */
export interface ClockFacts {
  id: string;
  leadStage: Stage;
  leadStageSince: Date;
  submittedAt: Date;
  leadType: 'hot' | 'other';
  agreementId: string | null;
  assignedTo: string | null;
  /** Every rep who held it, in order. Times are text, as JSON has them. */
  assignments: { memberId: string; because: RoutingReason; rule: string | null; at: string }[] | null;
  decision: 'accepted' | 'rejected' | null;
  decidedAt: Date | null;
  firstContactAt: Date | null;
  /** When it was said that it had been made. */
  firstContactRecordedAt: Date | null;
  /** Of what is kept of its clock; null where nothing is. */
  revision: number | null;
}

/** A hand-off as far as lists and figures go by its clock. */
export interface Clocked {
  id: string;
  assignedTo: string | null;
  open: boolean;
  clock: Handoff['clock'];
  /** As known when the calendars count; null while it runs: as known now. */
  settledAt: Date | null;
  submittedAt: Date;
  revision: number | null;
}

/** All that is recorded of a hand-off, in one flat row. */
export interface HandoffFacts extends ClockFacts {
  leadId: string;
  personId: string;
  personName: string | null;
  personEmail: string | null;
  personPhone: string | null;
  personTitle: string | null;
  companyId: string | null;
  companyName: string | null;
  companyCountry: string | null;
  companyEmployees: number | null;
  companyIndustry: string | null;
  submittedBy: string | null;
  submittedByName: string | null;
  metDefinition: boolean;
  recycled: boolean;
  itemsAgreed: number;
  itemsFilled: number;
  incompleteBecause: string | null;
  assignedToName: string | null;
  agreementVersion: number | null;
  reason: string | null;
  comment: string | null;
  decidedBy: string | null;
  decidedByName: string | null;
  snoozedUntil: Date | null;
  /** How much was said of it. */
  comments: number;
  /** What was asked of it first and is not answered yet. */
  question: { id: string; memberId: string | null; name: string | null; team: Team | null; at: string } | null;
}

type Calendars = (member: string | null, knownAt?: Date) => Calendar;

/** @param hours what the agreement in force at submission promised for this type of lead */
export function clockedOf(facts: ClockFacts, hours: number | null, calendarOf: Calendars, now: Date): Clocked {
  const { id, submittedAt, firstContactAt, assignedTo, leadStage } = facts;
  const endedAt = endOf(facts);
  // A clock that has stopped is judged by the calendars as they were known then.
  const settledAt = facts.firstContactRecordedAt ?? endedAt;
  const stints = stintsOf(facts, (member) => calendarOf(member, settledAt ?? undefined));
  return {
    id,
    assignedTo,
    open: isOpen({ state: stateOf(facts), leadStage }),
    clock: clockOfHandoff({ submittedAt, promisedHours: hours, stints, firstContactAt, endedAt }, now),
    settledAt,
    submittedAt,
    revision: facts.revision,
  };
}

/**
 * @param clocked the same hand-off's clock
 * @param repair what marketing owes of it, of one given back for that
 */
export function handoffOf(facts: HandoffFacts, { clock, open }: Clocked, repair: Handoff['repair'], now: Date): Handoff {
  const { submittedAt, decidedAt, snoozedUntil } = facts;
  const ref = (id: string | null, name: string | null) => (id === null ? null : { id, name: name ?? '' });
  const state = stateOf(facts);
  return {
    id: facts.id,
    lead: { id: facts.leadId, stage: facts.leadStage },
    person: {
      id: facts.personId,
      name: facts.personName,
      email: facts.personEmail,
      phone: facts.personPhone,
      title: facts.personTitle,
    },
    company:
      facts.companyId === null
        ? null
        : {
            id: facts.companyId,
            name: facts.companyName ?? '',
            country: facts.companyCountry,
            employees: facts.companyEmployees,
            industry: facts.companyIndustry,
          },
    submittedAt,
    submittedBy: ref(facts.submittedBy, facts.submittedByName),
    leadType: facts.leadType,
    metDefinition: facts.metDefinition,
    recycled: facts.recycled,
    itemsAgreed: facts.itemsAgreed,
    itemsFilled: facts.itemsFilled,
    incompleteBecause: facts.incompleteBecause,
    assignedTo: ref(facts.assignedTo, facts.assignedToName),
    assignedBecause: facts.assignments?.at(-1)?.because ?? null,
    assignedByRule: facts.assignments?.at(-1)?.rule ?? null,
    state,
    clock,
    snoozedUntil: open && snoozedUntil !== null && snoozedUntil > now ? snoozedUntil : null,
    decision:
      facts.decision === null || decidedAt === null
        ? null
        : {
            decision: facts.decision,
            reason: facts.reason,
            comment: facts.comment,
            member: ref(facts.decidedBy, facts.decidedByName),
            decidedAt,
            undoUntil: new Date(decidedAt.getTime() + UNDO_SECONDS * 1000),
          },
    repair,
    comments: facts.comments,
    question: facts.question && {
      id: facts.question.id,
      member: ref(facts.question.memberId, facts.question.name),
      team: facts.question.team,
      askedAt: new Date(facts.question.at),
    },
    agreement: facts.agreementId === null ? null : { id: facts.agreementId, version: facts.agreementVersion ?? 0 },
  };
}

/** Contacted once a first contact is made, else what was decided, else waiting. */
export function stateOf({ firstContactAt, decision }: Pick<ClockFacts, 'firstContactAt' | 'decision'>): HandoffState {
  return firstContactAt ? 'contacted' : (decision ?? 'waiting');
}

/** Whether the first contact is still awaited. */
export function isOpen({ state, leadStage }: { state: HandoffState; leadStage: Stage }): boolean {
  return (state === 'waiting' || state === 'accepted') && (leadStage === 'submitted' || leadStage === 'accepted');
}

/** Whether marketing still owes the repair of one given back. */
export function awaitsRepair({ repair }: Pick<Handoff, 'repair'>): boolean {
  return repair !== null && repair.endedAt === null;
}

/** Who has the next act: whoever answers for the repair of one given back, else the rep. */
export function holderOf(handoff: Pick<Handoff, 'repair' | 'assignedTo'>): Handoff['assignedTo'] {
  return awaitsRepair(handoff) ? (handoff.repair?.member ?? null) : handoff.assignedTo;
}

/** Where a hand-off stands in the order of work: by deadline, so the overdue ones first; those without one after all others, the oldest first. */
export function placeOf({ clock, id }: Handoff): [deadline: number, id: string] {
  return [clock.due?.getTime() ?? Number.MAX_SAFE_INTEGER, id];
}

export function comparePlaces([deadline, id]: [number, string], [otherDeadline, otherId]: [number, string]): number {
  return deadline - otherDeadline || (id < otherId ? -1 : Number(id > otherId));
}

/** Until somebody is found, the clock runs in the standard calendar, of nobody in particular. */
function stintsOf({ submittedAt, assignments }: ClockFacts, calendarOf: (member: string | null) => Calendar) {
  const held = (assignments ?? []).map(({ memberId, at }) => ({ from: new Date(at), calendar: calendarOf(memberId) }));
  const unheld = !held[0] || held[0].from > submittedAt;
  return unheld ? [{ from: submittedAt, calendar: calendarOf(null) }, ...held] : held;
}

/** Given back; or the lead went on without a contact on record, as when its deal was imported. */
function endOf(facts: ClockFacts): Date | null {
  if (facts.firstContactAt !== null || isOpen({ state: stateOf(facts), leadStage: facts.leadStage })) return null;
  return facts.decision === 'rejected' ? facts.decidedAt : facts.leadStageSince;
}
