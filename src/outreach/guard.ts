/** Who may be contacted when: what keeps marketing's mail and sales' calls from colliding on one person. */
import { isBefore, isClosed, isSideExit, type Stage } from '../leads/lifecycle.ts';

const DAY_MS = 86_400_000;

/** mail: one message to one mailbox; ad: shown to a list, nobody is addressed; event: an invitation; call and meeting: a person's. */
export const contactKinds = ['mail', 'ad', 'event', 'call', 'meeting'] as const;
export type ContactKind = (typeof contactKinds)[number];

/** What both teams agreed: at most so many contacts of theirs together in any so many days. */
export interface OutreachPolicy {
  most: number;
  days: number;
  /** Whether a hand-off pauses marketing's messages to colleagues at the same company, too. */
  pausesColleagues: boolean;
}

/** In force until the teams agree on another: three contacts a week. */
export const standardPolicy: OutreachPolicy = { most: 3, days: 7, pausesColleagues: false };

/** A contact that a team made or plans. What the customer does is none, nor is a service message that belongs to no campaign. */
export interface Contact {
  at: Date;
  team: 'marketing' | 'sales';
  kind: ContactKind;
  campaign: string | null;
}

/** Whether marketing leaves somebody alone while their lead stands there: from the hand-off until sales gives it back, ends it or wins it. */
export function pausesMarketing(stage: Stage): boolean {
  return !isBefore(stage, 'submitted') && !isSideExit(stage) && !isClosed(stage);
}

/**
 * Contacts, each once, in the order of time: a mail that was announced, sent and delivered is told of three times. What marketing sends by
 * one road for one campaign within a day is one contact.
 */
export function distinct<C extends Contact>(told: readonly C[]): C[] {
  const kept: C[] = [];
  const first = new Map<string, number>();
  for (const contact of told.toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
    if (contact.team === 'marketing' && contact.campaign !== null) {
      const key = `${contact.kind} ${contact.campaign}`;
      const began = first.get(key);
      if (began !== undefined && contact.at.getTime() - began < DAY_MS) continue;
      first.set(key, contact.at.getTime());
    }
    kept.push(contact);
  }
  return kept;
}

/** What the cap counts: an advertisement addresses nobody. */
export const isCounted = ({ kind }: Pick<Contact, 'kind'>): boolean => kind !== 'ad';

/**
 * The most contacts that any span of the agreed length around a moment would hold with one more at that moment.
 * A span is half-open: what lies exactly the agreed days apart is never in one.
 * @param at milliseconds, as are the contacts
 */
export function fullestSpan(contacts: readonly number[], at: number, days: number): number {
  const length = days * DAY_MS;
  const near = [...contacts.filter((each) => Math.abs(each - at) < length), at];
  return Math.max(
    ...near.filter((from) => from <= at).map((from) => near.filter((each) => each >= from && each < from + length).length),
  );
}

/** The earliest moment, not before `at`, at which one more contact keeps the cap. There always is one: after everything has passed. */
export function nextAllowed(contacts: readonly Date[], at: Date, { most, days }: OutreachPolicy): Date {
  const times = contacts.map((each) => each.getTime());
  // Room opens only as a contact leaves a span.
  const candidates = [at.getTime(), ...times.map((each) => each + days * DAY_MS)].filter((each) => each >= at.getTime());
  const fitting = candidates.filter((each) => fullestSpan(times, each, days) <= most);
  return new Date(Math.min(...fitting));
}

/** A lead that is with sales. */
export interface Pause {
  leadId: string;
  handoffId: string | null;
  since: Date;
  /** Whose lead it is where it is a colleague's; null for the person's own. */
  colleague: { id: string; name: string } | null;
  /** Somebody's word that marketing may write again before sales is done. */
  ending: PauseEnding | null;
}

export interface PauseEnding {
  /** From when on nothing is paused. */
  at: Date;
  reason: string;
  setBy: { id: string; name: string } | null;
}

/** What marketing is told before it sends; the first that holds, in this order. */
export type Verdict =
  | { verdict: 'suppressed' }
  | { verdict: 'paused'; pause: Pause }
  /** `count`: contacts of both teams in the fullest span that this one would fall into, without it. */
  | { verdict: 'capped'; count: number; nextAt: Date }
  | { verdict: 'allowed' };

export interface GuardFacts {
  suppressed: boolean;
  /** The person's own lead with sales, then colleagues'. */
  pauses: readonly Pause[];
  /** Made and planned by both teams, each once, without the one that is asked about. */
  contacts: readonly Contact[];
}

/** Whether marketing may contact somebody at a moment. An advertisement is not capped, and needs no address to be sent to. */
export function guard(facts: GuardFacts, kind: ContactKind, at: Date, policy: OutreachPolicy): Verdict {
  if (facts.suppressed && kind !== 'ad') return { verdict: 'suppressed' };
  const pause = facts.pauses.find(
    ({ colleague, ending }) => (colleague === null || policy.pausesColleagues) && (ending === null || at < ending.at),
  );
  if (pause) return { verdict: 'paused', pause };
  if (!isCounted({ kind })) return { verdict: 'allowed' };
  const counted = facts.contacts.filter(isCounted).map((contact) => contact.at);
  const nextAt = nextAllowed(counted, at, policy);
  if (nextAt.getTime() === at.getTime()) return { verdict: 'allowed' };
  const times = counted.map((each) => each.getTime());
  return { verdict: 'capped', count: fullestSpan(times, at.getTime(), policy.days) - 1, nextAt };
}

/** How much of the cap is used as of now, by what was made. */
export interface Lately {
  count: number;
  /** How many more are allowed now; what is planned is not taken off. */
  left: number;
  /** When the oldest no longer counts; null where there is none. */
  freesAt: Date | null;
}

export function lately(made: readonly Contact[], now: Date, { most, days }: OutreachPolicy): Lately {
  const from = now.getTime() - days * DAY_MS;
  const times = made.filter(isCounted).map(({ at }) => at.getTime());
  const inSpan = times.filter((at) => at > from && at <= now.getTime());
  return {
    count: inSpan.length,
    left: Math.max(0, most - inSpan.length),
    freesAt: inSpan.length === 0 ? null : new Date(Math.min(...inSpan) + days * DAY_MS),
  };
}
