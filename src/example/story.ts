import type { Language } from '../platform/fields.ts';
import { contactAt, prospects, type Contact, type Prospect } from './cast.ts';
import { chance, type Chance } from './chance.ts';
import { dealNames, nextSteps, notes, pains, timings } from './phrases.ts';
import { passingVisit, visits, type TrackingCall } from './visits.ts';

/** What both teams did with a lead, in order. Every act becomes a call of the public API, told with its own time. */
export type Act = { at: Date } & (
  | { do: 'evidence'; criterion: string; quote: string; source: 'form' | 'call' }
  | { do: 'handoff'; note: string; timing: string | null }
  | { do: 'acceptance' }
  | { do: 'rejection'; reason: string }
  | { do: 'first-contact'; kind: 'call' | 'mail' | 'meeting'; response: 'reached' | 'no_answer' }
  | {
      do: 'attempt';
      kind: 'call' | 'mail' | 'meeting';
      response: 'reached' | 'no_answer';
      nextStep?: string;
      nextStepOn?: string;
    }
  | { do: 'qualification' }
  | { do: 'recycling'; reason: string; reEntryOn: string }
  | { do: 'disqualification'; reason: string }
  | { do: 'deal'; name: string; amountMinor: number }
  | { do: 'won' }
  | { do: 'lost' }
  | { do: 'invoice'; share: number }
  | { do: 'credit'; share: number }
);

export interface Journey {
  prospect: Prospect;
  contact: Contact;
  calls: TrackingCall[];
  acts: Act[];
}

/** Sales-ready leads promised a month by the three versions of the agreement, newest last. */
export const promises = [14, 16, 18] as const;

/** Most who come never say who they are. */
const PASSERS_A_MONTH = 240;
const DAY = 86_400_000;
const HOUR = 3_600_000;

/**
 * A year of the example company: about 400 leads. Each month it hands over close to what was promised; last month the promise was
 * kept, the month before it was not, and this month runs a little behind. Same language and day, same story.
 */
export function tellStory(now: Date, language: Language): { journeys: Journey[]; passers: TrackingCall[] } {
  const luck = chance(20_091);
  const market = prospects(luck);
  const journeys: Journey[] = [];
  const passers: TrackingCall[] = [];
  const used = new Set<string>();
  const newJourney = (knownAt: Date, interest: 'ready' | 'warm' | 'cold', askedForContact: boolean): Journey => {
    let prospect: Prospect, contact: Contact;
    do {
      prospect = luck.one(market);
      // A lead that is handed over fits the profile; the market also holds companies too small for it.
      contact = contactAt(prospect, luck);
    } while (used.has(contact.email) || (interest === 'ready' && prospect.employees < 20));
    used.add(contact.email);
    const journey: Journey = {
      prospect,
      contact,
      calls: visits({ contact, prospect, knownAt, interest, askedForContact, language, number: journeys.length, now }, luck),
      acts: [],
    };
    journeys.push(journey);
    return journey;
  };

  for (let back = 12; back >= 0; back--) {
    const from = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, 1));
    const end = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back + 1, 1));
    const until = end < now ? end : now;
    const elapsed = (until.getTime() - from.getTime()) / (end.getTime() - from.getTime());
    const handedOver = Math.max(0, Math.round((promisedIn(back) + surplus(back, luck)) * elapsed));
    const within = (share: number) => new Date(from.getTime() + share * (until.getTime() - from.getTime()));
    for (let n = 0; n < handedOver; n++) {
      const asked = luck.in(0.35);
      const readyAt = workingMoment(within((n + luck.next()) / handedOver), luck);
      if (readyAt >= new Date(now.getTime() - 26 * HOUR)) continue;
      const journey = newJourney(readyAt, 'ready', asked);
      journey.acts = saleOf({ readyAt, asked, back, language, now }, luck);
    }
    for (let n = 0; n < Math.round(15 * elapsed); n++) newJourney(within(luck.next()), n % 2 === 0 ? 'warm' : 'cold', false);
    for (let n = 0; n < Math.round(PASSERS_A_MONTH * elapsed); n++)
      passers.push(...passingVisit(within(luck.next()), language, passers.length, luck));
  }

  // What waits right now: handed over in the last hours, one of them long enough ago to be over its time.
  for (const hours of [49, 20, 3, 2, 0.6]) {
    const readyAt = new Date(now.getTime() - hours * HOUR);
    const journey = newJourney(new Date(readyAt.getTime() - 26 * HOUR), 'ready', hours < 5 || hours > 40);
    journey.acts = [evidence(readyAt, language, luck), handoff(readyAt, language, luck)];
  }
  return { journeys, passers };
}

const promisedIn = (back: number) => promises[back > 8 ? 0 : back > 3 ? 1 : 2];

/** Over or under the promise: last month kept, the one before broken, this one a little behind. Some are given back, so a little more is handed over. */
function surplus(back: number, luck: Chance): number {
  if (back === 0) return -5;
  if (back === 1) return 4;
  if (back === 2) return -4;
  return luck.whole(-1, 4);
}

function evidence(at: Date, language: Language, luck: Chance): Act {
  return {
    do: 'evidence',
    at: new Date(at.getTime() - HOUR / 4),
    criterion: 'has-a-pain',
    quote: luck.one(pains[language]),
    source: luck.in(0.7) ? 'form' : 'call',
  };
}

/** What marketing could not find out stays open, and the hand-off says so. */
function handoff(at: Date, language: Language, luck: Chance): Act {
  return { do: 'handoff', at, note: luck.one(notes[language]), timing: luck.in(0.95) ? luck.one(timings[language]) : null };
}

/** The nearest moment in somebody's working day: Monday to Friday, between eight and four by the clock of Central Europe. */
function workingMoment(near: Date, luck: Chance): Date {
  const day = new Date(near);
  while (day.getUTCDay() === 0 || day.getUTCDay() === 6) day.setUTCDate(day.getUTCDate() - 1);
  day.setUTCHours(luck.whole(7, 13), luck.whole(0, 59), luck.whole(0, 59), 0);
  return day;
}

/** What sales made of a lead that was handed over. */
function saleOf(
  { readyAt, asked, back, language, now }: { readyAt: Date; asked: boolean; back: number; language: Language; now: Date },
  luck: Chance,
): Act[] {
  const submittedAt = new Date(readyAt.getTime() + luck.whole(5, 90) * 60_000);
  const acts: Act[] = [evidence(readyAt, language, luck), handoff(submittedAt, language, luck)];
  let at = submittedAt;
  const later = (hours: number) => {
    at = new Date(at.getTime() + hours * HOUR);
    return at;
  };
  /** Some days on, in working hours, and never before what went before. */
  const soon = (from: number, to: number) => {
    const before = at;
    const moment = workingMoment(new Date(at.getTime() + luck.whole(from, to) * DAY), luck);
    at = moment > before ? moment : new Date(before.getTime() + 2 * HOUR);
    return at;
  };
  const date = (moment: Date) => moment.toISOString().slice(0, 10);

  if (luck.in(0.13)) {
    acts.push({
      do: 'rejection',
      at: later(0.5 + luck.next() * 3),
      reason: luck.one(['too_early', 'not_in_profile', 'no_authority', 'already_customer', 'wrong_contact_details']),
    });
    return done(acts, now);
  }
  acts.push({ do: 'acceptance', at: later(0.2 + luck.next()) });
  // Most are called while they are warm; some wait until the day after.
  const prompt = luck.in(back === 2 ? 0.75 : 0.92);
  const reached = luck.in(0.62);
  acts.push({
    do: 'first-contact',
    at: prompt ? later(0.3 + luck.next() * (asked ? 1.2 : 3)) : soon(1, 2),
    kind: luck.in(0.8) ? 'call' : 'mail',
    response: reached ? 'reached' : 'no_answer',
  });
  if (!reached) {
    for (let attempt = 0; attempt < luck.whole(2, 4); attempt++)
      acts.push({ do: 'attempt', at: soon(2, 4), kind: luck.one(['call', 'mail']), response: 'no_answer' });
    if (luck.in(0.45)) {
      const gone = soon(3, 5);
      acts.push({ do: 'recycling', at: gone, reason: 'no_response', reEntryOn: date(new Date(gone.getTime() + 90 * DAY)) });
      return done(acts, now);
    }
  }
  acts.push({
    do: 'attempt',
    at: soon(2, 6),
    kind: 'meeting',
    response: 'reached',
    nextStep: luck.one(nextSteps[language]),
    nextStepOn: date(new Date(at.getTime() + 5 * DAY)),
  });
  if (luck.in(0.14)) {
    acts.push({ do: 'disqualification', at: soon(1, 3), reason: luck.one(['no_need', 'lost_to_other']) });
    return done(acts, now);
  }
  acts.push({ do: 'qualification', at: soon(1, 3) });
  if (luck.in(0.2)) return done(acts, now);
  acts.push({ do: 'deal', at: soon(2, 8), name: luck.one(dealNames[language]), amountMinor: luck.whole(28, 310) * 100_000 });
  const decided = soon(14, 60);
  if (luck.in(0.1)) return done(acts, now);
  if (luck.in(0.42)) {
    acts.push({ do: 'lost', at: decided });
    return done(acts, now);
  }
  acts.push({ do: 'won', at: decided });
  if (luck.in(0.9)) {
    const inTwo = luck.in(0.3);
    acts.push({ do: 'invoice', at: soon(5, 14), share: inTwo ? 0.5 : 1 });
    if (inTwo) acts.push({ do: 'invoice', at: soon(25, 35), share: 0.5 });
    if (luck.in(0.06)) acts.push({ do: 'credit', at: soon(5, 15), share: 0.1 });
  }
  return done(acts, now);
}

/** The story ends today: what would come later has not happened. */
const done = (acts: Act[], now: Date) => acts.filter(({ at }) => at.getTime() < now.getTime() - 5 * 60_000);

/** Money spent on being found, by week and campaign, in minor units of the workspace's currency. */
export function tellSpend(now: Date): {
  day: string;
  channel: 'paid_search' | 'paid_social' | 'event';
  source: string;
  campaign: string;
  amountMinor: number;
  impressions: number | null;
  clicks: number | null;
}[] {
  const luck = chance(77);
  const lines: ReturnType<typeof tellSpend> = [];
  for (let week = 52; week >= 0; week--) {
    const day = new Date(now.getTime() - week * 7 * DAY).toISOString().slice(0, 10);
    const clicks = luck.whole(90, 160);
    lines.push({
      day,
      channel: 'paid_search',
      source: 'google',
      campaign: 'pump-service',
      amountMinor: clicks * luck.whole(1_900, 2_400),
      impressions: clicks * luck.whole(18, 26),
      clicks,
    });
    const seen = luck.whole(4_000, 7_000);
    lines.push({
      day,
      channel: 'paid_social',
      source: 'linkedin',
      campaign: 'downtime-guide',
      amountMinor: luck.whole(180, 320) * 1_000,
      impressions: seen,
      clicks: Math.round(seen / luck.whole(90, 140)),
    });
    if (week % 13 === 6)
      lines.push({
        day,
        channel: 'event',
        source: 'fair',
        campaign: 'food-tech',
        amountMinor: luck.whole(30, 42) * 100_000,
        impressions: null,
        clicks: null,
      });
  }
  return lines;
}
